"""Needs among needs: split, merged, asked to join, confirmed; nothing lost and nobody's word taken for another's."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from climserv.needs.loading import need_from_dict
from climserv.needs.similar import bounds_of_geometry
from climserv.storage import notices
from climserv.storage.events import history
from climserv.storage.needs import need_joins, need_lineage, needs
from climserv.storage.needs.need_confirming import confirm_need, standing_of
from climserv.storage.permissions import NotAllowed, NotThere
from climserv.vocabulary.problems import Refused

ALIKE = {
    "time": {"scale": "season", "horizon": "now"}, "metric": {"is": "rainy_season_onset"},
    "space": {"place": "37,-1,38,0", "scale": "ward"},
}  # fmt: skip


def save(database, who, record, *given, **more):
    with database.session() as session:
        return needs.save_need(session, who, record, *given, **more)


@pytest.fixture
def two(database, clock, add_person):
    """Two needs alike of two groups that show theirs to partners: (anna, hers, sue, hers)."""
    anna, sue = add_person("anna"), add_person("sue", "member", "Dairy")
    shown = {**ALIKE, "origin": {"visibility": "partners"}}
    first = save(database, anna, {**shown, "need": "growers", "decision": {"what": "plant"}}, clock=clock)
    second = save(database, sue, {**shown, "need": "dairy", "decision": {"what": "sow grass"}}, clock=clock)
    return anna, first.need_id, sue, second.need_id


def asked(database, clock, who, one, other):
    with database.session() as session:
        (found,) = need_joins.similar_for(session, who, one, bounds_of_geometry)
        assert found.other == other
        return need_joins.ask_to_join(session, who, one, other, found.reasons, clock=clock).id


def answered(database, clock, who, join, need_id, answer, **more):
    with database.session() as session:
        return need_joins.answer_join(session, who, join, need_id, answer, clock=clock, **more)


def test_needs_alike_are_found_only_where_they_are_open(database, clock, two):
    anna, hers, sue, _ = two
    save(database, sue, {**ALIKE, "need": "secret"}, clock=clock)
    with database.reading() as session:
        assert [one.other for one in need_joins.similar_for(session, anna, hers, bounds_of_geometry)] == ["dairy"]
        assert [one.other for one in need_joins.similar_for(session, sue, "secret", bounds_of_geometry)] == [
            "dairy", "growers",
        ]  # fmt: skip


def test_both_groups_are_asked_and_only_two_yeses_join(database, clock, two):
    anna, hers, sue, theirs = two
    join = asked(database, clock, anna, hers, theirs)
    assert asked(database, clock, sue, theirs, hers) == join
    with database.reading() as session:
        (kept,) = need_joins.joins_of(session, theirs)
        assert kept.reasons["fr"][0] == "les deux demandent : début de la saison des pluies"
        assert [e.action for e in history(session, "need", theirs)] == ["written", "asked_to_join"]
    assert answered(database, clock, sue, join, theirs, "no", reason="another season") == "declined"
    assert answered(database, clock, sue, join, theirs, "yes") == "joined"
    with database.reading() as session:
        told = [(one.kind, one.data["other"], one.data.get("reason")) for one in notices.unseen(session, anna)]
        assert told == [("join_yes", theirs, ""), ("join_no", theirs, "another season")]
        assert [(one.kind, one.data["other"]) for one in notices.unseen(session, sue)] == [("asked_to_join", hers)]
        assert need_joins.joined_with(session, hers) == [theirs]
        assert [(e.action, e.to_state) for e in history(session, "need", hers)][1:] == [
            ("asked_to_join", "asked"), ("join_yes", "asked"), ("declined", "declined"), ("joined", "joined"),
        ]  # fmt: skip


def test_nobody_answers_for_another_group(database, clock, two, add_person):
    anna, hers, _, theirs = two
    join = asked(database, clock, anna, hers, theirs)
    for who in (anna, add_person("fay", "facilitator"), add_person("mina", "meteorologist", None)):
        with pytest.raises(NotAllowed):
            answered(database, clock, who, join, theirs, "yes")
    with pytest.raises(Refused, match="no answer"):
        answered(database, clock, anna, join, hers, "perhaps")
    with pytest.raises(NotThere):
        answered(database, clock, anna, join, "elsewhere", "yes")
    with pytest.raises(NotThere):
        answered(database, clock, anna, 9999, hers, "yes")


def test_who_may_ask(database, clock, two, add_person):
    _, hers, _, theirs = two
    with pytest.raises(NotAllowed), database.session() as session:
        need_joins.ask_to_join(session, add_person("mina", "meteorologist", None), hers, theirs, {}, clock=clock)
    with database.session() as session:
        assert need_joins.ask_to_join(session, add_person("fay", "facilitator"), hers, theirs, {}, clock=clock).id
    with pytest.raises(Refused, match="cannot join itself"), database.session() as session:
        need_joins.ask_to_join(session, add_person("fo", "facilitator"), hers, hers, {}, clock=clock)


def test_a_need_that_the_other_group_may_not_see_is_not_shown_by_a_question(database, clock, two):
    anna, _, _, theirs = two
    save(database, anna, {**ALIKE, "need": "ours-alone"}, clock=clock)
    with pytest.raises(Refused, match="may not see"), database.session() as session:
        need_joins.ask_to_join(session, anna, "ours-alone", theirs, {}, clock=clock)
    with database.reading() as session:
        assert need_joins.joins_of(session, theirs) == []


def test_the_need_of_two_groups_is_merged_only_when_they_have_joined(database, clock, two):
    anna, hers, sue, theirs = two

    def merge():
        with database.session() as session:
            return need_lineage.merge_needs(session, anna, [hers, theirs], "Both of us", reason="one", clock=clock)

    with pytest.raises(NotAllowed):
        merge()
    join = asked(database, clock, anna, hers, theirs)
    answered(database, clock, anna, join, hers, "yes")
    answered(database, clock, sue, join, theirs, "yes")
    merged = merge()
    assert merged.need_id == "both-of-us"
    assert need_from_dict(merged.record)[0].differences[0].said == "sow grass"
    with database.reading() as session:
        assert [(p.parent_id, p.parent_version, p.how) for p in need_lineage.parents_of(session, "both-of-us")] == [
            (hers, 1, "merged"), (theirs, 1, "merged"),
        ]  # fmt: skip
        assert [c.child_id for c in need_lineage.children_of(session, theirs)] == ["both-of-us"]
        last = history(session, "need", theirs)[-1]
        assert (last.action, last.reason, last.data) == ("merged", "one", {"into": "both-of-us"})
        assert needs.get_need(session, theirs).number == 1


def test_a_need_is_split_with_lineage_and_stays(database, clock, anna, need, add_person):
    parts = {"seed": {"question": {"en": "Which seed?"}}, "day": {"question": {"en": "Which day?"}}}
    with pytest.raises(NotAllowed), database.session() as session:
        need_lineage.split_need(session, add_person("fay", "facilitator"), need.need_id, parts, clock=clock)
    with database.session() as session:
        made = need_lineage.split_need(session, anna, need.need_id, parts, reason="two decisions", clock=clock)
    assert [one.need_id for one in made] == ["seed", "day"]
    assert made[1].record["lineage"] == [{"need": "planting", "version": 1, "how": "split"}]
    with database.reading() as session:
        assert [c.child_id for c in need_lineage.children_of(session, "planting")] == ["seed", "day"]
        assert needs.get_need(session, "planting").record["question"] == {"en": "When?"}


def test_an_error_undoes_the_split_with_its_lineage(database, broken_session, clock, anna, need):
    with broken_session() as session:
        need_lineage.split_need(session, anna, need.need_id, {"x": {"who": {"people": 1}}, "y": {"unknown": ["z"]}})
        assert len(need_lineage.children_of(session, need.need_id)) == 2
    with database.reading() as session:
        assert need_lineage.children_of(session, need.need_id) == []
        assert [e.action for e in history(session, "need", need.need_id)] == ["written"]


@pytest.mark.parametrize("act", ["UPDATE need_lineage SET how = 'merged'", "DELETE FROM need_lineage"])
def test_where_a_need_comes_from_never_changes(database, clock, anna, need, act):
    with database.session() as session:
        need_lineage.split_need(session, anna, need.need_id, {"x": {"who": {"people": 1}}, "y": {"unknown": ["z"]}})
    with pytest.raises(DBAPIError, match="only ever added"), database.session() as session:
        session.execute(text(act))


def confirmed(database, clock, who, number, **more):
    with database.session() as session:
        return confirm_need(session, who, "planting", number, clock=clock, **more)


def test_one_s_own_yes_leaves_the_need_drafted_and_another_s_confirms_it(database, clock, anna, need, add_person):
    bob = add_person("bob")
    assert confirmed(database, clock, anna, 1) == "drafted"
    assert confirmed(database, clock, bob, 1) == "confirmed"
    with database.reading() as session:
        assert standing_of(session, "planting") == "confirmed"
        told = [(e.to_state, e.who) for e in history(session, "need", "planting") if e.action == "confirmed"]
        assert told == [("drafted", anna.id), ("confirmed", bob.id)]
    save(database, bob, {"question": {"en": "When now?"}}, "planting", from_version=1, clock=clock)
    with database.reading() as session:
        assert standing_of(session, "planting") == "drafted"
    with pytest.raises(Refused, match="not the newest version"):
        confirmed(database, clock, anna, 1)
    assert confirmed(database, clock, bob, 2) == "drafted"
    assert confirmed(database, clock, anna, 2) == "confirmed"


def test_only_the_user_side_confirms(database, clock, need, add_person):
    for who in (add_person("mina", "meteorologist", None), add_person("fay", "facilitator")):
        with pytest.raises(NotAllowed):
            confirmed(database, clock, who, 1)
    with pytest.raises(NotThere):
        confirmed(database, clock, add_person("sue", "member", "Dairy"), 1)


def test_a_yes_from_a_sheet_is_that_of_who_signed_it(database, clock, anna, need):
    record = {"question": {"en": "When?"}, "origin": {"recorded_by": "Amina"}}
    save(
        database, anna, record, "planting", from_version=1, clock=clock, channel="paper", on_behalf_of="Amina, sheet 3"
    )
    with database.reading() as session:
        last = history(session, "need", "planting")[-1]
        assert (last.channel, last.on_behalf_of, last.who) == ("paper", "Amina, sheet 3", anna.id)
    assert confirmed(database, clock, anna, 2, on_behalf_of="amina", channel="paper") == "drafted"
    assert confirmed(database, clock, anna, 2, on_behalf_of="Njeri, chair", channel="paper") == "confirmed"


def test_a_guess_is_not_confirmed_by_the_way(database, clock, anna, need, add_person):
    record = {"metric": {"is": "hot_days", "guessed_from": "too hot"}}
    save(database, anna, record, "planting", from_version=1, clock=clock)
    with pytest.raises(Refused, match="only guessed"):
        confirmed(database, clock, add_person("bob"), 2)
