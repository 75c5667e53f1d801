"""Sheets: every kind is filled, versioned and refused in plain words; what they feed reads them right."""

import pytest
from hall import codes

from climserv.coproduction.erasing import erased_by
from climserv.coproduction.sheets.sheet_kinds import KINDS, Field
from climserv.coproduction.sheets.sheets import Sheet, bad_years, balances, busy, read, sheets_of
from climserv.vocabulary.problems import Refused

ANSWERS = {"text": "two good rains", "long": "a story", "number": 3, "year": 2005, "day": "10-01"}


def answer(field: Field, row: int):
    if field.choices:
        return next(iter(field.choices))
    value = ANSWERS[field.type]
    return value + row if field.type == "year" else value


def content(kind: str, **head):
    asked = KINDS[kind]
    rows = [{field.name: answer(field, row) for field in asked.rows} for row in range(asked.least)]
    for row in rows:
        row |= {"chance": 50} if kind == "scenarios" else {}
    return {"kind": kind, "head": {field.name: answer(field, 0) for field in asked.head} | head, "rows": rows}


def record(told, id, data, who="wanjiru", action="record", **more):
    return told.does(who, "sheet", action, id, data=data, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_asked_in_four_languages_and_can_be_filled(told, kind):
    asked = KINDS[kind]
    words = [asked.title, *(f.words for f in (*asked.head, *asked.rows))]
    words += [choice for f in asked.rows for choice in (f.choices or {}).values()]
    assert all(set(one) == {"en", "fr", "sw", "es"} and all(one.values()) for one in words)
    record(told, "a", content(kind))
    assert len(sheets_of(told.state, kind)[0].rows) == asked.least


@pytest.mark.parametrize("kind", KINDS)
def test_every_needed_answer_is_missed_by_name(told, kind):
    given = content(kind)
    given["rows"] = [{} for _ in given["rows"]]
    with pytest.raises(Refused) as caught:
        record(told, "a", given)
    needed = [field for field in KINDS[kind].rows if field.needed] * len(given["rows"])
    assert codes(caught).count("sheet.empty") == len(needed) > 0
    assert all(f"row {1}: " in problem.where for problem in caught.value.problems[:1])


@pytest.mark.parametrize(
    ("kind", "row", "code"),
    [
        ("bad_years", {"year": 1776}, "sheet.number"),
        ("bad_years", {"year": "long ago"}, "sheet.number"),
        ("calendar", {"from": "02-30"}, "sheet.day"),
        ("calendar", {"kind": "holiday"}, "sheet.choice"),
        ("timeline", {"first": 1, "last": 5}, "sheet.backwards"),
        ("scenarios", {"chance": 90}, "sheet.chances"),
        ("glossary", {"term": "x" * 301}, "sheet.long"),
        ("glossary", {"colour": "red"}, "sheet.extra"),
    ],
)
def test_what_cannot_stand_in_a_row_is_refused(told, kind, row, code):
    given = content(kind)
    given["rows"][0] |= row
    with pytest.raises(Refused) as caught:
        record(told, "a", given)
    assert codes(caught) == [code]


def test_one_trigger_is_chosen_and_dissent_stands_beside_it(told):
    given = content("trigger", dissent="Njeri: three in ten in vain is too many")
    record(told, "a", given)
    assert told.state.find(Sheet, "a").head["dissent"].startswith("Njeri")
    given["rows"] = given["rows"] * 2
    with pytest.raises(Refused) as caught:
        record(told, "b", given)
    assert codes(caught) == ["sheet.one_trigger"]


def test_a_change_is_a_version_with_a_reason_and_keeps_the_kind(told):
    record(told, "a", content("glossary"))
    with pytest.raises(Refused):
        record(told, "a", content("glossary"), who="amina", action="revise")
    with pytest.raises(Refused) as caught:
        record(told, "a", content("budget"), who="amina", action="revise", reason="better")
    assert codes(caught) == ["sheet.kind"]
    record(told, "a", content("glossary"), who="amina", action="revise", reason="the word of the elders")
    assert [one.by for one in told.state.find(Sheet, "a").versions] == ["wanjiru", "amina"]


def test_what_is_taken_back_leaves_no_word(told):
    first = record(told, "a", content("bad_years"))
    event = told.does("wanjiru", "sheet", "take_back", "a", reason="not for here")
    assert erased_by(told.state, event) == (first.id,)
    assert not told.state.find(Sheet, "a").rows
    assert bad_years(told.state) == {}


def test_paper_is_entered_for_whose_word_it_is(told):
    told.does("peter", "sheet", "record", "a", data=content("bad_years"), on_behalf_of="wanjiru", channel="paper")
    assert told.state.find(Sheet, "a").by == "wanjiru"


def test_busy_weeks_keep_a_session_away(told):
    rows = [{"what": "weeding", "kind": "work", "from": "11-01", "to": "11-30", "busy": "yes"},
            {"what": "market", "kind": "feast", "from": "01-01", "to": "12-31", "busy": "no"}]  # fmt: skip
    record(told, "a", {"kind": "calendar", "head": {}, "rows": rows})
    assert busy(told.state) == [{"what": "weeding", "from": "11-01", "to": "11-30"}]
    with pytest.raises(Refused) as caught:
        told.does("peter", "session", "plan", "s", data={"type": "free", "starts": "2026-11-12T14:00",
                                                         "busy": busy(told.state)})  # fmt: skip
    assert codes(caught) == ["session.busy"]


def test_years_that_more_remember_come_first(told):
    for id, by, years in (("a", "elders", (1984, 2000)), ("b", "women", (2000, 2011))):
        record(told, id, {"kind": "bad_years", "head": {"by": by}, "rows": [{"year": year} for year in years]})
    assert bad_years(told.state) == {2000: ["elders", "women"], 1984: ["elders"], 2011: ["women"]}


def test_a_budget_says_when_money_runs_out(told):
    rows = [{"period": "Sept", "cost": 400}, {"period": "Oct", "cost": 100.5}, {"period": "Feb", "income": 900}]
    record(told, "a", {"kind": "budget", "head": {"option": "early maize", "money": "KES"}, "rows": rows})
    assert balances(told.state.find(Sheet, "a")) == [-400, -500.5, 399.5]


def test_what_was_typed_is_read_as_people_write_it():
    typed = read("budget", {"option": " early  maize "}, [{"period": "Sept", "cost": "1\u202f200,50"}, {"cost": " "}])
    assert typed == {"kind": "budget", "head": {"option": "early maize"}, "rows": [{"period": "Sept", "cost": 1200.5}]}
    assert read("bad_years", {}, [{"year": "long ago"}])["rows"] == [{"year": "long ago"}]
