"""The graph: the years on record as bars, and every model's years as marks beside them, on one scale with one line."""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from ...vocabulary.outcomes import NOT_A_SEASON, Outcome
from ...vocabulary.texts import text_in
from ..counts import OBSERVED, Counts
from ..words.phrases import bare_count, days_unit, say
from .drawing import HURTS, INK, OTHER, PAPER, QUIET, SMALL, TEXT, WIDTH, colour_of, new_figure, our_style, wrapped
from .scales import Scale, make_scale
from .yearly import holds

_MOST_PLACES = 4
_LEFT, _RIGHT = 0.9, 0.22
_SHAPES = "os^Dv<>phPX"
# Heights in inches, from the top of a place's part to its end.
_HEAD, _BARS, _YEARS, _MARKS_HEAD, _MARKS = 0.54, 1.9, 0.42, 1.0, 2.1


@dataclass(frozen=True)
class Column:
    """One model's years in one period: a column of marks."""

    label: str
    block: str
    value: np.ndarray
    outcome: np.ndarray
    true: np.ndarray
    count: str
    shape: str


def graph(
    result, counts: Counts, language: str, *, title: str, bad_years: tuple[str, ...] = (), demo: str = ""
) -> Figure:
    """The graph of a product; every count printed on it is a row of the summary. Without `title` it has no head."""
    true = holds(result, counts.statement)
    shown = counts.places[:_MOST_PLACES]
    columns = [_columns(result, counts, true, place) for place in range(len(shown))]
    lines = wrapped(title, size=13)
    named = 0.28 if len(counts.places) > 1 else 0.0
    has_record = counts.record_period is not None
    part = [named + has_record * (_HEAD + _BARS + _YEARS) + _marks_height(found) for found in columns]
    head = 0.18 + 0.25 * len(lines) + (0.24 if demo else 0)
    with our_style():
        page = _Page(new_figure(head + sum(part) + _legend_height(bad_years, len(counts.places) - len(shown))))
        for text in lines:
            page.line(text, 0.25, size=13, weight="bold")
        if demo:
            page.line(demo, 0.24, size=SMALL, color=HURTS, weight="bold")
        page.down(0.06)
        scale = make_scale(result, counts, language)
        for place, name in enumerate(shown):
            if named:
                page.line(name, named, size=12, weight="bold")
            if has_record:
                _record(page, result, counts, true, place, scale, language, bad_years)
            if columns[place]:
                _models(page, columns[place], scale, counts, result, language)
        _legend(page, result, counts, scale, language, bad_years)
    return page.figure


def _marks_height(columns: list["Column"]) -> float:
    return _MARKS_HEAD + _MARKS + _foot(columns) if columns else 0.0


def _foot(columns: list["Column"]) -> float:
    """Room [inches] for the longest of the models' names, which stand upright."""
    return 0.15 + max(len(column.label) for column in columns) * 0.092


class _Page:
    """A figure filled from the top, in inches."""

    def __init__(self, figure: Figure):
        self.figure, self.height = figure, figure.get_figheight()
        self.y = self.height - 0.12

    def down(self, inches: float) -> None:
        self.y -= inches

    def line(self, text: str, inches: float, **style) -> None:
        self.figure.text(0.12 / WIDTH, (self.y - inches * 0.25) / self.height, text, va="top", **style)
        self.down(inches)

    def axes(self, inches: float):
        self.down(inches)
        box = (_LEFT / WIDTH, self.y / self.height, 1 - (_LEFT + _RIGHT) / WIDTH, inches / self.height)
        return self.figure.add_axes(box, facecolor=PAPER)


