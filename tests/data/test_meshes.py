"""Meshes: places without axes, from the file to the area."""

import netCDF4
import numpy as np
import pytest
import shapely

from climserv.data.opening import open_file
from climserv.data.places.areas import select_cells
from climserv.data.places.cells import grid_cells, mesh_cells, order_axis, plain_numbers
from climserv.vocabulary.problems import Refused

from .making import RAIN, add_variable, start_file


def slanted(rows=4, columns=5, lat=10.0, lon=20.0):
    """Centres of a mesh that leans: a step along a row goes east and a little north."""
    y, x = np.meshgrid(np.arange(rows, dtype=float), np.arange(columns, dtype=float), indexing="ij")
    return lat + y + 0.1 * x, lon + x - 0.1 * y


def write_mesh(path, lats, lons, values, *, dims=("y", "x"), vertices=None, coordinate_dims=None, **time):
    with start_file(path, days=np.arange(len(values)), **time) as file:
        for name, size in zip(dims, lats.shape, strict=True):
            file.createDimension(name, size)
        for name, numbers, unit in (("lat", lats, "degrees_north"), ("lon", lons, "degrees_east")):
            add_variable(file, name, numbers, coordinate_dims or dims, dtype="f8", units=unit)
            if vertices is not None:
                if "vertices" not in file.dimensions:
                    file.createDimension("vertices", vertices.shape[-2])
                file[name].bounds = f"{name}_vertices"
                part = vertices[..., int(name == "lat")]
                add_variable(file, f"{name}_vertices", part, (*dims, "vertices"), dtype="f8")
        add_variable(file, "pr", values, ("time", *dims), coordinates="lat lon", **RAIN)
    return path


def rain(*shape):
    return ((np.arange(np.prod(shape)).reshape(shape) + 1) * 1e-6).astype(np.float32)


def test_a_curvilinear_file_reads_cell_by_cell(tmp_path):
    lats, lons = slanted()
    values = rain(3, 4, 5)
    piece = open_file(write_mesh(tmp_path / "a.nc", lats, lons, values)).piece
    assert (piece.cells.kind, piece.cells.shape, len(piece.cells)) == ("mesh", (4, 5), 20)
    np.testing.assert_allclose(piece.cells.lat, lats.ravel(), atol=1e-9)
    chosen = np.array([7, 2, 19])
    read = piece.read("pr", 0, chosen, slice(None))
    np.testing.assert_array_equal(read, values.reshape(3, 20)[:, chosen].T)


def test_corners_lie_halfway_and_tile_without_gaps():
    lats, lons = slanted()
    cells = mesh_cells(lats, lons)
    tiles = shapely.polygons(cells.corners)
    # All of them together are the leaning parallelogram, and none overlaps another.
    assert shapely.area(tiles).sum() == pytest.approx(shapely.union_all(tiles).area, rel=1e-3)
    assert shapely.area(tiles).sum() == pytest.approx(20 * 1.01, rel=0.02)
    np.testing.assert_allclose(cells.corners[6].mean(axis=0), [lons[1, 1], lats[1, 1]], atol=0.01)


def test_a_straight_mesh_weighs_as_the_grid_does(tmp_path):
    lats, lons = np.meshgrid([0.0, 1, 2], [10.0, 11, 12, 13], indexing="ij")
    mesh, grid = mesh_cells(lats, lons), grid_cells([0.0, 1, 2], [10.0, 11, 12, 13])
    for area in ("10.2,-0.3,12.1,1.4", "9,-2,30,30", None):
        ours, theirs = select_cells(mesh, area), select_cells(grid, area)
        np.testing.assert_array_equal(ours.index, theirs.index)
        np.testing.assert_allclose(ours.weights, theirs.weights, rtol=2e-3)
    assert "lies outside the data" in select_cells(mesh, "9,-2,30,30").note
    assert select_cells(mesh, "12.2,0.8").index.tolist() == [6]


def test_an_area_outside_a_mesh_is_refused():
    lats, lons = slanted()
    with pytest.raises(Refused) as refusal:
        select_cells(mesh_cells(lats, lons), "60,10,61,11")
    assert refusal.value.problems[0].code == "area.outside"


