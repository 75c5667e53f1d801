"""Time axes, and slow plain ways to the same answers, for the tests of methods."""

from datetime import date, timedelta

from climserv.methods.calendars import date_after, days_in_month, seasons

CALENDARS = ("standard", "proleptic_gregorian", "julian", "noleap", "all_leap", "360_day")


def seasons_of(days, start, end, calendar="standard"):
    """Seasons of a list of (year, month, day)."""
    return seasons(*zip(*days, strict=True), start=start, end=end, calendar=calendar)


def dated(found, season, day):
    """The date of a day of one of the seasons found."""
    return date_after(int(found.years[season]), found.start, day, found.calendar)


def days_between(first, last):
    """Every (year, month, day) of the standard calendar from one date to another, both counted."""
    first, last = date(*first), date(*last)
    spread = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [(day.year, day.month, day.day) for day in spread]


def days_of_years(years, calendar):
    """Every (year, month, day) of some years of a calendar."""
    return [
        (year, month, day)
        for year in years
        for month in range(1, 13)
        for day in range(1, int(days_in_month(year, month, calendar)) + 1)
    ]


def slow_onset(rain, length, *, amount, window, wet_day, operator, wet_days, anchor, dry_spell, look_ahead):
    """The definition of `onset`, word by word, for a series without missing days whose search is its first `length`."""

    def wet(day):
        return rain[day] >= wet_day if operator == ">=" else rain[day] > wet_day

    for begin in range(length):
        inside = range(begin, begin + window)
        if sum(rain[day] for day in inside) < amount or sum(wet(day) for day in inside) < wet_days:
            continue
        ahead = range(begin + window, begin + window + look_ahead)
        runs = zip(*(ahead[k:] for k in range(dry_spell)), strict=False)
        if any(not any(wet(day) for day in run) for run in runs):
            continue
        return {
            "first_wet_day": next((day for day in inside if wet(day)), None),
            "window_start": begin,
            "window_end": begin + window - 1,
        }[anchor]
    return None
