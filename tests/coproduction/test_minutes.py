"""Minutes: drafted from the log, names and labels respected, dissent beside its decision, a hash to agree to."""

import json

import pytest
from hall import PARTS, answer, ask, open_hall, ready, table

from climserv.coproduction.deciding.agreements import content_hash_of
from climserv.coproduction.looking_back.minutes import content_hash, draft, standing
from climserv.coproduction.looking_back.minutes_text import MARK, lines
from climserv.coproduction.looking_back.minutes_words import WORDS
from climserv.coproduction.meeting.sessions import Session
from climserv.products.documents.plain import markdown
from climserv.vocabulary.problems import Refused

IN = {"session": "s1"}


def remark(told, who, id, words, **data):
    told.does(who, "contribution", "note", id, data={"words": words, "language": "en", **data}, **IN)


@pytest.fixture
def held(told):
    """A session in which a rule was changed, decided on against one voice, and two promises were made."""
    open_hall(told)
    told.does("wanjiru", "person", "describe", "wanjiru", data={"name": "Wanjiru K.", "shown": "none"})
    told.does("njeri", "person", "describe", "njeri", data={"name": "Njeri M.", "group": "women’s group"})
    remark(told, "wanjiru", "c1", "the valley is *drier*")
    remark(told, "njeri", "c2", "the tree flowers", labels=[{"kind": "attribution"}], shown="group")
    remark(told, "njeri", "c3", "the shrine tells", labels=[{"kind": "community_only"}])
    version = table(told, "rule", parameters={"spell": "20 mm"})
    told.does("peter", "session", "table", "s1", data={"subjects": ["rule"]})
    told.does(
        "wanjiru",
        "subject",
        "edit",
        "rule",
        data={"parameters": {"spell": "25 mm"}, "content_hash": "y", "summary": "more rain"},
        **IN,
    )
    version = told.state.heads[0]
    ask(told, version)
    for person in ("wanjiru", "amina"):
        answer(told, person, "consent")
    told.does("njeri", "response", "give", "r1:njeri", data={"value": "reservation"}, **IN)
    told.does("peter", "round", "reveal", "r1")
    told.does("peter", "round", "pass", "r1")
    told.does("amina", "commitment", "promise", "p", data={"text": "send notes", "side": "producer",
              "owner": "met service", "due": "2026-10-01"}, **IN)  # fmt: skip
    return told


def test_minutes_tell_what_was_said_changed_decided_and_promised(held):
    minutes = draft(held.state, "s1")
    assert minutes["table"] == [{"title": "rule", "kind": "rule", "version": 2}]
    assert minutes["changes"][0]["parameters"] == {"spell": ["20 mm", "25 mm"]}
    assert minutes["changes"][0]["side"] == "user"
    assert minutes["promises"] == [
        {"text": "send notes", "side": "producer", "owner": "met service", "due": "2026-10-01"}
    ]
    assert minutes["decisions"][0]["state"] == "passed"
    assert [view["word"] for view in minutes["decisions"][0]["dissent"]] == ["reservation"]


def test_names_stand_as_people_wish_and_what_the_community_keeps_is_only_counted(held):
    minutes = draft(held.state, "s1")
    text = json.dumps(minutes, ensure_ascii=False)
    assert "Wanjiru" not in text
    assert "shrine" not in text
    assert minutes["kept_back"] == 1
    assert [(one["name"], one["side"]) for one in minutes["said"]] == [("", "user"), ("women’s group", "user")]
    assert minutes["said"][1]["labels"] == [["attribution", ""]]


def test_who_came_is_told_in_groups_of_five_or_together(held):
    minutes = draft(held.state, "s1")
    assert minutes["present"]["side"] == {"": 6}
    assert minutes["turns"] == {}


def told_in(language, minutes, stands=None) -> str:
    """All that the lines say, one under the other."""
    return "\n".join(str(words) for _what, words in lines(minutes, "When?", language, stands))


@pytest.mark.parametrize("language", WORDS)
def test_each_language_has_all_words_and_tells_all(held, language):
    assert set(WORDS[language]) == set(WORDS["en"])
    minutes = draft(held.state, "s1")
    text = told_in(language, minutes, standing(held.state, "s1"))
    for words in (WORDS[language]["dissent"], "25 mm", "send notes", content_hash(minutes)):
        assert words in text


