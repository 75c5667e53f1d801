"""Several inputs and several outputs in one recipe: each number is that of the recipe that computes it alone."""

import csv

import netCDF4
import numpy as np
import pytest
from recipes_of_several import SEVERAL

from climserv.config import Settings
from climserv.products.making import make_product
from climserv.products.reading import verify
from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.running.computing import compute
from climserv.running.execution import make_blocks
from climserv.running.keeping.kept import block_name
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

ALONE = {
    "rainy_season_onset": {"search_start": "10-01", "search_end": "01-15", "look_ahead": "0 day"},
    "hot_days": {"threshold": "25 degC", "season_start": "11-01", "season_end": "02-28"},
}


@pytest.fixture(scope="module")
def recipe(tmp_path_factory):
    path = tmp_path_factory.mktemp("several") / "rain_and_heat.yaml"
    path.write_text(SEVERAL)
    return str(path)


@pytest.fixture(scope="module")
def order(recipe, shared_data):
    files = {"data": (str(shared_data / "CanESM2_1950-2100.nc"),), "reference": str(shared_data / "ahccd_1950-2013.nc")}
    return Order(recipe, **files, baseline="1981-2010", period="2041-2070")


@pytest.fixture(scope="module")
def result(order, shelf):
    return compute(make_plan(order, shelf))


def test_the_filled_recipe_says_what_is_read_and_given():
    filled = fill(read_recipe(SEVERAL, "it.yaml"), {"threshold": "30 degC"})
    assert filled.outputs == ("onset", "hot_days", "very_hot")
    assert [step.name for step in filled.steps[:4]] == ["rain", "tasmax", "hot_days", "very_hot"]
    assert filled.season("very_hot") == {"from": "06-01", "to": "06-30"}
    assert "of" not in filled.counted("onset")
    assert filled.counted("hot_days")["at"] == ["3 day"]
    assert filled.counted("very_hot") is None
    assert (filled.conventions["threshold"], filled.conventions["very_hot.threshold"]) == ("30 degC", "35 degC")
    assert filled.as_dict()["outputs"] == ["onset", "hot_days", "very_hot"]


def test_each_output_is_what_its_own_recipe_gives(result, order, shelf):
    by_code = {answer.metric.code: answer for answer in result.answers[:2]}
    for name, settings in ALONE.items():
        alone = compute(make_plan(Order(name, order.data, order.reference, settings, None, order.period,
                                        order.baseline), shelf))  # fmt: skip
        together = by_code[alone.metric.code]
        for part in ("value", "outcome", "date", "season_label"):
            np.testing.assert_array_equal(together.places[part].values, alone.places[part].values)


def test_two_outputs_of_one_metric_are_told_apart(result):
    assert [answer.code for answer in result.answers] == ["rainy_season_onset", "hot_days", "very_hot"]
    assert not result.answers[2].summary


def test_tables_and_data_hold_all_outputs(order, tmp_path, shared_data):
    folder = make_product(order, settings=Settings(instance=tmp_path / "instance"), out=tmp_path / "product")
    assert verify(folder) == []
    rows = list(csv.DictReader((folder / "table.csv").read_text().splitlines()))
    assert {row["metric"] for row in rows} == {"rainy_season_onset", "hot_days", "very_hot"}
    assert {row["season"] for row in rows if row["metric"] == "hot_days"} >= {"2041-42"}
    summary = list(csv.DictReader((folder / "summary.csv").read_text().splitlines()))
    assert {row["metric"] for row in summary} == {"rainy_season_onset", "hot_days"}
    with netCDF4.Dataset(folder / "data.nc") as data:
        assert {"rainy_season_onset", "hot_days", "outcome_hot_days", "very_hot"} <= set(data.variables)


def test_what_the_data_lack_is_told(recipe, order, shelf, shared_data):
    file = next((shared_data / "iberia_djf").glob("*.nc"))
    with pytest.raises(Refused, match="tasmax"):
        make_plan(Order(recipe, (str(file),)), shelf)


def test_another_output_is_another_block(order, shelf, tmp_path):
    names = set()
    for outputs in ("[onset, hot_days, very_hot]", "[onset, hot_days]"):
        text = SEVERAL.replace("[onset, hot_days, very_hot]", outputs)
        if outputs == "[onset, hot_days]":
            text = text.replace("    as: very_hot\n", "").replace(
                '  - hot_days: {of: tasmax, threshold: 35 degC, operator: ">", season: {from: 06-01, to: 06-30}}\n', ""
            )
        path = tmp_path / f"{len(names)}.yaml"
        path.write_text(text)
        plan = make_plan(Order(str(path), order.data, order.reference, baseline="1981-2010", period="2041-2070"), shelf)
        names.add(block_name(plan, make_blocks(plan, "4 GB", 1)[0]))
    assert len(names) == 2
