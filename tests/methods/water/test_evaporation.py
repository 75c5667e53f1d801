"""Reference evapotranspiration: FAO's own worked examples, a slow plain way, and what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.calendars import Timeline
from climserv.methods.water import penman
from climserv.methods.water.evaporation import (
    FACTS,
    FALL_BACKS,
    hargreaves,
    reference_evapotranspiration,
)
from climserv.methods.water.hourly import hourly_reference_evapotranspiration
from climserv.methods.water.sun import WATTS, daylight_hours, extraterrestrial_radiation, solar_day
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_of_years
from .weather import KELVIN, slow_penman, weather

NAN = float("nan")
DAYS = np.arange(400) % 365 + 1.0


def celsius(*values):
    return [[value + KELVIN for value in values]]


class TestWorkedExamples:
    """FAO-56 (Allen et al., 1998): the numbers printed in the paper."""

    def test_17_a_month_at_bangkok(self):
        """April at 13.73 N: 5.72 mm/day; Ra 38.06, N 12.31."""
        assert float(extraterrestrial_radiation(13.73, 105)) / WATTS == pytest.approx(38.06, abs=0.005)
        assert float(daylight_hours(13.73, 105)) == pytest.approx(12.31, abs=0.005)
        et0, facts = reference_evapotranspiration(
            celsius(25.6), celsius(34.8), 13.73, [105], vapour_pressure=[[2850]], wind=[[2]], wind_height=2,
            sunshine=[[8.5]], soil_heat=[[0.14 * WATTS]], altitude=2,
        )  # fmt: skip
        assert round(float(et0[0, 0]), 2) == 5.72
        assert facts["radiation_from_sunshine"] == facts["pressure_from_altitude"] == 1

    def test_18_a_day_at_uccle(self):
        """6 July at 50.80 N, wind 2.78 m/s at 10 m: 3.88 mm/day; Ra 41.09, N 16.1."""
        assert float(extraterrestrial_radiation(50.8, 187)) / WATTS == pytest.approx(41.09, abs=0.005)
        assert float(daylight_hours(50.8, 187)) == pytest.approx(16.1, abs=0.05)
        air = {"tasmin": celsius(12.3), "tasmax": celsius(21.5), "latitude": 50.8, "day": [187], "altitude": 100}
        moist = {"hurs_max": [[84]], "hurs_min": [[63]], "wind": [[2.78]], "wind_height": 10}
        by_sun, _ = reference_evapotranspiration(**air, **moist, sunshine=[[9.25]])
        by_radiation, facts = reference_evapotranspiration(**air, **moist, rsds=[[22.07 * WATTS]])
        assert round(float(by_sun[0, 0]), 2) == round(float(by_radiation[0, 0]), 2) == 3.88
        assert [name for name in FALL_BACKS if facts[name]] == ["pressure_from_altitude"]

    def test_19_an_hour_at_ndiaye(self):
        """1 October at 16.22 N: 0.00 mm from 2 to 3 o'clock, 0.63 mm from 14 to 15 o'clock."""
        place = {"latitude": 16 + 13 / 60, "longitude": -16.25, "day": 274, "utc_offset": -1, "altitude": 8}
        night = hourly_reference_evapotranspiration(28 + KELVIN, 90, 1.9, 0, hour=2.5, **place)
        day = hourly_reference_evapotranspiration(38 + KELVIN, 52, 3.3, 2.450 / 0.0036, hour=14.5, **place)
        assert abs(round(float(night), 2)) == 0.00
        assert round(float(day), 2) == 0.63

    def test_20_lyon_with_temperature_alone(self):
        """July at 45.72 N, 200 m: 4.56 mm/day; Rs 22.29 from the range of temperature (example 15)."""
        rs = 0.16 * math.sqrt(26.6 - 14.8) * float(extraterrestrial_radiation(45.72, 196)) / WATTS
        assert rs == pytest.approx(22.3, abs=0.05)
        et0, facts = reference_evapotranspiration(celsius(14.8), celsius(26.6), 45.72, [196], altitude=200)
        assert round(float(et0[0, 0]), 2) == 4.56
        told = ["humidity_from_tasmin", "radiation_from_temperature", "wind_of_2_m_s", "pressure_from_altitude"]
        assert [name for name in FALL_BACKS if facts[name]] == told

    def test_14_wind_of_ten_metres(self):
        """3.2 m/s at 10 m is 2.4 m/s at 2 m."""
        air = {"tasmin": celsius(12.3), "tasmax": celsius(21.5), "latitude": 50.8, "day": [187], "hurs": [[60]]}
        high, _ = reference_evapotranspiration(**air, wind=[[3.2]])
        low, _ = reference_evapotranspiration(**air, wind=[[3.2 * 4.87 / math.log(67.8 * 10 - 5.42)]], wind_height=2)
        assert high.tolist() == low.tolist()
        assert 3.2 * 4.87 / math.log(67.8 * 10 - 5.42) == pytest.approx(2.4, abs=0.05)


GIVEN = [
    (),
    ("vapour_pressure", "wind", "rsds"),
    ("dew_point", "rsds", "ps"),
    ("hurs_max", "hurs_min", "sunshine", "wind"),
    ("hurs", "sunshine", "rsds", "wind", "ps"),
]


@pytest.mark.parametrize("names", GIVEN)
@pytest.mark.parametrize("gaps", ["missing", "fall_back"])
def test_the_kernel_is_the_paper_word_by_word(rng, names, gaps):
    made = weather(rng)
    for name in names:
        made[name][rng.random(made[name].shape) < 0.1] = NAN
    latitude, altitude = np.array([-12.0, 47.0, 47.0]), np.array([1200.0, 0.0, 300.0])
    chosen = {name: made[name] for name in ("tasmin", "tasmax", *names)}
    et0, facts = reference_evapotranspiration(**chosen, latitude=latitude, day=DAYS, altitude=altitude, gaps=gaps)
    slow = np.empty_like(et0)
    for cell, at in np.ndindex(et0.shape):
        one = {name: float(values[cell, at]) for name, values in chosen.items()}
        place = {"latitude": latitude[cell], "altitude": altitude[cell], "day": DAYS[at]}
        slow[cell, at] = slow_penman(one, **place, gaps=gaps)
    np.testing.assert_allclose(et0, slow, rtol=2e-6, atol=2e-6)
    assert facts["missing"] == np.isnan(et0).sum()
    assert facts["values"] + facts["missing"] == et0.size
    if gaps == "fall_back":
        assert facts["missing"] == 0
        by = {
            "humidity_from_tasmin": [n for n in names if n[:3] in ("hur", "dew", "vap")],
            "wind_of_2_m_s": ["wind"],
            "pressure_from_altitude": ["ps"],
        }
        for fact, sources in by.items():
            there = [chosen[name] for name in sources if name in chosen]
            lacking = np.any([np.isnan(values) for values in there], axis=0).sum() if there else et0.size
            assert facts[fact] == lacking


def test_both_sources_of_radiation_stand_in_for_each_other(rng):
    made = weather(rng, 1, 5)
    sun = {name: made[name] for name in ("tasmin", "tasmax", "rsds", "sunshine")}
    sun["rsds"][0, :3], sun["sunshine"][0, :2] = NAN, NAN
    _, facts = reference_evapotranspiration(**sun, latitude=10, day=DAYS[:5], gaps="fall_back")
    assert (facts["radiation_from_sunshine"], facts["radiation_from_temperature"]) == (1, 2)
    del sun["rsds"]
    _, facts = reference_evapotranspiration(**sun, latitude=10, day=DAYS[:5], gaps="fall_back")
    assert (facts["radiation_from_sunshine"], facts["radiation_from_temperature"]) == (3, 2)


def test_the_lowest_humidity_alone_says_nothing_and_gaps_of_pressure_without_altitude_are_of_sea_level(rng):
    made = weather(rng, 1, 5)
    made["ps"][0, 1] = NAN
    air = {name: made[name] for name in ("tasmin", "tasmax", "hurs_min", "ps")}
    et0, facts = reference_evapotranspiration(**air, latitude=10, day=DAYS[:5], gaps="fall_back")
    assert facts["humidity_from_tasmin"] == facts["values"] == 5
    assert (facts["pressure_from_altitude"], facts["pressure_of_sea_level"]) == (0, 1)
    del air["hurs_min"]
    assert reference_evapotranspiration(**air, latitude=10, day=DAYS[:5], gaps="fall_back")[0].tolist() == et0.tolist()


@given(st.integers(0, 399), st.sampled_from(["tasmin", "tasmax", "hurs", "wind", "rsds", "ps"]))
def test_a_missing_day_stays_one_day(at, name):
    made = weather(np.random.default_rng(4), 2)
    chosen = {n: made[n] for n in ("tasmin", "tasmax", "hurs", "wind", "rsds", "ps")}
    whole, _ = reference_evapotranspiration(**chosen, latitude=30, day=DAYS)
    chosen[name][1, at] = NAN
    holed, facts = reference_evapotranspiration(**chosen, latitude=30, day=DAYS)
    assert np.argwhere(np.isnan(holed)).tolist() == [[1, at]]
    assert facts["missing"] == 1
    keep = ~np.isnan(holed)
    assert holed[keep].tobytes() == whole[keep].tobytes()


def test_missing_humidity_is_missing_though_net_radiation_is_given(rng):
    made = weather(rng, 1, 3)
    made["hurs"][0, 1] = NAN
    air = {name: made[name] for name in ("tasmin", "tasmax", "hurs", "wind")}
    et0, _ = reference_evapotranspiration(**air, latitude=30, day=DAYS[:3], net_radiation=made["rsds"])
    assert np.isnan(et0).tolist() == [[False, True, False]]


@given(st.floats(40, 300), st.floats(0, 60), st.floats(10, 90), st.floats(2, 10))
def test_more_sun_never_evaporates_less_nor_does_drier_air_in_a_breeze(rsds, more_sun, hurs, wind):
    """In still air the paper's equation can give less for drier air, whose sky lets more heat go."""

    def et0(rsds, hurs):
        air = {"tasmin": celsius(14), "tasmax": celsius(29), "latitude": 5, "day": [100]}
        return float(reference_evapotranspiration(**air, rsds=[[rsds]], hurs=[[hurs]], wind=[[wind]])[0][0, 0])

    here = et0(rsds, hurs)
    assert et0(rsds + more_sun, hurs) >= here
    assert et0(rsds, hurs - 5) >= here


