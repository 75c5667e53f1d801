"""Water in recipes: from temperature to what a crop got, and rain against what is usual, through the whole engine."""

import numpy as np
import pytest

from climserv.methods.water.evaporation import reference_evapotranspiration
from climserv.products.counts import Statement
from climserv.products.words.phrases import event, quantity
from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.running.blocks.values import Arguments, Context, Days, Seasonal, Series
from climserv.running.computing import compute
from climserv.running.functions.water import FUNCTIONS
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.seasons import MonthDay

HEAD = """\
recipe: water
version: 1
title: {en: Water}
question: {en: "Does the crop get its water?"}
authors: [A. Author]
answers: {metric: METRIC, time: [season], space: {from: point, upto: ward}, horizons: [past]}
inputs:
  rain: {variable: pr, record: 20 year}
"""
TAIL = """\
limits: [{en: A bucket is not a field.}]
references: [None yet.]
"""
CROP = """\
      initial: 20 day
      development: 30 day
      mid: 40 day
      late: 20 day
      kc_initial: 40 %
      kc_mid: 115 %
      kc_end: 50 %
      depletion: 50 %
      roots_planting: 0.2 m
      roots_full: 1 m
      available: 120 mm/m
      start: 80 %
"""
SATISFACTION = f"""{HEAD}  coldest: {{variable: tasmin}}
  hottest: {{variable: tasmax}}
parameters:
  planting_from: {{default: 05-01, ask: {{en: When do you plant?}}}}
steps:
  - hargreaves: {{of: coldest, tasmax: hottest}}
    as: et0
  - planting_day: {{of: rain, season: {{from: $planting_from, to: 05-31}}}}
    as: planted
  - irrigation_requirement:
      of: rain
      et0: et0
      planting: planted
{CROP}  - water_satisfaction:
      of: rain
      et0: et0
      planting: planted
{CROP}  - ensemble: {{statement: at_least, at: [50 %, 80 %], answer_at: 50 %}}
outputs: [water_satisfaction, irrigation_requirement]
{TAIL}""".replace("METRIC", "water_satisfaction")
UNUSUAL = f"""{HEAD}parameters:
  over: {{default: 3 month, from: 1 month, to: 12 month, ask: {{en: Over how many months?}}}}
steps:
  - standardised_precipitation_index: {{of: rain, over: $over, season: {{from: 06-01, to: 08-31}}}}
  - ensemble: {{statement: fewer_than, at: [-1 1]}}
{TAIL}""".replace("METRIC", "standardised_precipitation_index")


def test_a_recipe_of_water_is_filled_and_says_what_it_takes_for_granted():
    filled = fill(read_recipe(SATISFACTION, "water.yaml"))
    assert filled.outputs == ("water_satisfaction", "irrigation_requirement")
    assert filled.season("water_satisfaction") == {"from": "05-01", "to": "05-31"}
    assert filled.conventions["stages"] == "20 day, 30 day, 40 day, 20 day; Kc 40 percent, 115 percent, 50 percent"
    said = " ".join(filled.convention_sentences("en"))
    assert "it asks for 40 %, 115 % and at the end 50 % of reference evapotranspiration" in said
    assert "Planting is on 1 May of every year." in said
    assert "losses of pump and canal are not in it" in said
    french = " ".join(filled.convention_sentences("fr"))
    assert "Le semis est fait le 1er mai chaque année." in french
    assert not set(said + french) & set("{}_")


def test_the_crops_of_four_years_at_five_cities(tmp_path, shared_data, shelf):
    path = tmp_path / "water.yaml"
    path.write_text(SATISFACTION)
    cities = str(shared_data / "ERA5_daily_surface_cancities_1990-1993.nc")
    result = compute(make_plan(Order(str(path), (cities,), period="1990-1993"), shelf))
    share, needed = result.answers
    value, outcome = share.places["value"].values, share.places["outcome"].values
    assert (outcome == 1).all()
    assert ((value > 10) & (value <= 100)).all()
    # Where a crop got all it needed, irrigation had next to nothing to add, and the other way round.
    wanted = needed.places["value"].values
    assert np.corrcoef(value.ravel(), wanted.ravel())[0, 1] < -0.8


def series(values, variable, unit, years=(1981, 2012)):
    days = [(y, m, d) for y in range(*years) for m in range(1, 13) for d in range(1, 31)]
    return Series(np.asarray(values, np.float32), Days("360_day", *np.array(days).T), variable, unit)


def context_of(cells, training=None):
    lat = np.linspace(-10, 40, cells)
    return Context(np.arange(cells), lat, lat, training=training or {})


