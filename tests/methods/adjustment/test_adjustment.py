"""Adjustment to observations: by hand, and what users of other systems ran into."""

import json

import numpy as np
import pytest

from climserv.methods.adjustment import FACTS, KINDS, Trained, apply, shares, train
from climserv.methods.calendars import Timeline
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_of_years

NAN = float("nan")
MAPS = QM, DQM, QDM = ("quantile_mapping", "detrended_quantile_mapping", "quantile_delta_mapping")
DRIZZLE = 0.1


def line_of(years, calendar="noleap"):
    return Timeline(calendar, *zip(*days_of_years(years, calendar), strict=True))


PAST, FUTURE = line_of(range(1981, 1996)), line_of(range(2041, 2061))


def rain_of(line, rng, *, dry, mean, cells=1):
    """Gamma rain with a share of dry days [mm/day]."""
    rain = rng.gamma(0.6, mean / 0.6, (cells, line.number.size)) + DRIZZLE
    return np.where(rng.random(rain.shape) < dry, 0, rain).astype(np.float32)


def warmth_of(line, rng, *, mean, spread, cells=1):
    wave = -8 * np.cos(2 * np.pi * (line.number % 365) / 365)
    return (mean + wave + rng.normal(0, spread, (cells, line.number.size))).astype(np.float32)


def adjust(reference, historical, values, *, past=PAST, line=FUTURE, cells=None, **rule):
    rule = {"method": QDM, "kind": "*", "wet_day": DRIZZLE, "seed": 7, **rule}
    cells = range(len(reference)) if cells is None else cells
    taught = train(reference, historical, past.month, past.month, cells=cells, **rule)
    return apply(taught, values, line.month, days=line.number)


def test_one_month_by_hand():
    """Five Julys of one day. Nodes at 0.1, 0.3, .. 0.9 fall at places 0.4, 1.2, 2, 2.8, 3.6 of the sorted values.

    Reference 10 20 30 40 50 -> 14, 22, 30, 38, 46; model 12 14 16 18 20 -> 12.8, 14.4, 16, 17.6, 19.2.
    """
    months = [7] * 5
    reference, historical = [[30, 10, 50, 40, 20]], [[16, 12, 14, 20, 18]]
    rule = {"kind": "+", "quantiles": 5, "least_days": 1}
    mapped = train(reference, historical, months, months, method=QM, **rule)
    np.testing.assert_allclose(mapped.found["reference"][0, 6], [14, 22, 30, 38, 46])
    np.testing.assert_allclose(mapped.found["historical"][0, 6], [12.8, 14.4, 16, 17.6, 19.2])
    # 15.2 lies halfway from 14.4 to 16: halfway from 22 to 30. Beyond the nodes the last correction stays.
    adjusted, facts = apply(mapped, [[15.2, 19.2, 25.0, 10.0, NAN]], months)
    np.testing.assert_allclose(adjusted, [[26, 46, 51.8, 11.2, NAN]], rtol=1e-6)
    assert facts == {**dict.fromkeys(FACTS, 0), "values": 4, "beyond_training": 2}
    # By rank: 21 is the lowest of five, at 0; 23 in the middle, at 0.5, where 30 - 16 separates the two.
    shifted = train(reference, historical, months, months, method=QDM, **rule)
    adjusted, _ = apply(shifted, [[24, 22, 23, 21, 25]], months)
    np.testing.assert_allclose(adjusted[0, [3, 2, 4]], [21 + 1.2, 23 + 14, 25 + 26.8], rtol=1e-6)
    np.testing.assert_allclose(adjusted[0, 1], 22 + (14 + 8 * 0.75) - (12.8 + 1.6 * 0.75), rtol=1e-6)


def test_equal_values_share_the_middle_of_their_ranks():
    """Two equal values at ranks 0 and 1 of 0 to 2 both stand at 0.25, not at 0: half a node further at four nodes."""
    months = [7] * 4
    taught = train([[11, 22, 33, 44]], [[1, 2, 3, 4]], months, months, method=QDM, kind="+", quantiles=4, least_days=1)
    adjusted, _ = apply(taught, [[5, 5, 9]], [7] * 3)
    place = 0.25 * 4 - 0.5
    nodes = [1 + 3 * share for share in (0.125, 0.375)]
    expected = 5 + 10 * (nodes[0] + (nodes[1] - nodes[0]) * place)
    np.testing.assert_allclose(adjusted[0, :2], expected, rtol=1e-6)


