"""A need as people hear it: its title and its sentence, in the language of the page, with the name of its place."""

from flask_babel import gettext as _

from climserv.needs.deadline import information_deadline
from climserv.needs.need import Need
from climserv.needs.sentence import Part, day_in_words, sentence
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language


def place_name(need: Need) -> str | None:
    if not need.space.place:
        return None
    try:
        return text_in(house().places.place(need.space.place).name, language())
    except Refused:
        return need.space.place


def parts_of(need: Need) -> list[Part]:
    """The sentence of the need, in the language of the page."""
    return sentence(need, language(), place_name=place_name(need))


def deadline_words(need: Need) -> str:
    """The last day on which the answer is of use; "" while the dates it follows from are not known."""
    day = information_deadline(need)
    return _("You need the answer by %(day)s.", day=day_in_words(day, language())) if day else ""


def title_of(need: Need) -> str:
    """The question in the group's own words, else what they must decide."""
    return text_in(need.question, language()) or need.decision.what or _("A need without a question yet")
