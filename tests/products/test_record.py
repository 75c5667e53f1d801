"""The record: its name, what it takes from people, and the trust block that must be full."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from climserv.products.counts import Counts
from climserv.products.reading import missing_trust, read_product
from climserv.products.record import build_record, need_as_used, product_id
from climserv.products.trust import trust_block
from climserv.products.words.trust_words import FIELDS, TRUST
from climserv.running.planning.order import Order

from . import results

LANGUAGES = ("en", "fr")


def test_the_id_is_of_what_went_in(suffolk):
    name = product_id(suffolk, None, LANGUAGES)
    assert len(name) == 64
    assert name == product_id(results.suffolk(), None, LANGUAGES)
    other_data = replace(suffolk.sources[0], files=(replace(suffolk.sources[0].files[0], sha256="00" * 32),))
    changed = [
        replace(suffolk, sources=(other_data,)),
        replace(suffolk, filled=results.filled_hot_days(answer_at="5 day")),
        replace(suffolk, reference=None),
        replace(suffolk, order=replace(suffolk.order, period="2051-2080")),
        replace(suffolk, area=replace(suffolk.area, name="elsewhere")),
    ]
    names = {name, *(product_id(one, None, LANGUAGES) for one in changed)}
    names |= {product_id(suffolk, results.EMBU_NEED, LANGUAGES), product_id(suffolk, None, ("fr",))}
    assert len(names) == 8


def test_a_path_of_this_machine_does_not_change_the_id(niger):
    moved = replace(niger, order=replace(niger.order, data=("elsewhere/niger_daily.csv",)))
    assert product_id(moved, None, LANGUAGES) == product_id(niger, None, LANGUAGES)


def test_consents_and_names_stay_behind(folders):
    text = (folders / "embu" / "product.json").read_text()
    assert "a private name" not in text
    record = json.loads(text)
    assert record["need"]["question"]["sw"] == results.EMBU_NEED["question"]["sw"]
    used = need_as_used(results.EMBU_NEED)
    assert need_as_used(used) == used == record["need"]


def test_the_title_is_the_need_s_question_else_the_recipe_s(folders, suffolk):
    assert read_product(folders / "embu")["title"] == results.EMBU_NEED["question"]
    assert read_product(folders / "suffolk")["title"] == dict(suffolk.filled.question)


def test_the_order_can_be_read_back(folders, suffolk):
    record = read_product(folders / "suffolk")
    assert Order.from_dict(record["order"]) == suffolk.order


def test_the_record_names_data_members_and_counts(folders, suffolk):
    record = read_product(folders / "suffolk")
    assert record["schema"] == "climserv.product/1"
    assert [d["used_as"] for d in record["datasets"]] == ["data", "reference"]
    assert all(len(file["sha256"]) == 64 for d in record["datasets"] for file in d["files"])
    assert [m["id"] for m in record["members"]] == [str(m) for m in suffolk.places["member"].values]
    assert len(record["counts"]) == len(suffolk.summary)
    assert record["statement"] | {"record_period": 0} == {
        "statement": "at_least", "condition": "3 day", "at": 3.0, "start": "", "unit": "day", "record_period": 0,
    }  # fmt: skip
    observed = next(s for s in record["series"] if s["member"] == "observed" and s["period_role"] == "record")
    assert len(observed["values"]) == 31
    assert observed["values"][12] == ["2003", None, "unknown"]
    assert sum(value is not None and value >= 3 for _, value, _ in observed["values"]) == 7


def test_the_trust_block_is_full_in_both_languages(embu, suffolk, niger):
    for result in (embu, suffolk, niger):
        block = trust_block(result, Counts(result))
        assert tuple(block) == FIELDS
        for name, texts in block.items():
            assert set(texts) == set(TRUST)
            assert all(text.strip() for text in texts.values()), name
        assert missing_trust({"trust": block}) == []


def test_the_trust_block_tells_facts(embu, suffolk, niger):
    told = {name: texts["en"] for name, texts in trust_block(embu, Counts(embu)).items()}
    assert "Made for demonstration" in told["data"]
    assert "30 seasons known, 1 not known" in told["period"]
    assert "made-A: 9 of 15 adjusted, 3 of 15 raw" in told["skill"]
    assert "10 of 15 observed years" in told["skill"]
    assert "0.4 % lay beyond the range learnt" in told["extrapolated"]
    assert "looks ahead" in told["cannot_tell"]
    two = {name: texts["en"] for name, texts in trust_block(suffolk, Counts(suffolk)).items()}
    assert two["agreement"].count("goes up in 3 of 3 model runs") == 2
    assert "looks ahead" not in two["cannot_tell"]
    none = {name: texts["en"] for name, texts in trust_block(niger, Counts(niger)).items()}
    assert none["adjustment"] == "No adjustment was made: the record is used as it is."


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"skill": {"measured": False}}, "skill"),
        ({"adjustment": {"made": False}}, "adjustment"),
        ({"adjustment": {"made": True, "method": "quantile_mapping", "kind": "+", "group": "month",
                         "reference": "r", "training": "1991-2020", "facts": {}}}, "extrapolated"),
    ],
)  # fmt: skip
def test_what_nobody_can_say_is_named_and_stops_a_release(suffolk, change, field):
    result = replace(suffolk, **change)
    record = build_record(result, Counts(result), None, LANGUAGES)
    assert missing_trust(record) == [field]


def test_models_that_were_given_unadjusted_say_why(suffolk):
    result = replace(suffolk, adjustment={"made": False, "why": "no observations were given to adjust to"})
    told = trust_block(result, Counts(result))["adjustment"]
    assert told["en"] == "No adjustment was made: no observations were given to adjust to."
    assert told["fr"].startswith("Aucun ajustement : aucune observation")


def test_a_threshold_the_group_is_not_sure_of_is_said(suffolk):
    need = {"need": "n", "question": {"en": "Q?"}, "metric": {"sure": "no"}}
    record = build_record(suffolk, Counts(suffolk), need, LANGUAGES)
    assert record["asides"]["en"][-1] == "The threshold is provisional: the group is not yet sure of it."
    sure = build_record(suffolk, Counts(suffolk), {**need, "metric": {"sure": "yes"}}, LANGUAGES)
    assert len(sure["asides"]["en"]) == len(record["asides"]["en"]) - 1


def test_a_card_s_licence_and_limits_are_told(suffolk):
    licence = SimpleNamespace(
        name="CC BY 4.0", model_dump=lambda: {"id": "CC-BY-4.0", "name": "CC BY 4.0", "source": "its page"}
    )
    card = SimpleNamespace(
        licence=licence, limits=({"en": "Smooth."},), effective_resolution="50 km", period="1995-2099"
    )
    result = replace(suffolk, sources=(replace(suffolk.sources[0], card=card),))
    record = build_record(result, Counts(result), None, LANGUAGES)
    assert record["limits"][-1] == {"en": "Smooth."}
    assert record["datasets"][0]["licence"]["id"] == "CC-BY-4.0"
    assert "50 km" in record["trust"]["effective_resolution"]["en"]
