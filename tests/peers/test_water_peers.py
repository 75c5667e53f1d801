"""Water against xclim and climate-indices, where the definition is the same; and by how much where it is not."""

import warnings

import numpy as np
import pytest

from climserv.methods.calendars import Timeline
from climserv.methods.water.evaporation import hargreaves, reference_evapotranspiration
from climserv.methods.water.standardised import (
    standardised_precipitation_evapotranspiration_index,
    standardised_precipitation_index,
)
from climserv.methods.water.sun import solar_day

pytestmark = pytest.mark.peer
BASE = (1971, 2000)
YEARS = range(1971, 2011)


@pytest.fixture(scope="module")
def xclim_indices():
    with warnings.catch_warnings():
        # The peer's own imports warn of their future.
        warnings.simplefilter("ignore")
        import xclim.indices

        return xclim.indices


@pytest.fixture(scope="module")
def climate_indices():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = pytest.importorskip("climate_indices")
        import climate_indices.compute
        import climate_indices.indices
        import climate_indices.pm_eto  # noqa: F401

        return peer


@pytest.fixture(scope="module")
def cities(shared_data):
    """Four years of ERA5 at five Canadian cities: the dataset, and its arrays by our names."""
    import xarray as xr

    found = xr.open_dataset(shared_data / "ERA5_daily_surface_cancities_1990-1993.nc", engine="netcdf4").load()
    found = found.transpose("location", "time")
    time = found.time.dt
    line = Timeline("standard", time.year.values, time.month.values, time.day.values)
    air = {name: found[name].values for name in ("tasmin", "tasmax", "sfcWind", "rsds", "ps")}
    air["hurs"] = found.hurs.values * 100
    air["net_radiation"] = (found.rss + found.rls).values
    return found, air, solar_day(line), found.lat.values.astype(float)


def test_penman_monteith_is_that_of_climate_indices(cities, climate_indices):
    """Both are FAO-56 with mean humidity and solar radiation. Two things differ on purpose and are left out: ours keeps
    Rs / Rso above 0.3, theirs lets a dark day gain heat from the sky; ours lets nothing fall below zero.
    """
    _, air, day, latitude = cities
    peer = climate_indices.pm_eto
    ours, facts = reference_evapotranspiration(
        air["tasmin"], air["tasmax"], latitude, day, hurs=np.minimum(air["hurs"], 100), wind=air["sfcWind"],
        rsds=air["rsds"], altitude=50,
    )  # fmt: skip
    radiation = air["rsds"] * 0.0864
    theirs = peer.penman_monteith_eto(
        air["tasmin"].astype(float) - 273.15,
        air["tasmax"].astype(float) - 273.15,
        latitude[:, None],
        50.0,
        air["sfcWind"].astype(float),
        day[None, :],
        10.0,
        peer.HumidityInputs(rh_mean=np.minimum(air["hurs"], 100).astype(float)),
        peer.RadiationInputs(solar_radiation_mj_m2_day=radiation.astype(float)),
    )
    above = peer.extraterrestrial_radiation(np.radians(latitude)[:, None], day[None, :])
    alike = (radiation / (above * 0.751) > 0.3) & (theirs > 0)
    assert alike.mean() > 0.8
    np.testing.assert_allclose(ours[alike], theirs[alike], rtol=1e-3, atol=2e-3)
    assert facts["below_zero"] < 0.02 * ours.size


