"""Bounds: how much one event may say, and in which characters; what is beyond them is neither acted nor taken in."""

from collections.abc import Iterator, Mapping
from typing import Any

from climserv.vocabulary.problems import Problem

from .events import Event, canonical
from .refusals import Refusal

LONGEST_ID, LONGEST_WORD = 80, 40
LONGEST_TEXT, LARGEST = 5_000, 200_000
"""Characters of one text, and of all that an event says: more than anybody reads, and less than a line of a file."""

_IDS = ("id", "case", "who", "on_behalf_of", "entity_id", "session")
_WORDS = ("channel", "entity", "action", "from_state", "to_state")
_HASHES = ("seal", "hash")


def beyond(event: Event) -> list[Problem]:
    """What of an event cannot be kept: fields of another form, texts without end, characters no database takes."""
    if not _of_its_form(event):
        return [NO_FORM.at("event", got=str(event.id)[:LONGEST_ID])]
    where = f"{event.entity} {event.entity_id}"
    texts = [event.reason, *_texts(event.said)]
    longest = max(map(len, texts))
    if longest > LONGEST_TEXT or len(canonical([dict(event.said), event.reason])) > LARGEST:
        return [TOO_LONG.at(where, got=str(longest), most=LONGEST_TEXT)]
    return [] if all(map(_can_be_written, texts)) else [NO_LETTER.at(where)]


def _of_its_form(event: Event) -> bool:
    sizes = {**dict.fromkeys(_IDS, LONGEST_ID), **dict.fromkeys(_WORDS, LONGEST_WORD), **dict.fromkeys(_HASHES, 64)}
    named = [(getattr(event, name), most) for name, most in sizes.items()] + [(one, 64) for one in event.after]
    short = all(isinstance(text, str) and len(text) <= most and _is_one_line(text) for text, most in named)
    number = event.version is None or (type(event.version) is int and 0 < event.version < 2**31)
    said = isinstance(event.data, Mapping | None) and isinstance(event.salt, str | None)
    return short and number and said and isinstance(event.reason, str)


def _is_one_line(text: str) -> bool:
    return not text or text.isprintable()


def _texts(plain: Any) -> Iterator[str]:
    """Every text in plain data, the names of things among them."""
    if isinstance(plain, str):
        yield plain
    for name, value in plain.items() if isinstance(plain, Mapping) else ():
        yield name
        yield from _texts(value)
    for value in plain if isinstance(plain, list) else ():
        yield from _texts(value)


def _can_be_written(text: str) -> bool:
    """Neither the null character, which PostgreSQL does not take, nor half of a letter, which no page can show."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


NO_FORM = Refusal(
    "event.form",
    en=("this has not the form of an event", "short names on one line, a number, data by name",
        "Load the page again and choose there; of a file, export it again"),
    fr=("ceci n’a pas la forme d’un événement", "des noms courts sur une ligne, un nombre, des données nommées",
        "Rechargez la page et choisissez-y ; pour un fichier, exportez-le de nouveau"),
    sw=(
        "hili halina umbo la tukio",
        "majina mafupi ya mstari mmoja, namba, taarifa zenye majina",
        "Pakia ukurasa tena na uchague hapo; kama ni faili, litoe tena",
    ),
    es=(
        "esto no tiene la forma de un evento",
        "nombres cortos en una línea, un número, datos con nombre",
        "Cargue la página de nuevo y elija allí; si es un archivo, expórtelo otra vez",
    ),
)  # fmt: skip
TOO_LONG = Refusal(
    "event.long",
    en=("this is longer than others will read", "%(most)s characters in one text",
        "Say it shorter, or in several parts"),
    fr=("c’est plus long que ce que d’autres liront", "%(most)s caractères par texte",
        "Dites-le plus court, ou en plusieurs fois"),
    sw=(
        "hili ni refu kuliko wengine watakavyosoma",
        "herufi %(most)s katika maandishi mamoja",
        "Lisemeni kwa ufupi, au kwa sehemu kadhaa",
    ),
    es=(
        "esto es más largo de lo que otros leerán",
        "%(most)s caracteres en un texto",
        "Dígalo más corto, o en varias partes",
    ),
)  # fmt: skip
NO_LETTER = Refusal(
    "event.letter",
    en=("it holds a sign that cannot be written down", "letters, digits and signs that are shown", "Type it anew"),
    fr=("il contient un signe qui ne peut pas être noté", "des lettres, chiffres et signes visibles", "Retapez-le"),
    sw=("lina alama isiyoweza kuandikwa", "herufi, tarakimu na alama zinazoonekana", "Liandike upya"),
    es=("contiene un signo que no se puede escribir", "letras, cifras y signos visibles", "Escríbalo de nuevo"),
)
REFUSALS = (NO_FORM, TOO_LONG, NO_LETTER)
