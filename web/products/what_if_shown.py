"""What changed settings do to the counts, made ready for the page: before and now, side by side."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from climserv.products.words.phrases import quantity
from climserv.recipes.model import Recipe
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.problems import Problem
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.units import parse_quantity

from ..languages import language
from .page import Page, Ten
from .showing import page_of

# What is wrong with a setting, by the code of its problem.
_WRONG = {
    "value.bounds": _l("This is out of bounds."),
    "value.whole": _l("This must be a whole number."),
    "value.integer": _l("This must be a whole number."),
    "quantity.form": _l("Write a number with its unit."),
    "quantity.bare": _l("Write a number with its unit."),
    "unit.unknown": _l("This unit is not known."),
    "unit.dimension": _l("This unit measures something else."),
    "month_day.form": _l("Write the month and the day, such as 10-01 for 1 October."),
}
_NUMBER = re.compile(r"\s*[-+]?\d+([.,]\d+)?\s*")

_KEYS = ("place", "member_group", "period", "statement", "condition")


@dataclass(frozen=True)
class Row:
    """The counts of one group's years, before (where there are any) and now."""

    whose: str
    period: str
    before: Mapping | None
    now: Mapping


@dataclass(frozen=True)
class Table:
    """One condition at one place: all models of a scenario together, then each by itself."""

    title: str
    rows: list[Row]
    members: list[Row]


def with_unit(typed: str, used: str) -> str:
    """A bare number in the unit that stands beside its box, which is that of the value that was used."""
    _, _, unit = str(used).partition(" ")
    return f"{typed.strip()} {unit}" if unit and _NUMBER.fullmatch(typed) else typed


def told_beside(problems: Sequence[Problem], name: str) -> list[str]:
    """What is wrong with one setting, in the reader's language."""
    here = [problem for problem in problems if problem.where.endswith(f"setting {name}")]
    return [str(_WRONG[one.code]) if one.code in _WRONG else gettext("This cannot be used here.") for one in here]


def changed(product: Mapping, order: Mapping, result: Mapping | None, recipe: Recipe) -> list[tuple[str, str, str]]:
    """The settings that differ: the question that asks for them, the value before and the value tried."""
    before = product["parameters"]
    after = (result or {}).get("parameters") or order["settings"]
    said = {name: text_in(one.ask, language()) for name, one in recipe.parameters.items()}
    return [
        (said[name], quantity(before[name], language()), quantity(after[name], language()))
        for name in said
        if str(before[name]) != str(after[name])
    ]


def tens_of(product: Mapping, result: Mapping | None) -> list[tuple[Ten, Ten]]:
    """The answer's own statement as x of ten, before and now."""
    if result is None:
        return []
    before, now = (page_of({**product, "counts": rows}).tens() for rows in (product["counts"], _summary(result)))
    return [pair for pair in zip(before, now, strict=False) if pair[0].whose == pair[1].whose]


def tables_of(product: Mapping, result: Mapping | None) -> list[Table]:
    """For each output, place and condition the counts before and now."""
    if result is None:
        return []
    others = {one["name"]: one["counts"] for one in product.get("others", ())}
    page, found = page_of(product), []
    for number, output in enumerate(result["outputs"]):
        counts = product["counts"] if number == 0 else others.get(output["name"], ())
        before = {tuple(str(row[key]) for key in _KEYS): row for row in counts}
        found += _tables(page, output, before, main=number == 0)
    return found


def _tables(page: Page, output: Mapping, before: Mapping, *, main: bool) -> Iterator[Table]:
    rows = output["summary"]
    pooled = {"observed", *page.groups()}
    for place, condition in dict.fromkeys((row["place"], row["condition"]) for row in rows):
        here = [row for row in rows if (row["place"], row["condition"]) == (place, condition)]
        shown = [
            (row, Row(_whose(page, row), row["period"], before.get(tuple(str(row[key]) for key in _KEYS)), row))
            for row in here
        ]
        title = (
            _condition(page, condition)
            if main
            else f"{text_in(METRICS[output['code']].label, language())}, {condition}"
        )
        yield Table(
            title if len(page.places) == 1 else f"{place}: {title}",
            [one for row, one in shown if row["member_group"] in pooled],
            [one for row, one in shown if row["member_group"] not in pooled],
        )


def _whose(page: Page, row: Mapping) -> str:
    group = row["member_group"]
    if group == "observed" or group in page.groups():
        return page.whose("", group, row["period"])
    return group


def _condition(page: Page, condition: str) -> str:
    """What makes a year count, for one of the statement's conditions."""
    statement = {**page.statement, "condition": condition}
    if page.kind != "date":
        unit = page.product["metric"]["unit"]
        statement["at"] = parse_quantity(condition, where="", like=unit).to(unit)
    return Page({**page.product, "statement": statement}, page.language).condition_words


def _summary(result: Mapping) -> list[Mapping]:
    return result["outputs"][0]["summary"]
