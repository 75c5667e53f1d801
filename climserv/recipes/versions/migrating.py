"""From older forms of recipes to today's: one small pure function for each change of form, walked one by one.

A recipe file may say `schema: 1`; one that says nothing is of the first form. A product keeps its filled recipe with
the name of its form. What comes from a newer program is refused: nobody guesses what it means.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ...vocabulary.problems import Problem, Refused
from ..filling import SCHEMA

Table = dict[str, Any]
Lift = Callable[[Table], Table]

# By the number it starts from, each leads to the next. A form that is lifted here is never written again.
FILES: dict[int, Lift] = {}
FILLED: dict[int, Lift] = {}

PRESENT = 1
"""The form of recipe files that this program writes."""

_NAME, _, _NUMBER = SCHEMA.rpartition("/")
PRESENT_FILLED = int(_NUMBER)


def lift(table: Mapping[str, Any], number: int, present: int, steps: Mapping[int, Lift], where: str) -> Table:
    """A table of form `number` in the form `present`; it is not changed itself.

    steps  the function that leads from each form to the next
    Raises `Refused` for a form from the future, and for one that nothing leads on from.
    """
    if number > present:
        what = "this was written for a newer climserv"
        raise Refused(
            Problem("schema.newer", where, what, f"schema {number}", f"up to {present}", "Install the newest")
        )
    lifted = dict(table)
    for form in range(number, present):
        if form not in steps:
            what = "this was written for a climserv so old that it is no longer read"
            raise Refused(Problem("schema.older", where, what, f"schema {form}", f"schema {present}"))
        lifted = steps[form](lifted)
    return lifted


def lift_file(table: Mapping[str, Any], where: str) -> Table:
    """A recipe file's data in today's form, without the line that says which form it is of."""
    number = table.get("schema", 1)
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        what = "this is no number of a schema"
        raise Refused(Problem("schema.number", where, what, str(number), f"schema: {PRESENT}"))
    lifted = lift(table, number, PRESENT, FILES, where)
    return {name: one for name, one in lifted.items() if name != "schema"}


def lift_filled(table: Mapping[str, Any], where: str) -> Table:
    """A filled recipe in today's form."""
    name, _, number = str(table.get("schema", "")).rpartition("/")
    if name != _NAME or not number.isdigit():
        what = "this is no filled recipe"
        raise Refused(Problem("schema.name", where, what, str(table.get("schema"))[:80], SCHEMA))
    lifted = lift(table, int(number), PRESENT_FILLED, FILLED, where)
    return {**lifted, "schema": SCHEMA}