def test_given_vertices_are_kept_apart_cells_stay_apart(tmp_path):
    lats, lons = slanted()
    # Cells a tenth as wide as they stand apart, as in a file that keeps every tenth cell.
    around = np.array([(-0.05, -0.05), (0.05, -0.05), (0.05, 0.05), (-0.05, 0.05)])
    vertices = np.stack((lons, lats), axis=-1)[..., None, :] + around
    piece = open_file(write_mesh(tmp_path / "a.nc", lats, lons, rain(2, 4, 5), vertices=vertices)).piece
    np.testing.assert_allclose(piece.cells.corners, vertices.reshape(20, 4, 2), atol=1e-9)
    with pytest.raises(Refused):
        select_cells(piece.cells, "20.4,10.4")
    assert select_cells(piece.cells, "20.98,10.09").index.tolist() == [1]


def test_longitudes_and_latitudes_over_turned_dimensions(tmp_path):
    lats, lons = slanted()
    with start_file(tmp_path / "a.nc", days=range(2)) as file:
        file.createDimension("x", 5)
        file.createDimension("y", 4)
        add_variable(file, "lat", lats, ("y", "x"), dtype="f8", units="degrees_north")
        add_variable(file, "lon", lons.T, ("x", "y"), dtype="f8", units="degrees_east")
        add_variable(file, "pr", rain(2, 5, 4), ("time", "x", "y"), **RAIN)
    piece = open_file(tmp_path / "a.nc").piece
    np.testing.assert_allclose(piece.cells.lon, lons.ravel())
    np.testing.assert_array_equal(piece.read("pr", 0, np.array([1]), slice(0, 1))[0], rain(2, 5, 4)[:1, 1, 0])


def test_unstructured_cells_with_and_without_corners(tmp_path):
    lats, lons = (axis.ravel() for axis in slanted())
    values = rain(2, 20)
    bare = open_file(write_mesh(tmp_path / "a.nc", lats, lons, values, dims=("ncells",))).piece
    assert (bare.cells.kind, bare.cells.shape, bare.cells.corners) == ("mesh", (20,), None)
    np.testing.assert_array_equal(bare.read("pr", 0, np.array([3, 17]), slice(None)), values[:, [3, 17]].T)
    assert "no corners" in select_cells(bare.cells, "19.5,9.5,21.5,11.5").note
    assert select_cells(bare.cells, "21.2,10.2").index.tolist() == [1]
    three = np.array([(-0.5, -0.4), (0.5, -0.4), (0.0, 0.6)])
    vertices = np.stack((lons, lats), axis=-1)[..., None, :] + three
    told = open_file(write_mesh(tmp_path / "b.nc", lats, lons, values, dims=("ncells",), vertices=vertices)).piece
    assert told.cells.corners.shape == (20, 3, 2)


def test_wrf_repeats_its_places_at_each_time(tmp_path):
    lats, lons = slanted()
    with start_file(tmp_path / "a.nc", days=range(3)) as file:
        for name, size in (("south_north", 4), ("west_east", 5)):
            file.createDimension(name, size)
        dims = ("time", "south_north", "west_east")
        add_variable(file, "XLAT", np.repeat(lats[None], 3, 0), dims, units="degree_north")
        add_variable(file, "XLONG", np.repeat(lons[None], 3, 0), dims, units="degree_east")
        add_variable(file, "T2", np.full((3, 4, 5), 300), dims, units="K")
    piece = open_file(tmp_path / "a.nc").piece
    assert (piece.cells.shape, piece.variables) == ((4, 5), ("tas",))
    with netCDF4.Dataset(tmp_path / "a.nc", "a") as file:
        file["XLAT"][2] = lats + 1
    with pytest.raises(Refused) as refusal:
        open_file(tmp_path / "a.nc")
    assert refusal.value.problems[0].code == "grid.moving"


def test_cells_over_the_date_line_meet_areas_on_both_sides():
    lats, lons = np.meshgrid([0.0, 1], [179.0, 180.0, 181.0], indexing="ij")
    mesh = mesh_cells(lats, lons)
    assert mesh.lon.tolist()[:3] == [179, 180, -179]
    assert select_cells(mesh, "-179.8,-0.4,-179.6,0.4").index.tolist() == [1]
    assert select_cells(mesh, "179.6,-0.4,-179.6,0.4").index.tolist() == [1]


