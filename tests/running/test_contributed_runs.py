"""A run on readings that people contributed, and the next one after they withdrew them."""

import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

from climserv.config import Settings
from climserv.data.gauges.readings import Reading
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage import accounts, observations
from climserv.storage.database import open_database
from climserv.storage.jobs import JobQueue
from climserv.vocabulary.problems import Refused
from climserv.working import execute_job

MILL = observations.NewSeries("rain_gauge", "Mill", -0.51, 37.46, 1200, "rain", "Njeru", "written", "runs")


@pytest.fixture
def settings(tmp_path, sqlite_file) -> Settings:
    shutil.copy(sqlite_file, tmp_path / "climserv.sqlite")
    return Settings(instance=tmp_path)


@pytest.fixture
def database(settings):
    opened = open_database(settings.database)
    yield opened
    opened.close()


@pytest.fixture
def gauge(database, quick_passwords):
    """A gauge with twenty-one years in which the rains start on 20 October; its series and its member."""
    with database.session() as session:
        group = accounts.add_organisation(session, "Growers")
        anna = accounts.add_user(session, sign_in="anna", name="Anna", password="three dry words", role="member",
                                 organisation=group)  # fmt: skip
        series = observations.begin_series(session, anna, MILL)
        days = [date(2000, 1, 1) + timedelta(days=n) for n in range(7671)]
        wet = [(day.month, day.day) >= (10, 20) and day.month < 12 for day in days]
        readings = [("", Reading(day, 9.0 if rain else 0.0, "mm")) for day, rain in zip(days, wet, strict=True)]
        observations.record_readings(session, anna, series.id, readings, source="csv")
    return series, anna


def run(database, settings, data="contributed-growers-1", **more):
    """One order through the queue and the worker's own function; what it made."""
    queue = JobQueue(database)
    queue.add(Order(recipe="rainy_season_onset", data=(data,), **more).as_dict(), None, None)
    job = queue.claim("here", datetime.now(UTC))
    try:
        name = execute_job(job, lambda *_: True, settings, database)
    finally:
        queue.fail(job.id, "here", "done with")
    return read_product(settings.store_folder / "products" / name)


def test_a_run_uses_what_is_contributed_until_it_is_withdrawn(gauge, database, settings):
    series, anna = gauge
    product = run(database, settings)
    (dataset,) = product["datasets"]
    assert (dataset["id"], dataset["role"]) == ("contributed-growers-1", "station")
    (entry,) = product["series"]
    assert entry["place"] == "Mill"
    # Days from 1 October, where the recipe begins to look.
    assert {(value, outcome) for _season, value, outcome in entry["values"]} == {(19.0, "happened")}
    assert len(entry["values"]) == 21
    with database.session() as session:
        observations.withdraw_series(session, anna, series.id)
    # Nobody told the worker: it looks by itself.
    with pytest.raises(Refused, match="no such"):
        run(database, settings)


def test_models_are_adjusted_to_what_people_measured(gauge, database, settings):
    product = run(
        database, settings, "embu-models", reference="contributed-growers-1", area="lower-embu",
        period="2041-2050", baseline="2000-2019",
    )  # fmt: skip
    assert [dataset["id"] for dataset in product["datasets"]] == ["embu-models", "contributed-growers-1"]
    told = product["adjustment"]
    assert (told["made"], told["reference"], told["training"]) == (True, "contributed-growers-1", "2000-2019")