def test_what_is_agreed_stands_there_with_all_it_takes_to_make_it_again(told):
    open_hall(told)
    agreed = ready(told)
    minutes = draft(told.state, "s1")
    (one,) = minutes["agreements"]
    assert (one["version"], one["title"], one["datasets"]) == (agreed, "product", PARTS["datasets"])
    assert one["content_hash"] == content_hash_of(one)
    assert one["content_hash"] in told_in("fr", minutes)
    # It was written before any product was made: there is nothing that a program could make again.
    assert not [words for what, words in lines(minutes, "When?", "en") if what == "data"]
    told.does("peter", "agreement", "replace", "a1", reason="made anew")
    again = {"id": "p", "recipe": {"sha256": "s"}}
    data = PARTS | {"recipe": {**PARTS["recipe"], "sha256": "s"}, "version": agreed, "again": again}
    told.does("peter", "agreement", "make", "a2", data=data | {"content_hash": content_hash_of(data)})
    ((name, text),) = [words for what, words in lines(draft(told.state, "s1"), "When?", "en") if what == "data"]
    assert (name, json.loads(text)["again"]) == (MARK, again)


def test_an_agreement_does_not_hold_a_product_of_another_recipe(told):
    agreed = ready(open_hall(told))
    told.does("peter", "agreement", "replace", "a1", reason="made anew")
    data = PARTS | {"version": agreed, "content_hash": content_hash_of(PARTS), "again": {"recipe": {"sha256": "x"}}}
    with pytest.raises(Refused, match="made of something else"):
        told.does("peter", "agreement", "make", "a2", data=data)


@pytest.mark.parametrize("place", ["- hall", "1. hall", "=== hall", "# hall", "~~hall~~", "a &lt;b&gt; hall"])
def test_a_place_never_becomes_a_list_a_heading_or_a_line(held, place):
    minutes = {**draft(held.state, "s1"), "starts": "", "place": place}
    [line] = [one for one in markdown(lines(minutes, "t", "en"), "t", "en").decode().splitlines() if "hall" in one]
    assert "\\" in line
    assert line.replace("\\", "") == place


def test_both_sides_agree_to_the_hash_and_a_later_change_is_seen(held):
    held.does("peter", "session", "close", "s1")
    seal = content_hash(draft(held.state, "s1"))
    assert seal == content_hash(json.loads(json.dumps(draft(held.state, "s1"))))
    held.does("peter", "session", "show", "s1", data={"minutes": seal})
    held.does("wanjiru", "session", "agree", "s1", data={"to": seal})
    with pytest.raises(Refused):
        held.does("peter", "session", "settle", "s1")
    held.does("amina", "session", "agree", "s1", data={"to": seal})
    held.does("peter", "session", "settle", "s1")
    assert held.state.find(Session, "s1").minutes == content_hash(draft(held.state, "s1"))
    assert standing(held.state, "s1")["state"] == "agreed"
    assert standing(held.state, "s1")["sides"] == ["producer", "user"]
    held.does("wanjiru", "contribution", "withdraw", "c1")
    assert standing(held.state, "s1")["state"] == "changed"
    assert draft(held.state, "s1")["taken_back"] == 1
    assert content_hash(draft(held.state, "s1")) != seal


def test_what_is_corrected_is_told_and_asks_both_sides_anew(held):
    held.does("peter", "session", "close", "s1")
    first = content_hash(draft(held.state, "s1"))
    held.does("peter", "session", "show", "s1", data={"minutes": first})
    held.does("njeri", "session", "revise", "s1", reason="it was the hill, not the valley")
    minutes = draft(held.state, "s1")
    assert minutes["corrected"] == ["it was the hill, not the valley"]
    assert standing(held.state, "s1") == {"state": "draft", "sides": [], "day": ""}
    assert "it was the hill" in told_in("sw", minutes)
    assert content_hash(minutes) != first


def test_a_session_planned_later_moves_no_seal(held):
    seal = content_hash(draft(held.state, "s1"))
    held.does("peter", "session", "plan", "s2", data={"type": "free", "starts": "2026-09-01T14:00"})
    assert draft(held.state, "s1")["next"] == [{"starts": "2026-09-01T14:00", "place": ""}]
    assert content_hash(draft(held.state, "s1")) == seal


def test_who_is_forgotten_or_named_otherwise_breaks_no_seal(held):
    seal = content_hash(draft(held.state, "s1"))
    held.does("njeri", "person", "describe", "njeri", data={"name": "Njeri M.", "shown": "name"})
    assert "Njeri M." in json.dumps(draft(held.state, "s1"))
    assert content_hash(draft(held.state, "s1")) == seal
    held.does("njeri", "person", "erase", "njeri")
    assert "Njeri" not in json.dumps(draft(held.state, "s1"))
    assert content_hash(draft(held.state, "s1")) == seal