def test_a_region_over_the_date_line_stays_in_one_piece():
    lons, places = order_axis(np.array([182.5, 177.5, 180.0]), of="longitude", where="a")
    assert (lons.tolist(), places.tolist()) == ([177.5, 180, 182.5], [1, 2, 0])
    grid = grid_cells([0.0, 2.5], lons)
    assert grid.bounds == (176.25, -1.25, 183.75, 3.75)
    assert grid.lon.tolist()[:3] == [177.5, 180, -177.5]
    # The cell on 180 degrees reaches to 181.25.
    assert select_cells(grid, "-179.5,-1,-179,1").index.tolist() == [1]
    assert select_cells(grid, "-179.5,0").index.tolist() == [1]
    assert select_cells(grid, "178,-1,-178,1").index.tolist() == [0, 1, 2]
    world, _ = order_axis(np.arange(0, 360, 2.5), of="longitude", where="a")
    assert (world[0], world[-1]) == (-177.5, 180)


def test_points_count_alike_and_twice_in_one_cell():
    grid = grid_cells([0.0, 1, 2], [10.0, 11, 12, 13])
    found = select_cells(grid, "10.1,0.1; 9.9,-0.1; 12,2; 13,1")
    assert found.index.tolist() == [0, 7, 10]
    np.testing.assert_allclose(found.weights, [0.5, 0.25, 0.25])
    assert "4 points" in found.note
    shape = {"type": "MultiPoint", "coordinates": [[10.1, 0.1], [12, 2]]}
    assert select_cells(grid, shape).index.tolist() == [0, 10]
    with pytest.raises(Refused) as refusal:
        select_cells(grid, "10,0; 40,0; 10,60")
    assert [p.what.split(" of ")[0] for p in refusal.value.problems] == ["point 2", "point 3"]
    mixed = {"type": "FeatureCollection", "features": [shape, {"type": "Polygon", "coordinates": [
        [[10, 0], [11, 0], [11, 1], [10, 0]]]}]}  # fmt: skip
    with pytest.raises(Refused, match="points and outlines"):
        select_cells(grid, mixed)


def test_degrees_lose_the_noise_of_single_precision():
    written = np.array([37.4, 37.45, 37.5])
    assert plain_numbers(written.astype(np.float32)).tolist() == written.tolist()
    thirds = np.array([1 / 3, 2 / 3])
    assert plain_numbers(thirds).tolist() == thirds.tolist()
    assert plain_numbers(np.array([-180.00001, 89.999996])).tolist() == [-180, 90]


def test_a_rotated_file_without_places_has_them_reckoned(tmp_path, shared_data):
    name = "pr_EUR-44_ICHEC-EC-EARTH_historical_r1i1p1_KNMI-RACMO22E_day_198212-200202_DJF.nc"
    with netCDF4.Dataset(shared_data / "iberia_djf" / name) as real, start_file(tmp_path / "a.nc", days=[0]) as file:
        truth = real["lat"][:].ravel(), real["lon"][:].ravel()
        shape = []
        for axis, standard in (("rlat", "grid_latitude"), ("rlon", "grid_longitude")):
            values = real[axis][:]
            shape.append(len(values))
            file.createDimension(axis, len(values))
            add_variable(file, axis, values, (axis,), dtype="f8", units="degrees", standard_name=standard)
        add_variable(file, "rotated_pole", 0, (), grid_mapping_name="rotated_latitude_longitude",
                     grid_north_pole_latitude=39.25, grid_north_pole_longitude=-162.0)  # fmt: skip
        add_variable(file, "pr", rain(1, *shape), ("time", "rlat", "rlon"), **RAIN)
    opened = open_file(tmp_path / "a.nc")
    np.testing.assert_allclose(opened.piece.cells.lat, truth[0], atol=0.01)
    np.testing.assert_allclose(opened.piece.cells.lon, truth[1], atol=0.01)
    assert any("pole of the grid" in text for _, text in opened.notes)