def test_evapotranspiration_is_the_methods_own_and_its_fall_backs_are_facts():
    rng = np.random.default_rng(3)
    low = series(rng.normal(288, 4, (2, 31 * 360)), "tasmin", "K")
    warm, wind = low.holding(low.values + 9), low.holding(rng.uniform(0, 5, low.values.shape).astype(np.float32))
    context = context_of(2)
    arguments = Arguments({"wind_height": "2 m", "altitude": "900 m", "gaps": "missing"})
    found = FUNCTIONS["reference_evapotranspiration"]({"of": low, "tasmax": warm, "wind": wind}, arguments, context)
    day = (low.day_of_year - 0.5) * 365 / 360 + 0.5
    et0, facts = reference_evapotranspiration(
        low.values, warm.values, context.lat, day, wind=wind.values, wind_height=2, altitude=900
    )
    assert found.values.tobytes() == et0.tobytes()
    assert (found.variable, found.unit) == ("evspsblpot", "mm/day")
    assert dict(context.facts) == facts
    assert facts["humidity_from_tasmin"] == facts["values"]
    assert facts["wind_of_2_m_s"] == 0


def test_planting_on_stored_water_leads_to_a_share_of_the_need():
    rng = np.random.default_rng(3)
    rain = series(np.where(rng.random((2, 31 * 360)) < 0.3, 14, 0), "pr", "mm/day")
    et0 = rain.holding(np.full_like(rain.values, 5), variable="evspsblpot", unit="mm/day")
    season = {"season": {"from": "03-01", "to": "04-30"}}
    wet = Arguments({"amount": "20 mm", "capacity": "60 mm", "kc": "30 %", "start": "0 %", **season})
    planted = FUNCTIONS["planting_water"]({"of": rain, "et0": et0}, wet, context_of(2))
    lines = (line.split(":") for line in CROP.strip().splitlines())
    crop = Arguments({name.strip(): text.strip() for name, text in lines} | {"deep": "100 %"})
    share = FUNCTIONS["water_satisfaction"]({"of": rain, "et0": et0, "planting": planted}, crop, context_of(2))
    assert isinstance(share, Seasonal)
    assert share.seasons is planted.seasons
    assert set(planted.outcome.ravel()) <= {1, 2}
    assert (share.outcome == planted.outcome).all()
    assert np.isnan(share.value).tolist() == (planted.outcome == 2).tolist()


RAIN_INDEX = "standardised_precipitation_index"
BALANCE_INDEX = "standardised_precipitation_evapotranspiration_index"


@pytest.mark.parametrize("index", [RAIN_INDEX, BALANCE_INDEX])
def test_the_index_of_the_month_in_which_a_season_ends(index):
    rng = np.random.default_rng(5)
    rain = series(rng.gamma(0.4, 8, (3, 31 * 360)), "pr", "mm/day")
    past = rain.within(1981, 2005)
    values, training = {"of": rain}, {"of": past}
    if index == BALANCE_INDEX:
        values["et0"] = rain.holding(np.full_like(rain.values, 4), variable="evspsblpot", unit="mm/day")
        training["et0"] = values["et0"].within(1981, 2005)
    context = context_of(3, training)
    arguments = Arguments({"over": "3 month", "season": {"from": "12-01", "to": "02-28"}})
    found = FUNCTIONS[index](values, arguments, context)
    assert found.seasons.labels[0] == "1981-82"
    assert (found.outcome == 1).all()
    winter = rain.values.reshape(3, 31, 12, 30).sum(axis=3)
    sums = winter[:, :-1, 11] + winter[:, 1:, 0] + winter[:, 1:, 1]
    for cell in range(3):
        assert (np.argsort(sums[cell]) == np.argsort(found.value[cell], kind="stable")).mean() > 0.85
    assert context.facts["values"] == 3 * (31 * 12 - 2)


def test_shares_and_plain_numbers_are_told_without_the_units_of_recipes():
    for code, at, told in (
        ("water_satisfaction", 50, "was at least 50 %"),
        ("standardised_precipitation_index", -1, "was at least -1"),
        ("crop_yield", 2, "was at least 2 t/ha"),
    ):
        assert event(METRICS[code], Statement("at_least", f"{at} {METRICS[code].unit}", at), "en").endswith(told)
    assert (quantity("80 percent", "en"), quantity("72 1", "en"), quantity("3 day", "en")) == ("80 %", "72", "3 days")


def test_a_recipe_of_unusual_rain_is_filled():
    filled = fill(read_recipe(UNUSUAL, "unusual.yaml"))
    assert filled.conventions["months"].startswith("3 month, up to the month of 08-31")


SUCCESS = f"""{HEAD}parameters:
  planting_from: {{default: 05-01, ask: {{en: When do you plant?}}}}
steps:
  - planting_day: {{season: {{from: $planting_from, to: 05-31}}}}
  - crop_success:
      of: rain
      planting: planting_day
      days: 90 day
      requirement: 250 mm
      dry_spell: 10 day
      young: 30 day
      wet_day: 1 mm/day
      operator: ">="
  - ensemble: {{statement: by, at: [05-31]}}
{TAIL}""".replace("METRIC", "crop_success")


