"""Needs: every saving a version, nobody's words lost, nobody else's need touched."""

import threading

import pytest

from climserv.storage.events import history
from climserv.storage.models import NeedVersion
from climserv.storage.needs import needs
from climserv.storage.permissions import OPERATOR, VISITOR, NotAllowed, NotThere
from climserv.vocabulary.problems import Refused


def save(database, who, record, *given, **more):
    with database.session() as session:
        return needs.save_need(session, who, record, *given, **more)


def test_a_half_filled_need_is_kept_just_as_it_is(database, anna, clock):
    record = {"question": {"en": "When can we plant maize safely?", "sw": "Lini?"}, "unknown": ["cost"], "x": [1, 2.5]}
    version = save(database, anna, record, clock=clock)
    assert (version.need_id, version.number) == ("when-can-we-plant-maize-safely", 1)
    with database.reading() as session:
        kept = needs.get_need(session, version.need_id)
    assert kept.record == {**record, "need": version.need_id}
    assert list(kept.record) == [*record, "need"]
    assert (kept.saved_by, kept.saved_at, kept.need.organisation_id) == (anna.id, clock(), anna.organisation_id)


def test_an_empty_need_gets_a_name_and_taken_names_get_a_number(database, anna):
    assert [save(database, anna, {}).need_id for _ in range(3)] == ["need", "need-2", "need-3"]
    assert save(database, anna, {"need": "Ile à Vache!"}).need_id == "ile-a-vache"
    assert len(save(database, anna, {"question": "x" * 500}).need_id) <= 80


def test_each_saving_is_a_version_and_the_old_ones_stay(database, anna, need, clock):
    second = save(database, anna, {"question": {"en": "When now?"}}, need.need_id, from_version=1, clock=clock)
    assert second.number == 2
    with database.reading() as session:
        assert [v.record["question"]["en"] for v in needs.list_versions(session, need.need_id)] == [
            "When?",
            "When now?",
        ]
        assert needs.get_need(session, need.need_id, 1).record["question"] == {"en": "When?"}
        assert [(e.action, e.version, e.who) for e in history(session, "need", need.need_id)] == [
            ("written", 1, anna.id),
            ("changed", 2, anna.id),
        ]


def test_saving_the_same_again_makes_no_version(database, anna, need):
    assert save(database, anna, need.record, need.need_id, from_version=1).number == 1
    assert save(database, anna, need.record, need.need_id, from_version=None).number == 1


def test_saving_from_an_old_version_is_refused_and_both_texts_are_there(database, anna, add_person, need):
    bob = add_person("bob")
    save(database, bob, {"question": {"en": "Bob's words"}}, need.need_id, from_version=1)
    with pytest.raises(needs.NewerVersion, match="Somebody else saved this need") as refused:
        save(database, anna, {"question": {"en": "Anna's words"}}, need.need_id, from_version=1)
    assert refused.value.latest.record["question"] == {"en": "Bob's words"}
    assert refused.value.latest.number == 2
    assert refused.value.latest.need.organisation.name == "Growers"
    assert refused.value.yours["question"] == {"en": "Anna's words"}
    with database.reading() as session:
        assert len(needs.list_versions(session, need.need_id)) == 2
        assert len(history(session, "need", need.need_id)) == 2


def test_a_change_must_say_from_which_version_it_started(database, anna, need):
    with pytest.raises(Refused, match="not said which version"):
        save(database, anna, {"question": {"en": "Blind"}}, need.need_id)


def test_of_many_who_save_at_the_same_moment_one_wins_and_the_others_are_told(database, anna, need):
    told = []
    ready = threading.Barrier(4)

    def write(words):
        ready.wait()
        try:
            told.append(save(database, anna, {"question": {"en": words}}, need.need_id, from_version=1).number)
        except needs.NewerVersion as refused:
            told.append(refused.yours["question"]["en"])

    threads = [threading.Thread(target=write, args=(words,)) for words in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.count(2) == 1
    assert len(set(told) - {2}) == 3
    with database.reading() as session:
        assert [v.number for v in needs.list_versions(session, need.need_id)] == [1, 2]


def test_of_many_who_take_a_name_at_the_same_moment_each_gets_one(database, anna):
    names = []
    ready = threading.Barrier(4)

    def write():
        ready.wait()
        names.append(save(database, anna, {"need": "planting"}).need_id)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names) == ["planting", "planting-2", "planting-3", "planting-4"]


def test_an_error_after_saving_undoes_the_version_and_its_event(database, broken_session, anna, need):
    with broken_session() as session:
        needs.save_need(session, anna, {"question": {"en": "Lost"}}, need.need_id, from_version=1)
        assert session.query(NeedVersion).count() == 2
    with database.reading() as session:
        assert needs.get_need(session, need.need_id).number == 1
        assert len(history(session, "need", need.need_id)) == 1
    assert save(database, anna, {"question": {"en": "Again"}}, need.need_id, from_version=1).number == 2


def test_who_may_see_and_edit(database, add_person, anna, need):
    stranger, met = add_person("sue", "member", "Dairy"), add_person("mina", "meteorologist", None)
    facilitator = add_person("fay", "facilitator")
    sees = {anna: True, stranger: False, met: True, facilitator: True, VISITOR: False, None: False, OPERATOR: True}
    for who, expected in sees.items():
        with database.reading() as session:
            assert [v.need_id for v in needs.list_needs(session, who)] == (["planting"] if expected else [])
            assert needs.may_see(who, need) == expected
            assert needs.may_edit(who, need) == (who is anna)
            if expected:
                assert needs.see_need(session, who, "planting").number == 1
            else:
                with pytest.raises(NotThere, match="not open to you"):
                    needs.see_need(session, who, "planting")
        if who is not anna:
            with pytest.raises(NotAllowed if expected else NotThere):
                save(database, who, {"question": {"en": "Mine now"}}, "planting", from_version=1)


def test_only_members_write_new_needs_and_for_their_own_organisation(database, add_person):
    sue = add_person("sue", "member", "Dairy")
    assert save(database, sue, {}).need.organisation_id == sue.organisation_id
    for who in (add_person("mina", "meteorologist", None), add_person("fay", "facilitator"), VISITOR, None, OPERATOR):
        with pytest.raises(NotAllowed):
            save(database, who, {})


def test_needs_are_listed_last_saved_first(database, anna, need, clock):
    clock.move(days=1)
    save(database, anna, {"need": "second"}, clock=clock)
    clock.move(days=1)
    save(database, anna, {"note": 1}, "planting", from_version=1, clock=clock)
    with database.reading() as session:
        assert [(v.need_id, v.number) for v in needs.list_needs(session, anna)] == [("planting", 2), ("second", 1)]


@pytest.mark.parametrize("need_id", ["nowhere", "", "a\0b", "../x", "A", "x" * 500, "planting'--"])
def test_a_need_that_is_not_there_is_said_to_be_not_there(database, need, need_id):
    with pytest.raises(NotThere, match="no such need"), database.reading() as session:
        needs.get_need(session, need_id)


@pytest.mark.parametrize(
    ("record", "says"),
    [([], "mapping"), ({"x": float("nan")}, "cannot be kept"), ({"x": object()}, "cannot be kept"),
     ({"x": "y" * 70_000}, "too long")],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(database, anna, record, says):
    with pytest.raises(Refused, match=says):
        save(database, anna, record)


def test_odd_letters_survive(database, anna):
    record = {"question": {"en": "a\0b \ud800 ümläut 日本 😀"}}
    need_id = save(database, anna, record).need_id
    with database.reading() as session:
        assert needs.get_need(session, need_id).record["question"] == record["question"]
