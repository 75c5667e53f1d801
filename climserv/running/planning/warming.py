"""Warming: when each model's own world reaches a warming level, found in its yearly global means."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ...data.files.paths import find_files
from ...methods.ensembles.emergence import warming_level
from ...recipes.filling import FilledRecipe
from ...recipes.graph import FilledStep
from ...recipes.stating import statements
from ...vocabulary.outcomes import Outcome
from ...vocabulary.problems import Problem, Refused, did_you_mean
from ...vocabulary.units import parse_quantity

_STEP, _PAST = "at_warming_level", "historical"
_COLUMNS = ("model", "scenario", "year", "tas")
# Yearly means of the whole world [K]; in degrees Celsius they differ by 273.15, in Fahrenheit by more.
_COLDEST, _HOTTEST = 280.0, 300.0
_ZERO = 273.15

# The yearly means of a simulation by (model, scenario) and year.
Worlds = Mapping[tuple[str, str], Mapping[int, float]]


def with_levels(filled: FilledRecipe, path: str | None, roots: Sequence[Path] | None) -> FilledRecipe:
    """The recipe with the twenty years of every simulation written into the steps that leave them away.

    path   of the global means; `Refused` when a step needs them and none are named
    roots  folders that paths may lead to; None: anywhere on this machine
    """
    lacking = [step for step in filled.steps if step.op == _STEP and "reached" not in step.arguments]
    if not lacking:
        return filled
    if not path:
        what = "the step at a warming level does not say when each model reaches it"
        advice = "Name the models' yearly global means in the order (--global-means), or give reached in the step"
        where = f"recipe {filled.id} v{filled.version}, step {filled.steps.index(lacking[0]) + 1} ({_STEP})"
        raise Refused(Problem("warming.unknown", where, what, "", "a table of model, scenario, year and tas", advice))
    (found,) = find_files(path, roots)[:1] or (None,)
    if found is None:
        raise Refused(Problem("file.missing", "--global-means", "there is no such file", path))
    worlds = read_worlds(found)
    return _with_steps(filled, [_told(step, worlds) if step in lacking else step for step in filled.steps])


def with_levels_of(filled: FilledRecipe, before: FilledRecipe) -> FilledRecipe:
    """The recipe filled anew, for other settings, with the years that were found when it was filled before."""
    pairs = zip(filled.steps, before.steps, strict=True)
    return _with_steps(
        filled,
        [
            replace(new, arguments={**new.arguments, "reached": old.arguments["reached"]})
            if new.op == _STEP and "reached" not in new.arguments
            else new
            for new, old in pairs
        ],
    )


def _with_steps(filled: FilledRecipe, steps: Sequence[FilledStep]) -> FilledRecipe:
    if tuple(steps) == tuple(filled.steps):
        return filled
    return replace(filled, steps=tuple(steps), conventions=statements(steps, filled.outputs))


def _told(step: FilledStep, worlds: Worlds) -> FilledStep:
    level = parse_quantity(step.arguments["level"], where="level", like="K").to("K")
    reached = [f"{model} {scenario} {_first_of_twenty(years, level)}" for (model, scenario), years in worlds.items()]
    return replace(step, arguments={**step.arguments, "reached": reached})


def _first_of_twenty(years: Mapping[int, float], level: float) -> str:
    first, last = min(years), max(years)
    means = [years.get(year, np.nan) for year in range(first, last + 1)]
    year, outcome = warming_level(means, first, level)
    if outcome == Outcome.UNKNOWN:
        what = "years are missing of a simulation, so that nobody can tell when it reaches the level"
        raise Refused(Problem("warming.gap", "--global-means", what, f"{first} to {last}", "every year from 1850 on"))
    return str(int(year)) if outcome == Outcome.HAPPENED else "never"


def read_worlds(path: Path) -> Worlds:
    """The yearly global means of a table (model, scenario, year, tas in K or degC), or of a NetCDF file.

    Years of the scenario `historical` stand before those of every other scenario of the same model. Raises `Refused`.
    """
    with path.open("rb") as file:
        packed = file.read(4) in (b"\x89HDF", b"CDF\x01", b"CDF\x02", b"CDF\x05")
    rows = list(_rows_of_netcdf(path) if packed else _rows_of_table(path))
    worlds: dict[tuple[str, str], dict[int, float]] = {}
    for model, scenario, year, value in rows:
        years = worlds.setdefault((model, scenario), {})
        if year in years:
            what = "a year of a simulation stands there twice"
            raise Refused(Problem("warming.twice", path.name, what, f"{model} {scenario} {year}", "once"))
        years[year] = _checked(value, path.name)
    joined = {
        (model, scenario): {**worlds.get((model, _PAST), {}), **years}
        for (model, scenario), years in worlds.items()
        if scenario != _PAST
    }
    return dict(sorted((joined or worlds).items()))


def _checked(value: float, where: str) -> float:
    """In kelvin; numbers in kelvin and in degrees Celsius tell themselves apart."""
    kelvin = value + _ZERO if _COLDEST - _ZERO <= value <= _HOTTEST - _ZERO else value
    if not _COLDEST <= kelvin <= _HOTTEST:
        what, allowed = "this is no mean temperature of the world", f"{_COLDEST:g}..{_HOTTEST:g} K, or in degC"
        raise Refused(Problem("warming.value", where, what, f"{value:g}", allowed, "Give yearly means of tas"))
    return kelvin


def _rows_of_table(path: Path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.read(4096)
        file.seek(0)
        table = csv.DictReader(file, delimiter=";" if sample.count(";") > sample.count(",") else ",")
        names = {str(name).strip().lower(): name for name in table.fieldnames or ()}
        if missing := [one for one in _COLUMNS if one not in names]:
            what, got = "this table of global means lacks a column", ", ".join(names)
            near = did_you_mean(missing[0], names)
            raise Refused(Problem("warming.columns", path.name, what, got, ", ".join(_COLUMNS), near))
        for number, row in enumerate(table, start=2):
            model, scenario, year, value = (str(row[names[one]] or "").strip() for one in _COLUMNS)
            try:
                yield model, scenario, int(year), float(value)
            except ValueError:
                what = "this line has no year and temperature"
                allowed = "such as CanESM5,ssp585,2041,289.3"
                problem = Problem("warming.line", f"{path.name}:{number}", what, f"{year}, {value}", allowed)
                raise Refused(problem) from None


def _rows_of_netcdf(path: Path):
    """One simulation: tas along time alone, each value of a year counting alike; years that lack some are left out."""
    import netCDF4

    with netCDF4.Dataset(path) as file:
        told = [str(getattr(file, name, "")).strip() for name in ("source_id", "experiment_id")]
        tas = file.variables.get("tas")
        time = file.variables.get("time")
        if tas is None or time is None or tas.dimensions != time.dimensions or not all(told):
            what = "this file holds no series of global means of one simulation"
            allowed = "tas along time alone, with the attributes source_id and experiment_id"
            raise Refused(Problem("warming.series", path.name, what, ", ".join(file.variables), allowed))
        dates = netCDF4.num2date(time[:], time.units, getattr(time, "calendar", "standard"))
        years = np.array([date.year for date in np.atleast_1d(dates)])
        values = np.ma.filled(np.ma.asarray(tas[:], np.float64), np.nan)
        whole = max(np.unique(years, return_counts=True)[1])
        for year in np.unique(years):
            here = values[years == year]
            # A leap year has a day more; a month less is no year.
            if len(here) > 0.99 * whole and np.isfinite(here).all():
                yield told[0], told[1], int(year), float(here.mean())
