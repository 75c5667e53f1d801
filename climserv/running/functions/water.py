"""Water of soil and crop, and rain against what is usual."""

from dataclasses import replace

import numpy as np

from ...methods.calendars import Timeline
from ...methods.seasons.amounts import seasonal_total
from ...methods.water.balance import irrigation_requirement, planting_days
from ...methods.water.crops import Crop
from ...methods.water.evaporation import hargreaves, reference_evapotranspiration
from ...methods.water.planting import (
    crop_success,
    no_long_dry_spell,
    rain_enough_by_planting_day,
    season_long_enough,
)
from ...methods.water.satisfaction import planting_water, water_requirement_satisfaction
from ...methods.water.standardised import (
    standardised_precipitation_evapotranspiration_index,
    standardised_precipitation_index,
)
from ...methods.water.sun import solar_day
from ...vocabulary.outcomes import Outcome
from ..blocks.values import Arguments, Context, Seasonal, Series


def _line(series: Series) -> Timeline:
    return Timeline(series.calendar, series.year, series.month, series.day)


def evapotranspiration(values, arguments: Arguments, context: Context) -> Series:
    low = values["of"]
    given = {name: values[name].values for name in ("tas", "hurs", "wind", "rsds", "ps") if name in values}
    et0, facts = reference_evapotranspiration(
        low.values,
        values["tasmax"].values,
        context.lat,
        solar_day(_line(low)),
        **given,
        wind_height=arguments.number("wind_height", "m"),
        altitude=arguments.number("altitude", "m"),
        gaps=arguments["gaps"],
    )
    context.facts.update(facts)
    return low.holding(et0, variable="evspsblpot", unit="mm/day")


def by_temperature(values, arguments: Arguments, context: Context) -> Series:
    low = values["of"]
    et0, facts = hargreaves(low.values, values["tasmax"].values, context.lat, solar_day(_line(low)))
    context.facts.update(facts)
    return low.holding(et0, variable="evspsblpot", unit="mm/day")


def on_a_fixed_day(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season())
    shape = (len(series.values), len(seasons))
    return Seasonal(np.zeros(shape, np.float32), np.full(shape, Outcome.HAPPENED, np.uint8), seasons)


def stored_to_plant(values, arguments: Arguments, context: Context) -> Seasonal:
    rain, et0 = values["of"], values["et0"]
    seasons = rain.seasons(*arguments.season())
    found = planting_water(
        rain.values,
        et0.values,
        seasons,
        amount=arguments.number("amount", "mm"),
        capacity=arguments.number("capacity", "mm"),
        kc=_share(arguments, "kc"),
        start=_share(arguments, "start"),
    )
    return Seasonal(*found, seasons)


def satisfied(values, arguments: Arguments, context: Context) -> Seasonal:
    planting = values["planting"]
    found = water_requirement_satisfaction(
        values["of"].values, values["et0"].values, planting.seasons, **_of_crop(arguments, planting)
    )
    return Seasonal(*found, planting.seasons)


def irrigated(values, arguments: Arguments, context: Context) -> Seasonal:
    planting = values["planting"]
    books = irrigation_requirement(
        values["of"].values, values["et0"].values, planting.seasons, **_of_crop(arguments, planting)
    )
    needed = books.irrigation.astype(np.float32)
    known = np.where(np.isnan(needed), Outcome.UNKNOWN, Outcome.HAPPENED)
    outcome = np.where(planting.outcome == Outcome.HAPPENED, known, planting.outcome)
    return Seasonal(needed, outcome.astype(np.uint8), planting.seasons)


def _share(arguments: Arguments, name: str) -> float:
    return arguments.number(name, "%") / 100.0


def _of_crop(arguments: Arguments, planting: Seasonal) -> dict:
    """The crop, the soil and the day of planting, as the methods take them."""
    stages = tuple(arguments.days(name) for name in ("initial", "development", "mid", "late"))
    crop = Crop(
        stages=stages,
        kc=tuple(_share(arguments, name) for name in ("kc_initial", "kc_mid", "kc_end")),
        depletion=_share(arguments, "depletion"),
        roots=tuple(arguments.number(name, "m") for name in ("roots_planting", "roots_full")),
    )
    return {
        "planting": (planting.value, planting.outcome),
        "crop": crop,
        "available": arguments.number("available", "mm/m"),
        "start": _share(arguments, "start"),
        "deep": _share(arguments, "deep"),
    }


def came_through(values, arguments: Arguments, context: Context) -> Seasonal:
    """Told is whether all conditions held, each alone counted among the facts; or one condition alone."""
    planting, rain = values["planting"], values["of"].values
    day, known, seasons = _planted(planting, len(rain), "crop_success, ")
    planted = known == Outcome.HAPPENED
    days, spell = arguments.days("days"), {"wet_day": arguments.number("wet_day", "mm/day")}
    spell |= {"days": arguments.days("young"), "dry_spell": arguments.days("dry_spell")}
    conditions = {
        "water": rain_enough_by_planting_day(
            rain, seasons, days=days, requirement=arguments.number("requirement", "mm")
        ),
        "spell": no_long_dry_spell(rain, seasons, **spell, operator=arguments["operator"]),
    }
    if "end" in values:
        conditions["length"] = season_long_enough(seasons, days=days, end=_end_of(values["end"], seasons))
    asked = arguments["condition"]
    if asked != "all":
        conditions = {asked: conditions[asked]}
    held = {name: _on_its_day(found, day) for name, found in conditions.items()}
    for name, found in held.items() if asked == "all" else ():
        context.facts[f"lost_by_{name}"] += int((planted & (found == Outcome.DID_NOT_HAPPEN)).sum())
    context.facts["planted"] += int(planted.sum())
    return _as_planted(planting, known, crop_success(*held.values()))


