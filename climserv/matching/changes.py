"""Changes to a need: data that can be put on it, and the words for them; and the smallest ones worth asking for.

A change lies on a ladder, on one rung of it: on the ladder of places, a ward is a smaller change than a district. Of
two changes on one ladder the lower is the smaller; changes on different ladders cannot be weighed against each other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ..catalogue.card import Card
from ..needs.loading import need_from_dict, need_to_dict
from ..needs.need import Need
from .words.words_of_changes import said_of


@dataclass(frozen=True)
class Change:
    """One change.

    part      the part of the rules that it is asked for
    ladder    which ladder it lies on, and `rung`, how far up
    sets      fields of the record and their new values; None takes a field away
    code      names its words, and `values` fills them
    brings    a dataset that would have to be there, where the change is a promise of readings
    """

    part: str
    ladder: str
    rung: int
    sets: tuple[tuple[str, Any], ...]
    code: str
    values: tuple[tuple[str, Any], ...]
    brings: Card | None = None

    @property
    def words(self) -> dict[str, str]:
        return said_of(self.code, {name: dict(v) if isinstance(v, tuple) else v for name, v in self.values})

    def as_dict(self) -> dict[str, Any]:
        return {
            "change": self.code,
            "sets": {path: list(value) if isinstance(value, tuple) else value for path, value in self.sets},
            "brings": self.brings.model_dump(mode="json", exclude_defaults=True) if self.brings else None,
            "words": self.words,
        }


def change(part: str, ladder: str, rung: int, sets: Mapping[str, Any], code: str, /, brings=None, **values) -> Change:
    """A change from plain mappings."""
    return Change(part, ladder, rung, tuple(sets.items()), code,
                  tuple((name, tuple(v.items()) if isinstance(v, Mapping) else v) for name, v in values.items()),
                  brings)  # fmt: skip


def changed(need: Need, changes: Iterable[Change]) -> Need:
    """The need with the changes put on it."""
    again, problems = need_from_dict(changed_record(need_to_dict(need), changes))
    if problems:
        raise ValueError(f"a change made the need unreadable: {problems[0]}")
    return again


def changed_record(record: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """A record with the changes put on it, and all else as it was; the one given stays as it is."""
    again = deepcopy(dict(record))
    for one in changes:
        for path, value in one.sets:
            _put(again, path.split("."), value)
    return again


def _put(record: dict, path: list[str], value: Any) -> None:
    *through, last = path
    for name in through:
        held = record.get(name)
        # What cannot be read there, such as a date as one piece of text, gives way to what can.
        record[name] = held if isinstance(held, dict) else {}
        record = record[name]
    if value is None:
        record.pop(last, None)
    else:
        record[last] = list(value) if isinstance(value, tuple) else value


def subsets(changes: Iterable[Change], most: int) -> Iterator[tuple[Change, ...]]:
    """Every way to take up to `most` of the changes, no two on one ladder nor on one field, the smallest first."""
    changes = list(changes)
    for count in range(most + 1):
        for some in combinations(changes, count):
            if go_together(some):
                yield some


def go_together(changes: Iterable[Change]) -> bool:
    changes = list(changes)
    ladders = [one.ladder for one in changes]
    paths = [path for one in changes for path, _ in one.sets]
    return len(set(ladders)) == len(ladders) and len(set(paths)) == len(paths)


def no_larger(some: Iterable[Change], others: Iterable[Change]) -> bool:
    """Whether every change of `some` is among `others`, as far up its ladder or less."""
    rungs = {one.ladder: one.rung for one in others}
    return all(one.rung <= rungs.get(one.ladder, -1) for one in some)


def smallest(found: Iterable[tuple[Change, ...]], key: Callable = lambda changes: changes) -> list:
    """Those of which no other is a smaller part, in the order given; of equals the first."""
    kept: list = []
    for one in sorted(found, key=lambda item: (len(key(item)), sum(c.rung for c in key(item)))):
        if not any(no_larger(key(other), key(one)) for other in kept):
            kept.append(one)
    return kept
