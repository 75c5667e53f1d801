"""Structure and CF metadata: what the header of a file says, and what it says wrong."""

from collections.abc import Iterator
from math import prod

import numpy as np

from ...vocabulary.problems import nearest
from ...vocabulary.sentences import phrase, told
from ...vocabulary.variables import VARIABLES
from ..files.headers import Header
from ..files.packing import packing_of
from ..meaning.file_units import measures_the_same
from ..meaning.names import STANDARD_NAMES, recognise, time_method
from .finding import Finding

# Kept together, more than this must be read at once for any single value [bytes unpacked].
_HUGE_CHUNK = 64_000_000

# Fewer days together than this make a long series slow to read, once the series is long.
_FEW_DAYS, _LONG_SERIES = 10, 365

# A file smaller than this is read quickly however it is kept [bytes of a variable].
_SMALL = 2_000_000

_LONGITUDE = {"degrees_east", "degree_east", "degree_e", "degrees_e", "degreee", "degreese"}


def header_findings(header: Header) -> Iterator[Finding]:
    """All that the header of one file gives reason to say."""
    yield from _conventions(header)
    yield from _named_helpers(header)
    yield from _longitudes(header)
    for name, attributes in header.told.items():
        kind = header.dtype(name)
        if kind is str or kind.kind not in "fiu" or len(header.dimensions(name)) == 0:
            continue
        yield from _standard_name(header, name)
        found = recognise(name, attributes)
        if found and not found.doubt:
            yield from _chunks(header, name, found.variable)
            yield from _packing(header, name, found.variable)
            yield from _method(header, name, found.variable)


def _conventions(header: Header) -> Iterator[Finding]:
    if "CF" not in str(header.attributes.get("Conventions", "")):
        said = str(header.attributes.get("Conventions", "")) or phrase("nothing")
        yield Finding("note", told("cf.conventions", header.where, said=said))


def _named_helpers(header: Header) -> Iterator[Finding]:
    """Variables that others name as their bounds, grid or coordinates, and that are not in the file."""
    named = {name: str(about.get("bounds", "")).strip() for name, about in header.told.items()}
    if lost := {name: bounds for name, bounds in named.items() if bounds and bounds not in header.told}:
        problem = told("cf.bounds", header.where, names=", ".join(lost), bounds=", ".join(lost.values()))
        yield Finding("warning", problem)
    for name, attributes in header.told.items():
        bounds = named[name] if name not in lost else ""
        if bounds and header.shape(bounds)[:-1] != header.shape(name):
            shape, wanted = str(header.shape(bounds)), str((*header.shape(name), 2))
            yield Finding("warning", told("cf.bounds:shape", header.where, name=name, shape=shape, wanted=wanted))
        mapping = str(attributes.get("grid_mapping", "")).strip()
        if mapping and ":" not in mapping and mapping not in header.told:
            yield Finding("note", told("cf.grid_mapping", header.where, name=name, mapping=mapping))


def _standard_name(header: Header, name: str) -> Iterator[Finding]:
    said = str(header.told[name].get("standard_name", "")).strip()
    if not said or said in STANDARD_NAMES or said == "air_temperature":
        return
    if near := nearest(said, [*STANDARD_NAMES, "air_temperature"]):
        known = recognise(name, {k: v for k, v in header.told[name].items() if k != "standard_name"})
        # Some true standard names are near to others: snowfall_flux to rainfall_flux.
        if known is not None:
            problem = told("cf.standard_name", header.where, name=name, said=said, near=near)
            yield Finding("warning", problem, known.variable)


def _longitudes(header: Header) -> Iterator[Finding]:
    """Longitudes whose steps differ by more than rounding to float32, and by less than anyone means."""
    name = header.coordinate("longitude", _LONGITUDE, ("lon", "longitude"))
    if name is None or len(header.dimensions(name)) != 1 or header.dimensions(name)[0] not in (name, "lon", "x"):
        return
    values = header.numbers(name)
    steps = np.diff(values)
    usual = float(np.median(steps)) if steps.size else 0.0
    if len(values) < 3 or usual == 0:
        return
    off = np.abs(steps - usual)
    rounding = 4 * float(np.abs(values).max()) * float(np.finfo(np.float32).eps)
    if rounding < off.max() < 0.05 * abs(usual):
        first = int(off.argmax())
        seen = {"step": f"{steps[first]:.9g}", "from": f"{values[first]:.9g}", "usual": f"{usual:.6g}"}
        yield Finding("note", told("grid.noise", header.where, **seen))


def _chunks(header: Header, name: str, variable: str) -> Iterator[Finding]:
    chunks, shape, size = header.chunks(name), header.shape(name), np.dtype(header.dtype(name)).itemsize
    if not chunks:
        return
    along = dict(zip(header.dimensions(name), zip(chunks, shape, strict=True), strict=True))
    times = [parts for dimension, parts in along.items() if "time" in dimension.lower()]
    whole = prod(chunks) * size
    if whole > _HUGE_CHUNK:
        seen = {"size": f"{whole / 1e6:.0f}", "most": f"{_HUGE_CHUNK / 1e6:.0f}", "shape": " x ".join(map(str, chunks))}
        yield Finding("warning", told("structure.chunks", header.where, name=name, **seen), variable)
    elif prod(shape) * size < _SMALL:
        return
    elif times and times[0][0] < _FEW_DAYS and times[0][1] >= _LONG_SERIES and prod(chunks) > times[0][0]:
        seen = {"days": str(times[0][0]), "shape": " x ".join(map(str, chunks))}
        yield Finding("warning", told("structure.chunks:days", header.where, name=name, **seen), variable)


def _packing(header: Header, name: str, variable: str) -> Iterator[Finding]:
    attributes, kind = header.told[name], np.dtype(header.dtype(name))
    packing, where = packing_of(attributes, kind), f"{header.where}: {name}"
    if packing.scale == 0 or not np.isfinite((packing.scale, packing.add)).all():
        problem = told("structure.packing", where, scale=f"{packing.scale:g}", add=f"{packing.add:g}")
        yield Finding("error", problem, variable)
        return
    if kind.kind in "iu":
        yield from _coarse_packing(header, name, variable, packing.scale)
    fills = [attributes[key] for key in ("_FillValue", "missing_value") if key in attributes]
    if len(fills) == 2 and not np.array_equal(*(np.asarray(f).astype(kind) for f in fills), equal_nan=kind.kind == "f"):
        yield Finding("note", told("cf.fill", where, one=str(fills[0]), other=str(fills[1])), variable)


def _coarse_packing(header: Header, name: str, variable: str, scale: float) -> Iterator[Finding]:
    """Whole numbers whose scale is too coarse to tell one day from another."""
    known, unit = VARIABLES[variable], str(header.told[name].get("units", ""))
    if known.kind == "+" and unit and measures_the_same(unit, known.unit) and known.unit == "K" and abs(scale) > 0.5:
        problem = told("structure.packing:coarse", header.where, name=name, step=f"{abs(scale):g}", unit=unit)
        yield Finding("note", problem, variable)


def _method(header: Header, name: str, variable: str) -> Iterator[Finding]:
    expected = VARIABLES[variable].cell_method
    said = time_method(header.told[name])
    if not said and variable in ("tasmin", "tasmax"):
        problem = told("cf.cell_methods", header.where, name=name, expected=expected)
        yield Finding("note", problem, variable)
    elif said == "point":
        problem = told("cf.cell_methods:point", header.where, name=name, expected=expected)
        yield Finding("warning", problem, variable)
