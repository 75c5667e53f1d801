"""The form of a card: its fields, what was typed, and what is wrong with it in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from climserv.vocabulary.problems import Problem

from ..languages import language

FIELDS = (
    "dataset", "role", "title", "about", "licence", "redistribution", "origin", "consent", "limits", "resolution",
    "effective_resolution", "bounds", "reference",
)  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """What stands in the form."""

    given: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "")


def field_of(problem: Problem) -> str:
    """The field of the form that a problem belongs to; "" for none."""
    name = problem.where.split(".")[0].split(":")[0]
    return name if name in FIELDS else ""


def asked_words(problem: Problem) -> str:
    """A problem of the card beside its field."""
    words = {
        "card.role": _("Say what kind of data these are."),
        "card.resolution": _("A single cell does not tell its own size. Write it, such as 5 km."),
        "card.effective": _(
            "These values stand for wider places than their points or cells. Say how wide: the cell width of the data "
            "or the model they were taken from, such as 250 km."
        ),
        "card.bounds": _(
            "Write the west, south, east and north side in degrees, with commas, such as 2.1,13.4,5.3,13.9."
        ),
        "card.twice": _("A dataset has this id already. Choose another."),
        "card.reference": _("There is no such dataset. Choose one from the list."),
        "card.missing": _("This must be filled in."),
        "upload.gone": _("The files are no longer here. Upload them again."),
    }
    if problem.code in words:
        return words[problem.code]
    if field_of(problem) == "dataset":
        return _("An id is letters, digits, dots and dashes, without spaces.")
    if field_of(problem) in ("resolution", "effective_resolution"):
        return _("This is not a length. Write it like 5 km or 0.05 degree.")
    if language() != "en":
        # The exact sentence is English; what was typed stands in the field for everybody.
        return _("This cannot stand here as it is. Look at what is asked for and write it again.")
    text = problem.what[:1].upper() + problem.what[1:]
    return f"{text}. {problem.allowed}".strip()
