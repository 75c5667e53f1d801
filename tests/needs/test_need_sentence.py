"""The need as sentences, with all its fields, in four languages; it never breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.needs.loading import need_from_dict
from climserv.needs.phrases import LEVELS, TEMPLATES
from climserv.needs.sentence import sentence


def made(**record):
    need, problems = need_from_dict({"need": "made", **record})
    assert problems == []
    return need


def said(need, language="en"):
    return "".join(part.text for part in sentence(need, language))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"decision": {"options": ["plant"]}}, "With one way to act there is nothing to decide"),
        ({"who": {"does": ["women"]}}, "The work is done by women."),
        ({"who": {"means_to_act": [{"what": "oxen", "when": "in May"}, {"what": "seed"}]}},
         "To act we need oxen (in May) and seed."),
        ({"decision": {"by": {"from": "10-01"}, "lead": "14 day"}}, "The answer is of use until 17 September."),
        ({"metric": {"is": "hot_days", "guessed_from": "too hot"}}, "guessed from our words"),
        ({"metric": {"variants": [{"words": "plant dry."}]}}, "Others here go by another rule: plant dry."),
        ({"tolerance": {"cost_act": "3 bags."}}, "Acting costs 3 bags."),
        ({"tolerance": {"loss_if_not": "a cow"}}, "Not acting loses a cow."),
        ({"bad_years": {"1997": "floods", "2005": "?"}, "bad_years_by": {"1997": ["elders", "women"]}},
         "The bad years: 1997 (floods; elders and women) and 2005."),
        ({"levels": {"step": {"threshold": "dekad"}, "certainty": {"threshold": "6 in 10"}}},
         "an answer in steps longer than ten-day spells or right less often than 6 years in 10."),
        ({"levels": {"certainty": {"threshold": "70 %"}, "lead": {"threshold": "1 week"}}},
         "known less than 1 week before or right less often than 70 %."),
        ({"inclusion": {"groups": ["herders"]}}, "Not to be left out: herders."),
        ({"evidence": {"success": "milk stays."}}, "We shall know that it helped by this: milk stays."),
        ({"differences": [{"field": "decision.what", "said": "sow", "by": "two"}]},
         "Not said alike by all of us: what you must decide."),
        ({"unknown": ["decision.lead", "cost"]}, "We do not know yet: how long before you must know and cost."),
        ({"origin": {"recorded_by": "Amina"}}, "This is a draft: nobody else has confirmed it yet."),
    ],
)  # fmt: skip
def test_each_field_has_its_sentence_and_none_without_it(record, words):
    assert words in said(made(**record))
    assert words not in said(made())
    for language in TEMPLATES:
        assert len(said(made(**record), language)) != len(said(made(), language))


def test_what_is_confirmed_is_no_draft():
    need = made(origin={"recorded_by": "Amina", "confirmed_by": "Njeri"})
    assert "draft" not in said(need)


def test_every_language_has_the_same_sentences():
    for language, templates in TEMPLATES.items():
        assert [optional for _, optional in templates] == [optional for _, optional in TEMPLATES["en"]]
        assert set(LEVELS[language]) == set(LEVELS["en"])


words = st.text(max_size=12)
records = st.fixed_dictionaries({}, optional={
    "who": st.fixed_dictionaries({}, optional={"does": st.lists(words), "decides": st.lists(words)}),
    "tolerance": st.fixed_dictionaries({}, optional={"cost_act": words, "miss": st.sampled_from(["1 in 3", "2/10"])}),
    "bad_years": st.dictionaries(st.sampled_from(["1997", "2005"]), words),
    "bad_years_by": st.dictionaries(st.sampled_from(["1997", "2011"]), st.lists(words)),
    "levels": st.fixed_dictionaries({}, optional={
        "step": st.fixed_dictionaries({"threshold": st.sampled_from(["dekad", "10 day", "0,5 day", "36 hour"])}),
        "certainty": st.fixed_dictionaries({"threshold": st.sampled_from(["70 %", "7 in 10", "12,5 %"])}),
        "lead": st.fixed_dictionaries({"threshold": st.sampled_from(["1 week", "2 months", "0 day"])}),
    }),
    "space": st.fixed_dictionaries({}, optional={
        "place": words,
        "resolution": st.fixed_dictionaries({"threshold": st.sampled_from(["point", "5 km", "0.05 degree"])}),
    }),
    "metric": st.fixed_dictionaries({}, optional={
        "is": st.sampled_from(["hot_days", "rainy_season_end"]), "guessed_from": words,
        "variants": st.lists(st.fixed_dictionaries({"words": words.filter(str.strip)}), max_size=2),
    }),
    "evidence": st.fixed_dictionaries({}, optional={"success": words}),
    "unknown": st.lists(words, max_size=3),
})  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(records, st.sampled_from([*TEMPLATES, "de"]))
def test_the_sentence_never_breaks_and_leaves_no_place_unfilled(record, language):
    need, _problems = need_from_dict({"need": "made", **record})
    parts = sentence(need, language)
    assert all(part.text for part in parts)
    assert not any("{" in part.text for part in parts if not part.field)
