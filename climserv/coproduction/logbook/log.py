"""The log of a case: its events as a graph, in which each names the heads that its writer had seen.

Two logs of one case that grew apart (a laptop in a hall, the server at home) are merged by taking all events of
both. The order is the same whatever the order of arrival: first what was seen, then what saw it; among events that
did not see each other, by time and id.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce

from climserv.vocabulary.problems import Problem, Refused

from .events import Event, erased, verify_event
from .refusals import Refusal


class Ancestry:
    """Who saw what: the place and the parents of each event, by hash."""

    __slots__ = ("_known", "heads")

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, tuple[str, ...]]] = {}
        self.heads: frozenset[str] = frozenset()

    def copied(self) -> "Ancestry":
        """One of its own, for adding to."""
        copy = Ancestry()
        copy._known, copy.heads = self._known.copy(), self.heads
        return copy

    def add(self, event: Event) -> None:
        """Take in the next event of the order."""
        self._known[event.hash] = (len(self._known), event.after)
        self.heads = self.heads.difference(event.after) | {event.hash}

    def follows_all(self, event: Event) -> bool:
        """Whether the writer of `event` had seen everything here."""
        return self.heads.issubset(event.after)

    def saw(self, event: Event, earlier: str) -> bool:
        """Whether the writer of `event` had seen the event with hash `earlier`."""
        if earlier not in self._known:
            return False
        if event.hash not in self._known and self.follows_all(event):
            return True
        floor = self._known[earlier][0]
        waiting, met = list(event.after), set(event.after)
        while waiting:
            one = waiting.pop()
            if one == earlier:
                return True
            place, parents = self._known.get(one, (-1, ()))
            # A parent stands before its child: below the one looked for there is nothing to find.
            if place > floor:
                new = [parent for parent in parents if parent not in met]
                met.update(new)
                waiting += new
        return False


class Log:
    """Events of one case. Never changed: `plus` and `merge` give new ones.

    ordered  all events, parents before children, ties by (at, id)
    heads    hashes of the events that nobody has followed yet, sorted: `after` of the next event
    """

    __slots__ = ("_by_id", "ancestry", "case", "ordered")

    def __init__(self, by_id: dict[str, Event], ordered: Sequence[Event], ancestry: Ancestry):
        self._by_id = by_id
        self.ordered = tuple(ordered)
        self.ancestry = ancestry
        self.case = self.ordered[0].case if self.ordered else ""

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Log":
        """A log of events in whatever order. Refused: events of two cases, one id with two contents."""
        by_id: dict[str, Event] = {}
        for event in events:
            by_id[event.id] = _the_one(by_id[event.id], event) if event.id in by_id else event
        cases = {event.case for event in by_id.values()}
        if len(cases) > 1:
            raise Refused(TWO_CASES.at("log", got=", ".join(sorted(cases))))
        twice = [hash for hash, count in Counter(event.hash for event in by_id.values()).items() if count > 1]
        if twice:
            raise Refused([TAMPERED.at("log", got=hash) for hash in twice])
        ordered, ancestry = _in_order(by_id.values()), Ancestry()
        for event in ordered:
            ancestry.add(event)
        return cls(by_id, ordered, ancestry)

    def plus(self, event: Event) -> "Log":
        """The log with one more event; quick where the event has seen all the others."""
        if event.id in self._by_id or (self.case and event.case != self.case) or not self.ancestry.follows_all(event):
            return Log.of((*self.ordered, event))
        ancestry = self.ancestry.copied()
        ancestry.add(event)
        return Log({**self._by_id, event.id: event}, (*self.ordered, event), ancestry)

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(sorted(self.ancestry.heads))

    def __len__(self) -> int:
        return len(self.ordered)

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def __getitem__(self, id: str) -> Event:
        return self._by_id[id]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and self.ordered == other.ordered

    def __hash__(self) -> int:
        return hash(self.heads)

    def concurrent(self, one: Event, other: Event) -> bool:
        """Whether neither writer had seen the other's event."""
        saw = self.ancestry.saw
        return one.hash != other.hash and not saw(one, other.hash) and not saw(other, one.hash)

    def verify(self) -> list[Problem]:
        """Every broken hash and seal, every event that an event saw and that is not here."""
        known = Counter(event.hash for event in self.ordered)
        problems = [problem for event in self.ordered for problem in verify_event(event)]
        for event in self.ordered:
            gone = [parent for parent in event.after if parent not in known]
            problems += [MISSING_PARENT.at(f"event {event.id}", got=parent) for parent in gone]
        return problems


