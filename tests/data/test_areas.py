"""Areas: cells and weights, worked by hand where it matters."""

import json

import numpy as np
import pytest

from climserv.catalogue.places import Place, Places
from climserv.data.places.areas import select_cells
from climserv.data.places.cells import grid_cells, site_cells
from climserv.vocabulary.problems import Refused

# Three rows at 0, 1, 2 degrees north, four columns at 10..13 east; edges at the halves.
GRID = grid_cells([0.0, 1, 2], [10.0, 11, 12, 13])
SITES = site_cells(["Amos", "Birni N'Konni", "Lost"], [48.6, 13.8, np.nan], [-78.1, 5.2, np.nan])


def polygon(*points):
    return {"type": "Polygon", "coordinates": [[*map(list, points), list(points[0])]]}


def refused(cells, area, places=None):
    with pytest.raises(Refused) as refusal:
        select_cells(cells, area, places)
    (problem,) = refusal.value.problems
    return problem


def test_everything_weighs_by_surface():
    found = select_cells(GRID, None)
    assert found.index.tolist() == list(range(12))
    assert found.weights.sum() == pytest.approx(1)
    # The middle row, on 1 degree north, against the row on the equator.
    assert found.weights[4] / found.weights[0] == pytest.approx(np.cos(np.deg2rad(1)), rel=1e-6)
    assert found.geometry is None


def test_a_box_over_half_a_cell_counts_half():
    found = select_cells(GRID, "10.5,-0.5,12.0,0.5")
    assert found.index.tolist() == [1, 2]
    np.testing.assert_allclose(found.weights, [2 / 3, 1 / 3])
    assert found.note == ""


def test_a_polygon_smaller_than_a_cell_is_the_cell_it_lies_in():
    found = select_cells(GRID, polygon((11.1, 1.1), (11.2, 1.1), (11.2, 1.2)))
    assert (found.index.tolist(), found.weights.tolist()) == ([5], [1.0])
    assert "smaller than a cell" in found.note


def test_partly_outside_is_cut_and_said():
    found = select_cells(GRID, "12.5,-0.5,14.5,2.5")
    assert found.index.tolist() == [3, 7, 11]
    assert found.weights.sum() == pytest.approx(1)
    assert "50 % of 12.5,-0.5,14.5,2.5 lies outside the data" in found.note


@pytest.mark.parametrize(
    "area", ["20,-0.5,21,2", polygon((9.4, 0), (9.4, 1), (9.3, 1)), {"type": "Point", "coordinates": [9, 1]}]
)
def test_outside_is_refused_with_both_extents(area):
    problem = refused(GRID, area)
    assert problem.code == "area.outside"
    assert "longitude" in problem.got
    assert "longitude 9.5..13.5, latitude -0.5..2.5" in problem.allowed


def test_a_point_is_the_cell_around_it():
    assert select_cells(GRID, {"type": "Point", "coordinates": [12.4, 1.6]}).index.tolist() == [10]
    assert select_cells(GRID, {"type": "Point", "coordinates": [13.5, 2.5]}).index.tolist() == [11]


def test_a_crossed_outline_is_mended_and_said():
    found = select_cells(GRID, polygon((9.5, -0.5), (13.5, 2.5), (13.5, -0.5), (9.5, 2.5)))
    assert "crosses itself" in found.note
    assert found.weights.sum() == pytest.approx(1)


def test_over_greenwich_and_over_the_date_line():
    near = grid_cells([0.0, 1], [-1.0, 0, 1])
    assert select_cells(near, "359.5,-0.5,0.5,0.5").index.tolist() == [1]
    assert len(select_cells(near, "0,-90,360,90").index) == 6
    far = grid_cells([0.0, 1], [-179.5, -178.5, 178.5, 179.5])
    assert select_cells(far, "179,-0.5,-179,0.5").index.tolist() == [0, 3]


