"""Packing: how the raw numbers of a file become numbers in its unit, and which of them mean missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import netCDF4
import numpy as np

# What the NetCDF library writes where nothing was written.
_DEFAULT_FILLS = netCDF4.default_fillvals


@dataclass(frozen=True)
class Packing:
    """How raw numbers of a file variable become numbers in its unit."""

    scale: float = 1.0
    add: float = 0.0
    fills: tuple[float, ...] = ()
    low: float = -np.inf
    high: float = np.inf
    unsigned: str = ""

    @property
    def plain(self) -> bool:
        return self.scale == 1 and self.add == 0

    def as_they_are(self, dtype: np.dtype) -> tuple[np.float32, np.float32] | None:
        """The two numbers that mean missing where all others are kept as they are, in float32; None where not so."""
        fills = list(dict.fromkeys(map(np.float32, self.fills)))
        if not self.plain or dtype != np.float32 or self.low > -np.inf or self.high < np.inf or len(fills) > 2:
            return None
        return tuple([*fills, np.float32(np.nan), np.float32(np.nan)][:2])

    def unpack(self, raw: np.ndarray) -> np.ndarray:
        """Numbers in the file's unit (float32 when the file has float32 unscaled, else float64), missing as NaN."""
        if self.unsigned:
            raw = raw.view(self.unsigned)
        missing = np.zeros(raw.shape, bool)
        for fill in self.fills:
            missing |= raw == raw.dtype.type(fill)
        if self.low > -np.inf or self.high < np.inf:
            missing |= (raw < self.low) | (raw > self.high)
        as_is = self.plain and raw.dtype == np.float32
        values = raw if as_is else raw.astype(np.float64) * self.scale + self.add
        if missing.any():
            values = np.where(missing, values.dtype.type(np.nan), values)
        return values


def packing_of(told: Mapping[str, Any], dtype: np.dtype) -> Packing:
    """Packing from the attributes of CF: scale, offset, fill values, valid range."""
    fills = [float(f) for name in ("_FillValue", "missing_value") for f in np.atleast_1d(told.get(name, [])).tolist()]
    kind = dtype.str[1:]
    if "_FillValue" not in told and kind in _DEFAULT_FILLS and dtype.itemsize > 1:
        fills.append(float(_DEFAULT_FILLS[kind]))
    low, high = np.atleast_1d(told.get("valid_range", (-np.inf, np.inf))).tolist()
    low, high = float(told.get("valid_min", low)), float(told.get("valid_max", high))
    unsigned = ""
    if str(told.get("_Unsigned", "")).lower() == "true" and dtype.kind == "i":
        unsigned = f"u{dtype.itemsize}"
        size = 2 ** (8 * dtype.itemsize)
        fills = [f % size for f in fills]
    scale, add = float(told.get("scale_factor", 1.0)), float(told.get("add_offset", 0.0))
    return Packing(scale, add, tuple(f for f in fills if not np.isnan(f)), low, high, unsigned)
