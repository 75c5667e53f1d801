"""The map as numbers: the years that count in each cell of an area, for pages that draw it themselves."""

from typing import Any

import numpy as np

from ...vocabulary.outcomes import NOT_A_SEASON
from ..counts import OBSERVED, Counts
from .yearly import counts_on_grid


def cells_of(result, counts: Counts) -> dict[str, Any] | None:
    """Cells of the area with their years true and known: of the observations, and of each scenario's years ahead."""
    if result.grid is None:
        return None
    asked = [(OBSERVED, counts.record_period)] if counts.record_period else []
    asked += [(group, counts.period(group, "future") or counts.period(group, "baseline")) for group in counts.scenarios]
    seasons = result.grid["outcome"].transpose("lat", "lon", "member", "period", "season").values
    rows, columns = np.nonzero((seasons != NOT_A_SEASON).any(axis=(2, 3, 4)))
    lats, lons = (result.grid[name].values.astype(float) for name in ("lat", "lon"))
    panels = []
    for group, period in asked:
        if period is not None:
            true, valid = counts_on_grid(result, counts.statement, group, period)
            panels.append({"group": group, "period": period, "true": true[rows, columns].tolist(),
                           "valid": valid[rows, columns].tolist()})  # fmt: skip
    return {
        "statement": counts.statement.as_dict(),
        "lat": lats[rows].round(6).tolist(),
        "lon": lons[columns].round(6).tolist(),
        "lats": lats.round(6).tolist(),
        "lons": lons.round(6).tolist(),
        "panels": panels,
    }
