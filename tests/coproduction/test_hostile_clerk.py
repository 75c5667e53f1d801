"""A clerk who wants a result writes whatever they can. Each attempt is refused with a reason and a next step."""

from dataclasses import replace

import pytest
from hall import (
    FACTS,
    PARTS,
    answer,
    ask,
    codes,
    consent_of_all,
    edit,
    open_hall,
    ready,
    remark,
    sign,
    table,
    write_agreement,
)  # fmt: skip

from climserv.coproduction.deciding.agreements import Agreement, content_hash_of
from climserv.coproduction.deciding.counting import count, shown_to_all
from climserv.coproduction.deciding.minority import minority_views
from climserv.coproduction.deciding.objections import Action as ObjectionAction
from climserv.coproduction.deciding.objections import Objection
from climserv.coproduction.deciding.releases import Release, missing
from climserv.coproduction.deciding.rounds import Round
from climserv.coproduction.deciding.secrecy import Box, put, shown
from climserv.coproduction.deciding.sign_offs import SignOff
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.folding import fold
from climserv.coproduction.logbook.events import make_event
from climserv.coproduction.logbook.log import Log
from climserv.vocabulary.problems import Refused


def refused(told, *act, **more) -> list[str]:
    before = len(told.log)
    with pytest.raises(Refused) as caught:
        told.does(*act, **more)
    assert len(told.log) == before
    return codes(caught)


def test_releases_what_nobody_consented_to_and_hears_all_that_is_missing(told):
    open_hall(told)
    rule = table(told)
    version = table(told, "product", "product", made_from=[["rule", rule]])
    assert refused(told, "peter", "release", "release", version) == [
        "release.need", "release.trust", "release.languages", "release.consent", "subject.provisional",
        "release.agreement", "release.sign_off", "release.sign_off",
    ]  # fmt: skip
    assert refused(told, "peter", "release", "release", "no such hash", data=FACTS) == ["release.none"]


def test_releases_with_one_thing_missing_at_a_time(told):
    version = ready(open_hall(told))
    assert missing(told.state, version, FACTS) == []
    for more, code in (
        ({"need_confirmed": False}, "release.need"),
        ({"need_confirmed": "yes"}, "release.need"),
        ({"trust_missing": ["verification"]}, "release.trust"),
        ({"trust_missing": None}, "release.trust"),
        ({"checked": ["en"]}, "release.languages"),
        ({"languages": []}, "release.languages"),
        ({"advice": ["odds", "onset"]}, "release.hindsight"),
    ):
        assert refused(told, "peter", "release", "release", version, data=FACTS | more) == [code]
    told.does("peter", "release", "release", version, data=FACTS | {"advice": ["odds"]})
    assert told.state.find(Release, version).subject == "product"


def test_releases_after_a_sign_off_was_taken_back_or_the_rule_changed(told):
    version = ready(open_hall(told))
    told.does("wanjiru", "sign_off", "take_back", f"meaning:{version}", reason="we read it as a promise")
    assert refused(told, "peter", "release", "release", version, data=FACTS) == ["release.sign_off"]
    sign(told, version, "njeri", "meaning")
    edit(told)
    assert refused(told, "peter", "release", "release", version, data=FACTS) == ["subject.provisional"]


def test_forges_a_release_into_the_log_with_its_words_erased(told):
    version = table(open_hall(told), "product", "product")
    forged = make_event(
        id="f" * 32, case="mbeere", at=told.log.ordered[-1].at, who="peter", entity="release", entity_id=version,
        action="release", from_state="", to_state="released", after=told.log.heads, salt="s", data=FACTS,
    )  # fmt: skip
    for event in (forged, replace(forged, data=None, salt=None)):
        state = fold(Log.of((*told.log.ordered, event)))
        assert state.of(Release) == {}
        assert "release.consent" in [problem.code for problem in state.set_aside[forged.id].problems]


def objecting(told):
    version = table(open_hall(told))
    ask(told, version)
    data = {"harm": "poor families plant dry", "mend": "compare dry planting"}
    told.does("mugo", "objection", "raise", "r1:mugo", data=data)
    answer(told, "mugo", "object")
    for person in ("wanjiru", "njeri", "amina"):
        answer(told, person, "consent")
    told.does("peter", "round", "reveal", "r1")
    return version


