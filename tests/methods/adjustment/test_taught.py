"""What cannot teach: too few days, slips of units, rain that only lots would decide, ratios of what is below zero."""

from collections import Counter

import numpy as np
import pytest

from climserv.methods.adjustment import METHODS, Trained, apply, make_groups, train
from climserv.methods.adjustment.taught import slips
from climserv.methods.calendars import Timeline
from climserv.vocabulary.problems import Refused

from ..series import days_of_years

PER_SECOND = np.float32(1 / 86400)


def line_of(years):
    return Timeline("noleap", *zip(*days_of_years(years, "noleap"), strict=True))


GROUPS = make_groups(line_of(range(1991, 2001)), "month")
RAINY = [name for name, method in METHODS.items() if "*" in method.kinds]


def rain(seed, cells=2, dry=0.5):
    rng = np.random.default_rng(seed)
    found = rng.gamma(0.7, 6, (cells, len(GROUPS))) + 1
    return np.where(rng.random(found.shape) < dry, 0, found).astype(np.float32)


def warmth(seed, cells=2):
    return np.random.default_rng(seed).normal(285, 4, (cells, len(GROUPS))).astype(np.float32)


def taught(reference, historical, **rule):
    rule = {"method": "quantile_delta_mapping", "kind": "*", "wet_day": 1.0, "cells": range(len(reference)), **rule}
    return train(reference, historical, GROUPS, GROUPS, **rule)


@pytest.mark.parametrize("method", RAINY)
@pytest.mark.parametrize(("ref", "hist"), [(1, PER_SECOND), (PER_SECOND, 1)])
def test_a_slip_of_units_is_refused_and_not_drawn_by_lot(method, ref, hist):
    with pytest.raises(Refused, match=r"another unit.*86400|thousandfold.*86400"):
        taught(rain(1) * ref, rain(2) * hist, method=method)
    with pytest.raises(Refused, match="thousandfold"):
        taught(rain(1, dry=0) * ref, rain(2, dry=0) * hist, method=method, wet_day=0.0)


@pytest.mark.parametrize("dry", [0.5, 0])
def test_parts_of_a_grid_are_judged_together_however_it_is_cut(dry):
    """One cell alone would be refused; with its neighbours it is not, and a slip in all of them is."""
    reference, historical = rain(1, 5, dry), rain(2, 5, dry)
    historical[4] *= PER_SECOND
    told = [Counter() for _ in range(3)]
    taught(reference, historical, judge=told[0].update)
    for cell in range(5):
        taught(reference[cell : cell + 1], historical[cell : cell + 1], judge=told[1].update)
    assert told[0] == told[1]
    assert slips(told[0]) == []
    with pytest.raises(Refused, match="86400"):
        taught(reference[4:], historical[4:])
    taught(reference, rain(2, 5, dry) * PER_SECOND, judge=told[2].update)
    assert [problem.code for problem in slips(told[2])] == ["adjust.units"]


@pytest.mark.parametrize("method", RAINY)
def test_where_only_lots_would_decide_a_group_is_missing_and_counted(method):
    """One cell's model never rains in March; the other cell and months are adjusted as ever."""
    reference, historical, values = rain(1), rain(2), rain(3)
    march = GROUPS.number == 2
    whole, _ = apply(taught(reference, historical, method=method), values, GROUPS)
    historical[0, march] = 0.4
    adjusted, facts = apply(taught(reference, historical, method=method), values, GROUPS)
    assert np.isnan(adjusted[0, march]).all()
    assert facts["without_training"] == march.sum() == np.isnan(adjusted).sum()
    assert adjusted[1].tobytes() == whole[1].tobytes()
    # Where it hardly ever rains in the reference either, the month stays.
    reference[0, march] = np.where(np.arange(march.sum()) % 20, 0, 3)
    _, facts = apply(taught(reference, historical, method=method), values, GROUPS)
    assert facts["without_training"] == 0


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("side", [0, 1])
def test_fewer_than_ten_days_teach_nothing_and_that_is_counted(method, side):
    series, may = [warmth(1), warmth(2)], np.flatnonzero(GROUPS.number == 4)
    series[side][1, may[9:]] = np.nan
    adjusted, facts = apply(taught(*series, method=method, kind="+"), warmth(3), GROUPS)
    assert np.isnan(adjusted[1, may]).all()
    assert facts["without_training"] == may.size == np.isnan(adjusted).sum()
    _, facts = apply(taught(*series, method=method, kind="+", least_days=9), warmth(3), GROUPS)
    assert facts["without_training"] == 0
    series[side][1, may[9]] = 285
    _, facts = apply(taught(*series, method=method, kind="+"), warmth(3), GROUPS)
    assert facts["without_training"] == 0


