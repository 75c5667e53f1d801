"""The twelve invariants of co-production, over random acts of random people in random order.

1, 2, 4 to 8, 11 and 12 are held here. 3 is held by `tests/running/test_what_if.py` and `test_kept.py` (the identity
of a run), 9 by `tests/matching/test_match_reports.py` (`test_a_coarser_dataset_never_improves_a_verdict`,
`test_a_need_for_a_finer_time_scale_never_improves_a_verdict`), 10 by `tests/products/test_answers.py`
(`test_every_number_in_messages_and_bulletins_stands_in_the_tables`).
"""

import json
from functools import cache
from itertools import count, permutations

from conftest import Told
from hall import FACTS, edit, open_hall, ready, remark, sign, table
from hypothesis import example, given, settings
from hypothesis import strategies as st

from climserv.coproduction.copying import method_of
from climserv.coproduction.deciding.releases import Release
from climserv.coproduction.deciding.responses import Response
from climserv.coproduction.deciding.rounds import Kind, Privacy, Round, passed_on
from climserv.coproduction.deciding.rounds import State as RoundState
from climserv.coproduction.deciding.secrecy import Box, may_be_shown, put, shown
from climserv.coproduction.deciding.sign_offs import SignOff
from climserv.coproduction.deciding.sign_offs import State as Signed
from climserv.coproduction.dialogue.contributions import WAITING, Contribution, may_show, waiting
from climserv.coproduction.dialogue.subjects import State as Tabled
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.erasing import erased_by
from climserv.coproduction.folding import fold
from climserv.coproduction.logbook.events import erased
from climserv.coproduction.logbook.log import Log, merge
from climserv.coproduction.moves import ENTITIES, REFUSALS
from climserv.coproduction.people.labels import Reach
from climserv.coproduction.people.people import Person
from climserv.vocabulary.problems import Refused

PEOPLE = ("wanjiru", "njeri", "mugo", "amina", "otieno", "peter", "funder")
MANY = settings(deadline=None, max_examples=250)


@cache
def hall(released: bool = True) -> tuple[Log, str]:
    """A case with a product, released or ready for it, and people of every kind; the hash of its version."""
    told = Told()
    told.does("amina", "case", "open", "mbeere", data={"title": "When do we plant?"})
    told.add("amina", "producer", "lead")
    told.add("wanjiru", "user")
    told.add("peter", "bridge", "facilitator")
    open_hall(told)
    told.add("funder", "observer", "observer")
    told.does("peter", "attendance", "arrive", "s1:funder")
    version = ready(told)
    if released:
        told.does("peter", "release", "release", version, data=FACTS)
    table(told, "draft", "rule")
    remark(told, "c1", "draft")
    return told.log, version


def versions(told, id) -> str:
    return told.state.find(Subject, id).latest.hash


def opened(told, who, n, kind="consent", privacy="open"):
    data = {"kind": kind, "privacy": privacy, "subject": "draft", "version": versions(told, "draft"), "question": "?"}
    return told.does(who, "round", "open", f"r{n}", data=data, session="s1")


def whole_round(told, who, n):
    opened(told, who, n)
    for person in ("wanjiru", "njeri", "amina", "mugo")[: 3 + n % 2]:
        told.does(person, "response", "give", f"r{n}:{person}", data={"value": "consent"})
    told.does(who, "round", "reveal", f"r{n}")
    told.does(who, "round", "pass", f"r{n}")


def whole_feedback(told, who, n):
    told.does(who, "subject", "open_feedback", "draft")
    for one in waiting(told.state):
        told.does("amina", "contribution", "park", one.id, reason="later")
    told.does(who, "subject", "close_feedback", "draft")


def placed(told, who, n):
    """Somebody goes over to the producers; who facilitates and who observes stays what they are."""
    who = "njeri" if who in ("peter", "funder") else who
    data = {"side": "producer", "role": "participant"}
    told.does("peter", "person", "place", who, data=data, reason="moved")


def raised(told, who, n):
    return told.does(who, "objection", "raise", f"r{n}:{who}", data={"harm": "h", "mend": "m"})


# What storage may know of a product that must not go out; its output "onset" looks at later days.
LACKING = (
    {"need_confirmed": False}, {"trust_missing": ["verification"]}, {"checked": ["en"]}, {"languages": []},
    {"advice": ["onset"]},
)  # fmt: skip

