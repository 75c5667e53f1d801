"""`data.nc`: the seasonal values, their outcomes and the counts, by the CF conventions 1.11.

Written with the netCDF library itself: xarray adds fill values to coordinates, which CF does not want. Nothing of a
clock goes in, so the same result gives the same bytes.
"""

from pathlib import Path

import netCDF4
import numpy as np

import climserv

from ..vocabulary.outcomes import NOT_A_SEASON, Outcome
from ..vocabulary.texts import text_in
from .counts import Counts
from .netcdf_texts import write_spreads, write_texts
from .trust import all_sources, made_for_demonstration

CONVENTIONS = "CF-1.11"
_SEASONAL = ("member", "period", "season")
_COUNTS = ("member_group", "period", "condition", "place")
_NO_VALUE = np.float32(9.969209968386869e36)


def write_netcdf(result, counts: Counts, path: Path, *, product: str, title: str) -> None:
    """Write the result to a new file at `path`; `product` is the product's id, `title` its question."""
    with netCDF4.Dataset(path, "w", format="NETCDF4") as file:
        _attributes(file, result, product, title)
        _coordinates(file, result)
        main, *others = result.answers
        _seasonal(file, result, main, main.places, "outcome", ("place",))
        _counts(file, result, counts)
        write_spreads(file, result.answers)
        if result.grid is not None:
            _axes(file, result.grid)
            _seasonal(file, result, main, main.grid, "outcome_grid", ("lat", "lon"))
        for other in others:
            _seasonal(file, result, other, other.places, f"outcome_{other.code}", ("place",))
            if other.grid is not None:
                _seasonal(file, result, other, other.grid, f"outcome_{other.code}_grid", ("lat", "lon"))


def _attributes(file, result, product: str, title: str) -> None:
    filled = result.filled
    named = ", ".join(source.name for source in all_sources(result))
    parameters = ", ".join(f"{name} = {value}" for name, value in sorted(filled.parameters.items()))
    comment = [f"{name}: {text}" for name, text in sorted(filled.conventions.items())]
    if made_for_demonstration(result):
        comment.insert(0, "Made for demonstration: not measured, not for any decision.")
    file.setncatts(
        {
            "Conventions": CONVENTIONS,
            "title": title,
            "institution": "made with climserv from the sources named here",
            "source": f"recipe {filled.id} version {filled.version} on {named}",
            "history": f"climserv {climserv.__version__}: {filled.id} with {parameters}",
            "references": "; ".join(str(one) for one in filled.references) or "see product.json",
            "comment": " | ".join(comment) or "see product.json",
            "climserv_product": product,
        }
    )


def _coordinates(file, result) -> None:
    places = result.places
    for name in (*_SEASONAL, "place"):
        file.createDimension(name, places.sizes[name])
    names = {"member": "member of the ensemble; 'observed' for the observations", "period": "period of years",
             "place": "name of the place"}  # fmt: skip
    for name, about in names.items():
        write_texts(file, name, (name,), places[name].values, about)
    season = file.createVariable("season", "i4", ("season",))
    season.setncatts({"long_name": "number of the season within its period, from 0", "units": "1"})
    season[:] = np.arange(places.sizes["season"])
    for name, about in {"kind": "observed or projected", "model": "climate model", "scenario": "scenario",
                        "group": "member group that counts are pooled over"}.items():  # fmt: skip
        write_texts(file, name, ("member",), places[name].values, about)
    write_texts(file, "period_role", ("period",), places["period_role"].values, "what the period serves as")
    by_season = places["season_label"].transpose("period", "season").values
    write_texts(file, "season_label", ("period", "season"), by_season, "name of the season; over New Year as 2000-01")
    year = file.createVariable("season_year", "i4", ("period", "season"), fill_value=0)
    year.setncatts({"long_name": "calendar year in which the season starts", "units": "1"})
    year[:] = places["season_year"].transpose("period", "season").values
    for name, standard, unit in (("lat", "latitude", "degrees_north"), ("lon", "longitude", "degrees_east")):
        values = places[name].values.astype(np.float64)
        called = name if result.grid is None else f"place_{name}"
        # A coordinate that a file did not give is missing; CF allows that for auxiliary coordinates.
        missing = {"fill_value": np.float64(-999.0)} if np.isnan(values).any() else {}
        variable = file.createVariable(called, "f8", ("place",), **missing)
        variable.setncatts({"standard_name": standard, "long_name": f"{standard} of the place", "units": unit})
        variable[:] = np.where(np.isnan(values), -999.0, values)


