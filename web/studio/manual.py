"""What is told of an operation beside what it asks for: what it takes for granted, in the reader's language."""

from climserv.recipes.operations import OPERATIONS, Operation
from climserv.recipes.stated_words import LANGUAGES
from climserv.recipes.writing.granted import taken_for_granted

from ..languages import language


def granted(one: Operation) -> list[list[str]]:
    """Its conventions, each in pieces: words and the names of its arguments by turns."""
    spoken = language() if language() in LANGUAGES else "en"
    return [sentence.split("`") for sentence in taken_for_granted(one, spoken)]


def told_in_english(one: Operation) -> bool:
    """Whether its words are those of another package, which nobody has put into the reader's language."""
    return one.name not in OPERATIONS.own and language() != "en"
