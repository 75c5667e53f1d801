"""Bringing series to other heights and places, cell by cell; placing itself is decided by the plan."""

import numpy as np

from ...methods.regridding.elevation import lapse_rate_correction
from ..values import Arguments, Context, Series


def to_another_height(values, arguments: Arguments, context: Context) -> Series:
    series = values["of"]
    cells = len(series.values)
    heights = (np.full(cells, arguments.number(name, "m")) for name in ("from_height", "to_height"))
    return series.holding(lapse_rate_correction(series.values, *heights, rate=arguments.number("rate", "K/m")))


def placed(values, arguments: Arguments, context: Context) -> Series:
    """The plan has placed the series when it was read, by the method that this step names."""
    return values["of"]


FUNCTIONS = {"regrid": placed, "lapse_rate": to_another_height}
