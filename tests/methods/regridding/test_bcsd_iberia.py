"""BCSD from end to end on real winters: a global model on the detail of a regional one, tested on winters not seen.

The regional model stands for a fine reference; the global one is adjusted to it on the global model's own grid.
"""

import netCDF4
import numpy as np
import pytest

from climserv.methods.adjustment import apply, train
from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import conservative
from climserv.methods.regridding.disaggregation import anomalies, climatology, spatial_disaggregation
from climserv.methods.regridding.points import bilinear
from climserv.methods.regridding.resolution import correlation_distance_km, rebuildable_km

from .test_regridding_iberia import CNRM, RACMO, corners_of, edges_of

ZERO_CELSIUS = 273.15


def opened(folder, name):
    with netCDF4.Dataset(folder / name.format("tas")) as file:
        lat, lon = (np.asarray(file[axis][:], np.float64) for axis in ("lat", "lon"))
        values = np.ma.filled(file["tas"][:].astype(np.float32), np.nan).reshape(len(file["time"]), -1).T
        if file["tas"].units == "degC":
            values = values + np.float32(ZERO_CELSIUS)
        dates = netCDF4.num2date(file["time"][:], file["time"].units, file["time"].calendar)
    return lat, lon, np.ascontiguousarray(values), np.array([(d.year, d.month) for d in dates])


@pytest.fixture(scope="module")
def winters(shared_data):
    folder = shared_data / "iberia_djf"
    if not folder.is_dir():
        pytest.skip("the winters over Iberia are not among the real files")
    return opened(folder, CNRM), opened(folder, RACMO)


def test_the_detail_of_unseen_winters_is_nearer_than_by_interpolation(winters):
    (lats, lons, model, dates), (lat, lon, fine, fine_dates) = winters
    assert (dates == fine_dates).all()
    winter, month = dates[:, 0] + (dates[:, 1] == 12), dates[:, 1]
    learn, unseen = winter % 2 == 0, winter % 2 == 1
    grid = (edges_of(lats), edges_of(lons))
    coarse = apply_weights(conservative(corners_of(lat, lon), grid), fine, least_covered=0.9)
    here = np.flatnonzero(~np.isnan(coarse).any(axis=1))

    taught = train(
        coarse[here][:, learn],
        model[here][:, learn],
        month[learn],
        month[learn],
        method="quantile_mapping",
        kind="+",
        cells=here,
    )
    adjusted = np.full(model[:, unseen].shape, np.nan, np.float32)
    adjusted[here] = apply(taught, model[here][:, unseen], month[unseen])[0]

    weights = bilinear((lats, lons), (lat.ravel(), lon.ravel()))
    climates = [climatology(values[:, learn], month[learn] - 1, groups=12) for values in (coarse, fine)]
    found, facts = spatial_disaggregation(
        adjusted, *climates, weights, month[unseen] - 1, kind="+", least_covered=0.999
    )
    there = ~np.isnan(found).any(axis=1)
    assert there.sum() > 200
    assert facts["values"] == (~np.isnan(found)).sum()

    truth = fine[there][:, unseen].mean(axis=1)
    by_bcsd = found[there].mean(axis=1) - truth
    plain = apply_weights(weights, model[:, unseen])[there].mean(axis=1) - truth
    by_adjustment = apply_weights(weights, adjusted)[there].mean(axis=1) - truth
    root = [np.sqrt((error**2).mean()) for error in (by_bcsd, by_adjustment, plain)]
    # Odd winters were not like even ones; what is left of the detail is well below what interpolation leaves out.
    assert root[0] < 0.5 * root[1] < 0.5 * root[2], root


def test_interpolated_fields_are_found_to_be_coarser_than_their_grid(winters):
    """The global model on the regional model's mesh looks as fine as the regional one, and is not."""
    (lats, lons, model, dates), (lat, lon, fine, _) = winters
    month = dates[:, 1] - 1
    inside = (slice(4, -4), slice(4, -4))
    finer = apply_weights(bilinear((lats, lons), (lat.ravel(), lon.ravel()), rim="constant"), model)
    found = []
    for values in (fine, finer):
        away = anomalies(values, climatology(values, month, groups=12), month, kind="+")
        away = np.ascontiguousarray(away.reshape(*lat.shape, -1)[inside].reshape(-1, away.shape[1]))
        places = lat[inside], lon[inside]
        found.append((rebuildable_km(away, *places), correlation_distance_km(away, *places, threshold=0.95)))
    own, borrowed = found
    assert own[0] == pytest.approx(48.6, abs=1)
    assert borrowed[0] > 2 * own[0]
    assert borrowed[1] > 1.5 * own[1]
