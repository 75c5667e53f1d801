"""The state of a case: all its things, each with its story, and the events that could not be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from climserv.vocabulary.problems import Problem

from .entity import Thing
from .events import Event
from .log import Ancestry

T = TypeVar("T", bound=Thing)


@dataclass(frozen=True)
class SetAside:
    """An event that is not legal at its place in the order: kept, and shown as a conflict to talk over."""

    event: Event
    problems: tuple[Problem, ...]


@dataclass
class CaseState:
    """What a fold of the log knows. Read it; only `folding` writes.

    set_aside  by id of the event, in order
    """

    case: str
    set_aside: dict[str, SetAside] = field(default_factory=dict)
    ancestry: Ancestry = field(default_factory=Ancestry, repr=False, compare=False)
    _things: dict[type[Thing], dict[str, Thing]] = field(default_factory=dict)
    _stories: dict[tuple[str, str], tuple[Event, ...]] = field(default_factory=dict, repr=False)

    @property
    def heads(self) -> tuple[str, ...]:
        """What the next event follows."""
        return tuple(sorted(self.ancestry.heads))

    def of(self, kind: type[T]) -> Mapping[str, T]:
        """All things of a kind by id, in the order of their making: `state.of(Person)`."""
        return MappingProxyType(self._things.get(kind, {}))

    def find(self, kind: type[T], id: str) -> T | None:
        """The thing, or None."""
        return self._things.get(kind, {}).get(id)

    def story(self, entity: str, id: str) -> tuple[Event, ...]:
        """The events that made a thing what it is, in order: its visible history."""
        return self._stories.get((entity, id), ())

    def saw(self, event: Event, earlier: str) -> bool:
        """Whether the writer of `event` had seen the event with hash `earlier`."""
        return self.ancestry.saw(event, earlier)

    def keep(self, event: Event, thing: Thing) -> None:
        """A thing as an event has left it (for `folding`)."""
        self._things.setdefault(type(thing), {})[thing.id] = thing
        key = (event.entity, event.entity_id)
        self._stories[key] = (*self._stories.get(key, ()), event)

    def copied(self) -> "CaseState":
        """A state of its own, for taking one more event (for `folding`)."""
        things = {kind: known.copy() for kind, known in self._things.items()}
        return CaseState(self.case, self.set_aside.copy(), self.ancestry.copied(), things, self._stories.copy())
