"""What is missing for which step, the deadline, and the need as sentences."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.config import shipped
from climserv.needs.deadline import information_deadline
from climserv.needs.loading import load_need, need_from_dict
from climserv.needs.missing import STEPS, WANTED, agenda, missing
from climserv.needs.need import Need
from climserv.needs.odds import parse_odds
from climserv.needs.phrases import GAPS, TEMPLATES
from climserv.needs.sentence import sentence, settings_in_words
from climserv.vocabulary.problems import Refused

NEEDS = shipped("sample_data") / "needs"


def made(**record) -> Need:
    need, problems = need_from_dict({"need": "made", **record})
    assert problems == []
    return need


def fields(need, step=None):
    return [gap.field for gap in missing(need, step)]


def ready_for(need, step):
    return not any(gap.step == step for gap in missing(need, step))


def sentence_text(need, language="en", **place):
    """The sentences as one text, gaps as `[which place?]`."""
    return "".join(f"[{part.text}]" if part.gap else part.text for part in sentence(need, language, **place))


def test_an_empty_need_lacks_everything_in_the_order_of_the_steps():
    empty = made()
    gaps = missing(empty)
    asked_later = {"time.period_of_interest", "metric.with.threshold"}
    assert {gap.field for gap in gaps} == {wanted.field for wanted in WANTED} - asked_later
    steps = [list(STEPS).index(gap.step) for gap in gaps]
    assert steps == sorted(steps)
    assert not any(ready_for(empty, step) for step in STEPS)


def test_the_threshold_is_needed_before_matching_on_the_metric():
    need = made(metric={"is": "hot_days"})
    assert fields(need, "match_metric")[-1] == "metric.with.threshold"
    assert not ready_for(need, "match_metric")
    need = made(metric={"is": "hot_days", "with": {"threshold": "30 degC"}})
    assert ready_for(need, "match_metric")
    assert ready_for(made(metric={"is": "rainy_season_onset"}), "match_metric")


def test_years_are_needed_only_where_the_need_is_about_years_to_come():
    assert "time.period_of_interest" in fields(made(time={"scale": "season", "horizon": "projection"}))
    assert ready_for(made(time={"scale": "season", "horizon": "now"}), "match_time")


def test_one_way_to_act_is_no_decision():
    assert "decision.options" in fields(made(decision={"options": ["plant"]}))
    assert "decision.options" not in fields(made(decision={"options": ["plant", "wait"]}))


def test_words_are_enough_for_the_window():
    assert "decision.by" not in fields(made(decision={"by": {"words": "at first rain"}}))
    assert "decision.by" in fields(made(decision={"by": {"from": "10-01"}}))


def test_nobody_confirms_their_own_record():
    assert "origin.confirmed_by" in fields(made(origin={"recorded_by": "Amina", "confirmed_by": "Amina"}))
    assert "origin.confirmed_by" not in fields(made(origin={"recorded_by": "Amina", "confirmed_by": "Njeri"}))


def test_what_is_not_known_yet_becomes_the_agenda():
    need = made(unknown=["decision.lead", "cost of replanting"])
    assert [gap.field for gap in missing(need) if gap.agenda] == ["decision.lead"]
    assert agenda(need) == ["how long before you must know", "cost of replanting"]
    assert agenda(need, "fr")[0] == "combien de temps avant il faut savoir"


def test_every_wanted_field_has_words_in_four_languages():
    for wanted in WANTED:
        assert set(wanted.words) == {"en", "fr", "sw", "es"}
        assert wanted.step in STEPS
        first, _, rest = wanted.field.partition(".")
        assert first in Need.model_fields, wanted.field
        if rest and first != "metric":
            assert hasattr(getattr(made(), first), rest)


def test_the_sample_needs_are_as_complete_as_they_claim():
    assert fields(load_need(NEEDS / "embu-maize-planting.yaml")) == []
    assert fields(load_need(NEEDS / "suffolk-wheat-flowering.yaml")) == []
    assert fields(load_need(NEEDS / "tanga-dairy-roof.yaml"), "match_metric") == ["metric.with.threshold"]


@pytest.mark.parametrize(
    ("start", "lead", "deadline"),
    [
        ("10-01", "14 day", "09-17"),
        ("10-01", "2 weeks", "09-17"),
        ("03-01", "1 day", "02-28"),
        ("01-05", "14 day", "12-22"),
        ("10-01", "0 day", "10-01"),
        ("10-01", "36 hour", "09-29"),  # part of a day is a day earlier
        ("10-01", "365 day", "10-01"),
    ],
)
def test_the_deadline_is_the_start_less_the_lead(start, lead, deadline):
    assert str(information_deadline(made(decision={"by": {"from": start}, "lead": lead}))) == deadline


def test_the_deadline_a_group_set_goes_first():
    decision = {"by": {"from": "10-01"}, "lead": "14 day", "deadline": "08-15"}
    assert str(information_deadline(made(decision=decision))) == "08-15"


def test_no_deadline_is_guessed():
    assert information_deadline(made()) is None
    assert information_deadline(made(decision={"by": {"from": "10-01"}})) is None
    assert information_deadline(made(decision={"lead": "14 day", "by": {"words": "at first rain"}})) is None


@pytest.mark.parametrize("text", ["2 in 10", "2 of 10", "2 out of 10", "2 sur 10", "2/10", " 2  IN 10 "])
def test_odds_as_people_say_them(text):
    assert parse_odds(text, where="") == (2, 10)


@pytest.mark.parametrize("text", ["", "2", "11 in 10", "1 in 0", "-1 in 10", "0.2", "two in ten", None, 2])
def test_what_are_no_odds(text):
    with pytest.raises(Refused):
        parse_odds(text, where="tolerance")


def test_the_embu_sentence_in_english():
    need = load_need(NEEDS / "embu-maize-planting.yaml")
    text = sentence_text(need, "en")
    assert text.startswith(
        "We must decide: plant maize, in Lower Embu, between 1 October and 30 November (at first rain)."
    )
    assert "two good rains that wet the soil, and no ten dry days after, 14 days before." in text
    assert "rain 20 mm, within 3 days" in text
    assert "Acting in vain 2 years in 10 is all right" in text
    assert "[" not in text


def test_the_embu_sentence_in_french():
    text = sentence_text(load_need(NEEDS / "embu-maize-planting.yaml"), "fr", place_name="bas Embu")
    assert "à bas Embu, entre le 1er octobre et le 30 novembre" in text
    assert "deux bonnes pluies" in text
    assert "2 années sur 10" in text
    assert "swahili et anglais" in text


def test_what_is_unknown_is_a_gap_with_its_field():
    parts = sentence(made(decision={"what": "plant maize"}))
    gaps = {part.field: part.text for part in parts if part.gap}
    assert gaps["space.place"] == "which place?"
    assert "decision.what" not in gaps
    assert "[which place?]" in sentence_text(made())
    assert "metric.with" not in gaps  # left out, not asked twice


@pytest.mark.parametrize("language", TEMPLATES)
def test_each_language_says_the_same_fields(language):
    def asked(templates):
        return [re.findall(r"\{([a-z_.]+)\}", template) for template, _ in templates]

    assert asked(TEMPLATES[language]) == asked(TEMPLATES["en"])
    assert set(GAPS[language]) == set(GAPS["en"])
    assert sentence_text(made(), language)
    for path in sorted(NEEDS.glob("*.yaml")):
        assert "{" not in sentence_text(load_need(path), language)


def test_another_language_falls_back_to_english():
    assert sentence_text(made(), "de") == sentence_text(made(), "en")


def test_a_threshold_is_read_out_with_its_unit():
    assert settings_in_words({"threshold": "24.5 degC"}, "en") == "threshold 24.5 °C"
    assert settings_in_words({"threshold": "24.5 degC"}, "fr") == "seuil 24,5 °C"
    assert settings_in_words({"wet_day": "0,85 mm/day"}, "fr") == "un jour de pluie a 0,85 mm/jour"
    assert settings_in_words({"season_start": "06-01", "odd": "much"}, "en") == "from 1 June, odd much"


@given(st.sampled_from(list(TEMPLATES)), st.text(min_size=1, max_size=40))
def test_people_s_own_words_stand_in_the_sentence_as_they_are(language, words):
    need, _ = need_from_dict({"need": "made", "decision": {"what": words}})
    if need.decision.what:
        assert need.decision.what in sentence_text(need, language)


@pytest.mark.parametrize(
    ("pairs", "given"),
    [
        ([], False),
        ([("How often do you replant?", "?")], False),
        ([("?", "About three.")], False),
        ([(" ? ", "About three."), ("How often?", "?")], False),
        ([("How often do you replant?", "About three.")], True),
        ([("How often do you replant?", "About three."), ("And milk?", "?")], True),
        ([("Do you replant?", "?? We differ.")], True),
    ],
)
def test_half_a_question_and_answer_tells_nothing_of_how_things_stand(pairs, given):
    baseline = [{"question": question, "answer": answer} for question, answer in pairs]
    need, problems = need_from_dict({"need": "n", "evidence": {"baseline": baseline}})
    assert problems == []
    assert ("evidence.baseline" not in {gap.field for gap in missing(need)}) is given