def _record(page, result, counts: Counts, true, place: int, scale: Scale, language: str, bad_years) -> None:
    """The years on record: a bar a year, the counted ones dark; never and not known stand in bands of their own."""
    member = [m.id for m in counts.members].index(counts.observed[0].id)
    period = list(counts.roles).index(counts.record_period)
    one = result.places.isel(member=member, period=period, place=place)
    real = one["outcome"].values != NOT_A_SEASON
    value, outcome = one["value"].values[real], one["outcome"].values[real]
    labels, counted = one["season_label"].values[real], true[member, period, real, place]
    row = counts.row(counts.places[place], OBSERVED, counts.record_period)
    told = (
        bare_count(row["years_true"], row["years_valid"], language)
        if row["years_valid"]
        else say(language, "graph.none_known")
    )
    page.line(say(language, "graph.observed", period=counts.record_period, count=told), 0.28, size=TEXT, weight="bold")
    page.line(_measured(result.metric, language), _HEAD - 0.28, size=SMALL, color=QUIET)
    axes = page.axes(_BARS)
    dark = colour_of(counts.statement, result.metric.bad_is)
    for x, (height, what, yes) in enumerate(zip(value, outcome, counted, strict=True)):
        colour = dark if yes == 1 else OTHER
        if what == Outcome.HAPPENED:
            axes.bar(x, height - scale.base, bottom=scale.base, width=0.78, color=colour, edgecolor=INK, linewidth=0.5)
            if abs(height - scale.base) < 0.005 * (scale.edge - scale.low):
                axes.plot([x - 0.22, x + 0.22], [height, height], color=QUIET, linewidth=3, clip_on=False)
        elif what == Outcome.DID_NOT_HAPPEN:
            axes.plot([x, x], [scale.low, scale.never], color=INK, linewidth=0.9, linestyle=(0, (1, 2)))
            axes.plot(x, scale.never, marker="X", markersize=8, color=colour, markeredgecolor=INK, markeredgewidth=0.7)
        else:
            axes.bar(
                x,
                scale.edge - scale.low,
                bottom=scale.low,
                width=0.78,
                color="white",
                edgecolor=QUIET,
                hatch="////",
                linewidth=0.6,
            )
            axes.plot(x, scale.unknown, marker="$?$", markersize=9, color=INK)
        if str(labels[x])[:4] in bad_years:
            axes.plot(
                x, -0.05, marker="^", markersize=6, color=INK, transform=axes.get_xaxis_transform(), clip_on=False
            )
    if scale.low < scale.base:
        axes.axhline(scale.base, color=QUIET, linewidth=0.8)
    _dress(axes, scale, len(value))
    _year_ticks(axes, labels)
    page.down(_YEARS)


def _measured(metric, language: str) -> str:
    """What the bars measure, with its unit where the words do not say it."""
    unit = "" if metric.unit in ("day", "K day") else days_unit(metric.unit, 0, language)
    return f"{text_in(metric.label, language)} [{unit}]" if unit else text_in(metric.label, language)


def _year_ticks(axes, labels) -> None:
    """As many years as have room; seasons over New Year have long names, 1945-46."""
    years = [(x, str(label)) for x, label in enumerate(labels)]
    most = 7 if all(len(label) <= 4 for _, label in years) else 4
    step = next(step for step in (1, 2, 5, 10, 20, 50) if len(years) / step <= most)
    shown = [(x, label) for x, label in years if int(label[:4]) % step == 0]
    axes.set_xticks([x for x, _ in shown], [label for _, label in shown])
    axes.tick_params(axis="x", pad=6, labelsize=SMALL)


def _columns(result, counts: Counts, true, place: int) -> list[Column]:
    """Columns of all models: their baseline once, then each scenario's future."""
    shapes = {
        model: _SHAPES[i % len(_SHAPES)]
        for i, model in enumerate(dict.fromkeys(_model(m) for m in counts.members if m.kind != OBSERVED))
    }
    found: list[Column] = []
    for role in ("baseline", "future"):
        seen: list[tuple[str, bytes]] = []
        for group in counts.scenarios:
            label = counts.period(group, role)
            for member in counts.of_group(group) if label else ():
                m, p = [one.id for one in counts.members].index(member.id), list(counts.roles).index(label)
                one = result.places.isel(member=m, period=p, place=place)
                real = one["outcome"].values != NOT_A_SEASON
                value, outcome = one["value"].values[real], one["outcome"].values[real]
                # Scenarios of one model share their past: the same years are drawn once.
                past = (_model(member), value.tobytes() + outcome.tobytes())
                row = counts.row(counts.places[place], member.id, label)
                if row is None or (role == "baseline" and past in seen):
                    continue
                seen.append(past)
                block = label if role == "baseline" else f"{group}\n{label}"
                many = f"{row['years_true']}\n/{row['years_valid']}"
                found.append(
                    Column(_model(member), block, value, outcome, true[m, p, real, place], many, shapes[_model(member)])
                )
    return found


def _model(member) -> str:
    return member.model or member.id