def test_cells_know_nothing_of_each_other_nor_of_the_way_they_are_cut(rng):
    made = weather(rng, 5, 700)
    day = np.arange(700) % 365 + 1.0
    latitude = np.array([10.0, 10.0, -40.0, 66.0, 10.0])
    chosen = {name: made[name] for name in ("tasmin", "tasmax", "hurs", "wind", "rsds")}
    whole, facts = reference_evapotranspiration(**chosen, latitude=latitude, day=day)
    parts = [
        reference_evapotranspiration(
            **{name: values[cut] for name, values in chosen.items()}, latitude=latitude[cut], day=day
        )
        for cut in (slice(0, 1), slice(1, 3), slice(3, 5))
    ]
    assert np.concatenate([part for part, _ in parts]).tobytes() == whole.tobytes()
    assert {name: sum(told[name] for _, told in parts) for name in FACTS} == facts


def test_polar_night_and_midsummer_have_numbers():
    air = {"tasmin": celsius(-20, 2), "tasmax": celsius(-10, 14), "hurs": [[70, 70]], "wind": [[3, 3]]}
    et0, facts = reference_evapotranspiration(**air, rsds=[[0, 300]], latitude=80, day=[356, 172])
    assert np.isfinite(et0).all()
    assert facts["values"] == 2
    assert float(extraterrestrial_radiation(80, 356)) == 0
    assert float(daylight_hours(80, 172)) == 24


