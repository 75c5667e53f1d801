"""SPI and SPEI: sums of months, the zero rule, bounds, and what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods import distributions
from climserv.methods.calendars import Timeline
from climserv.methods.water.periods import dekads, monthly_sums, months, period_sums, running_sums
from climserv.methods.water.standardised import (
    METHODS,
    standardised_precipitation_evapotranspiration_index,
    standardised_precipitation_index,
)
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_between, days_of_years

NAN = float("nan")
YEARS = range(1971, 2011)
BASE = (1971, 2000)


def line_of(days, calendar="standard"):
    return Timeline(calendar, *zip(*days, strict=True))


LINE = line_of(days_of_years(YEARS, "360_day"), "360_day")
MONTHS = 12 * len(YEARS)


def daily(monthly):
    """Daily rain of a 360-day calendar that sums to these months, (cell, month)."""
    return np.repeat(np.asarray(monthly, np.float64) / 30, 30, axis=1)


def months_of_rain(seed=0, cells=2, dry=0.0):
    rng = np.random.default_rng(seed)
    rain = rng.gamma(1.5, 40, (cells, MONTHS))
    rain[rng.random((cells, MONTHS)) < dry] = 0
    return rain


class TestMonths:
    @pytest.mark.parametrize("calendar", CALENDARS)
    def test_sums_of_every_calendar(self, calendar):
        days = days_of_years([2000, 2001], calendar)
        rain = np.random.default_rng(1).gamma(1, 5, (2, len(days))).astype(np.float32)
        sums, found = monthly_sums(rain, line_of(days, calendar))
        of_dekads = period_sums(rain, dekads(line_of(days, calendar)))
        for number, (year, month) in enumerate(zip(found.year, found.part, strict=True)):
            inside = [at for at, (y, m, _) in enumerate(days) if (y, m) == (year, month)]
            np.testing.assert_allclose(sums[:, number], rain[:, inside].sum(axis=1), rtol=1e-5)
        np.testing.assert_allclose(of_dekads.reshape(2, -1, 3).sum(axis=2), sums, rtol=1e-5)

    def test_half_a_month_and_a_hole_are_missing_and_a_month_without_days_is_there(self):
        days = days_between((2001, 1, 10), (2001, 2, 28)) + days_between((2001, 4, 1), (2001, 5, 30))
        sums, found = monthly_sums(np.ones((1, len(days))), line_of(days))
        assert found.part.tolist() == [1, 2, 3, 4, 5]
        assert np.nan_to_num(sums, nan=-1).tolist() == [[-1, 28, -1, 30, -1]]
        allowed, _ = monthly_sums(np.ones((1, len(days))), line_of(days), allowed=1)
        assert np.nan_to_num(allowed, nan=-1).tolist() == [[-1, 28, -1, 30, 31]]

    def test_a_missing_month_touches_only_the_sums_that_hold_it(self):
        assert np.isnan(running_sums([[1, 2, NAN, 4, 5, 6, 7]], 3)).tolist() == [[True] * 5 + [False] * 2]
        assert np.isnan(running_sums([[1, 2]], 3)).all()
        assert running_sums([[3, 4]], 1).tolist() == [[3, 4]]

    def test_no_days_no_months(self):
        assert len(months(Timeline("standard", [], [], []))) == 0


@pytest.mark.parametrize("method", METHODS)
def test_a_gamma_sample_gives_standard_normal_numbers(method):
    index, _, facts = standardised_precipitation_index(
        daily(months_of_rain(cells=40)), LINE, months=1, baseline=(1971, 2010), method=method
    )
    assert abs(index.mean()) < 0.02
    assert abs(index.std() - 1) < 0.03
    assert facts["values"] == 40 * MONTHS
    assert facts["zeros"] == facts["by_rank"] == facts["without_baseline"] == 0


@pytest.mark.parametrize("dry", [0.3, 0.9, 0.99, 1.0])
def test_the_driest_months_have_finite_numbers_around_zero(dry):
    """Stagge et al. (2015): the mean over the baseline stays near 0 where zeros stand in the middle of their mass."""
    rain = daily(months_of_rain(3, cells=20, dry=dry))
    index, _, facts = standardised_precipitation_index(rain, LINE, months=1, baseline=(1971, 2010))
    assert np.isfinite(index).all()
    assert facts["zeros"] == (daily(months_of_rain(3, cells=20, dry=dry))[:, ::30] == 0).sum()
    wet_month = np.zeros((1, MONTHS))
    wet_month[0, -1] = 80
    index, _, facts = standardised_precipitation_index(daily(wet_month), LINE, months=1, baseline=BASE)
    assert np.isfinite(index).all()
    assert index[0, -1] > index[0, -13] == pytest.approx(0, abs=1e-6)
    assert facts["by_rank"] == 1


def test_the_zero_rules_by_hand():
    """Ten dry Januaries of thirty: (10 + 1) / (2 x 31) or 10 / 30 of the normal distribution."""
    rain = months_of_rain(5, cells=1)
    rain[0, 0:120:12] = 0
    for zeros, share in (("centre", 11 / 62), ("upper", 1 / 3)):
        index, _, _ = standardised_precipitation_index(daily(rain), LINE, months=1, baseline=BASE, zeros=zeros)
        below = 0.5 * math.erfc(-float(index[0, 0]) / math.sqrt(2))
        assert below == pytest.approx(share, abs=1e-6)
        rain[0, 12 * 35] = 1e-30  # the least of rain stands just above the dry share, 10 / 31 or 10 / 30
        index, _, _ = standardised_precipitation_index(daily(rain), LINE, months=1, baseline=BASE, zeros=zeros)
        below = 0.5 * math.erfc(-float(index[0, 12 * 35]) / math.sqrt(2))
        assert below == pytest.approx(10 / (31 if zeros == "centre" else 30), abs=1e-6)
        rain[0, 12 * 35 + 1] = 0  # a dry February, of which the baseline has none
        index, _, _ = standardised_precipitation_index(daily(rain), LINE, months=1, baseline=BASE, zeros=zeros)
        assert index[0, 12 * 35 + 1] == -3


@settings(max_examples=25)
@given(st.integers(0, 500), st.sampled_from([0.0, 0.5, 0.95, 1.0]), st.sampled_from([1, 3]), st.sampled_from(METHODS))
def test_more_rain_never_lowers_the_index(seed, dry, count, method):
    """After the baseline, so that the distribution stays."""
    rain = months_of_rain(seed, 1, dry)
    later = 12 * 30 + 4 + np.arange(60)
    ladder = np.repeat(rain, 60, axis=0)
    rising = np.sort(np.concatenate([[0, 0, 1e-3], np.random.default_rng(seed).gamma(0.5, 120, 57)]))
    ladder[:, later[20]] = rising
    index, _, _ = standardised_precipitation_index(daily(ladder), LINE, months=count, baseline=BASE, method=method)
    assert np.isfinite(index[:, count:]).all()
    assert (np.diff(index[:, later[20]]) >= -1e-6).all()
    balance = daily(ladder) - 2
    index, _, _ = standardised_precipitation_evapotranspiration_index(balance, LINE, months=count, baseline=BASE)
    assert np.isfinite(index[:, count:]).all()
    assert (np.diff(index[:, later[20]]) >= -1e-6).all()


def test_what_is_cut_is_counted():
    rain = months_of_rain(7, 1)
    rain[0, -1] = 5000
    index, _, facts = standardised_precipitation_index(daily(rain), LINE, months=1, baseline=BASE)
    assert index[0, -1] == 3
    assert facts["capped"] == (np.abs(index) == 3).sum() >= 1
    index, _, _ = standardised_precipitation_index(daily(rain), LINE, months=1, baseline=BASE, limit=8)
    assert 3 < index[0, -1] <= 8
    rain[0, -1] = -5000
    index, _, _ = standardised_precipitation_evapotranspiration_index(daily(rain), LINE, months=1, baseline=BASE)
    assert index[0, -1] == -3


def test_missing_days_stay_local_and_a_short_baseline_has_no_index():
    rain = daily(months_of_rain(8))
    rain[1, 30 * 400 + 5] = NAN
    index, found, _ = standardised_precipitation_index(rain, LINE, months=3, baseline=BASE)
    assert np.argwhere(np.isnan(index[:, 2:])).tolist() == [[1, 398], [1, 399], [1, 400]]
    assert (found.year[0], found.part[0], found.year[-1], found.part[-1]) == (1971, 1, 2010, 12)
    index, _, facts = standardised_precipitation_index(rain, LINE, months=1, baseline=(1971, 1989))
    assert np.isnan(index).all()
    assert facts["without_baseline"] == 2 * MONTHS - 1


def test_a_projection_is_judged_by_its_own_past():
    rain = daily(months_of_rain(8, dry=0.2))
    whole, _, _ = standardised_precipitation_index(rain, LINE, months=3, baseline=BASE)
    later = LINE.year >= 2003
    ahead = Timeline("360_day", LINE.year[later], LINE.month[later], LINE.day[later])
    rule = {"months": 3, "baseline": BASE, "reference": (rain, LINE)}
    apart, found, _ = standardised_precipitation_index(rain[:, later], ahead, **rule)
    assert found.year[0] == 2003
    assert np.isnan(apart[:, :2]).all()
    assert apart[:, 2:].tobytes() == np.ascontiguousarray(whole[:, -94:]).tobytes()
    with pytest.raises(Refused, match="same cells"):
        standardised_precipitation_index(rain[:1, later], ahead, **rule)


def test_a_balance_that_never_changes_has_a_middle():
    balance = daily(np.zeros((1, MONTHS)))
    balance[0, -30:] = 1
    index, _, facts = standardised_precipitation_evapotranspiration_index(balance, LINE, months=1, baseline=BASE)
    assert np.isfinite(index).all()
    assert abs(index[0, :-1]).max() < 1e-6
    assert index[0, -1] > 1
    assert facts["by_rank"] == MONTHS


def test_cutting_the_cells_changes_no_byte():
    rain = daily(months_of_rain(9, 5, 0.2))
    whole, _, facts = standardised_precipitation_index(rain, LINE, months=2, baseline=BASE)
    parts = [standardised_precipitation_index(rain[[cell]], LINE, months=2, baseline=BASE) for cell in range(5)]
    assert np.concatenate([index for index, _, _ in parts]).tobytes() == whole.tobytes()
    assert {name: sum(told[name] for _, _, told in parts) for name in facts} == facts
    assert len(distributions.standardise_rain.signatures) == 1


def test_wrong_use_is_refused():
    rain = daily(months_of_rain(1, 1))
    with pytest.raises(Refused) as refusal:
        standardised_precipitation_index(rain, LINE, months=0, baseline=(2000, 1990), limit=-1, least_years=0)
    assert len(refusal.value.problems) == 4
    with pytest.raises(Refused, match="method"):
        standardised_precipitation_index(rain, LINE, months=1, baseline=BASE, method="ml")
    with pytest.raises(Refused, match="below zero"):
        standardised_precipitation_index(rain - 9, LINE, months=1, baseline=BASE)