def _models(page, columns: list[Column], scale: Scale, counts: Counts, result, language: str) -> None:
    """Every model's years as marks, a column a model; no box hides them."""
    page.line(say(language, "graph.models"), 0.26, size=SMALL)
    page.down(_MARKS_HEAD - 0.26)
    axes = page.axes(_MARKS)
    dark = colour_of(counts.statement, result.metric.bad_is)
    crowded = len(columns) > 10
    x, ticks, blocks = 0.0, [], {}
    for i, column in enumerate(columns):
        if i and column.block != columns[i - 1].block:
            axes.axvline(x - 0.25, color=QUIET, linewidth=0.8)
            x += 0.5
        _marks(axes, x, column, scale, dark)
        axes.text(
            x,
            1.02,
            column.count,
            transform=axes.get_xaxis_transform(),
            ha="center",
            va="bottom",
            size=8 if crowded else SMALL,
            linespacing=1.0,
        )
        ticks.append(x)
        blocks.setdefault(column.block, []).append(x)
        x += 1
    for name, at in blocks.items():
        axes.text(
            np.mean(at),
            1.2,
            name,
            transform=axes.get_xaxis_transform(),
            ha="center",
            va="bottom",
            size=SMALL,
            weight="bold",
            linespacing=1.0,
        )
    _dress(axes, scale, x)
    axes.set_xticks(ticks, [column.label for column in columns], rotation=90, size=SMALL)
    axes.set_xlim(-0.6, x - 0.4)
    page.down(_foot(columns))


def _marks(axes, x: float, column: Column, scale: Scale, dark: str) -> None:
    value = column.value.astype(float)
    value[column.outcome == Outcome.DID_NOT_HAPPEN] = scale.never
    value[column.outcome == Outcome.UNKNOWN] = scale.unknown
    at = x + _swarm(value, scale)
    for what, yes in (
        (Outcome.HAPPENED, 1),
        (Outcome.HAPPENED, 0),
        (Outcome.DID_NOT_HAPPEN, 1),
        (Outcome.DID_NOT_HAPPEN, 0),
    ):
        chosen = (column.outcome == what) & (column.true == yes)
        shape = column.shape if what == Outcome.HAPPENED else "X"
        axes.plot(
            at[chosen],
            value[chosen],
            linestyle="",
            marker=shape,
            markersize=4.4,
            color=dark if yes else OTHER,
            markeredgecolor=INK,
            markeredgewidth=0.6,
            zorder=4,
            clip_on=False,
        )
    unknown = column.outcome == Outcome.UNKNOWN
    axes.plot(at[unknown], value[unknown], linestyle="", marker="$?$", markersize=6, color=INK, zorder=4)


def _swarm(value: np.ndarray, scale: Scale) -> np.ndarray:
    """Sideways places for marks of nearly the same height, in the order of the years: nothing random."""
    bins = np.round((value - scale.low) / (scale.top - scale.low) * 32)
    shift = np.zeros(len(value))
    for one in np.unique(bins):
        here = np.flatnonzero(bins == one)
        places = (np.arange(len(here)) - (len(here) - 1) / 2) * min(0.15, 0.8 / max(len(here), 1))
        shift[here] = places
    return shift


def _dress(axes, scale: Scale, width: float) -> None:
    axes.set_xlim(-0.7, width - 0.3)
    axes.set_ylim(scale.low, scale.top)
    axes.axhline(scale.at, color=INK, linewidth=1.6, linestyle=(0, (5, 2)), zorder=3)
    ticks = [*scale.ticks, *scale.bands]
    axes.set_yticks([at for at, _ in ticks], [label for _, label in ticks], linespacing=0.9)
    axes.tick_params(axis="y", labelsize=SMALL)
    if scale.bands:
        axes.axhline(scale.edge, color=QUIET, linewidth=0.6)


def _legend_height(bad_years, hidden: int) -> float:
    return 0.48 + (0.24 if bad_years else 0) + (0.24 if hidden > 0 else 0)


def _legend(page, result, counts: Counts, scale: Scale, language: str, bad_years) -> None:
    dark = colour_of(counts.statement, result.metric.bad_is)
    entries = [
        Patch(facecolor=dark, edgecolor=INK, linewidth=0.5, label=scale.yes),
        Patch(facecolor=OTHER, edgecolor=INK, linewidth=0.5, label=scale.no),
    ]
    page.down(0.08)
    at = (0.12 / WIDTH, page.y / page.height)
    page.figure.legend(
        handles=entries,
        loc="upper left",
        bbox_to_anchor=at,
        ncols=2,
        frameon=False,
        fontsize=SMALL,
        borderaxespad=0,
        handlelength=1.2,
        columnspacing=1.2,
    )
    page.down(0.27)
    if bad_years:
        page.line("▲ " + say(language, "graph.bad", years=", ".join(bad_years)), 0.24, size=SMALL)
    hidden = len(counts.places) - _MOST_PLACES
    if hidden > 0:
        page.line(
            say(language, "graph.more_places" if hidden > 1 else "graph.one_more_place", n=hidden), 0.24, size=SMALL
        )