def enough_rained(values, arguments: Arguments, context: Context) -> Seasonal:
    """Told is whether the rain reached the need of a day times the days; `days` and `need` of one variety."""
    planting, rain = values["planting"], values["of"].values
    day, known, seasons = _planted(planting, len(rain), "enough_rain, ")
    days = arguments.days("days")
    requirement = arguments.number("need", "mm/day") * days
    found = rain_enough_by_planting_day(rain, seasons, days=days, requirement=requirement)
    return _as_planted(planting, known, _on_its_day(found, day))


def _planted(planting: Seasonal, cells: int, here: str):
    """Day of planting (cell, season), its outcome, and seasons whose days up to the latest of them are candidates."""
    pair = (planting.value, planting.outcome)
    day, known = planting_days(pair, planting.seasons, cells, here)
    day = np.maximum(day, 0)
    # An onset may be told a few days after its search: those days are candidates, too.
    reach = max(int(day.max(initial=0)) + 1, 1)
    return day, known, replace(planting.seasons, length=np.full_like(planting.seasons.length, reach))


def _on_its_day(found: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Outcomes (cell, season) of a condition (cell, season, day) on the day of planting."""
    return np.take_along_axis(found, day[..., None], axis=2)[..., 0]


def _as_planted(planting: Seasonal, known: np.ndarray, held: np.ndarray) -> Seasonal:
    """What held where something was planted; told with it is the day of planting."""
    outcome = np.where(known == Outcome.HAPPENED, held, known).astype(np.uint8)
    value = np.where(outcome == Outcome.HAPPENED, planting.value, np.nan).astype(np.float32)
    return Seasonal(value, outcome, planting.seasons)


def _end_of(end: Seasonal, seasons) -> tuple[np.ndarray, np.ndarray]:
    """The end that is searched for next after each season begins, in days after it begins; unknown when there is
    none within the year.
    """
    if not len(end.seasons):
        shape = (len(end.value), len(seasons))
        return np.full(shape, np.nan), np.full(shape, Outcome.UNKNOWN)
    following = np.searchsorted(end.seasons.first, seasons.first)
    which = np.minimum(following, len(end.seasons) - 1)
    ahead = end.seasons.first[which].astype(np.int64) - seasons.first
    near = (following < len(end.seasons)) & (ahead < 366)
    return end.value[:, which] + ahead, np.where(near, end.outcome[:, which], Outcome.UNKNOWN)


def unusual_rain(values, arguments: Arguments, context: Context) -> Seasonal:
    rain, past = values["of"], context.training["of"]
    return _unusual(standardised_precipitation_index, rain.values, past.values, rain, past, arguments, context)


def unusual_balance(values, arguments: Arguments, context: Context) -> Seasonal:
    rain, past = values["of"], context.training["of"]
    balance, learnt = rain.values - values["et0"].values, past.values - context.training["et0"].values
    index_of = standardised_precipitation_evapotranspiration_index
    return _unusual(index_of, balance, learnt, rain, past, arguments, context)


def _unusual(index_of, series, learnt, rain: Series, past: Series, arguments: Arguments, context: Context) -> Seasonal:
    """The index of the month in which each season ends."""
    seasons = rain.seasons(*arguments.season())
    index, months, facts = index_of(
        series,
        _line(rain),
        months=round(arguments.number("over", "month")),
        baseline=(int(past.year.min()), int(past.year.max())),
        reference=(learnt, _line(past)),
    )
    context.facts.update(facts)
    first = months.year[0] * 12 + months.part[0] if len(months) else 0
    year = seasons.years.astype(np.int64) + seasons.crosses
    value = np.ascontiguousarray(index[:, year * 12 + seasons.end[0] - first])
    outcome = np.where(np.isnan(value), Outcome.UNKNOWN, Outcome.HAPPENED).astype(np.uint8)
    return Seasonal(value, outcome, seasons)


def total_evapotranspiration(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season())
    return Seasonal(*seasonal_total(series.values, seasons), seasons)


FUNCTIONS = {
    "reference_evapotranspiration": evapotranspiration,
    "hargreaves": by_temperature,
    "planting_day": on_a_fixed_day,
    "planting_water": stored_to_plant,
    "water_satisfaction": satisfied,
    "irrigation_requirement": irrigated,
    "crop_success": came_through,
    "enough_rain": enough_rained,
    "standardised_precipitation_index": unusual_rain,
    "standardised_precipitation_evapotranspiration_index": unusual_balance,
    "seasonal_evapotranspiration": total_evapotranspiration,
}
