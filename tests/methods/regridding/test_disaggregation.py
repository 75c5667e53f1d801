"""BCSD: the fine climatology is kept, and so is the change of the coarse series."""

import numpy as np
import pytest

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import conservative
from climserv.methods.regridding.disaggregation import (
    anomalies,
    climatology,
    on_climatology,
    spatial_disaggregation,
)
from climserv.methods.regridding.points import bilinear
from climserv.vocabulary.problems import Refused

MONTH = np.repeat(np.arange(12), 30)[None].repeat(4, 0).ravel()
FINE = (np.arange(0, 6.5, 0.5), np.arange(10, 18.5, 0.5))
COARSE = (np.arange(0, 6.1, 2), np.arange(10, 18.1, 2))


def centres(edges):
    return tuple((axis[1:] + axis[:-1]) / 2 for axis in edges)


def world(rng, kind):
    """A fine reference with mountains and seasons, the same on the coarse grid, and weights down to the fine one."""
    lats, lons = centres(FINE)
    cells, days = len(lats) * len(lons), len(MONTH)
    pattern, wave = rng.uniform(0, 8, (cells, 1)), np.cos(2 * np.pi * MONTH / 12)
    weather = rng.normal(0, 1, (cells, days))
    fine = 285 - pattern + 6 * wave + weather if kind == "+" else pattern * (1.2 + wave) * np.exp(weather)
    fine = fine.astype(np.float32)
    coarse = apply_weights(conservative(FINE, COARSE), fine)
    y, x = np.meshgrid(lats, lons, indexing="ij")
    return fine, coarse, bilinear(centres(COARSE), (y.ravel(), x.ravel()), rim="constant")


def disaggregated(adjusted, fine, coarse, weights, kind, **more):
    climates = (climatology(values, MONTH, groups=12) for values in (coarse, fine))
    highest = fine.max(axis=1)
    return spatial_disaggregation(adjusted, *climates, weights, MONTH, kind=kind, highest=highest, **more)


@pytest.mark.parametrize("kind", ["+", "*"])
def test_a_series_with_the_coarse_climate_gets_the_fine_climate(rng, kind):
    fine, coarse, weights = world(rng, kind)
    found, _ = disaggregated(coarse, fine, coarse, weights, kind, growth=100, least=1e-6)
    within = {"rtol": 2e-6} if kind == "+" else {"rtol": 1e-4}
    expected = climatology(fine, MONTH, groups=12)
    np.testing.assert_allclose(climatology(found, MONTH, groups=12), expected, **within)


def test_a_change_of_the_coarse_series_is_kept(rng):
    fine, coarse, weights = world(rng, "+")
    now, warmer = (disaggregated(coarse + change, fine, coarse, weights, "+")[0] for change in (0, 2.5))
    np.testing.assert_allclose(warmer - now, 2.5, atol=1e-4)
    fine, coarse, weights = world(rng, "*")
    now, wetter = (disaggregated(coarse * x, fine, coarse, weights, "*", growth=100)[0] for x in (1, 1.25))
    np.testing.assert_allclose(wetter, now * 1.25, rtol=1e-5)


def test_blocks_of_fine_cells_and_missing_days(rng):
    fine, coarse, weights = world(rng, "*")
    coarse[3, 100:110] = np.nan
    whole, facts = disaggregated(coarse, fine, coarse, weights, "*")
    climates = climatology(coarse, MONTH, groups=12), climatology(fine, MONTH, groups=12)
    capped = 0
    for some in (np.arange(0, 50), np.arange(50, len(fine))):
        part, needed = weights.part(some)
        found, part_facts = spatial_disaggregation(
            coarse[needed],
            climates[0][needed],
            climates[1][some],
            part,
            MONTH,
            kind="*",
            highest=fine[some].max(axis=1),
        )
        assert found.tobytes() == whole[some].tobytes()
        capped += part_facts["capped"]
    assert capped == facts["capped"]
    there = ~np.isnan(whole)
    assert facts["values"] == there.sum()
    assert there[:, :100].all()
    assert not there[:, 100:110].all()
    assert there[:, 100:110].any()


def test_an_arid_month_does_not_explode():
    """The coarse cell knows 0.001 mm/day, the fine one 2: five millimetres do not become ten thousand."""
    weights = bilinear(([0], [0]), ([0], [0]))
    rule = {"kind": "*", "highest": [20]}
    found, facts = spatial_disaggregation([[5.0, 0.0]], [[0.001]], [[2.0]], weights, [0, 0], **rule)
    assert found.tolist() == [[60.0, 0.0]]
    assert facts == {"values": 2, "capped": 1}
    found, facts = spatial_disaggregation([[5.0]], [[0.001]], [[0.0]], weights, [0], **rule)
    np.testing.assert_allclose(found, [[5.0]], rtol=1e-6)


@pytest.mark.parametrize("kind", ["+", "*"])
def test_there_and_back(rng, kind):
    values = rng.gamma(0.5, 8, (5, len(MONTH))).astype(np.float32)
    values[rng.uniform(0, 1, values.shape) < 0.1] = np.nan
    climate = climatology(values, MONTH, groups=12)
    away = anomalies(values, climate, MONTH, kind=kind)
    back, _ = on_climatology(away, climate, MONTH, kind=kind, highest=np.full(5, 1e3))
    np.testing.assert_allclose(back, values, rtol=1e-6, atol=2e-6)
    assert np.abs(np.nanmean(away)) < 1.1


def test_a_smoothed_climatology_by_hand(rng):
    day = np.tile(np.arange(20), 3)
    values = rng.normal(0, 1, (2, 60)).astype(np.float32)
    values[0, 5] = np.nan
    found = climatology(values, day, groups=20, window=5)
    for one in range(20):
        near = [(one + off) % 20 for off in range(-2, 3)]
        np.testing.assert_allclose(found[:, one], np.nanmean(values[:, np.isin(day, near)], axis=1), rtol=1e-5)


def test_wrong_use_is_refused():
    with pytest.raises(Refused, match="odd number"):
        climatology([[1.0]], [0], groups=12, window=4)
    with pytest.raises(Refused, match="needs its group"):
        climatology([[1.0]], [12], groups=12)
    with pytest.raises(Refused, match="largest value"):
        on_climatology([[1.0]], [[1.0]], [0], kind="*")
    with pytest.raises(Refused, match="other cells"):
        anomalies([[1.0]], [[1.0], [2.0]], [0], kind="+")
    with pytest.raises(Refused, match="divides nothing"):
        anomalies([[1.0]], [[1.0]], [0], kind="*", least=0)
