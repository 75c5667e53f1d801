"""The golden cases of a recipe against the recipe: inputs, units, settings and outputs are those that there are."""

from collections.abc import Iterator

from ...vocabulary.metrics import METRICS
from ...vocabulary.problems import Problem, Refused, did_you_mean
from ...vocabulary.units import measures_the_same, parse_quantity
from ...vocabulary.variables import VARIABLES
from ..cases import Case, Expected
from ..model import Recipe
from ..operations import OPERATIONS, STATEMENTS
from ..parameters import Found, Path
from ..resolving import Parts, Resolved, resolve
from ..shapes import is_date


def case_faults(recipe: Recipe, parts: Parts, resolved: Resolved) -> Iterator[Found]:
    """Everything in the cases that does not fit the recipe; whether they come out is found by running them."""
    metrics = {
        name: OPERATIONS[step.op].metric for name in resolved.outputs for step in resolved.steps if step.name == name
    }
    for place, case in enumerate(recipe.tests):
        at: Path = ("tests", place)
        yield from _given(at, case, recipe)
        yield from _set(at, case, parts)
        for number, expected in enumerate(case.expect):
            yield from _expected((*at, "expect", number), expected, metrics)


def _given(at: Path, case: Case, recipe: Recipe) -> Iterator[Found]:
    for name, series in case.given.items():
        one = recipe.inputs.get(name)
        if one is None:
            what, allowed = "the recipe has no such input", ", ".join(recipe.inputs)
            near = did_you_mean(name, recipe.inputs)
            yield (*at, "given", name), Problem("test.given", "", what, name, allowed, near)
        elif not _measures(series.unit, one.variable):
            what, allowed = f"this does not measure {one.variable}", f"such as {VARIABLES[one.variable].display}"
            yield (*at, "given", name, "unit"), Problem("unit.dimension", "", what, series.unit, allowed)
    missing = [name for name, one in recipe.inputs.items() if not one.optional and name not in case.given]
    if missing:
        what = "the case gives no series for an input that is not optional"
        yield (*at, "given"), Problem("test.given", "", what, ", ".join(missing))


def _measures(unit: str, variable: str) -> bool:
    """Whether numbers in this unit may be of the variable; an amount is that of its day."""
    known = VARIABLES[variable].unit
    return measures_the_same(unit, known) or measures_the_same(f"{unit}/day", known)


def _set(at: Path, case: Case, parts: Parts) -> Iterator[Found]:
    """The settings of a case are read as those of a session are."""
    if case.set:
        for path, problem in resolve(parts, case.set).found:
            yield (*at, "set", *(path[1:] if path[0] == "settings" else ())), problem


def _expected(at: Path, expected: Expected, metrics: dict[str, str]) -> Iterator[Found]:
    name = expected.of or next(iter(metrics), "")
    if name not in metrics:
        what, near = "the recipe has no such output", did_you_mean(name, metrics)
        yield (*at, "of"), Problem("test.of", "", what, name, ", ".join(metrics), near)
        return
    metric = METRICS[metrics[name]]
    if expected.statement and expected.statement not in STATEMENTS[metric.kind]:
        what, allowed = f"this does not fit {metric.code}, which is a {metric.kind}", ", ".join(STATEMENTS[metric.kind])
        yield (*at, "statement"), Problem("test.statement", "", what, expected.statement, allowed)
    if expected.of_years is not None and expected.true > expected.of_years:
        what = "it cannot be true in more years than there are"
        yield (*at, "true"), Problem("test.true", "", what, str(expected.true), f"up to {expected.of_years}")
    if expected.told is not None:
        for key in ("value", "within"):
            if getattr(expected, key) is not None:
                yield from _quantity((*at, key), getattr(expected, key), "")
        return
    if expected.value is not None and metric.kind != "date":
        yield from _quantity((*at, "value"), expected.value, metric.unit)
    elif expected.value is not None and not is_date(expected.value):
        what, allowed = f"{metric.code} is a date", "a whole date, such as 2000-10-05"
        yield (*at, "value"), Problem("test.value", "", what, expected.value, allowed)
    if expected.within is not None:
        yield from _quantity((*at, "within"), expected.within, metric.unit)


def _quantity(at: Path, text: str, unit: str) -> Iterator[Found]:
    try:
        parse_quantity(text, where="", **({"like": unit} if unit else {}))
    except Refused as refused:
        yield from ((at, problem) for problem in refused.problems)
