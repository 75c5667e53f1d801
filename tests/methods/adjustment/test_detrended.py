"""Detrended quantile mapping: by hand, and by what it keeps."""

import numpy as np
import pytest

from climserv.methods.adjustment import apply, make_groups, train

from .test_groups import line_of

DQM = "detrended_quantile_mapping"
PAST, FUTURE = line_of(range(1981, 2001)), line_of(range(2041, 2081))


def test_one_group_by_hand():
    """Means 20 and 10; the series rises by 1 a day around 15, so its trend is 13 14 15 16 17: 3 4 5 6 7 above 10.

    Without it every day is 10, the model's middle, which the reference has at 20; given back: 23 24 25 26 27.
    """
    months, rule = [7] * 5, {"method": DQM, "kind": "+", "quantiles": 5, "least_days": 1}
    taught = train([[16, 18, 20, 22, 24]], [[8, 9, 10, 11, 12]], months, months, **rule)
    assert taught.found["historical_mean"][0, 6] == 10
    adjusted, facts = apply(taught, [[13, 14, 15, 16, 17]], months, days=range(5))
    np.testing.assert_allclose(adjusted[0], [23, 24, 25, 26, 27], rtol=1e-6)
    assert facts["beyond_training"] == 5
    # Their mean alone taken away, -2 to 2 are left: the model's 8 to 12, the reference's 16 to 24; 5 is given back.
    taught = train([[16, 18, 20, 22, 24]], [[8, 9, 10, 11, 12]], months, months, degree=0, **rule)
    adjusted, _ = apply(taught, [[13, 14, 15, 16, 17]], months, days=range(5))
    ends = 16.8 + (8 - 8.4), 23.2 + (12 - 11.6)
    np.testing.assert_allclose(adjusted[0], [5 + ends[0], 23, 25, 27, 5 + ends[1]], rtol=1e-6)
    # Times: the trend is 1.5 times the training mean; each day, divided by it, is looked up and multiplied again.
    taught = train([[16, 18, 20, 22, 24]], [[8, 9, 10, 11, 12]], months, months, **{**rule, "kind": "*"}, degree=0)
    adjusted, _ = apply(taught, [[13, 14, 15, 16, 17]], months, days=range(5))
    np.testing.assert_allclose(adjusted[0, 2], 1.5 * 20, rtol=1e-6)


@pytest.mark.parametrize("name", ["month", "season", "none", "day_of_year"])
@pytest.mark.parametrize("kind", ["+", "*"])
def test_the_models_trend_is_kept(rng, kind, name):
    """Four degrees a century more in the model, or a tenth more rain every ten years, are there after, too."""
    window = 31 if name == "day_of_year" else 1
    past, ahead = make_groups(PAST, name, window), make_groups(FUTURE, name, window)
    years = (FUTURE.number - FUTURE.number[0]) / 365
    reference, historical, values = (rng.gamma(9, 1, (1, line.number.size)) + 20 for line in (PAST, PAST, FUTURE))
    values = values + 0.1 * years if kind == "+" else values * (1 + 0.01 * years)
    adjusted, _ = apply(train(reference, historical + 3, past, past, method=DQM, kind=kind), values + 3, ahead)
    slope, raw = (np.polyfit(years, series[0], 1) for series in (adjusted, values + 3))
    if kind == "+":
        assert slope[0] == pytest.approx(raw[0], abs=0.01)
    else:
        assert slope[0] / slope[1] == pytest.approx(raw[0] / raw[1], rel=0.05)


def test_a_trend_of_rain_that_falls_to_nothing_stays_bounded(rng):
    past, ahead = make_groups(PAST, "month"), make_groups(FUTURE, "month")
    rain = rng.gamma(0.6, 5, (1, PAST.number.size)).astype(np.float32)
    falling = rng.gamma(0.6, 5, (1, FUTURE.number.size)) * np.linspace(1, 0, FUTURE.number.size)
    falling[0, : 365 * 3] *= 5
    rule = {"method": DQM, "kind": "*", "wet_day": 0.1, "cells": [0]}
    adjusted, _ = apply(train(rain, rain, past, past, **rule), falling.astype(np.float32), ahead)
    assert np.isfinite(adjusted).all()
    assert adjusted.min() >= 0
    assert adjusted.max() <= max(3 * rain.max(), falling.max()) * (1 + 1e-6)
    # Nothing at all, in training or later, has no trend to compare.
    nothing = np.zeros_like(falling, np.float32)
    assert (apply(train(rain, rain, past, past, **rule), nothing, ahead)[0] >= 0).all()
    dry = train(np.zeros_like(rain), np.zeros_like(rain), past, past, **rule)
    assert np.isfinite(apply(dry, falling.astype(np.float32), ahead)[0]).all()


def test_a_missing_day_touches_the_trend_as_little_as_it_should(rng):
    past, ahead = make_groups(PAST, "month"), make_groups(FUTURE, "month")
    warm = (283 + rng.normal(0, 3, (2, PAST.number.size))).astype(np.float32)
    values = (286 + rng.normal(0, 3, (2, FUTURE.number.size))).astype(np.float32)
    taught = train(warm, warm, past, past, method=DQM, kind="+")
    whole, _ = apply(taught, values, ahead)
    values[0, np.flatnonzero(FUTURE.month == 3)[4]] = np.nan
    holed, facts = apply(taught, values, ahead)
    assert np.isnan(holed).sum() == 1
    assert facts["values"] == values.size - 1
    assert holed[1].tobytes() == whole[1].tobytes()
    assert holed[0, FUTURE.month != 3].tobytes() == whole[0, FUTURE.month != 3].tobytes()
    np.testing.assert_allclose(holed[0], np.where(np.isnan(holed[0]), np.nan, whole[0]), atol=0.2)
