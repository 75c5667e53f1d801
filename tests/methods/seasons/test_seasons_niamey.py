"""The end and length of the rains, dry spells and false starts at Niamey, some years worked by hand.

The start is searched as in `test_onset_niamey`. The end is searched from 1 September to 30 November: the first of 20
dry days in a row (less than 1 mm). Spells are those of June to September.
"""

import numpy as np
import pytest

from climserv.methods.calendars import seasons
from climserv.methods.seasons.amounts import wettest_days
from climserv.methods.seasons.cessation import cessation, dry_soil_cessation
from climserv.methods.seasons.length import rainy_season
from climserv.methods.seasons.onset import false_starts
from climserv.methods.seasons.spells import dry_spell_start, longest_dry_spell
from climserv.vocabulary.outcomes import Outcome

from ..series import dated
from .test_onset_niamey import RULE, niamey

__all__ = ["niamey"]


@pytest.fixture(scope="module")
def searches(niamey):
    days, rain = niamey
    spans = {"start": ((5, 1), (7, 31)), "end": ((9, 1), (11, 30)), "summer": ((6, 1), (9, 30))}
    year, month, day = zip(*days, strict=True)
    return rain, {name: seasons(year, month, day, *span, "standard") for name, span in spans.items()}


def of_year(year, found, value, outcome):
    """Number, or date (month-day), of one year; None with its outcome when there is none."""
    at = found.labels.index(str(year))
    if outcome[0, at] != Outcome.HAPPENED:
        return Outcome(outcome[0, at])
    return float(value[0, at])


def date_of(year, found, value, outcome):
    day = of_year(year, found, value, outcome)
    return day if isinstance(day, Outcome) else dated(found, found.labels.index(str(year)), day)[5:]


@pytest.mark.parametrize(
    ("year", "end", "length"),
    [
        # 3.8 on 23 September is the last rain before the 0.5 of 20 November. From 15 June on: 16 days, 31, 31, 23.
        (1943, "09-24", 16 + 31 + 31 + 23),
        # 16.1 and 5.1 on 20 and 22 September; 0.8 and 0.5 are not wet, so 14 dry days until the 4.2 of 7 October. 9.1,
        # 2.9 and 14.8 on 19, 20 and 25 October, then nothing. From 30 June on: 1 day of June, 31, 31, 30, 25.
        (1946, "10-26", 1 + 31 + 31 + 30 + 25),
        # October 1941 has missing days, on which it may have rained.
        (1941, Outcome.UNKNOWN, Outcome.UNKNOWN),
    ],
)
def test_the_end_and_length_of_the_rains(searches, year, end, length):
    rain, search = searches
    found = rainy_season(rain, search["start"], search["end"], start=RULE, end={"days": 20, "amount": 1})
    assert of_year(year, search["start"], found.length, found.length_outcome) == length
    ends = cessation(rain, search["end"], days=20, amount=1)
    assert date_of(year, search["end"], *ends) == end


def test_the_last_rain_of_ten_millimetres(searches):
    rain, search = searches
    found = cessation(rain, search["end"], rule="last_rain", days=1, amount=10)
    assert date_of(1943, search["end"], *found) == "09-19"
    assert date_of(1946, search["end"], *found) == "10-25"


def test_the_soil_of_1943_dries_on_the_second_of_october(searches):
    """With 60 mm and 5 mm a day: full on 10 August, so nothing before matters; then day by day.

    12 September ends with 60 (34.2 more than fit), 18 September with 30; the 38.5 of 19 September fill it again: 60.
    22 September 45; 23 September, with 3.8, 43.8; 1 October 3.8; 2 October 0.
    """
    rain, search = searches
    assert date_of(1943, search["end"], *dry_soil_cessation(rain, search["end"])) == "10-02"


def test_dry_spells_of_the_summer(searches):
    rain, search = searches
    longest = longest_dry_spell(rain, search["summer"])
    # 5 to 14 June 1943, between 5.7 and 6.7 mm; the missing 14 July lies between dry days: five of them at most.
    assert of_year(1943, search["summer"], *longest) == 10
    # 21 to 29 June 1946: 0.2 on the 23rd is not wet.
    assert of_year(1946, search["summer"], *longest) == 9
    first = dry_spell_start(rain, search["summer"], days=9)
    assert date_of(1946, search["summer"], *first) == "06-21"
    second = longest_dry_spell(rain, search["summer"], nth=2, missing="any")
    # 23 to 30 September 1946, with 0.8 on the 27th; the season's end cuts a spell that goes on to 6 October.
    assert of_year(1946, search["summer"], *second) == 8
    whole = longest_dry_spell(rain, search["summer"], at_edges="whole")
    # 1 to 3 June 1946 are the end of a dry season that began on 2 October 1945: ask for whole spells with care.
    assert of_year(1946, search["summer"], *whole) == 30 + 30 + 31 + 31 + 28 + 31 + 30 + 31 + 3


def test_false_starts_of_1942_and_1946(searches):
    """1942: the rains of 4 and of 11 to 13 May are undone by one dry run from 18 May on, that of 20 June by another."""
    rain, search = searches
    number, known, day, outcome = false_starts(rain, search["start"], **RULE)
    assert of_year(1942, search["start"], number, known) == 2
    assert date_of(1942, search["start"], day, outcome) == "05-04"
    assert of_year(1946, search["start"], number, known) == 1
    assert date_of(1946, search["start"], day, outcome) == "06-14"


def test_the_wettest_five_days_of_1946(searches):
    """63.5 + 0 + 26.1 + 15.4 + 2.0 from 9 to 13 September; from 7 on there are 100.9, from 10 on 60.8."""
    rain, search = searches
    value, day, outcome = wettest_days(rain, search["summer"], days=5)
    assert of_year(1946, search["summer"], value, outcome) == pytest.approx(107.0)
    assert date_of(1946, search["summer"], day, outcome) == "09-09"
    assert np.isnan(value[outcome == Outcome.UNKNOWN]).all()
