"""Cells of tables that people open in a spreadsheet: text is never taken for a formula."""

# What begins a formula in the spreadsheets that are used, in narrow letters and in wide ones.
_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def text_cell(text: object) -> str:
    """A text for a cell; one that a spreadsheet would compute gets an apostrophe before it, which says "this is text".

    For names and words only, never for numbers and dates: programs read those as they are. A program that reads names
    back takes a leading apostrophe off.

    >>> text_cell("=HYPERLINK(1)"), text_cell("Agadez"), text_cell("-5,40")
    ("'=HYPERLINK(1)", 'Agadez', "'-5,40")
    """
    text = str(text)
    return f"'{text}" if text.startswith(_SIGNS) else text
