"""What the page of a thing on the table shows: the version in its frame, what changed and who asked, its story."""

from collections.abc import Mapping
from typing import Any

from flask_babel import format_datetime
from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.deciding.rounds import Round, rounds_on
from climserv.coproduction.dialogue.change_requests import ChangeRequest
from climserv.coproduction.dialogue.contributions import Contribution, named, open_to, side_of
from climserv.coproduction.dialogue.subjects import Subject, unexplained
from climserv.coproduction.dialogue.tracing import behind_request
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.logbook.versions import Version
from climserv.coproduction.people.people import Person
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..cases.deciding_words import KINDS, REQUEST_STATES, ROUND_STATES
from ..cases.remark_words import STANDS
from ..cases.telling import name_of
from ..cases.words import SIDES, word
from ..house import house
from ..languages import language
from ..products.computation import setting_words


def versions_of(state: CaseState, subject: Subject, me: Person) -> list[dict[str, Any]]:
    """Every version, the newest first, each with what it changed and who asked for that."""
    loud = {one.hash for one in unexplained(subject)}
    return [_version(state, subject, one, me, one.hash in loud) for one in reversed(subject.versions)]


def _version(state: CaseState, subject: Subject, version: Version, me: Person, unexplained: bool) -> dict[str, Any]:
    before = subject.version(version.over[0]) if version.over else None
    answers = (state.find(ChangeRequest, one) for one in version.content.get("answers", ()))
    return {
        "hash": version.hash, "number": version.number, "by": name_of(state, version.by), "when": moment(version.at),
        "summary": version.content.get("summary", ""), "stands": version.hash in subject.tips,
        "changes": changes(before.content, version.content) if before else [],
        "asked": [request_shown(state, one, me.id) for one in answers],
        "unexplained": unexplained, "class": dict(subject.changes).get(version.hash, ""),
        "effect": version.content.get("effect", ()),
        "rounds": [round_line(one) for one in rounds_on(state, version.hash)],
    }  # fmt: skip


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The settings that differ: the question that asks for them, the value before and the value now."""
    old, new = before.get("parameters") or {}, after.get("parameters") or {}
    return [(label, value_in_words(after, name, old.get(name, "")), value_in_words(after, name, new.get(name, "")))
            for name, label in labels_of({**after, "parameters": {**old, **new}}).items()
            if old.get(name) != new.get(name)]  # fmt: skip


def settings_in_words(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The settings of a version as questions answered."""
    return [(label, value_in_words(content, name, content["parameters"][name]))
            for name, label in labels_of(content).items()]  # fmt: skip


def title_of(subject: Subject, record: Mapping[str, Any] | None) -> str:
    """What it is called here; a product that kept its own question says it in the reader's language."""
    own = (record or {}).get("title") or {}
    return text_in(own, language()) if subject.title in own.values() else subject.title


def labels_of(content: Mapping[str, Any]) -> dict[str, str]:
    """For each setting the question that asks for it; its name where the book has the recipe no more."""
    settings = content.get("parameters") or {}
    try:
        used = content["made_of"]["recipe"]
        asked = house().book.recipe(used["id"], used["version"]).parameters
    except (KeyError, Refused):
        asked = {}
    return {name: text_in(asked[name].ask, language()) if name in asked else name.replace("_", " ")
            for name in settings}  # fmt: skip


def value_in_words(content: Mapping[str, Any], name: str, value: str) -> str:
    """A setting as people say it."""
    metric = str((content.get("outputs") or [{}])[0].get("name", ""))
    return setting_words(metric, name, str(value), language()) if value != "" else "–"


def round_line(one: Round) -> dict[str, Any]:
    """A round in a list: where it leads, and how it stands."""
    return {"id": one.id, "question": one.question, "kind": word(KINDS, one.kind), "state": one.state,
            "state_word": word(ROUND_STATES, one.state)}  # fmt: skip


def request_shown(state: CaseState, request: ChangeRequest | None, me: str) -> dict[str, Any]:
    """A change request with who asked for it: those whose remarks stand behind it, and who wrote it down."""
    if request is None:
        return {"text": "", "by": "", "said": [], "state_word": "", "id": "", "answer": ""}
    said = [remark_shown(state, one, me) for one in behind_request(state, request.id)]
    return {"id": request.id, "text": request.text, "by": name_of(state, request.by), "said": said,
            "state": request.state, "state_word": word(REQUEST_STATES, request.state),
            "answer": request.answer}  # fmt: skip


def requests_on(state: CaseState, subject: str, me: Person) -> list[dict[str, Any]]:
    """The changes that are asked for, each with what may be done with it."""
    return [{**request_shown(state, one, me.id), "actions": possible(state, "change_request", one.id, me.id)}
            for one in state.of(ChangeRequest).values() if one.subject == subject]  # fmt: skip


def remark_shown(state: CaseState, one: Contribution, me: str) -> dict[str, Any]:
    """A remark as somebody of the case reads it."""
    open_to_me = open_to(one, me)
    words = one.words if open_to_me else _("kept among those it was said to")
    return {"id": one.id, "words": words, "by": named(state, one), "side": word(SIDES, side_of(state, one)),
            "state": one.state, "state_word": word(STANDS, one.state), "answer": one.answer,
            "open_to_me": open_to_me}  # fmt: skip


def moment(at) -> str:
    return format_datetime(at, "d MMM y, HH:mm")
