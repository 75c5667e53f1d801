"""Reference evapotranspiration: what a green field of short grass with all the water it wants would give off in a day.

The FAO-56 Penman-Monteith equation, daily, and FAO's own ways on when a variable is missing (chapter 3, "estimating
missing climatic data"). Each of them is counted in the facts that come back, so that a product can say it.

  humidity   vapour pressure, else dew point, else highest and lowest humidity, else the highest alone, else the mean;
             with none of them the coldest air of the day is taken as saturated: dew point = tasmin - `dew_below`
  radiation  rsds, else hours of sunshine (Angstrom, 0.25 and 0.50), else from the day's range of temperature
             (Hargreaves, `krs`), at most that of a clear sky
  wind       brought to 2 m by the logarithmic profile over short grass; none: 2 m s-1
  pressure   ps, else from the altitude; with neither, that of sea level
Where the equation leaves a choice: Rs / Rso is kept between 0.3 (ASCE-EWRI 2005) and 1 (FAO), and is 0.5 where the sun
does not rise; air more than saturated dries nothing; a result below zero (dew on winter days) is zero, and counted.
"""

import numpy as np

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, cells_by_time, one_of
from .bounds import place_problems, refuse_dry_pascals, refuse_megajoules, weather_problems
from .penman import hargreaves_samani, penman_monteith
from .sun import sun_by_latitude

FALL_BACKS = (
    "humidity_from_tasmin",
    "radiation_from_sunshine",
    "radiation_from_temperature",
    "wind_of_2_m_s",
    "pressure_from_altitude",
)
FACTS = ("values", "missing", "below_zero", *FALL_BACKS, "pressure_of_sea_level")
GAPS = ("missing", "fall_back")
# What vapour pressure can come from, the best first.
HUMIDITY = ("vapour_pressure", "dew_point", "hurs_max", "hurs_min", "hurs")
_NONE = np.empty((0, 0), np.float32)


def reference_evapotranspiration(
    tasmin,
    tasmax,
    latitude,
    day,
    *,
    tas=None,
    vapour_pressure=None,
    dew_point=None,
    hurs_max=None,
    hurs_min=None,
    hurs=None,
    wind=None,
    wind_height: float = 10.0,
    rsds=None,
    sunshine=None,
    net_radiation=None,
    soil_heat=None,
    ps=None,
    altitude=None,
    krs: float = 0.16,
    dew_below: float = 0.0,
    gaps: str = "missing",
):
    """FAO-56 Penman-Monteith reference evapotranspiration of each day.

    tasmin, tasmax    (cell, time) float32, daily [K]
    latitude          (cell) [degree north], or one number
    day               (time) day of FAO's year, see `solar_day`: any calendar
    tas               (cell, time) [K], the mean temperature; None: the middle of tasmin and tasmax, which is FAO's
    vapour_pressure   (cell, time) [Pa]; dew_point [K]; hurs_max with hurs_min, hurs_max, hurs [%]: the first that is
                      there is used. FAO has no equation for hurs_min alone, so without hurs_max it is not used
    wind              (cell, time) [m s-1] at `wind_height` [m]
    rsds              (cell, time) [W m-2], else sunshine [hour]
    net_radiation     (cell, time) [W m-2]; used as it is where given, and then only the wind term asks for the rest
    soil_heat         (cell, time) [W m-2] into the soil; None: 0, as FAO has it for a day
    ps                (cell, time) [Pa]
    altitude          (cell) [m], or one number, for pressure and clear skies; None: sea level
    krs               0.16 inland, 0.19 on coasts
    dew_below         [K], for dry places FAO gives 2 to 3
    gaps              "missing": a day without a variable that was given is missing;
                      "fall_back": such a day gets what FAO puts in the place of that variable, and is counted
    refused           weather and places that cannot be in these units (`bounds.BOUNDS` and its traps), over all cells
                      and days
    returns           (cell, time) float32 [mm/day], not a number where missing; and facts, all counts of days: FACTS
    source            Allen, Pereira, Raes and Smith (1998), FAO Irrigation and Drainage Paper 56, chapters 2 to 4

    FAO-56 example 18, Uccle on 6 July: 3.9 mm. With temperature alone, as in example 20, 3.6 mm there.

    >>> air = dict(tasmin=[[285.45]], tasmax=[[294.65]], latitude=50.8, day=[187], altitude=100)
    >>> et0, facts = reference_evapotranspiration(
    ...     **air, hurs_max=[[84]], hurs_min=[[63]], wind=[[2.078]], wind_height=2, sunshine=[[9.25]])
    >>> round(float(et0[0, 0]), 1), facts["values"], facts["wind_of_2_m_s"], facts["pressure_from_altitude"]
    (3.9, 1, 0, 1)
    >>> et0, facts = reference_evapotranspiration(**air)
    >>> round(float(et0[0, 0]), 1), [name for name in FALL_BACKS if facts[name]]
    (3.6, ['humidity_from_tasmin', 'radiation_from_temperature', 'wind_of_2_m_s', 'pressure_from_altitude'])
    """
    here = "reference_evapotranspiration, "
    refuse_if(
        one_of(gaps, GAPS, here + "gaps")
        + at_least(wind_height, 0.5, here + "wind_height")
        + at_least(krs, 0, here + "krs")
        + at_least(dew_below, 0, here + "dew_below")
    )
    low = cells_by_time(tasmin, here + "tasmin", len(day))
    given = {"tasmax": tasmax, "tas": tas, "vapour_pressure": vapour_pressure, "dew_point": dew_point}
    given |= {"hurs_max": hurs_max, "hurs_min": hurs_min, "hurs": hurs, "wind": wind, "ps": ps}
    given |= {"rsds": rsds, "sunshine": sunshine, "net_radiation": net_radiation, "soil_heat": soil_heat}
    ready = {name: _NONE if v is None else _alike(v, here + name, low.shape) for name, v in given.items()}
    place, sun = _place_and_sun(latitude, altitude, day, low, here, tasmin=low, **ready)
    if rsds is not None:
        refuse_megajoules(ready["rsds"], sun[0], *sun[2:], here)
    refuse_dry_pascals(ready["vapour_pressure"], low, here)
    light, budget = (ready["rsds"], ready["sunshine"]), (ready["net_radiation"], ready["soil_heat"])
    factor = 1.0 if wind_height == 2 else 4.87 / np.log(67.8 * wind_height - 5.42)
    rule = (float(factor), float(krs), float(dew_below), gaps == "fall_back")
    et0, counts = np.empty_like(low), np.zeros(3 + len(FALL_BACKS), np.int64)
    air = (low, ready["tasmax"], ready["tas"]), tuple(ready[name] for name in HUMIDITY)
    moving = (ready["wind"], light, budget, ready["ps"])
    penman_monteith(*air, *moving, place, sun, rule, et0, counts)
    facts = dict(zip(FACTS, [*counts.tolist(), 0], strict=True))
    _tell(facts, {name for name, v in given.items() if v is not None}, altitude is not None)
    return et0, facts


