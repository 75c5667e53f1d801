"""What an empty page can begin with: a small whole recipe to change, or nothing but its headings."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Beginning:
    """One way to begin; `text` is YAML that the author changes."""

    code: str
    label: object
    text: str


_EMPTY = """\
recipe:
version: 1
title: {en: }
question: {en: }
authors: []

answers:
  metric:
  time: [season]
  space: {from: 0.05 degree, upto: district}
  horizons: [past, projection]

inputs:

parameters:

steps:

limits:

references:
"""

BEGINNINGS = {
    one.code: one
    for one in (
        Beginning("headings", _l("An empty page with the headings"), _EMPTY),
        Beginning("empty", _l("An empty page"), ""),
    )
}


def first_text(code: str) -> str:
    """The text of a beginning; the headings when there is no such."""
    return BEGINNINGS.get(code, BEGINNINGS["headings"]).text
