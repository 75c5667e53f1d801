"""What cannot honestly be run: sources that cannot stand for what they are taken for, and products of nothing."""

import datetime
from dataclasses import replace

import netCDF4
import numpy as np
import pytest

from climserv.config import shipped
from climserv.needs.loading import load_need, need_to_dict
from climserv.ordering import order_from_words, unfit
from climserv.running.computing import compute
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan, refuse_endless
from climserv.vocabulary.problems import Refused


def refusal_of(shelf, order):
    with pytest.raises(Refused) as refusal:
        compute(make_plan(order, shelf))
    return {problem.code: problem for problem in refusal.value.problems}


@pytest.fixture
def no_heat(shelf, tmp_path):
    """The record of Suffolk with every temperature missing."""
    shipped = shelf.catalogue.card("suffolk-observed")
    path = tmp_path / "empty.nc"
    path.write_bytes((shelf.catalogue.folder(shipped) / shipped.files[0].path).read_bytes())
    with netCDF4.Dataset(path, "a") as file:
        file["tasmax"][:] = np.full(file["tasmax"].shape, np.nan, np.float32)
    return str(path)


@pytest.mark.parametrize(
    ("data", "reference", "baseline", "code"),
    [
        (("suffolk-observed",), "suffolk-observed", None, "data.twice"),
        (("suffolk-cmip6", "suffolk-cmip6"), None, None, "data.twice"),
        (("suffolk-observed",), "suffolk-cmip6", None, "reference.model"),
        (("suffolk-observed", "embu-observed"), None, None, "data.observed"),
        (("suffolk-cmip6", "suffolk-observed"), "embu-observed", None, "data.observed"),
        (("suffolk-observed",), None, "1991-2020", "baseline.unused"),
    ],
)
def test_sources_that_cannot_go_together_are_refused(shelf, data, reference, baseline, code):
    assert code in refusal_of(shelf, Order("hot_days", data, reference, baseline=baseline))


def test_a_file_that_names_its_model_is_no_observation(shelf, shared_data):
    order = Order("hot_days", ("suffolk-cmip6",), str(shared_data / "CanESM2_1950-2100.nc"))
    assert "CanESM2_1950-2100.nc" in refusal_of(shelf, order)["reference.model"].got


def test_observations_beside_models_need_no_reference(shelf):
    order = Order("hot_days", ("suffolk-cmip6", "suffolk-observed"), settings={"threshold": "24 degC"})
    result = compute(make_plan(order, shelf))
    assert result.adjustment["made"] is False
    assert {row["member_group"] for row in result.summary} >= {"observed", "ssp245", "ssp585"}


def test_a_need_for_another_metric_is_refused_by_its_name(shelf):
    need = need_to_dict(load_need(shipped("sample_data") / "needs" / "embu-maize-planting.yaml"))
    problem = refusal_of(shelf, Order("hot_days", ("suffolk-observed",), need=need))["need.metric"]
    assert (problem.got, problem.allowed) == ("hot_days", "rainy_season_onset")


def test_a_record_without_a_single_known_day_gives_no_product(shelf, no_heat):
    problem = refusal_of(shelf, Order("hot_days", (no_heat,)))["product.nothing"]
    assert "one missing day makes the season unknown" in problem.what
    assert problem.got == "31 of 31 seasons unknown"


def test_observations_without_a_day_leave_nothing_to_learn_from(shelf, no_heat):
    with pytest.raises(Refused) as refusal:
        compute(make_plan(Order("hot_days", ("suffolk-cmip6",), no_heat), shelf))
    assert [problem.code for problem in refusal.value.problems] == ["product.nothing"] * 2
    assert "cannot be adjusted" in str(refusal.value)


def test_years_that_hold_no_complete_season_are_named(shelf):
    over_new_year = {"season_start": "12-15", "season_end": "02-15"}
    order = Order("hot_days", ("suffolk-observed",), settings=over_new_year, period="2021-2021")
    problem = refusal_of(shelf, order)["product.nothing"]
    assert "2021-2021" in problem.what
    assert "2021-22 (17 of 63 days)" in problem.got


