"""Indicators of xclim as steps: the same numbers as xclim itself gives on whole years, and what is ours around them."""

import numpy as np
import pytest

from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.recipes.operations import OPERATIONS
from climserv.recipes.operations import xclim as declared
from climserv.running.blocks.values import Arguments, Context, Days, Series
from climserv.running.functions import CELL_WISE
from climserv.running.functions.handing import handed
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.variables import VARIABLES

# xclim warns of attributes that our series do not carry, and its packages of their own future.
pytestmark = [pytest.mark.peer, pytest.mark.filterwarnings("ignore")]
indicators = pytest.importorskip("xclim.indicators.atmos")

YEAR = {"from": "01-01", "to": "12-31"}
HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN


@pytest.fixture(scope="module")
def days():
    dates = np.arange("2000-01-01", "2003-01-01", dtype="datetime64[D]")
    months = dates.astype("datetime64[M]")
    years = dates.astype("datetime64[Y]").astype(int) + 1970
    day = (dates - months).astype(int) + 1
    return Days(
        "standard", years.astype(np.int16), (months.astype(int) % 12 + 1).astype(np.int16), day.astype(np.int16)
    )


@pytest.fixture(scope="module")
def series(days):
    """Three cells of made weather, with seasons."""
    rng = np.random.default_rng(7)
    shape = (3, len(days))
    warm = 283 + 12 * np.sin((np.arange(shape[1]) - 110) / 365.25 * 2 * np.pi) + rng.normal(0, 3, shape)
    found = {
        "tas": warm, "tasmin": warm - 5, "tasmax": warm + 6, "pr": rng.gamma(0.3, 10, shape),
        "hurs": rng.uniform(30, 95, shape), "sfcWind": rng.gamma(2, 2, shape),
    }  # fmt: skip
    units = {"pr": "mm/day", "hurs": "%", "sfcWind": "m s-1"}
    return {name: Series(v.astype(np.float32), days, name, units.get(name, "K")) for name, v in found.items()}


def run(name, series, season=YEAR, training=None, **asked):
    operation = OPERATIONS[f"xclim.{name}"]
    given = {one.name: one.default for one in operation.parameters if one.default not in (None, "")} | asked
    values = {one.name: series[one.variables[0]] for one in operation.parameters if one.kind == "input"}
    context = Context(np.arange(3), np.zeros(3), np.zeros(3), (2000, 2002), training=training or values)
    return CELL_WISE[f"xclim.{name}"](values, Arguments(given | {"season": season}), context)


@pytest.mark.parametrize(
    ("name", "asked", "theirs"),
    [
        ("tx_days_above", {"thresh": "20 degC", "op": ">="}, {"thresh": "20 degC", "op": ">="}),
        ("tn_days_below", {"thresh": "2 degC"}, {"thresh": "2 degC"}),
        ("growing_degree_days", {"thresh": "5 degC"}, {"thresh": "5 degC"}),
        ("maximum_consecutive_dry_days", {"thresh": "2 mm/day"}, {"thresh": "2 mm/day"}),
        ("max_n_day_precipitation_amount", {"window": 5}, {"window": 5}),
        ("wetdays", {}, {}),
        ("daily_pr_intensity", {}, {}),
        ("heat_wave_frequency", {"window": 2, "thresh_tasmin": "5 degC", "thresh_tasmax": "15 degC"},
         {"window": 2, "thresh_tasmin": "5 degC", "thresh_tasmax": "15 degC"}),
        ("daily_temperature_range", {}, {}),
        ("sfcWind_mean", {}, {}),
        ("precip_accumulation", {}, {}),
        ("liquid_precip_ratio", {}, {}),
    ],
)  # fmt: skip
def test_whole_years_are_those_of_xclim(series, name, asked, theirs):
    given = run(name, series, **asked)
    arrays = {one: handed(series[one]) for one in declared.line(f"xclim.{name}")["variables"]}
    expected = getattr(indicators, name)(**arrays, freq="YS", **theirs).transpose("cell", "time").values
    np.testing.assert_allclose(given.value, expected, rtol=1e-5, atol=1e-4)
    assert (given.outcome == HAPPENED).all()
    assert given.value.shape == (3, 3)


def test_kelvin_comes_out_in_the_metric_s_unit(series):
    expected = indicators.tg_mean(tas=handed(series["tas"]), freq="YS").transpose("cell", "time").values
    np.testing.assert_allclose(run("tg_mean", series).value, expected - 273.15, atol=1e-3)


