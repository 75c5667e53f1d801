"""How words are set: what must stay on one line, stays on one line."""

import re

from flask import Flask
from markupsafe import Markup, escape

_YEARS = re.compile(r"(?<![\w-])\d{4}(?:-\d{2,4})+(?![\w-])")


def whole_years(text: object) -> Markup:
    """The text with ranges of years, such as 1991-2021, kept from breaking; its letters stay as they are."""
    whole = _YEARS.sub(r'<span class="whole">\g<0></span>', str(escape(text)))
    return Markup(whole)  # noqa: S704 - all but the span was escaped above


def set_up_wording(app: Flask) -> None:
    app.add_template_filter(whole_years)