def test_deletes_dissent(told):
    objecting(told)
    assert set(ObjectionAction) == {"raise", "close"}
    for who in ("peter", "amina", "wanjiru"):
        assert "move.not_yours" in refused(told, who, "objection", "close", "r1:mugo", data={"met": "he agreed"})
    assert refused(told, "peter", "round", "pass", "r1") == ["round.objected"]
    told.does("peter", "round", "hold", "r1")
    assert refused(told, "peter", "round", "pass", "r1") == ["round.objected"]
    told.does("peter", "round", "fall_back", "r1", reason="one more session was held")
    told.does("peter", "round", "pass", "r1")
    [view] = minority_views(told.state, told.state.find(Round, "r1"))
    assert (view.words, view.mend, view.overruled) == ("poor families plant dry", "compare dry planting", True)
    assert refused(told, "mugo", "objection", "close", "r1:mugo", data={"met": "x"}) == ["objection.round"]
    assert told.state.find(Objection, "r1:mugo").state == "open"


def test_calls_failed_what_passed_and_passed_what_failed(told):
    version = table(open_hall(told))
    ask(told, version)
    answer(told, "wanjiru", "consent")
    answer(told, "amina", "consent")
    told.does("peter", "round", "reveal", "r1")
    assert refused(told, "peter", "round", "pass", "r1") == ["round.quorum"]
    assert refused(told, "peter", "round", "close", "r1") == ["round.must_decide"]
    told.does("peter", "round", "fail", "r1", reason="too few")
    ask(told, version, "r2")
    for person in ("wanjiru", "njeri", "amina"):
        answer(told, person, "consent", "r2")
    told.does("peter", "round", "reveal", "r2")
    assert refused(told, "peter", "round", "fail", "r2", reason="I do not like it") == ["round.passes"]


def test_reuses_votes_on_an_edited_version(told):
    version = table(open_hall(told))
    ask(told, version)
    for person in ("wanjiru", "njeri", "amina"):
        answer(told, person, "consent")
    told.does("peter", "round", "reveal", "r1")
    newer = edit(told)
    assert refused(told, "peter", "round", "pass", "r1") == ["round.version"]
    assert refused(told, "peter", "round", "open", "r2", data={
        "kind": "consent", "privacy": "open", "subject": "rule", "version": version, "question": "again?",
    }, session="s1") == ["round.version"]  # fmt: skip
    ask(told, newer, "r3")
    assert count(told.state, told.state.find(Round, "r3")).answered == {}


def test_edits_after_consent_and_sign_off(told):
    version = ready(open_hall(told))
    for action in ("reword", "edit"):
        meaning = told.state.find(Subject, "product").latest.content
        kept = {name: meaning[name] for name in ("made_from", "outputs")}
        edit(told, "product", action=action, **kept)
        subject = told.state.find(Subject, "product")
        assert subject.state == {"reword": "feedback_closed", "edit": "provisional"}[action]
        assert "release.consent" in refused(told, "peter", "release", "release", subject.fixed.hash, data=FACTS)
        assert "release.not_standing" in refused(told, "peter", "release", "release", version, data=FACTS)
    assert refused(told, "amina", "sign_off", "refuse", f"science:{subject.fixed.hash}") == ["move.reason"]


def test_calls_a_change_of_meaning_a_change_of_words(told):
    table(open_hall(told), parameters={"spell": "20 mm"})
    data = {"summary": "typo", "content_hash": "x", "parameters": {"spell": "25 mm"}}
    assert refused(told, "amina", "subject", "reword", "rule", data=data) == ["subject.more_than_words"]


def test_locks_a_rule_before_anybody_was_heard(told):
    version = table(open_hall(told))
    assert refused(told, "peter", "subject", "agree", "rule") == ["move.not_now"]
    told.does("peter", "subject", "open_feedback", "rule")
    assert refused(told, "peter", "subject", "close_feedback", "rule") == ["subject.not_heard"]
    remark(told, "c1", "rule", who="amina")
    assert refused(told, "peter", "subject", "close_feedback", "rule") == [
        "subject.not_heard", "subject.not_answered",
    ]  # fmt: skip
    told.does("amina", "contribution", "park", "c1", reason="later")
    remark(told, "c2", "rule")
    told.does("amina", "contribution", "not_use", "c2", reason="the gauge has no data")
    told.does("peter", "subject", "close_feedback", "rule")
    assert refused(told, "peter", "subject", "agree", "rule") == ["subject.no_consent"]
    consent_of_all(told, version)
    told.does("peter", "subject", "agree", "rule")


