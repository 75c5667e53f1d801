"""A rule of the group's own: in their words, as it is counted, whose it is, and whether it can serve on the day."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _

from climserv.coproduction.logbook.events import sha256_of
from climserv.vocabulary.problems import Problem, Refused

from ..cases.who import values_of

WORDS = ("words", "formal", "source")


def content_of_rule(before: Mapping[str, Any]) -> dict[str, Any]:
    """A rule as the form tells it; what the form leaves out stays as it was."""
    told = {name: before.get(name, "") for name in WORDS} | values_of(request.form, *WORDS)
    ahead = {"yes": True, "no": False}.get(request.form.get("looks_ahead", ""), before.get("looks_ahead"))
    if not told["words"] or ahead is None:
        raise Refused(Problem("rule.words", "", _("the rule is not told in full"), "", "", _(
            "Write it in your words, and say whether it needs days that are still to come")))  # fmt: skip
    parts = {**told, "looks_ahead": ahead, "outputs": [{"name": "rule", "uses_hindsight": ahead}]}
    return {**parts, "content_hash": sha256_of(parts)}