def test_a_recipe_of_success_is_filled():
    filled = fill(read_recipe(SUCCESS, "success.yaml"))
    assert filled.conventions["requirement"] == "250 mm in 90 day from planting"
    said = " ".join(filled.convention_sentences("en") + filled.convention_sentences("fr"))
    assert "10 days in a row without a wet day lie within 30 days after planting" in said
    assert not set(said) & set("{}_")


def test_a_crop_comes_through_when_all_three_conditions_hold():
    """Two cells, three years, planted on the third of January: the second cell has a dry spell in its second year."""
    rain = series(np.zeros((2, 3 * 360)), "pr", "mm/day", (2001, 2004))
    rain.values[:, ::3] = 9
    rain.values[1, 360 + 5 : 360 + 20] = 0
    january = rain.seasons(MonthDay(1, 1), MonthDay(1, 30))
    april = rain.seasons(MonthDay(4, 1), MonthDay(4, 30))
    planting = Seasonal(np.full((2, 3), 2, np.float32), np.array([[1, 1, 1], [1, 1, 2]], np.uint8), january)
    end = Seasonal(np.array([[0, 9, 0], [9, 9, 9]], np.float32), np.array([[1, 1, 0], [1, 1, 1]], np.uint8), april)
    arguments = Arguments(
        {"days": "93 day", "requirement": "250 mm", "dry_spell": "8 day", "young": "20 day", "wet_day": "1 mm/day",
         "operator": ">=", "condition": "all"}
    )  # fmt: skip
    context = context_of(2)
    grown = FUNCTIONS["crop_success"]({"of": rain, "planting": planting, "end": end}, arguments, context)
    # The first year of the first cell: ripe on day 94, the rains end on day 90. The third: its end is not known.
    assert grown.outcome.tolist() == [[2, 1, 0], [1, 2, 2]]
    assert np.nan_to_num(grown.value, nan=-1).tolist() == [[-1, 2, -1], [2, -1, -1]]
    assert dict(context.facts) == {"lost_by_water": 1, "lost_by_spell": 1, "lost_by_length": 1, "planted": 5}
    alone = FUNCTIONS["crop_success"]({"of": rain, "planting": planting}, arguments, context_of(2))
    assert alone.outcome.tolist() == [[1, 1, 1], [1, 2, 2]]


def test_a_planting_that_is_not_known_is_told_as_unknown_and_reads_no_other_day():
    rain = series(np.full((1, 3 * 360), 9), "pr", "mm/day", (2001, 2004))
    january = rain.seasons(MonthDay(1, 1), MonthDay(1, 30))
    planting = Seasonal(np.array([[np.nan, -1, 2]], np.float32), np.ones((1, 3), np.uint8), january)
    arguments = Arguments(
        {"days": "93 day", "requirement": "250 mm", "dry_spell": "8 day", "young": "20 day", "wet_day": "1 mm/day",
         "operator": ">=", "condition": "all"}
    )  # fmt: skip
    context = context_of(1)
    grown = FUNCTIONS["crop_success"]({"of": rain, "planting": planting}, arguments, context)
    assert grown.outcome.tolist() == [[0, 0, 1]]
    assert context.facts["planted"] == 1


def test_one_condition_alone_is_told_when_asked():
    """Days 1 to 93 bring 31 times 9 mm; the second year has 15 dry days soon after planting, and 5 rains less."""
    rain = series(np.zeros((1, 2 * 360)), "pr", "mm/day", (2001, 2003))
    rain.values[:, ::3] = 9
    rain.values[0, 360 + 5 : 360 + 20] = 0
    january, april = rain.seasons(MonthDay(1, 1), MonthDay(1, 30)), rain.seasons(MonthDay(4, 1), MonthDay(4, 30))
    planting = Seasonal(np.full((1, 2), 2, np.float32), np.ones((1, 2), np.uint8), january)
    end = Seasonal(np.array([[0, 9]], np.float32), np.ones((1, 2), np.uint8), april)
    told = {"days": "93 day", "requirement": "250 mm", "dry_spell": "8 day", "young": "20 day", "wet_day": "1 mm/day"}
    context, found = context_of(1), {}
    for condition in ("water", "spell", "length"):
        arguments = Arguments({**told, "operator": ">=", "condition": condition})
        grown = FUNCTIONS["crop_success"]({"of": rain, "planting": planting, "end": end}, arguments, context)
        found[condition] = grown.outcome[0].tolist()
    assert found == {"water": [1, 2], "spell": [1, 2], "length": [2, 1]}
    assert not any(name.startswith("lost_by") for name in context.facts)


def test_ripening_in_time_needs_the_end_of_the_rains():
    with pytest.raises(Refused, match=r"this condition needs the end of the rains\. Got: length, without `end`"):
        read_recipe(SUCCESS.replace('operator: ">="', 'operator: ">="\n      condition: length'), "success.yaml")