@pytest.mark.parametrize("method", MAPS)
@pytest.mark.parametrize(("growth", "rain"), [(100, 4 * 2 / 0.5), (3, 12)])
def test_a_wet_day_where_the_model_was_dry_is_divided_by_the_wet_day(method, growth, rain):
    """The model rained in one July of twelve, the reference rains 4 a day, the series 2: 4 x 2 / 0.5, or three times 4
    at most."""
    months = [7] * 12
    rule = {"method": method, "kind": "*", "wet_day": 0.5, "cells": [0], "growth": growth, "interpolation": "nearest"}
    taught = train([[4] * 12], [[0] * 11 + [400]], months, months, quantiles=3, **rule)
    months = [7] * 3
    adjusted, facts = apply(taught, [[2, 2, 2]], months, days=range(3))
    np.testing.assert_allclose(adjusted, rain, rtol=1e-6)
    assert facts["capped"] == (3 if growth == 3 else 0)


@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
@pytest.mark.parametrize("method", MAPS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_model_equal_to_the_reference_is_left_as_it_is(rng, method, kind, interpolation):
    warm = warmth_of(PAST, rng, mean=283, spread=3)
    adjusted, facts = adjust(warm, warm, warm, line=PAST, method=method, kind=kind, interpolation=interpolation)
    np.testing.assert_allclose(adjusted, warm, rtol=2e-7)
    assert facts["beyond_training"] == facts["capped"] == 0


@pytest.mark.parametrize("method", MAPS)
def test_a_constant_fault_is_taken_away_and_a_constant_change_is_kept(rng, method):
    warm = warmth_of(PAST, rng, mean=283, spread=3)
    adjusted, _ = adjust(warm, warm + 2, warm + 2 + 1.5, line=PAST, method=method, kind="+")
    mean_change = float((adjusted - warm).mean())
    assert mean_change == pytest.approx(1.5, abs=0.02)


@pytest.mark.parametrize("method", MAPS)
@pytest.mark.parametrize(("dry_ref", "dry_model"), [(0.7, 0.2), (0.3, 0.8), (0.5, 0.5), (0.0, 0.6), (0.6, 0.0)])
def test_dry_days_become_as_many_as_the_reference_has(rng, method, dry_ref, dry_model):
    """Drizzle goes, and a model too dry gains wet days."""
    reference = rain_of(PAST, rng, dry=dry_ref, mean=6)
    historical = rain_of(PAST, rng, dry=dry_model, mean=3)
    adjusted, facts = adjust(reference, historical, historical, line=PAST, method=method)
    assert facts["dry_after"] == (adjusted == 0).sum()
    assert facts["dry_before"] == (historical < DRIZZLE).sum()
    assert (adjusted < DRIZZLE).mean() == pytest.approx((reference < DRIZZLE).mean(), abs=0.02)
    assert adjusted.mean() == pytest.approx(reference.mean(), rel=0.05)
    assert not ((adjusted > 0) & (adjusted < np.float32(DRIZZLE))).any()


def test_the_models_own_change_in_wet_days_is_kept(rng):
    reference, historical = (rain_of(PAST, rng, dry=0.7, mean=mean) for mean in (6, 3))
    wetter = rain_of(FUTURE, rng, dry=0.5, mean=3)
    adjusted, _ = adjust(reference, historical, wetter)
    assert (adjusted < DRIZZLE).mean() == pytest.approx(0.5, abs=0.04)


def test_an_arid_cell_stays_bounded(rng):
    """A model that hardly rains, a reference that does, and a future with real rain: elsewhere 0.05 mm became 1660."""
    reference = rain_of(PAST, rng, dry=0.95, mean=4)
    historical = np.where(rng.random(reference.shape) < 0.02, 0.05, 0).astype(np.float32)
    future = np.where(rng.random((1, FUTURE.number.size)) < 0.1, rng.gamma(1, 4, (1, FUTURE.number.size)), 0.05)
    for method in MAPS:
        adjusted, facts = adjust(reference, historical, future, method=method)
        assert np.isfinite(adjusted).all()
        assert adjusted.max() <= max(3 * reference.max(), future.max())
        assert adjusted[future < 0.06].max() <= 3 * reference.max()
        assert facts["dry_before"] == (future.astype(np.float32) < DRIZZLE).sum()
    assert facts["values"] == future.size


def test_capped_values_are_counted(rng):
    reference = rain_of(PAST, rng, dry=0.5, mean=4)
    historical = rain_of(PAST, rng, dry=0.5, mean=1)
    future = rain_of(FUTURE, rng, dry=0.5, mean=12)
    adjusted, facts = adjust(reference, historical, future, growth=1)
    by_month = [reference[:, PAST.month == month].max() for month in range(1, 13)]
    bound = np.maximum(future[0], np.array(by_month)[FUTURE.month - 1])
    at_bound = np.isclose(adjusted[0], bound, rtol=1e-6) & (future[0] >= DRIZZLE)
    assert (adjusted[0] <= bound * (1 + 1e-6)).all()
    assert facts["capped"] > 0
    assert abs(facts["capped"] - at_bound.sum()) <= 12


@pytest.mark.parametrize("method", MAPS)
def test_a_month_where_the_model_never_rains_or_the_reference_never_does(rng, method):
    dry, wet = np.zeros((1, PAST.number.size), np.float32), rain_of(PAST, rng, dry=0.4, mean=5)
    wet_but_in_may = np.where(PAST.month == 5, np.float32(0), wet)
    for reference, historical in ((dry, dry), (dry, wet), (wet_but_in_may, wet)):
        adjusted, _ = adjust(reference, historical, rain_of(FUTURE, rng, dry=0.6, mean=5), method=method)
        assert np.isfinite(adjusted).all()
        assert adjusted.min() >= 0
    # Nothing learnt but that both are dry: the model's own rain stays what it is.
    future = rain_of(FUTURE, rng, dry=0.6, mean=5)
    adjusted, _ = adjust(dry, dry, future, method=method)
    np.testing.assert_allclose(adjusted[future >= 0.2], future[future >= 0.2], rtol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", [QM, QDM])
def test_there_is_no_cliff_beyond_the_training_range(rng, method, kind):
    """Sorted within a month, adjusted values rise without a jump through the top of the training range and beyond."""
    months = np.full(900, 7)
    reference, historical = 20 + rng.gamma(2, 5, (2, 1, 900))
    values = np.linspace(5, historical.max() * 2, 900)[None]
    taught = train(reference, historical, months, months, method=method, kind=kind, quantiles=50)
    adjusted, facts = apply(taught, values, months)
    outside = (values < historical.min()) | (values > historical.max())
    assert facts["beyond_training"] == outside.sum()
    steps = np.diff(adjusted[0])
    if method == QM:
        assert (steps >= 0).all()
    assert np.abs(steps).max() < 40 * np.diff(values[0]).max()
    # In the tail the correction is that of the last node: the adjusted value rises as the raw one does.
    factor = taught.found["reference"][0, 6, -1] / taught.found["historical"][0, 6, -1] if kind == "*" else 1.0
    np.testing.assert_allclose(steps[-8:], np.diff(values[0])[-8:] * factor, rtol=1e-3)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", MAPS)
def test_a_missing_day_stays_missing_and_touches_no_other_month_or_cell(rng, method, kind):
    reference, historical = (rain_of(PAST, rng, dry=0.4, mean=5, cells=2) for _ in range(2))
    future = rain_of(FUTURE, rng, dry=0.4, mean=5, cells=2)
    whole, _ = adjust(reference, historical, future, method=method, kind=kind)
    holed = future.copy()
    gone = np.flatnonzero(FUTURE.month == 3)[5]
    holed[0, gone] = NAN
    adjusted, facts = adjust(reference, historical, holed, method=method, kind=kind)
    assert np.isnan(adjusted).sum() == 1
    assert np.isnan(adjusted[0, gone])
    assert facts["values"] == holed.size - 1
    elsewhere = np.ones(holed.shape, bool)
    elsewhere[0, FUTURE.month == 3] = False
    assert adjusted[elsewhere].tobytes() == whole[elsewhere].tobytes()


def test_a_missing_day_in_training_is_left_out(rng):
    warm = warmth_of(PAST, rng, mean=283, spread=3)
    holed = warm.copy()
    holed[0, ::10] = NAN
    taught = train(holed, warm, PAST.month, PAST.month, method=QM, kind="+")
    here = (PAST.month == 4) & (np.arange(PAST.number.size) % 10 != 0)
    place = (np.arange(50) + 0.5) / 50
    np.testing.assert_allclose(
        taught.found["reference"][0, 3], np.quantile(warm[0, here].astype(float), place), rtol=1e-12
    )


@pytest.mark.parametrize("method", MAPS)
def test_a_month_without_training_days_gives_missing_values_and_counts_them(rng, method):
    warm = warmth_of(PAST, rng, mean=283, spread=3)
    without_may = np.where(PAST.month == 5, NAN, warm)
    for reference, historical in ((without_may, warm), (warm, without_may)):
        adjusted, facts = adjust(reference, historical, warm, line=PAST, method=method, kind="+")
        np.testing.assert_array_equal(np.isnan(adjusted[0]), PAST.month == 5)
        assert facts["without_training"] == (PAST.month == 5).sum()
        assert facts["values"] + facts["without_training"] == warm.size


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", MAPS)
@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_calendar_is_adjusted_without_conversion(rng, calendar, method, kind):
    past, line = line_of(range(1991, 1996), calendar), line_of(range(2041, 2046), calendar)
    reference, historical = rain_of(PAST, rng, dry=0.5, mean=6), rain_of(past, rng, dry=0.3, mean=3)
    taught = train(reference, historical, PAST.month, past.month, method=method, kind=kind, wet_day=DRIZZLE, cells=[0])
    again, _ = apply(taught, historical, past.month, days=past.number)
    assert again.mean() == pytest.approx(reference.mean(), rel=0.05)
    adjusted, facts = apply(taught, rain_of(line, rng, dry=0.3, mean=3), line.month, days=line.number)
    assert np.isfinite(adjusted).all()
    assert facts["values"] == line.number.size


def test_what_was_learnt_survives_saving(rng, tmp_path):
    reference, historical = (rain_of(PAST, rng, dry=0.4, mean=mean, cells=2) for mean in (5, 3))
    future = rain_of(FUTURE, rng, dry=0.4, mean=4, cells=2)
    taught = train(
        reference, historical, PAST.month, PAST.month, method=QDM, kind="*", wet_day=DRIZZLE, seed=3, cells=[8, 9]
    )
    np.savez(tmp_path / "taught.npz", **taught.arrays())
    (tmp_path / "taught.json").write_text(json.dumps(taught.metadata()))
    with np.load(tmp_path / "taught.npz", allow_pickle=False) as arrays:
        again = Trained.from_arrays(dict(arrays), json.loads((tmp_path / "taught.json").read_text()))
    first, second = (apply(t, future, FUTURE.month, days=FUTURE.number) for t in (taught, again))
    assert first[0].tobytes() == second[0].tobytes()
    assert first[1] == second[1]


def test_facts_become_shares_of_the_values_there():
    assert shares({**dict.fromkeys(FACTS, 0), "values": 16, "capped": 2})["capped"] == 0.125
    assert np.isnan(shares(dict.fromkeys(FACTS, 0))["capped"])


def test_wrong_use_is_refused_with_all_faults_at_once():
    with pytest.raises(Refused) as refusal:
        train([[1.0]], [[1.0]], [1], [1], method="magic", kind="/", quantiles=0, growth=0.5, wet_day=-1)
    assert len(refusal.value.problems) == 5
    with pytest.raises(Refused, match="the same cells"):
        train([[1.0]], [[1.0], [2.0]], [1], [1], method=QM, kind="+")
    with pytest.raises(Refused, match="no such month"):
        train([[1.0]], [[1.0]], [13], [1], method=QM, kind="+")
    with pytest.raises(Refused, match="1 numbers, of the whole grid"):
        train([[1.0]], [[1.0]], [1], [1], method=QM, kind="*", wet_day=0.1)
    taught = train([[1.0]], [[1.0]], [1], [1], method=QM, kind="*", wet_day=0.1, cells=[0])
    with pytest.raises(Refused, match=r"Timeline\.number"):
        apply(taught, [[1.0]], [1])
