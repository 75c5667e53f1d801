"""Notes of the day and rules beside each other: counted from a record by hand, never from what looks at later days."""

from datetime import date

import pytest

from climserv.products.channels import as_html
from climserv.products.day_notes import Past, day_note, refuse_unfallen, rules_on_the_day, years_like
from climserv.products.rules_compared import compare, compared_in_words
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.told_numbers import told_numbers


def output(name, days):
    values = [[str(1991 + n), day, "did_not_happen" if day is None else "happened"] for n, day in enumerate(days)]
    return {"name": name, "series": [{"place": "here", "period_role": "record", "values": values}]}


def step(op, name, **arguments):
    return {"op": op, "as": name, "arguments": arguments}


RULE = {"amount": "20 mm", "window": "3 day", "search": {"from": "10-01", "to": "12-15"}}
# First rain on these days after 1 October; the seed of the first, third and seventh year died.
FIRST = [10, 12, 14, 16, 18, 20, 60]
SECOND = [20, None, 22, 30, 31, 40, 70]
LOST = [15, None, 20, None, None, None, 65]
RECORD = {
    **output("", FIRST), "looks_ahead": {"first": False, "first_loss": True, "second": False, "second_loss": True,
                                         "start": True},
    "others": [output("first_loss", LOST), output("second", SECOND), output("second_loss", [None] * 7),
               output("start", SECOND)],
    "recipe": {"filled": {"steps": [
        step("onset_on_the_day", "first", **RULE), step("second_rain", "second", **RULE),
        step("dry_spell_after", "first_loss", planted="first"),
        step("dry_spell_after", "second_loss", planted="second"),
        step("onset", "start", **RULE),
    ]}},
}  # fmt: skip


def test_years_like_this_are_those_whose_day_lay_near():
    assert years_like(RECORD, "first", "here", date(2026, 10, 15)) == (Past(2, 6), Past(3, 7))
    # The sixth year lies eleven days off, the seventh far.
    assert years_like(RECORD, "first", "here", date(2026, 10, 10))[0] == Past(2, 5)


def test_a_note_says_so_many_of_so_many_and_with_too_few_all_of_them():
    note = day_note(RECORD, "first", "here", date(2026, 10, 15), "gauge 3", "en")
    assert "by 15 October enough rain to plant has fallen (20 mm in 3 days, at gauge 3)" in note
    assert "planting on this day failed in 2 of 6." in note
    few = day_note(RECORD, "first", "here", date(2026, 11, 30), "gauge 3", "en")
    assert "failed in 1 of 1" in few
    assert "In all past years it failed in 3 of 7." in few


def test_a_rule_that_looks_at_later_days_speaks_neither_of_today_nor_beside_others():
    assert rules_on_the_day(RECORD) == {"first": "first_loss", "second": "second_loss"}
    for rule in ("start", "first_loss", "nothing"):
        with pytest.raises(Refused, match="cannot speak of today"):
            day_note(RECORD, rule, "here", date(2026, 10, 15), "gauge 3", "en")
        with pytest.raises(Refused, match="cannot speak of today"):
            compare(RECORD, ["first", rule], "here")


def test_rules_beside_each_other_count_the_years_that_both_have():
    first, second = compare(RECORD, ["second", "first"], "here")
    # Without the second year: (10+14+16+18+20+60)/6 = 23 and (20+22+30+31+40+70)/6 = 35.5 days.
    assert (first.name, first.mean_day, first.past) == ("first", 23.0, Past(3, 7))
    assert (second.name, second.mean_day, second.past) == ("second", 35.5, Past(0, 6))
    words = compared_in_words(RECORD, ["first", "second"], "here", "en")
    assert "about 12 days before" in words
    assert "in 3 of 7 years" in words
    assert compared_in_words(RECORD, ["first"], "here", "en") == ""


def test_a_page_has_the_words_of_the_text_and_nothing_that_runs():
    page = as_html('When?\n\nIn 21 of 30 <b>years</b>\nnot more\n\nTalk:\n- of "5 November"\n', "sw")
    assert told_numbers(page.split("<body>")[1]) == ("1", "21", "30", "5")
    assert "<h1>When?</h1>" in page
    assert "&lt;b&gt;years" in page
    assert "<ul><li>of &quot;5 November&quot;</li></ul>" in page


def test_the_numbers_of_a_text():
    assert told_numbers("In 21 of 30 years, by 05.11, some 0,5 mm; 21 again") == ("21", "30", "5.11", "0.5")


def test_a_note_of_rain_that_the_gauge_did_not_catch_is_refused():
    """20 mm in 3 days: 9 + 4 + 7 reach it, 9 + 4 + 6.9 do not; a day nobody read may have had any rain."""
    day, read = date(2026, 10, 24), {date(2026, 10, 22): 9.0, date(2026, 10, 23): 4.0, date(2026, 10, 24): 7.0}
    refuse_unfallen(RECORD, "first", day, "gauge 3", read)
    with pytest.raises(Refused, match=r"less rain has fallen there.*19\.9 mm in 3 day"):
        refuse_unfallen(RECORD, "first", day, "gauge 3", {**read, day: 6.9})
    refuse_unfallen(RECORD, "first", day, "gauge 3", {day: 6.9})
    refuse_unfallen(RECORD, "first", day, "gauge 3", {})
