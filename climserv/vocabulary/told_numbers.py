"""The numbers that a text tells, so that a message can be held against its product."""

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def told_numbers(text: str) -> tuple[str, ...]:
    """Every number that stands in digits, each once, in the order they come: `0,5` as `0.5`, `05` as `5`.

    >>> told_numbers("In 21 of 30 years, by 05.11, some 0,5 mm")
    ('21', '30', '5.11', '0.5')
    """
    found = (one.replace(",", ".").lstrip("0") or "0" for one in _NUMBER.findall(text))
    return tuple(dict.fromkeys("0" + one if one.startswith(".") else one for one in found))
