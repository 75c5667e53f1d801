"""Sentences about all members together: from rows by hand, in every language, and nothing about what is unknown."""

import string

import pytest

from climserv.products.spreads import spread_sentences
from climserv.products.words.spread_words import SPREAD_WORDS
from climserv.vocabulary.metrics import METRICS

HOT, ONSET = METRICS["hot_days"], METRICS["rainy_season_onset"]


def row(statement, condition, value, *, unit="day", period="2041-2060", group="ssp585", words="", place="Embu"):
    return {"place": place, "member_group": group, "period": period, "statement": statement, "condition": condition,
            "value": value, "unit": unit, "members": 5, "words": words}  # fmt: skip


def said(*rows, metric=HOT, language="en"):
    return spread_sentences(rows, metric, ["ssp585"], language)


def three(statement, values, **told):
    return [row(statement, f"p{at}", value, **told) for at, value in zip((10, 50, 90), values, strict=True)]


def test_a_change_is_told_with_its_range_its_middle_and_what_it_is_against():
    (text,) = said(*three("change", (2.0, 5.25, 12.0), words="against 1981-2010"))
    assert text.endswith(
        "2041-2060: number of hot days in a season changes by 2 days to 12 days, "
        "in the middle of the 5 model runs by 5.2 days (against 1981-2010)."
    )
    (percent,) = said(*three("change", (-20, -1, 100), unit="%", words="against 1981-2010"))
    assert "by -20 % to 100 %" in percent


def test_dates_are_told_as_days_of_the_year():
    rows = [row("percentile_of_years", f"p{at}", at, words=day) for at, day in ((10, "10-12"), (50, "11-01"))]
    (text,) = said(*rows, metric=ONSET)
    assert "between 12 October and 1 November" in text
    assert "stay at or below 1 November" in text


def test_agreement_and_the_category_stand_together():
    rows = [row("agreement", "more", 0.8, unit="1"), row("robustness", "category", 1.0, unit="1")]
    first, second = said(*rows)
    assert "80 % of the 5 model runs have more" in first
    assert second.startswith("This change is robust")
    assert said(row("robustness", "category", None, unit="1", words="unknown")) == []


@pytest.mark.parametrize(("value", "words", "expected"), [
    (2035.0, "2035", "from 2035 on the climate stays outside"),
    (None, "not by 2051", "within what people knew up to 2051"),
    (None, "unknown", None),
])  # fmt: skip
def test_emergence_and_that_there_is_none_are_told_and_the_unknown_is_not(value, words, expected):
    found = said(row("time_of_emergence", "unfamiliar", value, unit="year", words=words))
    assert expected in found[0] if expected else found == []


def test_a_warming_level_is_told_with_its_level():
    (text,) = said(*three("at_warming_level", (3, 4, 9), period="2 K"))
    assert "in a world 2 K warmer than in 1850-1900: number of hot days in a season from 3 days to 9 days" in text


def test_single_members_and_what_cannot_be_known_are_left_to_the_table():
    assert said(row("change", "mean", 3.0, group="CanESM5")) == []
    assert said(*three("change", (None, None, None), words="fewer than two members")) == []


def test_two_changes_of_other_units_and_places_are_not_mixed():
    rows = [*three("change", (1, 2, 3), words="against 1981-2010"),
            *three("change", (10, 20, 30), unit="%", words="against 1981-2010"),
            *three("change", (1, 2, 3), words="against 1981-2010", place="Kitui")]  # fmt: skip
    found = said(*rows)
    assert len(found) == 3
    assert found[0].startswith("Embu: ")
    assert found[2].startswith("Kitui: ")


@pytest.mark.parametrize("language", sorted(SPREAD_WORDS))
def test_every_language_says_every_sentence_with_the_same_numbers(language):
    def fields(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert SPREAD_WORDS[language].keys() == SPREAD_WORDS["en"].keys()
    for key, text in SPREAD_WORDS[language].items():
        assert fields(text) == fields(SPREAD_WORDS["en"][key]), key
    assert said(*three("change", (1, 2, 3), words="against 1981-2010"), language=language)
