"""Reference evapotranspiration of real stations, against FAO's ranges and against the ET0 that came with them.

Niger: Meteo-France, through the R package rpicsa. Tunis and Hyderabad: the AquaCrop stations.
"""

import csv
import gzip
from datetime import date

import numpy as np
import pytest

from climserv.methods.calendars import Timeline, seasons
from climserv.methods.seasons.onset import rainy_season_onset
from climserv.methods.water.crops import Crop
from climserv.methods.water.evaporation import hargreaves, reference_evapotranspiration
from climserv.methods.water.periods import dekads, period_sums, seasons_in_periods
from climserv.methods.water.satisfaction import water_requirement_satisfaction
from climserv.methods.water.standardised import standardised_precipitation_index
from climserv.methods.water.sun import solar_day

KELVIN = 273.15
SITES = {"Niamey_Aero": (13.48, 222), "Birni N'Konni": (13.80, 272)}


@pytest.fixture(scope="module")
def niger(shared_data):
    """By station: the months, and what `reference_evapotranspiration` needs, with the gauge's own names."""
    with open(shared_data / "niger_daily_1940-1980.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    stations = {}
    for name in SITES:
        mine = [row for row in rows if row["station_name"] == name]
        days = [date.fromisoformat(row["date"]) for row in mine]
        line = Timeline("standard", *np.array([(d.year, d.month, d.day) for d in days]).T)
        read = {
            c: np.array([[float(r[c] or "nan") for r in mine]])
            for c in ("tmin", "tmax", "hmin", "hmax", "sunh", "ws", "rain")
        }
        stations[name] = line, read
    return stations


def air_of(niger, name):
    line, read = niger[name]
    latitude, altitude = SITES[name]
    place = {"latitude": latitude, "altitude": altitude, "day": solar_day(line)}
    return line, read, {"tasmin": read["tmin"] + KELVIN, "tasmax": read["tmax"] + KELVIN, **place}


def by_month(et0, line):
    return np.array([np.nanmean(et0[0, line.month == month]) for month in range(1, 13)])


@pytest.mark.parametrize("name", SITES)
def test_niger_lies_in_the_range_of_hot_dry_tropics(niger, name):
    """FAO-56, table 2: 6 to 8 mm/day where it is arid or semi-arid and above 30 degC; less in the rains of August."""
    line, read, air = air_of(niger, name)
    moist = {"hurs_max": read["hmax"], "hurs_min": read["hmin"], "sunshine": read["sunh"]}
    et0, facts = reference_evapotranspiration(**air, **moist)
    assert 6 <= np.nanmean(et0) <= 8
    months = by_month(et0, line)
    assert months.argmin() == 7
    assert 4 < months[7] < 5.5
    assert months.argmax() in (2, 3, 4)
    assert facts["missing"] == np.isnan(et0).sum()
    assert facts["wind_of_2_m_s"] == facts["values"] > 10_000


@pytest.mark.parametrize("name", SITES)
def test_the_wind_of_the_niger_file_is_no_mean_of_the_day(niger, name):
    """Its mean is 8 to 9 m/s, as strong as on a coast of storms: the strongest wind of each day. As a mean it would
    make 10 mm/day and more of the year's mean, beyond any of FAO's ranges. So it must not be used, and the 2 m/s said.
    """
    _, read, air = air_of(niger, name)
    moist = {"hurs_max": read["hmax"], "hurs_min": read["hmin"], "sunshine": read["sunh"]}
    et0, _ = reference_evapotranspiration(**air, **moist, wind=read["ws"])
    assert np.nanmean(read["ws"]) > 8
    assert np.nanmean(et0) > 9.5


@pytest.mark.parametrize("name", SITES)
def test_gaps_are_mended_only_when_asked_and_all_of_them_are_counted(niger, name):
    _, read, air = air_of(niger, name)
    moist = {"hurs_max": read["hmax"], "hurs_min": read["hmin"], "sunshine": read["sunh"]}
    et0, facts = reference_evapotranspiration(**air, **moist)
    mended, told = reference_evapotranspiration(**air, **moist, gaps="fall_back")
    there = ~np.isnan(et0)
    assert mended[there].tobytes() == et0[there].tobytes()
    no_air = np.isnan(read["tmin"]) | np.isnan(read["tmax"]) | (read["tmin"] > read["tmax"])
    assert told["missing"] <= no_air.sum() < facts["missing"]
    assert told["radiation_from_temperature"] == (np.isnan(read["sunh"]) & ~np.isnan(mended)).sum()
    assert told["humidity_from_tasmin"] == ((np.isnan(read["hmax"]) | np.isnan(read["hmin"])) & ~np.isnan(mended)).sum()


def test_hargreaves_beside_the_stations_own_et0(shared_data):
    """By how much it is off, as a share of the month: Tunis 0 to -7 %, Hyderabad 1 to 20 % too much."""
    for name, latitude, low, high in (("tunis", 36.8, -0.08, 0.01), ("hyderabad", 17.4, 0.0, 0.21)):
        with gzip.open(shared_data / "stations_aquacrop" / f"{name}_climate.txt.gz", "rt") as file:
            table = np.array([[float(word) for word in row.split()] for row in list(file)[1:] if row.strip()])
        day, month, year = table[:, :3].astype(int).T
        line = Timeline("standard", year, month, day)
        et0, _ = hargreaves(table[None, :, 3] + KELVIN, table[None, :, 4] + KELVIN, latitude, solar_day(line))
        theirs = table[:, 6]
        assert np.corrcoef(et0[0], theirs)[0, 1] > 0.9
        bias = by_month(et0 - theirs, line) / by_month(theirs[None], line)
        assert low < bias.min() <= bias.max() < high, name


def test_millet_at_niamey_went_short_in_the_great_drought(niger):
    """Planted at the start of the rains, 90 days: the Sahel's drought of 1968 to 1973 and the wet 1950s are there."""
    line, read, air = air_of(niger, "Niamey_Aero")
    et0, _ = reference_evapotranspiration(**air)
    search = seasons(line.year, line.month, line.day, (5, 1), (7, 31), "standard")
    planting = rainy_season_onset(read["rain"], search, amount=20, window=3, dry_spell=7, look_ahead=20)
    millet = Crop(stages=(15, 25, 35, 15), kc=(0.3, 1.0, 0.3), depletion=0.55, roots=(0.2, 1.0))
    share, outcome = water_requirement_satisfaction(
        read["rain"], et0, search, planting=planting, crop=millet, available=80, start=0.2, deep=0.0
    )
    share = dict(zip(search.labels, share[0].tolist(), strict=True))
    known = np.array([value for value in share.values() if not np.isnan(value)])
    assert ((known > 20) & (known <= 100)).all()
    assert len(known) >= 25
    # 1966 has no June: its planting is not known, and so its share is not.
    assert outcome[0, search.labels.index("1966")] == 0
    dry, wet = (np.nanmean([share[str(year)] for year in years]) for years in (range(1968, 1974), range(1950, 1960)))
    assert dry < wet


def test_dekads_tell_much_the_same_as_days(niger):
    """FEWS NET's way, in dekads from 21 June on: within ten points of the daily bucket in nearly every year."""
    line, read, air = air_of(niger, "Niamey_Aero")
    et0, _ = hargreaves(air["tasmin"], air["tasmax"], air["latitude"], air["day"])
    july = seasons(line.year, line.month, line.day, (6, 21), (9, 30), "standard")
    tens = dekads(line)
    by_ten = seasons_in_periods(july, line, tens)
    assert by_ten.labels == july.labels
    assert set(by_ten.length.tolist()) == {10}
    soil = {"available": 80, "start": 0.3}
    daily, _ = water_requirement_satisfaction(
        read["rain"], et0, july, planting=0, crop=Crop((15, 25, 35, 15), (0.3, 1.0, 0.3), 0.55), **soil
    )
    sums = period_sums(read["rain"], tens), period_sums(et0, tens, allowed=2)
    stepped, _ = water_requirement_satisfaction(
        *sums, by_ten, planting=0, crop=Crop((1, 3, 3, 2), (0.3, 1.0, 0.3), 0.55), **soil
    )
    both = ~np.isnan(daily) & ~np.isnan(stepped)
    assert both.sum() >= 25
    assert np.corrcoef(daily[both], stepped[both])[0, 1] > 0.9
    assert np.mean(np.abs(daily - stepped)[both] < 10) > 0.85


def test_the_great_drought_in_the_index(niger):
    line, read, _ = air_of(niger, "Niamey_Aero")
    index, months, facts = standardised_precipitation_index(read["rain"], line, months=4, baseline=(1941, 1980))
    september = {int(year): float(index[0, n]) for n, year in enumerate(months.year) if months.part[n] == 9}
    assert np.nanmean([september[year] for year in range(1968, 1974)]) < -0.3
    assert np.nanmean([september[year] for year in range(1950, 1960)]) > 0.2
    # Half the year has no rain at all: every number is finite all the same.
    assert np.isfinite(index[0, ~np.isnan(index[0])]).all()
    assert facts["zeros"] > 50
