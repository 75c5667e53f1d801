"""A county and its models, for what if: files written once, and the instance that keeps the series made of them."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from climserv.config import Settings
from climserv.running.planning.order import Order

from .region import write_region


@dataclass(frozen=True)
class County:
    """Its folder, a data root; the instance in it; and what is asked: 50 x 50 cells, 5 members, 30 years twice."""

    held: tempfile.TemporaryDirectory
    order: Order

    @property
    def folder(self) -> Path:
        return Path(self.held.name)

    @property
    def settings(self) -> Settings:
        return Settings(instance=self.folder / "instance")


@cache
def county(quick: bool) -> County:
    """Quick: the years ahead are those of the baseline, so that half as many are written."""
    held = tempfile.TemporaryDirectory()
    models, period = ((1981, 2010), "1981-2009") if quick else ((1981, 2040), "2011-2039")
    years = {"observed": (1981, 2010), "models": models}
    observed, paths = write_region(Path(held.name), size=50, members=5, packed=False, **years)
    data = tuple(map(str, paths))
    return County(held, Order("rainy_season_onset", data, str(observed), baseline="1981-2009", period=period))
