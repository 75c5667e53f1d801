"""Questions of looking back, in the language of the page."""

from collections.abc import Iterable

from climserv.coproduction.looking_back.review_questions import Question
from climserv.vocabulary.texts import text_in

from ..languages import language


def asked_words(form: Iterable[Question]) -> list[dict]:
    """Each question with its words, and the answers offered."""
    return [{"name": one.name, "words": text_in(one.words, language()),
             "values": {code: text_in(words, language()) for code, words in (one.values or {}).items()}}
            for one in form]  # fmt: skip
