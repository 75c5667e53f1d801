"""Kernels of adjustment: compiled once, and right against slow plain ways."""

import numpy as np
import pytest

from climserv.methods import quantiles
from climserv.methods.adjustment import apply, make_groups, moving, nearest, ranks, train, trends
from climserv.methods.calendars import Timeline
from climserv.methods.quantiles import ends_of_runs, quantiles_of_runs

from ..series import days_of_years
from .test_adjustment_laws import MAPS, weather

LINE = Timeline("standard", *zip(*days_of_years(range(1999, 2003), "standard"), strict=True))
LOWEST = -np.finfo(np.float32).max


def slow_window(groups, group):
    """Positions of the days of a group and its window."""
    half = groups.window // 2
    wanted = [(group + step) % groups.count for step in range(-half, half + 1)]
    return np.flatnonzero(np.isin(groups.number, wanted))


def standing(values, wet):
    """Sorted values, dry ones on the ramp."""
    values = np.sort(values[np.isfinite(values)])
    dry = int((values < np.float32(wet)).sum())
    ramp = np.float64(np.float32(wet)) * (np.arange(dry) + 0.5) / max(dry, 1)
    return np.concatenate([ramp, values[dry:].astype(np.float64)]), dry


def test_each_kernel_is_compiled_once_whatever_it_is_handed():
    for dtype in (np.float32, np.float64):
        for interpolation in ("nearest", "linear", "bilinear"):
            for name, window in (("month", 1), ("day_of_year", 5)):
                groups = make_groups(LINE, name, window)
                block = [weather(n, days=len(LINE.number)).astype(dtype) for n in range(3)]
                for array in block:
                    array.setflags(write=False)
                for method in MAPS:
                    rule = {"method": method, "interpolation": interpolation, "quantiles": 5}
                    taught = train(
                        *block[:2], groups, groups, kind="*", wet_day=np.float32(0.1), cells=[np.int16(4)], **rule
                    )
                    apply(taught, block[2], groups)
    for kernel in (
        quantiles._quantiles_of_runs,
        quantiles._ends_of_runs,
        nearest._shift,
        ranks._ranks_in_groups,
        ranks._ranks_in_windows,
        ranks._quantiles_of_windows,
        moving.shift_by_rank,
        moving.map_by_value,
        trends._means,
        trends._distances,
    ):
        assert len(kernel.signatures) == 1, kernel


@pytest.mark.parametrize("size", [1, 2, 17, 900])
def test_days_are_sorted_like_numpy_sorts_them(rng, size):
    values = np.round(rng.normal(0, 5, size), 1).astype(np.float32)
    values[rng.random(size) < 0.2] = -0.0
    order = np.arange(size, dtype=np.int32)
    packed, spare = np.empty((2, size), np.uint64)
    digits = np.empty((3, 2048), np.int64)
    no_days = np.zeros(size, np.int64)
    assert ranks._gather(values, order, 0, size, np.float32(LOWEST), np.uint64(0), no_days, packed) == (size, 0)
    done = ranks._sort(packed, spare, size, digits)
    places = (done & np.uint64(0xFFFFFFFF)).astype(int)
    np.testing.assert_array_equal(values[places], np.sort(values))
    assert sorted(places.tolist()) == list(range(size))


def test_random_keys_are_spread_evenly_and_differ_between_neighbours():
    keys = np.array([[nearest.random_key(1, cell, day) for day in range(400)] for cell in range(20)], np.float64)
    assert keys.max() < 2**31
    assert len(np.unique(keys)) == keys.size
    assert abs(keys.mean() / 2**31 - 0.5) < 0.02
    assert abs(np.corrcoef(keys[0], keys[1])[0, 1]) < 0.2
    assert nearest.random_key(2, 0, 0) != keys[0, 0]


@pytest.mark.parametrize("wet", [0.0, 0.1, 3.0])
def test_quantiles_of_groups_are_those_of_the_sorted_values(wet):
    values, shares = weather(3, cells=2, days=len(LINE.number)), np.array([0.0, 0.01, 0.5, 0.77, 1.0])
    for name, window in (("month", 1), ("season", 1), ("none", 1), ("day_of_year", 1), ("day_of_year", 31)):
        groups = make_groups(LINE, name, window)
        if window == 1:
            found, extent = quantiles_of_runs(values, groups.runs, shares, wet)
        else:
            found, extent = ranks.quantiles_of_windows(values, groups, shares, np.float32(wet))
        for group in range(0, groups.count, 7 if name == "day_of_year" else 1):
            for cell in range(2):
                standing_there, _ = standing(values[cell, slow_window(groups, group)], wet)
                expected = np.quantile(standing_there, shares)
                np.testing.assert_allclose(found[cell, group], expected, rtol=1e-13, atol=1e-13)
                np.testing.assert_allclose(extent[cell, group], standing_there[[0, -1]], rtol=1e-13)


@pytest.mark.parametrize("window", [1, 3, 31])
def test_ranks_in_a_window_are_counted_one_by_one(window):
    """Equal wet days share the middle of their ranks; dry days have one each, whichever."""
    values, groups = weather(8, cells=2, days=len(LINE.number)), make_groups(LINE, "day_of_year", window)
    found, numbers = ranks.ranks_of_days(values, groups, np.float32(0.1), 5, np.arange(2), LINE.number)
    for cell in range(2):
        for group in range(0, 365, 13):
            near = values[cell, slow_window(groups, group)]
            there = near[np.isfinite(near)]
            assert numbers[cell, group].tolist() == [there.size, (there < np.float32(0.1)).sum()]
            for at in np.flatnonzero(groups.number == group):
                value = values[cell, at]
                if np.isnan(value):
                    assert found[cell, at] == -1
                elif value >= np.float32(0.1):
                    assert found[cell, at] == (there < value).sum() + (there <= value).sum() - 1
                else:
                    assert found[cell, at] % 2 == 0
                    assert 0 <= found[cell, at] < 2 * numbers[cell, group, 1]


@pytest.mark.parametrize("nodes", [1, 2, 9, 50])
def test_lower_ends_part_the_values_as_their_ranks_do(rng, nodes):
    """For every value, its share by the ends is its share by its rank."""
    values = np.round(rng.gamma(0.7, 4, (3, 400)), 1).astype(np.float32)
    values[1] = rng.normal(0, 5, 400)
    values[2, :399] = 7.0
    values[0, :50] = np.nan
    whole = (np.array([0, 1], np.int32), np.array([0], np.int32), np.array([400], np.int32))
    for wet in (None, 0.5):
        lowest, numbers, _ = ends_of_runs(values, whole, nodes, wet)
        for cell in range(3):
            there = values[cell][np.isfinite(values[cell])]
            kept = there if wet is None else there[there >= np.float32(wet)]
            assert numbers[cell, 0].tolist() == [kept.size, there.size - kept.size]
            middle = np.array([(there < v).sum() + (there <= v).sum() - 1 for v in kept])
            share = 0.5 * middle / (there.size - 1)
            node = (np.clip(share * nodes - 0.5, 0, nodes - 1) + 0.5).astype(int)
            np.testing.assert_array_equal((kept[:, None] >= lowest[cell, 0][None, 1:]).sum(axis=1), node)
