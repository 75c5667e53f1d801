"""Understanding a header: its times, places, members and variables by CF, and refusing what is ambiguous."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ...vocabulary.problems import Problem, Refused, refuse_if
from ...vocabulary.sentences import note
from ..files.blocks import BlockPiece, Holding
from ..files.headers import Header
from ..pieces import OpenedFile, Piece
from ..times.dates import dates_of, days_said
from ..times.forecasts import (
    START,
    Forecast,
    ForecastPiece,
    forecast_of,
    lead_dates,
    leads_of,
    started_members,
    with_their_start,
)
from ..times.reckoning import ReckonedPiece, Way
from ..times.steps import Axis, axis_of, order_faults
from .file_heights import height_of
from .file_members import member_dimensions, members_of
from .file_places import Places, places_of
from .file_times import stamps_of, time_name
from .file_units import FileUnit, file_unit
from .file_variables import WANTED, candidates, holding_of
from .names import RUNNING_SUMS
from .ways import Times, way_of

# Fewer values a day than these miss the warmest and the coldest hour.
_ENOUGH_FOR_EXTREMES = 8


@dataclass
class Found:
    """The variables of a file: units and ways by canonical name, holdings by the name in the file."""

    units: dict[str, FileUnit] = field(default_factory=dict)
    ways: dict[str, Way] = field(default_factory=dict)
    holdings: dict[str, Holding] = field(default_factory=dict)
    parts: dict[str, FileUnit] = field(default_factory=dict)
    refused: list[tuple[str, Problem]] = field(default_factory=list)


def understand(header: Header) -> OpenedFile:
    """The piece that a header describes, notes on how it was read, and why some of its variables are not offered."""
    if forecast := forecast_of(header):
        return _understand_forecast(header, forecast)
    notes: list[tuple[str, str]] = []
    time = time_name(header, WANTED)
    stamps, step = stamps_of(header, time, notes)
    along = header.dimensions(time)[0]
    places, problems = None, order_faults(stamps, step, where=header.where)
    try:
        places = places_of(header, time, WANTED, notes, {along, *member_dimensions(header)})
    except Refused as refusal:
        problems += refusal.problems
    refuse_if(problems)
    axis = axis_of(stamps, step)
    _note_left_out(axis, notes)
    members, picks, member_axes = members_of(header, places.axes)
    members = with_their_start(header, members, stamps)
    roles = {**places.axes, **member_axes, along: "time"}
    times = Times(along, stamps, step, axis)
    found = _variables(header, roles, times, notes)
    piece = _piece(header, places, (members, picks), found, times)
    others = [n for n in header.told if along in header.dimensions(n) and n != time and n not in header.helpers]
    return OpenedFile(piece, notes, found.refused, others)


def _understand_forecast(header: Header, forecast: Forecast) -> OpenedFile:
    """As `understand`, for a file along starts and leads instead of time."""
    notes: list[tuple[str, str]] = []
    leads = leads_of(header, forecast, notes)
    others = {forecast.lead_axis, forecast.start_axis, *member_dimensions(header)}
    places = places_of(header, forecast.leads, WANTED, notes, others)
    members, picks, member_axes = members_of(header, places.axes)
    members, picks, starts = started_members(members, picks, forecast, leads.inits)
    roles = {**places.axes, **member_axes, forecast.lead_axis: "time"}
    if forecast.start_axis:
        roles[forecast.start_axis] = START
    found = Found()
    for variable, names in candidates(header, found.refused, notes).items():
        try:
            holding = holding_of(header, names[0], roles)
            _refuse_sums_since_start(header, variable, names[0])
            unit = _unit(header, variable, names[0], leads.step)
        except Refused as refusal:
            found.refused += [(variable, problem) for problem in refusal.problems]
            continue
        found.holdings[variable], found.units[variable] = holding, unit
        if unit.note:
            notes.append((variable, unit.note))
    count = header.shape(forecast.leads)[0]
    inner = BlockPiece(
        header.reader, where=header.where, members=members, cells=places.cells, rows=places.rows,
        columns=places.columns, picks=picks, modelled=True, dates=lead_dates(count, leads.axis.dates),
        units=found.units, holdings=found.holdings, positions=np.arange(count), height=height_of(header, places.axes),
    )  # fmt: skip
    along = [n for n in header.told if forecast.lead_axis in header.dimensions(n) and n != forecast.leads]
    piece = ForecastPiece(inner, leads, starts, found.units)
    return OpenedFile(piece, notes, found.refused, [n for n in along if n not in header.helpers])


def _refuse_sums_since_start(header: Header, variable: str, name: str) -> None:
    """ECMWF forecasts add rain and sunshine up from their start; so does WRF."""
    if name in RUNNING_SUMS or (variable in ("pr", "rsds") and name.lower() in ("tp", "ssrd")):
        what = f"{name} is summed up since the start of each forecast"
        got, next_step = str(header.told[name].get("units", "")), "Take the difference from lead to lead: mm/day"
        raise Refused(Problem("unit.accumulated", header.where, what, got, "a rate, or the amount a day", next_step))


def _note_left_out(axis: Axis, notes: list[tuple[str, str]]) -> None:
    if (left_out := axis.left_out).size:
        seen = days_said(axis.dates, left_out)
        notes.append(("", note(f"left_out.{axis.dates.step}", count=left_out.size, seen=seen)))


def _variables(header: Header, roles, times: Times, notes) -> Found:
    found = Found()
    for variable, names in candidates(header, found.refused, notes).items():
        try:
            holdings = {name: holding_of(header, name, roles) for name in names}
            units = {name: _unit(header, variable, name, times.step) for name in names}
            way, said = way_of(header, variable, names, units[names[0]], times)
        except Refused as refusal:
            found.refused += [(variable, problem) for problem in refusal.problems]
            continue
        found.holdings |= holdings
        found.parts |= units
        found.units[variable], found.ways[variable] = units[names[0]], way
        notes += [(variable, text) for text in dict.fromkeys((*(u.note for u in units.values()), *said)) if text]
    if times.step == "hour":
        _add_extremes(found, times.axis, notes)
    return found


def _unit(header: Header, variable: str, name: str, step: str) -> FileUnit:
    told = header.told[name]
    return file_unit(
        variable, told.get("units"), where=header.where, name=name, attributes=told, step=step,
        running=name in RUNNING_SUMS,
    )  # fmt: skip


def _add_extremes(found: Found, axis: Axis, notes) -> None:
    """The highest and lowest of hourly temperatures, where the file has no extremes of its own."""
    if "tas" not in found.ways or axis.needed < _ENOUGH_FOR_EXTREMES:
        return
    way = found.ways["tas"]
    for variable, how in (("tasmax", "max"), ("tasmin", "min")):
        if variable not in found.ways and variable not in dict(found.refused):
            found.ways[variable] = Way(way.parts, how, way.starts)
            found.units[variable] = found.units["tas"]
            notes.append((variable, note(f"extreme.{how}", name=variable, count=axis.needed, of=way.parts[0])))


def _piece(header: Header, places: Places, members, found: Found, times: Times) -> Piece:
    """The piece: as it stands in the file where it can be, else reckoned from it."""
    common = {
        "height": height_of(header, places.axes),
        "where": header.where, "members": members[0], "cells": places.cells, "rows": places.rows,
        "columns": places.columns, "picks": members[1], "modelled": header.modelled,
    }  # fmt: skip
    stamps, axis = times.stamps, times.axis
    plain = times.step != "hour" and not any(
        w.running or (w.amount and times.step != "day") for w in found.ways.values()
    )
    if plain:
        holdings: Mapping[str, Holding] = {v: found.holdings[w.parts[0]] for v, w in found.ways.items()}
        return BlockPiece(
            header.reader, dates=axis.dates, units=found.units, holdings=holdings, positions=axis.positions, **common
        )
    inner = BlockPiece(
        header.reader, dates=dates_of(stamps.day, stamps.origin, stamps.calendar), units=found.parts,
        holdings=found.holdings, positions=np.arange(len(stamps.day)), **common,
    )  # fmt: skip
    # On the scale of day numbers, so that two files compare whatever the day they count from.
    seconds = inner.dates.numbers() * 86400 + stamps.second
    return ReckonedPiece(
        inner, dates=axis.dates, units=found.units, ways=found.ways, needed=axis.needed, seconds=seconds
    )