def test_penman_monteith_stands_near_xclim(cities, xclim_indices):
    """xclim takes the slope of the vapour curve from the mean of its ends, which is more than the slope at the mean
    temperature that FAO asks for; its vapour pressure is Sonntag's, its air always that of sea level; it lets ET0 fall
    below zero. With the same net radiation and pressure we stay within 2 % of it in the mean.
    """
    found, air, day, latitude = cities
    ours, _ = reference_evapotranspiration(
        air["tasmin"], air["tasmax"], latitude, day, hurs=air["hurs"], wind=air["sfcWind"],
        net_radiation=air["net_radiation"], ps=np.full_like(air["ps"], 101325),
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = xclim_indices.potential_evapotranspiration(
            tasmin=found.tasmin,
            tasmax=found.tasmax,
            lat=found.lat,
            hurs=found.hurs.assign_attrs(units="1"),
            rsds=found.rsds,
            rsus=(found.rsds - found.rss).assign_attrs(units="W m-2"),
            rlds=found.rlds,
            rlus=(found.rlds - found.rls).assign_attrs(units="W m-2"),
            sfcWind=found.sfcWind,
            method="FAO_PM98",
        )
    theirs = theirs.transpose("location", "time").values * 86400
    warm = theirs > 0
    assert np.corrcoef(ours[warm], theirs[warm])[0, 1] > 0.999
    assert abs((ours - theirs)[warm]).max() < 0.3
    assert ours[warm].mean() == pytest.approx(theirs[warm].mean(), rel=0.02)
    assert (ours[~warm] < 0.15).all()


def test_hargreaves_stands_near_xclim(cities, xclim_indices):
    """The same equation; xclim's sun follows another series (Spencer's), ours the paper's, whose equinoxes are a day or
    two off: 0.2 mm at most, in spring and autumn, and nothing in the mean.
    """
    found, air, day, latitude = cities
    ours, _ = hargreaves(air["tasmin"], air["tasmax"], latitude, day)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = xclim_indices.potential_evapotranspiration(
            tasmin=found.tasmin, tasmax=found.tasmax, lat=found.lat, method="HG85"
        )
    theirs = theirs.transpose("location", "time").values * 86400
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=0.2)
    assert ours.mean() == pytest.approx(theirs.mean(), rel=0.01)


def months_of_rain(dry):
    rng = np.random.default_rng(11)
    rain = rng.gamma(1.4, 50, (4, 12 * len(YEARS)))
    rain[rng.random(rain.shape) < dry] = 0
    return rain


def daily(monthly):
    """A 360-day calendar, in which means (xclim's) and sums (ours) of months are the same up to a factor."""
    count = 12 * len(YEARS)
    year, month = np.repeat(np.array(YEARS), 12), np.tile(np.arange(1, 13), len(YEARS))
    line = Timeline("360_day", np.repeat(year, 30), np.repeat(month, 30), np.tile(np.arange(1, 31), count))
    return np.repeat(monthly / 30, 30, axis=1), line


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("zeros", "theirs"), [("centre", ("center", "weibull")), ("upper", ("upper", "ecdf"))])
def test_spi_is_that_of_xclim(xclim_indices, count, zeros, theirs):
    """xclim's APP method is Thom's; its bounds are 8.2, ours are set wide here."""
    import xarray as xr

    monthly = months_of_rain(0.3 if count == 1 else 0.7)
    rain, line = daily(monthly)
    ours, _, facts = standardised_precipitation_index(rain, line, months=count, baseline=BASE, zeros=zeros, limit=8)
    time = xr.date_range("1971-01-01", periods=monthly.shape[1], freq="MS", calendar="360_day", use_cftime=True)
    data = xr.DataArray(monthly / 30, {"time": time}, ("cell", "time"), attrs={"units": "mm/day"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = xclim_indices.standardized_precipitation_index(
            data, freq=None, window=count, dist="gamma", method="APP", fitkwargs={"floc": 0}, cal_start="1971-01-01",
            cal_end="2000-12-30", prob_zero_interpolation=theirs[0], plotting_position_zero=theirs[1],
        )  # fmt: skip
    np.testing.assert_allclose(ours, peer.transpose("cell", "time").values, atol=2e-5)
    assert facts["zeros"] > 100


@pytest.mark.parametrize("count", [1, 6])
def test_spi_and_spei_are_those_of_climate_indices(climate_indices, count):
    """Thom's gamma with zeros at the top of their share; the generalised logistic by L-moments. They stop at 3.09."""
    monthly = months_of_rain(0.2)
    rain, line = daily(monthly)
    evaporated = np.full_like(monthly, 70.0)
    ours, _, _ = standardised_precipitation_index(rain, line, months=count, baseline=BASE, zeros="upper", limit=3.09)
    drier, _, _ = standardised_precipitation_evapotranspiration_index(
        rain - 70 / 30, line, months=count, baseline=BASE, limit=3.09
    )
    peer, month = climate_indices.indices, climate_indices.compute.Periodicity.monthly
    years = (YEARS[0], *BASE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for cell in range(4):
            spi = peer.spi(monthly[cell], count, peer.Distribution.gamma, *years, month)
            spei = peer.spei(monthly[cell], evaporated[cell], count, peer.Distribution.loglogistic, month, *years)
            np.testing.assert_allclose(ours[cell], spi, atol=2e-4)
            np.testing.assert_allclose(drier[cell], spei, atol=2e-4)