# What somebody may try; `n` is one of three rounds and remarks.
TRIES = {
    "open": lambda t, who, n: opened(t, who, n),
    "open secret": lambda t, who, n: opened(t, who, n, privacy="secret"),
    "sense-check": lambda t, who, n: opened(t, who, n, kind="sense_check"),
    "consent": lambda t, who, n: t.does(who, "response", "give", f"r{n}:{who}", data={"value": "consent"}),
    "good": lambda t, who, n: t.does(who, "response", "give", f"r{n}:{who}", data={"value": "good"}),
    "object": lambda t, who, n: t.does(who, "response", "give", f"r{n}:{who}", data={"value": "object"}),
    "mark": lambda t, who, n: t.does(who, "response", "mark", f"r{n}:{who}"),
    "raise": raised,
    "met": lambda t, who, n: t.does(who, "objection", "close", f"r{n}:{who}", data={"met": "amended"}),
    "hands": lambda t, who, n: t.does(who, "hands", "count", f"r{n}:user", data={"counts": {"consent": n}}),
    "reveal": lambda t, who, n: t.does(who, "round", "reveal", f"r{n}"),
    "pass": lambda t, who, n: t.does(who, "round", "pass", f"r{n}"),
    "hold": lambda t, who, n: t.does(who, "round", "hold", f"r{n}"),
    "fall back": lambda t, who, n: t.does(who, "round", "fall_back", f"r{n}", reason="as agreed"),
    "edit": lambda t, who, n: edit(t, "draft", who),
    "edit the product": lambda t, who, n: edit(t, "product", who),
    "feedback": lambda t, who, n: t.does(who, "subject", "open_feedback", "draft"),
    "end feedback": lambda t, who, n: t.does(who, "subject", "close_feedback", "draft"),
    "agree": lambda t, who, n: t.does(who, "subject", "agree", "draft"),
    "remark": lambda t, who, n: remark(t, f"c{n}", "draft", who),
    "answer": lambda t, who, n: t.does(who, "contribution", "not_use", f"c{n}", reason="no data"),
    "withdraw": lambda t, who, n: t.does(who, "contribution", "withdraw", f"c{n}"),
    "science": lambda t, who, n: sign(t, versions(t, "product"), who, "science"),
    "meaning": lambda t, who, n: sign(t, versions(t, "product"), who, "meaning"),
    "unsign": lambda t, who, n: t.does(who, "sign_off", "take_back", f"meaning:{versions(t, 'product')}", reason="x"),
    "unsign science": lambda t, who, n: t.does(
        who, "sign_off", "take_back", f"science:{versions(t, 'product')}", reason="x"
    ),
    "release": lambda t, who, n: t.does(who, "release", "release", versions(t, "product"), data=FACTS),
    "release lacking": lambda t, who, n: t.does(
        who, "release", "release", versions(t, "product"), data=FACTS | LACKING[n]
    ),
    "edit the rule": lambda t, who, n: edit(t, "rule", who),
    "place": placed,
    "whole round": whole_round,
    "whole feedback": whole_feedback,
    "wind up": lambda t, who, n: t.does(who, "case", ("form", "activate", "wind_up")[n], "mbeere", reason="done"),
    "close": lambda t, who, n: t.does(who, "case", "close", "mbeere"),
}
# Peter and the whole rounds come more often than others, so that things get somewhere.
NAMES = [*sorted(TRIES), "whole round", "whole feedback", "whole round", "whole feedback", "agree", "agree", "edit"]
STEP = st.tuples(st.sampled_from(NAMES), st.sampled_from([*PEOPLE, *["peter"] * 5]), st.integers(0, 2))
STEPS = st.lists(STEP, min_size=6, max_size=40)


def tried(told, steps) -> None:
    """Each step is taken or refused with a reason; nothing else ever happens."""
    for name, who, n in steps:
        problems = ()
        try:
            TRIES[name](told, who, n)
        except Refused as refusal:
            problems = refusal.problems
        assert all(one.code in REFUSALS and one.what and one.next_step for one in problems)


def grown(steps) -> Told:
    told = begun()
    tried(told, steps)
    return told


def begun(released: bool = True) -> Told:
    """A copy of the case, to go on with."""
    return Told(log=hall(released)[0], place="later", turns=count(1000))


def hold(state) -> None:
    """What is true of every state that any log folds to."""
    for release in state.of(Release).values():
        assert release.subject == "product"
    for subject in state.of(Subject).values():
        if subject.state == Tabled.AGREED and subject.fixed:
            assert passed_on(state, subject.fixed.hash)
    for response in state.of(Response).values():
        person, round = state.find(Person, response.person), state.find(Round, response.round)
        assert person.role not in ("facilitator", "observer")
        assert (response.value is None) == round.secret
    for sign_off in state.of(SignOff).values():
        assert sign_off.side == {"science": "producer", "meaning": "user"}[sign_off.kind]
        assert sign_off.signer not in ("peter", "funder")
    for round in state.of(Round).values():
        if round.state == RoundState.PASSED:
            assert round.kind == Kind.CONSENT
    for aside in state.set_aside.values():
        assert all(problem.what for problem in aside.problems)