def test_votes_and_signs_as_facilitator_observer_or_for_the_other_side(told):
    version = ready(open_hall(told))
    told.does("peter", "person", "add", "funder", data={"side": "observer", "role": "observer"})
    ask(told, told.state.find(Subject, "rule").fixed.hash)
    told.does("peter", "attendance", "arrive", "s1:funder")
    for who in ("peter", "funder"):
        assert "response.no_voice" in refused(told, who, "response", "give", f"r1:{who}", data={"value": "consent"})
    for who in ("peter", "amina"):
        assert "response.not_yours" in refused(
            told, who, "response", "give", "r1:wanjiru", data={"value": "consent"}
        )  # fmt: skip
    question = {"question": "Do we understand it, and does it fit our decision?"}
    told.does("wanjiru", "sign_off", "take_back", f"meaning:{version}", reason="to try the others")
    for who in ("peter", "funder", "otieno"):
        assert "sign_off.side" in refused(told, who, "sign_off", "give", f"meaning:{version}", data=question)
    told.does("peter", "person", "place", "amina", data={"side": "user", "role": "lead"}, reason="she farms too")
    assert refused(told, "amina", "sign_off", "give", f"meaning:{version}", data=question) == ["sign_off.same_person"]


def test_signs_twice_without_the_question_or_on_what_is_provisional(told):
    version = ready(open_hall(told))
    asked = {"question": "Is this true to the data and the method, with what it cannot tell said openly?"}
    assert refused(told, "amina", "sign_off", "give", f"science:{version}", data=asked) == ["move.not_now"]
    rule = edit(told)
    draft = table(told, "other", "product", made_from=[["rule", rule]])
    assert refused(told, "amina", "sign_off", "give", f"science:{draft}", data=asked) == ["subject.provisional"]
    assert refused(told, "amina", "sign_off", "give", f"science:{rule}", data=asked)[0] == "sign_off.version"
    assert "sign_off.question" in refused(
        told, "amina", "sign_off", "give", f"science:{draft}", data={"question": "ok?"}
    )  # fmt: skip


def test_enters_a_paper_after_the_screen_and_counts_it_twice(told):
    version = table(open_hall(told))
    ask(told, version)
    answer(told, "wanjiru", "consent")
    told.does(
        "peter", "response", "give", "r1:wanjiru", data={"value": "reservation"}, on_behalf_of="wanjiru",
        channel="paper",
    )  # fmt: skip
    counted = count(told.state, told.state.find(Round, "r1"))
    assert counted.named == {"user": {"reservation": 1}}
    assert (counted.sources, counted.replaced) == ({"paper": 1}, 1)


def secret_round(told, people=6, split=False):
    users = [f"farmer {number}" for number in range(people)]
    version = table(open_hall(told, users=users, producers=[f"expert {number}" for number in range(people)]))
    ask(told, version, privacy="secret", split=split)
    return users


def test_shows_how_the_five_of_a_small_group_split(told):
    users = secret_round(told, split=True)
    box = Box(split=True)
    for side, person, value in [("user", users[0], "consent"), *(("user", one, "object") for one in users[1:4])]:
        told.does(person, "response", "mark", f"r1:{person}")
        box = put(box, side, value, "no rain gauge")
    told.does("expert 1", "response", "mark", "r1:expert 1")
    box = put(box, "producer", "consent")
    assert "round.small" in refused(told, "peter", "round", "reveal", "r1", data={
        "counts": box.counts, "reasons": list(box.reasons),
    })  # fmt: skip
    opened = shown(box)
    assert set(opened["counts"]) == {""}
    assert refused(told, "peter", "round", "reveal", "r1", data=opened | {"who": users}) == ["round.no_box"]
    stuffed = {"counts": {"": {"consent": 9}}, "reasons": []}
    assert refused(told, "peter", "round", "reveal", "r1", data=stuffed) == ["round.other_box"]
    told.does("peter", "round", "reveal", "r1", data=opened)
    assert shown_to_all(told.state, told.state.find(Round, "r1")) == {"": {"consent": 2, "object": 3}}


