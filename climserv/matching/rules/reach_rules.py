"""The rules of the way to people: whether it may be handed on, in which language, by which way.

They are no axis of the match: none of them makes an answer impossible, and each names what is still to be done.
"""

from ...needs.channel_words import channels_in_words
from ...vocabulary.texts import plain_word
from ..words.words import LANGUAGES
from .case import Case
from .verdicts import DIALOGUE, MEETS, STEP, Finding

# What a product has for each way of reaching people, by words that people use (en, fr, sw, es), without accents.
SHEETS: dict[str, tuple[str, ...]] = {
    "message.txt": ("sms", "message", "phone", "telephone", "simu", "ujumbe", "mensaje", "telefono", "whatsapp",
                    "radio", "redio", "voice", "voix", "sauti", "voz"),
    "bulletin": ("meeting", "reunion", "mkutano", "baraza", "poster", "affiche", "bango", "cartel", "bulletin",
                 "boletin", "print", "paper", "papier", "karatasi", "papel", "email", "e-mail", "courriel", "web",
                 "notice_board", "sheet", "leaflet"),
    "table.csv": ("spreadsheet", "tableur", "csv", "excel", "table", "tableau"),
}  # fmt: skip


def sheet_for(channel: str) -> str | None:
    """The part of a product that goes this way; None where none is made for it."""
    said = plain_word(channel)
    parts = {said, *said.replace("-", "_").split("_")}
    return next((sheet for sheet, words in SHEETS.items() if parts & set(words)), None)


def licence(case: Case) -> Finding | None:
    """Data that may not be passed on: numbers made from them go no further than those who asked, until it is asked."""
    if case.need.origin.visibility == "own":
        return None
    closed = [c for c in (case.card, case.reference) if c is not None and not c.licence.redistribution]
    if not closed:
        return Finding("reach.licence.open", MEETS, {}, {})
    values = {"dataset": closed[0].title, "licence": closed[0].licence.name}
    return Finding("reach.licence.closed", DIALOGUE, values, {"closed": [card.dataset for card in closed]})


def language(case: Case) -> Finding | None:
    """The languages in which the answer must be read, against those in which the recipe speaks."""
    asked = case.need.reach.languages
    if not asked:
        return None
    held = case.facts.languages
    lacking = [code for code in asked if code.partition("-")[0] not in held]
    evidence = {"asked": list(asked), "held": sorted(held), "lacking": lacking}
    if not lacking:
        return Finding("reach.language.there", MEETS, {}, evidence)
    return Finding("reach.language.lacking", STEP, {"languages": ", ".join(lacking)}, evidence, len(lacking))


def channel(case: Case) -> Finding | None:
    """The ways by which it must arrive, against what a product has."""
    asked = case.need.reach.channels
    if not asked:
        return None
    lacking = [one for one in asked if sheet_for(one) is None]
    evidence = {"asked": list(asked), "lacking": lacking}
    if not lacking:
        return Finding("reach.channel.there", MEETS, {}, evidence)
    named = {language: ", ".join(channels_in_words(lacking, language)) for language in LANGUAGES}
    return Finding("reach.channel.lacking", STEP, {"channels": named}, evidence, len(lacking))
