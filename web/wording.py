"""How words are set: what must stay on one line, stays on one line."""

import re

from flask import Flask
from markupsafe import Markup, escape

_BEFORE_A_MARK = re.compile(r" (?=[:;?!»])|(?<=«) ")
_YEARS = re.compile(r"(?<![\w-])\d{4}(?:-\d{2,4})+(?![\w-])")


def well_set(text: object) -> Markup:
    """The text with ranges of years, such as 1991-2021, kept from breaking; its letters stay as they are.

    A space before a mark, as French has it, becomes one that does not break.
    """
    spaced = _BEFORE_A_MARK.sub("\u00a0", str(escape(text)))
    whole = _YEARS.sub(r'<span class="whole">\g<0></span>', spaced)
    return Markup(whole)  # noqa: S704 - all but the span was escaped above


def sentence_start(text: object) -> str:
    """The text with a capital at its start, as it stands alone; in its middle nothing changes."""
    words = str(text)
    return words[:1].upper() + words[1:]


def set_up_wording(app: Flask) -> None:
    app.add_template_filter(well_set)
    app.add_template_filter(sentence_start)