def merge(*logs: Log) -> Log:
    """All events of all logs, once. What one side has erased stays erased."""
    return reduce(lambda one, other: Log.of((*one.ordered, *other.ordered)), logs)


def _the_one(one: Event, other: Event) -> Event:
    """Of two copies of an event, the one to keep."""
    if one == other:
        return one
    if erased(one) == erased(other) and (one.erased or other.erased):
        return one if one.erased else other
    raise Refused(TAMPERED.at(f"event {one.id}", got=f"{one.hash[:12]}, {other.hash[:12]}"))


def _in_order(events: Iterable[Event]) -> list[Event]:
    """Kahn's way, taking of all that is ready the earliest by (at, id)."""
    by_hash = {event.hash: event for event in events}
    children: dict[str, list[Event]] = defaultdict(list)
    unseen: dict[str, int] = {}
    for event in by_hash.values():
        parents = [parent for parent in event.after if parent in by_hash]
        unseen[event.hash] = len(parents)
        for parent in parents:
            children[parent].append(event)
    ready = [(event.at, event.id, event) for event in by_hash.values() if not unseen[event.hash]]
    heapq.heapify(ready)
    ordered = []
    while ready:
        _, _, event = heapq.heappop(ready)
        ordered.append(event)
        for child in children[event.hash]:
            unseen[child.hash] -= 1
            if not unseen[child.hash]:
                heapq.heappush(ready, (child.at, child.id, child))
    if len(ordered) < len(by_hash):
        # Only forged hashes make a ring: `verify` tells of them, and nothing is lost meanwhile.
        done = {event.hash for event in ordered}
        ordered += sorted((e for e in by_hash.values() if e.hash not in done), key=lambda e: (e.at, e.id))
    return ordered


TWO_CASES = Refusal(
    "log.cases",
    en=("these events are of more than one case", "events of one case", "Import each case by itself"),
    fr=("ces événements viennent de plusieurs dossiers", "ceux d’un seul dossier", "Importez chaque dossier à part"),
    sw=("matukio haya ni ya shauri zaidi ya moja", "matukio ya shauri moja", "Ingiza kila shauri peke yake"),
    es=("estos hechos son de más de un caso", "hechos de un solo caso", "Importe cada caso por separado"),
)
TAMPERED = Refusal(
    "log.tampered",
    en=("two events have one id or hash and differ", "one event for each", "Keep both files and ask who changed one"),
    fr=("deux événements de même identifiant ou empreinte diffèrent", "un événement pour chacun",
        "Gardez les deux fichiers et demandez qui en a changé un"),
    sw=("matukio mawili yana kitambulisho kimoja lakini yanatofautiana", "tukio moja kwa kila kitambulisho",
        "Tunza faili zote mbili na uulize nani alibadilisha moja"),
    es=("dos hechos tienen la misma identidad y difieren", "un hecho para cada una",
        "Guarde los dos archivos y pregunte quién cambió uno"),
)  # fmt: skip
MISSING_PARENT = Refusal(
    "log.missing",
    en=("an event that it follows is not here", "a log with all its events", "Ask for the rest of the log"),
    fr=("un événement qu’il suit manque", "un journal complet", "Demandez le reste du journal"),
    sw=("tukio linalotangulia hili halipo hapa", "kumbukumbu yenye matukio yake yote",
        "Omba sehemu iliyobaki ya kumbukumbu"),
    es=("falta un hecho al que este sigue", "un registro con todos sus hechos", "Pida el resto del registro"),
)  # fmt: skip
REFUSALS = (TWO_CASES, TAMPERED, MISSING_PARENT)
