"""How a need stands: decision or awareness, drafted or confirmed, guessed, contradicting itself, shared."""

import pytest

from climserv.config import shipped
from climserv.needs.loading import load_need, need_from_dict, need_to_dict
from climserv.needs.missing import agenda, missing, to_ask_in_session
from climserv.needs.sharing import LABELS, as_others_read_it
from climserv.needs.standing import contradictions, is_awareness, is_guess, state_of

NEEDS = sorted((shipped("sample_data") / "needs").glob("*.yaml"))


def made(**record):
    need, problems = need_from_dict({"need": "made", **record})
    assert problems == []
    return need


@pytest.mark.parametrize(
    ("options", "awareness"),
    [([], False), (["plant"], True), (["plant", " Plant "], True), (["plant", "wait"], False)],
)
def test_with_one_way_to_act_there_is_nothing_to_decide(options, awareness):
    assert is_awareness(made(decision={"options": options})) is awareness


@pytest.mark.parametrize(
    ("origin", "state"),
    [
        ({}, "drafted"),
        ({"recorded_by": "Amina"}, "drafted"),
        ({"recorded_by": "Amina", "confirmed_by": "Amina"}, "drafted"),
        ({"recorded_by": "Amina", "confirmed_by": " amína "}, "drafted"),
        ({"recorded_by": "Amina", "confirmed_by": "Njeri"}, "confirmed"),
        ({"confirmed_by": "Njeri"}, "confirmed"),
    ],
)
def test_only_another_person_s_word_confirms_a_need(origin, state):
    need = made(origin=origin)
    assert state_of(need) == state
    assert ("origin.confirmed_by" in {gap.field for gap in missing(need)}) is (state == "drafted")


def test_a_guess_leaves_the_need_drafted_until_somebody_confirms_it():
    origin = {"recorded_by": "Amina", "confirmed_by": "Njeri"}
    metric = {"is": "hot_days", "guessed_from": "too hot for the maize"}
    guessed = made(origin=origin, metric=metric)
    assert is_guess(guessed)
    assert state_of(guessed) == "drafted"
    assert "what is measured was only guessed from your words" in agenda(guessed)
    said = made(origin=origin, metric={**metric, "confirmed_by": "chair"})
    assert not is_guess(said)
    assert state_of(said) == "confirmed"
    assert agenda(said) == []


@pytest.mark.parametrize(
    "words", ["don't know yet", "Don\u2019t know yet.", "on ne sait pas encore", "bado hatujui", "todavía no sabemos"]
)
def test_not_knowing_yet_is_a_value_and_becomes_a_thing_to_talk_about(words):
    need = made(decision={"what": "plant", "lead": words}, tolerance={"in_vain": words}, unknown=["cost"])
    assert need.decision.lead is None
    assert need.unknown == ("cost", "decision.lead", "tolerance.in_vain")
    assert agenda(need)[1] == "how long before you must know"
    assert [gap.field for gap in missing(need) if gap.agenda] == ["decision.lead", "tolerance.in_vain"]
    assert need_from_dict(need_to_dict(need)) == (need, [])


def test_words_that_only_begin_so_are_kept():
    assert made(decision={"what": "don't know yet, perhaps sorghum"}).decision.what.endswith("sorghum")


def test_a_session_asks_for_what_nothing_waits_for():
    fields = {gap.field for gap in to_ask_in_session(made())}
    assert {"bad_years", "knowledge.local", "who.means_to_act"} <= fields
    assert not fields & {gap.field for gap in missing(made())}
    assert {gap.field for gap in to_ask_in_session(load_need(NEEDS[0]))} == {
        "tolerance.cost_act", "tolerance.loss_if_not", "reach.devices"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        ({"decision": {"by": {"from": "10-01", "to": "10-31"}, "deadline": "12-01"}}, ["need.deadline_late"]),
        ({"decision": {"by": {"from": "10-01", "to": "10-31"}, "deadline": "10-15"}}, []),
        ({"decision": {"by": {"from": "10-01", "to": "10-31"}, "deadline": "08-01"}}, []),
        ({"decision": {"by": {"from": "12-20", "to": "01-10"}, "deadline": "02-01"}}, ["need.deadline_late"]),
        ({"decision": {"by": {"year": 2030}}, "time": {"period_of_interest": "1991-2020"}}, ["need.years_gone"]),
        ({"decision": {"by": {"year": 2030}}, "time": {"period_of_interest": "2021-2050"}}, []),
        (
            {"decision": {"by": {"year": 2030}}, "time": {"period_of_interest": "1991-2020", "horizon": "past"}}, [],
        ),
        ({"bad_years": {"1997": "floods"}, "bad_years_by": {"1998": ["elders"]}}, ["need.year_unnamed"]),
        ({"bad_years": {"1997": "floods"}, "bad_years_by": {"1997": ["elders"]}, "worst_first": ["1997"]}, []),
        ({"levels": {"lead": {"threshold": "9 day", "goal": "2 day"}}}, ["need.levels"]),
    ],
)  # fmt: skip
def test_what_cannot_all_be_true_is_told_and_kept(record, codes):
    need = made(**record)
    assert [problem.code for problem in contradictions(need)] == codes
    assert need_from_dict(need_to_dict(need)) == (need, [])


@pytest.mark.parametrize("path", NEEDS, ids=lambda path: path.stem)
def test_the_sample_needs_do_not_contradict_themselves(path):
    assert contradictions(load_need(path)) == []


def test_knowledge_leaves_the_group_only_under_a_label_that_opens_it():
    labels = ["open", "Attribution  required", "community only", "women only", "my own words", None]
    local = [{"what": f"sign {n}", **({"label": label} if label else {})} for n, label in enumerate(labels)]
    need = made(knowledge={"local": local, "value_add": "odds"})
    shared = as_others_read_it(need)
    assert [sign.what for sign in shared.knowledge.local] == ["sign 0", "sign 1"]
    assert shared.knowledge.value_add == "odds"
    assert len(need.knowledge.local) == 6
    assert all(set(label.words) == {"en", "fr", "sw", "es"} for label in LABELS.values())


@pytest.mark.parametrize(
    ("shape", "good"),
    [
        ({"type": "Point", "coordinates": [37.5, -0.5]}, True),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}, True),
        ({"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]}, True),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 5]]]}, False),
        ({"type": "Point", "coordinates": [200, 0]}, False),
        ({"type": "Point", "coordinates": ["a", 0]}, False),
        ({"type": "Point"}, False),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, False),
        ({"type": "Polygon", "coordinates": []}, False),
        ({"type": "Polygon", "coordinates": [[[0, 0]] * 2001]}, False),
    ],
)
def test_a_drawn_place_is_an_outline_on_earth(shape, good):
    need, problems = need_from_dict({"need": "a", "space": {"geometry": shape}})
    assert (problems == []) is good
    assert (need.space.geometry == shape) is good
    if not good:
        assert "outline" in str(problems[0])