@MANY
@given(STEPS)
def test_1_5_7_of_all_that_people_try_only_what_the_rules_allow_comes_to_pass(steps):
    told = grown(steps)
    assert not told.state.set_aside
    hold(told.state)
    assert fold(told.log).of(Subject) == told.state.of(Subject)


# What brings a product near its release, and away from it again.
NEAR = (
    *[("release", "peter")] * 4, *[("release lacking", "peter")] * 2, *[("unsign", "wanjiru")] * 2,
    *[("unsign science", "amina")] * 2, ("place", "wanjiru"), ("science", "wanjiru"), ("science", "otieno"),
    ("meaning", "njeri"), ("meaning", "wanjiru"), ("edit the rule", "amina"), ("edit the product", "amina"),
)  # fmt: skip
NEAR_STEP = st.tuples(st.sampled_from(NEAR), st.integers(0, 4)).map(lambda step: (*step[0], step[1]))


SIGNS_BOTH = [
    ("unsign science", "amina", 0),
    ("place", "wanjiru", 0),
    ("science", "wanjiru", 0),
    ("release", "peter", 0),
]


@MANY
@given(st.lists(NEAR_STEP, min_size=1, max_size=12))
@example(SIGNS_BOTH)
def test_1_11_nothing_goes_out_that_lacks_something_at_that_moment(steps):
    """Judged here by what the case holds, without the rules that are to be tried."""
    told = begun(released=False)
    for step in steps:
        before = told.state
        tried(told, [step])
        for version in told.state.of(Release).keys() - before.of(Release).keys():
            rule, product = before.find(Subject, "rule"), before.find(Subject, "product")
            assert (product.state, product.tips) == (Tabled.AGREED, (version,))
            assert rule.state == Tabled.AGREED
            assert [["rule", hash] for hash in rule.tips] == product.latest.content["made_from"]
            passed = [one for one in before.of(Round).values() if one.version == version]
            assert [(one.kind, one.state) for one in passed] == [(Kind.CONSENT, RoundState.PASSED)]
            given = [one for one in before.of(SignOff).values() if one.version == version and one.state == Signed.GIVEN]
            assert {(one.kind, one.side) for one in given} == {("science", "producer"), ("meaning", "user")}
            assert len({one.signer for one in given}) == 2
            [event] = told.state.story("release", version)
            assert event.said["need_confirmed"] is True
            assert (event.said["trust_missing"], set(event.said["languages"]) - set(event.said["checked"])) == (
                [],
                set(),
            )
            assert "onset" not in event.said["advice"]


@MANY
@given(STEPS)
def test_2_answers_and_rounds_never_move_to_another_version_and_no_version_changes(steps):
    told = begun()
    for step in steps:
        before = told.state
        tried(told, [step])
        for id, round in before.of(Round).items():
            after = told.state.find(Round, id)
            assert (after.version, after.privacy, after.kind) == (round.version, round.privacy, round.kind)
        for id, subject in before.of(Subject).items():
            assert told.state.find(Subject, id).versions[: len(subject.versions)] == subject.versions
            if told.state.find(Subject, id).versions != subject.versions:
                assert told.state.find(Subject, id).state != Tabled.AGREED


@MANY
@given(STEPS, st.integers(0, 2))
def test_4_what_is_withdrawn_is_gone_from_every_word_of_the_log_and_every_hash_holds(steps, n):
    told = grown([("remark", "njeri", n), *steps])
    tried(told, [("withdraw", "njeri", n)])
    said = told.state.find(Contribution, f"c{n}")
    event = told.state.story("contribution", said.id)[-1]
    if said.state != "withdrawn":
        return
    gone = set(erased_by(told.state, event)) or {
        id for one in told.state.story("contribution", said.id) for id in erased_by(told.state, one)
    }
    log = Log.of(erased(one) if one.id in gone else one for one in told.log.ordered)
    state = fold(log)
    assert log.verify() == []
    assert not state.set_aside
    assert state.find(Contribution, said.id).words == ""
    assert not may_show(state.find(Contribution, said.id), Reach.CASE)
    texts = [one.data for one in log.ordered if one.entity_id == said.id and one.data]
    assert "valley and hill" not in json.dumps(texts)
    assert {id: one.state for id, one in state.of(Subject).items()} == {
        id: one.state for id, one in told.state.of(Subject).items()
    }


VOTES = st.lists(
    st.tuples(st.sampled_from(["user", "producer", "bridge"]), st.sampled_from(["consent", "object"]),
              st.sampled_from(["", "rain", "no gauge"])),
    max_size=14,
)  # fmt: skip


