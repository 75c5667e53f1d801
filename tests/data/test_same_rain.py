"""The law of the door: the same days, written in any manner, are read as the same numbers."""

import itertools

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from climserv.data.opening import open_file

from .making import add_axis, start_file

# How many of the unit are one kg m-2 s-1 over a day.
UNITS = {
    "kg m-2 s-1": 1.0,
    "mm s-1": 1.0,
    "m": 86.4,
    "m/day": 86.4,
    "mm": 86400.0,
    "mm day-1": 86400.0,
    "mm/day": 86400.0,
    "kg m-2": 86400.0,
    "kg m-2 d-1": 86400.0,
    "inch": 86400.0 / 25.4,
    "inches": 86400.0 / 25.4,
    "in/day": 86400.0 / 25.4,
    "inch/day": 86400.0 / 25.4,
}
TEMPERATURES = {"K": (1.0, 0.0), "degC": (1.0, -273.15), "celsius": (1.0, -273.15), "degF": (1.8, -459.67)}

# Calendars as files name them, and as they are known here.
CALENDARS = {
    "standard": "standard",
    "gregorian": "standard",
    "proleptic_gregorian": "standard",
    "noleap": "noleap",
    "365_day": "noleap",
    "all_leap": "all_leap",
    "366_day": "all_leap",
    "360_day": "360_day",
    "julian": "julian",
}
# The day before the first, and the unit's share of a day.
TIMES = {
    "days since 1999-12-25": 1,
    "days since 1999-12-25 12:00:00": 1,
    "hours since 1999-12-25 12:00:00": 24,
    "minutes since 1999-12-25 00:00": 1440,
    "seconds since 1999-12-01T00:00:00Z": 86400,
}
ORDERS = tuple(itertools.permutations(("time", "lat", "lon")))
AXES = ("time", "lat", "lon")
LATS, LONS, DAYS = np.array([-1.0, 0, 1]), np.array([-2.0, -1, 0, 1]), 9
LENGTHS = {"time": DAYS, "lat": len(LATS), "lon": len(LONS)}
RAIN = np.array([0, 0.1, 1, 2.5, 20, 85.3, 300, np.nan])

MANNERS = st.fixed_dictionaries(
    {
        "order": st.sampled_from(ORDERS),
        "calendar": st.sampled_from(sorted(CALENDARS)),
        "since": st.sampled_from(sorted(TIMES)),
        "down": st.booleans(),
        "round_the_globe": st.booleans(),
        "dtype": st.sampled_from(("f4", "f8")),
        "chunks": st.none() | st.fixed_dictionaries({axis: st.integers(1, n) for axis, n in LENGTHS.items()}),
        "kind": st.sampled_from(("NETCDF4", "NETCDF4", "NETCDF4_CLASSIC", "NETCDF3_CLASSIC", "NETCDF3_64BIT_DATA")),
    }
)


def write(path, name, told, values, manner):
    """A file of one variable; `values` (time, lat, lon), ascending and -180..180, are turned as `manner` says."""
    lats, lons = LATS, LONS
    if manner["down"]:
        values, lats = values[:, ::-1], lats[::-1]
    if manner["round_the_globe"]:
        turn = np.argsort(lons % 360)
        values, lons = values[:, :, turn], (lons % 360)[turn]
    since, order, chunks, kind = manner["since"], manner["order"], manner["chunks"], manner["kind"]
    in_blocks = chunks and kind.startswith("NETCDF4")
    kept = {"chunksizes": [chunks[axis] for axis in order], "zlib": True} if in_blocks else {}
    days = (np.arange(DAYS) + 7) * TIMES[since]
    with start_file(path, days=days, units=since, calendar=manner["calendar"], kind=kind) as file:
        add_axis(file, "lat", lats, "degrees_north")
        add_axis(file, "lon", lons, "degrees_east")
        variable = file.createVariable(name, manner["dtype"], order, **kept)
        variable.setncatts(told)
        variable[...] = np.transpose(values, [AXES.index(axis) for axis in order])
    return path


def read_as(piece, variable, manner):
    """All of a variable, once the axes are found to be the same whatever the manner."""
    read = piece.read(variable, 0, np.arange(12), slice(None))
    assert read.dtype == np.float32
    assert read.flags.c_contiguous
    np.testing.assert_array_equal(piece.cells.lats, LATS)
    np.testing.assert_array_equal(piece.cells.lons, LONS)
    assert piece.dates.gaps() == []
    assert len(piece.dates) == DAYS
    assert piece.dates.calendar == CALENDARS[manner["calendar"]]
    return read


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(unit=st.sampled_from(sorted(UNITS)), manner=MANNERS, seed=st.integers(0, 1000), picks=st.data())
def test_same_rain(tmp_path_factory, unit, manner, seed, picks):
    truth = np.random.default_rng(seed).choice(RAIN, (DAYS, 3, 4)) / 86400
    told = {"standard_name": "precipitation_flux", "units": unit}
    path = write(tmp_path_factory.mktemp("rain") / "rain.nc", "pr", told, truth * UNITS[unit], manner)
    piece = open_file(path).piece
    read = read_as(piece, "pr", manner)
    np.testing.assert_allclose(read, truth.reshape(DAYS, 12).T, rtol=1e-6)
    # Any part of it is that part of the whole, to the last bit.
    cells = np.array(picks.draw(st.lists(st.integers(0, 11), min_size=1, unique=True).map(sorted)))
    first, last = sorted(picks.draw(st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1))))
    part = piece.read("pr", 0, cells, slice(first, last + 1))
    np.testing.assert_array_equal(part, read[cells, first : last + 1])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(unit=st.sampled_from(sorted(TEMPERATURES)), manner=MANNERS, seed=st.integers(0, 1000))
def test_same_temperature(tmp_path_factory, unit, manner, seed):
    truth = np.random.default_rng(seed).uniform(230, 320, (DAYS, 3, 4))
    factor, offset = TEMPERATURES[unit]
    told = {"standard_name": "air_temperature", "units": unit, "cell_methods": "time: maximum"}
    path = write(tmp_path_factory.mktemp("heat") / "a.nc", "tasmax", told, truth * factor + offset, manner)
    read = read_as(open_file(path).piece, "tasmax", manner)
    np.testing.assert_allclose(read, truth.reshape(DAYS, 12).T, rtol=1e-6)
