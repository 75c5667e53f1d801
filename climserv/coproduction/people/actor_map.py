"""The actor map: who decides, who makes, who translates; and who is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .parties import Kind, Party
from .parties import State as PartyState
from .people import Person
from .people import State as PersonState

if TYPE_CHECKING:
    from ..logbook.state import CaseState

# The three corners that carry a service, and the kinds of party that stand in each.
CORNERS: dict[str, frozenset[Kind]] = {
    "research": frozenset({Kind.MET_SERVICE, Kind.RESEARCHER}),
    "community": frozenset({Kind.FARMER_GROUP}),
    "public_body": frozenset({Kind.MINISTRY}),
}


@dataclass(frozen=True)
class Gap:
    """A decision maker whom a need names and who is not among the parties and people of the case."""

    named: str
    need: str


def empty_corners(state: "CaseState") -> list[str]:
    """Corners in which no party of the case stands."""
    kinds = {party.kind for party in present(state)}
    return [corner for corner, stands in CORNERS.items() if not kinds & stands]


def gaps(state: "CaseState", decision_makers: Iterable[tuple[str, str]]) -> list[Gap]:
    """Who is named as a decision maker and is missing here.

    decision_makers  pairs of the need's id and the name written in it
    """
    people = [one for one in state.of(Person).values() if one.state == PersonState.ACTIVE]
    names = [party.name for party in present(state)]
    names += [name for one in people for name in (one.name, one.group) if name]
    known = {_plain(name) for name in names}
    return [Gap(named, need) for need, named in decision_makers if _plain(named) not in known]


def present(state: "CaseState") -> list[Party]:
    """Parties that take part now."""
    return [party for party in state.of(Party).values() if party.state == PartyState.PRESENT]


def _plain(name: str) -> str:
    """A name as it is compared: without case, article and double spaces."""
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
