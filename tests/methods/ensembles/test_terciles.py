"""Tercile forecasts: sums, skill where there is signal, none where there is none; and the real hindcast of Iberia."""

import netCDF4
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.ensembles.terciles import (
    UNKNOWN,
    WAYS,
    hindcast_terciles,
    tercile_bounds,
    tercile_forecast,
    tercile_of,
)
from climserv.methods.verification.scores import ranked_probability_score, skill
from climserv.methods.verification.years import leave_years_out
from climserv.vocabulary.problems import Refused


def made(signal, years=120, members=9, seed=3):
    """A model whose mean tells `signal` of what comes, in units and with a bias of its own."""
    rng = np.random.default_rng(seed)
    told = rng.normal(0, 1, years)
    observed = signal * told + np.sqrt(1 - signal**2) * rng.normal(0, 1, years)
    hindcast = 40 + 3 * (signal * told[:, None] + np.sqrt(1 - signal**2) * rng.normal(0, 1, (years, members)))
    return hindcast, observed, np.arange(1900, 1900 + years)


def skill_of(chances, fell):
    known = fell != UNKNOWN
    score = ranked_probability_score(chances[known], fell[known])
    thirds = ranked_probability_score(np.full((known.sum(), 3), 1 / 3), fell[known])
    return float(skill(score, thirds))


@pytest.mark.parametrize("way", WAYS)
def test_a_model_that_tells_something_is_skilful_and_one_that_tells_nothing_is_not(way):
    assert skill_of(*hindcast_terciles(*made(0.8), way=way)) > 0.25
    assert skill_of(*hindcast_terciles(*made(0.0), way=way)) < 0.05


def test_regression_of_a_useless_model_gives_about_thirds():
    chances, _ = hindcast_terciles(*made(0.0), way="regression")
    assert np.abs(chances - 1 / 3).mean() < 0.08


@given(st.integers(0, 30), st.sampled_from(WAYS))
def test_chances_sum_to_one_and_none_is_below_zero(seed, way):
    hindcast, observed, _ = made(0.5, years=20, members=3, seed=seed)
    chances = tercile_forecast(hindcast[0], hindcast[1:], observed[1:], way=way)
    assert chances.sum() == pytest.approx(1)
    assert chances.min() >= 0


@given(st.floats(0.1, 20), st.floats(-50, 50), st.sampled_from(WAYS))
def test_unit_and_bias_of_the_model_do_not_matter(times, plus, way):
    hindcast, observed, _ = made(0.6, years=25, seed=9)
    plain = tercile_forecast(hindcast[0], hindcast[1:], observed[1:], way=way)
    other = hindcast * times + plus
    np.testing.assert_allclose(tercile_forecast(other[0], other[1:], observed[1:], way=way), plain, atol=1e-6)


def test_the_year_that_is_judged_teaches_nothing():
    """However wild the year itself was, its own forecast stays the same."""
    hindcast, observed, years = made(0.7, years=30)
    before, _ = hindcast_terciles(hindcast, observed, years, way="regression")
    observed[4] = 1e6
    after, fell = hindcast_terciles(hindcast, observed, years, way="regression")
    np.testing.assert_array_equal(after[4], before[4])
    assert fell[4] == 2


def test_too_few_years_give_no_forecast_and_missing_members_are_left_out():
    hindcast, observed, _ = made(0.5, years=9)
    assert np.isnan(tercile_forecast(hindcast[0], hindcast, observed)).all()
    assert np.isnan(tercile_bounds(observed)).all()
    hindcast, observed, _ = made(0.5, years=30)
    holed = np.concatenate((hindcast, np.full((30, 2), np.nan)), axis=1)
    for way in WAYS:
        whole, with_holes = (tercile_forecast(h[0], h[1:], observed[1:], way=way) for h in (hindcast, holed))
        np.testing.assert_allclose(whole, with_holes)


def test_bounds_are_near_normal():
    assert tercile_of([10.0, 20.0], 10.0, 20.0).tolist() == [1, 1]


def test_years_left_out_together_and_apart():
    splits = list(leave_years_out(range(2001, 2011), at_once=2, apart=1))
    assert sum(judge.sum() for _, judge in splits) == 10
    learn, judge = splits[1]
    assert np.flatnonzero(judge).tolist() == [2, 3]
    assert np.flatnonzero(learn).tolist() == [0, 5, 6, 7, 8, 9]


def test_other_shapes_are_refused():
    with pytest.raises(Refused, match="hindcasts are"):
        tercile_forecast([1.0], np.zeros((20, 3)), np.zeros(19))


def winters(path, folder):
    """Total rain of each winter over Iberia, (winter, ...) [unit of the file], with the year in which it ends."""
    with netCDF4.Dataset(folder / path) as file:
        time, rain = file["time"], file["pr"]
        days = netCDF4.num2date(time[:], time.units, getattr(time, "calendar", "standard"))
        winter = np.array([day.year + (day.month == 12) for day in days])
        weight = np.cos(np.deg2rad(np.asarray(file["lat"][:])))[:, None] * np.ones(rain.shape[-1])
        values = np.ma.filled(rain[:].astype(float), np.nan)
    area = np.nansum(values * weight, axis=(-2, -1)) / (np.isfinite(values) * weight).sum(axis=(-2, -1))
    years = np.unique(winter)
    return years, np.stack([area[..., winter == year].sum(axis=-1) for year in years])


def test_nine_members_for_winters_over_iberia(shared_data):
    """The real hindcast of rain, leave-one-winter-out, against the reanalysis.

    Uncalibrated it is of no use: its amounts are in a unit of its own, so every winter is forecast to be dry.
    Calibrated, both ways, it does not do worse than thirds by more than twenty winters let one tell.
    """
    folder = shared_data / "iberia_djf"
    years, hindcast = winters("pr_day_NCEP-CFSv2-hindcast_9members_198212-200202_DJF.nc", folder)
    same, observed = winters("pr_day_NCEP-NCAR-R1_198212-200202_DJF.nc", folder)
    observed *= 86400
    assert years.tolist() == same.tolist() == list(range(1983, 2003))
    assert hindcast.shape == (20, 9)
    lower, upper = tercile_bounds(observed)
    raw = np.stack([np.bincount(tercile_of(row, lower, upper), minlength=3) / 9 for row in hindcast])
    uncalibrated = skill_of(raw, tercile_of(observed, lower, upper))
    for way in WAYS:
        calibrated = skill_of(*hindcast_terciles(hindcast, observed, years, way=way))
        assert calibrated > uncalibrated + 0.3
        assert calibrated > -0.25
