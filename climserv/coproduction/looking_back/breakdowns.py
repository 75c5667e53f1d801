"""Breakdowns: what is known of people, by side, gender and group, only where no part is under five."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from ..people.people import Person
from ..people.small_numbers import LEAST, may_be_split

if TYPE_CHECKING:
    from ..logbook.state import CaseState

V = TypeVar("V")
BY = ("side", "gender", "group")
NOT_SAID = "not said"


def parts_by(state: "CaseState", of: Mapping[str, V], by: str) -> dict[str, list[V]]:
    """What is known of people, in parts by `side`, `gender`, `age_band` or `group`; empty where it may not be split.

    of  person -> what is known; who did not say of which part they are make one of their own, `NOT_SAID`
    """
    found: dict[str, list[V]] = {}
    for person, value in of.items():
        known = state.find(Person, person)
        found.setdefault((getattr(known, by) if known else "") or NOT_SAID, []).append(value)
    if len(found) < 2 or not may_be_split(map(len, found.values())):
        return {}
    return dict(sorted(found.items()))


def enough(of: Mapping[str, V]) -> bool:
    """Whether a count of these people may be shown at all."""
    return len(of) >= LEAST
