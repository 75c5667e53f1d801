"""Rain made for the journeys: seasons of which it is known on which day they start, and where a first rain deceives."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import xarray as xr

YEARS = range(1991, 2021)


@dataclass(frozen=True)
class Rains:
    """What falls in a season: `start` and `false` in days after `first` (a month and a day), None where it never comes.

    wet      of the first rain, of each later one [mm], so far apart [day]; `lasts` days in all
    false    rains of the first one's size before it, that dry days follow
    """

    start: int | None
    false: tuple[int, ...] = ()
    lasts: int = 80
    first: tuple[int, int] = (10, 1)
    wet: tuple[float, float, int] = (25, 12, 3)

    def falls(self, year: int) -> dict[date, float]:
        """The days with rain [mm]."""
        begin, (great, small, apart) = date(year, *self.first), self.wet
        if self.start is None:
            return {begin + timedelta(days=day): 3.0 for day in range(0, 60, 4)}
        rain = {begin + timedelta(days=day): great for day in self.false}
        later = {begin + timedelta(days=day): small for day in range(self.start, self.start + self.lasts, apart)}
        return rain | later | {begin + timedelta(days=self.start): great}


# Lower Embu: 21 of 30 seasons start before 5 November, eight later, one not at all; in nine a first rain deceives.
_EARLY = [6, 8, 9, 10, 12, 13, 15, 16, 17, 18, 20, 21, 22, 24, 25, 26, 28, 29, 30, 32, 33]
_LATE = [38, 40, 42, 44, 47, 50, 54, 58]
FALSE_STARTS = (1, 4, 9, 13, 15, 18, 20, 22, 24)


def valley() -> dict[int, Rains]:
    """The seasons of the valley; 2005 never started."""
    starts = [*_EARLY, *_LATE]
    # 7 shares no divisor with 29: the order is shuffled, the same every time.
    shuffled = [starts[7 * number % len(starts)] for number in range(len(starts))]
    years = dict(zip((year for year in YEARS if year != 2005), shuffled, strict=True))
    seasons = {2005: Rains(None)}
    for number, (year, start) in enumerate(years.items()):
        deceived = number in FALSE_STARTS and start > 18
        seasons[year] = Rains(start, (start - 17,) if deceived else (), lasts=(70, 85, 100, 120)[number % 4])
    return dict(sorted(seasons.items()))


def hill() -> dict[int, Rains]:
    """The same seasons a week earlier, as the hill gets them."""
    return {
        year: Rains(None if one.start is None else max(one.start - 7, 0), lasts=one.lasts + 10)
        for year, one in valley().items()
    }


def sahel(shift: int = 0) -> dict[int, Rains]:
    """Thirty seasons of Kollo: in ten a first rain deceives, in three of them a second one too; `shift` days later."""
    seasons = {}
    for number, year in enumerate(YEARS):
        start = 30 + 11 * number % 37 + shift
        false = () if number % 3 else (start - 20, start - 16) if number % 9 == 0 else (start - 17,)
        seasons[year] = Rains(start, false, lasts=(70, 90, 105, 118)[number % 4], first=(5, 1), wet=(22, 12, 3))
    return seasons


def write_gauges(path: Path, gauges: dict[str, tuple[float, float, dict[int, Rains]]]) -> Path:
    """A file of daily rain as a service keeps it; gauges by name with their lat, lon and seasons."""
    days = np.arange(f"{YEARS[0]}-01-01", f"{YEARS[-1] + 1}-01-01", dtype="datetime64[D]")
    rain = np.zeros((len(gauges), len(days)), np.float32)
    for row, (_lat, _lon, seasons) in zip(rain, gauges.values(), strict=True):
        for year, season in seasons.items():
            for day, fell in season.falls(year).items():
                at = np.datetime64(day) - days[0]
                if 0 <= at.astype(int) < len(days):
                    row[at.astype(int)] = fell
    what = {"standard_name": "precipitation_flux", "units": "mm/day", "cell_methods": "time: sum"}
    places = {name: ("station", [float(one[n]) for one in gauges.values()], {"units": unit, "standard_name": long})
              for n, (name, unit, long) in enumerate((("lat", "degrees_north", "latitude"),
                                                      ("lon", "degrees_east", "longitude")))}  # fmt: skip
    names = ("station", list(gauges), {"cf_role": "timeseries_id"})
    told = xr.Dataset({"pr": (("station", "time"), rain, what)}, {"time": days, "station_name": names, **places})
    told.attrs["featureType"] = "timeSeries"
    told.to_netcdf(path.with_suffix(".nc"))
    return path.with_suffix(".nc")
