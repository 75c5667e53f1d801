"""Commitments: what either side has promised, by when, and whether it was kept. A promise is never edited away."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, SCRIBES, Entity, Move, Side, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Action(StrEnum):
    PROMISE = "promise"
    KEEP = "keep"
    RENEGOTIATE = "renegotiate"
    DROP = "drop"
    REOPEN = "reopen"


@dataclass(frozen=True, kw_only=True)
class Commitment(Thing):
    """A promise.

    side, owner     whose it is; the owner in words, as people call them
    due             the day, now; `dues` the earlier ones, each renegotiated with a reason
    task            "" of a promise at large, else the way of delivery: radio, sms, poster, meeting, ...
    received        of a delivery: how many were asked, and how many could say the message back
    """

    text: str = ""
    side: str = ""
    owner: str = ""
    due: str = ""
    dues: tuple[str, ...] = ()
    task: str = ""
    why: str = ""
    session: str = ""
    received: tuple[int, int] | None = None

    def is_late(self, today: date) -> bool:
        """Whether it is open after its day."""
        return self.state == State.OPEN and bool(self.due) and date.fromisoformat(self.due) < today

    @property
    def kept_in_time(self) -> bool:
        """Whether it was done by the day that was agreed last."""
        return self.state == State.DONE and (not self.due or self.since.date() <= date.fromisoformat(self.due))


def kept_by_side(state: "CaseState", at: datetime) -> dict[str, tuple[int, int]]:
    """Of each side: promises kept, and promises that were due or are settled. What is not due yet counts nowhere."""
    kept: Counter[str] = Counter()
    due: Counter[str] = Counter()
    for one in state.of(Commitment).values():
        if one.state != State.OPEN or one.is_late(at.date()):
            due[one.side] += 1
            kept[one.side] += one.state == State.DONE
    return {side: (kept[side], due[side]) for side in sorted(due)}


def one_sided(state: "CaseState") -> str:
    """The only side that has promised something; empty where both have, or nobody."""
    sides = {one.side for one in state.of(Commitment).values()} & {Side.USER, Side.PRODUCER}
    return sides.pop() if len(sides) == 1 else ""


def apply(commitment: Commitment | None, event: Event, state: "CaseState") -> Commitment:
    commitment, said = commitment or Commitment(**born(event), session=event.session), event.said
    if event.action == Action.PROMISE:
        told = {name: str(said.get(name, "")) for name in ("text", "side", "owner", "due", "task")}
        return replace(commitment, **told)
    if event.action == Action.RENEGOTIATE:
        due = str(said.get("due", commitment.due))
        return replace(commitment, due=due, dues=(*commitment.dues, commitment.due), why=event.reason)
    if event.action == Action.KEEP and said.get("asked"):
        return replace(commitment, received=(int(said.get("understood", 0)), int(said["asked"])))
    if event.action in (Action.DROP, Action.REOPEN):
        return replace(commitment, why=event.reason)
    return commitment


def promised_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Of a side that there is, by a day that can be read."""
    where, said = f"promise {event.entity_id}", event.said
    if "side" in said and said["side"] not in (Side.USER, Side.PRODUCER, Side.BRIDGE):
        yield NO_SIDE.at(where, got=str(said["side"]))
    try:
        date.fromisoformat(str(said["due"]))
    except ValueError:
        yield NO_DAY.at(where, got=str(said["due"]))


def received_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Of so many asked, no more can have understood."""
    asked, understood = event.said.get("asked", 0), event.said.get("understood", 0)
    if not (isinstance(asked, int) and isinstance(understood, int) and 0 <= understood <= asked):
        yield NO_RECEIPT.at(f"promise {event.entity_id}", got=f"{understood} / {asked}")


WHO = EVERYBODY | SCRIBES
_DUE = {"checks": (promised_rightly,)}

MOVES = {
    (NOT_YET, Action.PROMISE): Move(State.OPEN, WHO, needs=("text", "side", "owner", "due"), **_DUE),
    (State.OPEN, Action.KEEP): Move(State.DONE, WHO, checks=(received_rightly,)),
    (State.OPEN, Action.RENEGOTIATE): Move(State.OPEN, WHO, needs=("due",), needs_reason=True, **_DUE),
    (State.OPEN, Action.DROP): Move(State.DROPPED, WHO, needs_reason=True),
    **{(state, Action.REOPEN): Move(State.OPEN, WHO, needs_reason=True) for state in (State.DONE, State.DROPPED)},
}

NO_SIDE = Refusal(
    "commitment.side",
    en=("it is not said whose promise it is", "user, producer or bridge", "Say which side promises it"),
    fr=("on ne sait pas de qui est la promesse", "user, producer ou bridge", "Dites quel côté la fait"),
    sw=("haijasemwa ni ahadi ya nani", "watumiaji, watoaji taarifa au wa kati", "Sema ni upande gani unaahidi"),
    es=("no se dice de quién es la promesa", "usuario, productor o puente", "Diga qué lado lo promete"),
)
NO_DAY = Refusal(
    "commitment.due",
    en=("the day cannot be read", "a day such as 2026-09-10", "Say by which day"),
    fr=("le jour est illisible", "un jour tel que 2026-09-10", "Dites pour quel jour"),
    sw=("siku haisomeki", "siku kama 2026-09-10", "Sema kufikia siku gani"),
    es=("no se puede leer el día", "un día como 2026-09-10", "Diga para qué día"),
)
NO_RECEIPT = Refusal(
    "commitment.receipt",
    en=("more understood it than were asked", "of so many asked, as many or fewer", "Count again"),
    fr=("plus ont compris qu’il n’y eut de questionnés", "au plus autant que de questionnés", "Recomptez"),
    sw=("walioelewa ni wengi kuliko walioulizwa", "kati ya walioulizwa, sawa au pungufu", "Hesabu tena"),
    es=("lo entendieron más de los que fueron preguntados", "de los preguntados, tantos o menos", "Cuente otra vez"),
)

COMMITMENT = Entity("commitment", Commitment, State, Action, MOVES, apply, refusals=(NO_SIDE, NO_DAY, NO_RECEIPT))
