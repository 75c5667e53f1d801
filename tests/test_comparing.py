"""A change of a recipe set against the past years: by hand on made rows, and through the engine on the sample data."""

import pytest

from climserv.asking import Desk
from climserv.comparing import side_by_side
from climserv.config import Settings, shipped
from climserv.running.jobs.jobs import Job, Kind, State
from climserv.working import execute_job


def _side(values, name="hot_days", metric="hot_days", unit="day", start=""):
    years = [
        {
            "output": name, "place": "Embu", "member": member, "period": "2001-2003", "season": season,
            "value": value if outcome == "happened" else "", "unit": unit,
            "date": date if outcome == "happened" else "", "outcome": outcome,
        }
        for member, season, value, date, outcome in values
    ]  # fmt: skip
    output = {"name": name, "metric": metric, "kind": "date" if start else "count", "unit": unit, "label": {"en": name}}
    return {"outputs": [output], "years": years, "counts": [], "answer": {"en": "Some.", "fr": "Des."}}


def test_years_that_differ_are_named_and_the_others_are_not():
    before = _side([("observed", "2001", "3", "", "happened"), ("observed", "2002", "5", "", "happened"),
                    ("observed", "2003", "", "", "unknown"), ("observed", "2004", "2", "", "happened")])  # fmt: skip
    after = _side([("observed", "2001", "3", "", "happened"), ("observed", "2002", "6", "", "happened"),
                   ("observed", "2003", "0", "", "happened")])  # fmt: skip
    found = side_by_side(before, after)
    assert found["differ"] == [
        {"place": "Embu", "member": "observed", "seasons": ["2002", "2003", "2004"], "compared": 4}
    ]
    assert found["rows"][3]["after"] is None
    assert found["said"]["en"] == ["Observations: the answer differs in 3 of 4 years: 2002, 2003, 2004."]
    assert found["said"]["fr"] == [
        "Observations\u00a0: la réponse diffère pour 3 années sur 4\u00a0: 2002, 2003, 2004."
    ]


def test_a_date_is_the_same_whatever_day_it_is_counted_from():
    before = _side([("observed", "2001", "35", "2001-10-06", "happened")], start="09-01")
    after = _side([("observed", "2001", "5", "2001-10-06", "happened")], start="10-01")
    assert side_by_side(before, after)["said"]["en"] == ["Observations: the answer is the same in all 1 years."]


def test_answers_in_other_things_are_not_compared():
    rows = [("observed", "2001", "3", "", "happened")]
    found = side_by_side(_side(rows), _side(rows, "rain", "seasonal_total", "mm"))
    assert not found["comparable"]
    assert found["differ"] == []
    assert found["said"]["en"] == [
        "The two answer in different things (hot_days, rain), so their years cannot be compared one by one."
    ]


@pytest.fixture
def onset() -> str:
    return (shipped("recipes") / "rainy_season_onset.yaml").read_text()


def test_the_engine_gives_both_answers_of_the_past_years(tmp_path, onset):
    asked = {
        "recipe": "rainy_season_onset", "before": onset, "after": onset.replace("default: 20 mm", "default: 60 mm"),
        "order": {"recipe": "rainy_season_onset", "data": ["embu-observed"], "area": "lower-embu"},
        "years": 30, "seconds": 60,
    }  # fmt: skip
    settings = Settings(instance=tmp_path)
    job = Job(1, State.RUNNING, asked, kind=Kind.COMPARE)
    found = execute_job(job, lambda *told: True, settings, None, Desk(settings))
    (one,) = found["differ"]
    assert (one["member"], one["compared"]) == ("observed", 30)
    assert 0 < len(one["seasons"]) <= 30
    for row in found["rows"]:
        assert row["differs"] == (row["season"] in one["seasons"])
        if row["after"]["outcome"] == "happened":
            # More rain is asked for, so the rains never start earlier.
            assert row["after"]["date"] >= row["before"]["date"]
    same = execute_job(
        Job(2, State.RUNNING, {**asked, "after": onset}, kind=Kind.COMPARE), lambda *told: True, settings, None,
        Desk(settings),
    )  # fmt: skip
    assert same["differ"][0]["seasons"] == []
