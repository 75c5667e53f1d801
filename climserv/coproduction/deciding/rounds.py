"""Decision rounds: one question on one fixed version, answered by those present, in a privacy fixed at the opening."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..dialogue.subjects import Subject
from ..logbook.entity import Thing
from ..meeting.attendance import present
from ..people.people import Person
from .secrecy import Privacy

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    OPEN = "open"
    REVEALED = "revealed"
    OBJECTION_OPEN = "objection_open"
    FALLBACK = "fallback"
    PASSED = "passed"
    FAILED = "failed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


# In these an answer can still be given or changed; what was secret is given once, and only while it is open.
ANSWERING = frozenset({State.OPEN, State.FALLBACK})


class Action(StrEnum):
    OPEN = "open"
    REVEAL = "reveal"
    HOLD = "hold"
    FALL_BACK = "fall_back"
    PASS = "pass"  # noqa: S105 - a round passes
    FAIL = "fail"
    CLOSE = "close"
    CANCEL = "cancel"


class Kind(StrEnum):
    SENSE_CHECK = "sense_check"
    DOTS = "dots"
    SCORE = "score"
    HANDS = "hands"
    CONSENT = "consent"


class Word(StrEnum):
    """The answers of a consent round."""

    CONSENT = "consent"
    RESERVATION = "reservation"
    OBJECT = "object"
    STAND_ASIDE = "stand_aside"


VALUES: dict[Kind, tuple[str, ...]] = {
    Kind.SENSE_CHECK: ("good", "not_sure", "concerned"),
    Kind.CONSENT: tuple(Word),
}
# Kinds of which the round itself names the options.
WITH_OPTIONS = frozenset({Kind.DOTS, Kind.SCORE, Kind.HANDS})


@dataclass(frozen=True, kw_only=True)
class Round(Thing):
    """A decision round.

    subject, version  what it is about: the id, and the hash of the version, which never changes
    hidden            whether nothing is shown until it is revealed
    split             of a secret round: whether answers are counted by side; fixed at the opening
    options, most     of dots, scores and hands: what there is to choose; the dots a person has, or the highest score
    quorum            people needed on each side, as the working agreement in force said at the opening
    revealed          of a secret round: the counts and reasons that the ballot box gave
    """

    kind: str = Kind.SENSE_CHECK
    privacy: str = Privacy.SECRET
    subject: str = ""
    version: str = ""
    question: str = ""
    session: str = ""
    hidden: bool = True
    split: bool = False
    options: tuple[str, ...] = ()
    most: int = 0
    quorum: dict[str, int] = field(default_factory=dict)
    revealed: Mapping[str, Any] | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """What may be answered, or what the dots, scores and hands are about."""
        return VALUES.get(Kind(self.kind), self.options)

    @property
    def secret(self) -> bool:
        return self.privacy == Privacy.SECRET


def voters(state: "CaseState", session: str) -> list[Person]:
    """Who may answer: people with a voice in the session; outside of a session, all of the case."""
    people = present(state, session) if session else state.of(Person).values()
    return [one for one in people if one.has_voice]


def rounds_on(state: "CaseState", version: str) -> list[Round]:
    """The rounds on the version of this hash."""
    return [one for one in state.of(Round).values() if one.version == version]


def passed_on(state: "CaseState", version: str) -> Round | None:
    """The consent round that passed on the version of this hash."""
    found = (one for one in rounds_on(state, version) if one.kind == Kind.CONSENT and one.state == State.PASSED)
    return next(found, None)


def still_on_the_table(state: "CaseState", subject: str, version: str) -> bool:
    """Whether the version of this hash is the one that stands."""
    known = state.find(Subject, subject)
    return known is not None and known.fixed is not None and known.fixed.hash == version


def sides_of(people: Iterable[Person]) -> set[str]:
    """The sides of these people."""
    return {one.side for one in people}
