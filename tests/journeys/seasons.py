"""Rain made for the journeys: seasons of which it is known on which day they start, and where a first rain deceives."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

YEARS = range(1991, 2021)


@dataclass(frozen=True)
class Rains:
    """What falls in a season: `start` and `false` in days after `first` (a month and a day), None where it never comes.

    wet      of the first rain, of each later one [mm], so far apart [day]; `lasts` days in all
    false    a first rain of the same size that a dry run follows
    """

    start: int | None
    false: int | None = None
    lasts: int = 80
    first: tuple[int, int] = (10, 1)
    wet: tuple[float, float, int] = (25, 12, 3)

    def falls(self, year: int) -> dict[date, float]:
        """The days with rain [mm]."""
        begin, (great, small, apart) = date(year, *self.first), self.wet
        if self.start is None:
            return {begin + timedelta(days=day): 3.0 for day in range(0, 60, 4)}
        rain = {} if self.false is None else {begin + timedelta(days=self.false): great}
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
        seasons[year] = Rains(start, start - 17 if deceived else None, lasts=(70, 85, 100, 120)[number % 4])
    return dict(sorted(seasons.items()))


def hill() -> dict[int, Rains]:
    """The same seasons a week earlier, as the hill gets them."""
    return {
        year: Rains(None if one.start is None else max(one.start - 7, 0), lasts=one.lasts + 10)
        for year, one in valley().items()
    }


def write_gauges(path: Path, gauges: dict[str, tuple[float, float, dict[int, Rains]]]) -> Path:
    """A sheet of daily rain as a service keeps it: a row a day and gauge; gauges by name with lat, lon and seasons."""
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(("date", "station", "lat", "lon", "rain [mm]"))
        for name, (lat, lon, seasons) in gauges.items():
            rain = {day: fell for year, one in seasons.items() for day, fell in one.falls(year).items()}
            day, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
            while day <= last:
                sheet.writerow((day.isoformat(), name, lat, lon, rain.get(day, 0)))
                day += timedelta(days=1)
    return path
