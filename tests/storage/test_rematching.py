"""Owners are told when the best that can be offered to their need is another: once, and only then."""

import threading

import pytest

from climserv.boards import Boards
from climserv.books import folder_of
from climserv.config import Settings
from climserv.recipes.book import shipped_book
from climserv.storage import notices
from climserv.storage.events import history
from climserv.storage.needs.needs import save_need

NEED = {
    "need": "hot-days", "question": {"en": "How many hot days?"},
    "time": {"scale": "year", "horizon": "past", "period_of_interest": "1995-2014"},
    "space": {"place": "suffolk", "scale": "district"},
    "metric": {"is": "hot_days", "with": {"threshold": "25 degC"}, "confirmed_by": "chair", "sure": "yes"},
}  # fmt: skip


@pytest.fixture
def settings(tmp_path, database_url) -> Settings:
    return Settings(instance=tmp_path / "instance", database_url=database_url)


@pytest.fixture
def shelf():
    """The recipes there are, to be changed by a test."""
    return {"recipes": [one for one in shipped_book().recipes if one.id == "frost_days"]}


@pytest.fixture
def boards(settings, shelf):
    class Book:
        @property
        def recipes(self):
            return tuple(shelf["recipes"])

    return Boards(settings, book=lambda _session: Book())


def arrive(settings, shelf, name):
    """A recipe comes to the shelf; the file in the folder is what other processes see of it."""
    shelf["recipes"].append(next(one for one in shipped_book().recipes if one.id == name))
    folder_of(settings).mkdir(parents=True, exist_ok=True)
    (folder_of(settings) / f"{name}.yaml").write_text("# it came")


def save(database, who, record, clock, from_version=None):
    with database.session() as session:
        need_id = record["need"] if from_version else None
        return save_need(session, who, record, need_id, from_version=from_version, clock=clock)


def told(database, who):
    with database.reading() as session:
        return [(one.need_id, one.data["from"], one.data["to"]) for one in notices.unseen(session, who)]


def test_a_recipe_that_arrives_is_told_to_the_group_of_the_need_it_serves(
    database, settings, shelf, boards, anna, clock
):
    save(database, anna, NEED, clock)
    assert boards.match_again(database, clock=clock) == 0
    arrive(settings, shelf, "hot_days")
    assert boards.match_again(database, clock=clock) == 1
    assert told(database, anna) == [("hot-days", "cannot", "dialogue")]
    with database.reading() as session:
        last = history(session, "need", "hot-days")[-1]
    assert (last.action, last.from_state, last.to_state) == ("matched_again", "cannot", "dialogue")


def test_nothing_is_told_twice_nor_when_nothing_changed(database, settings, shelf, boards, anna, clock):
    save(database, anna, NEED, clock)
    boards.match_again(database, clock=clock)
    arrive(settings, shelf, "hot_days")
    assert [boards.match_again(database, clock=clock) for _ in range(2)] == [1, 0]
    arrive(settings, shelf, "seasonal_rain")
    assert boards.match_again(database, clock=clock) == 0
    assert len(told(database, anna)) == 1


def test_what_a_group_changed_itself_it_is_not_told(database, boards, shelf, settings, anna, clock):
    arrive(settings, shelf, "hot_days")
    save(database, anna, NEED, clock)
    boards.match_again(database, clock=clock)
    save(database, anna, {**NEED, "time": {"scale": "day", "horizon": "days"}}, clock, from_version=1)
    assert boards.match_again(database, clock=clock) == 0
    assert told(database, anna) == []


def test_several_processes_tell_it_once(database, settings, shelf, boards, anna, clock):
    save(database, anna, NEED, clock)
    boards.match_again(database, clock=clock)
    arrive(settings, shelf, "hot_days")
    several = [Boards(settings, book=boards._book) for _ in range(4)]
    counts = []
    threads = [
        threading.Thread(target=lambda one=one: counts.append(one.match_again(database, clock=clock)))
        for one in several
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 0, 0, 1]
    assert len(told(database, anna)) == 1


def test_who_still_knows_the_old_shelf_tells_nothing(database, settings, shelf, boards, anna, clock):
    """What was matched while a recipe came is not written down over what is known of it."""
    from climserv.storage.rematching import tell

    save(database, anna, NEED, clock)
    with database.reading() as session:
        state, board = boards.state(session), boards.board(session)
    arrive(settings, shelf, "hot_days")
    with database.session() as session:
        found = {name: (1, best) for name, best in board.best.items()}
        assert tell(session, found, state, now=lambda: boards.state(session), clock=clock) is None


def test_only_the_group_is_told_and_each_of_it_sees_for_themselves(
    database, settings, shelf, boards, anna, add_person, clock
):
    ben, carla, maelle = add_person("ben"), add_person("carla", organisation="Others"), add_person("m", "meteorologist")
    save(database, anna, NEED, clock)
    boards.match_again(database, clock=clock)
    arrive(settings, shelf, "hot_days")
    boards.match_again(database, clock=clock)
    with database.session() as session:
        one = notices.unseen(session, anna)[0]
        assert notices.see(session, anna, [one.id], clock=clock) == 1
        assert notices.see(session, anna, [one.id], clock=clock) == 0
        assert notices.see(session, carla, [one.id], clock=clock) == 0
    assert [len(told(database, who)) for who in (anna, ben, carla, maelle, None)] == [0, 1, 0, 0, 0]
    with database.reading() as session:
        assert [seen for _, seen in notices.notices_for(session, anna)] == [True]


def test_the_board_reads_needs_as_they_stand_and_leaves_readers_the_old_one(database, boards, anna, clock):
    save(database, anna, NEED, clock)
    with database.reading() as session:
        before = boards.board(session)
    save(database, anna, {**NEED, "need": "again", "question": {"en": "Again?"}}, clock)
    with database.reading() as session:
        after = boards.board(session)
    assert (sorted(before.needs), sorted(after.needs)) == (["hot-days"], ["again", "hot-days"])
