"""From plain words to metrics."""

import pytest
from farmers_sentences import SENTENCES
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.config import shipped
from climserv.vocabulary.metric_signs import SIGNS
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.suggesting import ideas_in, suggest_metrics
from climserv.vocabulary.texts import plain_word
from climserv.vocabulary.weather_words import IDEAS, LANGUAGES, LOCAL_NAMES, TELLING
from climserv.vocabulary.yaml_text import read_yaml

BOOK = sorted(shipped("recipes").glob("*.yaml"))

# Titles that name no weather, and one Swahili title that speaks of ripening and of the season in one breath.
SILENT = {("farmers_rule_and_agronomic_rule", language) for language in LANGUAGES}


def codes(text, language=None):
    return [one.metric for one in suggest_metrics(text, language)]


@pytest.mark.parametrize(("language", "text", "meant"), SENTENCES, ids=lambda part: part[:40])
def test_what_farmers_say_leads_to_what_they_mean(language, text, meant):
    assert set(codes(text, language)[:3]) & set(meant.split()), codes(text, language)


def test_most_sentences_lead_there_at_once_and_without_naming_the_language_too():
    assert len(SENTENCES) >= 60
    at_once = sum(codes(text, language)[:1] != [] and codes(text, language)[0] in meant.split()
                  for language, text, meant in SENTENCES)  # fmt: skip
    unnamed = sum(bool(set(codes(text)[:3]) & set(meant.split())) for _, text, meant in SENTENCES)
    assert at_once >= 0.95 * len(SENTENCES)
    assert unnamed >= 0.95 * len(SENTENCES)


@pytest.mark.parametrize("path", BOOK, ids=lambda path: path.stem)
def test_every_recipe_s_own_question_in_four_languages_leads_to_its_metric(path):
    recipe = read_yaml(path.read_bytes(), path.name).value
    metric = recipe["answers"]["metric"]
    assert set(recipe["question"]) >= set(LANGUAGES)
    for language in LANGUAGES:
        assert metric in codes(recipe["question"][language], language)[:3], recipe["question"][language]
        if (path.stem, language) not in SILENT and (path.stem, language) != ("variety_by_season_length", "sw"):
            assert metric in codes(recipe["title"][language], language)[:5], recipe["title"][language]


def test_the_book_has_words_for_all_its_metrics():
    assert len(BOOK) >= 44
    answered = {read_yaml(path.read_bytes(), path.name).value["answers"]["metric"] for path in BOOK}
    assert answered <= set(SIGNS)
    assert {code for code, metric in METRICS.items() if metric.asked} == set(SIGNS)


def test_a_suggestion_says_by_which_words():
    best = suggest_metrics("It is too hot for our cows, they suffer!", "en")[0]
    assert (best.metric, best.words, best.ideas) == (
        "heat_stress_days", ("hot", "cows", "suffer"), ("hot", "animals", "suffer"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "language"),
    [
        ("When do the rains start?", "Wen do the rains strat?", "en"),
        ("La sécheresse après les semis", "LA SECHERESE APRES LES SEMIS", "fr"),
        ("¿Cuándo cae la última helada?", "cuando cae la ultima elada", "es"),
        ("Mvua zinachelewa kuanza", "mvua zinachelawa kuanza", "sw"),
    ],
)
def test_accents_capitals_and_a_wrong_letter_do_not_matter_much(right, wrong, language):
    likely = codes(right, language)[0]
    if language == "es":
        # The first letter is what spelling is judged from; without it nothing is claimed.
        assert codes(wrong, language) == []
    else:
        assert likely in codes(wrong, language)


@pytest.mark.parametrize(
    "text",
    ["", "Good morning", "Bonjour à tous", "Habari za asubuhi", "Buenos días a todos", "???", "rain", "lini", "12 34"],
)
def test_words_that_say_too_little_lead_nowhere(text):
    assert codes(text) == []


def test_local_names_are_understood_in_any_language():
    for name, ideas in LOCAL_NAMES.items():
        assert set(ideas) <= set(ideas_in(f"the {name} here", "en"))
    assert "seasonal_rain" in codes("How much rain will the masika bring?", "en")


def test_the_tables_hold_together():
    used = {idea for signs in SIGNS.values() for sign in signs for idea in sign.split()}
    assert used <= set(IDEAS)
    assert set(IDEAS) >= TELLING
    assert {idea for ideas in LOCAL_NAMES.values() for idea in ideas} <= set(IDEAS)
    for said in IDEAS.values():
        for words in said.values():
            assert words
            for word in words:
                assert plain_word(word) == word, word
    for signs in SIGNS.values():
        assert len(set(map(frozenset, map(str.split, signs)))) == len(signs), signs


@given(st.text(max_size=200), st.sampled_from([None, *LANGUAGES, "de"]))
def test_no_text_breaks_it_and_every_word_told_stands_in_the_text(text, language):
    for one in suggest_metrics(text, language):
        assert one.metric in METRICS
        plain = text.replace("\u2019", "'")
        assert all(part in plain for word in one.words for part in word.split(" "))


@settings(deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(["", "Please tell us. ", "xx yy "]))
def test_words_that_say_nothing_change_nothing(sentence, more):
    language, text, _ = sentence
    assert codes(more + text, language) == codes(text, language)
