"""The sentences that metrics have of their own."""

import pytest

from climserv.products.answers import _never
from climserv.products.counts import Counts, Statement
from climserv.products.words.event_words import BOUNDS, COUNTS, DATES, YES_OR_NO
from climserv.products.words.phrases import event
from climserv.products.words.words import EVENTS
from climserv.vocabulary.metrics import METRICS


@pytest.mark.parametrize("metric", [*DATES, *COUNTS])
def test_every_language_says_every_bound_and_no_gap_is_left(metric):
    dated = metric in DATES
    assert (METRICS[metric].kind == "date") == dated
    codes = ("by", "later_than") if dated else tuple(BOUNDS["en"])
    said = [
        event(METRICS[metric], Statement(code, "05-10" if dated else f"{n} day", n, "04-01" if dated else ""), language)
        for language in EVENTS
        for code in codes
        for n in (1, 10)
    ]
    assert not any("{" in text or "  " in text for text in said)
    assert len(set(said)) == len(said) // (2 if dated else 1)


def test_one_is_not_told_as_many():
    nights = METRICS["hot_nights"]
    one, ten = (event(nights, Statement("at_least", f"{n} day", n, ""), "en") for n in (1, 10))
    assert (one, ten) == ("the season had at least 1 hot night", "the season had at least 10 hot nights")


def test_years_without_the_event_are_told_on_the_side_they_are_counted_on(embu):
    counts = Counts(embu)
    assert _never(METRICS["rainy_season_onset"], counts) == "never"
    assert _never(METRICS["last_spring_frost"], counts) == "never.before"
    assert {_never(METRICS[one], counts) for one in YES_OR_NO} == {"never.count"}
