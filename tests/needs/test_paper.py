"""The need on paper, and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.config import shipped
from climserv.needs.loading import load_need, need_from_dict, need_to_dict
from climserv.needs.missing import WANTED
from climserv.needs.paper import PAGE, PAGES, answers_of, blank_form, record_from_sheet
from climserv.needs.paper_questions import QUESTIONS
from climserv.needs.standing import state_of

SAMPLES = sorted((shipped("sample_data") / "needs").glob("*.yaml"))
LANGUAGES = ("en", "fr", "sw", "es")
NUMBER = {question.field: number for number, question in enumerate(QUESTIONS, 1)}


def entered(answers, language="en"):
    return record_from_sheet(
        answers, need_id="a", sheet="sheet 3", language=language, recorded_by="Amina", on_behalf_of="Njeri"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blank_form_fits_two_pages_and_each_question_fits_its_line(language):
    pages = blank_form(language)
    assert len(pages) == PAGES
    assert all(sum(item.height for item in page.items) <= PAGE for page in pages)
    items = [item for page in pages for item in page.items]
    assert [item.number for item in items] == list(range(1, len(QUESTIONS) + 1))
    for item in items:
        assert len(item.text) <= 90
        assert item.lines or len(item.boxes) > 1
        assert item.boxes[-1][0] == "?"
        # Three boxes share a line.
        assert all(len(words) <= 32 for _, words in item.boxes)


def test_every_question_is_asked_in_four_languages():
    for question in QUESTIONS:
        assert set(question.words) == set(LANGUAGES)
        assert len(set(question.words.values())) == 4
        for _, words in question.boxes:
            assert set(words) >= set(LANGUAGES)


def test_the_form_asks_for_what_a_first_draft_needs():
    asked = set(NUMBER)
    for wanted in WANTED:
        if wanted.step in ("match_time", "match_space", "product") and wanted.field != "time.period_of_interest":
            assert any(field == wanted.field or field.startswith(wanted.field + ".") for field in asked), wanted.field


def test_a_sheet_is_entered_with_whose_word_it_is_and_confirms_nothing():
    record, problems = entered({NUMBER["decision.what"]: "plant maize", NUMBER["decision.lead"]: "2 weeks"})
    assert problems == []
    need, _ = need_from_dict(record)
    assert (need.origin.sheet, need.origin.recorded_by, need.origin.on_behalf_of) == ("sheet 3", "Amina", "Njeri")
    assert need.decision.lead == "2 weeks"
    assert state_of(need) == "drafted"


def test_what_is_written_by_hand_is_read_as_people_write_it():
    given = {"decision.lead": "wiki 2", "tolerance.in_vain": "3", "tolerance.miss": "?",
             "bad_years": "1997 mafuriko\n2005"}  # fmt: skip
    record, problems = entered({NUMBER[field]: text for field, text in given.items()}, "sw")
    assert problems == []
    need, _ = need_from_dict(record)
    assert (need.decision.lead, need.tolerance.in_vain) == ("2 week", "3 in 10")
    assert need.unknown == ("tolerance.miss",)
    assert need.bad_years == {"1997": "mafuriko", "2005": "?"}


def test_what_cannot_be_read_is_told_once_with_its_field_and_the_rest_is_kept():
    record, problems = entered({NUMBER["decision.lead"]: "3 vidole", NUMBER["decision.by.from"]: "soon",
                                NUMBER["decision.what"]: "panda", 99: "x"}, "sw")  # fmt: skip
    assert sorted(problem.where for problem in problems) == ["99", "decision.by.from", "decision.lead"]
    assert record["decision"]["what"] == "panda"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_the_form_asks_comes_back_the_same(path, language):
    need = load_need(path)
    record, problems = entered(answers_of(need, language), language)
    assert problems == []
    again, _ = need_from_dict(record)
    assert answers_of(again, language) == answers_of(need, language)
    assert again.bad_years == need.bad_years
    assert again.decision.lead == need.decision.lead
    assert again.decision.options == need.decision.options
    assert again.evidence.baseline == need.evidence.baseline


line = st.text("abc éñ'?=:0123", min_size=1, max_size=12).map(str.strip).filter(lambda text: text and text != "?")


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(range(1, len(QUESTIONS) + 1)), line), st.sampled_from(LANGUAGES))
def test_any_sheet_is_entered_and_its_record_read(answers, language):
    record, problems = entered(answers, language)
    need, unread = need_from_dict(record)
    assert {problem.where for problem in unread} <= {problem.where for problem in problems}
    again, _ = entered(answers_of(need, language), language)
    kept, _ = need_from_dict(again)
    assert answers_of(kept, language) == answers_of(need, language)
    assert need_from_dict(need_to_dict(need)) == (need, [])
