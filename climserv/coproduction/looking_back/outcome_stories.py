"""Outcome stories: who does what differently now, why it matters, how we helped; confirmed by somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, SCRIBES, VOICES, Entity, Move, Role, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..logbook.versions import Versioned, with_version

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    TOLD = "told"
    CONFIRMED = "confirmed"
    DOUBTED = "doubted"


class Action(StrEnum):
    TELL = "tell"
    RETELL = "retell"
    CONFIRM = "confirm"
    DOUBT = "doubt"


@dataclass(frozen=True, kw_only=True)
class OutcomeStory(Versioned):
    """A story. Content: `change`, `matters`, `helped`. `confirmed_by` is a person, `why` a doubt or how they know."""

    confirmed_by: str = ""
    why: str = ""


def confirmed(state: "CaseState") -> list[OutcomeStory]:
    """The stories that count as outcomes: somebody other than the author says so."""
    return [one for one in state.of(OutcomeStory).values() if one.state == State.CONFIRMED]


def apply(story: OutcomeStory | None, event: Event, state: "CaseState") -> OutcomeStory:
    story = story or OutcomeStory(**born(event))
    if event.action in (Action.TELL, Action.RETELL):
        return replace(with_version(story, event, state), confirmed_by="", why="")
    return replace(story, confirmed_by=event.person, why=event.reason)


def by_another(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Neither who told any version of it, nor who wrote it down for them, confirms it."""
    told = (one for one in state.story("outcome_story", event.entity_id) if one.action in (Action.TELL, Action.RETELL))
    if any(event.person in (one.person, one.who) for one in told):
        yield OWN_STORY.at(f"story {event.entity_id}")


_TELL = {"needs": ("change", "matters", "helped"), "versions": True}

MOVES = {
    (NOT_YET, Action.TELL): Move(State.TOLD, EVERYBODY | SCRIBES, **_TELL),
    **{
        (state, Action.RETELL): Move(State.TOLD, frozenset({Role.AUTHOR, *SCRIBES}), needs_reason=True, **_TELL)
        for state in State
    },
    (State.TOLD, Action.CONFIRM): Move(State.CONFIRMED, VOICES, guards=(by_another,), needs_reason=True),
    (State.DOUBTED, Action.CONFIRM): Move(State.CONFIRMED, VOICES, guards=(by_another,), needs_reason=True),
    **{
        (state, Action.DOUBT): Move(State.DOUBTED, VOICES, guards=(by_another,), needs_reason=True)
        for state in (State.TOLD, State.CONFIRMED)
    },
}

OWN_STORY = Refusal(
    "outcome_story.own",
    en=("who tells a story cannot confirm it", "another person", "Ask somebody who has seen it too"),
    fr=("qui raconte ne peut confirmer", "une autre personne", "Demandez à quelqu’un qui l’a vu aussi"),
    sw=("anayesimulia hadithi hawezi kuithibitisha mwenyewe", "mtu mwingine", "Mwulize mtu aliyeona pia"),
    es=("quien cuenta una historia no puede confirmarla", "otra persona",
        "Pregunte a alguien que también lo haya visto"),
)  # fmt: skip

OUTCOME_STORY = Entity("outcome_story", OutcomeStory, State, Action, MOVES, apply, refusals=(OWN_STORY,))
