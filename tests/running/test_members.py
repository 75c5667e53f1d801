"""Steps over members through whole runs: hot days put there by hand, so that every number is known beforehand."""

import csv

import netCDF4
import numpy as np
import pytest

from climserv.config import Settings, shipped
from climserv.products.making import make_product
from climserv.products.reading import read_product, verify
from climserv.running.computing import compute
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

FIRST, LAST = 1981, 2060
# More hot days from 2001 on, by model, run and scenario.
MORE = {("A", "r1", "ssp585"): 2, ("A", "r2", "ssp585"): 4, ("B", "r1", "ssp585"): 6, ("C", "r1", "ssp585"): 10,
        ("A", "r1", "ssp126"): -1}  # fmt: skip

RECIPE = """\
recipe: hot_over_members
version: 1
title: {en: Hot days over members}
question: {en: "How many days are hot?"}
authors: [A. Author]
answers: {metric: hot_days, time: [season], space: {from: 1 km, upto: ward}, horizons: [past, projection]}
inputs:
  tasmax: {variable: tasmax}
steps:
  - hot_days: {of: tasmax, threshold: 25 degC, operator: ">", season: {from: 06-01, to: 06-30}}
  - ensemble: {statement: at_least, at: [3 day]}
STEPS
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


def hot_days(year, more):
    """4 and 6 in turn, and more from 2001 on."""
    return (4 if year % 2 else 6) + (more if year > 2000 else 0)


def write(path, model, run, scenario, more, missing=()):
    years = np.arange(FIRST, LAST + 1)
    values = np.full((len(years), 365), 290.0, np.float32)
    for number, year in enumerate(years):
        values[number, 151 : 151 + hot_days(year, more)] = 305.0
        if year in missing:
            values[number, 160] = np.nan
    with netCDF4.Dataset(path, "w") as file:
        file.createDimension("time", values.size)
        file.createDimension("station", 1)
        file.createVariable("time", "f8", ("time",)).setncatts(
            {"units": f"days since {FIRST}-01-01", "calendar": "noleap"}
        )
        for name, unit, place in (("lat", "degrees_north", 1), ("lon", "degrees_east", 10)):
            file.createVariable(name, "f8", ("station",)).setncatts({"units": unit})
            file[name][:] = place
        file.createVariable("tasmax", "f4", ("time", "station")).setncatts(
            {"standard_name": "air_temperature", "cell_methods": "time: maximum", "units": "K"}
        )
        file["time"][:], file["tasmax"][:] = np.arange(values.size), values.reshape(-1, 1)
        file.setncatts({"source_id": model, "variant_label": f"{run}i1p1f1", "experiment_id": scenario})


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("members")
    paths = []
    for (model, run, scenario), more in MORE.items():
        paths.append(str(folder / f"{model}_{run}_{scenario}.nc"))
        write(paths[-1], model, run, scenario, more)
    return tuple(paths)


@pytest.fixture
def told(files, shelf, tmp_path):
    """What a step says, as {(group, statement, condition): row}."""

    def run(step, period="2041-2060", data=files, baseline="1981-2000"):
        path = tmp_path / "recipe.yaml"
        path.write_text(RECIPE.replace("STEPS", f"  - {step}"))
        result = compute(make_plan(Order(str(path), data, baseline=baseline, period=period), shelf))
        return {(r["member_group"], r["period"], r["statement"], r["condition"]): r for r in result.spreads}

    return run


def number(rows, *key):
    return rows[key]["value"]


def test_percentiles_of_members_are_those_of_their_means(told):
    rows = told("percentiles: {at: [0, 50, 100]}")
    # Means of 5 and 2, 4, 6, 10 more.
    at = [number(rows, "ssp585", "2041-2060", "percentile_of_members", f"p{q}") for q in (0, 50, 100)]
    assert at == [7, 10, 15]
    assert number(rows, "ssp585", "1981-2000", "percentile_of_members", "p50") == 5
    alone = rows["ssp126", "2041-2060", "percentile_of_members", "p50"]
    assert (alone["value"], alone["members"], alone["words"]) == (None, 1, "fewer than two members")
    assert not {group for group, *_ in rows} - {"ssp585", "ssp126"}


def test_percentiles_of_years_hold_the_weather_too(told):
    rows = told("percentiles: {at: [0, 50, 100], over: years}")
    years = sorted(
        hot_days(year, more) for (*_, s), more in MORE.items() if s == "ssp585" for year in range(2041, 2061)
    )
    at = [number(rows, "ssp585", "2041-2060", "percentile_of_years", f"p{q}") for q in (0, 50, 100)]
    assert at == [years[0], years[39], years[-1]]


def test_one_model_one_vote_changes_the_middle(told):
    alike = told("change: {at: [50]}")["ssp585", "2041-2060", "change", "p50"]
    votes = told("change: {at: [50], weights: one_model_one_vote}")["ssp585", "2041-2060", "change", "p50"]
    assert (alike["value"], alike["members"], alike["words"]) == (5, 4, "against 1981-2000")
    assert 5 < votes["value"] <= 6.5


def test_changes_are_those_put_there(told):
    rows = told("change: {kind: percent, at: [0, 100]}")
    singles = {group: row["value"] for (group, _, _, condition), row in rows.items() if condition == "mean"}
    assert sorted(singles.values()) == [-20, 40, 80, 120, 200]
    assert number(rows, "ssp585", "2041-2060", "change", "p100") == 200
    assert {row["unit"] for row in rows.values()} == {"%"}


def test_the_years_of_the_recipe_are_the_baseline(told):
    rows = told("change: {baseline: 1981-1990, at: [50]}", baseline=None)
    assert rows["ssp585", "2041-2060", "change", "p50"]["words"] == "against 1981-1990"
    with pytest.raises(Refused, match="one run compares with one baseline"):
        told("change: {baseline: 1981-1990}", baseline="1981-2000")


def test_models_that_agree_and_leave_their_ordinary_years_are_robust(told):
    rows = told("robustness: {}")
    assert number(rows, "ssp585", "2041-2060", "agreement", "more") == 1
    assert rows["ssp585", "2041-2060", "robustness", "category"]["words"] == "robust signal"
    assert rows["ssp126", "2041-2060", "robustness", "category"]["value"] is None
    short = told("robustness: {}", period="2042-2060")["ssp585", "2042-2060", "robustness", "category"]
    assert (short["value"], short["words"]) == (None, "unknown: both periods must have 20 years")


def test_emergence_is_found_and_needs_all_years(told):
    rows = told("time_of_emergence: {outside: unusual}", period="2001-2060")
    ssp126 = rows["ssp126", "1981-2060", "time_of_emergence", "unusual"]
    assert (ssp126["value"], ssp126["words"]) == (None, "not by 2051")
    # The spread about a line is a little over 1; the mean of 20 years passes it when enough of them have 10 more.
    single = next(row for (group, *_), row in rows.items() if group.startswith("C") or "-C" in group or "C_" in group)
    limit = 1.0 * np.sqrt(20 / 18 * (1 - 3 / (20**2 - 1)))
    enough = next(n for n in range(1, 21) if n * 10 / 20 > limit)
    assert single["value"] == 1981 + enough + 10
    with pytest.raises(Refused, match="all years from the baseline on"):
        told("time_of_emergence: {}", period="2041-2060")


def test_every_member_has_its_own_years_at_a_warming_level(told):
    table = "[A ssp585 1991, B ssp585 2021, C ssp585 never]"
    step = f"at_warming_level: {{level: 2 K, reached: {table}, at: [0, 100]}}"
    rows = told(step, period="2001-2060")
    words = {row["words"]: row["value"] for (_, _, _, condition), row in rows.items() if condition == "mean"}
    # 1991-2010: ten years of 5, ten of 7 and of 9; never and not in the table are told apart.
    assert words == {"1991-2010": 7, "2021-2040": 11, "not reached": None, "not in the table": None}
    assert number(rows, "ssp585", "2 K", "at_warming_level", "p0") == 6
    assert rows["ssp585", "2 K", "at_warming_level", "p100"]["members"] == 3


def test_a_missing_year_is_left_out_and_too_many_leave_no_mean(told, tmp_path):
    for count, known in ((4, True), (5, False)):
        path = tmp_path / f"gaps{count}.nc"
        write(path, "A", "r1", "ssp585", 2, missing=range(2041, 2041 + count))
        rows = told("change: {}", data=(str(path),))
        single = next(row for (_, _, _, condition), row in rows.items() if condition == "mean")
        assert (single["value"] is not None, single["members"]) == (known, int(known))


def test_dates_are_told_as_days_and_a_mean_needs_every_year_to_have_one(shelf, tmp_path):
    text = (shipped("recipes") / "rainy_season_onset.yaml").read_text()
    steps = "  - percentiles: {over: years, at: [0, 50, 100]}\n  - percentiles: {at: [50]}\n  - robustness: {}\n"
    path = tmp_path / "onset.yaml"
    path.write_text(text.replace("\nuses_hindsight", f"{steps}\nuses_hindsight"))
    area = "37.4,-0.7,37.8,-0.4"
    result = compute(make_plan(Order(str(path), ("embu-models",), "embu-observed", area=area), shelf))
    rows = {(r["member_group"], r["period"], r["statement"], r["condition"]): r for r in result.spreads}
    one = result.places.sel(member="observed").isel(period=0, place=0)
    late, known = one["outcome"].values == 2, np.isin(one["outcome"].values, (1, 2))
    placed = np.sort(np.where(late, np.inf, one["value"].values)[known])
    found = rows["observed", "1991-2020", "percentile_of_years", "p50"]
    assert found["value"] == placed[(known.sum() + 1) // 2 - 1]
    assert found["words"] == str(np.datetime64("2001-10-01") + int(found["value"]))[5:]
    never = [n for n in range(result.places.sizes["member"]) if (result.places["outcome"].values[n] == 2).any()]
    assert never
    members = rows["made-future", "2041-2070", "percentile_of_members", "p50"]
    agreed = rows["made-future", "2041-2070", "agreement", "unknown"]
    assert (members["value"], agreed["value"], agreed["members"]) == (None, None, 0)


def test_only_outputs_are_told_and_nothing_twice(told):
    with pytest.raises(Refused, match="only outputs are told over members"):
        told('hot_days: {of: tasmax, threshold: 30 degC, operator: ">", season: {from: 06-01, to: 06-30}}\n'
             "    as: hotter\n  - change: {of: hotter}\noutputs: [hot_days]")  # fmt: skip
    with pytest.raises(Refused, match="said already"):
        told("change: {}\n  - change: {}")


def test_the_same_rows_stand_in_table_data_and_record(files, tmp_path):
    path = tmp_path / "recipe.yaml"
    path.write_text(RECIPE.replace("STEPS", "  - change: {baseline: 1981-2000}\n  - robustness: {}"))
    order = Order(str(path), files, period="2041-2060")
    folder = make_product(order, settings=Settings(instance=tmp_path / "instance"), out=tmp_path / "product")
    assert verify(folder) == []
    product = read_product(folder)
    spreads = product["spreads"]
    said = " ".join(product["outlook"]["en"])
    assert "number of hot days in a season changes by" in said
    assert "This change is robust" in said
    assert "This change is robust" in (folder / "bulletin.html").read_text()
    rows = [row for row in csv.DictReader((folder / "summary.csv").read_text().splitlines()) if row["words"]]
    assert [row["value"] for row in rows] == ["" if s["value"] is None else f"{s['value']:.7g}" for s in spreads]
    assert all(not row["years_true"] and not row["probability"] for row in rows)
    with netCDF4.Dataset(folder / "data.nc") as data:
        data.set_auto_mask(True)
        values = data["spread_value"][:]
        texts = data["spread_statement"][:]
    assert [None if v is np.ma.masked else float(v) for v in values] == [s["value"] for s in spreads]
    assert list(texts) == [s["statement"] for s in spreads]
