"""Counts, rates and dates as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.products.counts import Statement
from climserv.products.words.phrases import count, definition, event, month_day, quantity, rate, say, spoken, tenths
from climserv.products.words.words import CHECKED, EVENTS, SENTENCES
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.months import MONTHS


@pytest.mark.parametrize(
    ("true", "valid", "words"),
    [
        (21, 30, "21 of 30 years (7 years in 10)"),
        (20, 30, "20 of 30 years (about 7 years in 10)"),
        (1, 30, "1 of 30 years (less than 1 in 10)"),
        (29, 30, "29 of 30 years (more than 9 in 10)"),
        (0, 30, "0 of 30 years (never)"),
        (30, 30, "30 of 30 years (every year)"),
        (3, 30, "3 of 30 years (1 year in 10)"),
        (2, 30, "2 of 30 years (about 1 year in 10)"),
        (3, 4, "3 of 4 years"),
    ],
)
def test_the_raw_count_stands_beside_an_honest_rate(true, valid, words):
    assert count(true, valid, "en") == words


@given(st.integers(10, 5000).flatmap(lambda valid: st.tuples(st.integers(1, valid - 1), st.just(valid))))
def test_a_count_between_none_and_all_is_never_told_as_none_or_all(counts):
    for language in SENTENCES:
        words = rate(*counts, language)
        assert words not in (say(language, "rate.none"), say(language, "rate.all"))
        assert "0 years in 10" not in words.replace("10 years", "0 years")


@given(st.integers(1, 400), st.data())
def test_tenths_round_to_the_nearest_with_halves_up(valid, data):
    true = data.draw(st.integers(0, valid))
    assert abs(tenths(true, valid) - 10 * true / valid) <= 0.5
    assert tenths(1, 4) == 3


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "5 November"), ("fr", "5 novembre"), ("sw", "5 Novemba"), ("es", "5 de noviembre"), ("dje", "5 November")],
)
def test_dates_are_said_as_people_say_them(language, words):
    assert month_day("11-05", language) == words


def test_the_first_of_a_month_in_french():
    assert month_day("2001-10-01", "fr") == "1er octobre"


def test_every_language_has_every_sentence():
    for table in (SENTENCES, EVENTS):
        known = set(table["en"])
        for language, words in table.items():
            assert set(words) - {"date.first"} <= known
            # A language that stands in the table needs no notice that we lack its words.
            assert known - set(words) <= {"untranslated"}, language
    assert set(CHECKED) == set(SENTENCES) == set(MONTHS)


def test_a_language_we_lack_falls_back_to_english():
    assert spoken("dje") == "en"
    assert spoken("fr-NE") == "fr"


def test_quantities_read_well():
    assert quantity("3 day", "en") == "3 days"
    assert quantity("1 day", "en") == "1 day"
    assert quantity("24 degC", "fr") == "24 °C"
    assert quantity("0.85 mm/day", "en") == "0.85 mm/day"
    assert quantity("0.85 mm/day", "fr") == "0,85 mm/jour"
    assert quantity("0.85 mm/day", "sw") == "0.85 mm/siku"
    assert quantity("0.85 mm/day", "es") == "0,85 mm/día"


def test_a_definition_follows_the_parameters(embu, suffolk):
    assert definition("hot_days", suffolk.filled.parameters, "en") == (
        "A hot day here: highest temperature above 24 °C, from 1 June to 30 June."
    )
    at_or_above = {**suffolk.filled.parameters, "operator": ">="}
    assert "at or above 24 °C" in definition("hot_days", at_or_above, "en")
    onset = definition("rainy_season_onset", embu.filled.parameters, "en")
    assert "20 mm or more in 3 days, from 1 October to 15 December" in onset
    assert "no 10 or more dry days in a row follow in the next 20 days" in onset
    without = {**embu.filled.parameters, "look_ahead": "0 day"}
    assert "dry days" not in definition("rainy_season_onset", without, "en")


def test_a_frost_that_did_not_come_is_told_on_the_side_it_is_counted_on():
    frost, rains = METRICS["last_spring_frost"], METRICS["rainy_season_end"]
    by, later = (Statement(code, "05-10", 39, "04-01") for code in ("by", "later_than"))
    assert event(frost, by, "en") == "the last frost of spring came by 10 May, or there was none"
    assert event(frost, later, "en") == "the last frost of spring came later than 10 May"
    assert event(METRICS["maturity"], later, "en").endswith("or not at all")
    assert event(METRICS["dry_spell_after_planting"], later, "en").endswith("or not at all")
    assert event(frost, by, "fr").endswith("au plus tard le 10 mai, ou il n'y en a pas eu")
    assert "pas eu" not in event(frost, later, "fr")
    assert event(rains, by, "sw") == "mvua zilikuwa zimeisha kufikia tarehe 10 Mei"
