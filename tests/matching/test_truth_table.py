"""The truth table of the domain notes: need, recipe and data, and the three verdicts."""

from match_making import (
    HERE,
    HOT,
    HOT_SETTINGS,
    ONSET,
    answering,
    made_card,
    made_case,
    made_models,
    made_need,
)

from climserv.matching.rules.rules import verdicts

NOW = {"scale": "season", "horizon": "now"}
OBSERVED = made_card()


def values(case):
    return {axis: verdict.value for axis, verdict in verdicts(case).items()}


def value(axis, need, recipe=HOT, card=OBSERVED, reference=None, area=HERE):
    return verdicts(made_case(need, recipe, card, reference, area))[axis].value


# None where the notes leave it open.


def test_row_1_planting_date_this_season_from_a_climatology():
    need = made_need(metric="rainy_season_onset", time=NOW, space={"place": "here", "scale": "ward"})
    found = values(made_case(need, ONSET, OBSERVED))
    assert found == {"time": "dialogue", "space": "meets_after_step", "metric": "meets"}


def test_row_2_planting_date_from_a_seasonal_total():
    need = made_need(metric="rainy_season_onset", time=NOW, space={"place": "here", "scale": "ward"})
    recipe = answering(ONSET, metric="seasonal_rain", horizons=("now",))
    card = made_card(role="forecast", resolution="1 degree", effective_resolution="1 degree")
    found = values(made_case(need, recipe, card))
    assert (found["time"], found["metric"]) == ("dialogue", "dialogue")
    assert found["space"] in ("cannot", "dialogue")


def test_row_3_variety_for_the_next_twenty_years():
    time = {"scale": "season", "horizon": "projection", "period_of_interest": "2027-2046"}
    need = made_need(metric="rainy_season_onset", time=time, space={"place": "here", "scale": "sub_county"})
    models, reference = made_models(), made_card(effective_resolution="25 km", resolution="25 km")
    found = values(made_case(need, ONSET, models, reference))
    assert found == {"time": "meets", "space": "dialogue", "metric": "meets"}


def roof():
    recipe = answering(HOT, metric="heat_stress_days", time=("year",))
    recipe = recipe.model_copy(
        update={
            "inputs": {
                "tas": HOT.inputs["tasmax"].model_copy(update={"variable": "tas"}),
                "hurs": HOT.inputs["tasmax"].model_copy(update={"variable": "hurs"}),
            }
        }
    )
    both = ["tas", "hurs"]
    models = made_models(variables=both)
    return recipe, models, made_card(variables=both, resolution="25 km", effective_resolution="25 km")


def test_row_4_roof_of_a_cowshed():
    time = {"scale": "year", "horizon": "projection", "period_of_interest": "2021-2050"}
    space = {"place": "here", "scale": "village", "contrasts": ["valley and hill"]}
    need = made_need(metric="heat_stress_days", settings=HOT_SETTINGS, time=time, space=space)
    recipe, models, reference = roof()
    found = verdicts(made_case(need, recipe, models, reference))
    assert (found["time"].value, found["space"].value) == ("meets", "dialogue")
    assert "valley and hill" in found["space"].reason["en"]
    assert not [f for f in found["metric"].findings if f.value in ("cannot", "dialogue")]


def test_row_5_milking_hour_tomorrow():
    need = made_need(metric="heat_stress_days", time={"scale": "hour", "horizon": "days"})
    recipe, models, reference = roof()
    assert verdicts(made_case(need, recipe, models, reference))["time"].value == "cannot"


def test_row_6_bridge_from_monthly_means():
    time = {"scale": "day", "horizon": "projection", "period_of_interest": "2041-2070"}
    need = made_need(metric="seasonal_rain", time=time, space={"place": "here", "scale": "plot"})
    models = made_models(step="month", resolution="100 km")
    found = values(made_case(need, answering(HOT, time=("month",)), models))
    assert found == {"time": "cannot", "space": "cannot", "metric": "cannot"}
