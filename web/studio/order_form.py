"""The form of the order of steps: a step goes up, goes down, or is taken out; the rest of the text stays."""

from collections.abc import Mapping

from flask_babel import gettext as _

from climserv.recipes.writing.rewriting import arrange
from climserv.vocabulary.problems import Problem, Refused

from .step_form import names_in

Sent = Mapping[str, str]


def show(text: str, _sent: Sent) -> dict:
    return {"steps": names_in(text).steps}


def write(text: str, sent: Sent) -> str:
    """The text with one step moved or taken out, as the button says: `up.2`, `down.0`, `out.3`."""
    steps = list(range(len(names_in(text).steps)))
    what, _dot, number = sent.get("move", "").partition(".")
    at = int(number) if number.isdecimal() and len(number) < 4 else -1
    to = {"up": at - 1, "down": at + 1, "out": at}.get(what, -1)
    if at not in steps or to not in steps:
        raise Refused(Problem("step.place", "", _("there is no such place among the steps"), sent.get("move", "")[:20]))
    if what == "out":
        if len(steps) == 1:
            raise Refused(
                Problem("step.last", "", _("a recipe has one step at least"), "", "", _("Write another first"))
            )
        steps.remove(at)
    else:
        steps[at], steps[to] = steps[to], steps[at]
    return arrange(text, ("steps",), steps)
