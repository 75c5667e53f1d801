"""Laws of adjustment that hold for any series."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.adjustment import KINDS, apply, train

MAPS = QM, DQM, QDM = ("quantile_mapping", "detrended_quantile_mapping", "quantile_delta_mapping")
DRIZZLE = 0.1
DAYS = 60
MONTHS = np.where(np.arange(DAYS) < DAYS // 2, 2, 9)

seeds = st.integers(0, 2**32 - 1)
methods, kinds = st.sampled_from(MAPS), st.sampled_from(KINDS)
interpolations = st.sampled_from(["linear", "nearest"])


def of_month(month):
    return np.equal(MONTHS, month)


def weather(seed, cells=1, days=DAYS, dry=0.4):
    """Made rain [mm/day]: dry days, drizzle, equal values and a few missing days."""
    rng = np.random.default_rng(seed)
    rain = np.round(rng.gamma(0.6, 8, (cells, days)), rng.integers(1, 4))
    rain[rng.random(rain.shape) < dry * rng.random()] = 0
    rain[rng.random(rain.shape) < 0.02] = np.nan
    return rain.astype(np.float32)


def adjust(reference, historical, values, *, cells, **rule):
    taught = train(reference, historical, MONTHS, MONTHS, wet_day=DRIZZLE, seed=11, cells=cells, quantiles=9, **rule)
    return apply(taught, values, MONTHS, days=np.arange(DAYS) + 700_000)


@given(seeds, methods, kinds, interpolations, st.permutations(range(4)), st.integers(1, 3))
def test_cutting_or_mixing_the_cells_changes_no_bit_and_no_count(seed, method, kind, interpolation, order, cut):
    reference, historical, values = (weather([seed, n], cells=4) for n in range(3))
    rule = {"method": method, "kind": kind, "interpolation": interpolation}
    whole, facts = adjust(reference, historical, values, cells=range(100, 104), **rule)
    parts = []
    for part in (order[:cut], order[cut:]):
        adjusted, found = adjust(
            reference[part], historical[part], values[part], cells=[100 + cell for cell in part], **rule
        )
        assert adjusted.tobytes() == whole[part].tobytes()
        parts.append(found)
    assert {name: sum(part[name] for part in parts) for name in facts} == facts


@given(seeds, methods, kinds, interpolations)
def test_missing_in_missing_out_and_nothing_else(seed, method, kind, interpolation):
    reference, historical, values = (weather([seed, n]) for n in range(3))
    adjusted, facts = adjust(
        reference, historical, values, cells=[5], method=method, kind=kind, interpolation=interpolation
    )
    np.testing.assert_array_equal(np.isnan(adjusted), np.isnan(values))
    assert facts["values"] == np.isfinite(values).sum()
    assert not np.isinf(adjusted).any()


@given(seeds, methods, interpolations)
def test_rain_is_never_below_zero_and_never_above_the_bound(seed, method, interpolation):
    reference, historical, values = (weather([seed, n]) for n in range(3))
    adjusted, facts = adjust(
        reference, historical, values, cells=[5], method=method, kind="*", interpolation=interpolation
    )
    for month in (2, 9):
        here = np.flatnonzero((of_month(month)) & np.isfinite(values[0]))
        most = np.maximum(values[0, here], 3 * np.nanmax(reference[0, of_month(month)]))
        assert (adjusted[0, here] >= 0).all()
        assert (adjusted[0, here] <= most * (1 + 1e-6)).all()
    rain = adjusted[np.isfinite(adjusted)]
    assert facts["dry_after"] == (rain == 0).sum()
    assert not ((rain > 0) & (rain < np.float32(DRIZZLE))).any()


@given(seeds, kinds)
def test_quantile_mapping_keeps_the_order_of_days(seed, kind):
    reference, historical, values = (weather([seed, n], dry=0) for n in range(3))
    values = np.where(np.isnan(values), 1, values) + DRIZZLE
    adjusted, _ = adjust(reference, historical, values, cells=[5], method=QM, kind=kind)
    for month in (2, 9):
        here = np.flatnonzero(of_month(month))
        order = np.argsort(values[0, here], kind="stable")
        assert (np.diff(adjusted[0, here][order]) >= 0).all()


@given(seeds, kinds)
def test_quantile_delta_mapping_keeps_the_raw_change_of_each_quantile(seed, kind):
    """By another way: numpy's quantiles, straight lines between the nodes, no two values equal."""
    rng = np.random.default_rng(seed)
    reference, historical, values = (rng.gamma(4, 3, (1, DAYS)) + 1 for _ in range(3))
    adjusted, _ = adjust(reference, historical, values, cells=[5], method=QDM, kind=kind)
    nodes = (np.arange(9) + 0.5) / 9
    for month in (2, 9):
        here = of_month(month)
        raw = values[0, here].astype(np.float32).astype(float)
        share = np.argsort(np.argsort(raw)) / (raw.size - 1)
        ref, hist = (
            np.interp(share, nodes, np.quantile(x[0, here].astype(np.float32).astype(float), nodes))
            for x in (reference, historical)
        )
        change = adjusted[0, here] - ref if kind == "+" else adjusted[0, here] / ref
        np.testing.assert_allclose(change, raw - hist if kind == "+" else raw / hist, rtol=2e-5, atol=2e-5)


