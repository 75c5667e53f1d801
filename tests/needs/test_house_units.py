"""A record as a group wrote it, in the house's units."""

import pytest

from climserv.config import shipped
from climserv.needs.house_units import in_house_units, in_own_measure
from climserv.needs.loading import load_need, need_from_dict, need_to_dict

NEEDS = sorted((shipped("sample_data") / "needs").glob("*.yaml"))


def test_a_record_is_turned_field_by_field():
    record = {
        "need": "a",
        "decision": {"what": "plant 3 acres", "lead": "siku 14"},
        "space": {"resolution": {"threshold": "maili 5", "goal": "0.05 degree"}},
        "levels": {"step": {"threshold": "mwezi 1", "goal": "dekad"}, "certainty": {"goal": "7 in 10"}},
        "metric": {"with": {"amount": "1 1/2 inches", "threshold": "86 °F", "season_start": "06-01", "operator": ">="}},
    }
    turned, problems = in_house_units(record, "sw")
    assert problems == []
    assert turned["decision"] == {"what": "plant 3 acres", "lead": "14 day"}
    assert turned["space"]["resolution"] == {"threshold": "5 mile", "goal": "0.05 degree"}
    assert turned["levels"] == {"step": {"threshold": "1 month", "goal": "dekad"}, "certainty": {"goal": "7 in 10"}}
    assert turned["metric"]["with"] == {
        "amount": "1.5 inch", "threshold": "86 °F", "season_start": "06-01", "operator": ">="
    }  # fmt: skip
    assert record["decision"]["lead"] == "siku 14"
    assert need_from_dict(turned)[1] == []


def test_what_has_two_readings_is_asked_about_where_it_stands():
    record = {"decision": {"lead": "2 décadas"}, "metric": {"with": {"amount": "1.500 mm", "heavy": "3 gunia"}}}
    turned, problems = in_house_units(record, "es")
    assert [(one.where, one.code) for one in problems] == [
        ("decision.lead", "measure.ambiguous"),
        ("metric.with.amount", "number.ambiguous"),
        ("metric.with.heavy", "measure.ambiguous"),
    ]
    assert turned == record
    turned, problems = in_house_units({**record, "measures": {"gunia": "90 kg", "década": "10 day"}}, "es")
    assert [one.code for one in problems] == ["number.ambiguous"]
    assert (turned["decision"]["lead"], turned["metric"]["with"]["heavy"]) == ("20 day", "270 kg")


@pytest.mark.parametrize("language", [None, "en", "fr", "sw", "es"])
@pytest.mark.parametrize("path", NEEDS, ids=lambda path: path.stem)
def test_a_record_of_the_house_stays_as_it_is(path, language):
    record = need_to_dict(load_need(path))
    assert in_house_units(record, language) == (record, [])


def test_turning_twice_changes_nothing_more():
    once, _ = in_house_units({"decision": {"lead": "2 décades"}, "metric": {"with": {"amount": "1⅛ pouces"}}}, "fr")
    assert once["metric"]["with"]["amount"] == "1.1250 inch"
    assert in_house_units(once, "fr") == (once, [])


@pytest.mark.parametrize("record", [{}, {"metric": "x"}, {"metric": {"with": 3}}, {"decision": ["x"]}, {"measures": 1}])
def test_no_record_breaks_it(record):
    assert in_house_units(record, "en") == (record, [])


def test_a_need_file_with_two_readings_is_refused_in_the_record_too():
    for record in ({"decision": {"lead": "1,500 day"}}, {"metric": {"with": {"amount": "1,500 mm"}}}):
        _, problems = need_from_dict({"need": "a", **record})
        assert "two readings" in str(problems[0])
    assert need_from_dict({"need": "a", "metric": {"with": {"wet_day": "0,85 mm/day"}}})[1] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [("59 day", "2 moon"), ("4 cm", "2 finger"), ("5 mm", "0.25 finger"), ("3 mm", ""), ("60 day", ""), ("soon", "")],
)
def test_a_quantity_is_read_back_in_their_own_measure_where_it_comes_out_even(text, said):
    assert in_own_measure(text, {"moon": "29.5 day", "finger": "2 cm"}) == said
