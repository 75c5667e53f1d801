"""What the golden cases of a sound recipe mean: its parameters set, each expectation typed by the metric it speaks of.

`checking` has refused what does not fit the recipe; here is what only the filled recipe tells, case by case.
`running.golden` computes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..vocabulary.metrics import METRICS, Metric
from ..vocabulary.problems import Problem, Refused, refuse_if
from ..vocabulary.units import conversion, measures_the_same, parse_quantity
from .cases import Case, Expected
from .filling import FilledRecipe, fill
from .model import Recipe
from .parameters import Path

# How near a number must be when a case does not say: series are held in single precision.
_RELATIVE, _LEAST = 2e-5, 1e-4

# A date may be a month off, and a number as far as zero; one below 1 by 1. Wider, a case would show nothing.
_WIDEST_DAYS = 31

_LONGEST_ABOUT = 70


@dataclass(frozen=True)
class Expectation:
    """One line of `expect`, read.

    output  name of the output meant
    season  year that the season starts in; 0 for a line about counts
    value   a date (YYYY-MM-DD) or a number in `unit`; None where only the outcome is told
    within  how far off the value may be, in `unit`; for dates in days
    counts  (statement, place of its moment among those counted, years true, years known)
    told    (statement, condition) of a row that is said over members, whose value it is
    """

    output: str
    unit: str
    season: int = 0
    value: str | float | None = None
    within: float = 0.0
    outcome: str = ""
    counts: tuple[str, int, int, int] | None = None
    told: tuple[str, str] | None = None


@dataclass(frozen=True)
class Golden:
    """One case of a recipe, ready to be computed; `number` counts from 1."""

    number: int
    case: Case
    recipe: Recipe
    filled: FilledRecipe
    expected: tuple[Expectation, ...]

    @property
    def name(self) -> str:
        return case_name(self.recipe, self.number)


def case_name(recipe: Recipe, number: int) -> str:
    """`recipe x v1, test 2 (a dry spell is a false start)`, for messages."""
    about = " ".join(recipe.tests[number - 1].about.split())
    short = about if len(about) <= _LONGEST_ABOUT else about[: _LONGEST_ABOUT - 3] + "..."
    return f"{recipe.name}, test {number} ({short})"


def case_path(number: int) -> Path:
    """Where a case stands in its file."""
    return ("tests", number - 1)


def read_case(recipe: Recipe, number: int) -> Golden:
    """One case of a sound recipe; raises `Refused` where it expects what the recipe, so filled, cannot give."""
    case = recipe.tests[number - 1]
    filled = fill(recipe, case.set)
    problems: list[Problem] = []
    expected = []
    for place, one in enumerate(case.expect):
        try:
            expected.append(_expectation(filled, one, f"{case_name(recipe, number)}, expect, entry {place + 1}"))
        except Refused as refused:
            problems += refused.problems
    refuse_if(problems)
    return Golden(number, case, recipe, filled, tuple(expected))


def _expectation(filled: FilledRecipe, one: Expected, where: str) -> Expectation:
    output = one.of or filled.outputs[0]
    metric = METRICS[filled.metric_of(output)]
    if one.statement is not None:
        return Expectation(output, metric.unit, counts=_counts(filled, output, one, where))
    if one.told is not None:
        return _over_members(filled, output, one, where)
    season = _season(filled.season(output), one.season, where)
    value = None if one.value is None else _value(one.value, metric)
    outcome = one.outcome or ("happened" if value is not None else "")
    return Expectation(output, metric.unit, season, value, _within(one, metric, value, where), outcome)


def _season(ends: Mapping[str, str], written: int | str, where: str) -> int:
    """The year that a season starts in, from 2000 or 2000-01."""
    year, _, end = str(written).partition("-")
    crosses = ends["to"] < ends["from"]
    if end and (not crosses or int(end) % 100 != (int(year) + 1) % 100):
        right = f"{year}-{(int(year) + 1) % 100:02d}" if crosses else year
        what = f"the season runs from {ends['from']} to {ends['to']}, so it is called otherwise"
        raise Refused(Problem("test.season", where, what, str(written), right))
    return int(year)


def _value(text: str, metric: Metric) -> str | float:
    """A date for metrics that are dates, else a number in the metric's unit."""
    return text if metric.kind == "date" else parse_quantity(text, where="", like=metric.unit).to(metric.unit)


def _within(one: Expected, metric: Metric, value: str | float | None, where: str) -> float:
    """How far off the value may be, in the metric's unit."""
    if one.within is not None:
        quantity = parse_quantity(one.within, where="")
        # A difference has no zero of its own: 1 degC is as wide as 1 K.
        within = abs(quantity.value * conversion(quantity.unit, metric.unit)[0])
        widest = _WIDEST_DAYS if isinstance(value, str) else max(1.0, abs(value or 0.0))
        if within > widest:
            what, allowed = "nothing could fail within so much", f"up to {widest:g} {metric.unit}"
            raise Refused(Problem("test.within", where, what, one.within, allowed))
        return within
    return max(_LEAST, _RELATIVE * abs(value)) if isinstance(value, float) else 0.0


def _counts(filled: FilledRecipe, output: str, one: Expected, where: str) -> tuple[str, int, int, int]:
    """The row of the counts that a line speaks of."""
    counted = filled.counted(output)
    if counted is None:
        what, next_step = "the recipe does not count this output", "Count it in an ensemble step"
        raise Refused(Problem("test.statement", where, what, output, "", next_step))
    statement, moments = str(counted["statement"]), [str(moment) for moment in counted["at"]]
    if one.statement != statement:
        what = "the recipe counts another statement of it"
        raise Refused(Problem("test.statement", where, what, str(one.statement), statement))
    place = next((number for number, moment in enumerate(moments) if same_moment(moment, str(one.at))), None)
    if place is None:
        raise Refused(Problem("test.at", where, "the recipe does not count at this", str(one.at), ", ".join(moments)))
    return statement, place, one.true, one.of_years


def _over_members(filled: FilledRecipe, output: str, one: Expected, where: str) -> Expectation:
    """The row of what is said over members that a line speaks of."""
    if not filled.spreads(output):
        what = "the recipe says nothing over members of this output"
        raise Refused(Problem("test.told", where, what, output, "", "Say it in a step, or name the output with `of`"))
    quantity = parse_quantity(one.value, where="")
    within = max(_LEAST, _RELATIVE * abs(quantity.value))
    if one.within is not None:
        within = abs(parse_quantity(one.within, where="", like=quantity.unit).to(quantity.unit))
        if within > max(1.0, abs(quantity.value)):
            raise Refused(Problem("test.within", where, "nothing could fail within so much", one.within))
    season = int(str(one.season).partition("-")[0]) if one.season is not None else 0
    return Expectation(output, quantity.unit, season, quantity.value, within, told=(one.told, str(one.at)))


def same_moment(moment: str, written: str) -> bool:
    """Whether two moments are the same day of the year, or the same amount."""
    if moment == written.strip():
        return True
    try:
        one, other = (parse_quantity(text, where="") for text in (moment, written))
    except Refused:
        return False
    return measures_the_same(other.unit, one.unit) and abs(other.to(one.unit) - one.value) < 1e-9
