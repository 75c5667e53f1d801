"""Secret answers: whoever said what, the database holds the same, so nothing in it joins an answer to a person."""

import re

import pytest
from sqlalchemy import text

from climserv.coproduction.deciding.counting import shown_to_all
from climserv.coproduction.deciding.minority import minority_views
from climserv.coproduction.deciding.rounds import Round
from climserv.storage.cases import case_ballots, cases
from climserv.storage.cases.case_logs import CaseLogs
from climserv.storage.cases.case_models import BallotBox, Base
from climserv.vocabulary.problems import Refused

GOOD, DOUBT, FEAR = "good", "not_sure", "concerned"


@pytest.fixture
def logs():
    return CaseLogs()


class Hall:
    """A case of one lead and several growers, and one secret sense-check among them."""

    def __init__(self, database, logs, clock, lead, growers=5):
        self.database, self.logs, self.clock = database, logs, clock
        with database.session() as session:
            self.case = cases.open_case(session, logs, lead, "When do we plant?", clock=clock)
            self.lead = cases.see_case(session, logs, lead, self.case)[1].id
            add = {"side": "user", "role": "participant", "clock": clock}
            self.growers = [cases.new_id() for _ in range(growers)]
            for one in self.growers:
                cases.seat(session, logs, self.case, self.lead, one, **add)
        self.round = self.does(self.lead, "round", "open", data={
            "kind": "sense_check", "privacy": "secret", "question": "How does it feel?",
        }).entity_id  # fmt: skip

    def does(self, person, *act, **more):
        with self.database.session() as session:
            return cases.do(session, self.logs, self.case, person, *act, clock=self.clock, **more)

    def answers(self, person, value, reason="", **more):
        with self.database.session() as session:
            return case_ballots.answer_secretly(
                session, self.logs, self.case, person, self.round, value, reason, clock=self.clock, **more
            )

    def reveals(self, by=None):
        with self.database.session() as session:
            case_ballots.reveal(session, self.logs, self.case, by or self.lead, self.round, clock=self.clock)

    @property
    def state(self):
        with self.database.reading() as session:
            return self.logs.read(session, self.case).state

    @property
    def boxes(self):
        with self.database.reading() as session:
            return list(session.execute(text("SELECT * FROM ballot_box")))


@pytest.fixture
def hall(database, logs, clock, add_person):
    lead = add_person("amina", "meteorologist", "Met service")
    return lambda **more: Hall(database, logs, clock, lead, **more)


def everything(database) -> list[str]:
    """All rows of all tables in the order in which they lie in the file, with that place."""
    place = {"sqlite": "rowid", "postgresql": "ctid"}[database.dialect]
    with database.reading() as session:
        return [
            f"{table.name} {row}"
            for table in Base.metadata.sorted_tables
            for row in session.execute(text(f"SELECT {place} IS NULL, * FROM {table.name} ORDER BY {place}"))  # noqa: S608
        ]


def without_dice(rows: list[str], hall: Hall) -> list[str]:
    """The rows with every thrown id, salt, seal and hash replaced by the order of its first appearance."""
    seen: dict[str, str] = {}

    def name(found: re.Match) -> str:
        return seen.setdefault(found.group(), f"#{len(seen)}")

    plain = (row.replace(hall.case, "CASE") for row in rows)
    plain = [re.sub(r"[0-9a-f]{64}|[0-9a-f]{32}", name, row) for row in plain]
    return [re.sub(r"\((False|0), \d+, ", "(", row) for row in plain]


def test_the_database_is_the_same_whoever_said_what(database, hall):
    told = []
    values = [GOOD, GOOD, DOUBT, FEAR, GOOD, GOOD]
    reasons = ["", "", "", "our valley dries out", "", "it fits"]
    for turn in range(3):
        before = everything(database)
        one = hall()
        for number, person in enumerate((*one.growers, one.lead)):
            said = (number + 2 * turn) % len(values)
            one.answers(person, values[said], reasons[said])
        full = without_dice([row for row in everything(database) if row not in before], one)
        one.reveals()
        after = without_dice([row for row in everything(database) if row not in before], one)
        told.append((full, after))
    assert told[0] == told[1] == told[2]
    full, after = told[0]
    assert sum("ballot_box" in row for row in full) == 1
    assert not any("ballot_box" in row for row in after)
    assert sum("'mark'" in row for row in full) == 6


def test_the_box_is_opened_into_the_counts_and_goes(hall):
    here = hall()
    for person in (*here.growers, here.lead):
        here.answers(person, GOOD if person != here.growers[0] else FEAR, "the hill is dry" * (person == here.lead))
    assert len(here.boxes) == 1
    here.reveals()
    asked = here.state.find(Round, here.round)
    assert shown_to_all(here.state, asked) == {"": {FEAR: 1, GOOD: 5}}
    assert [view.words for view in minority_views(here.state, asked)] == ["the hill is dry"]
    assert here.boxes == []


def test_a_box_of_fewer_than_five_answers_stays_shut(hall):
    here = hall()
    for person in (here.lead, *here.growers[:3]):
        here.answers(person, GOOD)
    with pytest.raises(Refused) as refused:
        here.reveals()
    assert [one.code for one in refused.value.problems] == ["round.small"]
    assert len(here.boxes) == 1
    here.answers(here.growers[3], GOOD)
    here.reveals()


def test_nobody_answers_twice_or_something_else(hall, database):
    here = hall()
    with pytest.raises(Refused) as refused:
        here.answers(here.lead, "magnificent")
    assert [one.code for one in refused.value.problems] == ["response.value"]
    here.answers(here.lead, GOOD)
    before = everything(database)
    with pytest.raises(Refused):
        here.answers(here.lead, FEAR)
    with pytest.raises(Refused):
        here.answers(here.growers[0], FEAR, on_behalf_of=here.growers[1], channel="paper")
    assert everything(database) == before


def test_an_answer_from_paper_goes_into_the_same_box(hall):
    here = hall()
    here.answers(here.lead, GOOD)
    for person in here.growers:
        here.answers(here.lead, DOUBT, on_behalf_of=person, channel="paper")
    here.reveals()
    assert shown_to_all(here.state, here.state.find(Round, here.round)) == {"": {GOOD: 1, DOUBT: 5}}


def test_only_who_steers_reveals(hall):
    here = hall()
    for person in (*here.growers, here.lead):
        here.answers(person, GOOD)
    with pytest.raises(Refused) as refused:
        here.reveals(by=here.growers[0])
    assert "move.not_yours" in [one.code for one in refused.value.problems]
    assert len(here.boxes) == 1


def test_a_round_that_comes_to_nothing_leaves_no_box(hall, database):
    here = hall()
    here.answers(here.lead, GOOD)
    with database.session() as session:
        case_ballots.cancel(session, here.logs, here.case, here.lead, here.round, "rain", clock=here.clock)
    assert here.boxes == []
    with database.reading() as session:
        assert session.get(BallotBox, here.round) is None