def test_the_days_of_a_window_are_counted_together():
    groups = make_groups(line_of([2001]), "day_of_year", 31)
    warm = warmth(1)[:, :365]
    found = train(warm, warm, groups, groups, method="quantile_mapping", kind="+")
    assert np.isfinite(found.found["reference"]).all()
    lone = make_groups(line_of([2001]), "day_of_year")
    assert np.isnan(train(warm, warm, lone, lone, method="quantile_mapping", kind="+").found["reference"]).all()


@pytest.mark.parametrize("method", RAINY)
@pytest.mark.parametrize("wet_day", [0.0, 1.0])
def test_ratios_of_what_goes_below_zero_are_refused(method, wet_day):
    """Degrees Celsius, by mistake: days moved by up to 25 K."""
    celsius = warmth(1) - 283
    for series in ((celsius, rain(2)), (rain(1), celsius)):
        with pytest.raises(Refused, match=r'never below zero.*values below zero in 2 cells.*kind: "\+"'):
            taught(*series, method=method, wet_day=wet_day)
    with pytest.raises(Refused, match=r"adjust, values: .*below zero"):
        apply(taught(rain(1), rain(2), method=method, wet_day=wet_day), celsius, GROUPS)


@pytest.mark.parametrize("method", RAINY)
def test_what_rounding_left_below_zero_is_nothing_and_counted(method):
    reference, historical, values = rain(1), rain(2), rain(3)
    plain, _ = apply(taught(reference, historical, method=method, wet_day=0.0), values, GROUPS)
    packed = [np.where(series == 0, np.float32(-1e-6), series) for series in (reference, historical, values)]
    adjusted, facts = apply(taught(*packed[:2], method=method, wet_day=0.0), packed[2], GROUPS)
    np.testing.assert_array_equal(adjusted, plain)
    assert facts["below_zero"] == (values == 0).sum()


def test_the_least_number_of_days_is_saved_with_the_rest():
    found = taught(rain(1), rain(2), least_days=12)
    assert found.metadata()["least_days"] == 12
    assert Trained.from_arrays(found.arrays(), found.metadata()).rule == found.rule
    with pytest.raises(Refused, match="least_days"):
        taught(rain(1), rain(2), least_days=0)


def test_one_missing_day_moves_one_day_over_the_edge_of_the_lot_at_most():
    """Trend-preserving, all days together: what the module says of a missing day."""
    everything = make_groups(line_of(range(1991, 2001)), "none")
    reference, historical, values = rain(1, 1), rain(2, 1, dry=0.7), rain(3, 1, dry=0.6)
    rule = {"method": "trend_preserving", "kind": "*", "wet_day": 1.0, "cells": [0]}
    found = train(reference, historical, everything, everything, **rule)
    whole, _ = apply(found, values, everything)
    for gone in range(0, 3650, 365):
        holed = values.copy()
        holed[0, gone] = np.nan
        adjusted, _ = apply(found, holed, everything)
        assert np.isnan(adjusted).sum() == 1
        there = ~np.isnan(adjusted)
        assert ((adjusted[there] == 0) != (whole[there] == 0)).sum() <= 1
