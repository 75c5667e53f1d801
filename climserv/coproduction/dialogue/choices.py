"""Choices: who chose the baseline, the models, the threshold or the scenario, out of what, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, Entity, Move, Side, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..logbook.versions import Versioned, with_version

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    MADE = "made"


class Action(StrEnum):
    RECORD = "record"
    REVISE = "revise"


class Of(StrEnum):
    """What is chosen: each is a choice of values as well as of science."""

    METRIC = "metric"
    THRESHOLD = "threshold"
    BASELINE = "baseline"
    MODELS = "models"
    SCENARIO = "scenario"
    SCALE = "scale"
    DATA = "data"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Choice(Versioned):
    """A choice in versions.

    Content: `of`, `chosen`, `alternatives`, `sides` who chose, and `subject` where it shows; the reason is why.
    """

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that chose it."""
        return tuple(self.latest.content.get("sides", ())) if self.latest else ()


def by_users(state: "CaseState") -> list[Choice]:
    """The choices that the user side made, alone or with others."""
    return [one for one in state.of(Choice).values() if Side.USER in one.sides]


def apply(choice: Choice | None, event: Event, state: "CaseState") -> Choice:
    return with_version(choice or Choice(**born(event)), event, state)


def chosen_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """What is chosen is named, so are the sides, and something else could have been chosen."""
    where, said = f"choice {event.entity_id}", event.said
    if said["of"] not in tuple(Of):
        yield NO_SUCH.at(where, got=str(said["of"]), allowed=", ".join(Of))
    wrong = [side for side in said["sides"] if side not in tuple(Side)]
    if wrong:
        yield NO_SUCH.at(where, got=str(wrong), allowed=", ".join(Side))
    if list(said["alternatives"]) == [said["chosen"]]:
        yield NO_CHOICE.at(where, got=str(said["chosen"]))


NEEDS = ("of", "chosen", "alternatives", "sides")
_RECORD = Move(State.MADE, EVERYBODY, needs=NEEDS, checks=(chosen_rightly,), needs_reason=True, versions=True)

MOVES = {(NOT_YET, Action.RECORD): _RECORD, (State.MADE, Action.REVISE): _RECORD}

NO_SUCH = Refusal(
    "choice.no_such",
    en=("there is no such thing to choose, or no such side", "%(allowed)s", "Choose one of them"),
    fr=("ce choix ou ce côté n’existe pas", "%(allowed)s", "Choisissez-en un"),
    sw=("hakuna kitu kama hicho cha kuchagua, au upande kama huo", "%(allowed)s", "Chagua mojawapo"),
    es=("no existe eso para elegir, o no existe ese lado", "%(allowed)s", "Elija uno de ellos"),
)
NO_CHOICE = Refusal(
    "choice.alone",
    en=("there was nothing else to choose", "what else was on the table", "Write what was not chosen"),
    fr=("il n’y avait rien d’autre à choisir", "ce qui était aussi sur la table", "Écrivez ce qui n’a pas été choisi"),
    sw=("hakukuwa na kingine cha kuchagua", "kile kingine kilichokuwa mezani", "Andika kile ambacho hakikuchaguliwa"),
    es=("no había otra cosa que elegir", "lo que también estaba sobre la mesa", "Escriba lo que no se eligió"),
)

CHOICE = Entity("choice", Choice, State, Action, MOVES, apply, refusals=(NO_SUCH, NO_CHOICE))