def test_a_triangle_counts_its_share_of_each_cell():
    # Half of cell 0, by the diagonal from its south-west to its north-east corner, and all of cell 1.
    found = select_cells(GRID, polygon((9.5, -0.5), (11.5, -0.5), (11.5, 0.5), (10.5, 0.5)))
    np.testing.assert_allclose(found.weights, [1 / 3, 2 / 3], rtol=1e-9)


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("1,2,3", "area.unknown"),
        ("5,3,6,2", "area.box"),
        ("5,3,5,4", "area.box"),
        ("400,3,500,4", "area.box"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "area.geojson"),
        ({"type": "Polygon"}, "area.geojson"),
        ({"type": "Polygon", "coordinates": "x"}, "area.geojson"),
        ({"type": "FeatureCollection", "features": []}, "area.geojson"),
        ({"no": "type"}, "area.geojson"),
        (polygon((300000, 50000), (300100, 50000), (300100, 50100)), "area.crs"),
        (polygon((10, 0), (11, 0), (11, 1)) | {"crs": {"properties": {"name": "EPSG:27700"}}}, "area.crs"),
    ],
)
def test_what_is_no_area_is_refused(area, code):
    assert refused(GRID, area).code == code


def test_a_file_of_several_features_is_one_area(tmp_path):
    features = [
        {
            "type": "Feature",
            "properties": {"name": n},
            "geometry": polygon((w, -0.5), (w + 1, -0.5), (w + 1, 0.5), (w, 0.5)),
        }
        for n, w in (("a", 9.5), ("b", 12.5))
    ]
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = select_cells(GRID, str(path))
    assert found.index.tolist() == [0, 3]
    assert (found.name, found.note) == ("wards", "2 outlines are taken as one area")
    assert refused(GRID, str(tmp_path / "none.geojson")).code == "file.missing"
    path.write_text("{")
    assert refused(GRID, str(path)).code == "area.geojson"
    path.write_text("[" * 100_000)
    assert refused(GRID, str(path)).code == "area.geojson"


def test_sites_by_name_place_and_nearness():
    assert select_cells(SITES, "Birni N'Konni").index.tolist() == [1]
    assert select_cells(SITES, "Lost").index.tolist() == [2]
    assert select_cells(SITES, "0,10,10,20").index.tolist() == [1]
    near = select_cells(SITES, {"type": "Point", "coordinates": [5.2, 13.7]})
    assert near.index.tolist() == [1]
    assert "11 km from the site Birni N'Konni" in near.note
    assert refused(SITES, {"type": "Point", "coordinates": [5.2, 13.0]}).code == "area.outside"
    np.testing.assert_allclose(select_cells(SITES, None).weights, [1 / 3] * 3)


def test_sites_without_coordinates_are_known_by_name_only():
    nameless = site_cells(["Niamey_Aero"], [np.nan], [np.nan])
    assert select_cells(nameless, "Niamey_Aero").index.tolist() == [0]
    problem = refused(nameless, "0,10,10,20")
    assert (problem.code, problem.allowed) == ("area.sites", "a site: Niamey_Aero")


def test_places_are_found_by_id_and_misspelt_ones_answered():
    shape = polygon((9.5, -0.5), (10.5, -0.5), (10.5, 0.5), (9.5, 0.5))
    places = Places((Place("lower-embu", {"en": "Lower Embu"}, shape, True, (9.5, -0.5, 10.5, 0.5), "ward"),))
    found = select_cells(GRID, "lower-embu", places)
    assert (found.index.tolist(), found.name) == ([0], "Lower Embu")
    assert "made for demonstration" in found.note
    assert refused(GRID, "lower-emby", places).next_step == "Did you mean lower-embu?"


def test_a_single_cell_without_width_is_chosen_by_its_centre():
    lone = grid_cells([35.4], [-119.0])
    assert select_cells(lone, "-120,35,-118,36").index.tolist() == [0]
    assert refused(lone, "-118,35,-117,36").code == "area.outside"


def test_outlines_in_longitudes_of_0_to_360_are_the_same_places():
    west = grid_cells([0.0, 1], [-11.0, -10, -9])
    ours = select_cells(west, polygon((349.2, -0.5), (350.5, -0.5), (350.5, 0.5), (349.2, 0.5)))
    theirs = select_cells(west, "-10.8,-0.5,-9.5,0.5")
    np.testing.assert_array_equal(ours.index, theirs.index)
    np.testing.assert_allclose(ours.weights, theirs.weights)
    far = grid_cells([0.0, 1], [179.0, 180, 181])
    over = select_cells(far, polygon((178.6, -0.5), (181.4, -0.5), (181.4, 0.5), (178.6, 0.5)))
    assert over.index.tolist() == [0, 1, 2]
    np.testing.assert_allclose(over.weights, np.array([0.9, 1, 0.9]) / 2.8)
