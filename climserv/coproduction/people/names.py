"""Names as people type them: written without invisible signs, and told from each other as eyes tell them."""

import re
from unicodedata import category, normalize

LONGEST_NAME = 80

# What joins letters in some scripts stays; what turns the direction, has no width or fills a gap goes.
_JOINERS = "\u200c\u200d"
_FILLERS = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Letters and figures that stand for the same shape once capitals are small.
_LOOKS_LIKE = str.maketrans(
    "авекмнорстухіїјѕԁԛԝһӏ" + "αβεζηικμνορτυχ" + "ıɑɡ" + "l1|0",
    "abekmhopctyxiijsdqwhi" + "abezhikmnoptyx" + "iag" + "iiio",
)


def written(name: str) -> str:
    """The name for showing: composed, on one line, of a length that a page bears."""
    seen = "".join(one for one in normalize("NFC", name) if one in _JOINERS or category(one) not in ("Cf", "Cs", "Co"))
    return " ".join(_FILLERS.sub("", seen).split())[:LONGEST_NAME].strip()


def alike(name: str) -> str:
    """What two names share that look the same on a wall: whatever their script, width, capitals and hidden signs."""
    small = normalize("NFKC", written(name)).casefold()
    return "".join(one for one in small if one not in _JOINERS).translate(_LOOKS_LIKE)
