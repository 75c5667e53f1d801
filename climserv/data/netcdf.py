"""NetCDF files: finding axes, members and variables by CF, and refusing what this door does not read yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from ..vocabulary.problems import Problem, Refused, refuse_if
from ..vocabulary.variables import VARIABLES
from .blocks import BlockPiece, Holding
from .cells import Cells, grid_cells, order_axis, signed_longitudes, site_cells
from .dates import calendar_name, days_said, faults_of, fill_axis, read_stamps
from .file_units import file_unit
from .headers import MODEL_ATTRIBUTES, Header
from .identity import SCENARIO_ATTRIBUTES, identify
from .names import recognise
from .netcdf_header import NetCDFHeader, opened
from .packing import packing_of
from .pieces import Member, OpenedFile

_LATITUDE = {"degrees_north", "degree_north", "degree_n", "degrees_n", "degreen", "degreesn"}
_LONGITUDE = {"degrees_east", "degree_east", "degree_e", "degrees_e", "degreee", "degreese"}

# Dimensions that count members, and those that count scenarios.
MEMBER_DIMENSIONS = ("member", "realization", "realisation", "ensemble", "ens", "number", "simulation", "model", "run")
MODEL_DIMENSIONS = ("simulation", "model")
SCENARIO_DIMENSIONS = ("scenario", "experiment", "ssp")

# Variables along a site dimension that hold the sites' names, best first.
_SITE_NAMES = ("station_name", "location", "station", "site", "name", "station_id", "id")


TODAY = "daily data on a latitude-longitude grid or at sites"


@dataclass(frozen=True)
class Places:
    """The cells of a file and where they stand in it; `axes` gives the role of each of their dimensions."""

    cells: Cells
    axes: Mapping[str, str]
    rows: np.ndarray
    columns: np.ndarray


def open_netcdf(path: Path) -> OpenedFile:
    """The piece in a file, notes on how it was read, and why some of its variables are not offered."""
    try:
        with opened(path) as file:
            return understand(NetCDFHeader(file, path))
    except (OSError, RuntimeError) as error:
        next_step = "Fetch the file again: it is damaged, cut short, or no NetCDF"
        raise Refused(Problem("file.damaged", path.name, "this file does not open as NetCDF", str(error),
                              next_step=next_step)) from None  # fmt: skip


def understand(header: Header) -> OpenedFile:
    """The piece that a header describes, notes on how it was read, and why some of its variables are not offered."""
    notes: list[tuple[str, str]] = []
    time = _time_name(header)
    stamps = _stamps(header, time, notes)
    places_problems: list[Problem] = []
    places = None
    try:
        places = _places(header)
    except Refused as refusal:
        places_problems += refusal.problems
    refuse_if([*faults_of(stamps, where=header.where), *places_problems])
    dates, positions = fill_axis(stamps)
    if (left_out := np.flatnonzero(positions < 0)).size:
        said = f"{left_out.size} day(s) that the file leaves out are counted as missing: {days_said(dates, left_out)}"
        notes.append(("", said))
    members, picks, axes = _members(header, places.axes)
    roles = {**places.axes, **axes, header.dimensions(time)[0]: "time"}
    units, holdings, refused = {}, {}, []
    for name, variable in _candidates(header, refused).items():
        try:
            holdings[variable] = _holding(header, name, roles)
            told = header.told[name]
            units[variable] = file_unit(variable, told.get("units"), where=header.where, name=name, attributes=told)
            if units[variable].note:
                notes.append((variable, units[variable].note))
        except Refused as refusal:
            holdings.pop(variable, None)
            refused += [(variable, problem) for problem in refusal.problems]
    piece = BlockPiece(
        header.reader, where=header.where, members=members, cells=places.cells, dates=dates, units=units,
        holdings=holdings, rows=places.rows, columns=places.columns, positions=positions, picks=picks,
        modelled=header.modelled,
    )  # fmt: skip
    others = [n for n in header.told if header.dimensions(time)[0] in header.dimensions(n) and n != time]
    return OpenedFile(piece, notes, refused, [n for n in others if n not in header.helpers])


def _time_name(header: Header) -> str:
    found = [
        name
        for name, told in header.told.items()
        if " since " in str(told.get("units", "")) and len(header.dimensions(name)) == 1 and name not in header.helpers
    ]
    if not found:
        next_step = "Name its units as `days since 1950-01-01` and its calendar"
        raise Refused(Problem("time.none", header.where, "the file has no time axis", "", TODAY, next_step))
    told = header.told
    return min(found, key=lambda n: (told[n].get("standard_name") != "time", n != header.dimensions(n)[0], n))


def _stamps(header: Header, time: str, notes: list[tuple[str, str]]):
    told = header.told[time]
    if "calendar" not in told:
        notes.append(("", "the file names no calendar; CF means the standard one then"))
    calendar = calendar_name(told.get("calendar"), where=f"{header.where}: {time}")
    values = header.numbers(time)
    bounds = header.bounds(time, len(values))
    where, units = f"{header.where}: {time}", str(told["units"])
    stamps = read_stamps(values, units, calendar, where=where, bounds=bounds)
    if bounds is not None and (plain := read_stamps(values, units, calendar, where=where)).day[0] != stamps.day[0]:
        said = f"the bounds of time say that a stamp of {plain.iso(0)} means {stamps.iso(0)}; the bounds are followed"
        notes.append(("", said))
    return stamps


def _places(header: Header) -> Places:
    lat = header.coordinate("latitude", _LATITUDE, ("lat", "latitude", "nav_lat", "xlat"))
    lon = header.coordinate("longitude", _LONGITUDE, ("lon", "longitude", "long", "nav_lon", "xlong"))
    mapping = {str(told["grid_mapping_name"]) for told in header.told.values() if "grid_mapping_name" in told}
    rotated = "rotated_latitude_longitude" in mapping | set(header.told) or "rlat" in header.sizes
    if lat is None or lon is None:
        next_step = "Add latitude and longitude with units degrees_north and degrees_east"
        raise Refused(
            Problem("grid.none", header.where, "the file has no latitude and longitude", "", TODAY, next_step)
        )
    dims = header.dimensions(lat), header.dimensions(lon)
    if max(map(len, dims)) > 1:
        kind = "a rotated pole" if rotated else "two-dimensional latitudes and longitudes"
        next_step = "Ask the source for its file on a regular grid, or regrid it to latitude and longitude first"
        raise Refused(
            Problem(
                "grid.curvilinear", header.where, f"the grid has {kind}, which is not read yet", kind, TODAY, next_step
            )
        )
    if dims[0] == dims[1]:
        return _sites(header, lat, lon, dims[0])
    if () in dims:
        raise Refused(
            Problem("grid.axis", header.where, "only one of latitude and longitude has a dimension", str(dims), TODAY)
        )
    lats, rows = order_axis(header.numbers(lat), of="latitude", where=f"{header.where}: {lat}")
    lons, columns = order_axis(header.numbers(lon), of="longitude", where=f"{header.where}: {lon}")
    edges = _edges(header, lat, lats, rows), _edges(header, lon, lons, columns)
    return Places(grid_cells(lats, lons, *edges), {dims[0][0]: "row", dims[1][0]: "column"}, rows, columns)


def _edges(header: Header, name: str, axis: np.ndarray, order: np.ndarray) -> np.ndarray | None:
    """Edges from the bounds of an axis, where these meet without gaps and hold the centres."""
    bounds = header.bounds(name, len(axis))
    if bounds is None or not np.isfinite(bounds).all():
        return None
    # Bounds go along when a longitude is written as -180..180.
    centre = header.numbers(name)[order]
    bounds = np.sort(bounds[order], axis=1) + (axis - centre)[:, None]
    meet = np.allclose(bounds[1:, 0], bounds[:-1, 1], atol=1e-4)
    if not meet or (bounds[:, 0] > axis).any() or (bounds[:, 1] < axis).any():
        return None
    return np.concatenate((bounds[:, 0], bounds[-1:, 1]))


def _sites(header: Header, lat: str, lon: str, dims: tuple[str, ...]) -> Places:
    lats, lons = np.atleast_1d(header.numbers(lat)), np.atleast_1d(header.numbers(lon))
    lons = signed_longitudes(lons)
    names = _site_names(header, dims) or [f"{a:.6g} N, {b:.6g} E" for a, b in zip(lats, lons, strict=True)]
    if len(set(names)) < len(names):
        twice = sorted({n for n in names if names.count(n) > 1})
        raise Refused(
            Problem(
                "sites.twice", header.where, "two sites have one name", ", ".join(twice[:3]), "a name for each site"
            )
        )
    axes = {dims[0]: "column"} if dims else {}
    return Places(site_cells(names, lats, lons), axes, np.zeros(1, np.int64), np.arange(len(names)))


def _site_names(header: Header, dims: tuple[str, ...]) -> list[str] | None:
    texts = [
        name
        for name in header.told
        if (header.dtype(name) is str or header.dtype(name).kind == "S")
        and header.dimensions(name)[: len(dims)] == dims
    ]
    texts.sort(
        key=lambda n: (header.told[n].get("cf_role") != "timeseries_id", _rank(n.lower(), (*dims, *_SITE_NAMES)), n)
    )
    if not dims:
        texts = [name for name in texts if name.lower() in _SITE_NAMES]
    return header.words(texts[0]) if texts else None


def _textual(header: Header, name: str) -> bool:
    kind = header.dtype(name)
    return kind is str or kind.kind in "SUT"


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def _members(header: Header, places: Mapping[str, str]):
    """Members, their place along each member dimension, and the role of these dimensions."""
    sizes = header.sizes
    dims = [d for d in sizes if d.lower() in (*MEMBER_DIMENSIONS, *SCENARIO_DIMENSIONS) and d not in places]
    model, scenario = header.attribute(*MODEL_ATTRIBUTES), header.attribute(*SCENARIO_ATTRIBUTES)
    if not dims:
        who = identify(header)
        return (Member(who.id or Path(header.where).stem, who.model, who.scenario, run=who.run),), ({},), {}
    members, picks = [], []
    for place in product(*(range(sizes[d]) for d in dims)):
        labels = [_label(header, d, i) for d, i in zip(dims, place, strict=True)]
        said = dict(zip(dims, labels, strict=True))
        its_model = _beside(header, ("model", "source_id", "model_id"), dims, place) or _said(said, MODEL_DIMENSIONS)
        its_scenario = _beside(header, SCENARIO_DIMENSIONS, dims, place) or _said(said, SCENARIO_DIMENSIONS) or scenario
        members.append(Member("-".join(labels), its_model or model, its_scenario))
        picks.append(dict(zip(dims, place, strict=True)))
    return tuple(members), tuple(picks), {d: d for d in dims}


def _label(header: Header, dimension: str, place: int) -> str:
    if dimension in header.told:
        words = header.words(dimension)
        return words[place] if words else f"{dimension}-{header.numbers(dimension)[place]:g}"
    return f"{dimension}-{place + 1}"


def _beside(header: Header, names: tuple[str, ...], dims: list[str], place: tuple[int, ...]) -> str:
    """What a text variable such as `model(member)` says of a member."""
    for name in names:
        if name in header.told and name not in header.sizes:
            along = [d for d in header.dimensions(name) if d in dims]
            words = header.words(name)
            if words and len(along) == 1:
                return words[place[dims.index(along[0])]]
    return ""


def _said(labels: Mapping[str, str], dimensions: tuple[str, ...]) -> str:
    return next((text for dimension, text in labels.items() if dimension.lower() in dimensions), "")


def _candidates(header: Header, refused: list[tuple[str, Problem]]) -> dict[str, str]:
    """File variables that are canonical ones; what is doubtful or claimed twice goes to `refused`."""
    claims: dict[str, list[str]] = {}
    for name, told in header.told.items():
        if _textual(header, name) or len(header.dimensions(name)) == 0 or name in header.helpers:
            continue
        found = recognise(name, told)
        if found and found.doubt:
            next_step = "Correct whichever is wrong"
            problem = Problem("variable.doubt", f"{header.where}: {name}", found.doubt, "", "", next_step)
            refused.append((found.variable, problem))
        elif found:
            claims.setdefault(found.variable, []).append(name)
    for variable, names in claims.items():
        if len(names) > 1:
            # The one that bears the canonical name means it; else it is for the owner to say.
            claims[variable] = [variable] if variable in names else names
    for variable, names in claims.items():
        if len(names) > 1:
            what = f"several variables could be {variable} ({VARIABLES[variable].label['en']})"
            next_step = f"Name the right one {variable}"
            refused.append(
                (variable, Problem("variable.twice", header.where, what, ", ".join(names), "one", next_step))
            )
    return {names[0]: variable for variable, names in claims.items() if len(names) == 1}


def _holding(header: Header, name: str, roles: Mapping[str, str]) -> Holding:
    kind, dimensions = header.dtype(name), header.dimensions(name)
    axes: list[str | int] = []
    for dimension, size in zip(dimensions, header.shape(name), strict=True):
        if dimension not in roles and size > 1:
            next_step = f"Cut the file to one value of {dimension}"
            what = f"{name} has a dimension {dimension} of {size} that is no time, place or member"
            raise Refused(Problem("variable.dimension", header.where, what, str(dimensions), TODAY, next_step))
        axes.append(roles.get(dimension, 0))
    wanted = {role for role in roles.values() if role in ("time", "row", "column")}
    if missing := wanted - set(axes):
        what = f"{name} does not run along {' and '.join(sorted(missing))}"
        raise Refused(Problem("variable.dimension", header.where, what, str(dimensions), TODAY))
    if kind.kind not in "fiu":
        raise Refused(Problem("variable.type", header.where, f"{name} holds no numbers", str(kind), "numbers"))
    packing, chunks = packing_of(header.told[name], kind), header.chunks(name)
    if chunks is None:
        return Holding(name, tuple(axes), packing, None)
    along = dict(zip(axes, chunks, strict=True))
    kept = tuple(int(along[axis]) for axis in ("row", "column") if axis in along)
    return Holding(name, tuple(axes), packing, kept or None)