@MANY
@given(VOTES, st.booleans(), st.randoms(use_true_random=False))
def test_6_a_box_knows_no_order_and_shows_no_part_under_five(votes, split, random):
    def boxed(answers):
        box = Box(split)
        for side, value, reason in answers:
            box = put(box, side, value, reason)
        return box

    shuffled = list(votes)
    random.shuffle(shuffled)
    box = boxed(votes)
    assert json.dumps(box.as_dict()) == json.dumps(boxed(shuffled).as_dict())
    opened = shown(box)
    if opened is None:
        assert len(votes) < 5
        return
    assert may_be_shown(opened["counts"])
    assert all(sum(values.values()) >= 5 for values in opened["counts"].values())
    assert sum(sum(values.values()) for values in opened["counts"].values()) == len(votes)
    if set(opened["counts"]) != {""}:
        assert split


@MANY
@given(st.permutations(["wanjiru", "njeri", "mugo", "otieno", "amina"]))
def test_6_the_log_of_a_secret_round_is_the_same_whatever_they_answered(order):
    told = grown([("open secret", "peter", 0), *(("mark", who, 0) for who in order)])
    marks = [one for one in told.log.ordered if one.entity == "response" and one.entity_id.startswith("r0:")]
    assert len(marks) == 5
    assert all(one.said == {} and one.reason == "" and one.action == "mark" for one in marks)
    assert told.state.find(Round, "r0").privacy == Privacy.SECRET


def test_7_every_state_has_a_way_out_or_is_named_an_end():
    for entity in ENTITIES.values():
        left = {str(state) for (state, _), move in entity.moves.items() if move.to != state}
        assert set(map(str, entity.states)) <= left | set(map(str, entity.ends)) or len(entity.states) == 1


@MANY
@given(STEPS)
def test_8_a_case_is_closed_only_when_every_contribution_has_its_answer(steps):
    way = [("wind up", "amina", n) for n in range(3)]
    told = grown([*steps, *way, ("close", "amina", 0)])
    closed = told.state.story("case", "mbeere")[-1].action == "close"
    if closed:
        assert waiting(told.state) == []
    else:
        assert [one for one in told.state.of(Contribution).values() if one.state in WAITING]


PRIVATE = ("wanjiru", "njeri", "valley and hill", "20 mm", "how", "church hall", "TK-7")


@MANY
@given(STEPS)
def test_12_a_copy_of_a_case_carries_nothing_of_its_people_and_its_place(steps):
    told = grown(steps)
    data = {"of": "njeri", "subject": "gauge of njeri", "scope": "case"}
    told.does("peter", "consent", "ask", "consent-1", data=data)
    told.does("peter", "session", "plan", "s9", data={
        "type": "picsa", "starts": "2026-08-14T09:00", "place": "church hall", "agenda": ["A", "wanjiru speaks", "C"],
    })  # fmt: skip
    table(told, "recipe", "recipe", ref={"id": "season_start"}, parameters={"spell": "20 mm"})
    told.does("peter", "block", "skip", "need", reason="njeri says so")
    method = method_of(told.state)
    assert (method.copied_from, method.recipes) == ("mbeere", ("season_start",))
    assert ("picsa", ("A", "C")) in method.sessions
    assert "need" not in method.blocks
    text = json.dumps(method.as_dict())
    assert not [word for word in PRIVATE if f'"{word}' in text or f"{word} " in text]


@settings(deadline=None, max_examples=150)
@given(STEPS, STEPS, STEPS)
def test_real_acts_on_three_laptops_merge_in_any_order_to_one_case_and_none_is_lost(here, there, away):
    base = begun()
    places = []
    for name, steps in (("here", here), ("there", there), ("away", away)):
        place = base.parted(name)
        tried(place, steps)
        places.append(place.log)
    merged = [merge(*order) for order in permutations(places)]
    assert all(one == merged[0] for one in merged)
    assert merge(merged[0], places[0]) == merge(merged[0], merged[0]) == merged[0]
    assert {e.id for e in merged[0].ordered} == {e.id for log in places for e in log.ordered}
    assert merged[0].verify() == []
    state = fold(merged[0])
    hold(state)
    things = [thing for entity in ENTITIES.values() for thing in state.of(entity.kind)]
    assert things
    told_of = {
        event.id for entity in ENTITIES.values() for id in state.of(entity.kind)
        for event in state.story(entity.name, id)
    }  # fmt: skip
    assert told_of | set(state.set_aside) == {e.id for e in merged[0].ordered}
    assert not told_of & set(state.set_aside)