def _axes(file, grid) -> None:
    for name, standard, unit, axis in (
        ("lat", "latitude", "degrees_north", "Y"), ("lon", "longitude", "degrees_east", "X"),
    ):  # fmt: skip
        file.createDimension(name, grid.sizes[name])
        variable = file.createVariable(name, "f8", (name,))
        about = f"{standard} of the centre of the cell"
        variable.setncatts({"standard_name": standard, "long_name": about, "units": unit, "axis": axis})
        variable[:] = grid[name].values


def _seasonal(file, result, answer, data, outcome_name: str, space: tuple[str, ...]) -> None:
    """One output at places or on the grid, with its outcomes beside it."""
    name = answer.code if space == ("place",) else f"{answer.code}_grid"
    dims = (*_SEASONAL, *space)
    data = data.transpose(*dims)
    # A member at a time: a chunk is one member's, and no second copy of all is made.
    packed = {"zlib": True, "complevel": 4, "shuffle": True, "chunksizes": (1, 1, *data["value"].shape[2:])}
    place = ["lat", "lon"] if result.grid is None else ["place_lat", "place_lon"]
    beside = " ".join(
        ["kind", "model", "scenario", "group", "period_role", "season_label", "season_year"]
        + (place if space == ("place",) else [])
    )
    value = file.createVariable(name, "f4", dims, fill_value=_NO_VALUE, **packed)
    value.setncatts(
        {
            "long_name": text_in(answer.metric.label, "en"),
            "units": answer.metric.unit,
            "coordinates": beside,
            "ancillary_variables": outcome_name,
            "comment": _meaning(result, answer),
        }
    )
    flags = file.createVariable(outcome_name, "u1", dims, fill_value=np.uint8(NOT_A_SEASON), **packed)
    flags.setncatts(
        {
            "long_name": f"what is known of the season: {text_in(answer.metric.label, 'en')}",
            "standard_name": "status_flag",
            "flag_values": np.array([int(one) for one in Outcome], np.uint8),
            "flag_meanings": " ".join(one.word for one in Outcome),
            "coordinates": beside,
        }
    )
    for member in range(data.sizes["member"]):
        outcome = data["outcome"].values[member]
        value[member] = np.where(outcome == Outcome.HAPPENED, data["value"].values[member], _NO_VALUE)
        flags[member] = outcome


def _meaning(result, answer) -> str:
    stated = ", ".join(f"{name} {value}" for name, value in sorted(result.filled.parameters.items()))
    if answer.start:
        return f"days after {answer.start} of season_year; {stated}"
    return stated


def _counts(file, result, counts: Counts) -> None:
    """Counts of years by member group, period and condition; 0 of 0 years where the group has no such period."""
    groups = list(dict.fromkeys(str(row["member_group"]) for row in result.summary))
    conditions = counts.conditions
    file.createDimension("member_group", len(groups))
    file.createDimension("condition", len(conditions))
    write_texts(file, "member_group", ("member_group",), groups, "observations, one scenario pooled, or one member")
    about = f"condition of the statement '{counts.statement.code}'"
    write_texts(file, "condition", ("condition",), conditions, about)
    axes = [groups, [str(label) for label in result.places["period"].values], conditions, counts.places]
    numbers = {key: np.zeros([len(axis) for axis in axes], np.int32) for key in _NUMBERS}
    for row in result.summary:
        if str(row["statement"]) == counts.statement.code:
            keys = zip(axes, ("member_group", "period", "condition", "place"), strict=True)
            at = tuple(axis.index(str(row[key])) for axis, key in keys)
            for key, array in numbers.items():
                array[at] = row[key]
    for key, about in _NUMBERS.items():
        variable = file.createVariable(key, "i4", _COUNTS)
        variable.setncatts({"long_name": about, "units": "1"})
        variable[:] = numbers[key]
    _probability(file, numbers)


_NUMBERS = {
    "years_true": "number of years in which the statement was true",
    "years_valid": "number of years that are known: happened and did not happen",
    "years_unknown": "number of years that cannot be known",
}


def _probability(file, numbers: dict[str, np.ndarray]) -> None:
    true, valid = numbers["years_true"], numbers["years_valid"]
    share = np.divide(true, valid, out=np.full(true.shape, float(_NO_VALUE)), where=valid > 0)
    variable = file.createVariable("probability", "f4", _COUNTS, fill_value=_NO_VALUE)
    variable.setncatts(
        {
            "long_name": "share of the known years in which the statement was true",
            "units": "1",
            "ancillary_variables": " ".join(_NUMBERS),
        }
    )
    variable[:] = share
