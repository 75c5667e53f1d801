"""The start of the rains at Niamey, 1940 to 1949, worked by hand from the daily totals.

The rule: 20 mm or more in 3 days, with a day of 1 mm or more; then no 7 dry days (less than 1 mm) in a row within the
20 days after the window; searched from 1 May to 31 July; told is the first wet day of the window. Windows may begin on
a dry day: three windows hold a day of 20 mm, and the one that ends on it comes first.

The file is real: station records of Meteo-France, through the R package rpicsa.
"""

import csv
from datetime import date

import numpy as np
import pytest

from climserv.methods.calendars import seasons
from climserv.methods.seasons.onset import rainy_season_onset
from climserv.vocabulary.outcomes import Outcome

from ..series import dated

RULE = {"amount": 20, "window": 3, "wet_day": 1, "operator": ">=", "wet_days": 1, "dry_spell": 7, "look_ahead": 20}

BY_HAND = {
    # 1 and 8 May are missing. Had 20 mm fallen on 1 May, 10 May (3.5), 12 May (1.2) and 17 May (3.6) would have broken
    # the dry days into runs of 6, 1, 4 and 6: a start. Had none fallen, it is 3 July. So it cannot be known.
    1940: None,
    # 13.5 on 2 May and 10.0 on 14 May are not enough. 49.8 on 8 June; then 12, 13, 15 June, 6 dry days, 22 June.
    1941: "06-08",
    # 24.7 on 4 May: dry from 18 May on, 7 days before the look-ahead of the first window ends on 24 May.
    # 17.8 and 52.8 on 11 and 13 May: dry 18 to 30 May. 21.8 on 20 June: dry 27 June to 4 July.
    # 27.5 on 5 July; after it no more than 3 dry days on end.
    1942: "07-05",
    # 66.7 on 23 May: dry from 5 June, 8 days by 12 June. 6.7 and 17.0 on 15 and 16 June sum to 23.7 with a dry 14 June;
    # the 0.2 of 19 June is not wet, so 5 dry days to 21 June; 22, 23, 29 June and 3, 5 July are wet.
    1943: "06-15",
    # 34.5 on 16 June; 20 and 22 June are wet, then 6 dry days to 28 June; 29 June, 1 July. The missing 6 July, the last
    # day of the look-ahead, could only add a fifth dry day after 1 July.
    1944: "06-16",
    # 13.2 and 7.0 on 27 and 30 May are four days apart. 12.6 + 8.6 on 5 and 7 June, then 7 dry days to 14 June.
    # 70.7 on 18 June; 21 and 25 June are wet, 5 dry days to 30 June.
    1945: "06-18",
    # 26.4 on 14 June and 53.1 on 20 June: dry 21 to 29 June (0.2 on 23 June is not wet).
    # 20.9 on 30 June; 3, 8, 10, 11, 13, 14, 17, 18 July are wet.
    1946: "06-30",
    # 8.4 and 15.7 on 5 and 8 June are four days apart. 61.1 on 14 June, 6 dry days, 30.6 on 21 June; 24 and 29 June are
    # wet; 30 June to 4 July are 5 dry days, and there the look-ahead ends.
    1947: "06-14",
    # 32.4 on 8 June, 6 dry days, 1.5 on 15 June; 18, 21 and 22 June are wet; 23 to 28 June are 6 dry days, and there
    # the look-ahead ends.
    1948: "06-08",
    # 15.5 on 18 June, 14.4 on 30 June, 19.9 on 6 July and 14.5 on 12 July stand alone. 11.7 + 15.0 on 22 and 24 July
    # are 26.7; dry runs of 4 days at most until 13 August.
    1949: "07-22",
}


@pytest.fixture(scope="module")
def niamey(shared_data):
    """Days, and rain [mm/day] with missing days as not a number."""
    with open(shared_data / "niger_daily_1940-1980.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["station_name"] == "Niamey_Aero"]
    days = [date.fromisoformat(row["date"]) for row in rows]
    rain = np.array([[float(row["rain"] or "nan") for row in rows]], np.float32)
    return [(day.year, day.month, day.day) for day in days], rain


@pytest.fixture(scope="module")
def starts(niamey):
    """Date (month-day) or None, and outcome, by year."""
    days, rain = niamey
    search = seasons(*zip(*days, strict=True), start=(5, 1), end=(7, 31), calendar="standard")
    day, outcome = rainy_season_onset(rain, search, **RULE)
    dates = [None if np.isnan(x) else dated(search, n, x)[5:] for n, x in enumerate(day[0])]
    return dict(zip(search.labels, zip(dates, map(Outcome, outcome[0]), strict=True), strict=True))


@pytest.mark.parametrize("year", BY_HAND)
def test_the_first_ten_years(starts, year):
    expected = BY_HAND[year]
    outcome = Outcome.UNKNOWN if expected is None else Outcome.HAPPENED
    assert starts[str(year)] == (expected, outcome)


def test_every_year_has_its_season(starts):
    assert list(starts) == [str(year) for year in range(1940, 1981)]


def test_a_missing_june_makes_a_year_unknown_and_a_missing_august_need_not(starts):
    """June 1966 is missing altogether. August 1975 too, but that year the rains had started on 11 June."""
    assert starts["1966"] == (None, Outcome.UNKNOWN)
    assert starts["1975"] == ("06-11", Outcome.HAPPENED)


def test_rain_held_as_a_flux_gives_the_same_dates(niamey, starts):
    """The gauge's tenths of a millimetre pass through kg m-2 s-1 in float32 and back."""
    days, rain = niamey
    there_and_back = (rain / np.float32(86400)) * np.float32(86400)
    assert (there_and_back != rain)[~np.isnan(rain)].any()
    search = seasons(*zip(*days, strict=True), start=(5, 1), end=(7, 31), calendar="standard")
    day, _ = rainy_season_onset(there_and_back, search, **RULE)
    again = [None if np.isnan(x) else dated(search, n, x)[5:] for n, x in enumerate(day[0])]
    assert again == [date for date, _ in starts.values()]
