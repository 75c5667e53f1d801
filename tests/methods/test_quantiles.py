"""Exact quantiles are those of numpy.nanquantile, to the bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.quantiles import exact_quantiles
from climserv.vocabulary.problems import Refused

SHARES = np.array([0.9, 0.0, 1.0, 0.1, 0.5, 0.333])


@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 2, 5, 60, 1000]))
def test_they_are_numpys(seed, days):
    rng = np.random.default_rng(seed)
    values = np.stack(
        [
            rng.normal(285, 5, days),
            rng.normal(0, 5, days),
            np.where(rng.random(days) < 0.6, 0, rng.gamma(0.5, 9, days)),
            np.round(rng.normal(0, 3, days)),
            np.where(rng.random(days) < 0.02, 1e20, rng.random(days)),
        ]
    ).astype(np.float32)
    values[rng.random(values.shape) < 0.1] = np.nan
    values[:, 0] = 1.5
    expected = np.nanquantile(values.astype(np.float64), SHARES, axis=1).T
    np.testing.assert_array_equal(exact_quantiles(values, SHARES), expected)


def test_a_cell_of_missing_days_has_no_quantile_and_leaves_the_others_alone():
    values = np.array([[np.nan] * 4, [1, 2, 3, 4]], np.float32)
    np.testing.assert_array_equal(exact_quantiles(values, 0.5), [[np.nan], [2.5]])
    assert exact_quantiles(np.zeros((2, 0), np.float32), 0.5).shape == (2, 1)


def test_a_share_out_of_bounds_is_refused():
    with pytest.raises(Refused, match="0 to 1"):
        exact_quantiles([[1.0]], [0.5, 90])
