"""What the worker found in files, in the reader's language.

A check is made once and kept; its findings keep the values of their sentences, so that each reader hears their own
language. What an older check kept stays in English, and is marked as English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from climserv.vocabulary.sentences import said_in

from ..languages import language
from .door_words import DOOR_WORDS

# A line of a table, as its reader names it behind the file.
_LINE = re.compile(r":(\d+)")


@dataclass(frozen=True)
class Shown:
    """One finding on the page. `lang` is "en" where its words are English on a page of another language.

    got_lang  the same of what was found in the file, which is names and numbers, with English words between them
    """

    severity: str
    file: str
    where: str
    what: str
    got: str
    next_step: str
    lang: str = ""
    got_lang: str = ""


def shown(one: Mapping[str, Any]) -> Shown:
    """A finding, or a refusal, as the worker kept it."""
    place = one.get("severity", ""), one.get("file", ""), _where(one)
    told = said_in(one["code"], one.get("values") or {}, _)
    if told is not None:
        return Shown(*place, told.what, told.got, _stopped(told.next_step))
    english = one["what"], one.get("got", ""), _stopped(one.get("next_step", ""))
    if language() == "en":
        return Shown(*place, *english)
    if one["code"] in DOOR_WORDS:
        return Shown(*place, str(DOOR_WORDS[one["code"]]).rstrip("."), one.get("got", ""), "", got_lang="en")
    return Shown(*place, *english, lang="en")


def _where(one: Mapping[str, Any]) -> str:
    """The place within the file: the file itself is named before it."""
    file, where = one.get("file", ""), one.get("where", "")
    if where == file:
        return ""
    if line := _LINE.fullmatch(where.removeprefix(file)):
        return _("line %(n)s", n=line[1])
    if where == "all files":
        return _("all files")
    return where.removeprefix(f"{file}, ").removeprefix(f"{file}: ") if file else where


def _stopped(text: str) -> str:
    return text if not text or text.endswith((".", "?")) else f"{text}."
