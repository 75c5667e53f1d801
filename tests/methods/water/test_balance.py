"""The soil's water: by hand, by the books that must close, and against a slow plain way."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.water import bucket
from climserv.methods.water.balance import irrigation_requirement, soil_water_balance
from climserv.methods.water.crops import Crop, crop_coefficients, root_depths, total_available_water
from climserv.vocabulary.problems import Refused

from ..series import days_between, seasons_of

NAN = float("nan")
DAYS = days_between((2001, 5, 1), (2001, 7, 31))
MAY = seasons_of(DAYS, (5, 1), (5, 31))
BEAN = Crop(stages=(8, 10, 12, 6), kc=(0.4, 1.15, 0.35), depletion=0.45, roots=(0.2, 0.7))


def slow_balance(rain, et0, crop, *, available, start, deep, adjust, runoff_above, refill=False, given=None):
    """FAO-56 chapter 8 word by word, for one season; a dictionary of sums and the depletion of each day."""
    kc, roots = crop_coefficients(crop), root_depths(crop)
    taw = available * roots[0]
    depletion = (1 - start) * taw
    names = "rain irrigation runoff percolation requirement evapotranspiration reached start end waterings"
    sums = dict.fromkeys(names.split(), 0.0)
    sums["start"] = start * taw
    days = []
    for day in range(len(crop)):
        grown = available * roots[day] - taw
        taw += grown
        depletion += (1 - deep) * grown
        etc = kc[day] * et0[day]
        p = min(max(crop.depletion + 0.04 * (5 - etc), 0.1), 0.8) if adjust else crop.depletion
        runoff = max(rain[day] - runoff_above, 0) if runoff_above is not None else 0.0
        water = given[day] if given is not None else 0.0
        depletion -= rain[day] - runoff + water
        asked = 0.0
        if refill and depletion > p * taw:
            asked, depletion = depletion, 0.0
        ks = 1.0 if depletion <= p * taw else (taw - depletion) / ((1 - p) * taw)
        eta = max(min(ks * etc, taw - depletion), 0.0)
        depletion += eta
        percolation = max(-depletion, 0.0)
        depletion = max(depletion, 0.0)
        added = (rain[day], water + asked, runoff, percolation, etc, eta, deep * grown)
        for name, amount in zip(names.split(), added, strict=False):
            sums[name] += amount
        sums["waterings"] += asked > 0
        days.append(depletion)
    sums["end"] = taw - depletion
    return sums, days


SOILS = st.fixed_dictionaries(
    {
        "available": st.sampled_from([8.0, 40.0, 100.0, 170.0]),
        "start": st.sampled_from([0.0, 0.4, 1.0]),
        "deep": st.sampled_from([0.0, 0.5, 1.0]),
        "adjust": st.booleans(),
        "runoff_above": st.sampled_from([None, 0.0, 20.0]),
    }
)
SEEDS = st.integers(0, 10_000)


def season(seed):
    days = len(DAYS)
    rng = np.random.default_rng(seed)
    rain = np.where(rng.random((1, days)) < 0.3, rng.gamma(0.8, 12, (1, days)), 0).astype(np.float32)
    return rain, rng.uniform(0, 9, (1, days)).astype(np.float32)


@given(SEEDS, SOILS, st.integers(0, 30), st.booleans())
def test_the_kernel_is_the_paper_word_by_word_and_the_books_close(seed, soil, planting, water):
    rain, et0 = season(seed)
    given_water = np.roll(rain, 3, axis=1) / 2 if water else None
    books, depletion = soil_water_balance(
        rain, et0, MAY, planting=planting, crop=BEAN, **soil, irrigation=given_water, daily=True
    )
    cut = slice(planting, planting + len(BEAN))
    poured = None if given_water is None else given_water[0, cut].astype(float)
    sums, days = slow_balance(rain[0, cut].astype(float), et0[0, cut].astype(float), BEAN, **soil, given=poured)
    for name, amount in sums.items():
        assert getattr(books, name)[0, 0] == pytest.approx(amount, rel=1e-9, abs=1e-9)
    np.testing.assert_allclose(depletion[0, 0], days, rtol=1e-6, atol=1e-5)
    into = books.rain + books.irrigation + books.reached
    out = books.runoff + books.percolation + books.evapotranspiration
    assert (into - out)[0, 0] == pytest.approx((books.end - books.start)[0, 0], abs=1e-9)
    assert depletion.min() >= 0
    assert depletion.max() <= 0.7 * soil["available"] + 1e-4
    assert books.evapotranspiration[0, 0] <= books.requirement[0, 0] + 1e-9


@given(SEEDS, SOILS)
def test_irrigation_keeps_the_crop_from_stress_and_never_percolates(seed, soil):
    rain, et0 = season(seed)
    books = irrigation_requirement(rain, et0, MAY, planting=0, crop=BEAN, **soil)
    cut = slice(0, len(BEAN))
    sums, _ = slow_balance(rain[0, cut].astype(float), et0[0, cut].astype(float), BEAN, **soil, refill=True)
    assert books.irrigation[0, 0] == pytest.approx(sums["irrigation"])
    assert books.waterings[0, 0] == sums["waterings"]
    dry = irrigation_requirement(0 * rain, et0, MAY, planting=0, crop=BEAN, **soil)
    assert dry.percolation[0, 0] == 0
    if soil["available"] >= 100:  # else one day can ask for more than young roots reach
        assert books.evapotranspiration[0, 0] == pytest.approx(books.requirement[0, 0])


def test_a_season_with_a_missing_day_is_unknown_and_no_other():
    rain, et0 = np.repeat(season(1)[0], 2, 0), np.repeat(season(1)[1], 2, 0)
    rain[1, 35] = NAN
    books = soil_water_balance(rain, et0, MAY, planting=0, crop=BEAN, available=100, start=1)
    assert [math.isnan(x) for x in books.end[:, 0]] == [False, True]
    assert all(np.isnan(part[1, 0]) for part in books)
    rain[1, 35], rain[1, 36] = 0, NAN  # the day after harvest
    books = soil_water_balance(rain, et0, MAY, planting=0, crop=BEAN, available=100, start=1)
    assert not np.isnan(books.end).any()


def test_days_before_the_missing_one_are_known_and_those_after_it_are_not():
    rain, et0 = season(1)
    _, whole = soil_water_balance(rain, et0, MAY, planting=0, crop=BEAN, available=100, start=1, daily=True)
    et0[0, 20] = NAN
    _, holed = soil_water_balance(rain, et0, MAY, planting=0, crop=BEAN, available=100, start=1, daily=True)
    assert holed[0, 0, :20].tobytes() == whole[0, 0, :20].tobytes()
    assert np.isnan(holed[0, 0, 20:]).all()


def test_a_season_past_the_record_or_without_planting_is_unknown():
    rain, et0 = season(2)
    late = seasons_of(DAYS, (7, 1), (7, 31))
    assert np.isnan(soil_water_balance(rain, et0, late, planting=0, crop=BEAN, available=100, start=1).end).all()
    none = (np.array([[NAN]]), np.array([[2]]))
    assert np.isnan(soil_water_balance(rain, et0, MAY, planting=none, crop=BEAN, available=100, start=1).end).all()


def test_planting_days_are_those_of_the_onset():
    rain, et0 = season(3)
    pair = (np.array([[7.0]], np.float32), np.array([[1]], np.uint8))
    one = soil_water_balance(rain, et0, MAY, planting=pair, crop=BEAN, available=100, start=1)
    same = soil_water_balance(rain, et0, MAY, planting=7, crop=BEAN, available=100, start=1)
    assert [part.tolist() for part in one] == [part.tolist() for part in same]


def test_available_water_and_crops():
    assert float(total_available_water(0.32, 0.12, 0.8)) == pytest.approx(160)
    with pytest.raises(Refused):
        total_available_water(0.1, 0.2, 1)
    with pytest.raises(Refused) as refusal:
        Crop(stages=(1, 2, 3), kc=(1, -1, 1), depletion=1, roots=(1, 0.5))
    assert len(refusal.value.problems) == 4


def test_wrong_use_is_refused_with_all_faults_at_once():
    rain, et0 = season(3)
    with pytest.raises(Refused) as refusal:
        soil_water_balance(rain, et0, MAY, planting=0, crop=BEAN, available=0, start=2, deep=NAN, runoff_above=-1)
    assert len(refusal.value.problems) == 4
    pair = (np.zeros((2, 1)), np.ones((2, 1)))
    with pytest.raises(Refused, match="planting"):
        soil_water_balance(rain, et0, MAY, planting=pair, crop=BEAN, available=100, start=1)


def test_the_kernel_is_compiled_once():
    rain, et0 = season(3)
    for dtype in (np.float32, np.float64):
        soil_water_balance(rain.astype(dtype), et0, MAY, planting=np.int8(3), crop=BEAN, available=100, start=1)
        soil_water_balance(rain, et0, MAY, planting=3, crop=BEAN, available=100, start=1, irrigation=rain, daily=True)
    irrigation_requirement(rain, et0, MAY, planting=3, crop=BEAN, available=100, start=np.float32(1))
    assert len(bucket.balance.signatures) == 1
