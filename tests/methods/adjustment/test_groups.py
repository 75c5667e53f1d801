"""Groups of days in every calendar, and adjustment by them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.adjustment import INTERPOLATIONS, KINDS, apply, make_groups, train
from climserv.methods.calendars import Timeline
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_of_years
from .test_adjustment_laws import MAPS, QDM, QM, weather

DRIZZLE = 0.1


def line_of(years, calendar="noleap"):
    return Timeline(calendar, *zip(*days_of_years(years, calendar), strict=True))


def placed(calendar, *days, name="day_of_year"):
    return make_groups(Timeline(calendar, *zip(*days, strict=True)), name)


def middle(groups, at):
    """Where a day lies, counted in groups from the middle of group 0."""
    below, _, part = groups.between
    return below[at] + part[at]


def test_days_of_the_year_by_hand():
    leap = placed("standard", (2000, 1, 1), (2000, 2, 28), (2000, 2, 29), (2000, 3, 1), (2000, 12, 31))
    assert leap.number.tolist() == [0, 58, 58, 59, 364]
    assert [middle(leap, at) for at in range(5)] == [0, 58, 58.5, 59, 364]
    # Noon of the first of 360 days is 365/720 places from the turn of the year, the middle of place 0 half a place.
    even = placed("360_day", (2000, 1, 1), (2000, 7, 1), (2000, 12, 30))
    assert even.number.tolist() == [0, 183, 364]
    np.testing.assert_allclose(
        [middle(even, at) for at in range(3)], [365 / 720 - 0.5, 361 * 365 / 720 - 0.5, 363.993], atol=1e-3
    )


def test_months_and_seasons_by_hand():
    days = [(2001, 1, 16), (2001, 1, 1), (2001, 12, 31), (2001, 2, 28), (2001, 4, 15)]
    months = placed("noleap", *sorted(days), name="month")
    assert months.number.tolist() == [0, 0, 1, 3, 11]
    # 16 January is its month's middle; 1 January is half a day past its start, so nearly halfway from December.
    np.testing.assert_allclose([middle(months, at) for at in (1, 0, 4)], [0, 11 + 0.5 + 0.5 / 31, 11.5 - 0.5 / 31])
    seasons = placed("noleap", *sorted(days), name="season")
    assert seasons.number.tolist() == [0, 0, 0, 1, 0]
    np.testing.assert_allclose(middle(seasons, 1), 0)
    np.testing.assert_allclose(middle(seasons, 3), 1 + (1 + 14.5 / 30) / 3 - 0.5)


@pytest.mark.parametrize("name", ["month", "season", "day_of_year", "none"])
@pytest.mark.parametrize("calendar", CALENDARS)
def test_each_day_stands_once_in_its_group_and_near_its_middle(calendar, name):
    line = line_of(range(1999, 2005), calendar)
    groups = make_groups(line, name)
    first, begin, end = groups.runs
    seen = np.concatenate([np.arange(b, e) for b, e in zip(begin, end, strict=True)])
    assert np.array_equal(np.sort(seen), np.arange(line.number.size))
    for group in range(groups.count):
        for run in range(first[group], first[group + 1]):
            assert (groups.number[begin[run] : end[run]] == group).all()
    if name != "none":
        below, _, part = groups.between
        assert ((part >= 0) & (part < 1)).all()
        away = (below + part - groups.number + groups.count / 2) % groups.count - groups.count / 2
        assert np.abs(away).max() <= 0.5
        # Days follow one another around the circle, but for 29 February's half step.
        steps = np.diff((below + part) % groups.count) % groups.count
        assert steps.min() > 0
        assert steps.max() < 2 * groups.count / 360


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_window_of_31_days_holds_31_days_of_every_year(calendar):
    years, groups = 6, make_groups(line_of(range(1999, 2005), calendar), "day_of_year", 31)
    order, begins = groups.order
    own = np.diff(begins)
    held = np.array([own[[(group + step) % 365 for step in range(-15, 16)]].sum() for group in range(365)])
    leaps = {"noleap": 0, "360_day": 0, "all_leap": 6}.get(calendar, 2)
    assert held.min() >= (30 if calendar == "360_day" else 31) * years
    assert held.max() <= 31 * years + leaps
    assert np.array_equal(np.sort(order), np.arange(order.size))


def test_windows_that_have_no_middle_are_refused():
    line = line_of([2001])
    for name, window in (("day_of_year", 30), ("day_of_year", 0), ("day_of_year", 365), ("month", 3), ("week", 1)):
        with pytest.raises(Refused):
            make_groups(line, name, window)
    with pytest.raises(Refused, match="same groups"):
        train(
            [[1.0] * 365], [[1.0] * 365], make_groups(line, "month"), make_groups(line, "season"), method=QM, kind="+"
        )
    taught = train([[1.0] * 2], [[1.0] * 2], [1, 1], [1, 1], method=QM, kind="+", interpolation="bilinear")
    with pytest.raises(Refused, match="dates of the days"):
        apply(taught, [[1.0]], [1])


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize(("name", "window"), [("season", 1), ("none", 1), ("day_of_year", 31), ("month", 1)])
@pytest.mark.parametrize("method", MAPS)
def test_a_constant_fault_goes_whatever_the_calendars(rng, calendar, name, window, method):
    """A reference with leap days teaches a model of any calendar; the model is two degrees too warm, all year."""
    past, line = line_of(range(1991, 1997), "standard"), line_of(range(2041, 2047), calendar)

    def warmth(when, more):
        turn = make_groups(when, "day_of_year")
        below, _, part = turn.between
        wave = 283 - 8 * np.cos(2 * np.pi * (below + part) / 365)
        return (wave + more + rng.normal(0, 1.5, (1, when.number.size))).astype(np.float32)

    same = line_of(range(1991, 1997), calendar)
    groups = [make_groups(when, name, window) for when in (past, same, line)]
    rule = {"method": method, "kind": "+", "interpolation": "bilinear", "quantiles": 20}
    taught = train(warmth(past, 0), warmth(same, 2), *groups[:2], **rule)
    values = warmth(line, 3)
    adjusted, facts = apply(taught, values, groups[2])
    assert facts["values"] == values.size
    assert np.isfinite(adjusted).all()
    assert float((adjusted - values).mean()) == pytest.approx(-2, abs=0.15)


def test_bilinear_is_straight_between_the_middles_of_two_months():
    """January's correction is 1, February's 3, whatever the quantile; at the turn of the month it is 2."""
    line = line_of([2001])
    groups = make_groups(line, "month")
    fault = np.zeros(12)
    fault[:2] = 1, 3
    model = np.full((1, 365), 280.0) + np.arange(365) % 7
    reference = model + fault[groups.number]
    for method in (QM, QDM):
        # Quantile delta mapping asks by rank, so any shape does; values alike in all months serve quantile mapping.
        rule = {"method": method, "kind": "+", "quantiles": 7}
        given = {}
        for interpolation in INTERPOLATIONS:
            taught = train(reference, model, groups, groups, interpolation=interpolation, **rule)
            given[interpolation] = (apply(taught, model, groups)[0] - model)[0]
        below, above, part = groups.between
        expected = fault[below] * (1 - part) + fault[above] * part
        steps = given["linear"]
        np.testing.assert_allclose(steps[:31], 1, atol=0.01)
        np.testing.assert_allclose(steps[31:59], 3, atol=0.01)
        here = slice(16, 45)
        if method == QDM:
            np.testing.assert_allclose(given["bilinear"][here], expected[here], atol=0.35)
        assert abs(given["bilinear"][30] - given["bilinear"][31]) < 0.5
        assert abs(given["linear"][30] - given["linear"][31]) > 1.9


@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(MAPS),
    st.sampled_from(KINDS),
    st.sampled_from(INTERPOLATIONS),
    st.sampled_from([("month", 1), ("season", 1), ("none", 1), ("day_of_year", 1), ("day_of_year", 31)]),
    st.permutations(range(3)),
)
def test_cutting_or_mixing_the_cells_changes_no_bit_and_no_count(seed, method, kind, interpolation, cut, order):
    line = LINES[seed % len(LINES)]
    groups, days = make_groups(line, *cut), line.number.size
    block = [weather([seed, n], cells=3, days=days) for n in range(3)]

    def adjusted_of(part):
        rule = {"method": method, "kind": kind, "interpolation": interpolation, "quantiles": 9, "wet_day": DRIZZLE}
        cells = [50 + cell for cell in part]
        taught = train(block[0][part], block[1][part], groups, groups, cells=cells, seed=3, **rule)
        return apply(taught, block[2][part], groups)

    whole, facts = adjusted_of([0, 1, 2])
    # A single day of the year may have no training day that is there.
    assert np.isnan(whole[np.isnan(block[2])]).all()
    assert np.isnan(whole).sum() == np.isnan(block[2]).sum() + facts["without_training"]
    assert not np.isinf(whole).any()
    if kind == "*":
        assert (whole[np.isfinite(whole)] >= 0).all()
        assert facts["dry_after"] == (whole == 0).sum()
    parts = [adjusted_of(part) for part in (order[:1], order[1:])]
    for part, (adjusted, _) in zip((order[:1], order[1:]), parts, strict=True):
        assert adjusted.tobytes() == whole[part].tobytes()
    assert {name: sum(found[name] for _, found in parts) for name in facts} == facts


LINES = [line_of(range(1999, 2001), calendar) for calendar in ("standard", "360_day")]


@pytest.mark.parametrize("kind", KINDS)
def test_ranks_by_sorting_and_by_ends_move_values_alike(rng, kind):
    """Two ways to the same answer: nearest nodes of months by their ends, and by ranks, as windows are."""
    from climserv.methods.adjustment import family

    line = line_of(range(1990, 1996), "standard")
    groups = make_groups(line, "month")
    block = [weather([5, n], cells=4, days=line.number.size) for n in range(3)]
    rule = {"method": QDM, "kind": kind, "interpolation": "nearest", "wet_day": DRIZZLE, "cells": range(4), "seed": 2}
    taught = train(*block[:2], groups, groups, **rule)
    by_ends, facts = apply(taught, block[2], groups)
    ranked = family.ranks_of_days(block[2], groups, np.float32(taught.rule.wet), 2, np.arange(4), line.number)
    by_ranks, counts = np.empty_like(by_ends), np.zeros(len(facts), np.int64)
    family.shift_by_rank(
        block[2],
        family._axis(taught, groups),
        groups.order,
        ranked,
        family._learned(taught),
        family._bounds(taught.rule),
        np.empty(12, np.bool_),
        by_ranks,
        counts,
    )
    np.testing.assert_array_equal(by_ends, by_ranks)
    assert list(facts.values()) == counts.tolist()
