"""Who is missing at the table, and the six blocks entered in any order."""

import pytest

from climserv.coproduction.meeting.blocks import BLOCKS, map_of
from climserv.coproduction.people.actor_map import empty_corners, gaps
from climserv.vocabulary.problems import Refused


def party(told, id, name, kind, side):
    told.does("amina", "party", "add", id, data={"name": name, "kind": kind, "side": side})


def test_a_decision_maker_whom_a_need_names_is_missing_until_added(told):
    party(told, "coop", "Mbeere Maize Cooperative", "farmer group", "user")
    named = [("N-1", "the Women's Group"), ("N-1", "mbeere maize  cooperative")]
    assert [(gap.named, gap.need) for gap in gaps(told.state, named)] == [("the Women's Group", "N-1")]
    party(told, "women", "Women's group", "farmer group", "user")
    assert gaps(told.state, named) == []
    told.does("amina", "party", "leave", "women", reason="they meet apart")
    assert len(gaps(told.state, named)) == 1


def test_a_corner_is_empty_until_somebody_stands_in_it(told):
    assert empty_corners(told.state) == ["research", "community", "public_body"]
    party(told, "coop", "Cooperative", "farmer group", "user")
    party(told, "kmd", "Met service", "met service", "producer")
    assert empty_corners(told.state) == ["public_body"]
    party(told, "agri", "Ward extension office", "ministry", "bridge")
    assert empty_corners(told.state) == []


def test_a_case_begins_at_delivery_goes_back_and_skips_with_a_reason(told):
    told.does("wanjiru", "block", "enter", "delivery")
    told.does("peter", "block", "finish", "delivery")
    told.does("wanjiru", "block", "enter", "need")
    with pytest.raises(Refused, match="reason is owed"):
        told.does("peter", "block", "skip", "common_ground")
    told.does("peter", "block", "skip", "common_ground", reason="we know each other for ten years")
    states = {name: block and block.state for name, block in map_of(told.state).items()}
    assert states == dict.fromkeys(BLOCKS) | {"delivery": "done", "need": "entered", "common_ground": "skipped"}
    told.does("wanjiru", "block", "enter", "delivery")
    told.does("wanjiru", "block", "enter", "common_ground")
    assert map_of(told.state)["common_ground"].why == ""
    with pytest.raises(Refused, match="no such block"):
        told.does("wanjiru", "block", "enter", "seventh")
