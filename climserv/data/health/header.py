"""Structure and CF metadata: what the header of a file says, and what it says wrong."""

from collections.abc import Iterator
from math import prod

import numpy as np

from ...vocabulary.problems import Problem, did_you_mean
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
    for name, told in header.told.items():
        kind = header.dtype(name)
        if kind is str or kind.kind not in "fiu" or len(header.dimensions(name)) == 0:
            continue
        yield from _standard_name(header, name)
        found = recognise(name, told)
        if found and not found.doubt:
            yield from _chunks(header, name, found.variable)
            yield from _packing(header, name, found.variable)
            yield from _method(header, name, found.variable)


def _conventions(header: Header) -> Iterator[Finding]:
    if "CF" not in str(header.attributes.get("Conventions", "")):
        got = str(header.attributes.get("Conventions", "")) or "nothing"
        what = "the file does not say that it follows the CF conventions"
        yield Finding("note", Problem("cf.conventions", header.where, what, got, "Conventions = CF-1.8 or so"))


def _named_helpers(header: Header) -> Iterator[Finding]:
    """Variables that others name as their bounds, grid or coordinates, and that are not in the file."""
    named = {name: str(told.get("bounds", "")).strip() for name, told in header.told.items()}
    if lost := {name: bounds for name, bounds in named.items() if bounds and bounds not in header.told}:
        what = f"{', '.join(lost)} name bounds that are not in the file"
        next_step = "Add the bounds, or drop the attribute; for daily means they say which day a stamp means"
        problem = Problem("cf.bounds", header.where, what, ", ".join(lost.values()), "variables of it", next_step)
        yield Finding("warning", problem)
    for name, told in header.told.items():
        bounds = named[name] if name not in lost else ""
        if bounds and header.shape(bounds)[:-1] != header.shape(name):
            what = f"the bounds of {name} have another shape than it"
            got, allowed = str(header.shape(bounds)), str((*header.shape(name), 2))
            yield Finding("warning", Problem("cf.bounds", header.where, what, got, allowed, "Write the bounds again"))
        mapping = str(told.get("grid_mapping", "")).strip()
        if mapping and ":" not in mapping and mapping not in header.told:
            what = f"{name} names {mapping} as its grid mapping, and there is no such variable in the file"
            next_step = "Fetch the file again with its grid mapping, or drop the attribute"
            yield Finding("note", Problem("cf.grid_mapping", header.where, what, mapping, "", next_step))


def _standard_name(header: Header, name: str) -> Iterator[Finding]:
    said = str(header.told[name].get("standard_name", "")).strip()
    if not said or said in STANDARD_NAMES or said == "air_temperature":
        return
    if near := did_you_mean(said, [*STANDARD_NAMES, "air_temperature"]):
        known = recognise(name, {k: v for k, v in header.told[name].items() if k != "standard_name"})
        # Some true standard names are near to others: snowfall_flux to rainfall_flux.
        if known is not None:
            what = f"the standard_name of {name} is none that is known"
            problem = Problem("cf.standard_name", header.where, what, said, "a CF standard name", near)
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
        got = f"a step of {steps[first]:.9g} from {values[first]:.9g}"
        what = "the longitudes are not evenly apart, by a little that looks like noise"
        next_step = "Round them to the grid that is meant"
        problem = Problem("grid.noise", header.where, what, got, f"steps of {usual:.6g} degrees", next_step)
        yield Finding("note", problem)


def _chunks(header: Header, name: str, variable: str) -> Iterator[Finding]:
    chunks, shape, size = header.chunks(name), header.shape(name), np.dtype(header.dtype(name)).itemsize
    if not chunks:
        return
    along = dict(zip(header.dimensions(name), zip(chunks, shape, strict=True), strict=True))
    times = [parts for dimension, parts in along.items() if "time" in dimension.lower()]
    whole = prod(chunks) * size
    if whole > _HUGE_CHUNK:
        what = f"{name} is kept in blocks of {whole / 1e6:.0f} MB, and the smallest question reads one of them whole"
        next_step = "Write it again in smaller blocks: nccopy -c time/1000,lat/20,lon/20 old.nc new.nc"
        got, allowed = " x ".join(map(str, chunks)), f"at most {_HUGE_CHUNK / 1e6:.0f} MB"
        yield Finding("warning", Problem("structure.chunks", header.where, what, got, allowed, next_step), variable)
    elif prod(shape) * size < _SMALL:
        return
    elif times and times[0][0] < _FEW_DAYS and times[0][1] >= _LONG_SERIES and prod(chunks) > times[0][0]:
        what = f"{name} is kept {times[0][0]} day(s) a block, so that a long series at one place reads the whole file"
        next_step = "Write it again with more days together: nccopy -c time/1000,lat/20,lon/20 old.nc new.nc"
        got, allowed = " x ".join(map(str, chunks)), "some hundred days in a block"
        yield Finding("warning", Problem("structure.chunks", header.where, what, got, allowed, next_step), variable)


def _packing(header: Header, name: str, variable: str) -> Iterator[Finding]:
    told, kind = header.told[name], np.dtype(header.dtype(name))
    packing, where = packing_of(told, kind), f"{header.where}: {name}"
    if packing.scale == 0 or not np.isfinite((packing.scale, packing.add)).all():
        what = "scale_factor or add_offset make every value the same or none"
        got = f"scale_factor {packing.scale:g}, add_offset {packing.add:g}"
        next_step = "Correct the two attributes, or fetch the file again"
        yield Finding("error", Problem("structure.packing", where, what, got, "", next_step), variable)
        return
    if kind.kind in "iu":
        yield from _coarse_packing(header, name, variable, packing.scale)
    fills = [told[key] for key in ("_FillValue", "missing_value") if key in told]
    if len(fills) == 2 and not np.array_equal(*(np.asarray(f).astype(kind) for f in fills), equal_nan=kind.kind == "f"):
        what = "_FillValue and missing_value differ; both are taken as missing"
        yield Finding("note", Problem("cf.fill", where, what, " and ".join(str(f) for f in fills)), variable)


def _coarse_packing(header: Header, name: str, variable: str, scale: float) -> Iterator[Finding]:
    """Whole numbers whose scale is too coarse to tell one day from another."""
    known, unit = VARIABLES[variable], str(header.told[name].get("units", ""))
    if known.kind == "+" and unit and measures_the_same(unit, known.unit) and known.unit == "K" and abs(scale) > 0.5:
        what = f"{name} is packed in steps of {abs(scale):g} {unit}"
        next_step = "Fetch the file unpacked, or choose thresholds accordingly"
        yield Finding("note", Problem("structure.packing", header.where, what, "", "", next_step), variable)


def _method(header: Header, name: str, variable: str) -> Iterator[Finding]:
    expected = VARIABLES[variable].cell_method
    said = time_method(header.told[name])
    if not said and variable in ("tasmin", "tasmax"):
        what = f"{name} does not say with cell_methods that it is the {expected} of the day; its name is trusted"
        problem = Problem("cf.cell_methods", header.where, what, "", f"time: {expected}")
        yield Finding("note", problem, variable)
    elif said == "point":
        what = f"{name} is a value at one moment (cell_methods time: point), not the {expected} of the day"
        problem = Problem("cf.cell_methods", header.where, what, said, f"time: {expected}", "Ask for daily values")
        yield Finding("warning", problem, variable)
