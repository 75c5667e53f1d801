"""Recipes on xclim's indicators and xsdba's methods run from a notebook like all others."""

import numpy as np
import pytest

import climserv as cs
from climserv.config import Settings

# xclim warns of attributes that our series do not carry, and its packages of their own future.
pytestmark = [pytest.mark.peer, pytest.mark.filterwarnings("ignore")]

RECIPE = """\
recipe: extra_days
version: 1
title: {en: Warm days}
question: {en: "How many days are warm?"}
authors: [A. Author]
answers: {metric: METRIC, time: [season], space: {from: 1 km, upto: ward}, horizons: [past, projection]}
inputs:
  tasmax: {variable: tasmax, record: 20 year}
  reference: {variable: tasmax, record: 20 year, role: [observation, station], optional: true}
parameters:
  warm: {default: 25 degC, ask: {en: From how many degrees on is a day warm?}}
steps:
  - xsdba.EmpiricalQuantileMapping: {of: tasmax, to: reference, when: reference, kind: "+"}
  - STEP
  - ensemble: {statement: at_least, at: [3 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""
STEPS = {
    "index_days": "xclim.tx_days_above: {of: tasmax, thresh: $warm, season: {from: 06-01, to: 08-31}}",
    "hot_days": 'hot_days: {of: tasmax, threshold: $warm, operator: ">", season: {from: 06-01, to: 08-31}}',
}


@pytest.fixture(scope="module")
def products(tmp_path_factory):
    """The same days, by xclim and by us, of a model adjusted by xsdba."""
    pytest.importorskip("xclim")
    pytest.importorskip("xsdba")
    folder, made = tmp_path_factory.mktemp("extras"), {}
    for metric, step in STEPS.items():
        path = folder / f"{metric}.yaml"
        path.write_text(RECIPE.replace("METRIC", metric).replace("STEP", step), encoding="utf-8")
        made[metric] = cs.run(
            path, data="suffolk-cmip6", reference="suffolk-observed", period="2041-2043",
            baseline="2003-2014",
            parameters={"warm": "24 degC"}, settings=Settings(instance=folder / "instance"),
        )  # fmt: skip
    return made


def test_xclim_counts_the_days_that_we_count(products):
    """In every year of every run: blocks that run side by side do not undo one another's options of xclim."""
    xclim, ours = products["index_days"], products["hot_days"]
    assert ours["hot_days"].sum() > 0
    np.testing.assert_array_equal(xclim["index_days"].values, ours["hot_days"].values)


def test_the_product_says_what_made_it(products):
    record = products["index_days"].record
    assert record["adjustment"]["method"] == "xsdba.EmpiricalQuantileMapping"
    assert [step["op"] for step in record["recipe"]["filled"]["steps"]][1] == "xclim.tx_days_above"
    assert record["parameters"] == {"warm": "24 degC"}
