"""More rows of the truth table, written from the rules: what is asked, on which data, and the verdict of one axis."""

from datetime import date

import pytest
from match_making import BOOK, HERE, HOT, HOT_SETTINGS, answering, made_card, made_case, made_models, made_need

from climserv.matching.area import area_of_box
from climserv.matching.judging import Asked, Judge
from climserv.matching.named_times import named_time
from climserv.matching.periods import chosen_period
from climserv.matching.rules.case import Case
from climserv.matching.rules.rules import findings_of, verdicts

M, S, D, C = "meets", "meets_after_step", "dialogue", "cannot"
WIDE = answering(HOT, horizons=("past", "days", "now", "years", "projection"))
FORECAST = {"role": "forecast", "period": "2020-2026"}
TODAY = date(2026, 11, 23)


def time_of(card, recipe=WIDE, **parts):
    return verdicts(made_case(made_need(**parts), recipe, card, made_card(), HERE, TODAY))["time"]


PAST, NOW, DAYS = ({"scale": "season", "horizon": horizon} for horizon in ("past", "now", "days"))


def to_come(**more):
    return {"scale": "season", "horizon": "projection"} | more


def once(year, **more):
    return {"decision": {"by": {"from": "10-01", "year": year}, "lead": "14 day"}} | more


@pytest.mark.parametrize(
    ("card", "parts", "expected"),
    [
        # Named days and years: no projection names them, in whatever words.
        (made_models(), {"time": to_come(period="14 May 2050")}, C),
        (made_models(), {"time": to_come(period="le 14 mai 2050")}, C),
        (made_models(), {"time": to_come(period="14 Mei 2050")}, C),
        (made_models(), {"time": to_come(period="el 14 de mayo de 2050")}, C),
        (made_models(), {"time": to_come(period="2050-05-14")}, C),
        (made_models(), {"time": to_come(period="14.5.2050")}, C),
        (made_models(), {"time": to_come(period="in 2050")}, C),
        (made_models(), {"time": to_come(period="every 14 May")}, S),
        (made_models(), {"time": to_come(period="2041-2070")}, M),
        (made_models(), {"time": to_come(period="14 May, each year", period_of_interest="2041-2070")}, M),
        # Deadlines of decisions that are taken once.
        (made_card(), {"time": PAST, **once(2025)}, C),
        (made_card(), {"time": PAST, **once(2026)}, C),
        (made_card(), {"time": PAST, **once(2027)}, M),
        (made_card(), {"time": PAST | {"period_of_interest": "1991-2028"}, **once(2027)}, C),
        (made_card(), {"time": PAST | {"period_of_interest": "1991-2020"}, **once(2027)}, M),
        (made_card(), {"time": PAST, "decision": {"by": {"from": "01-05", "year": 2027}, "lead": "60 day"}}, C),
        (made_card(), {"time": PAST, "decision": {"by": {"from": "01-05", "year": 2027}, "lead": "14 day"}}, M),
        # A forecast ends at its lead.
        (made_card(lead="10 day", **FORECAST), {"time": DAYS, "decision": {"lead": "5 day"}}, M),
        (made_card(lead="10 day", **FORECAST), {"time": DAYS, "decision": {"lead": "10 day"}}, M),
        (made_card(lead="10 day", **FORECAST), {"time": DAYS, "decision": {"lead": "11 day"}}, C),
        (made_card(**FORECAST), {"time": DAYS, "decision": {"lead": "5 day"}}, D),
        (made_card(lead="45 day", **FORECAST), {"time": NOW, "decision": {"lead": "14 day"}}, D),
        (made_card(lead="7 day", **FORECAST), {"time": NOW, "decision": {"lead": "14 day"}}, C),
        (made_card(lead="10 day", **FORECAST), {"time": DAYS, "levels": {"lead": {"threshold": "14 day"}}}, C),
        (made_card(), {"time": PAST, "decision": {"lead": "300 day"}}, M),
        # The step of the answer against the levels.
        (made_card(), {"time": PAST, "levels": {"step": {"threshold": "season"}}}, M),
        (made_card(), {"time": PAST, "levels": {"step": {"threshold": "year", "goal": "month"}}}, M),
        (made_card(), {"time": PAST, "levels": {"step": {"threshold": "month"}}}, C),
        (made_card(), {"time": PAST, "levels": {"step": {"threshold": "10 day"}}}, C),
        # How soon the values are there.
        (made_card(delay="3 day"), {"time": PAST, "levels": {"timeliness": {"threshold": "5 day"}}}, M),
        (made_card(delay="9 day"), {"time": PAST, "levels": {"timeliness": {"threshold": "5 day"}}}, C),
        (made_card(), {"time": PAST, "levels": {"timeliness": {"threshold": "5 day"}}}, D),
        (made_models(), {"levels": {"timeliness": {"threshold": "5 day"}}}, M),
        # How often it comes right is counted later, and hinders nothing.
        (made_card(), {"time": PAST, "levels": {"certainty": {"threshold": "7 in 10"}}}, M),
        # Data by other steps.
        (made_card(step="dekad"), {"time": PAST}, C),
        (made_card(step="year"), {"time": PAST}, C),
        (made_card(step="hour"), {"time": PAST}, S),
    ],
)  # fmt: skip
def test_time(card, parts, expected):
    assert time_of(card, **parts).value == expected


