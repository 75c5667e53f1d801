"""The record of some cells of a piece: its days in some years, and their values, as blocks read them."""

from collections import OrderedDict

import numpy as np

from ...data.opening import Dates, Piece
from ...vocabulary.seasons import Years
from .values import WORKED_IN, Days, Series, unit_of


def read_series(piece: Piece, variable: str, member: int, cells: np.ndarray, years: list[Years]) -> Series:
    """The days of `years` in the unit steps work in, cells in the order asked; each source cell is read once."""
    days, runs = days_of(piece.dates, tuple(years))
    distinct, back = np.unique(cells, return_inverse=True)
    parts = [piece.read(variable, member, distinct, run, unit=WORKED_IN.get(variable)) for run in runs]
    values = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
    values = (
        np.ascontiguousarray(values[back]) if len(distinct) < len(cells) or (back[:-1] > back[1:]).any() else values
    )
    return Series(values, days, variable, unit_of(variable))


_KNOWN_AXES: OrderedDict[tuple, tuple] = OrderedDict()
_MOST_AXES = 64


def days_of(dates: Dates, years: tuple[Years, ...]) -> tuple[Days, list[slice]]:
    """The axis of some years of a piece, the same object for every block, and where they stand in the piece."""
    key = (id(dates), years)
    if key not in _KNOWN_AXES:
        wanted = np.zeros(len(dates.year), bool)
        for span in years:
            wanted |= (dates.year >= span.first) & (dates.year <= span.last)
        days = Days(dates.calendar, dates.year[wanted], dates.month[wanted], dates.day[wanted])
        # The dates are held, so that no other object can take over their id.
        _KNOWN_AXES[key] = (dates, days, _runs(wanted))
        while len(_KNOWN_AXES) > _MOST_AXES:
            _KNOWN_AXES.popitem(last=False)
    _, days, runs = _KNOWN_AXES.get(key) or days_of(dates, years)
    return days, runs


def _runs(wanted: np.ndarray) -> list[slice]:
    """The unbroken runs of True, as slices."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], wanted.view(np.int8), [0]))))
    return [slice(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
