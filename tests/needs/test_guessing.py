"""Guesses of what is meant: with the reason, and marked until confirmed."""

from climserv.needs.guessing import guesses, with_guess
from climserv.needs.loading import need_from_dict
from climserv.needs.standing import is_guess


def made(**record):
    need, problems = need_from_dict({"need": "made", **record})
    assert problems == []
    return need


def test_a_guess_says_why_in_the_reader_s_language():
    need = made(metric={"words": {"sw": "Joto ni kali mno kwa ng'ombe"}})
    best = guesses(need, "fr")[0]
    assert best.metric == "heat_stress_days"
    assert best.label == "jours de stress thermique du bétail"
    assert best.why == "parce que vous avez dit : Joto, ng'ombe"


def test_the_metric_s_words_go_before_the_question():
    need = made(question={"en": "When can we plant?"}, metric={"words": {"en": "too hot for the cows"}})
    assert guesses(need)[0].metric == "heat_stress_days"
    assert guesses(made(question={"en": "When can we plant?"}))[0].metric == "rainy_season_onset"
    assert guesses(made(question={"en": "Good morning"})) == []


def test_the_start_of_the_rains_as_farmers_say_it():
    words = {"en": "two good rains that wet the soil, and no ten dry days after"}
    need = made(question={"en": "Will it be too hot for the cows?"}, metric={"words": words})
    told = [one.metric for one in guesses(need)]
    assert told[0] == "rainy_season_onset"
    # What the question speaks of stands behind what the words speak of.
    assert told[-1] == "heat_stress_days"


def test_a_guess_taken_up_is_marked_and_nobody_s_yes_is_kept_for_it():
    record = {
        "need": "a",
        "question": {"en": "Is it too hot for the cows?"},
        "metric": {"is": "frost_days", "with": {"threshold": "0 degC"}, "confirmed_by": "chair", "source": "ours"},
    }
    need, _ = need_from_dict(record)
    taken, problems = need_from_dict(with_guess(record, guesses(need)[0]))
    assert problems == []
    assert is_guess(taken)
    assert taken.metric.guessed_from == "Is it too hot for the cows?"
    assert (taken.metric.with_, taken.metric.confirmed_by, taken.metric.source) == ({}, None, "ours")
    assert record["metric"]["confirmed_by"] == "chair"


def test_the_numbers_of_the_same_metric_stay():
    record = {"need": "a", "question": {"en": "too hot for the cows"},
              "metric": {"is": "heat_stress_days", "with": {"threshold": "76"}}}  # fmt: skip
    need, _ = need_from_dict(record)
    assert with_guess(record, guesses(need)[0])["metric"]["with"] == {"threshold": "76"}


def test_a_guess_is_a_plain_function_of_the_words():
    need = made(question={"en": "When can we plant?"})
    assert guesses(need) == guesses(need)
    assert not is_guess(need)
