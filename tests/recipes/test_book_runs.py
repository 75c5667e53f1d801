"""Every recipe of the book runs on real data, knows most seasons of it, and answers in a sentence."""

import re
import shutil

import netCDF4
import numpy as np
import pytest

from climserv.catalogue.catalogue import load_catalogue
from climserv.catalogue.places import load_places
from climserv.products.answers import answer as in_words
from climserv.products.counts import Counts
from climserv.running.computing import compute
from climserv.running.planning.order import Order
from climserv.running.planning.plan import Shelf, make_plan

from .ran_on import RAN_ON

PERIODS = {"niger": "1945-1979", "cities": "1990-1993", "suffolk": "1991-2020", "models": "2020-2099"}
# Of these the real places are no example, or too few years were asked: most seasons stay without the event.
SELDOM = {"crop_success", "first_autumn_frost"}
SHIPPED = {"suffolk": "suffolk-observed", "models": "suffolk-cmip6"}
# What stands in files and is no word of a sentence: units as they are written there, names, what was left unfilled.
RAW = re.compile(r"\bK day|tonne/|degC|percent|[{}]|_|at least 1 days|\bwere at least 1\b|\bdays? .* was\b")


@pytest.fixture(scope="module")
def shelf(book, tmp_path_factory):
    return Shelf(book, load_catalogue(), load_places(), tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def shared_sources(shared_data, tmp_path_factory):
    """The files by the names of `ran_on`; the humidity of the cities, a share, gets the unit that it lacks."""
    cities = tmp_path_factory.mktemp("cities") / "cities.nc"
    shutil.copy(shared_data / "ERA5_daily_surface_cancities_1990-1993.nc", cities)
    with netCDF4.Dataset(cities, "a") as file:
        file["hurs"].units = "1"
    return {
        "niger": str(shared_data / "niger_daily_1940-1980.csv"),
        "cities": str(cities),
    }


@pytest.mark.parametrize("name", RAN_ON)
def test_it_runs_on_real_data_and_knows_most_seasons(name, shelf, request):
    if name == "crop_yield_aquacrop":
        pytest.importorskip("aquacrop")
    where, settings = RAN_ON[name]
    source = SHIPPED.get(where) or request.getfixturevalue("shared_sources")[where]
    result = compute(make_plan(Order(name, (source,), settings=settings, period=PERIODS[where]), shelf))
    assert len(result.answers) == len(result.filled.outputs)
    for answer in result.answers:
        value, outcome = answer.places["value"].values, answer.places["outcome"].values
        known = outcome != 0
        assert known.mean() > 0.6
        assert not np.isnan(value[outcome == 1].astype(float)).any()
        assert name in SELDOM or (outcome == 1).any()
        if answer.metric.general:
            assert answer.metric.label["en"].lower() == result.filled.title["en"].lower()
    told = {language: in_words(Counts(result), result.metric, language) for language in ("en", "fr", "sw", "es")}
    for language, sentence in told.items():
        assert re.search(r"\d", sentence), language
        assert not RAW.search(sentence.replace("Niamey_Aero", "Niamey")), (language, sentence)