def _tell(facts: dict[str, int], given: set[str], has_altitude: bool) -> None:
    """Count the variables that were not given at all: their fall-back served on every day."""
    dark = not given & {"rsds", "net_radiation"}
    for name, absent in (
        ("humidity_from_tasmin", not given & set(HUMIDITY) - {"hurs_min"}),
        ("radiation_from_sunshine", dark and "sunshine" in given),
        ("radiation_from_temperature", dark and "sunshine" not in given),
        ("wind_of_2_m_s", "wind" not in given),
        ("pressure_from_altitude", "ps" not in given and has_altitude),
        ("pressure_of_sea_level", "ps" not in given and not has_altitude),
    ):
        if absent:
            facts[name] = facts["values"]
    if dark and "sunshine" in given:
        facts["radiation_from_sunshine"] -= facts["radiation_from_temperature"]
    if "ps" in given and not has_altitude:
        facts["pressure_of_sea_level"], facts["pressure_from_altitude"] = facts["pressure_from_altitude"], 0


def hargreaves(tasmin, tasmax, latitude, day, *, tas=None):
    """Hargreaves-Samani reference evapotranspiration: from temperature and the sun above the atmosphere only.

    tasmin, tasmax  (cell, time) float32, daily [K]
    latitude, day   as in `reference_evapotranspiration`; so is what is refused
    tas             (cell, time) [K]; None: the middle of tasmin and tasmax
    returns         (cell, time) float32 [mm/day], not a number where a temperature is missing, or tasmin
                    above tasmax; facts `values`, `missing`, `below_zero` (made zero)
    source          Hargreaves and Samani (1985); Allen et al. (1998), FAO-56, equation 52, who advise to check it
                    against Penman-Monteith in each region: it is low where it is windy, high where it is humid

    Lyon in July, with the temperatures of FAO-56 example 20: 5.0 mm, where Penman-Monteith has 4.6.

    >>> et0, facts = hargreaves([[287.95]], [[299.75]], 45.72, [196])
    >>> round(float(et0[0, 0]), 1), facts
    (5.0, {'values': 1, 'missing': 0, 'below_zero': 0})
    """
    here = "hargreaves, "
    low = cells_by_time(tasmin, here + "tasmin", len(day))
    air = tuple(
        _NONE if values is None else _alike(values, here + name, low.shape)
        for values, name in ((low, "tasmin"), (tasmax, "tasmax"), (tas, "tas"))
    )
    named = dict(zip(("tasmin", "tasmax", "tas"), air, strict=True))
    _, sun = _place_and_sun(latitude, None, day, low, here, **named)
    et0, counts = np.empty_like(low), np.zeros(3, np.int64)
    hargreaves_samani(*air, sun, et0, counts)
    return et0, dict(zip(FACTS, counts.tolist(), strict=False))


def _place_and_sun(latitude, altitude, day, low, here: str, **weather):
    """What the altitude and the latitude of each cell say, once all that was given is found to be possible."""
    latitude = _by_cell(latitude, low, here + "latitude")
    height = _by_cell(0.0 if altitude is None else altitude, low, here + "altitude")
    refuse_if(weather_problems(here, **weather) + place_problems(here, latitude, height))
    return _of_altitude(height), sun_by_latitude(latitude, day)


def _alike(values, name: str, shape) -> np.ndarray:
    values = cells_by_time(values, name, shape[1])
    if values.shape != shape:
        what = "an array with other cells than tasmin"
        refuse_if([Problem("array.cells", name, what, f"{values.shape[0]} cells", f"{shape[0]} cells")])
    return values


def _by_cell(values, low, name: str) -> np.ndarray:
    """One number for each cell, of one number or of as many."""
    values = np.asarray(values, np.float64)
    cells = low.shape[0]
    if values.shape not in ((), (1,), (cells,)):
        what = "one number for each cell is needed"
        refuse_if([Problem("array.cells", name, what, str(values.shape), f"{cells} numbers, or one")])
    return np.require(np.broadcast_to(values, (cells,)), requirements=["C", "W"])


def _of_altitude(height) -> tuple[np.ndarray, np.ndarray]:
    """Clear-sky share of radiation (equation 37) and psychrometric constant (equations 7 and 8) of each cell."""
    kilopascal = 101.3 * ((293.0 - 0.0065 * height) / 293.0) ** 5.26
    return 0.75 + 2e-5 * height, 0.665e-3 * kilopascal
