"""A case told in a few words: who does what, minute by minute, with ids that count up."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from climserv.coproduction.acting import act
from climserv.coproduction.folding import applied, fold
from climserv.coproduction.logbook.events import Event
from climserv.coproduction.logbook.log import Log
from climserv.coproduction.logbook.state import CaseState

START = datetime(2026, 8, 3, 9, tzinfo=UTC)


class Told:
    """One copy of a case's log. `does` acts and appends; `parted` is another copy that goes its own way."""

    def __init__(
        self, case: str = "mbeere", log: Log | None = None, place: str = "home", turns: Iterator[int] | None = None
    ):
        self.log, self.place, self.turns = log or Log.of(()), place, turns or count()
        self.state = fold(self.log) if log else CaseState(case)

    def does(self, who: str, entity: str, action: str, entity_id: str, **more: Any) -> Event:
        turn = next(self.turns)
        id = hashlib.md5(f"{self.place} {turn}".encode(), usedforsecurity=False).hexdigest()
        given = {"at": START + timedelta(minutes=turn), "id": id, "salt": f"salt {id}"} | more
        event = act(self.state, entity, action, entity_id=entity_id, who=who, **given)
        self.log, self.state = self.log.plus(event), applied(self.state, event)
        return event

    def parted(self, place: str) -> "Told":
        return Told(log=self.log, place=place, turns=self.turns)

    def add(self, person: str, side: str, role: str = "participant", by: str = "amina") -> Event:
        return self.does(by, "person", "add", person, data={"side": side, "role": role})


@pytest.fixture
def told() -> Told:
    """A case that Amina of the met service has opened, with Wanjiru on the user side and Peter to facilitate."""
    case = Told()
    case.does("amina", "case", "open", "mbeere", data={"title": "When do we plant?"})
    case.add("amina", "producer", "lead")
    case.add("wanjiru", "user")
    case.add("peter", "bridge", "facilitator")
    return case
