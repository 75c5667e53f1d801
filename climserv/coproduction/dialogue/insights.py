"""Insights: what follows from contributions. Each cites what it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, VOICES, Entity, Move, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from .contributions import Contribution
from .contributions import State as Said

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTED = "acted"
    SET_ASIDE = "set_aside"


class Action(StrEnum):
    PROPOSE = "propose"
    AGREE = "agree"
    ACT = "act"
    SET_ASIDE = "set_aside"
    TAKE_UP = "take_up"


@dataclass(frozen=True, kw_only=True)
class Insight(Thing):
    """An insight in plain words, the contributions it `cites`, and the change request it led to."""

    text: str = ""
    cites: tuple[str, ...] = ()
    led_to: str = ""
    why_not: str = ""


def citing(state: "CaseState", contribution: str) -> list[Insight]:
    """The insights that cite a contribution."""
    return [one for one in state.of(Insight).values() if contribution in one.cites]


def apply(insight: Insight | None, event: Event, state: "CaseState") -> Insight:
    insight, said = insight or Insight(**born(event)), event.said
    if event.action == Action.PROPOSE:
        return replace(insight, text=str(said.get("text", "")), cites=tuple(said.get("cites", ())))
    if event.action == Action.ACT:
        return replace(insight, led_to=str(said.get("led_to", "")))
    if event.action == Action.SET_ASIDE:
        return replace(insight, why_not=event.reason)
    return replace(insight, why_not="") if event.action == Action.TAKE_UP else insight


def cites_what_was_said(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Each contribution cited is there, and has not been withdrawn."""
    for cited in event.said["cites"]:
        contribution = state.find(Contribution, cited)
        if contribution is None or contribution.state == Said.WITHDRAWN:
            yield NOTHING_CITED.at(f"insight {event.entity_id}", got=str(cited))


def not_by_its_author(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Somebody else sees it so too."""
    insight = state.find(Insight, event.entity_id)
    if insight.by == event.person:
        yield ALONE.at(f"insight {event.entity_id}", got=event.person)


MOVES = {
    (NOT_YET, Action.PROPOSE): Move(State.PROPOSED, EVERYBODY, needs=("text", "cites"), checks=(cites_what_was_said,)),
    (State.PROPOSED, Action.AGREE): Move(State.AGREED, VOICES, guards=(not_by_its_author,)),
    (State.AGREED, Action.ACT): Move(State.ACTED, EVERYBODY, needs=("led_to",)),
    **{
        (state, Action.SET_ASIDE): Move(State.SET_ASIDE, EVERYBODY, needs_reason=True)
        for state in (State.PROPOSED, State.AGREED, State.ACTED)
    },
    (State.SET_ASIDE, Action.TAKE_UP): Move(State.PROPOSED, EVERYBODY),
}

NOTHING_CITED = Refusal(
    "insight.cites",
    en=("this contribution is not there to be cited", "a contribution of this case", "Cite what somebody said"),
    fr=("cette contribution ne peut pas être citée", "une contribution de ce dossier",
        "Citez ce que quelqu’un a dit"),
    sw=("mchango huu haupo ili utajwe", "mchango wa shauri hili", "Taja alichosema mtu"),
    es=("este aporte no está para ser citado", "un aporte de este caso", "Cite lo que alguien dijo"),
)  # fmt: skip
ALONE = Refusal(
    "insight.alone",
    en=("its author cannot agree to it alone", "somebody else", "Ask another person whether they see it so too"),
    fr=("son auteur ne peut pas l’accepter seul", "quelqu’un d’autre", "Demandez à une autre personne son avis"),
    sw=("mwandishi wake hawezi kuukubali peke yake", "mtu mwingine", "Mwulize mwingine kama naye anaona hivyo"),
    es=("quien lo escribió no puede aceptarlo solo", "otra persona", "Pregunte a otra persona si también lo ve así"),
)

INSIGHT = Entity("insight", Insight, State, Action, MOVES, apply, refusals=(NOTHING_CITED, ALONE))
