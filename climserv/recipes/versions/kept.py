"""Filled recipes as products keep them, read back: lifted to today's form, and run again as they were."""

from collections.abc import Mapping

from pydantic import ValidationError

from ...vocabulary.problems import Problem, Refused
from ..filling import FilledRecipe, FilledStep
from ..graph import own_name
from ..model import Answers, Input
from ..operations import OPERATIONS
from .migrating import lift_filled


def filled_from(table: Mapping[str, object], sha256: str | None = None) -> FilledRecipe:
    """The filled recipe that `FilledRecipe.as_dict` wrote, by this program or an older one.

    sha256  what it must have when it is of today's form; None: it is not compared
    Raises `Refused` for one of a newer program, one that was changed, and one that uses an operation which gives other
    numbers today: such a product is made again with the program that made it.
    """
    where = f"recipe {table.get('recipe')} v{table.get('version')}"
    today = lift_filled(table, where)
    problems = list(_operation_problems(today, where))
    if problems:
        raise Refused(problems)
    try:
        filled = _read(today)
    except (KeyError, IndexError, TypeError, AttributeError, ValidationError) as error:
        what = "this is no filled recipe that can be read"
        raise Refused(Problem("recipe.kept", where, what, type(error).__name__)) from None
    if sha256 is not None and today == table and filled.sha256 != sha256:
        what = "the filled recipe of this product was changed after it was made"
        raise Refused(Problem("recipe.kept", where, what, filled.sha256[:12], sha256[:12]))
    return filled


def _read(table: Mapping) -> FilledRecipe:
    steps = tuple(_step(one) for one in table["steps"])
    return FilledRecipe(
        id=table["recipe"],
        version=table["version"],
        title=dict(table["title"]),
        question=dict(table["question"]),
        authors=tuple(table["authors"]),
        metric=table["metric"],
        answers=Answers.model_validate(table["answers"]),
        inputs={name: Input.model_validate(one) for name, one in table["inputs"].items()},
        parameters=dict(table["parameters"]),
        steps=steps,
        limits=tuple(dict(limit) for limit in table["limits"]),
        references=tuple(table["references"]),
        uses_hindsight=table["uses_hindsight"],
        conventions=dict(table["conventions"]),
        outputs=tuple(table.get("outputs") or (_main(steps),)),
    )


def _step(table: Mapping) -> FilledStep:
    op, arguments = table["op"], dict(table["arguments"])
    return FilledStep(op, table["version"], arguments, table.get("as") or own_name(op, arguments))


def _main(steps: tuple[FilledStep, ...]) -> str:
    """The one output of a recipe that names none: the last that has a metric, as when it was filled."""
    return [step.name for step in steps if OPERATIONS[step.op].metric][-1]


def _operation_problems(table: Mapping, where: str):
    for place, step in enumerate(table.get("steps") or ()):
        op, version = step.get("op"), step.get("version")
        known = OPERATIONS.get(op)
        if known is None or known.version != version:
            what = f"step {place + 1}: operation {op} gives other numbers today, or none"
            allowed = f"version {known.version}" if known else ""
            advice = "Make it with the version of climserv that is named in the product"
            yield Problem("step.version", where, what, f"version {version}", allowed, advice)
