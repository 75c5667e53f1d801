"""Characters nobody sees: controls, and what turns the direction of all that follows.

Joiners, and the marks of words that run from right to left, are left alone: many languages need them.
"""

import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def without_unseen(text: str) -> str:
    """A name from a file as it can be printed beside other words.

    >>> without_unseen("Agadez\u202e gpj.exe")
    'Agadez gpj.exe'
    """
    return UNSEEN.sub("", text)
