"""The map of an answer, cell by cell, before and after a setting was moved; each cell can be spoken about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..products.page import Page


@dataclass(frozen=True)
class Cell:
    """One cell: `x` and `y` count from the north-west; `tenth` is the share of its known years, None where none is."""

    x: int
    y: int
    lat: float
    lon: float
    true: int
    valid: int

    @property
    def tenth(self) -> int | None:
        return round(10 * self.true / self.valid) if self.valid else None

    @property
    def code(self) -> str:
        """What a remark about it is pinned to."""
        return f"place:{self.lat:g},{self.lon:g}"


@dataclass(frozen=True)
class Panel:
    """One map: whose years, and its cells on a grid of `width` by `height`."""

    whose: str
    width: int
    height: int
    cells: tuple[Cell, ...]


def beside(result: Mapping[str, Any], page: Page) -> list[dict[str, Any]]:
    """For each panel the map before and now, and in how many cells the count went up and down."""
    now, before = result.get("map"), result.get("map_before")
    if not now:
        return []
    told = []
    old = {one.whose: one for one in _panels(before, page)} if before else {}
    for panel in _panels(now, page):
        was = {(one.lat, one.lon): one.true for one in old[panel.whose].cells} if panel.whose in old else {}
        changes = [one.true - was.get((one.lat, one.lon), one.true) for one in panel.cells]
        told.append({"before": old.get(panel.whose), "now": panel, "up": sum(one > 0 for one in changes),
                     "down": sum(one < 0 for one in changes), "all": len(panel.cells)})  # fmt: skip
    return told


def _panels(found: Mapping[str, Any], page: Page) -> list[Panel]:
    lats, lons = sorted(set(found["lat"]), reverse=True), sorted(set(found["lon"]))
    rows, columns = ({value: at for at, value in enumerate(axis)} for axis in (lats, lons))
    panels = []
    for one in found["panels"]:
        each = zip(found["lat"], found["lon"], one["true"], one["valid"], strict=True)
        cells = tuple(Cell(columns[lon], rows[lat], lat, lon, true, valid) for lat, lon, true, valid in each)
        panels.append(Panel(page.whose("", one["group"], one["period"]), len(lons), len(lats), cells))
    return panels