LEAST = {"past": (M, C, C), "now": (D, D, D), "projection": (C, M, C), "years": (D, D, C), "days": (C, C, M)}


@pytest.mark.parametrize("horizon", LEAST)
def test_what_record_models_and_forecast_tell_of_a_horizon(horizon):
    period = {"period_of_interest": "2041-2070"} if horizon == "projection" else {}
    cards = (made_card(), made_models(), made_card(**FORECAST))
    found = tuple(time_of(card, time={"scale": "season", "horizon": horizon} | period).value for card in cards)
    assert found == LEAST[horizon]


def space_of(card, reference=None, area=HERE, **space):
    need = made_need(space={"place": "here", **space})
    return verdicts(made_case(need, HOT, card, reference, area))["space"].value


STATION = {"role": "station", "resolution": "point", "effective_resolution": "1 km"}


@pytest.mark.parametrize(
    ("card", "space", "expected"),
    [
        (made_card(), {"scale": "plot"}, C), (made_card(), {"scale": "village"}, D),
        (made_card(), {"scale": "ward"}, S),
        (made_card(), {"scale": "sub_county"}, S), (made_card(), {"scale": "district"}, M),
        (made_card(), {"scale": "basin"}, S), (made_card(), {"scale": "country"}, S),
        (made_card(bounds=[40, 40, 41, 41]), {"scale": "district"}, C),
        (made_card(bounds=[0, 0, 0.2, 1]), {"scale": "district"}, D),
        (made_card(), {"scale": "district", "resolution": {"threshold": "6 km"}}, M),
        (made_card(), {"scale": "district", "resolution": {"threshold": "1 km"}}, D),
        (made_card(), {"scale": "district", "resolution": {"threshold": "0.1 km"}}, C),
        (made_card(), {"scale": "district", "resolution": {"threshold": "25 km", "goal": "1 km"}}, M),
        (made_card(), {"scale": "district", "contrasts": ["hill and plain"]}, D),
        (made_card(bounds=[0.2, 0.2, 0.2, 0.2], **STATION), {"scale": "ward"}, M),
        (made_card(bounds=[0.5, 0.2, 0.5, 0.2], **STATION), {"scale": "ward"}, D),
        (made_card(bounds=[3, 3, 3, 3], **STATION), {"scale": "ward"}, C),
    ],
)  # fmt: skip
def test_space(card, space, expected):
    assert space_of(card, **space) == expected


@pytest.mark.parametrize(("east", "expected"), [(0.0, M), (0.6, M), (1.5, D)])
def test_observations_must_be_near_enough_to_adjust_with(east, expected):
    reference = made_card(bounds=[0.1 + east, 0.1, 0.3 + east, 0.3])
    assert space_of(made_models(effective_resolution="25 km"), reference, scale="district") == expected


def test_the_open_sea_is_covered_by_nothing_near():
    sea = area_of_box("-20,-40,-19,-39")
    assert space_of(made_card(), area=sea, scale="district") == C


def metric_of(recipe_id, card, metric, settings=None, horizon="past"):
    """On the recipes of the book as they are."""
    need = made_need(metric=metric, settings=settings or {}, time={"scale": "season", "horizon": horizon})
    asked, recipe = Asked(need, HERE), BOOK.recipe(recipe_id)
    case = Case(need, Judge().settled(need, recipe), card, None, asked.area)
    return verdicts(case)["metric"]


FULL = made_card(variables=["pr", "tasmin", "tasmax"])
RAIN = made_card(variables=["pr"])
WARM = made_card(variables=["tas", "tasmin", "tasmax"])