@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_calendar_has_the_same_sun(calendar):
    days = days_of_years([2001], calendar)
    radiation = extraterrestrial_radiation(35.0, solar_day(Timeline(calendar, *zip(*days, strict=True))))
    plain = extraterrestrial_radiation(35.0, np.arange(1, 366))
    assert radiation.mean() == pytest.approx(plain.mean(), rel=2e-3)
    assert np.argmax(radiation) / len(days) == pytest.approx(np.argmax(plain) / 365, abs=0.004)


def test_degrees_celsius_are_refused():
    with pytest.raises(Refused, match="degC"):
        reference_evapotranspiration([[12.3]], [[21.5]], 50.8, [187])
    with pytest.raises(Refused, match="degC"):
        hargreaves([[NAN, 12.3]], [[NAN, 21.5]], 50.8, [187, 188])


UCCLE = {"tasmin": [[285.45]], "tasmax": [[294.65]], "latitude": 50.8, "day": [187], "altitude": 100}


@pytest.mark.parametrize(
    ("name", "slip", "right"),
    [
        ("dew_point", 12, 285.15),
        ("dew_point", -40, 285.15),
        ("hurs", 0.7, 70),
        ("hurs_max", 0.8, 80),
        ("hurs", -1, 70),
        ("hurs", 140, 100),
        ("vapour_pressure", 1.4, 1400),
        ("vapour_pressure", 14, 1400),
        ("ps", 1000, 100_000),
        ("ps", 100, 100_000),
        ("rsds", 22.07, 255),
        ("rsds", 22.07e6, 255),
        ("wind", -3, 3),
        ("wind", math.inf, 0),
        ("sunshine", 33_000, 9.2),
        ("tas", 17, 290),
        ("net_radiation", 12e6, 139),
    ],
)
def test_a_slip_of_the_unit_is_refused(name, slip, right):
    with pytest.raises(Refused, match=name):
        reference_evapotranspiration(**UCCLE, **{name: [[slip]]})
    et0, _ = reference_evapotranspiration(**UCCLE, **{name: [[right]]})
    assert 2 < float(et0[0, 0]) < 6


