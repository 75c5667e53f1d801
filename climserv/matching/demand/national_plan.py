"""All needs by sector, time scale and gap, for the plan of a national framework for climate services.

Source: WMO-No. 1206 (2018), Step-by-step Guidelines for Establishing a National Framework for Climate Services.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ...needs.deadline import is_over, next_deadline
from ...vocabulary.metrics import METRICS
from ...vocabulary.scales import HORIZONS, TIME_SCALES
from ...vocabulary.sectors import AREAS, NOT_SAID, SECTORS
from ...vocabulary.spreadsheets import as_csv, as_text
from ...vocabulary.texts import text_in
from ..judging import Asked
from .board import Board
from .demand import people_of
from .gaps import KINDS, LABELS, waiting_of


@dataclass(frozen=True)
class Row:
    """Needs alike in all codes; `missing` is a kind of gap, "" where they can be served; other codes may be "" too.

    people         of each group the most that it spoke of
    next_deadline  the first day by which some of them must know
    """

    priority_area: str
    sector: str
    time_scale: str
    missing: str
    metric: str
    horizon: str
    needs: int
    groups: int
    people: int
    next_deadline: date | None


COLUMNS = tuple(field.name for field in fields(Row))


def plan_rows(
    board: Board,
    today: date,
    sectors: Mapping[str, str],
    groups: Mapping[str, Any],
    seen: Collection[str] | None = None,
) -> list[Row]:
    """A row for each sector, time scale and gap, in the order of the tables; what is served stands last of its scale.

    sectors   need id to the sector its organisation works in; a need without one is counted under ""
    groups    need id to whose it is
    seen      only these needs are counted; None: all. A decision taken once whose time is over counts no more.
    """
    alike: dict[tuple, list[Asked]] = defaultdict(list)
    for name in sorted(board.needs if seen is None else board.needs.keys() & set(seen)):
        asked = board.needs[name]
        if is_over(asked.need, today):
            continue
        held, need = waiting_of(asked, board), asked.need
        key = (sectors.get(name, ""), need.time.scale or "", held.gap.kind if held else "",
               need.metric.is_ or "", need.time.horizon or "")  # fmt: skip
        alike[key].append(asked)
    return [_row(key, alike[key], today, groups) for key in sorted(alike, key=_place)]


def plan_csv(rows: Collection[Row], language: str) -> str:
    """The rows with names of `language`; numbers and dates as they are."""
    return as_csv(COLUMNS, ([as_text(one) for one in in_words(row, language).values()] for row in rows))


def in_words(row: Row, language: str) -> dict[str, Any]:
    """A row by its columns, codes by their names."""
    labels = {
        "priority_area": AREAS, "time_scale": TIME_SCALES, "missing": LABELS, "metric": METRICS, "horizon": HORIZONS,
        "sector": SECTORS,
    }  # fmt: skip
    told = {name: getattr(row, name) for name in COLUMNS}
    for name, table in labels.items():
        entry = table.get(told[name], NOT_SAID)
        told[name] = text_in(entry if isinstance(entry, Mapping) else entry.label, language)
    told["next_deadline"] = row.next_deadline.isoformat() if row.next_deadline else ""
    return told


def _row(key: tuple, several: list[Asked], today: date, groups: Mapping[str, Any]) -> Row:
    sector = key[0]
    due = [day for asked in several if (day := next_deadline(asked.need, today))]
    whose = {groups.get(asked.need.need, ("need", asked.need.need)) for asked in several}
    area = SECTORS[sector].area if sector in SECTORS else ""
    return Row(area, *key, len(several), len(whose), people_of(several, groups), min(due, default=None))


def _place(key: tuple) -> tuple:
    sector, scale, kind, metric, horizon = key
    orders = (tuple(SECTORS), sector), (tuple(TIME_SCALES), scale), (KINDS, kind)
    # What nobody has said stands last, and so does what is missing nowhere.
    return (*(order.index(code) if code in order else len(order) for order, code in orders), metric, horizon)
