"""Change requests: what should be different on the table, and because of which insights."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, VOICES, Entity, Move, Role, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from .insights import Insight
from .insights import State as Seen
from .subjects import Subject, answering

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    ASK = "ask"
    ACCEPT = "accept"
    DECLINE = "decline"
    DO = "do"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, kw_only=True)
class ChangeRequest(Thing):
    """What should change on a subject, with the insights behind it; `answer` is why it was declined."""

    subject: str = ""
    text: str = ""
    cites: tuple[str, ...] = ()
    answer: str = ""


def because_of(state: "CaseState", insight: str) -> list[ChangeRequest]:
    """The change requests that cite an insight."""
    return [one for one in state.of(ChangeRequest).values() if insight in one.cites]


def apply(request: ChangeRequest | None, event: Event, state: "CaseState") -> ChangeRequest:
    request, said = request or ChangeRequest(**born(event)), event.said
    if event.action == Action.ASK:
        told = {name: str(said.get(name, "")) for name in ("subject", "text")}
        return replace(request, **told, cites=tuple(said.get("cites", ())))
    return replace(request, answer=event.reason) if event.action == Action.DECLINE else request


def cites_what_was_seen(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The subject is on the table, and each insight cited stands."""
    where, said = f"change request {event.entity_id}", event.said
    if state.find(Subject, said["subject"]) is None:
        yield NO_SUBJECT.at(where, got=str(said["subject"]))
    for cited in said["cites"]:
        insight = state.find(Insight, cited)
        if insight is None or insight.state == Seen.SET_ASIDE:
            yield NO_INSIGHT.at(where, got=str(cited))


def some_version_answers(state: "CaseState", event: Event) -> Iterable[Problem]:
    """It is done when a version says that it answers it."""
    if not answering(state, event.entity_id):
        yield NOT_DONE.at(f"change request {event.entity_id}")


MOVES = {
    (NOT_YET, Action.ASK): Move(
        State.ASKED, EVERYBODY, needs=("subject", "text", "cites"), checks=(cites_what_was_seen,)
    ),
    (State.ASKED, Action.ACCEPT): Move(State.ACCEPTED, VOICES),
    (State.ASKED, Action.DECLINE): Move(State.DECLINED, VOICES, needs_reason=True),
    (State.ACCEPTED, Action.DECLINE): Move(State.DECLINED, VOICES, needs_reason=True),
    (State.ACCEPTED, Action.DO): Move(State.DONE, EVERYBODY, guards=(some_version_answers,)),
    (State.DECLINED, Action.REOPEN): Move(State.ASKED, EVERYBODY, needs_reason=True),
    (State.DONE, Action.REOPEN): Move(State.ASKED, EVERYBODY, needs_reason=True),
    **{
        (state, Action.WITHDRAW): Move(State.WITHDRAWN, frozenset({Role.AUTHOR}))
        for state in (State.ASKED, State.ACCEPTED)
    },
}

NO_SUBJECT = Refusal(
    "change_request.subject",
    en=("this is not on the table", "a thing on the table of this case", "Put it on the table first"),
    fr=("ceci n’est pas sur la table", "une chose sur la table de ce dossier", "Mettez-la d’abord sur la table"),
    sw=("hii haiko mezani", "kitu kilicho mezani katika shauri hili", "Kiweke mezani kwanza"),
    es=("esto no está sobre la mesa", "una cosa sobre la mesa de este caso", "Póngalo primero sobre la mesa"),
)
NO_INSIGHT = Refusal(
    "change_request.cites",
    en=("this insight is not there, or was set aside", "an insight of this case", "Say what follows from the remarks"),
    fr=("ce constat n’existe pas, ou a été écarté", "un constat de ce dossier", "Dites ce qui suit des remarques"),
    sw=("funzo hili halipo, au liliwekwa kando", "funzo la shauri hili", "Sema kinachofuata kutokana na maoni"),
    es=("esta conclusión no está, o se dejó de lado", "una conclusión de este caso",
        "Diga qué se sigue de los comentarios"),
)  # fmt: skip
NOT_DONE = Refusal(
    "change_request.not_done",
    en=("no version says that it answers this", "a version that names this request", "Make the change, and name it"),
    fr=("aucune version ne dit qu’elle y répond", "une version qui nomme cette demande",
        "Faites le changement, et nommez la demande"),
    sw=("hakuna toleo linalosema kuwa linajibu hili", "toleo linalotaja ombi hili", "Fanya badiliko, na ulitaje ombi"),
    es=("ninguna versión dice que responde a esto", "una versión que nombre esta petición",
        "Haga el cambio y nombre la petición"),
)  # fmt: skip

CHANGE_REQUEST = Entity(
    "change_request", ChangeRequest, State, Action, MOVES, apply, ends=frozenset({State.WITHDRAWN}),
    refusals=(NO_SUBJECT, NO_INSIGHT, NOT_DONE),
)  # fmt: skip
