"""The end of the rains, by rain and by soil: by hand, by law, and against every filling of the missing days."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.ensembles import count
from climserv.methods.seasons.cessation import RULES, cessation, dry_soil_cessation
from climserv.methods.water.planting import season_long_enough
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Refused

from .fillings import NAN, assert_exact, every_answer, few_holes, may, one

HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN


def ended(rain, last, **rule):
    return one(cessation([rain], may(1, last, len(rain)), **rule))


def test_the_days_that_prove_the_end_may_come_after_the_search():
    assert ended([3, 3, 3, 0, 0, 0], 4, days=3) == (3, HAPPENED)
    assert ended([3, 3, 3, 3, 0, 0, 0], 4, days=3) == (None, NOT)
    assert ended([3, 3, 3, 0, 0], 4, days=3) == (None, UNKNOWN)


def test_a_day_of_exactly_the_amount_is_the_operators_business():
    assert ended([1, 1, 1, 1], 2, days=2, amount=1, operator=">=") == (None, NOT)
    assert ended([1, 1, 1, 1], 2, days=2, amount=1, operator=">") == (0, HAPPENED)
    assert ended([1, 1, 1, 1], 2, rule="dry_total", days=2, amount=2) == (0, HAPPENED)
    assert ended([1, 1, 1, 1], 2, rule="last_rain", days=2, amount=2) == (1, HAPPENED)


def test_a_missing_day_before_a_wet_one_changes_nothing():
    assert ended([NAN, 5, 0, 0, 0, NAN], 3, days=3) == (2, HAPPENED)
    assert ended([0, NAN, 0, 0, 0, 0], 3, days=3) == (None, UNKNOWN)


def test_the_end_is_searched_from_the_day_after_the_start():
    rain, season = [[0, 0, 0, 4, 4, 0, 0, 0]], may(1, 6, 8)
    assert one(cessation(rain, season, days=3)) == (0, HAPPENED)
    assert one(cessation(rain, season, days=3, after=[[3]], after_outcome=[[1]])) == (5, HAPPENED)
    assert one(cessation(rain, season, days=3, after=[[-9]], after_outcome=[[1]])) == (0, HAPPENED)
    assert one(cessation(rain, season, days=3, after=[[NAN]], after_outcome=[[NOT]])) == (None, NOT_A_SEASON)
    assert one(cessation(rain, season, days=3, after=[[NAN]], after_outcome=[[UNKNOWN]])) == (None, UNKNOWN)


def test_a_year_without_rains_has_no_end_of_them():
    found = cessation([[0.0] * 8], may(1, 6, 8), rule="last_rain", amount=10, days=1)
    assert one(found) == (None, NOT_A_SEASON)
    assert [int(n) for n in count(found[0][0], found[1][0], "later_than", 3)] == [0, 0, 0]
    for days in season_long_enough(may(1, 6, 8), days=2, end=found)[0, 0]:
        assert days == NOT


def slow_cessation(rain, begin, last, *, rule, amount, days):
    """The three definitions word by word, for a search from position `begin` to `last` (not counted)."""
    if rule == "last_rain":
        ends = [d for d in range(begin, last) if d - days + 1 >= 0 and sum(rain[d - days + 1 : d + 1]) >= amount]
        return ends[-1] - begin if ends else None
    for day in range(begin, last):
        ahead = rain[day : day + days]
        if all(x < amount for x in ahead) if rule == "dry_days" else sum(ahead) <= amount:
            return day - begin
    return None


RECORD = st.lists(st.sampled_from([0.0, 0.4, 1.0, 3.0, NAN]), min_size=11, max_size=11)
FILLINGS = (0.0, 0.4, 1.0, 1.9, 5.0, 100.0)


@settings(max_examples=200)
@given(RECORD, st.sampled_from(RULES), st.sampled_from([0.4, 1.0, 2.0, 3.4]), st.integers(1, 4))
def test_known_means_the_same_under_every_filling_of_the_missing_days(rain, rule, amount, days):
    """The search is days 3 to 7 of a record of 11, so that windows before it and runs after it lie in the record."""
    rain, holes = few_holes(rain)
    terms = {"rule": rule, "amount": amount, "days": days}
    answers = every_answer(rain, holes, FILLINGS, lambda filled: slow_cessation(filled, 3, 8, **terms))
    never = NOT_A_SEASON if rule == "last_rain" else NOT
    assert_exact(one(cessation([rain], may(4, 8, 11), **terms)), answers, never)


@given(RECORD, st.sampled_from(RULES), st.floats(0, 10), st.integers(0, 10))
def test_more_rain_never_ends_the_rains_sooner(rain, rule, more, day):
    wetter = list(rain)
    wetter[day] += more
    before, after = (one(cessation([x], may(4, 8, 11), rule=rule, days=2)) for x in (rain, wetter))
    if UNKNOWN in (before[1], after[1]):
        return
    none = -1 if rule == "last_rain" else 99
    assert (none if before[0] is None else before[0]) <= (none if after[0] is None else after[0])


def slow_soil(rain, losses, begin, last, *, capacity, initial, run_up, left, days):
    """The bucket word by word: water at the end of each day, then the first run of days without any."""
    water, empty = min(initial, capacity), {}
    for day in range(begin - run_up, last + days - 1):
        water = min(max(water + rain[day] - losses[day], 0), capacity)
        empty[day] = water <= left
    return next((d - begin for d in range(begin, last) if all(empty[d + n] for n in range(days))), None)


SOIL = st.fixed_dictionaries(
    {
        "capacity": st.sampled_from([4.0, 10.0]),
        "initial": st.sampled_from([0.0, 6.0]),
        "run_up": st.integers(0, 3),
        "left": st.sampled_from([0.0, 1.0]),
        "days": st.integers(1, 3),
    }
)
LOSSES = st.lists(st.sampled_from([0.0, 1.0, 3.0, NAN]), min_size=11, max_size=11)
WET = st.lists(st.sampled_from([0.0, 0.0, 1.0, 5.0, NAN]), min_size=11, max_size=11)


@settings(max_examples=150)
@given(WET, LOSSES, SOIL)
def test_the_bucket_is_known_when_every_filling_empties_it_on_the_same_day(rain, losses, terms):
    rain, holes = few_holes(rain, most=2)
    losses, dry_holes = few_holes(losses, most=2)
    amounts = (0.0, 0.5, 1.0, 2.0, 5.0, 100.0)
    answers = set()

    def under(lost):
        answers.update(every_answer(rain, holes, amounts, lambda fell: slow_soil(fell, lost, 3, 8, **terms)))

    every_answer(losses, dry_holes, amounts, under)
    assert_exact(one(dry_soil_cessation([rain], may(4, 8, 11), evaporation=[losses], **terms)), answers)


def test_one_number_for_evaporation_is_that_number_every_day():
    rain = np.random.default_rng(3).choice([0, 0, 0, 9], (4, 40))
    season = may(10, 30, 40)
    number = dry_soil_cessation(rain, season, capacity=20, run_up=9, evaporation=3)
    daily = dry_soil_cessation(rain, season, capacity=20, run_up=9, evaporation=np.full((4, 40), 3))
    assert [part.tobytes() for part in number] == [part.tobytes() for part in daily]


def test_a_record_that_begins_after_the_balance_may_have_begun_full():
    dry = [0.0] * 12
    assert one(dry_soil_cessation([dry], may(1, 8, 12), capacity=20, run_up=3)) == (None, UNKNOWN)
    assert one(dry_soil_cessation([dry], may(1, 8, 12), capacity=20, run_up=0)) == (0, HAPPENED)
    assert one(dry_soil_cessation([dry], may(5, 9, 12), capacity=20, run_up=9)) == (0, HAPPENED)


def test_wrong_use_is_refused_with_all_faults_at_once():
    season = may(1, 5, 11)
    with pytest.raises(Refused) as refusal:
        cessation([[0] * 11], season, rule="fin", amount=NAN, days=0, operator="<")
    assert len(refusal.value.problems) == 4
    with pytest.raises(Refused) as refusal:
        dry_soil_cessation([[0] * 11], season, capacity=-1, run_up=-1, days=0)
    assert len(refusal.value.problems) == 3
    for wrong in ({"after": [[1, 2]], "after_outcome": [[1, 1]]}, {"after": [[1]], "after_outcome": [1]}):
        with pytest.raises(Refused, match="a start for each cell and season"):
            cessation([[0] * 11], season, **wrong)
    with pytest.raises(Refused, match="wrong shape"):
        dry_soil_cessation([[0] * 11], season, evaporation=[[1] * 11] * 2)
