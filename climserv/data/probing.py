"""Probing: what the files of a dataset say of themselves, as plain facts that a card can be written from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..vocabulary.fingerprints import fingerprint
from ..vocabulary.problems import Problem, refuse_if
from ..vocabulary.scales import KM_PER_DEGREE, kilometres, parse_length
from .meaning.told import told_by
from .opening import Piece, open_all
from .pieces import OpenedFile

# A year counts as held when it has this share of the days that the fullest year has: winters alone are a record too.
_WHOLE = 0.9

# Nominal resolution of the atmosphere of models [km], as they registered it.
# Source: source_id of github.com/WCRP-CMIP/CMIP6_CVs.
NOMINAL_KM = {
    "ACCESS-CM2": 250, "ACCESS-ESM1-5": 250, "BCC-CSM2-MR": 100, "CanESM5": 500, "CESM2": 100, "CESM2-WACCM": 100,
    "CNRM-CM6-1": 250, "CNRM-ESM2-1": 250, "EC-Earth3": 100, "FGOALS-g3": 250, "GFDL-CM4": 100, "GFDL-ESM4": 100,
    "HadGEM3-GC31-LL": 250, "INM-CM5-0": 100, "IPSL-CM6A-LR": 250, "KACE-1-0-G": 250, "MIROC6": 250,
    "MPI-ESM1-2-HR": 100, "MPI-ESM1-2-LR": 250, "MRI-ESM2-0": 100, "NorESM2-LM": 250, "NorESM2-MM": 100,
    "TaiESM1": 100, "UKESM1-0-LL": 250,
}  # fmt: skip


def probe(paths: Sequence[Path]) -> dict[str, Any]:
    """The facts of one dataset in `paths`; raises `Refused` with every reason why they cannot be read as one.

    variables, step, calendars, members (of model output), roles that fit, kind and number of places
    resolution      of the cells as they stand: `point`, `0.05 degree`, `45 km`; "" when it cannot be told
    effective       {"value": what the numbers can really tell, or "", "why": a code of `climserv.catalogue.drafting`}
    period, periods whole years, and where there are gaps each stretch of them
    bounds          west, south, east, north; None when no place is told
    files           name, sha256, size, modified of each
    told            title, licence, institution as the files say them
    """
    opened, said = open_all(paths, ())
    refuse_if(_usable(opened))
    pieces = [one.piece for one in opened]
    told = [told_by(path) for path in paths]
    resolution = _resolution(pieces)
    periods = _periods(pieces)
    return {
        "variables": sorted(set.intersection(*(set(piece.variables) for piece in pieces))),
        "step": pieces[0].step,
        "kind": pieces[0].cells.kind,
        "places": max(len(piece.cells) for piece in pieces),
        "roles": _roles(pieces),
        "calendars": list(dict.fromkeys(piece.dates.calendar for piece in pieces)),
        "members": _members(pieces),
        "resolution": resolution,
        "effective": _effective(pieces, told, resolution),
        "period": f"{periods[0][0]}-{periods[-1][1]}",
        "periods": [f"{first}-{last}" for first, last in periods] if len(periods) > 1 else [],
        "partly": _partly(pieces),
        "bounds": _bounds(pieces),
        "files": [_file(path) for path in paths],
        "told": {key: _first(one.get(key, "") for one in told) for key in ("title", "licence", "institution")},
        "notes": list(dict.fromkeys([*said, *(text for one in opened for _, text in one.notes)])),
    }


def _usable(opened: Sequence[OpenedFile]) -> list[Problem]:
    """Why these are no dataset: nothing known in one of them, or no variable that all have, or steps that differ."""
    problems = []
    for one in opened:
        if not one.piece.variables:
            told = [problem for _, problem in one.refused]
            what, got = "no variable of this file is known", ", ".join(one.others)
            problems += told or [Problem("variable.none", one.piece.where, what, got)]
    return problems or _unlike([one.piece for one in opened])


def _unlike(pieces: list[Piece]) -> list[Problem]:
    """What keeps files from being one dataset: no variable in common, different steps."""
    problems = []
    if not set.intersection(*(set(piece.variables) for piece in pieces)):
        got = "; ".join(f"{piece.where}: {', '.join(piece.variables)}" for piece in pieces[:5])
        what, next_step = "these files have no variable in common", "Add them as datasets of their own"
        problems.append(Problem("card.variables", "files", what, got, "", next_step))
    if len(steps := {piece.step for piece in pieces}) > 1:
        what, next_step = "these files differ in their step of time", "Add them as datasets of their own"
        problems.append(Problem("card.step", "files", what, ", ".join(sorted(steps)), "one step", next_step))
    return problems


def _file(path: Path) -> dict[str, Any]:
    found = fingerprint(path)
    return {"path": path.name, "sha256": found.sha256, "size": found.size, "modified": found.modified}


def _roles(pieces: list[Piece]) -> list[str]:
    """The roles these data can have, the likeliest first."""
    modelled = any(piece.modelled or len(piece.members) > 1 for piece in pieces)
    if any(getattr(member, "init", "") for piece in pieces for member in piece.members):
        return ["hindcast", "forecast"]
    if modelled:
        return ["projection", "hindcast", "forecast", "observation"]
    return ["station", "observation"] if pieces[0].cells.kind == "sites" else ["observation", "projection"]


def _members(pieces: list[Piece]) -> list[dict[str, str]]:
    found = {
        member.id: {"id": member.id, "model": member.model, "scenario": member.scenario,
                    "calendar": piece.dates.calendar, **({"init": member.init} if member.init else {})}
        for piece in pieces
        for member in piece.members
    }  # fmt: skip
    return list(found.values())


def _resolution(pieces: list[Piece]) -> str:
    """The finest spacing of cells; sites are points, and a single cell tells no size."""
    sizes = [size for piece in pieces if (size := _spacing(piece))]
    return min(sizes, key=lambda text: kilometres(parse_length(text, where=""))) if sizes else ""


def _spacing(piece: Piece) -> str:
    cells = piece.cells
    if cells.kind == "sites":
        return "point"
    if cells.kind == "grid":
        steps = [np.median(np.diff(axis)) for axis in (cells.lats, cells.lons) if len(axis) > 1]
        return f"{float(f'{max(steps):.3g}'):g} degree" if steps else ""
    return _mesh_spacing(cells)


def _mesh_spacing(cells) -> str:
    """The usual distance of a cell's centre to its nearest neighbour; in km, because such cells follow no degrees."""
    if len(cells) < 2:
        return ""
    lat, lon = np.radians(cells.lat), np.radians(cells.lon)
    points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    some = points[:: max(1, len(points) // 200)]
    apart = np.linalg.norm(some[:, None, :] - points[None, :, :], axis=2)
    apart[apart < 1e-9] = np.inf
    kilometre = np.degrees(np.median(apart.min(axis=1))) * KM_PER_DEGREE
    return f"{float(f'{kilometre:.2g}'):g} km"


def _effective(pieces: list[Piece], told: list[Mapping], resolution: str) -> dict[str, str]:
    """What the numbers can really tell. Finer cells than the model's own add detail, not knowledge."""
    modelled = any(piece.modelled or len(piece.members) > 1 for piece in pieces)
    refined = [one for one in told if one.get("refined")]
    if not modelled and not refined:
        why = "sites" if resolution == "point" else "spacing"
        return {"value": resolution, "why": why if resolution else "unknown"}
    if modelled and not refined and resolution not in ("", "point"):
        return {"value": resolution, "why": "spacing of model"}
    # Values at points, and adjusted or downscaled ones, tell of the cells of the model that drove them.
    stated = [one["nominal"] for one in told if one.get("nominal")]
    models = {member.model for piece in pieces for member in piece.members} | {one.get("driver", "") for one in told}
    known = [NOMINAL_KM[name] for model in models - {""} if (name := _known_model(model))]
    if stated and not refined:
        return {"value": max(stated, key=_km), "why": "driving model"}
    if known and len(known) == len(models - {""}):
        return {"value": f"{max(known)} km", "why": "driving model"}
    return {"value": "", "why": "unknown"}


def _known_model(text: str) -> str | None:
    """The model that a text names, such as `TaiESM1` in `LOCA2_TaiESM1_r1i1p1f1`."""
    words = set(re.split(r"[_\s]+", text))
    return next((name for name in NOMINAL_KM if name in words), None)


def _km(text: str) -> float:
    return kilometres(parse_length(text, where=""))


def _periods(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Stretches of years that every piece holds whole, as far as any year is whole."""
    whole = [set(_whole_years(piece)) for piece in pieces]
    years = sorted(set.union(*whole))
    stretches: list[list[int]] = []
    for year in years:
        if stretches and year == stretches[-1][1] + 1:
            stretches[-1][1] = year
        else:
            stretches.append([year, year])
    return [(first, last) for first, last in stretches]


def _whole_years(piece: Piece) -> list[int]:
    years, days = np.unique(piece.dates.year, return_counts=True)
    return years[days >= _WHOLE * days.max()].tolist()


def _partly(pieces: list[Piece]) -> bool:
    """Whether the years are winters only or the like: the fullest one lacks a month or more."""
    fullest = max(np.unique(piece.dates.year, return_counts=True)[1].max() for piece in pieces)
    return pieces[0].step == "day" and int(fullest) < 330


def _bounds(pieces: list[Piece]) -> list[float] | None:
    boxes = np.array([piece.cells.bounds for piece in pieces])
    if np.isnan(boxes).all():
        return None
    west, south = np.nanmin(boxes[:, :2], axis=0)
    east, north = np.nanmax(boxes[:, 2:], axis=0)
    if west < -180 or east > 180:  # Around the globe, or over the date line: a card has no narrower words for it.
        west, east = -180, 180
    return [round(float(value), 4) for value in (west, max(south, -90), east, min(north, 90))]


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
