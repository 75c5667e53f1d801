"""Trend-preserving mapping: by hand, by law, and what it promises on made climates whose truth is known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.adjustment import Trained, apply, make_groups, train
from climserv.methods.adjustment.trend_preserving import move_quantiles, move_shares
from climserv.methods.calendars import Timeline
from climserv.methods.distributions import GAMMA, NORMAL, WEIBULL, fit_nodes, gamma_at, gamma_below
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_of_years

seeds = st.integers(0, 2**32 - 1)
RULES = {
    "normal": {"kind": "+"},
    "gamma": {"kind": "*", "wet_day": 0.1},
    "weibull": {"kind": "*", "wet_day": 0.01},
    "logit_normal": {"kind": "+"},
}


def line_of(first, last, calendar="noleap"):
    return Timeline(calendar, *zip(*days_of_years(range(first, last + 1), calendar), strict=True))


def weather(seed, family, days, cells=1, shift=0.0):
    """Made values of a variable, more of them by `shift`."""
    rng = np.random.default_rng(seed)
    size = (cells, days)
    if family == "normal":
        found = rng.normal(280 + 5 * shift, 3 + shift, size)
    elif family == "gamma":
        found = rng.gamma(0.7, 6 * (1 + shift), size) * (rng.random(size) > 0.5 - 0.2 * shift)
    elif family == "weibull":
        found = rng.weibull(2, size) * 3 * (1 + shift)
    else:
        found = np.clip(rng.normal(65 + 20 * shift, 18, size), 0, 100)
    found[rng.random(size) < 0.01] = np.nan
    return found.astype(np.float32)


def adjust(family, reference, historical, values, lines, name="month", window=1, **more):
    groups = [make_groups(line, name, window) for line in lines]
    rule = {"method": "trend_preserving", "distribution": family, "cells": range(len(reference)), **RULES[family]}
    taught = train(reference, historical, *groups[:2], **{**rule, **more})
    return *apply(taught, values, groups[2]), taught


@given(seeds, st.sampled_from(sorted(RULES)))
def test_blocks_saving_and_missing_days_change_nothing(seed, family):
    lines = [line_of(2001, 2002), line_of(2001, 2002), line_of(2041, 2041)]
    reference, historical, values = (
        weather([seed, n], family, len(line.number), 3, 0.3 * n) for n, line in enumerate(lines)
    )
    whole, facts, taught = adjust(family, reference, historical, values, lines)
    assert np.array_equal(np.isnan(whole), np.isnan(values))
    groups = make_groups(lines[2], "month")
    again = Trained.from_arrays(taught.arrays(), taught.metadata())
    assert apply(again, values, groups)[0].tobytes() == whole.tobytes()
    total = 0
    for first, last in ((0, 1), (1, 3)):
        cut = slice(first, last)
        part, found, _ = adjust(family, reference[cut], historical[cut], values[cut], lines, cells=range(first, last))
        assert part.tobytes() == whole[cut].tobytes()
        total += found["values"]
    assert total == facts["values"]


@given(seeds, st.sampled_from(sorted(RULES)))
def test_adjusted_values_are_possible_and_rise_with_the_raw_ones(seed, family):
    lines = [line_of(2001, 2002), line_of(2001, 2002), line_of(2041, 2042)]
    rng = np.random.default_rng([seed, 9])
    series = [weather([seed, n], family, len(line.number), 1, rng.random()) for n, line in enumerate(lines)]
    adjusted, _, _ = adjust(family, *series, lines)
    there = ~np.isnan(adjusted[0])
    assert np.isfinite(adjusted[0, there]).all()
    if family == "normal":
        return
    low, high = {"gamma": (0, np.inf), "weibull": (0, np.inf), "logit_normal": (0, 100)}[family]
    assert (adjusted[0, there] >= low).all()
    assert (adjusted[0, there] <= high).all()
    groups = make_groups(lines[2], "month").number
    for month in range(12):
        # Days at an end are put in a random order among themselves only.
        inner = there & (groups == month) & (series[2][0] > 0.1) & (series[2][0] < 99.9)
        order = np.argsort(series[2][0, inner], kind="stable")
        assert (np.diff(adjusted[0, inner][order]) >= 0).all()


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize(("name", "window"), [("month", 1), ("day_of_year", 31)])
def test_every_calendar_and_windows(calendar, name, window):
    lines = [line_of(2001, 2003, calendar), line_of(2001, 2003), line_of(2041, 2042, calendar)]
    series = [weather(n, "gamma", len(line.number), 1, 0.3) for n, line in enumerate(lines)]
    adjusted, facts, _ = adjust("gamma", *series, lines, name, window)
    assert facts["without_training"] == 0
    assert np.array_equal(np.isnan(adjusted), np.isnan(series[2]))


def test_a_model_without_fault_is_left_nearly_alone():
    lines = [line_of(1971, 2000), line_of(1971, 2000), line_of(2041, 2070)]
    for family in RULES:
        past, later = (weather(n, family, len(lines[0].number), 1, 0.2 * n) for n in range(2))
        adjusted, _, _ = adjust(family, past, past, later, lines)
        middle = np.nanmean(np.abs(adjusted - later)) / np.nanstd(later)
        assert middle < 0.02, family


def test_the_change_of_temperature_and_its_trend_are_kept():
    lines = [line_of(1971, 2000), line_of(1971, 2000), line_of(2041, 2070)]
    days = len(lines[0].number)
    years = np.arange(days) / 365
    reference = weather(1, "normal", days)
    historical = weather(2, "normal", days, shift=0.6) + (0.02 * years).astype(np.float32)
    values = weather(3, "normal", days, shift=1.0) + (0.08 * years).astype(np.float32)
    adjusted, _, _ = adjust("normal", reference, historical, values, lines)
    change = np.nanmean(values, dtype=float) - np.nanmean(historical, dtype=float)
    assert np.nanmean(adjusted, dtype=float) - np.nanmean(reference, dtype=float) == pytest.approx(change, abs=0.02)
    there = ~np.isnan(values[0])
    raw, ours = (np.polyfit(years[there], x[0, there], 1)[0] for x in (values, adjusted))
    assert ours == pytest.approx(raw, abs=0.004)


def test_the_dry_share_changes_as_the_models():
    lines = [line_of(1971, 2000), line_of(1971, 2000), line_of(2041, 2070)]
    rng = np.random.default_rng(4)

    def rain(dry):
        return (rng.gamma(0.8, 6, (1, 10950)) * (rng.random((1, 10950)) > dry)).astype(np.float32)

    def dry(values):
        return float((values < 0.1).mean())

    reference, historical, values = rain(0.7), rain(0.3), rain(0.45)
    adjusted, _, _ = adjust("gamma", reference, historical, values, lines, seed=3)
    expected = move_shares(dry(reference), dry(historical), dry(values))
    assert dry(adjusted) == pytest.approx(float(expected), abs=0.01)
    # A model too dry gains wet days.
    reference, historical, values = rain(0.3), rain(0.7), rain(0.6)
    adjusted, _, _ = adjust("gamma", reference, historical, values, lines, seed=3)
    expected = dry(reference) * dry(values) / dry(historical)
    assert dry(adjusted) == pytest.approx(expected, abs=0.01)


def test_dry_months_stay_finite():
    lines = [line_of(2001, 2001)] * 3
    dry, wet = np.zeros((1, 365), np.float32), weather(1, "gamma", 365)
    assert (adjust("gamma", dry, dry, dry, lines)[0] == 0).all()
    for series in ((dry, wet, wet), (wet, wet, dry), (dry, dry, wet)):
        adjusted, facts, _ = adjust("gamma", *series, lines)
        assert np.array_equal(np.isnan(adjusted), np.isnan(series[2]))
        assert np.nanmax(adjusted) <= 3 * np.nanmax(wet)
        assert facts["without_training"] == 0


def test_wrong_questions_are_refused():
    lines = [line_of(2001, 2001)] * 3
    series = [weather(n, "gamma", 365) for n in range(3)]
    for more in ({"distribution": "normal"}, {"distribution": "beta"}, {"low": 5.0, "high": 5.0}):
        with pytest.raises(Refused):
            adjust("gamma", *series, lines, **more)
    with pytest.raises(Refused):
        train([[1.0]], [[1.0]], [1], [1], method="trend_preserving", kind="+")


def test_between_ratio_and_difference_the_passage_is_smooth():
    # The reference five times the model's past: half of 10 x 2 and half of 10 + 2.
    assert float(move_quantiles(10, 2, 4, family="gamma")) == pytest.approx(16)
    three = 0.5 * (1 + math.cos(math.pi / 4))
    assert float(move_quantiles(6, 2, 4, family="weibull")) == pytest.approx(three * 12 + (1 - three) * 8)


@given(st.floats(0, 60), st.floats(0, 60), st.floats(0, 60))
def test_quantiles_move_within_what_they_can_be(x, h, f):
    mixed = float(move_quantiles(x, h, f, family="gamma"))
    assert 0 <= mixed <= max(100 * x, x + f)
    bounded = float(move_quantiles(x, h, f, family="logit_normal", low=0, high=60))
    assert -1e-9 <= bounded <= 60 + 1e-9
    share = float(move_shares(x / 60, h / 60, f / 60))
    assert -1e-12 <= share <= 1 + 1e-12
    if f >= h:
        assert mixed >= x - 1e-9
        assert share >= x / 60 - 1e-12


@pytest.mark.parametrize("shape", [0.05, 0.3, 0.8, 1.0, 2.5, 40.0])
def test_gamma_is_read_both_ways(shape):
    log_gamma = math.lgamma(shape)
    for share in (1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-9):
        assert gamma_below(shape, gamma_at(share, shape, log_gamma), log_gamma) == pytest.approx(share, rel=1e-8)
    assert gamma_at(0.5, 1.0, 0.0) == pytest.approx(math.log(2))


def test_fits_find_what_was_drawn():
    shares = (np.arange(4000) + 0.5) / 4000
    exponential = -np.log1p(-shares)
    assert fit_nodes(3 * exponential, GAMMA) == pytest.approx([1, 3], rel=2e-3)
    assert fit_nodes(3 * exponential**0.5, WEIBULL) == pytest.approx([2, 3], rel=2e-3)
    assert fit_nodes([1.0, 3.0], NORMAL) == pytest.approx([2, 1])
    assert np.isnan(fit_nodes([2.0, 2.0], NORMAL)).all()
    assert np.isnan(fit_nodes([[2.0, 2.0], [0.0, 0.0]], GAMMA)).all()