@given(seeds, methods, st.integers(1, 5))
def test_a_reference_warmer_by_some_degrees_gives_values_warmer_by_as_much(seed, method, degrees):
    rng = np.random.default_rng(seed)
    reference, historical, values = (rng.normal(285, 5, (1, DAYS)).astype(np.float32) for _ in range(3))
    rule = {"cells": [1], "method": method, "kind": "+"}
    first, _ = adjust(reference, historical, values, **rule)
    second, _ = adjust(reference + degrees, historical, values, **rule)
    np.testing.assert_allclose(second - first, degrees, atol=2e-4)


def test_the_seed_chooses_which_dry_days_become_wet_and_nothing_else():
    reference, historical = weather(1, days=900, dry=0.1), weather(2, days=900, dry=1.9)
    months, days = np.full(900, 4), np.arange(900)
    found = []
    for seed in (1, 2, 1):
        taught = train(
            reference, historical, months, months, method=QDM, kind="*", wet_day=DRIZZLE, seed=seed, cells=[3]
        )
        found.append(apply(taught, historical, months, days=days)[0])
    assert found[0].tobytes() == found[2].tobytes()
    differ = (found[0] != found[1]) & np.isfinite(found[0])
    assert differ.any()
    assert (historical[differ] < DRIZZLE).all()
    np.testing.assert_array_equal(np.sort(found[0]), np.sort(found[1]))


@pytest.mark.parametrize("method", MAPS)
def test_two_threads_give_the_same_bits_as_one(method):
    rng = np.random.default_rng(4)
    blocks = [[rng.gamma(0.6, 8, (3, DAYS)).astype(np.float32) for _ in range(3)] for _ in range(8)]
    rule = {"cells": [0, 1, 2], "method": method, "kind": "*"}
    alone = [adjust(*block, **rule) for block in blocks]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda block: adjust(*block, **rule), blocks))
    assert [(a.tobytes(), f) for a, f in alone] == [(a.tobytes(), f) for a, f in together]


@pytest.mark.parametrize("view", ["read only", "every other day", "float64", "list"])
def test_any_array_of_the_same_numbers_gives_the_same_bits(view):
    reference, historical, values = (weather(n) for n in range(3))
    whole, _ = adjust(reference, historical, values, cells=[0], method=QDM, kind="*")
    other = np.repeat(values, 2, axis=1)[:, ::2] if view == "every other day" else values.copy()
    other = other.astype(np.float64) if view == "float64" else other.tolist() if view == "list" else other
    if view == "read only":
        other.setflags(write=False)
    assert adjust(reference, historical, other, cells=[0], method=QDM, kind="*")[0].tobytes() == whole.tobytes()
