"""Winters over Iberia: a global and a rotated regional model on the NCEP grid, learnt in even winters, judged in odd.

The files hold winters only; the days of a record and of a model are compared as climates.
"""

import netCDF4
import numpy as np
import pytest

from climserv.methods.adjustment import apply, make_groups, train
from climserv.methods.calendars import Timeline
from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import conservative
from climserv.methods.verification.adjusted import adjustment_skill

from ..regridding.test_regridding_iberia import CNRM, NCEP, RACMO, corners_of, edges_of

RULES = {"tas": {"kind": "+"}, "pr": {"kind": "*", "wet_day": 0.1}}
METHODS = ("linear_scaling", "quantile_mapping", "quantile_delta_mapping", "trend_preserving")


def opened(folder, name, variable):
    """Values in K or mm/day (cell, time), surface, calendar and dates."""
    with netCDF4.Dataset(folder / name.format(variable)) as file:
        lat, lon = (np.asarray(file[axis][:], np.float64) for axis in ("lat", "lon"))
        values = np.ma.filled(file[variable][:].astype(np.float32), np.nan).reshape(len(file["time"]), -1).T
        unit, time = file[variable].units, file["time"]
        values = values + np.float32(273.15) if unit == "degC" else values
        values = values * np.float32(86400) if unit == "kg m-2 s-1" else values
        dates = netCDF4.num2date(time[:], time.units, time.calendar)
        line = Timeline(time.calendar, *np.array([(d.year, d.month, d.day) for d in dates]).T)
    surface = corners_of(lat, lon) if lat.ndim == 2 else (edges_of(lat), edges_of(lon))
    return np.ascontiguousarray(values), surface, line


def winters(line, odd):
    """The days of odd or even winters, named by the year of their January, and their axis."""
    here = (line.year + (line.month == 12)) % 2 == odd
    return here, Timeline(line.calendar, line.year[here], line.month[here], line.day[here])


@pytest.mark.parametrize("variable", ["tas", "pr"])
@pytest.mark.parametrize("model", [CNRM, RACMO])
def test_odd_winters_are_nearer_the_record_than_the_raw_model(shared_data, variable, model):
    folder = shared_data / "iberia_djf"
    if not folder.is_dir():
        pytest.skip("the winters over Iberia are not among the real files")
    record, grid, of_record = opened(folder, NCEP, variable)
    raw, surface, line = opened(folder, model, variable)
    raw = apply_weights(conservative(surface, grid), raw, least_covered=0.9)
    there = ~np.isnan(raw).any(axis=1) & ~np.isnan(record).any(axis=1)
    assert there.sum() >= 10
    record, raw = record[there], raw[there]
    (even_record, line_record), (odd_record, odd_line_record) = winters(of_record, 0), winters(of_record, 1)
    (even, even_line), (odd, odd_line) = winters(line, 0), winters(line, 1)
    past = np.ascontiguousarray(record[:, even_record]), np.ascontiguousarray(raw[:, even])
    groups = make_groups(line_record, "month"), make_groups(even_line, "month")
    values, cells = np.ascontiguousarray(raw[:, odd]), np.flatnonzero(there)
    adjusted = {}
    for method in METHODS:
        taught = train(*past, *groups, method=method, cells=cells, **RULES[variable])
        adjusted[method] = apply(taught, values, make_groups(odd_line, "month"))[0]
    table = adjustment_skill(
        record[:, odd_record], values, adjusted, reference_line=odd_line_record, line=odd_line,
        wet_day=1.0 if variable == "pr" else None,
    )  # fmt: skip
    mean = table.statistics.index("mean")
    for method in METHODS:
        relative = table.relative(method)
        assert relative["data"] < 0.75, (method, relative)
        bias = np.abs(table.errors(method)[mean]).mean() / np.abs(table.errors("raw")[mean]).mean()
        assert bias < 0.75, (method, bias)
        if variable == "pr" and method != "linear_scaling":
            assert relative["1"] < 0.75, (method, relative)