def test_seasons_over_the_new_year_bear_one_label_in_every_strand(shelf):
    """The observations have the winter of 2014-15, the models' historical runs end before it."""
    winter = {"season_start": "12-15", "season_end": "02-15", "threshold": "10 degC"}
    order = Order("hot_days", ("suffolk-cmip6",), "suffolk-observed", settings=winter)
    places = compute(make_plan(order, shelf)).places
    labels = places["season_label"].sel(period="1995-2014").values[:20].tolist()
    assert labels == [f"{year}-{(year + 1) % 100:02d}" for year in range(1995, 2015)]


def test_a_search_from_the_31st_is_from_the_30th_where_months_have_thirty_days(shelf):
    search = {"search_start": "08-31", "search_end": "12-15"}
    order = Order("rainy_season_onset", ("embu-models",), settings=search, area="37.5,-0.7,37.6,-0.6")
    one = compute(make_plan(order, shelf)).places.sel(member="made-C", period="2041-2070").isel(place=0)
    known = [(int(value), str(date)) for value, date in zip(one["value"], one["date"].values, strict=True) if date]
    assert known
    for days, date in known:
        year, month, day = (int(part) for part in date.split("-"))
        assert (month - 8) * 30 + day - 30 + (360 if month < 8 else 0) == days, (days, date, year)


@pytest.mark.parametrize(
    ("settings", "years"),
    [
        ({"search_end": "12-15", "window": "3 day", "look_ahead": "0 day"}, 0),
        ({"search_end": "12-15", "window": "3 day", "look_ahead": "13 day"}, 0),
        ({"search_end": "12-15", "window": "3 day", "look_ahead": "14 day"}, 1),
        ({"search_start": "12-10", "search_end": "01-10"}, 1),
        ({"search_start": "12-30", "search_end": "12-20", "look_ahead": "30 day"}, 2),
    ],
)
def test_as_many_years_are_read_as_the_rule_looks_ahead(shelf, settings, years):
    order = Order("rainy_season_onset", ("suffolk-observed",), settings=settings)
    assert make_plan(order, shelf).tail == years


def test_the_years_of_a_broken_record_that_are_not_counted_are_named(shelf, tmp_path):
    first, last, missing = 2000, 2006, 2002
    days = (datetime.date(first, 1, 1) + datetime.timedelta(n) for n in range(366 * (last - first + 1)))
    rows = [f"here,{day},20.0" for day in days if day.year != missing and day.year <= last]
    path = tmp_path / "gauge.csv"
    path.write_text("\n".join(["station,date,tmax", *rows]) + "\n")
    notes = make_plan(Order("hot_days", (str(path),)), shelf).notes
    assert "gauge.csv: not counted, because years between are missing: 2000-2001" in notes
    asked = make_plan(Order("hot_days", (str(path),), period="2000-2001"), shelf)
    assert [str(years) for years in asked.strands[0].periods.values()] == ["2000-2001"]
    assert not any("not counted" in note for note in asked.notes)


@pytest.mark.parametrize("name", ["secret.json", "SECRET.GEOJSON", "not_there.json"])
def test_an_order_over_the_web_reads_no_outline_outside_the_folders_of_the_operator(shelf, tmp_path, name):
    (tmp_path / "secret.json").write_text('{"type": "Point", "coordinates": [1.0, 52.2]}')
    order = Order("hot_days", ("suffolk-observed",), area=str(tmp_path / name))
    for roots in ((), (tmp_path / "open",)):
        assert set(refusal_of(replace(shelf, roots=roots), order)) == {"file.outside"}
    if name == "secret.json":
        make_plan(order, replace(shelf, roots=(tmp_path,)))
        make_plan(order, shelf)


def test_a_run_that_would_take_days_is_refused_with_what_would_fit(shelf):
    plan = make_plan(Order("hot_days", ("suffolk-cmip6",)), shelf)
    refuse_endless(plan)
    with pytest.raises(Refused, match=r"this would take too much.*years") as refused:
        refuse_endless(plan, seconds=0.05)
    assert refused.value.problems[0].code == "recipe.cost"


def test_what_the_cards_cannot_tell_is_said_where_the_order_is_made(shelf):
    words = (None, (), None, None, None, None)
    with pytest.raises(Refused, match="the data do not hold hurs"):
        order_from_words("dairy_heat_stress", ("suffolk-observed",), *words, book=shelf.book)
    assert order_from_words("hot_days", ("suffolk-observed",), *words, book=shelf.book).recipe == "hot_days"
    # Nobody's card tells of somebody's own files.
    assert not unfit(Order("dairy_heat_stress", ("mine.nc",)), shelf.book, shelf.catalogue)
