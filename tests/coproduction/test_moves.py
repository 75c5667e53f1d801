"""The table of moves, walked: every state, every action, every role."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from climserv.coproduction.cases import Case
from climserv.coproduction.folding import why_not
from climserv.coproduction.logbook.entity import CASE_ROLES, NOT_YET, Role, Side
from climserv.coproduction.logbook.events import make_event
from climserv.coproduction.logbook.refusals import Refusal, by_code
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.moves import ENTITIES, KINDS, MOVES, REFUSALS
from climserv.coproduction.people.people import Person

EVERY = sorted(ENTITIES)
NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
OPENING = make_event(
    id="0" * 32, case="mbeere", at=NOON, who="founder", entity="case", entity_id="mbeere", action="open",
    from_state="", to_state="proposed", after=(), salt="s",
)  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_every_state_can_be_reached_and_left(name):
    entity = ENTITIES[name]
    starts = {str(state) for state, _ in entity.moves}
    reached, waiting = {NOT_YET}, [NOT_YET]
    while waiting:
        now = waiting.pop()
        new = {str(move.to) for (state, _), move in entity.moves.items() if state == now} - reached
        reached |= new
        waiting += new
    assert reached == {NOT_YET, *entity.states}
    left = {str(s) for (s, _), move in entity.moves.items() if move.to != s}
    assert left | {str(end) for end in entity.ends} == reached or len(entity.states) == 1
    assert not starts & entity.ends


@pytest.mark.parametrize("name", EVERY)
def test_every_word_of_a_move_is_declared_and_somebody_may_do_it(name):
    entity = ENTITIES[name]
    assert {action for _, action in entity.moves} == set(entity.actions)
    for (state, _), move in entity.moves.items():
        assert state == NOT_YET or state in tuple(entity.states)
        assert move.to in tuple(entity.states)
        assert move.who
        assert move.who <= set(Role)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("role", CASE_ROLES)
def test_of_every_state_and_action_only_what_the_table_allows_to_the_role_is_let_through(name, role):
    entity, state = ENTITIES[name], CaseState("mbeere")
    state.keep(OPENING, Case(id="mbeere", by="founder", made=NOON, state="proposed"))
    for person, what in (("founder", Role.LEAD), ("somebody", role)):
        state.keep(OPENING, Person(id=person, by="founder", made=NOON, state="active", side=Side.USER, role=what))
    for start, action in product(("", *entity.states), entity.actions):
        id = "mbeere" if name == "case" else f"the {start}"
        if start:
            state.keep(OPENING, entity.kind(id=id, by="founder", made=NOON, state=start))
        elif name == "case":
            continue
        event = replace(OPENING, who="somebody", entity=name, entity_id=id, action=action, version=1)
        move = entity.moves.get((start, action))
        codes = [one.code for one in why_not(state, replace(event, to_state=str(move.to) if move else start))]
        assert ("move.not_now" in codes) == (move is None)
        if move:
            named = role in move.who or Role.ANYONE in move.who
            assert ("move.not_yours" in codes) == (not named or bool(move.sides and Side.USER not in move.sides))


def test_observers_come_and_go_and_only_look_on():
    theirs = {(entity, action) for (entity, _, action), move in MOVES.items() if Role.OBSERVER in move.who}
    assert theirs == {("attendance", "arrive"), ("attendance", "leave")}


def test_every_kind_is_declared_once():
    assert len(KINDS) == len(ENTITIES)


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=lambda one: one.code)
def test_every_refusal_has_all_its_words_in_every_language(refusal):
    for language in ("fr", "sw", "es"):
        words = getattr(refusal, language)
        assert all(words)
        # The next step must be its own: a text left in English is no translation.
        assert words[2] != refusal.en[2]
        for english, said in zip(refusal.en, words, strict=True):
            assert sorted(places(said)) == sorted(places(english))


def places(text: str) -> list[str]:
    return [part.split(")")[0] for part in text.split("%(")[1:]]


def test_a_refusal_is_said_in_the_language_of_the_reader_with_its_values():
    problem = REFUSALS["move.needs"].at("case mbeere", name="title")
    said = {one: REFUSALS["move.needs"].said(problem, one).what for one in ("en", "fr", "sw", "es", "ha")}
    assert said == {"en": "title is empty", "fr": "ceci est vide : le titre",
                    "sw": "hapa pako tupu: kichwa",
                    "es": "esto está vacío: el título", "ha": "title is empty"}  # fmt: skip


def test_the_codes_in_a_refusal_are_said_in_words():
    problem = REFUSALS["move.not_now"].at("subject s", state="in_feedback", actions="close_feedback, edit")
    said = REFUSALS["move.not_now"].said(problem, "fr")
    assert said.what.endswith("ouvert aux remarques")
    assert said.allowed == "clore les remarques, en faire une autre version"
    assert REFUSALS["move.not_now"].said(problem, "en").allowed == "close feedback, edit"


def test_two_refusals_of_one_code_are_an_authors_mistake():
    words = ("a", "b", "c")
    with pytest.raises(ValueError, match="have the code x"):
        by_code([Refusal("x", *[words] * 4), Refusal("x", *[words] * 3, ("d", "e", "f"))])
