"""Handing a series to a library that works on xarray."""

import threading

from ...methods.calendars import calendar_rule
from ..blocks.values import Series

# These libraries keep options and warnings for the whole process: what one block sets, the end of another would take
# back in the middle of its work. So blocks stand in line for them.
ONE_AT_A_TIME = threading.RLock()

_UNITS = {"mm/day": "mm/d"}


def handed(series: Series):
    """A series as xclim and xsdba read it: dates of its own calendar, a unit."""
    import cftime
    import xarray as xr

    days = zip(series.year.tolist(), series.month.tolist(), series.day.tolist(), strict=True)
    dates = [cftime.datetime(*day, calendar=series.calendar) for day in days]
    time = xr.CFTimeIndex(dates)
    if calendar_rule(series.calendar) == "gregorian" and 1678 <= series.year[0] <= series.year[-1] < 2262:
        # Plain dates, with which more of it works.
        time = time.to_datetimeindex(time_unit="ns")
    attributes = {"units": _UNITS.get(series.unit, series.unit)}
    return xr.DataArray(series.values, dims=("cell", "time"), coords={"time": time}, attrs=attributes)