@pytest.mark.parametrize(
    ("name", "wrong"), [("latitude", 95), ("latitude", NAN), ("altitude", 12_000), ("altitude", NAN)]
)
def test_a_place_that_is_not_on_earth_is_refused(name, wrong):
    with pytest.raises(Refused, match=name):
        reference_evapotranspiration(**UCCLE | {name: wrong})
    if name == "latitude":
        with pytest.raises(Refused, match=name):
            hargreaves([[285.45]], [[294.65]], wrong, [187])


def test_bounds_are_looked_for_in_every_cell_and_day(rng):
    made = weather(rng, 3, 400)
    made["tasmax"][0, 0] = NAN
    air = {name: made[name] for name in ("tasmin", "tasmax", "wind", "rsds", "ps")}
    assert np.isfinite(reference_evapotranspiration(**air, latitude=40, day=DAYS)[0]).sum() == 1199
    for name, wrong in (("tasmax", 25.0), ("tasmin", 12.0), ("wind", -2.0), ("ps", 1013.0)):
        slip = air[name].copy()
        slip[2, 399] = wrong
        with pytest.raises(Refused, match=name):
            reference_evapotranspiration(**air | {name: slip}, latitude=40, day=DAYS)
    air["rsds"] = np.tile(np.float32(0.6 * extraterrestrial_radiation(40, DAYS)), (3, 1))
    slip = air["rsds"].copy()
    slip[1] *= 0.0864
    with pytest.raises(Refused, match=r"rsds.*cell 1"):
        reference_evapotranspiration(**air | {"rsds": slip}, latitude=40, day=DAYS)
    slip[1] = NAN
    assert np.isnan(reference_evapotranspiration(**air | {"rsds": slip}, latitude=40, day=DAYS)[0][1]).all()
    with pytest.raises(Refused) as refusal:
        reference_evapotranspiration(**air | {"ps": air["ps"] / 100, "wind": -air["wind"]}, latitude=91, day=DAYS)
    assert len(refusal.value.problems) == 3


def test_dark_winters_and_cold_dry_air_are_not_taken_for_slips():
    """Sodankyla in the polar night, and 20 Pa of vapour at -35 degC."""
    air = {"tasmin": celsius(-35, -36), "tasmax": celsius(-30, -31), "wind": [[1, 2]]}
    et0, _ = reference_evapotranspiration(
        **air, rsds=[[0.5, 1.0]], vapour_pressure=[[20, 18]], latitude=67.4, day=[355, 356]
    )
    assert np.isfinite(et0).all()


HOUR = {"temperature": 311.15, "hurs": 52, "wind": 3.3, "rsds": 680.0, "latitude": 16.2, "longitude": -16.25}


@pytest.mark.parametrize(
    ("name", "slip"),
    [("temperature", 28), ("hurs", 0.52), ("wind", -1), ("rsds", 2.45e6), ("latitude", 95), ("altitude", -5000)],
)
def test_a_slip_of_an_hour_is_refused(name, slip):
    given_hour = HOUR | {"day": 274, "hour": 14.5, "utc_offset": -1, "altitude": 8}
    assert np.isfinite(hourly_reference_evapotranspiration(**given_hour))
    with pytest.raises(Refused, match=name):
        hourly_reference_evapotranspiration(**given_hour | {name: slip})
    with pytest.raises(Refused, match="wind_height"):
        hourly_reference_evapotranspiration(**given_hour, wind_height=0)


def test_wrong_use_is_refused_with_all_faults_at_once():
    with pytest.raises(Refused) as refusal:
        reference_evapotranspiration(
            celsius(10), celsius(20), 50, [1], gaps="guess", wind_height=0.1, krs=-1, dew_below=NAN
        )
    assert len(refusal.value.problems) == 4
    with pytest.raises(Refused, match="cells"):
        reference_evapotranspiration(celsius(10), [[290.0], [291.0]], 50, [1])
    with pytest.raises(Refused, match="latitude"):
        extraterrestrial_radiation(91, 1)


def test_hargreaves_needs_the_lower_below_the_higher():
    et0, facts = hargreaves(celsius(10, 22, NAN), celsius(20, 20, 25), 50, [180, 180, 180])
    assert np.isnan(et0).tolist() == [[False, True, True]]
    assert facts == {"values": 1, "missing": 2, "below_zero": 0}


def test_each_kernel_is_compiled_once(rng):
    made = weather(rng, 2, 30)
    for dtype in (np.float32, np.float64):
        for names in GIVEN:
            chosen = {name: made[name].astype(dtype) for name in ("tasmin", "tasmax", *names)}
            reference_evapotranspiration(**chosen, latitude=np.int64(5), day=DAYS[:30], krs=np.float32(0.16))
        hargreaves(made["tasmin"].astype(dtype), np.asfortranarray(made["tasmax"]), 5, DAYS[:30])
    assert len(penman.penman_monteith.signatures) == len(penman.hargreaves_samani.signatures) == 1
