"""The history graph: where each year's bar stands, and which years count. Geometry only; the template draws it.

A season's value and its outcome travel together: years that did not happen and years that cannot be known are drawn
as themselves, never as zero.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import ge, gt, le, lt
from types import MappingProxyType

# statement -> (comparison with the condition, where a season that did not happen must stand to count): as `count`
STATEMENTS: dict[str, tuple[Callable[[float, float], bool], tuple[str, ...]]] = {
    "by": (le, ("before", "least")),
    "later_than": (gt, ("after",)),
    "at_least": (ge, ()),
    "more_than": (gt, ()),
    "fewer_than": (lt, ("after", "before", "least")),
}

NOBODY: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Bar:
    """One season. `state` is counted, not_counted or unknown; `never` seasons are drawn as a cross, counted or not.

    value   what it is compared by: days are those of a common year; None where there is none
    bad     who remembers it as a bad year, and what happened; "" where nobody does
    """

    label: str
    x: float
    width: float
    y: float
    height: float
    state: str
    never: bool = False
    words: str = ""
    value: float | None = None
    bad: str = ""

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class History:
    """The whole picture in its own units: pixels of its view box."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    bars: tuple[Bar, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    threshold: float | None
    welcome: bool = False
    zero: float = 0.0
    scale: float = 1.0

    @property
    def words_left(self) -> bool:
        """Whether the threshold's words stand better at the left end, where fewer bars run through them."""
        third = max(len(self.bars) // 3, 1)

        def through(bars: tuple[Bar, ...]) -> int:
            return sum(bar.height > 0 and bar.y < (self.threshold or 0) for bar in bars)

        return through(self.bars[:third]) < through(self.bars[-third:])

    def at(self, value: float) -> float:
        """Where a line at this value crosses the picture."""
        return round(self.zero - value * self.scale, 1)

    @property
    def remembered(self) -> bool:
        """Whether somebody remembers one of these years as bad."""
        return any(bar.bad for bar in self.bars)

    @property
    def states(self) -> frozenset[str]:
        """What the legend has to explain."""
        never = {"never"} if any(bar.never for bar in self.bars) else set()
        return frozenset({bar.state for bar in self.bars if not bar.never} | never)


def state_of(value: float | None, outcome: str, statement: str, condition: float, never: str = "after") -> str:
    """Whether a season counts towards the statement: counted, not_counted, or unknown; `never` as in `count`."""
    if outcome == "unknown" or (outcome == "happened" and value is None):
        return "unknown"
    if not statement:
        return "not_counted"
    compare, true_for = STATEMENTS[statement]
    if outcome == "did_not_happen":
        return "counted" if never in true_for else "not_counted"
    return "counted" if compare(value, condition) else "not_counted"


def draw(
    seasons: Sequence[Sequence],
    *,
    statement: str,
    condition: Callable[[str], float],
    line: float | None,
    label_value: Callable[[float], str],
    size: tuple[int, int],
    welcome: bool = False,
    frame: bool = True,
    never: str = "after",
    bad: Mapping[int, str] = NOBODY,
) -> History:
    """Lay out `seasons`, each (label, value or None, outcome word), for a picture of `size` (width, height).

    condition  for a season's label, the number its value is compared with; dates shift by a day in leap years
    line       where the threshold is drawn; None, with an empty `statement`: nothing is counted, and there is none
    welcome    whether counted years are the good ones: they are then drawn in blue, else in brown
    bad        years that people remember as bad, with what they say of them
    """
    width, height = size
    left, right, top, bottom = (54, width - 14, 24, height - 26) if frame else (0, width, 2, height)
    values = [value for _, value, outcome in seasons if outcome == "happened" and value is not None]
    tallest, lowest = max([*values, line or 0.0, 1.0]), min([*values, line or 0.0, 0.0])
    step = _nice_step(tallest - lowest)
    highest, floor = _ceiling(tallest, step), -_ceiling(-lowest, step) if lowest < 0 else 0.0
    scale = (bottom - top) / (highest - floor)
    zero = bottom + floor * scale
    slot = (right - left) / max(len(seasons), 1)
    thick = max(slot * 0.72, 1.5)
    limits = [condition(str(season[0])) for season in seasons]
    bars = tuple(
        replace(
            _bar(
                season,
                (left + i * slot + (slot - thick) / 2, thick),
                (top, zero, scale),
                state_of(season[1], season[2], statement, limit, never),
                label_value,
            ),
            value=_compared(season, limit, line), bad=bad.get(year_of(season[0]), ""),
        )
        for i, (season, limit) in enumerate(zip(seasons, limits, strict=True))
    )  # fmt: skip
    ticks = [floor + step * i for i in range(int((highest - floor) / step) + 1)]
    return History(
        width=width, height=height, left=left, right=right, top=top, bottom=bottom, bars=bars,
        across=_year_labels(bars, right - left) if frame else (),
        up=tuple((round(zero - tick * scale, 1), label_value(tick)) for tick in ticks) if frame else (),
        threshold=None if line is None else round(zero - line * scale, 1),
        welcome=welcome, zero=round(zero, 1), scale=scale,
    )  # fmt: skip


def year_of(label: object) -> int:
    """The year that a season is called by; of 1997-98 it is 1997."""
    return int(str(label)[:4]) if str(label)[:4].isdigit() else 0


def _compared(season: Sequence, limit: float, line: float | None) -> float | None:
    """The value as the line is drawn: where a leap year shifts the day, it is shifted back."""
    _label, value, outcome = season
    return None if value is None or outcome != "happened" else value - (limit - line if line is not None else 0.0)


def _bar(season: Sequence, across: tuple[float, float], up: tuple[float, float, float], state: str, words) -> Bar:
    label, value, outcome = season
    (x, thick), (top, zero, scale) = across, up
    never = outcome == "did_not_happen"
    if never or state == "unknown":
        return Bar(str(label), round(x, 1), round(thick, 1), top, 0.0, state, never)
    # A season of zero days keeps a foot on the line, so that it is seen to be there.
    height = round(max(abs(value) * scale, 2.0), 1)
    y = zero if value < 0 else zero - height
    return Bar(str(label), round(x, 1), round(thick, 1), round(y, 1), height, state, never, words(value))


def _nice_step(highest: float) -> float:
    """A step that gives four to seven lines: 1, 2, 5, 10, ..."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000):
        if highest / step <= 6:
            return float(step)
    return highest / 5


def _ceiling(value: float, step: float) -> float:
    lines = int(value / step)
    return step * (lines if lines * step >= value and lines else lines + 1)


def _year_labels(bars: tuple[Bar, ...], room: float) -> tuple[tuple[float, str], ...]:
    """Years under the bars, as many as fit without touching: every 1st, 2nd, 5th, 10th or 20th."""
    if not bars:
        return ()
    wide = 44 if len(bars[0].label) <= 4 else 62
    every = next((n for n in (1, 2, 5, 10, 20) if len(bars) / n * wide <= room), 50)

    def round_year(bar: Bar) -> bool:
        year = bar.label[:4]
        return year.isdigit() and int(year) % every == 0

    return tuple((bar.middle, bar.label) for bar in bars if round_year(bar))


def day_label(start: tuple[int, int], days: float, write: Callable[[date], str]) -> str:
    """The day of the year `days` after `start` (month, day), in words; the year 2001 stands for any common year."""
    return write(date(2001, *start) + timedelta(days=round(days)))
