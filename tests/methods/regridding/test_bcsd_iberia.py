"""BCSD from end to end on real winters: a global model on the detail of a regional one, tested on winters not seen.

The regional model stands for a fine reference; the global one is adjusted to it on the global model's own grid.
"""

from dataclasses import dataclass
from functools import cached_property

import netCDF4
import numpy as np
import pytest

from climserv.methods.adjustment import apply, train
from climserv.methods.regridding.analogs import apply_analogs, find_analogs
from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import conservative
from climserv.methods.regridding.disaggregation import anomalies, climatology, spatial_disaggregation
from climserv.methods.regridding.points import bilinear
from climserv.methods.regridding.resolution import correlation_distance_km, rebuildable_km

from .test_regridding_iberia import CNRM, RACMO, corners_of, edges_of

ZERO_CELSIUS = 273.15


def opened(folder, name, variable):
    """Places, values in K or mm/day, and (year, month) of each day."""
    with netCDF4.Dataset(folder / name.format(variable)) as file:
        lat, lon = (np.asarray(file[axis][:], np.float64) for axis in ("lat", "lon"))
        values = np.ma.filled(file[variable][:].astype(np.float32), np.nan).reshape(len(file["time"]), -1).T
        if file[variable].units == "degC":
            values = values + np.float32(ZERO_CELSIUS)
        if file[variable].units == "kg m-2 s-1":
            values = values * np.float32(86400)
        dates = netCDF4.num2date(file["time"][:], file["time"].units, file["time"].calendar)
    return lat, lon, np.ascontiguousarray(values), np.array([(d.year, d.month) for d in dates])


@dataclass
class Winters:
    """The model, the regional model as fine reference and the same on the model's grid; even winters and odd ones."""

    lats: np.ndarray
    lons: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    model: np.ndarray
    fine: np.ndarray
    month: np.ndarray
    even: np.ndarray

    @property
    def odd(self):
        return ~self.even

    @cached_property
    def coarse(self):
        grid = (edges_of(self.lats), edges_of(self.lons))
        return apply_weights(conservative(corners_of(self.lat, self.lon), grid), self.fine, least_covered=0.9)

    @cached_property
    def weights(self):
        return bilinear((self.lats, self.lons), (self.lat.ravel(), self.lon.ravel()))

    def learnt(self, values):
        """Climatology of the even winters."""
        return climatology(values[:, self.even], self.month[self.even] - 1, groups=12)


def winters_of(shared_data, variable):
    folder = shared_data / "iberia_djf"
    if not folder.is_dir():
        pytest.skip("the winters over Iberia are not among the real files")
    (lats, lons, model, dates), (lat, lon, fine, same) = (opened(folder, name, variable) for name in (CNRM, RACMO))
    assert (dates == same).all()
    return Winters(lats, lons, lat, lon, model, fine, dates[:, 1], (dates[:, 0] + (dates[:, 1] == 12)) % 2 == 0)


@pytest.fixture(scope="module")
def warmth(shared_data):
    return winters_of(shared_data, "tas")


@pytest.fixture(scope="module")
def rain(shared_data):
    return winters_of(shared_data, "pr")


def adjusted_in_odd_winters(w, **rule):
    """The model adjusted on its own grid, learnt in even winters; missing where the regional model does not reach."""
    here = np.flatnonzero(~np.isnan(w.coarse).any(axis=1))
    past = (w.coarse[here][:, w.even], w.model[here][:, w.even], w.month[w.even], w.month[w.even])
    taught = train(*past, method="quantile_mapping", cells=here, **rule)
    found = np.full((len(w.model), w.odd.sum()), np.nan, np.float32)
    days = np.flatnonzero(w.odd)
    found[here] = apply(taught, w.model[here][:, w.odd], w.month[w.odd], days=days)[0]
    return found


def errors_of_the_mean(w, *series):
    """Root mean square over cells of the error of the mean of the odd winters, where all series are there."""
    there = ~np.any([np.isnan(each).any(axis=1) for each in series], axis=0)
    assert there.sum() > 200
    truth = w.fine[there][:, w.odd].mean(axis=1)
    return [float(np.sqrt(((each[there].mean(axis=1) - truth) ** 2).mean())) for each in series]