def test_dates_are_days_after_the_start_of_the_season(series):
    """xclim gives the day of the year; a season from 1 March begins with day 60, or 61 in a leap year."""
    season = {"from": "03-01", "to": "11-30"}
    given = run("first_day_tg_above", series, season, thresh="8 degC", after_date="03-01")
    doy = indicators.first_day_tg_above(tas=handed(series["tas"]), thresh="8 degC", after_date="03-01", freq="YS")
    np.testing.assert_allclose(given.value, doy.transpose("cell", "time").values - [61, 60, 60])
    assert (given.outcome == HAPPENED).all()
    never = run("first_day_tg_above", series, season, thresh="45 degC", after_date="03-01")
    assert (never.outcome == NOT).all()
    assert np.isnan(never.value).all()


def test_a_season_across_the_new_year(series):
    season = {"from": "11-15", "to": "02-10"}
    given = run("tn_days_below", series, season, thresh="0 degC")
    tasmin = handed(series["tasmin"]).sel(time=slice("2000-11-15", "2001-02-10"))
    np.testing.assert_array_equal(given.value[:, 0], (tasmin.values < 273.15).sum(axis=1))
    assert given.value.shape == (3, 2)


def test_a_missing_day_makes_its_season_unknown(series):
    tasmax = series["tasmax"].values.copy()
    tasmax[1, 400] = np.nan
    given = run("tx_days_above", {**series, "tasmax": series["tasmax"].holding(tasmax)}, thresh="20 degC")
    assert given.outcome[1].tolist() == [HAPPENED, UNKNOWN, HAPPENED]
    assert np.isnan(given.value[1, 1])
    assert (given.outcome[[0, 2]] == HAPPENED).all()


def test_percentiles_are_of_the_training_years(series):
    from xclim.core.calendar import percentile_doy

    tasmax = handed(series["tasmax"])
    per = percentile_doy(tasmax, per=90, window=5).sel(percentiles=90)
    expected = indicators.tx90p(tasmax=tasmax, tasmax_per=per, freq="YS").transpose("cell", "time").values
    np.testing.assert_array_equal(run("tx90p", series).value, expected)
    colder = {"of": series["tasmax"].holding(series["tasmax"].values - 10)}
    assert (run("tx90p", series, training=colder).value > expected).all()


def test_daily_series(series):
    given = run("humidex", {**series, "tas": series["tasmax"]})
    assert given.unit == "degC"
    assert given.values.shape == series["tas"].values.shape
    from xclim.indicators import convert

    expected = convert.humidex(tas=handed(series["tasmax"]), hurs=handed(series["hurs"])).values
    np.testing.assert_allclose(given.values, expected, rtol=1e-4)


def test_what_xclim_refuses_is_told_in_words(series):
    with pytest.raises(Refused, match="xclim could not do it with these data"):
        run("tx_days_above", series, {"from": "10-15", "to": "10-14"}, thresh="20 degC")


def test_the_table_is_that_of_the_library():
    """Every line is made of the installed library; of another version, the names must still be there."""
    import xclim

    from climserv.running.listing_xclim import listing

    made, kept = listing(), declared._table()
    if xclim.__version__.startswith(kept["xclim"] + "."):
        assert made == kept
    assert set(kept["indicators"]) <= set(made["indicators"])
    assert len(kept["indicators"]) > 120


def test_every_declaration_holds_together():
    for name in declared.names():
        operation = OPERATIONS[name]
        assert set(operation.variables) <= set(VARIABLES)
        assert operation.gives == "series" or METRICS[operation.metric].unit == declared.line(name)["unit"]
        assert name in CELL_WISE


RECIPE = """\
recipe: warm_days
version: 1
title: {en: Warm days}
question: {en: How many days are warm?}
authors: [A. Author]
answers: {metric: index_days, time: [season], space: {from: point, upto: district}, horizons: [past]}
inputs: {tasmax: {variable: tasmax}}
parameters:
  threshold: {default: 20 degC, from: 10 degC, to: 40 degC, ask: {en: How warm?}}
steps:
  - xclim.tx_days_above: {thresh: $threshold, season: {from: 05-01, to: 09-30}}
  - ensemble: {statement: at_least, at: [10 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


def test_a_recipe_may_use_it():
    filled = fill(read_recipe(RECIPE, "it.yaml"), {"threshold": "25 degC"})
    assert filled.steps[0].arguments["thresh"] == "25 degC"
    assert "xclim.tx_days_above of the library xclim; thresh 25 degC; op >" in filled.conventions["index"]
    late = RECIPE.replace("tx_days_above: {thresh: $threshold, ", "first_day_tx_above: {thresh: $threshold, ")
    with pytest.raises(
        Refused, match=r"after_date: this day is not in the season\. Got: 01-01. Allowed: 05-01 to 09-30"
    ):
        read_recipe(late.replace("index_days", "index_date").replace("at_least", "by"), "it.yaml")
