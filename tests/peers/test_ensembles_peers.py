"""Percentiles and robustness against xclim, where the definition is the same."""

import warnings

import numpy as np
import pytest

from climserv.methods.ensembles.changes import Robustness, agreement, robustness, variability_threshold
from climserv.methods.ensembles.members import percentiles

pytestmark = pytest.mark.peer


@pytest.fixture(scope="module")
def peers():
    with warnings.catch_warnings():
        # It warns of its own future, not of us.
        warnings.simplefilter("ignore")
        import xarray as xr
        import xclim.ensembles

        return xclim.ensembles, xr


def test_percentiles_of_members(peers):
    ensembles, xr = peers
    rng = np.random.default_rng(1)
    value = rng.normal(0, 1, (7, 30))
    value[2, 4] = np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        array = xr.DataArray(value, dims=("realization", "place"))
        theirs = ensembles.ensemble_percentiles(array, values=[10, 50, 90], split=False)
    ours = percentiles(value, [10, 50, 90])
    np.testing.assert_allclose(ours, theirs.transpose("percentiles", "place").values)


def test_robustness_of_the_atlas(peers):
    """Sixty places, from hardly any change to a large one."""
    ensembles, xr = peers
    rng = np.random.default_rng(2)
    baseline = rng.normal(0, 1, (8, 60, 30))
    sides = np.ones((8, 60, 1))
    sides[:2, ::2] = -1
    future = rng.normal(0, 1, (8, 60, 20)) + sides * np.linspace(0, 2, 60)[:, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        arrays = []
        for values in (future, baseline):
            time = xr.date_range("1981-01-01", periods=values.shape[-1], freq="YS")
            arrays.append(xr.DataArray(values, {"time": time}, ("realization", "place", "time")))
        fractions = ensembles.robustness_fractions(*arrays, test="ipcc-ar6-c")
        theirs = ensembles.robustness_categories(fractions)
    moved = future.mean(axis=-1) - baseline.mean(axis=-1)
    ours = robustness(moved, variability_threshold(baseline, fitted=0))
    # xclim's categories in its own order: 1 robust, 2 no change, 3 conflicting.
    assert set(np.unique(ours)) == {Robustness.ROBUST, Robustness.NO_CHANGE, Robustness.CONFLICTING}
    np.testing.assert_array_equal(ours, theirs.values)
    np.testing.assert_allclose(agreement(moved)[0], fractions["agree"].values)