@pytest.mark.parametrize(
    ("recipe", "card", "metric", "settings", "expected", "code"),
    [
        ("hot_days", FULL, "hot_days", HOT_SETTINGS, M, "metric.same"),
        ("hot_days", FULL, "hot_days", {}, D, "metric.threshold.missing"),
        ("hot_days", FULL, "hot_days", HOT_SETTINGS | {"threshold": "99 degC"}, D, "metric.settings.refused"),
        ("hot_days", RAIN, "hot_days", HOT_SETTINGS, C, "metric.variables.missing"),
        ("hot_days", FULL, "heat_wave_days", {}, D, "metric.related"),
        ("hot_days", FULL, "frost_days", {}, C, "metric.other"),
        ("seasonal_rain", RAIN, "rain_rank", {}, None, "metric.second"),
        ("drought_trigger", RAIN, "longest_dry_spell", {}, None, "metric.second"),
        ("growing_degree_days", FULL, "degree_days", {}, None, "metric.same"),
        # No one number stands for the definition: those that the recipe brings are told, and to be confirmed.
        ("growing_degree_days", WARM, "degree_days", {}, S, "metric.numbers.own"),
        ("growing_degree_days", WARM, "degree_days",
         {"lower": "8 degC", "upper": "30 degC", "season_start": "10-01", "season_end": "12-31"}, M, "metric.same"),
        ("rainy_season_end", RAIN, "rainy_season_end", {}, S, "metric.numbers.own"),
        ("seasonal_rain", RAIN, "seasonal_rain", {"season_start": "10-01", "season_end": "12-31"}, M,
         "metric.numbers.own"),
        ("seasonal_rain_at_two_degrees", RAIN, "rain_rank", {}, S, "metric.derivable"),
        ("crop_maturity", RAIN, "maturity", {}, C, "metric.variables.missing"),
        ("seasonal_rain", RAIN, "rainy_season_onset", {}, D, "metric.related"),
        ("rainy_season_onset", RAIN, "frost_days", {}, C, "metric.other"),
    ],
)  # fmt: skip
def test_metric(recipe, card, metric, settings, expected, code):
    found = metric_of(recipe, card, metric, settings)
    assert code in found.codes
    assert expected in (None, found.value)


def test_a_variable_that_an_operation_gives_is_a_step_that_is_named():
    recipe = HOT.model_copy(update={"inputs": {"t": HOT.inputs["tasmax"].model_copy(update={"variable": "tas"})}})
    case = made_case(made_need(time=PAST), recipe, FULL)
    found = verdicts(case)["metric"]
    assert found.value == S
    (step,) = found.evidence["metric.variables.derived"]["steps"]
    assert step == {"operation": "mean_temperature", "gives": "tas", "from": ["tasmax", "tasmin"]}
    assert verdicts(made_case(made_need(time=PAST), recipe, RAIN))["metric"].value == C


def test_a_rule_that_looks_ahead_says_nothing_of_the_next_days():
    assert "metric.hindsight.today" in metric_of("rainy_season_onset", RAIN, "rainy_season_onset", horizon="days").codes
    assert metric_of("rainy_season_onset", RAIN, "rainy_season_onset", horizon="days").value == C


CLOSED = {"licence": {"id": "x", "name": "closed", "redistribution": False, "source": "x"}}


@pytest.mark.parametrize(
    ("parts", "card", "expected"),
    [
        ({"reach": {"languages": ["en", "fr"]}}, made_card(), {M}),
        ({"reach": {"languages": ["ha"]}}, made_card(), {M, S}),
        ({"reach": {"channels": ["SMS", "réunion", "bango"]}}, made_card(), {M}),
        ({"reach": {"channels": ["smoke signals"]}}, made_card(), {M, S}),
        ({}, made_card(**CLOSED), {D}),
        ({"origin": {"visibility": "own"}}, made_card(**CLOSED), set()),
    ],
)
def test_the_way_to_people(parts, card, expected):
    assert {one.value for one in findings_of("reach", made_case(made_need(**parts), HOT, card))} == expected


OCTOBER = {"season_start": "10-01", "season_end": "10-31"}


@pytest.mark.parametrize(
    ("scale", "settings", "expected"),
    [
        ("month", OCTOBER, M), ("season", OCTOBER, M), ("year", OCTOBER, S), ("dekad", OCTOBER, C), ("day", OCTOBER, C),
        ("dekad", {"season_start": "10-21", "season_end": "10-31"}, M), ("month", {"season_start": "10-01"}, C),
        ("month", {"season_start": "10-01", "season_end": "12-31"}, C), ("month", {}, C),
    ],
)  # fmt: skip
def test_a_season_that_is_set_to_a_month_is_a_month(scale, settings, expected):
    need = made_need(settings={"threshold": "30 degC"} | settings, time={"scale": scale, "horizon": "past"})
    assert verdicts(made_case(need, HOT, FULL))["time"].value == expected


@pytest.mark.parametrize(
    ("horizon", "years", "card", "expected"),
    [
        ("past", "1997-1997", made_card(), D), ("past", "1991-2010", made_card(), M),
        ("years", "2027-2046", made_models(), D), ("years", "2027-2031", made_models(), D),
        ("years", "2101-2120", made_models(), C), ("years", "2027-2031", made_card(), D),
    ],
)  # fmt: skip
def test_few_years_give_no_odds(horizon, years, card, expected):
    asked = {"scale": "season", "horizon": horizon, "period_of_interest": years}
    assert time_of(card, time=asked).value == expected


def test_this_season_is_never_read_off_one_year_of_a_model():
    time = {"scale": "season", "horizon": "now", "period_of_interest": "2027-2027"}
    case = made_case(made_need(time=time), WIDE, made_models(), made_card())
    assert len(chosen_period(case)) == 30


@pytest.mark.parametrize("words", [None, "", "each year", "October to December", "2041-2070", "between 2020 and 2050"])
def test_what_names_no_single_time(words):
    assert named_time(words) is None
