"""Effective resolution: carried by rule, and estimated from fields."""

import numpy as np
import pytest

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.points import bilinear
from climserv.methods.regridding.resolution import (
    RULES,
    Resolution,
    correlation_distance_km,
    effective_resolution,
    grid_spacing_km,
    mesh_spacing_km,
    rebuildable_km,
)
from climserv.methods.regridding.sphere import KM_PER_DEGREE
from climserv.vocabulary.problems import Refused

MODEL, REFERENCE = Resolution(120.0, 150.0), Resolution(10.0, 10.0)
LAT, LON = np.meshgrid(np.arange(0, 12, 0.5), np.arange(30, 44, 0.5), indexing="ij")


@pytest.mark.parametrize(
    ("step", "spacing", "expected"),
    [
        ("conservative", 25.0, (120, 150)),
        ("conservative", 300.0, (300, 300)),
        ("bilinear", 5.0, (120, 150)),
        ("nearest", 140.0, (140, 150)),
        ("lapse_rate", None, (120, 150)),
        ("adjustment", None, (10, 150)),
        ("bcsd", 100.0, (10, 150)),
        ("bcsd", 200.0, (10, 200)),
        ("analogs", 200.0, (10, 200)),
    ],
)
def test_the_rules(step, spacing, expected):
    found = effective_resolution(MODEL, step, spacing_km=spacing, reference=REFERENCE)
    assert (found.climatology, found.signal) == expected


@pytest.mark.parametrize("step", RULES)
def test_no_step_makes_the_signal_finer(step):
    for spacing in (1.0, 100.0, 1000.0):
        assert effective_resolution(MODEL, step, spacing_km=spacing, reference=REFERENCE).signal >= MODEL.signal


def test_what_a_rule_needs_must_be_given():
    with pytest.raises(Refused) as refusal:
        effective_resolution(MODEL, "bcsd")
    assert len(refusal.value.problems) == 2
    with pytest.raises(Refused, match="no such choice"):
        effective_resolution(MODEL, "kriging")


def test_spacing():
    assert grid_spacing_km(np.arange(59.5, 61), np.arange(3.0)) == pytest.approx(KM_PER_DEGREE / np.sqrt(2), rel=1e-2)
    square = np.array([[[0, 0], [0.5, 0], [0.5, 0.5], [0, 0.5]]])
    assert mesh_spacing_km(square) == pytest.approx(KM_PER_DEGREE / 2, rel=1e-3)


def test_degrees():
    assert MODEL.degrees == (round(120 / KM_PER_DEGREE, 4), round(150 / KM_PER_DEGREE, 4))


def noise(rng):
    return rng.normal(0, 1, (LAT.size, 300)).astype(np.float32)


def interpolated(rng, every):
    """Noise on a grid that many cells wide, brought to ours."""
    lats, lons = np.arange(-1, 15, 0.5 * every), np.arange(29, 47, 0.5 * every)
    coarse = rng.normal(0, 1, (len(lats) * len(lons), 300))
    return apply_weights(bilinear((lats, lons), (LAT.ravel(), LON.ravel())), coarse)


@pytest.mark.parametrize("every", [2, 4])
def test_a_fine_grid_with_coarse_fields_is_found_out(rng, every):
    spacing = 0.5 * KM_PER_DEGREE
    assert rebuildable_km(noise(rng), LAT, LON) == pytest.approx(spacing, rel=0.01)
    assert rebuildable_km(interpolated(rng, every), LAT, LON) == pytest.approx(every * spacing, rel=0.01)
    stepped = noise(rng).reshape(*LAT.shape, -1)[::every, ::every].repeat(every, 0).repeat(every, 1)
    stepped = stepped[: LAT.shape[0], : LAT.shape[1]].reshape(LAT.size, -1)
    assert rebuildable_km(stepped, LAT, LON) == pytest.approx(every * spacing, rel=0.01)


def test_interpolated_fields_agree_further(rng):
    own, two, four = (
        correlation_distance_km(x, LAT, LON) for x in (noise(rng), interpolated(rng, 2), interpolated(rng, 4))
    )
    assert own == pytest.approx(0.25 * KM_PER_DEGREE, rel=0.05)
    assert own * 2 < two < four
    everywhere = np.tile(noise(rng)[:1], (LAT.size, 1))
    assert correlation_distance_km(everywhere, LAT, LON) == np.inf


def test_missing_values_are_left_out(rng):
    values = interpolated(rng, 4)
    expected = correlation_distance_km(values, LAT, LON), rebuildable_km(values, LAT, LON)
    values[rng.uniform(0, 1, values.shape) < 0.02] = np.nan
    assert correlation_distance_km(values, LAT, LON) == pytest.approx(expected[0], rel=0.05)
    assert rebuildable_km(values, LAT, LON) == pytest.approx(expected[1])


def test_what_is_no_field_is_refused(rng):
    with pytest.raises(Refused, match="no field"):
        rebuildable_km(noise(rng)[:10], LAT, LON)
    with pytest.raises(Refused, match="0 to 1"):
        correlation_distance_km(noise(rng), LAT, LON, threshold=2)
