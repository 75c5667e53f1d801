"""One law over all axes: asking for more, or having less, never improves the verdict of any axis.

Each way to ask for more of a need, to claim less with a recipe or to hold less in the data is a row; hypothesis draws
what it is put on. Between the two fits a change of scale may go either way.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from match_making import HERE, HOT, HOT_SETTINGS, answering, made_card, made_case, made_models, made_need
from test_truth_rows import TODAY

from climserv.matching.rules.rules import verdicts
from climserv.matching.rules.verdicts import AXES
from climserv.needs.loading import need_from_dict, need_to_dict
from climserv.vocabulary.scales import SPATIAL_SCALES, TIME_SCALES

FITS = {"meets": 0, "meets_after_step": 0, "dialogue": 1, "cannot": 2}
SCALES, PLACES = list(TIME_SCALES), list(SPATIAL_SCALES)
HORIZONS = ("past", "days", "now", "years", "projection")
WIDE = answering(HOT, horizons=HORIZONS)

needs = st.builds(
    lambda scale, horizon, period, place, lead, year: made_need(
        time={"scale": scale, "horizon": horizon, "period_of_interest": period},
        space={"place": "here", "scale": place},
        decision={"by": {"from": "10-01", "year": year}, "lead": lead},
        levels={"timeliness": {"threshold": "5 day"}, "step": {"threshold": "season"}},
    ),
    st.sampled_from(SCALES[2:]), st.sampled_from(HORIZONS),
    st.sampled_from([None, "1991-2020", "2000-2025", "2041-2070", "2045-2060"]), st.sampled_from(PLACES[1:]),
    st.sampled_from(["1 day", "9 day"]), st.sampled_from([None, 2027, 2031]),
)  # fmt: skip
cards = st.one_of(
    st.builds(lambda km, delay: made_card(effective_resolution=f"{km} km", delay=f"{delay} day"),
              st.sampled_from([1, 5, 25, 60]), st.sampled_from([1, 30])),
    st.builds(lambda km: made_models(effective_resolution=f"{km} km"), st.sampled_from([5, 25, 60, 300])),
    st.just(made_card(role="forecast", period="2020-2026", lead="10 day")),
)  # fmt: skip


def put(record, path, value):
    *through, last = path.split(".")
    for name in through:
        record = record.setdefault(name, {})
    record[last] = value


def finer(scales, path):
    def ask(record):
        part, name = path.split(".")
        at = scales.index(record[part][name])
        record[part][name] = scales[max(0, at - 1)]

    return ask


def fewer_years(record):
    first, _, last = (record["time"].get("period_of_interest") or "").partition("-")
    if last:
        record["time"]["period_of_interest"] = f"{first}-{max(int(first), int(last) - 12)}"


ASKED_MORE = {
    "finer time scale": finer(SCALES, "time.scale"),
    "shorter steps": lambda one: put(one, "levels.step", {"threshold": "day"}),
    "sooner after the day": lambda one: put(one, "levels.timeliness", {"threshold": "1 day"}),
    "surer": lambda one: put(one, "levels.certainty", {"threshold": "9 in 10"}),
    "known earlier": lambda one: put(one, "decision.lead", "30 day"),
    "fewer years": fewer_years,
    "a deadline that is over": lambda one: put(one, "decision.by.year", 2020),
    "smaller places": finer(PLACES, "space.scale"),
    "finer detail": lambda one: put(one, "space.resolution", {"threshold": "2 km"}),
    "a contrast": lambda one: put(one, "space.contrasts", ["hill and plain"]),
    "a number out of bounds": lambda one: put(one, "metric.with.threshold", "60 degC"),
    "its number left open": lambda one: one["metric"].update({"with": {"operator": ">"}}),
    "another metric": lambda one: one["metric"].update({"is": "heat_stress_days"}),
}
SPACE = HOT.answers.space
CLAIMED_LESS = {
    "longer steps": {"time": ("year",)},
    "fewer horizons": {"horizons": ("past",)},
    "coarser cells": {"space": SPACE.model_copy(update={"finest": "80 km"})},
    "smaller places only": {"space": SPACE.model_copy(update={"upto": "village"})},
    "no sites": {"sites": False},
}
HELD_LESS = {
    "coarser": lambda card: {"effective_resolution": "500 km"},
    "months": lambda card: {"step": "month"},
    "a part of the place": lambda card: {"bounds": [0.2, 0.2, 0.3, 0.3]},
    "elsewhere": lambda card: {"bounds": [30, 30, 31, 31]},
    "without the variable": lambda card: {"variables": ["pr"]},
    "late": lambda card: {"delay": "60 day"},
    "a shorter lead": lambda card: {"lead": "2 day"} if card.role == "forecast" else {},
    "fewer years": lambda card: {"period": "1991-2000"} if card.role == "observation" else {},
    "no observations beside": lambda card: {"reference": None} if card.role == "projection" else {},
}  # fmt: skip


def judged(need, recipe, card):
    reference = made_card() if card.reference else None
    found = verdicts(made_case(need, recipe, card, reference, HERE, TODAY))
    return {axis: FITS[one.value] for axis, one in found.items()}


def never_better(before, after, what):
    assert all(after[axis] >= before[axis] for axis in AXES), (what, before, after)


@pytest.mark.parametrize("what", ASKED_MORE)
@settings(max_examples=25, deadline=None)
@given(needs, cards)
def test_a_need_that_asks_for_more(what, need, card):
    record = need_to_dict(need)
    record["metric"]["with"] = dict(HOT_SETTINGS)
    ASKED_MORE[what](record)
    more, problems = need_from_dict(record)
    assert problems == []
    never_better(judged(need, WIDE, card), judged(more, WIDE, card), what)


@pytest.mark.parametrize("what", CLAIMED_LESS)
@settings(max_examples=25, deadline=None)
@given(needs, cards)
def test_a_recipe_that_claims_less(what, need, card):
    less = answering(WIDE, **CLAIMED_LESS[what])
    never_better(judged(need, WIDE, card), judged(need, less, card), what)


@pytest.mark.parametrize("what", HELD_LESS)
@settings(max_examples=25, deadline=None)
@given(needs, cards)
def test_data_that_hold_less(what, need, card):
    held = card.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    less = type(card).model_validate(held | HELD_LESS[what](card))
    never_better(judged(need, WIDE, card), judged(need, WIDE, less), what)
