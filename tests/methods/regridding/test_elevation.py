"""The lapse rate: temperature only, in kelvin, cell by cell."""

import numpy as np
import pytest

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.elevation import lapse_rate_correction
from climserv.methods.regridding.points import bilinear
from climserv.vocabulary.problems import Refused


def test_there_and_back_and_cells_alone(rng):
    values = rng.normal(285, 8, (6, 50)).astype(np.float32)
    values[2, 7] = np.nan
    low, high = rng.uniform(0, 3000, (2, 6))
    there = lapse_rate_correction(values, low, high)
    np.testing.assert_allclose(there, values + 0.0065 * (low - high)[:, None], rtol=2e-7)
    np.testing.assert_allclose(lapse_rate_correction(there, high, low), values, rtol=3e-7)
    alone = [lapse_rate_correction(values[i : i + 1], low[i : i + 1], high[i : i + 1]) for i in range(6)]
    assert np.concatenate(alone).tobytes() == there.tobytes()


def test_a_mountain_station_between_the_cells_of_a_model(rng):
    """Temperature and orography come with the same weights, so a world that follows its heights is met exactly."""
    lats, lons = np.arange(3.0), np.arange(4.0)
    heights = rng.uniform(0, 2000, 12)
    cells = (300 - 0.0065 * heights)[:, None]
    weights = bilinear((lats, lons), ([0.4, 1.7], [2.2, 0.5]))
    orog = apply_weights(weights, heights[:, None])[:, 0]
    found = lapse_rate_correction(apply_weights(weights, cells), orog, [2500, 100])
    np.testing.assert_allclose(found[:, 0], [300 - 0.0065 * 2500, 300 - 0.65], rtol=1e-6)


def test_each_month_has_its_rate():
    rates = np.arange(1, 13) / 1000
    found = lapse_rate_correction([[280.0] * 3], [1000], [0], rate=rates, month=[1, 12, 6])
    np.testing.assert_allclose(found, [[281, 292, 286]])


def test_a_place_without_a_height_is_missing():
    nan = float("nan")
    assert np.isnan(lapse_rate_correction([[280.0], [280.0]], [nan, 0], [0, nan])).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"temperature": [[0.0, 12.5]]}, "no temperatures in kelvin"),
        ({"temperature": [[21.0, 25.0]]}, "rain"),
        ({"rate": 6.5}, "6.5 K/km is 0.0065"),
        ({"rate": [0.006] * 11}, "one number or twelve"),
        ({"rate": [0.006] * 12}, "month of each day"),
        ({"rate": [0.006] * 12, "month": [0, 1]}, "month of each day"),
        ({"target_orog": [1, 2]}, "needs its height"),
    ],
)
def test_wrong_use_is_refused(change, message):
    given = {"temperature": [[280.0, 281.0]], "source_orog": [10], "target_orog": [20], **change}
    with pytest.raises(Refused, match=message):
        lapse_rate_correction(**given)
