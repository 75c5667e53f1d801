"""Scaling by hand, by law and against a slow plain way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.adjustment import Trained, apply, make_groups, train
from climserv.methods.adjustment.deltas import delta_change, train_change
from climserv.methods.calendars import Timeline
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_of_years

NAN = float("nan")
MONTH = [1, 1, 1, 1]
seeds = st.integers(0, 2**32 - 1)


def line_of(years, calendar="noleap"):
    return Timeline(calendar, *zip(*days_of_years(years, calendar), strict=True))


def scaled(reference, historical, values, **rule):
    rule = {"method": "linear_scaling", "kind": "*", "cells": [0], **rule}
    taught = train([reference], [historical], [1] * len(reference), [1] * len(historical), least_days=1, **rule)
    adjusted, facts = apply(taught, [values], [1] * len(values), days=range(len(values)))
    return adjusted[0].tolist(), facts


def test_a_model_too_warm_is_shifted_by_the_difference_of_the_means():
    adjusted, facts = scaled([280, 282, NAN], [283, 285], [290, NAN, 280], kind="+")
    assert adjusted[0] == 287
    assert np.isnan(adjusted[1])
    assert adjusted[2] == 277
    assert (facts["values"], facts["beyond_training"], facts["capped"]) == (2, 2, 0)


def test_rain_is_multiplied_by_the_ratio_of_the_means():
    assert scaled([0, 6, 0, 6], [0, 0, 2, 2], [0, 1, 2], growth=10)[0] == [0, 3, 6]


def test_variance_scaling_keeps_the_change_of_the_mean_and_brings_the_spread():
    # The model is 3 too warm and half as lively; the series stands 5 above the model's past.
    adjusted, _ = scaled([8, 10, 12], [12, 13, 14], [17, 18, 19], method="variance_scaling", kind="+")
    assert adjusted == pytest.approx([13, 15, 17])


def test_a_ratio_beyond_its_bound_is_cut_and_its_wet_days_are_counted():
    adjusted, facts = scaled([9, 9], [0, 0.02], [0, 0.5], most=10)
    assert adjusted == [0, 5]
    assert facts["capped"] == 1


def test_an_arid_month_does_not_make_a_flood():
    adjusted, facts = scaled([0, 2], [0, 0.5], [0, 40], growth=3)
    assert adjusted == [0, 40]
    assert facts["capped"] == 1
    adjusted, facts = scaled([0, 2], [0, 0.5], [0, 4], growth=3)
    assert adjusted == [0, 6]
    assert facts["capped"] == 1


def test_a_month_dry_in_the_model_leaves_rain_as_it_is():
    assert scaled([0, 2], [0, 0], [0, 4])[0] == [0, 4]
    assert scaled([0, 0], [0, 2], [0, 4])[0] == [0, 0]


def test_a_model_that_never_varies_is_only_shifted():
    assert scaled([1, 3], [5, 5], [6, 8], method="variance_scaling", kind="+")[0] == [3, 5]


def test_drizzle_is_no_rain():
    adjusted, facts = scaled([0, 4, 0, 4], [0.4, 0.4, 2, 2], [0.4, 3, 0.3], wet_day=0.5)
    assert adjusted == [0, 6, 0]
    assert (facts["dry_before"], facts["dry_after"]) == (2, 2)


def test_a_month_without_training_days_gives_missing_days():
    taught = train([[1, 2]], [[1, 2]], [1, 1], [1, 1], method="linear_scaling", kind="+", least_days=1)
    adjusted, facts = apply(taught, [[1, 2]], [1, 2])
    assert adjusted[0, 0] == 1
    assert np.isnan(adjusted[0, 1])
    assert facts["without_training"] == 1


def test_ratios_of_spreads_are_for_differences_only():
    with pytest.raises(Refused):
        scaled([1, 2], [1, 2], [1, 2], method="variance_scaling", kind="*")
    with pytest.raises(Refused):
        scaled([1, 2], [1, 2], [1, 2], most=0.5)


def weather(seed, cells, days):
    rng = np.random.default_rng(seed)
    rain = np.round(rng.gamma(0.6, 8, (cells, days)), 1) * (rng.random((cells, days)) < 0.6)
    rain[rng.random(rain.shape) < 0.02] = np.nan
    return rain.astype(np.float32)


def slow(reference, historical, values, lines, name, window, kind, method):
    """Every ninth day, its window gathered anew."""
    numbers = [make_groups(line, name, window).number for line in lines]
    count = make_groups(lines[0], name, window).count
    found = np.full(values.shape, np.nan)
    for at in range(0, values.size, 9):
        group = numbers[2][at]
        near = (group + np.arange(-(window // 2), window // 2 + 1)) % count
        ref, hist, fut = (
            x[np.isin(n, near)].astype(float) for x, n in zip((reference, historical, values), numbers, strict=True)
        )
        r, h, mean = np.nanmean(ref), np.nanmean(hist), np.nanmean(fut)
        if method == "variance_scaling":
            found[at] = mean + (values[at] - mean) * min(np.nanstd(ref) / np.nanstd(hist), 10) + r - h
        else:
            found[at] = values[at] + r - h if kind == "+" else values[at] * min(r / h, 10)
    return found


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize(("name", "window"), [("month", 1), ("season", 1), ("day_of_year", 31), ("none", 1)])
def test_windows_and_calendars_against_a_slow_plain_way(calendar, name, window):
    lines = [line_of(range(2001, 2003), calendar), line_of(range(2001, 2003)), line_of(range(2031, 2032), calendar)]
    series = [weather(n, 1, line.number.size) for n, line in enumerate(lines)]
    groups = [make_groups(line, name, window) for line in lines]
    for method, kind in (("linear_scaling", "+"), ("linear_scaling", "*"), ("variance_scaling", "+")):
        taught = train(*series[:2], *groups[:2], method=method, kind=kind, growth=1e6)
        adjusted, _ = apply(taught, series[2], groups[2])
        expected = slow(*(values[0] for values in series), lines, name, window, kind, method)
        some = slice(None, None, 9)
        np.testing.assert_allclose(adjusted[0, some], expected[some], rtol=2e-5, atol=2e-5)


@given(seeds, st.sampled_from(["linear_scaling", "variance_scaling"]), st.sampled_from(["nearest", "bilinear"]))
def test_blocks_saving_and_missing_days_change_nothing(seed, method, interpolation):
    line = line_of([2001])
    groups = make_groups(line, "month")
    reference, historical, values = (weather([seed, n], 3, 365) for n in range(3))
    rule = {"method": method, "kind": "+", "interpolation": interpolation}
    taught = train(reference, historical, groups, groups, **rule)
    whole, facts = apply(taught, values, groups)
    assert np.array_equal(np.isnan(whole), np.isnan(values))
    again = Trained.from_arrays(taught.arrays(), taught.metadata())
    assert apply(again, values, groups)[0].tobytes() == whole.tobytes()
    counted = 0
    for cut in (slice(0, 1), slice(1, 3)):
        part = train(reference[cut], historical[cut], groups, groups, **rule)
        adjusted, found = apply(part, values[cut], groups)
        assert adjusted.tobytes() == whole[cut].tobytes()
        counted += found["values"]
    assert counted == facts["values"]


@given(seeds, st.sampled_from(["+", "*"]))
def test_the_training_climate_gets_the_mean_of_the_reference(seed, kind):
    groups = make_groups(line_of([2001]), "month")
    reference, historical = (np.nan_to_num(weather([seed, n], 1, 365)) + 1 for n in range(2))
    taught = train(reference, historical, groups, groups, method="linear_scaling", kind=kind, growth=1e6)
    adjusted, _ = apply(taught, historical, groups)
    for month in range(12):
        of = groups.number == month
        assert adjusted[0, of].mean() == pytest.approx(reference[0, of].mean(), rel=1e-5)


def test_delta_change_keeps_the_observed_days():
    observed, past, future = (weather(n, 2, 365) for n in range(3))
    line, later = line_of([2001]), line_of([2051])
    groups, after = make_groups(line, "month"), make_groups(later, "month")
    taught = train_change(future, past, after, groups, kind="*")
    moved, _facts = delta_change(observed, make_groups(line, "month"), taught)
    assert np.array_equal(moved == 0, observed == 0)
    assert np.array_equal(np.isnan(moved), np.isnan(observed))
    of = groups.number == 3
    change = np.nanmean(future[0, of], dtype=float) / np.nanmean(past[0, of], dtype=float)
    np.testing.assert_allclose(moved[0, of], observed[0, of] * change, rtol=1e-5)
