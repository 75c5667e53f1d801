"""The law of the door: the same rain, written in any manner, is read as the same numbers."""

import itertools

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from climserv.data.opening import open_file

from .making import add_axis, add_variable, start_file

# How many of the unit are one kg m-2 s-1 over a day.
UNITS = {
    "kg m-2 s-1": 1.0,
    "mm s-1": 1.0,
    "m": 86.4,
    "m/day": 86.4,
    "mm": 86400.0,
    "mm day-1": 86400.0,
    "kg m-2": 86400.0,
    "kg m-2 d-1": 86400.0,
    "inch": 86400.0 / 25.4,
    "in/day": 86400.0 / 25.4,
}
TIMES = ("days since 1999-12-25", "hours since 1999-12-25 12:00:00", "seconds since 1999-12-01T00:00:00Z")
ORDERS = tuple(itertools.permutations(("time", "lat", "lon")))
RAIN = np.array([0, 0.1, 1, 2.5, 20, 85.3, 300, np.nan])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    unit=st.sampled_from(sorted(UNITS)),
    order=st.sampled_from(ORDERS),
    calendar=st.sampled_from(("standard", "proleptic_gregorian", "noleap", "360_day")),
    since=st.sampled_from(TIMES),
    down=st.booleans(),
    round_the_globe=st.booleans(),
    dtype=st.sampled_from(("f4", "f8")),
    seed=st.integers(0, 1000),
)
def test_same_rain(tmp_path_factory, unit, order, calendar, since, down, round_the_globe, dtype, seed):
    truth = np.random.default_rng(seed).choice(RAIN, (9, 3, 4)) / 86400
    lats, lons = np.array([-1.0, 0, 1]), np.array([-2.0, -1, 0, 1])
    written = truth * UNITS[unit]
    if down:
        written, lats = written[:, ::-1], lats[::-1]
    if round_the_globe:
        turn = np.argsort(lons % 360)
        written, lons = written[:, :, turn], (lons % 360)[turn]
    path = tmp_path_factory.mktemp("rain") / "rain.nc"
    step = {"days": 1, "hours": 24, "seconds": 86400}[since.split(" ", 1)[0]]
    with start_file(path, days=(np.arange(9) + 7) * step, units=since, calendar=calendar) as file:
        add_axis(file, "lat", lats, "degrees_north")
        add_axis(file, "lon", lons, "degrees_east")
        named = {"standard_name": "precipitation_flux", "units": unit}
        values = np.transpose(written, [("time", "lat", "lon").index(axis) for axis in order])
        add_variable(file, "pr", values, order, dtype=dtype, **named)
    piece = open_file(path).piece
    read = piece.read("pr", 0, np.arange(12), slice(None))
    assert read.dtype == np.float32
    assert read.flags.c_contiguous
    np.testing.assert_allclose(read, truth.reshape(9, 12).T, rtol=1e-6)
    np.testing.assert_array_equal(piece.cells.lats, [-1, 0, 1])
    np.testing.assert_array_equal(piece.cells.lons, [-2, -1, 0, 1])
    assert piece.dates.gaps() == []
    assert piece.dates.calendar == calendar.removeprefix("proleptic_").replace("gregorian", "standard")
