"""The words of remarks, and the terms that are offered with one."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from climserv.coproduction.people.labels import WORDS as LABELS
from climserv.vocabulary.texts import text_in

from ..languages import language

KINDS = {
    "statement": _l("I say"),
    "question": _l("I ask"),
    "memory": _l("I remember"),
    "observation": _l("I have seen or measured"),
    "local_sign": _l("A sign we know here"),
    "comment": _l("About what lies on the table"),
}
STANDS = {
    "noted": _l("noted, waits for an answer"),
    "acknowledged": _l("heard, waits for an answer"),
    "used": _l("used"),
    "not_used": _l("not used"),
    "parked": _l("parked for later"),
    "withdrawn": _l("taken back"),
}
SHOWN = {"": _l("as I am named in this case"), "group": _l("my group’s name only"), "none": _l("no name")}
# Labels of local knowledge that a phone offers; others are given in the case.
OFFERED_LABELS = ("community_only", "women_only", "men_only", "attribution", "no_commercial")
# What its author may do with a remark, wherever it is read.
OWN = ("reword", "withdraw")


def offered_labels() -> dict[str, str]:
    """The labels to choose from, by code."""
    return {name: text_in(LABELS[name], language()) for name in OFFERED_LABELS}


def label_words(kinds: Iterable[str]) -> list[str]:
    """The labels that a remark bears, in words."""
    return [text_in(LABELS[kind], language()) for kind in kinds if kind in LABELS]
