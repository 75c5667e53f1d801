"""What is said is answered, walked to the line of the product that it changed, and gone when it is taken back."""

from datetime import timedelta

import pytest
from hall import agree_how, agree_on, codes, edit, open_hall, remark, table

from climserv.coproduction.dialogue.choices import Choice, by_users
from climserv.coproduction.dialogue.contributions import LONGEST, Contribution, may_show, named, overdue, side_of
from climserv.coproduction.dialogue.insights import Insight
from climserv.coproduction.dialogue.subjects import Subject, unexplained
from climserv.coproduction.dialogue.tracing import behind_request, went_to
from climserv.coproduction.logbook.log import merge
from climserv.coproduction.people.labels import Reach, may_reach
from climserv.vocabulary.problems import Refused

POINT = {"kind": "point", "of": "rule", "name": "onset graph", "x": 1997, "y": 41.5}


def test_a_remark_has_a_side_a_place_and_the_name_its_author_wishes(told):
    table(told)
    told.does("wanjiru", "person", "describe", "wanjiru", data={"name": "Wanjirũ", "group": "women's group"})
    data = {"words": "1997 was not like that", "language": "ki", "kind": "memory", "shown": "group"}
    told.does("peter", "contribution", "note", "c1", data=data, on_behalf_of="wanjiru", channel="spoken")
    told.does("wanjiru", "contribution", "pin", "c1", data={"anchor": POINT})
    said = told.state.find(Contribution, "c1")
    assert (said.words, said.language, side_of(told.state, said)) == ("1997 was not like that", "ki", "user")
    assert (said.anchor.name, said.anchor.x, said.anchor.y) == ("onset graph", 1997, 41.5)
    assert named(told.state, said) == "women's group"


@pytest.mark.parametrize(
    ("action", "data", "code"),
    [
        ("note", {"words": "x" * (LONGEST + 1)}, "contribution.long"),
        ("note", {"words": "x", "kind": "vote"}, "contribution.kind"),
        ("note", {"words": "x", "shown": "loud"}, "contribution.kind"),
        ("note", {"words": "x", "labels": [{"kind": "secret"}]}, "contribution.label"),
        ("note", {"words": "x", "labels": [{"kind": "hub"}]}, "contribution.label"),
        ("pin", {"anchor": {"kind": "point", "of": "rule", "name": "g", "x": 1}}, "anchor.missing"),
        ("pin", {"anchor": {"kind": "cloud", "of": "rule"}}, "anchor.kind"),
        ("use", {"in": ["nowhere"]}, "contribution.nowhere"),
        ("not_use", {}, "move.reason"),
        ("park", {}, "move.reason"),
    ],
)
def test_what_cannot_be_read_or_leads_nowhere_is_refused(told, action, data, code):
    remark(told, "there", who="wanjiru")
    with pytest.raises(Refused) as caught:
        told.does("wanjiru", "contribution", action, "c1" if action == "note" else "there", data=data)
    assert codes(caught) == [code]


def test_labels_keep_it_within_the_case_and_only_its_author_sets_them(told):
    data = {"words": "when the mukau flowers", "kind": "local_sign", "labels": [{"kind": "community_only"}]}
    told.does("wanjiru", "contribution", "note", "c1", data=data)
    said = told.state.find(Contribution, "c1")
    assert (may_show(said, Reach.CASE), may_show(said, Reach.PUBLIC)) == (True, False)
    with pytest.raises(Refused, match="others to do"):
        told.does("amina", "contribution", "label", "c1", data={"labels": []})
    told.does("wanjiru", "contribution", "label", "c1", data={"labels": [{"kind": "attribution"}]})
    assert may_show(told.state.find(Contribution, "c1"), Reach.PUBLIC)
    assert may_reach([], Reach.PUBLIC)


def test_an_answer_is_owed_within_the_days_agreed(told):
    remark(told, "c1", who="wanjiru")
    made = told.state.find(Contribution, "c1").made
    assert overdue(told.state, made + timedelta(days=90)) == []
    agree_how(told)
    assert overdue(told.state, made + timedelta(days=14)) == []
    assert [one.id for one in overdue(told.state, made + timedelta(days=14, minutes=1))] == ["c1"]
    told.does("amina", "contribution", "acknowledge", "c1")
    assert overdue(told.state, made + timedelta(days=15))
    told.does("amina", "contribution", "not_use", "c1", reason="no gauge there")
    assert overdue(told.state, made + timedelta(days=90)) == []
    assert told.state.find(Contribution, "c1").answer == "no gauge there"
    told.does("wanjiru", "contribution", "take_up", "c1", reason="there is one now")
    assert told.state.find(Contribution, "c1").state == "acknowledged"


def test_two_rewordings_made_apart_are_both_kept_to_be_talked_over(told):
    remark(told, "c1", who="wanjiru")
    phone = told.parted("phone")
    told.does("wanjiru", "contribution", "reword", "c1", data={"words": "valley and hill differ"})
    phone.does("wanjiru", "contribution", "reword", "c1", data={"words": "two altitude bands"})
    both = type(told)(log=merge(told.log, phone.log), place="both", turns=told.turns)
    said = both.state.find(Contribution, "c1")
    assert said.in_conflict
    words = {one.content["words"] for one in said.standing}
    assert words == {"valley and hill differ", "two altitude bands"}


