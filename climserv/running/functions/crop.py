"""Yields of the crop model AquaCrop, through the optional extra `crop`: one season of one cell at a time.

AquaCrop (its own Python, aquacrop on PyPI) reads a table of days with real dates. So each season is handed over as
consecutive days from planting, dated from the planting day of its year: days of other calendars keep their number, not
their date. It takes up to a second for a season: for stations, not for large grids.
"""

from datetime import date, timedelta

import numpy as np

from ...methods.calendars import Seasons, date_after
from ...recipes.operations.crops import AQUACROP_CROPS, AQUACROP_SOILS
from ...vocabulary.outcomes import Outcome
from ...vocabulary.problems import Problem, Refused, refuse_if
from ..blocks.values import Arguments, Context, Seasonal

# AquaCrop divides by ET0; its own reader of weather keeps it above this.
_LEAST_ET0 = 0.1
# A few days more than the crop needs, in which AquaCrop closes its books.
_MARGIN = 3


def aquacrop_yields(
    tasmin,
    tasmax,
    rain,
    et0,
    seasons: Seasons,
    *,
    crop: str,
    soil: str,
    planting,
    start: float,
    co2: float,
    within: int = 400,
) -> tuple[np.ndarray, np.ndarray]:
    """Dry yield of a rain-fed crop in each season, by AquaCrop.

    tasmin, tasmax  (cell, time) [K]; rain, et0 (cell, time) [mm/day]
    seasons         those in which the crop is planted; it may ripen after their end
    crop, soil      AquaCrop's own names: AQUACROP_CROPS (those that ripen by days), AQUACROP_SOILS
    planting        day of the season, one for all; or a pair (day, outcome), (cell, season) each, such as an onset
    start           share of the available water in the soil at planting, 0 to 1
    co2             carbon dioxide in the air [ppm], one number for all years
    within          days from planting that may be read; a crop that takes longer is refused
    returns         value (cell, season) float32 [tonne/hectare], not a number where there is none; outcome uint8:
                    HAPPENED for a yield, nothing included; DID_NOT_HAPPEN where nothing was planted; UNKNOWN where a
                    day is missing or the record ends before the crop is ripe
    source          Steduto et al. (2009), Agronomy Journal 101, 426-437; Kelly and Foster (2021), Agricultural Water
                    Management 254, 106976 (AquaCrop-OSPy)
    """
    aquacrop = _package()
    _refuse_words(crop, soil, start, co2)
    days = int(aquacrop.Crop(crop, planting_date="01/01").MaturityCD) + _MARGIN
    if days > within:
        what, got = "this crop takes longer than the days that are read", f"{days} day"
        refuse_if([Problem("crop.within", "crop_yield, within", what, got, f"{within} day or less", "Raise `within`")])
    cells = np.shape(rain)[0]
    value = np.full((cells, len(seasons)), np.nan, np.float32)
    outcome = np.zeros(value.shape, np.uint8)
    day, planted = planting if isinstance(planting, tuple) else (np.full(value.shape, planting), np.ones(value.shape))
    for cell, season in np.ndindex(value.shape):
        outcome[cell, season] = planted[cell][season]
        if planted[cell][season] != Outcome.HAPPENED:
            continue
        begin = int(seasons.first[season]) + int(day[cell][season])
        whole = slice(begin, begin + days)
        weather = np.stack([np.asarray(part)[cell, whole] for part in (tasmin, tasmax, rain, et0)]).astype(np.float64)
        outcome[cell, season] = Outcome.UNKNOWN
        if begin + days > int(seasons.reach[season]) or np.isnan(weather).any():
            continue
        dated = date_after(int(seasons.years[season]), seasons.start, int(day[cell][season]), seasons.calendar)
        found = _grow(aquacrop, weather, _date_of(dated), crop, soil, start, co2)
        if found is not None:
            value[cell, season], outcome[cell, season] = found, Outcome.HAPPENED
    return value, outcome


def grown(values, arguments: Arguments, context: Context) -> Seasonal:
    planting = values["planting"]
    found = aquacrop_yields(
        *(values[name].values for name in ("tasmin", "tasmax", "of", "et0")),
        planting.seasons,
        crop=arguments["crop"],
        soil=arguments["soil"],
        planting=(planting.value, planting.outcome),
        start=arguments.number("start", "%") / 100.0,
        co2=arguments.number("co2", "ppm"),
        within=arguments.days("within"),
    )
    return Seasonal(*found, planting.seasons)


def _package():
    """AquaCrop, which only those need who ask for yields."""
    try:
        import aquacrop
    except ImportError:
        what, step = "crop yields need AquaCrop, which is not installed", "Install it: pip install 'climserv[crop]'"
        raise Refused(Problem("extra.missing", "crop_yield", what, "no package aquacrop", "", step)) from None
    return aquacrop


def _refuse_words(crop: str, soil: str, start: float, co2: float) -> None:
    problems = [
        Problem("argument.choice", f"crop_yield, {name}", "no such choice", str(word), ", ".join(allowed))
        for name, word, allowed in (("crop", crop, AQUACROP_CROPS), ("soil", soil, AQUACROP_SOILS))
        if word not in allowed
    ]
    for name, number, low, high in (("start", start, 0, 1), ("co2", co2, 150, 2000)):
        if not low <= number <= high:
            bounds = f"{low} to {high}"
            problems.append(Problem("argument.bounds", f"crop_yield, {name}", "out of bounds", str(number), bounds))
    refuse_if(problems)


def _date_of(text: str) -> date:
    """The same day in the calendar that AquaCrop knows; a day that its month lacks becomes the last, never 29 Feb."""
    year, month, day = (int(part) for part in text.split("-"))
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return date(year, month, min(day, lengths[month - 1]))


def _grow(aquacrop, weather: np.ndarray, planted: date, crop: str, soil: str, start: float, co2: float) -> float | None:
    """Dry yield of one season [tonne/hectare]; None when it did not ripen in the days there are."""
    import pandas as pd
    from aquacrop.entities.co2 import CO2

    low, high, rain, et0 = weather
    table = pd.DataFrame(
        {
            "MinTemp": low - 273.15,
            "MaxTemp": high - 273.15,
            "Precipitation": rain,
            "ReferenceET": np.maximum(et0, _LEAST_ET0),
            "Date": pd.date_range(planted, periods=low.size, freq="D"),
        }
    )
    model = aquacrop.AquaCropModel(
        sim_start_time=planted.strftime("%Y/%m/%d"),
        sim_end_time=(planted + timedelta(days=low.size - 1)).strftime("%Y/%m/%d"),
        weather_df=table,
        soil=aquacrop.Soil(soil),
        crop=aquacrop.Crop(crop, planting_date=planted.strftime("%m/%d")),
        initial_water_content=aquacrop.InitialWaterContent(wc_type="Pct", value=[100.0 * start]),
        co2_concentration=CO2(constant_conc=True, current_concentration=float(co2)),
    )
    model.run_model(till_termination=True)
    results = model.get_simulation_results()
    return float(results["Dry yield (tonne/ha)"].iloc[0]) if len(results) else None


FUNCTIONS = {"crop_yield": grown}
