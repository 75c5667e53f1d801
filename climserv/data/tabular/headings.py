"""The line of column names: where it stands, and what the columns are that say station, place and day."""

import re
from collections.abc import Sequence

from ...vocabulary.texts import plain_word

STATION_COLUMNS = ("station_name", "station", "site", "name", "location", "station_id", "id", "gauge", "estacion",
                   "kituo", "nom", "poste")  # fmt: skip
DATE_COLUMNS = ("date", "time", "fecha", "datum", "tarehe")
LATITUDE_COLUMNS = ("lat", "latitude", "latitud")
LONGITUDE_COLUMNS = ("lon", "long", "longitude", "longitud")
YEAR_COLUMNS = ("year", "yr", "annee", "ano", "mwaka")
MONTH_COLUMNS = ("month", "mois", "mes", "mwezi")
DAY_COLUMNS = ("day", "jour", "dia", "siku")
DAY_OF_YEAR_COLUMNS = ("doy", "day_of_year", "yday")

# Titles and explanations above the names of the columns are no longer than this.
_LINES_ABOVE = 30

_UNIT = re.compile(r"^(.*?)\s*[\[(]\s*([^\])]*?)\s*[\])]\s*$")


def column_names(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """Names and units of columns from cells such as `rain [mm]`; the unit is None where there is none."""
    names, units = zip(*(_name_and_unit(cell) for cell in cells), strict=True)
    return names, units


def _name_and_unit(cell: str) -> tuple[str, str | None]:
    found = _UNIT.match(cell.strip())
    return (found[1].strip(), found[2]) if found and found[1].strip() else (cell.strip(), None)


def tells_days(cells: Sequence[str]) -> bool:
    """Whether these are names of columns of which one is of dates or years."""
    if not any(cells):
        return False
    return any(plain_word(name) in (*DATE_COLUMNS, *YEAR_COLUMNS) for name in column_names(cells)[0])


def heading_of(rows: Sequence[Sequence[str]]) -> int:
    """Which row holds the names of the columns: the first of the early ones that names days; else the first."""
    return next((number for number, cells in enumerate(rows[:_LINES_ABOVE]) if tells_days(cells)), 0)


def doubled(names: Sequence[str]) -> list[str]:
    """Names that several columns bear."""
    return sorted({name for name in names if names.count(name) > 1 and name})
