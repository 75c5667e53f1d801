"""Versions of a thing on the table: each fixed, none lost; two made without sight of each other are both shown."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from .entity import Thing
from .events import Event

if TYPE_CHECKING:
    from .state import CaseState


@dataclass(frozen=True)
class Version:
    """One version, told from another of the same number by the hash of its event. `content` is empty once erased."""

    number: int
    hash: str
    by: str
    at: datetime
    content: dict[str, Any]
    reason: str
    over: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Versioned(Thing):
    """A thing with versions.

    versions  all of them, in the order of the log
    tips      hashes of those that no later one has taken the place of: one, or more when there is a conflict
    """

    versions: tuple[Version, ...] = ()
    tips: tuple[str, ...] = ()

    @property
    def in_conflict(self) -> bool:
        """Whether two versions stand side by side, to be talked over: a version made in sight of both settles it."""
        return len(self.tips) > 1

    @property
    def latest(self) -> Version | None:
        """The version on the table; in a conflict the last in the order of the log."""
        return self.versions[-1] if self.versions else None

    @property
    def standing(self) -> tuple[Version, ...]:
        """The versions that no other has taken the place of."""
        return tuple(one for one in self.versions if one.hash in self.tips)

    def version(self, hash: str) -> Version | None:
        """The version that the event with this hash made."""
        return next((one for one in self.versions if one.hash == hash), None)


V = TypeVar("V", bound=Versioned)


def next_number(thing: Versioned | None, event: Event, state: "CaseState") -> int:
    """The number of the version that `event` makes: one more than the highest that its writer saw."""
    seen = [] if thing is None else [one.number for one in thing.versions if state.saw(event, one.hash)]
    return max(seen, default=0) + 1


def with_version(thing: V, event: Event, state: "CaseState") -> V:
    """The thing with the version that `event` makes; its content is what the event says."""
    over = tuple(tip for tip in thing.tips if state.saw(event, tip))
    content = dict(event.said)
    number = next_number(thing, event, state)
    version = Version(number, event.hash, event.person, event.at, content, event.reason, over)
    tips = (*(tip for tip in thing.tips if tip not in over), event.hash)
    return replace(thing, versions=(*thing.versions, version), tips=tips)
