"""Computing golden cases: the series of a case through the steps, chains and counts of a run, all in memory.

No file is opened and none written; blocks run one after another in this process. A case without observations to adjust
to is a record: its seasons are those that its series hold whole, as in a run, but its years need not be whole. With
them its main series is a model's, and the years are chosen as in a run.
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..data.meaning.file_units import file_unit
from ..data.opening import Dates, Source
from ..data.pieces import Member, TablePiece
from ..data.places.cells import Cells, site_cells
from ..data.times.day_numbers import date_of, number_of
from ..methods.calendars import days_in_month
from ..recipes.cases import Given
from ..recipes.cost import refuse_costly
from ..recipes.golden import Expectation, Golden, case_name, read_case, same_moment
from ..recipes.model import Input, Recipe
from ..vocabulary.calendars import CALENDARS
from ..vocabulary.months import MONTHS
from ..vocabulary.outcomes import NOT_A_SEASON, Outcome
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.seasons import Years
from ..vocabulary.units import conversion, measures_the_same
from .blocks.blocks import compute_block
from .computing import answer_of
from .execution import make_blocks
from .planning.needed import needed
from .planning.order import Order
from .planning.plan import Plan, plan_of, size_of
from .results.assembling import Collected
from .results.result import OBSERVED, Answer
from .watching import Stopwatch, TimeOver

# A case is a few years of a site: this never bounds anything.
_ROOM = "1 GB"
# What a case may be reckoned to take, and what it may take in the end, compiling among it [s].
RECKONED, LONGEST_CASE = 20, 60
_OUTCOMES = {one.word: one for one in Outcome}


@dataclass(frozen=True)
class _Daily:
    """A given series on its calendar: running numbers of its days, and a value for each."""

    days: np.ndarray
    values: np.ndarray
    calendar: str


def failures(
    recipe: Recipe, number: int, *, clock: Callable[[], float] = time.monotonic, longest: float = LONGEST_CASE
) -> list[Problem]:
    """What of the case (from 1) of a sound recipe did not come out as it expects; nothing when it passed.

    clock    seconds that only rise; a case that takes more than `longest` of them is stopped between two steps
    A refusal is a failure, too: the case could not be computed.
    """
    watch = Stopwatch(clock, clock() + longest)
    try:
        golden = read_case(recipe, number)
        plan = plan_for(golden)
        refuse_costly(plan.filled, **size_of(plan), seconds=RECKONED, memory=math.inf)
        collected = Collected(plan)
        for block in make_blocks(plan, _ROOM, 1):
            collected.take(block, compute_block(plan, block, trials=False, watch=watch))
    except TimeOver as over:
        at = f"at step {over.at + 1}" if isinstance(over.at, int) else f"at {over.at}"
        what, next_step = f"the case was stopped: it took longer than {longest:g} seconds", "Give it fewer years"
        return [Problem("test.time", golden.name, what, at, "", next_step)]
    except Refused as refused:
        return [replace(problem, where=_inside(recipe, number, problem)) for problem in refused.problems]
    answers = {name: answer_of(plan, collected, name, gridded=False) for name in golden.filled.outputs}
    told = [_told_wrong(one, answers[one.output], plan, collected) for one in golden.expected]
    return [Problem("test.failed", golden.name, what) for what in told if what]


def plan_for(golden: Golden) -> Plan:
    """The plan of a case; raises `Refused` where a run on such series would be refused."""
    inputs, references = needed(golden.filled)
    given = golden.case.given
    if golden.case.at.elevation is not None:
        what, next_step = "no operation asks how high a site lies", "Give the height to the step that needs it"
        raise Refused(Problem("test.elevation", "at", what, golden.case.at.elevation, "", next_step))
    main = {name: one for name, one in inputs.items() if name in given}
    observed = {name: one for name, one in references.items() if name in given}
    source = _source(golden, main, "projection" if observed else "station")
    order = Order(golden.filled.id, (source.name,), settings=golden.case.set)
    if not observed:
        year = source.pieces[0].dates.year
        return plan_of(
            order, golden.recipe, (source,), None, filled=golden.filled, record=Years(int(year[0]), int(year[-1]))
        )
    # The observations hold the inputs of the data, too, where the case gives them none of their own.
    beside = {one.variable for one in observed.values()}
    also = {name: one for name, one in main.items() if one.variable not in beside}
    reference = _source(golden, observed | also, "observation")
    return plan_of(replace(order, reference=reference.name), golden.recipe, (source,), reference, filled=golden.filled)


def _source(golden: Golden, inputs: Mapping[str, Input], role: str) -> Source:
    """A source of one site that holds these inputs on the days that all of them have."""
    case, name = golden.case, "given"
    daily = {one: _daily(case.given[one], f"given {one}") for one in inputs}
    calendars = {one.calendar for one in daily.values()}
    if len(calendars) > 1:
        got = ", ".join(sorted(calendars))
        raise Refused(Problem("test.calendar", name, "the series are of several calendars", got, "one calendar"))
    first, last = max(one.days[0] for one in daily.values()), min(one.days[-1] for one in daily.values())
    if first > last:
        raise Refused(Problem("test.overlap", name, "the series have no day in common", ", ".join(daily)))
    calendar = calendars.pop()
    year, month, day = date_of(np.arange(first, last + 1), calendar)
    dates = Dates(calendar, year.astype(np.int16), month.astype(np.int8), day.astype(np.int8))
    units, held = {}, {}
    for one, series in daily.items():
        variable = inputs[one].variable
        here = series.values[first - series.days[0] : last - series.days[0] + 1]
        if variable in held and not np.array_equal(held[variable][0], here, equal_nan=True):
            what = "two inputs of one variable are read from the same data, so both must be the same series"
            raise Refused(Problem("test.twice", f"given {one}", what, variable))
        units[variable] = file_unit(variable, case.given[one].unit, where=name, name=one)
        held[variable] = here[None, :]
    member = Member("golden", "golden" if role == "projection" else "")
    piece = TablePiece(name, member, _site(golden), dates, units, held)
    return Source(f"{name} ({role})", role, {"en": name}, None, (), (piece,))


def _site(golden: Golden) -> Cells:
    at = golden.case.at
    return site_cells(("site",), [at.lat], [at.lon])


def _daily(given: Given, where: str) -> _Daily:
    """A given series as numbers; refused when it begins on no day of its calendar."""
    calendar = CALENDARS[given.calendar]
    year, month, day = (int(part) for part in given.first.split("-"))
    if day > int(days_in_month(year, month, calendar)):
        raise Refused(Problem("test.date", where, f"no such day in the calendar {given.calendar}", given.first))
    values = np.array(given.values())
    start = int(number_of(year, month, day, calendar))
    return _Daily(start + np.arange(len(values)), values, calendar)


def _inside(recipe: Recipe, number: int, problem: Problem) -> str:
    """Where a refusal lies: in the case, and where the engine says, unless that is the recipe or the case itself."""
    name = case_name(recipe, number)
    own = problem.where.removeprefix(name).removeprefix(recipe.name).strip(" ,")
    return f"{name}, {own}" if own else name


def _seasonal(one: Expectation, answer: Answer, plan: Plan, collected: Collected) -> str:
    """What is wrong with the season that is spoken of; nothing when it is as expected."""
    said = f"{one.output}, season {one.season}" if len(plan.filled.outputs) > 1 else f"season {one.season}"
    want = _wanted(one)
    found = _found(one, answer)
    if found is None:
        there = sorted({int(answer.places["season_year"].values[spot[1:3]]) for spot in _spots(answer)})
        seasons = f"the seasons of these series are {', '.join(map(str, there))}" if there else "there are none"
        parts = [text.partition(": ")[2] for text in collected.excluded if f" {one.season}" in f" {text}"]
        why = f" (left out, not complete: {'; '.join(parts)})" if parts else f" ({seasons})"
        return f"{said}: expected {want}, but there is no such season{why}"
    value, outcome, date = found
    if _as_expected(one, value, outcome, date, answer, plan):
        return ""
    got = outcome.word if outcome is not Outcome.HAPPENED else f"{_told(one, value, date)} ({outcome.word})"
    return f"{said}: expected {want}, got {got}"


def _told_wrong(one: Expectation, answer: Answer, plan: Plan, collected: Collected) -> str:
    """What is wrong with what a line speaks of: a count, a row over members, or a season."""
    if one.counts is not None:
        return _counted(one, answer)
    if one.told is not None:
        return _over_members(one, answer)
    return _seasonal(one, answer, plan, collected)


def _over_members(one: Expectation, answer: Answer) -> str:
    """What is wrong with a row that is said over members: of a scenario where there is one, else of the record."""
    statement, at = one.told
    said = f"{one.output}, {statement} {at}{f' {one.season}' if one.season else ''}"
    alike = [row for row in answer.spreads if row["statement"] == statement and same_moment(row["condition"], at)]
    rows = [row for row in alike if not one.season or row["period"].partition("-")[0] == str(one.season)]
    if not rows:
        there = ", ".join(dict.fromkeys(f"{row['statement']} {row['condition']}" for row in answer.spreads))
        return f"{said}: expected {_wanted(one)}, but it is not told ({there or 'nothing is'})"
    value = rows[0]["value"]
    unit = {"%": "percent"}.get(rows[0]["unit"], rows[0]["unit"])
    if not measures_the_same(unit, one.unit):
        return f"{said}: expected {_wanted(one)}, but it is in {rows[0]['unit']}"
    found = None if value is None else value * conversion(unit, one.unit)[0]
    if found is not None and abs(found - one.value) <= one.within:
        return ""
    return f"{said}: expected {_wanted(one)}, got {'nothing' if found is None else _told(one, found, '')}"


def _spots(answer: Answer) -> Iterator[tuple[int, int, int, int]]:
    """Where there are seasons: those asked about before those of the baseline, models before the record."""
    outcome = answer.places["outcome"].values
    members = np.argsort(answer.places["kind"].values == OBSERVED, kind="stable")
    for member in members.tolist():
        for period in reversed(range(outcome.shape[1])):
            for season in np.flatnonzero(outcome[member, period, :, 0] != NOT_A_SEASON).tolist():
                yield member, period, season, 0


def _found(one: Expectation, answer: Answer) -> tuple[float, Outcome, str] | None:
    places = answer.places
    for spot in _spots(answer):
        if int(places["season_year"].values[spot[1:3]]) == one.season:
            value, outcome, date = (places[name].values[spot] for name in ("value", "outcome", "date"))
            return float(value), Outcome(int(outcome)), str(date)
    return None


def _as_expected(one: Expectation, value: float, outcome: Outcome, date: str, answer: Answer, plan: Plan) -> bool:
    if one.outcome and outcome is not _OUTCOMES[one.outcome]:
        return False
    if one.value is None:
        return True
    if isinstance(one.value, str):
        calendar = plan.strands[0].piece.dates.calendar
        return abs(_day_number(one.value, calendar) - _day_number(date, calendar)) <= one.within
    return abs(value - one.value) <= one.within


def _day_number(date: str, calendar: str) -> int:
    return int(number_of(*(int(part) for part in date.split("-")), calendar))


def _wanted(one: Expectation) -> str:
    if one.value is None:
        return one.outcome
    within = f" within {one.within:g} {one.unit}" if one.within >= 0.01 else ""
    return _told(one, one.value, one.value) + within


def _told(one: Expectation, value: float | str, date: str | float) -> str:
    """A value as people say it: 5 October 2000, 12.25 mm."""
    if isinstance(one.value, str) or (one.value is None and date):
        year, month, day = str(date).split("-")
        return f"{int(day)} {MONTHS['en'][int(month) - 1]} {year}"
    unit = "" if one.unit == "1" else f" {one.unit}"
    return f"{float(value):.7g}{unit}"


def _counted(one: Expectation, answer: Answer) -> str:
    """What is wrong with the counts that are spoken of."""
    statement, place, true, known = one.counts
    rows = _rows(answer)
    moments = list(dict.fromkeys(row["condition"] for row in rows))
    said = f"{one.output}, {statement} {moments[place] if place < len(moments) else ''}".rstrip()
    if place >= len(moments):
        return f"{said}: expected {true} of {known} years, but no year could be counted"
    row = next(row for row in rows if row["condition"] == moments[place])
    if (row["years_true"], row["years_valid"]) == (true, known):
        return ""
    unknown = f", {row['years_unknown']} unknown" if row["years_unknown"] else ""
    return f"{said}: expected {true} of {known} years, got {row['years_true']} of {row['years_valid']}{unknown}"


def _rows(answer: Answer) -> list[dict]:
    """The counts of what is asked about: of the model where there is one, in its last period."""
    groups = list(dict.fromkeys(row["member_group"] for row in answer.summary))
    group = next((name for name in groups if name != OBSERVED), OBSERVED)
    periods = [row["period"] for row in answer.summary if row["member_group"] == group]
    return [row for row in answer.summary if (row["member_group"], row["period"]) == (group, (periods or [""])[-1])]
