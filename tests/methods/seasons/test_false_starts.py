"""False starts: by hand, against a plain way, and what missing days leave known."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.seasons.onset import false_starts, rainy_season_onset
from climserv.vocabulary.outcomes import Outcome

from ..series import slow_onset
from .fillings import NAN, may

RULE = {"amount": 20, "window": 3, "wet_day": 1, "dry_spell": 4, "look_ahead": 8}


def found(rain, length, **rule):
    number, known, day, outcome = (
        part[0, 0] for part in false_starts([rain], may(1, length, len(rain)), **{**RULE, **rule})
    )
    assert np.isnan(number) == (known == Outcome.UNKNOWN)
    return (None if np.isnan(number) else int(number)), (None if np.isnan(day) else int(day)), Outcome(outcome)


def test_two_rains_undone_by_two_dry_spells_before_the_start():
    rain = [0, 25, 0, 0, 0, 0, 0, 0, 21, 3, 0, 0, 0, 0, 1, 22, 3, 3, 0, 0, 0, 3, 3, 3, 3, 3, 3]
    assert found(rain, 16) == (2, 1, Outcome.HAPPENED)


def test_all_windows_that_one_dry_spell_undoes_are_one_false_start():
    assert found([12, 12, 12, 12, 0, 0, 0, 0, *[0] * 12], 8) == (1, 0, Outcome.HAPPENED)


def test_no_false_start_is_a_number_but_has_no_day():
    assert found([22, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], 1) == (0, None, Outcome.DID_NOT_HAPPEN)
    assert found([0] * 20, 5) == (0, None, Outcome.DID_NOT_HAPPEN)


def test_a_missing_day_that_was_looked_at_makes_it_unknown():
    assert found([25, 0, 0, 0, NAN, 0, 0, 0, 0, 0, 0, 0], 1) == (None, None, Outcome.UNKNOWN)
    assert found([22, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, NAN], 1) == (0, None, Outcome.DID_NOT_HAPPEN)


RAIN = st.lists(st.sampled_from([0.0, 0.0, 0.5, 1.0, 4.0, 12.0, 30.0]), min_size=30, max_size=30)
RULES = st.fixed_dictionaries(
    {
        "amount": st.sampled_from([1, 6.4, 14, 30]),
        "window": st.integers(1, 4),
        "wet_days": st.integers(1, 2),
        "dry_spell": st.integers(1, 5),
        "look_ahead": st.integers(1, 8),
    }
)


def slow_false_starts(rain, length, *, amount, window, wet_days, dry_spell, look_ahead):
    """Each window undone before the start, with the dry spell that undid it; each run of dry days once."""
    kept = slow_onset(
        rain, length, amount=amount, window=window, wet_day=1, operator=">=", wet_days=wet_days, anchor="window_start",
        dry_spell=dry_spell, look_ahead=look_ahead,
    )  # fmt: skip
    spells, first = [], None
    for begin in range(length if kept is None else kept):
        inside = rain[begin : begin + window]
        if sum(inside) < amount or sum(day >= 1 for day in inside) < wet_days:
            continue
        ahead = range(begin + window, begin + window + look_ahead - dry_spell + 1)
        spell = next(day for day in ahead if max(rain[day : day + dry_spell]) < 1)
        first = begin + next(n for n, day in enumerate(inside) if day >= 1) if first is None else first
        if not spells or max(rain[spells[-1] : spell], default=0) >= 1:
            spells.append(spell)
    return len(spells), first


@given(RAIN, RULES)
def test_the_plain_way_finds_the_same(rain, rule):
    number, day, _ = found(rain, 18, **rule)
    assert (number, day) == slow_false_starts(rain, 18, **rule)


@given(RAIN, RULES)
def test_the_first_false_start_comes_before_the_start(rain, rule):
    number, day, _ = found(rain, 18, anchor="window_start", **rule)
    start = rainy_season_onset([rain], may(1, 18, 30), anchor="window_start", **{**RULE, **rule})[0][0, 0]
    assert number == 0 or np.isnan(start) or day < start