def test_splits_a_round_that_was_opened_whole_and_opens_one_for_four(told):
    users = secret_round(told)
    for person in (*users, *(f"expert {number}" for number in range(6))):
        told.does(person, "response", "mark", f"r1:{person}")
    counts = {"user": {"consent": 6}, "producer": {"consent": 6}}
    assert refused(told, "peter", "round", "reveal", "r1", data={"counts": counts}) == ["round.small"]


def test_opens_a_secret_round_for_too_few(told):
    version = table(open_hall(told, users=("wanjiru", "njeri"), producers=("amina", "otieno")))
    data = {"kind": "consent", "privacy": "secret", "subject": "rule", "version": version, "question": "?"}
    assert refused(told, "peter", "round", "open", "r1", data=data, session="s1") == ["round.few"]
    told.add("mugo", "user")
    told.does("peter", "attendance", "arrive", "s1:mugo")
    split = data | {"split": True}
    assert refused(told, "peter", "round", "open", "r1", data=split, session="s1") == ["round.few_to_split"]
    told.does("peter", "round", "open", "r1", data=data, session="s1")


def test_writes_secret_answers_into_the_log_or_changes_them(told):
    users = secret_round(told)
    assert refused(told, users[0], "response", "give", f"r1:{users[0]}", data={"value": "consent"}) == [
        "response.sort"
    ]  # fmt: skip
    assert refused(told, users[0], "response", "mark", f"r1:{users[0]}", data={"value": "consent"}) == [
        "response.said"
    ]  # fmt: skip
    told.does(users[0], "response", "mark", f"r1:{users[0]}")
    assert refused(told, users[0], "response", "mark", f"r1:{users[0]}") == ["move.not_now"]
    objection = {"harm": "x", "mend": "y"}
    assert refused(told, users[0], "objection", "raise", f"r1:{users[0]}", data=objection) == ["objection.round"]


def test_lists_other_parts_than_were_hashed_or_names_none(told):
    version = ready(open_hall(told))
    told.does("peter", "agreement", "replace", "a1", reason="to try")
    for more, code in (
        ({"content_hash": "0" * 64}, "made_of.hash"),
        ({"parameters": {"spell": "25 mm"}}, "made_of.hash"),
        ({"version": "0" * 64}, "made_of.not_agreed"),
    ):
        data = PARTS | {"version": version, "content_hash": content_hash_of(PARTS)} | more
        assert refused(told, "peter", "agreement", "make", "a2", data=data) == [code]
    bare = PARTS | {"datasets": [{"id": "chirps"}]}
    data = bare | {"version": version, "content_hash": content_hash_of(bare)}
    assert refused(told, "peter", "agreement", "make", "a2", data=data) == ["made_of.version"]
    write_agreement(told, version, "a3")
    made = told.state.find(Agreement, "a3")
    assert content_hash_of(made.parts) == made.content_hash
    assert made.round.startswith("consent on product")


def test_decides_before_it_is_agreed_how(told):
    version = table(told)
    data = {"kind": "consent", "privacy": "open", "subject": "rule", "version": version, "question": "?"}
    assert refused(told, "peter", "round", "open", "r1", data=data) == ["agreement.none"]
    told.does("peter", "round", "open", "r1", data=data | {"kind": "sense_check"})


def test_closes_a_case_with_remarks_that_nobody_answered(told):
    open_hall(told)
    remark(told, "c9")
    for action, more in (("form", {}), ("activate", {}), ("wind_up", {"reason": "the season is over"})):
        told.does("amina", "case", action, "mbeere", **more)
    assert refused(told, "amina", "case", "close", "mbeere") == ["contribution.unanswered"]
    told.does("amina", "contribution", "not_use", "c9", reason="no data above 1200 m")
    told.does("amina", "case", "close", "mbeere")


def test_moves_a_signer_to_the_other_side_and_the_sign_off_keeps_the_side_it_was_given_on(told):
    version = ready(open_hall(told))
    placed = {"side": "producer", "role": "participant"}
    told.does("peter", "person", "place", "wanjiru", data=placed, reason="she works there now")
    told.does("wanjiru", "sign_off", "take_back", f"meaning:{version}", reason="not my side now")
    sign_off = told.state.find(SignOff, f"meaning:{version}")
    assert (sign_off.signer, sign_off.side, sign_off.state) == ("wanjiru", "user", "taken_back")