def changed(told):
    """A remark that became an insight, a change request, a rule's second version and a product's line."""
    open_hall(told)
    table(told)
    remark(told, "c1", "rule")
    told.does("wanjiru", "insight", "propose", "i1", data={"text": "two altitude bands", "cites": ["c1"]})
    told.does("amina", "insight", "agree", "i1")
    data = {"subject": "rule", "text": "split at 1000 m", "cites": ["i1"]}
    told.does("amina", "change_request", "ask", "q1", data=data)
    told.does("amina", "insight", "act", "i1", data={"led_to": "q1"})
    told.does("otieno", "change_request", "accept", "q1")
    told.does("amina", "contribution", "use", "c1", data={"in": ["i1"]})
    with pytest.raises(Refused, match="no version says"):
        told.does("amina", "change_request", "do", "q1")
    rule = edit(told, answers=["q1"])
    told.does("amina", "change_request", "do", "q1")
    lines = {"valley": ["q1"], "hill": ["q1"], "total": []}
    return rule, table(told, "product", "product", made_from=[["rule", rule]], lines=lines)


def test_a_remark_is_walked_to_the_line_of_the_product_and_back(told):
    rule, product = changed(told)
    ways = went_to(told.state, "c1")
    assert [[place.kind for place in way] for way in ways] == [
        ["contribution", "insight", "change_request", "subject", "subject", "line"]
    ] * 2
    assert {way[-1].words for way in ways} == {"valley", "hill"}
    assert [place.hash for place in ways[0][3:]] == [rule, product, product]
    assert [one.id for one in behind_request(told.state, ways[0][2].id)] == ["c1"]


def test_a_remark_that_led_nowhere_says_so(told):
    remark(told, "c1", who="wanjiru")
    told.does("amina", "contribution", "not_use", "c1", reason="no gauge there")
    [[place]] = went_to(told.state, "c1")
    assert (place.kind, place.state) == ("contribution", "not_used")
    assert went_to(told.state, "nothing") == []
    told.does("amina", "contribution", "take_up", "c1", reason="look again")
    told.does("wanjiru", "insight", "propose", "i1", data={"text": "more gauges", "cites": ["c1"]})
    told.does("amina", "insight", "set_aside", "i1", reason="no budget")
    assert [[place.words for place in way][1:] for way in went_to(told.state, "c1")] == [["no budget"]]


def test_an_insight_cites_what_somebody_said_and_somebody_else_agrees(told):
    remark(told, "c1", who="wanjiru")
    for cites, code in (([], "move.needs"), (["c9"], "insight.cites")):
        with pytest.raises(Refused) as caught:
            told.does("wanjiru", "insight", "propose", "i1", data={"text": "x", "cites": cites})
        assert codes(caught) == [code]
    told.does("wanjiru", "insight", "propose", "i1", data={"text": "x", "cites": ["c1"]})
    with pytest.raises(Refused, match="author cannot agree"):
        told.does("wanjiru", "insight", "agree", "i1")
    told.does("wanjiru", "contribution", "withdraw", "c1")
    with pytest.raises(Refused, match="not there to be cited"):
        told.does("amina", "insight", "propose", "i2", data={"text": "y", "cites": ["c1"]})
    assert told.state.find(Insight, "i1").state == "proposed"


def test_a_version_without_a_change_request_is_an_unexplained_change(told):
    changed(told)
    rule = told.state.find(Subject, "rule")
    assert unexplained(rule) == []
    newer = edit(told)
    assert [one.hash for one in unexplained(told.state.find(Subject, "rule"))] == [newer]


def test_what_is_agreed_is_on_one_version_and_the_older_ones_stay(told):
    open_hall(told)
    first = table(told)
    agree_on(told)
    assert told.state.find(Subject, "rule").state == "agreed"
    second = edit(told, action="reword")
    rule = told.state.find(Subject, "rule")
    assert (rule.state, rule.fixed.hash) == ("feedback_closed", second)
    assert rule.version(first).number == 1
    assert dict(rule.changes) == {first: "meaning", second: "wording"}
    assert rule.title == "rule"


def test_the_choice_log_says_who_chose_and_what_else_there_was(told):
    data = {"of": "threshold", "chosen": "20 mm", "alternatives": ["20 mm", "25 mm"], "sides": ["user"]}
    told.does("peter", "choice", "record", "h1", data=data, reason="wets the soil to the elbow")
    models = {"of": "models", "chosen": "5", "alternatives": ["5", "3"], "sides": ["producer"]}
    told.does("amina", "choice", "record", "h2", data=models, reason="spread")
    assert [one.id for one in by_users(told.state)] == ["h1"]
    told.does("peter", "choice", "revise", "h1", data=data | {"chosen": "25 mm"}, reason="false starts")
    versions = told.state.find(Choice, "h1").versions
    assert [one.content["chosen"] for one in versions] == ["20 mm", "25 mm"]
    for more, code in (({"alternatives": ["20 mm"]}, "choice.alone"), ({"of": "colour"}, "choice.no_such")):
        with pytest.raises(Refused) as caught:
            told.does("peter", "choice", "revise", "h1", data=data | more, reason="x")
        assert codes(caught) == [code]
