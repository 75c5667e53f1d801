"""AquaCrop through the extra `crop`: its own numbers for its own station, and what cannot be known."""

import sys

import numpy as np
import pytest

from climserv.methods.calendars import seasons
from climserv.running.functions.crop import aquacrop_yields
from climserv.vocabulary.problems import Refused

WHEAT = {"crop": "Wheat", "soil": "SandyLoam", "start": 1.0, "co2": 340.0}
NAN = float("nan")


@pytest.fixture(scope="module")
def tunis():
    """The station of Tunis that AquaCrop carries: its table, our arrays, and the Octobers of 1979 and 1980."""
    pytest.importorskip("aquacrop")
    from aquacrop.utils import get_filepath, prepare_weather

    table = prepare_weather(get_filepath("tunis_climate.txt")).iloc[:800]
    dates = table.Date.dt
    october = seasons(dates.year, dates.month, dates.day, (10, 1), (10, 31), "standard")
    low, high, rain, et0 = (
        table[[name]].to_numpy().T for name in ("MinTemp", "MaxTemp", "Precipitation", "ReferenceET")
    )
    return table, (low + 273.15, high + 273.15, rain, et0), october


def test_the_yield_of_wheat_at_tunis_is_aquacrops_own(tunis):
    import aquacrop
    from aquacrop.entities.co2 import CO2

    table, weather, october = tunis
    value, outcome = aquacrop_yields(*weather, october, planting=0, **WHEAT)
    model = aquacrop.AquaCropModel(
        sim_start_time="1979/10/01",
        sim_end_time="1980/05/30",
        weather_df=table,
        soil=aquacrop.Soil("SandyLoam"),
        crop=aquacrop.Crop("Wheat", planting_date="10/01"),
        initial_water_content=aquacrop.InitialWaterContent(wc_type="Pct", value=[100]),
        co2_concentration=CO2(constant_conc=True, current_concentration=340.0),
    )
    model.run_model(till_termination=True)
    theirs = model.get_simulation_results()["Dry yield (tonne/ha)"].iloc[0]
    assert value[0, 0] == pytest.approx(theirs, rel=1e-4)
    # The record ends in March 1981, before the second crop is ripe.
    assert outcome.tolist() == [[1, 0]]
    assert np.isnan(value[0, 1])


def test_missing_days_make_a_season_unknown_and_no_planting_makes_none(tunis):
    _, weather, october = tunis
    holed = [part.copy() for part in weather]
    holed[3][0, october.first[0] + 60] = NAN
    assert aquacrop_yields(*holed, october, planting=0, **WHEAT)[1].tolist() == [[0, 0]]
    never = (np.full((1, 2), NAN), np.array([[2, 0]]))
    assert aquacrop_yields(*weather, october, planting=never, **WHEAT)[1].tolist() == [[2, 0]]


def test_wrong_words_are_refused_all_at_once(tunis):
    _, weather, october = tunis
    with pytest.raises(Refused) as refusal:
        aquacrop_yields(*weather, october, planting=0, crop="Millet", soil="Mud", start=2, co2=NAN)
    assert [problem.where for problem in refusal.value.problems] == [
        f"crop_yield, {name}" for name in ("crop", "soil", "start", "co2")
    ]


def test_without_the_package_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "aquacrop", None)
    days = seasons([2001], [10], [1], (10, 1), (10, 1), "standard")
    with pytest.raises(Refused, match="climserv\\[crop\\]"):
        aquacrop_yields(*np.zeros((4, 1, 1)), days, planting=0, **WHEAT)
