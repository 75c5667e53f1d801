"""Weights: saved, reopened, checked, cut into parts, and applied whatever the cut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.regridding import analogs, applying, disaggregation, elevation, points
from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.weights import Weights, weights_of
from climserv.vocabulary.problems import Refused

NAN = float("nan")


def some_weights(rng, targets=12, sources=9):
    """Random shares; some targets are covered in part, one not at all."""
    share = rng.uniform(0, 1, (targets, sources)) * (rng.uniform(0, 1, (targets, sources)) < 0.4)
    share[3] = 0
    share /= np.maximum(share.sum(1, keepdims=True), 1) * 1.1
    row, column = np.nonzero(share)
    return weights_of(row, column, share[row, column], targets=targets, sources=sources, method="random"), share


def slow_apply(share, values, least):
    """Day by day, the definition."""
    out = np.full((share.shape[0], values.shape[1]), np.nan)
    for target, row in enumerate(share):
        for day in range(values.shape[1]):
            there = ~np.isnan(values[:, day]) & (row > 0)
            known = row[there].sum()
            if known > 0 and known >= least - 1e-9:
                out[target, day] = (row[there] * values[there, day]).sum() / known
    return out


@pytest.mark.parametrize("least", [0, 0.3, 0.5, 0.9, 1])
def test_every_day_is_the_mean_of_what_is_there(rng, least):
    weights, share = some_weights(rng)
    values = rng.normal(10, 3, (9, 40)).astype(np.float32)
    values[rng.uniform(0, 1, values.shape) < 0.3] = np.nan
    values[4] = 7
    found = apply_weights(weights, values, least_covered=least)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, slow_apply(share, values, least), rtol=2e-7)
    assert np.isnan(found[3]).all()


def test_cells_with_and_without_gaps_are_treated_alike(rng):
    """A gap on one day sends a cell the careful way: the other days keep their bytes."""
    weights, _ = some_weights(rng)
    values = rng.normal(10, 3, (9, 2500)).astype(np.float32)
    whole = apply_weights(weights, values, least_covered=0.2)
    values[:, 1300] = np.nan
    gap = apply_weights(weights, values, least_covered=0.2)
    assert np.isnan(gap[:, 1300]).all()
    assert np.delete(gap, 1300, 1).tobytes() == np.delete(whole, 1300, 1).tobytes()


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12), st.integers(1, 29))
def test_no_cut_changes_a_byte(targets, day):
    rng = np.random.default_rng(3)
    weights, _ = some_weights(rng)
    values = rng.normal(10, 3, (9, 30)).astype(np.float32)
    values[rng.uniform(0, 1, values.shape) < 0.2] = np.nan
    whole = apply_weights(weights, values)
    part, needed = weights.part(targets)
    assert apply_weights(part, values[needed]).tobytes() == whole[targets].tobytes()
    pieces = [apply_weights(weights, values[:, :day]), apply_weights(weights, values[:, day:])]
    assert np.concatenate(pieces, axis=1).tobytes() == whole.tobytes()


def test_shares_that_sum_to_one_but_for_rounding_are_the_whole():
    weights = weights_of([0] * 10, range(10), [0.1] * 10, targets=1, sources=10, method="tenths")
    assert sum([0.1] * 10) < 1
    assert apply_weights(weights, np.full((10, 1), 3.0), least_covered=1).tolist() == [[3.0]]


def test_a_part_keeps_what_each_target_has(rng):
    weights, _ = some_weights(rng)
    part, needed = weights.part([3, 5, 0])
    assert part.covered.tolist() == weights.covered[[3, 5, 0]].tolist()
    assert part.sources == len(needed)
    none, nothing = weights.part([3])
    assert len(none) == 1
    assert nothing.size == 0
    assert np.isnan(apply_weights(none, np.empty((0, 4), np.float32))).all()


def test_saved_and_reopened(rng, tmp_path):
    weights, _ = some_weights(rng)
    np.savez(tmp_path / "weights.npz", **weights.arrays())
    with np.load(tmp_path / "weights.npz") as arrays:
        again = Weights.from_arrays(dict(arrays), weights.metadata())
    assert again == weights
    assert hash(again) == hash(weights)
    assert len({again, weights}) == 1
    assert again.sha256 == weights.sha256


DAMAGE = {
    "an entry names a source cell": lambda a: a["columns"].__setitem__(0, 99),
    "a share is no number above 0": lambda a: a["shares"].__setitem__(0, NAN),
    "sum to more than 1": lambda a: a["shares"].__setitem__(0, 2),
    "rising row of numbers": lambda a: a["starts"].__setitem__(1, 50),
    "not those that were saved": lambda a: a["shares"].__setitem__(0, 1e-3),
}


@pytest.mark.parametrize("message", DAMAGE)
def test_damaged_weights_are_refused(rng, message):
    weights, _ = some_weights(rng)
    arrays = {name: array.copy() for name, array in weights.arrays().items()}
    DAMAGE[message](arrays)
    with pytest.raises(Refused, match=message):
        Weights.from_arrays(arrays, weights.metadata())


def test_other_numbers_have_another_name():
    one = weights_of([0], [1], [1.0], targets=1, sources=2, method="nearest")
    other = weights_of([0], [0], [1.0], targets=1, sources=2, method="nearest")
    named = weights_of([0], [1], [1.0], targets=1, sources=2, method="bilinear")
    assert len({one.sha256, other.sha256, named.sha256}) == 3


def test_wrong_use_is_refused():
    weights = weights_of([0], [1], [1.0], targets=1, sources=2, method="nearest")
    with pytest.raises(Refused, match="another source"):
        apply_weights(weights, np.zeros((3, 2)))
    for least in (-0.1, 1.1, NAN):
        with pytest.raises(Refused, match="0 to 1"):
            apply_weights(weights, np.zeros((2, 2)), least_covered=least)


def test_each_kernel_is_compiled_once_whatever_it_is_handed(rng):
    weights, _ = some_weights(rng)
    for dtype in (np.float32, np.float64, np.int16):
        for order in "CF":
            handed = np.asarray(rng.normal(280, 3, (9, 30)), dtype=dtype, order=order)
            handed.setflags(write=False)
            apply_weights(weights, handed, least_covered=np.float32(0.5))
            group = np.zeros(30, np.int16 if order == "F" else np.int64)
            climate = disaggregation.climatology(handed, group, groups=1, window=np.int16(1))
            away = disaggregation.anomalies(handed, climate, group, kind="+", least=np.float32(1))
            disaggregation.on_climatology(away, climate, group, kind="+")
            elevation.lapse_rate_correction(handed, np.zeros(9, dtype), np.zeros(9), rate=np.float32(0.006))
            found = analogs.find_analogs(handed, handed, group + 1, group + 1, analogs=np.int16(2), within=np.int64(3))
            analogs.apply_analogs(found, handed, lowest=0 if order == "F" else None)
            points.nearest(handed[:2] / 10, handed[2:4] / 10, farthest_km=dtype(50))
    for module in (applying, disaggregation, elevation, analogs, points):
        kernels = [kernel for kernel in vars(module).values() if hasattr(kernel, "signatures")]
        assert kernels
        assert all(len(kernel.signatures) <= 1 for kernel in kernels), [(k.__name__, k.signatures) for k in kernels]
