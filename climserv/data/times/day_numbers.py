"""Day numbers: dates of every calendar as running integers and back, without one object a day."""

import cftime
import numpy as np

_GREGORIAN_STARTS = (1582, 10, 15)


def number_of(year: np.ndarray, month: np.ndarray, day: np.ndarray, calendar: str) -> np.ndarray:
    """A running number of each day (int64) in its calendar; only differences mean something."""
    year, month, day = (np.asarray(x).astype(np.int64) for x in (year, month, day))
    if calendar == "360_day":
        return year * 360 + (month - 1) * 30 + day
    # Years counted from March: the leap day comes last and months need one formula.
    shifted = year - (month < 3)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day
    if calendar in ("noleap", "all_leap"):
        # A year without a 29 February has no hole where the year turns in March, one with it always has the day.
        return shifted * (365 if calendar == "noleap" else 366) + of_year
    leap_days = shifted // 4
    if calendar != "julian":
        leap_days += shifted // 400 - shifted // 100
    return shifted * 365 + leap_days + of_year


def date_of(number: np.ndarray, calendar: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Year, month and day (int64) of running numbers: the way back from `number_of`."""
    since = np.asarray(number, np.int64) - 1
    if calendar == "360_day":
        return since // 360, since % 360 // 30 + 1, since % 30 + 1
    if calendar in ("noleap", "all_leap"):
        length = 365 if calendar == "noleap" else 366
        shifted, of_year = since // length, since % length
    elif calendar == "julian":
        shifted = (4 * since + 3) // 1461
        of_year = since - 365 * shifted - shifted // 4
    else:
        era, within = since // 146097, since % 146097
        of_era = (within - within // 1460 + within // 36524 - within // 146096) // 365
        of_year = within - (365 * of_era + of_era // 4 - of_era // 100)
        shifted = of_era + 400 * era
    of_march = (5 * of_year + 2) // 153
    month = np.where(of_march < 10, of_march + 3, of_march - 9)
    return shifted + (month < 3), month, of_year - (153 * of_march + 2) // 5 + 1


def dates_since(days: np.ndarray, origin: str, calendar: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Year, month and day (int64) of whole days since `origin` (YYYY-MM-DD) in a calendar."""
    days = np.asarray(days, np.int64)
    year, month, day = (int(part) for part in origin.split("-"))
    if calendar != "standard" or (year, month, day) >= _GREGORIAN_STARTS:
        start = int(number_of(year, month, day, calendar))
        numbers = start + days
    else:
        start = int(number_of(*_GREGORIAN_STARTS, calendar))
        first = cftime.DatetimeGregorian(*_GREGORIAN_STARTS)
        numbers = start + days - round(cftime.date2num(first, f"days since {origin}", "standard"))
    if calendar == "standard" and days.size and numbers.min() < number_of(*_GREGORIAN_STARTS, calendar):
        # Julian days before, Gregorian after: rare enough to be left to cftime.
        found = cftime.num2date(days, f"days since {origin}", calendar)
        return tuple(np.array([getattr(s, of) for s in found], np.int64) for of in ("year", "month", "day"))
    return date_of(numbers, calendar)
