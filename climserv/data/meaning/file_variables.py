"""The variables of a file: which canonical ones it holds, where, and on which level."""

from collections.abc import Mapping

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import note
from ...vocabulary.units import measures_the_same
from ...vocabulary.variables import VARIABLES
from ..files.blocks import Holding
from ..files.headers import Header
from ..files.packing import packing_of
from .file_places import textual
from .names import RUNNING_SUMS, recognise

WANTED = "data on a grid, a mesh or at sites, along time"

_LEVEL_NAMES = {
    "plev", "lev", "level", "levels", "pressure", "isobaricinhpa", "isobaric", "height", "depth", "z", "altitude",
    "bottom_top", "heightaboveground",
}  # fmt: skip
_LEVEL_STANDARD_NAMES = {
    "air_pressure", "height", "altitude", "depth", "atmosphere_sigma_coordinate",
    "atmosphere_hybrid_sigma_pressure_coordinate", "model_level_number",
}  # fmt: skip


# Dimensions of which no single place is the whole: ERA5 goes on in ERA5T where it is not final yet.
_ONE_OF = {
    "expver": "Put ERA5 and ERA5T together: ds.sel(expver=1).combine_first(ds.sel(expver=5)) in xarray",
}


# TAMSAT has its rain twice: as it was estimated, and with the gaps filled, which it advises to use.
_FILLED = {"rfe": "rfe_filled"}


def candidates(header: Header, refused: list[tuple[str, Problem]], notes: list) -> dict[str, tuple[str, ...]]:
    """For each canonical variable the file variables that are it, mostly one; what is doubtful goes to `refused`."""
    claims: dict[str, list[str]] = {}
    helpers = header.helpers
    for name, told in header.told.items():
        if textual(header, name) or len(header.dimensions(name)) == 0 or name in helpers:
            continue
        found = recognise(name, told)
        if found is None and told.get("standard_name") == "air_temperature" and _levels(header, name):
            refused.append(("tas", _on_levels(header, name, _levels(header, name))))
        elif found and found.doubt:
            next_step = "Correct whichever is wrong"
            problem = Problem("variable.doubt", f"{header.where}: {name}", found.doubt, "", "", next_step)
            refused.append((found.variable, problem))
        elif found:
            claims.setdefault(found.variable, []).append(name)
    _running_rain(header, claims)
    settled = {}
    for variable, names in claims.items():
        # The one that bears the canonical name means it; else it is for the owner to say.
        names = [variable] if variable in names else names
        for gappy in [name for name in names if _FILLED.get(name) in names]:
            names = [name for name in names if name != gappy]
            notes.append((variable, note("filled", name=_FILLED[gappy], other=gappy)))
        if len(names) > 1 and not all(name in RUNNING_SUMS for name in names):
            what = f"several variables could be {variable} ({VARIABLES[variable].label['en']})"
            problem = Problem(
                "variable.twice", header.where, what, ", ".join(names), "one", f"Name the right one {variable}"
            )
            refused.append((variable, problem))
        else:
            settled[variable] = tuple(names)
    return settled


def _running_rain(header: Header, claims: dict[str, list[str]]) -> None:
    """WRF writes rain as sums since its start, convective and other rain apart; one of them is not the rain."""
    if not claims.get("pr") and "RAINNC" in header.told:
        claims["pr"] = [name for name in RUNNING_SUMS if name in header.told]


def holding_of(header: Header, name: str, roles: Mapping[str, str]) -> Holding:
    """Where a variable stands in the file; refused where it runs along more than time, place and members."""
    kind, dimensions = header.dtype(name), header.dimensions(name)
    if levels := _levels(header, name):
        _refuse_levels(header, name, levels)
    axes: list[str | int] = []
    for dimension, size in zip(dimensions, header.shape(name), strict=True):
        if dimension not in roles and size > 1:
            next_step = _ONE_OF.get(dimension.lower(), f"Cut the file to one value of {dimension}")
            what = f"{name} has a dimension {dimension} of {size} that is no time, place or member"
            raise Refused(Problem("variable.dimension", header.where, what, str(dimensions), WANTED, next_step))
        axes.append(roles.get(dimension, 0))
    wanted = {role for role in roles.values() if role in ("time", "row", "column")}
    if missing := wanted - set(axes):
        what = f"{name} does not run along {' and '.join(sorted(missing))}"
        raise Refused(Problem("variable.dimension", header.where, what, str(dimensions), WANTED))
    if kind.kind not in "fiu":
        raise Refused(Problem("variable.type", header.where, f"{name} holds no numbers", str(kind), "numbers"))
    return Holding(name, tuple(axes), packing_of(header.told[name], kind), header.chunks(name), kind.itemsize)


def _levels(header: Header, name: str) -> tuple[str, str, np.ndarray] | None:
    """The vertical coordinate of a variable: its name, unit and values; None when it has none."""
    beside = [n for n in str(header.told[name].get("coordinates", "")).split() if n in header.told]
    for at in (*header.dimensions(name), *beside):
        told = header.told.get(at, {})
        vertical = (
            str(told.get("axis", "")).upper() == "Z"
            or told.get("standard_name") in _LEVEL_STANDARD_NAMES
            or (at in header.sizes and at.lower() in _LEVEL_NAMES)
        )
        # An altitude along the sites tells where they lie, and is no level.
        if vertical and (at in header.dimensions(name) or (header.told.get(at) and not header.dimensions(at))):
            there = at in header.told and not textual(header, at)
            values = np.atleast_1d(header.numbers(at)) if there else np.arange(header.sizes[at]) + 1.0
            return at, str(told.get("units", "")).strip(), values
    return None


def _refuse_levels(header: Header, name: str, levels: tuple[str, str, np.ndarray]) -> None:
    """One level near the ground is taken; several, or one in the free air, are refused."""
    _, unit, values = levels
    aloft = unit and measures_the_same(unit, "Pa")
    if len(values) > 1 or aloft:
        raise Refused(_on_levels(header, name, levels))


def _on_levels(header: Header, name: str, levels: tuple[str, str, np.ndarray]) -> Problem:
    at, unit, values = levels
    shown = ", ".join(f"{v:g}" for v in values[:8].tolist()) + (", ..." if len(values) > 8 else "")
    what = f"{name} stands on {len(values)} level(s) of the air, not near the ground"
    next_step = "Send the variable near the ground (tas, tasmin, tasmax), or cut the file to one height above it"
    return Problem("variable.level", header.where, what, f"{at} {shown} {unit}".strip(), "one height in m", next_step)
