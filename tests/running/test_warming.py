"""Warming levels from the yearly global means of models: a table, a file, and a recipe run with them."""

import netCDF4
import numpy as np
import pytest

from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.running.planning.warming import read_worlds, with_levels, with_levels_of
from climserv.vocabulary.problems import Refused

RECIPE = """\
recipe: hot_in_a_warmer_world
version: 1
title: {en: Hot in a warmer world}
question: {en: "How many days are hot when the world is 2 K warmer?"}
authors: [A. Author]
answers: {metric: hot_days, time: [year], space: {from: 30 km, upto: district}, horizons: [past, projection]}
inputs:
  highest: {variable: tasmax}
parameters:
  threshold: {default: 30 degC, from: 10 degC, to: 45 degC, ask: {en: How hot?}}
steps:
  - hot_days: {of: highest, threshold: $threshold, operator: ">", season: {from: 01-01, to: 12-31}}
  - ensemble: {statement: at_least, at: [3 day]}
  - at_warming_level: {of: hot_days, level: 2 K}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


@pytest.fixture
def filled():
    """A recipe with a step that does not say when its level is reached."""
    return fill(read_recipe(RECIPE, "hot_in_a_warmer_world.yaml"))


def table(path, *, zero=14.0, sep=",", until=2100):
    """14 degC up to 1900, and 0.02 degrees more each year from 2001 on in A, none in B."""
    lines = [sep.join(("model", "scenario", "year", "tas"))]
    lines += [f"A{sep}historical{sep}{year}{sep}{zero}" for year in range(1850, 2001)]
    lines += [f"A{sep}ssp585{sep}{year}{sep}{zero + 0.05 * (year - 2000):.3f}" for year in range(2001, until + 1)]
    lines += [f"B{sep}ssp585{sep}{year}{sep}{zero}" for year in range(1850, until + 1)]
    path.write_text("\n".join(lines) + "\n")
    return str(path)


@pytest.mark.parametrize(("zero", "sep"), [(14.0, ","), (287.15, ","), (14.0, ";")])
def test_the_years_are_found_and_written_into_the_recipe(filled, tmp_path, zero, sep):
    """A mean of 20 years is 2 K warmer when its middle, 9.5 years on, is: 2000 + 40 - 9.5, the next whole year 2031."""
    found = with_levels(filled, table(tmp_path / "world.csv", zero=zero, sep=sep), None)
    step = next(step for step in found.steps if step.op == "at_warming_level")
    assert step.arguments["reached"] == ["A ssp585 2031", "B ssp585 never"]
    assert "A ssp585 2031" in found.conventions["warming_level"]
    assert found.sha256 != filled.sha256
    assert with_levels_of(filled, found).as_dict() == found.as_dict()


def test_an_order_names_them_and_another_threshold_keeps_them(shelf, tmp_path):
    path = tmp_path / "recipe.yaml"
    path.write_text(RECIPE)
    order = Order(str(path), ("embu-models",), global_means=table(tmp_path / "world.csv"))
    assert Order.from_dict(order.as_dict()) == order
    plan = make_plan(order, shelf)
    changed = plan.with_settings({"threshold": "25 degC"})
    for one in (plan, changed):
        assert one.filled.steps[-1].arguments["reached"] == ["A ssp585 2031", "B ssp585 never"]
    with pytest.raises(Refused, match="--global-means"):
        make_plan(Order(str(path), ("embu-models",)), shelf)


def test_without_global_means_the_run_is_refused(filled):
    with pytest.raises(Refused, match=r"at_warming_level.*--global-means"):
        with_levels(filled, None, None)
    with pytest.raises(Refused, match="no such file"):
        with_levels(filled, "nowhere.csv", None)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("tas", "warmth", "lacks a column"),
        ("1851,14.0", "1850,14.0", "twice"),
        ("1851,14.0", "x,14.0", r"world\.csv:3.*no year"),
        ("1851,14.0", "1851,57.2", "no mean temperature"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(tmp_path, old, new, words):
    path = tmp_path / "world.csv"
    table(path)
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(Refused, match=words):
        read_worlds(path)


def test_a_hole_in_the_years_is_told_and_not_guessed_over(filled, tmp_path):
    path = tmp_path / "world.csv"
    table(path)
    lines = [line for line in path.read_text().splitlines() if not line.startswith("A,historical,1990")]
    path.write_text("\n".join(lines))
    with pytest.raises(Refused, match="years are missing"):
        with_levels(filled, str(path), None)


def test_a_file_of_monthly_global_means_gives_its_whole_years(tmp_path):
    with netCDF4.Dataset(tmp_path / "tas.nc", "w") as file:
        file.setncatts({"source_id": "A", "experiment_id": "ssp585"})
        file.createDimension("time", 30)
        time = file.createVariable("time", "f8", ("time",))
        time.setncatts({"units": "days since 2001-01-01", "calendar": "360_day"})
        time[:] = 15 + 30 * np.arange(30)
        file.createVariable("tas", "f8", ("time",))[:] = 287 + np.arange(30) / 100
    (world,) = read_worlds(tmp_path / "tas.nc").items()
    assert world[0] == ("A", "ssp585")
    assert world[1] == pytest.approx({2001: 287.055, 2002: 287.175})
