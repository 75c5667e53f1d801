"""Tables as CSV that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence

# What begins a formula in the spreadsheets that are used, in narrow letters and in wide ones.
_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def as_text(text: object) -> str:
    """A text for a cell; one that a spreadsheet would compute gets an apostrophe before it, which says "this is text".

    For names and words only, never for numbers and dates: programs read those as they are. A program that reads names
    back takes a leading apostrophe off.

    >>> as_text("=HYPERLINK(1)"), as_text("Agadez"), as_text("-5,40")
    ("'=HYPERLINK(1)", 'Agadez', "'-5,40")
    """
    text = str(text)
    return f"'{text}" if text.startswith(_SIGNS) else text


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lines that end in one character, numbers as they are; names that people gave go through `as_text` first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