def test_the_detail_of_unseen_winters_is_nearer_than_by_interpolation(warmth):
    w = warmth
    adjusted = adjusted_in_odd_winters(w, kind="+")
    climates = w.learnt(w.coarse), w.learnt(w.fine)
    group = w.month[w.odd] - 1
    found, facts = spatial_disaggregation(adjusted, *climates, w.weights, group, kind="+", least_covered=1)
    assert facts["values"] == (~np.isnan(found)).sum()
    interpolated = [apply_weights(w.weights, values, least_covered=1) for values in (adjusted, w.model[:, w.odd])]
    bcsd, by_adjustment, plain = errors_of_the_mean(w, found, *interpolated)
    # Odd winters were not like even ones; what is left of the detail is well below what interpolation leaves out.
    assert bcsd < 0.5 * by_adjustment < 0.5 * plain


def test_rain_gets_the_detail_of_the_mountains_and_stays_bounded(rain):
    w = rain
    adjusted = adjusted_in_odd_winters(w, kind="*", wet_day=0.1)
    climates = w.learnt(w.coarse), w.learnt(w.fine)
    rule = {"kind": "*", "highest": w.fine[:, w.even].max(axis=1), "least_covered": 1}
    found, facts = spatial_disaggregation(adjusted, *climates, w.weights, w.month[w.odd] - 1, **rule)
    interpolated = apply_weights(w.weights, adjusted, least_covered=1)
    bcsd, by_adjustment = errors_of_the_mean(w, found, interpolated)
    # Ten winters of rain differ from ten others by much of what is left.
    assert bcsd < 0.8 * by_adjustment
    assert np.nanmin(found) >= 0
    assert (np.nanmax(found, axis=1, initial=0) <= 3 * rule["highest"] * (1 + 1e-6)).all()
    assert facts["capped"] <= 0.001 * facts["values"]


def test_constructed_analogs_keep_more_of_the_weather_than_interpolation_does(warmth):
    """Odd winters rebuilt from even ones: nearly as near as interpolation, with more of the true spread."""
    w = warmth
    here = ~np.isnan(w.coarse).any(axis=1)
    group = w.month - 1
    coarse, fine = (anomalies(x, w.learnt(x), group, kind="+") for x in (w.coarse[here], w.fine))
    day = np.choose(w.month % 12, [349, 15, 46])
    found = find_analogs(coarse[:, w.odd], coarse[:, w.even], day[w.odd], day[w.even], analogs=30, within=45)
    assert (found.index >= 0).all()
    built = apply_analogs(found, fine[:, w.even])
    whole = np.full((len(here), w.odd.sum()), np.nan, np.float32)
    whole[here] = coarse[:, w.odd]
    straight = apply_weights(w.weights, whole, least_covered=1)
    there = ~np.isnan(straight).any(axis=1)
    truth = fine[there][:, w.odd]
    built, straight = built[there], straight[there]
    assert np.corrcoef(built.ravel(), truth.ravel())[0, 1] > 0.95
    assert np.sqrt(((built - truth) ** 2).mean()) < 0.3 * truth.std()
    assert abs(built.std() - truth.std()) < abs(straight.std() - truth.std())


def test_interpolated_fields_are_found_to_be_coarser_than_their_grid(warmth):
    """The global model on the regional model's mesh looks as fine as the regional one, and is not."""
    w, lat, lon = warmth, warmth.lat, warmth.lon
    month, inside = w.month - 1, (slice(4, -4), slice(4, -4))
    finer = apply_weights(bilinear((w.lats, w.lons), (lat.ravel(), lon.ravel()), rim="constant"), w.model)
    found = []
    for values in (w.fine, finer):
        away = anomalies(values, climatology(values, month, groups=12), month, kind="+")
        away = np.ascontiguousarray(away.reshape(*lat.shape, -1)[inside].reshape(-1, away.shape[1]))
        places = lat[inside], lon[inside]
        found.append((rebuildable_km(away, *places), correlation_distance_km(away, *places, threshold=0.95)))
    own, borrowed = found
    assert own[0] == pytest.approx(48.6, abs=1)
    assert borrowed[0] > 2 * own[0]
    assert borrowed[1] > 1.5 * own[1]
