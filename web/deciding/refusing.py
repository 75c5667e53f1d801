"""Refusals on the page they belong to: what was typed stands there still, and what is wrong beside it."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from flask import g

from climserv.storage.permissions import NotAllowed, NotThere
from climserv.vocabulary.problems import Refused

from ..errors import wants_json
from ..saying import said


def told_on(page: Callable[..., Any], tell: Callable[..., str] | None = None):
    """For views that act: where the act is refused, `page` is shown again with `problems`, and the form is in it.

    tell  says a problem of a form whose address has these parts, where it is said otherwise than everywhere

    A script that asks for JSON gets the refusal as such.
    """

    # An act on one of many things of a page is refused on the page of all of them.
    taken = signature(page).parameters

    def told(view: Callable[..., Any]):
        @wraps(view)
        def acted(**ids: str):
            try:
                return view(**ids)
            except (NotThere, NotAllowed):
                raise
            except Refused as refused:
                if wants_json():
                    raise
                g.refused = [tell(problem, **ids) if tell else said(problem) for problem in refused.problems]
                return page(**{name: id for name, id in ids.items() if name in taken}), 400

        return acted

    return told


def problems() -> list[str]:
    """What was refused in this request."""
    return g.get("refused", [])
