"""Which of a product's words stand in another language than the page, so that the page can say so."""

from collections.abc import Mapping

from flask_babel import gettext

from ..languages import name_of

OWN_WORDS = ("question",)
MADE_WORDS = ("answer", "definition", "outlook", "asides")


def shown_in(texts: Mapping | None, language: str) -> str:
    """The language in which `text_in` finds a text; that of the page when there is none at all."""
    if not texts or texts.get(language):
        return language
    return "en" if texts.get("en") else next((code for code, text in texts.items() if text), language)


def borrowed(product: Mapping, language: str) -> dict[str, str]:
    """The parts that are not in the language of the page, each with the language it is shown in."""
    found = {part: shown_in(product.get(part), language) for part in (*OWN_WORDS, *MADE_WORDS)}
    return {part: code for part, code in found.items() if code != language}


def notice(product: Mapping, language: str) -> str:
    """What the page says about words in another language; "" when all are in its own."""
    other = borrowed(product, language)
    if made := next((other[part] for part in MADE_WORDS if part in other), ""):
        return gettext("This answer was not written in %(wanted)s. Its words stand here in %(language)s.",
                       wanted=name_of(language, language), language=name_of(made, language))  # fmt: skip
    if "question" in other:
        asked = name_of(other["question"], language)
        return gettext("The question stands in the words of the group, in %(language)s.", language=asked)
    return ""
