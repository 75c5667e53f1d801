"""Services: who carries the product to whom. Tasks of delivery are promises with a way; users help to deliver."""

from typing import TYPE_CHECKING

from ..logbook.entity import Side
from .commitments import Commitment, State

if TYPE_CHECKING:
    from ..logbook.state import CaseState


def delivery_tasks(state: "CaseState") -> list[Commitment]:
    """The tasks of the delivery plan, dropped ones too: they were planned."""
    return [one for one in state.of(Commitment).values() if one.task]


def consultative(state: "CaseState") -> bool:
    """Whether users only receive: no task of the delivery is theirs."""
    return not any(one.side == Side.USER and one.state != State.DROPPED for one in delivery_tasks(state))


def understood(state: "CaseState") -> tuple[int, int]:
    """Of all who were asked to say a delivered message back, how many could: (understood, asked)."""
    told = [one.received for one in delivery_tasks(state) if one.received]
    return sum(one for one, _ in told), sum(asked for _, asked in told)
