"""Which cell of a model each place takes."""

import numpy as np
import pytest

from climserv.data.places.cells import Cells
from climserv.methods.regridding.sphere import EARTH_RADIUS_KM, great_circle_km
from climserv.running.planning.placing import nearest_cells
from climserv.vocabulary.problems import Refused


def grid(lats, lons):
    lat, lon = (axis.ravel() for axis in np.meshgrid(lats, lons, indexing="ij"))
    return Cells(
        kind="grid", names=(), lat=lat, lon=lon, shape=(len(lats), len(lons)), lats=np.array(lats), lons=np.array(lons)
    )


def sites(names, lats, lons):
    lats, lons = np.array(lats, float), np.array(lons, float)
    return Cells(kind="sites", names=tuple(names), lat=lats, lon=lons, shape=(len(names),), lats=lats, lons=lons)


def test_distance_of_a_quarter_of_the_equator_and_of_a_degree():
    assert great_circle_km(0.0, 0.0, 0.0, 90.0) == pytest.approx(EARTH_RADIUS_KM * np.pi / 2)
    assert great_circle_km(51.0, 179.5, 51.0, -179.5) == pytest.approx(great_circle_km(51.0, 0.0, 51.0, 1.0))


def test_a_fine_cell_takes_the_coarse_cell_it_lies_in():
    coarse, fine = grid([-1.0, 0.0], [37.0, 38.0]), grid([-0.6, -0.4], [37.2, 37.7])
    assert nearest_cells(fine, coarse, np.arange(4), of="model").tolist() == [0, 1, 2, 3]
    assert nearest_cells(fine, coarse, np.array([3, 0]), of="model").tolist() == [3, 0]


def test_sites_go_by_name_in_any_order():
    observed, model = sites("ab", [0, 1], [0, 1]), sites("ba", [5, 6], [5, 6])
    assert nearest_cells(observed, model, np.arange(2), of="model").tolist() == [1, 0]


def test_places_beyond_the_model_are_refused_with_both_extents():
    with pytest.raises(Refused, match="do not reach") as refusal:
        nearest_cells(sites("x", [52.0], [1.0]), grid([-1.0, 0.0], [37.0, 38.0]), np.arange(1), of="model")
    assert "37..38 E" in str(refusal.value)
