"""Names: which canonical variable a column or an array of a file is, by CF standard name first, then by its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...vocabulary.texts import plain_word
from ...vocabulary.variables import VARIABLES

# CF standard names of one canonical variable; those of air temperature are told apart by the cell method.
STANDARD_NAMES = {
    "precipitation_flux": "pr",
    "lwe_precipitation_rate": "pr",
    "precipitation_amount": "pr",
    "lwe_thickness_of_precipitation_amount": "pr",
    "rainfall_flux": "pr",
    "rainfall_rate": "pr",
    "rainfall_amount": "pr",
    "thickness_of_rainfall_amount": "pr",
    "water_potential_evapotranspiration_flux": "evspsblpot",
    "water_potential_evaporation_flux": "evspsblpot",
    "relative_humidity": "hurs",
    "wind_speed": "sfcWind",
    "surface_downwelling_shortwave_flux_in_air": "rsds",
    "surface_downwelling_shortwave_flux": "rsds",
    "surface_air_pressure": "ps",
}

_TEMPERATURES = {"maximum": "tasmax", "minimum": "tasmin", "mean": "tas"}

# `time: mean`, also as in `area: time: mean`; the first one is what happens within the day.
_TIME_METHOD = re.compile(r"\btime:\s*(?:\w+:\s*)*(\w+)")

# Names that data sets give, beside the aliases of the vocabulary, which people write themselves.
# ERA5 in its long, short and GRIB names; AgERA5; CHIRPS, TAMSAT, ENACTS, IMERG, CPC, TerraClimate; WRF.
_NAMES = {
    "pr": (
        "total_precipitation", "mtpr", "mean_total_precipitation_rate", "avg_tprate", "tprate", "prate",
        "precipitation_flux", "rfe_filled", "precipitationcal", "ppt", "apcp", "pre", "rain_daily",
        "precip_daily", "rainfall_amount",
    ),
    "tas": (
        "2t", "t2", "2m_temperature", "temperature_air_2m_mean_24h", "temperature_2m", "air temperature at 2m",
        "air_temperature_2m", "tmp2m",
    ),
    "tasmax": (
        "mx2t", "mx2t24", "maximum_2m_temperature_since_previous_post_processing", "temperature_air_2m_max_24h",
        "temperature_2m_max", "tmmx", "t2max", "t2m_max", "tmax_daily",
    ),
    "tasmin": (
        "mn2t", "mn2t24", "minimum_2m_temperature_since_previous_post_processing", "temperature_air_2m_min_24h",
        "temperature_2m_min", "tmmn", "t2min", "t2m_min", "tmin_daily",
    ),
    "sfcWind": ("si10", "10si", "wind_speed_10m_mean", "wspd", "10m_wind_speed", "ws10", "wind10"),
    "rsds": (
        "ssrd", "surface_solar_radiation_downwards", "solar_radiation_flux", "msdwswrf", "avg_sdswrf", "swdown",
        "mean_surface_downward_short_wave_radiation_flux",
    ),
    "ps": ("surface_pressure", "psfc"),
    "hurs": ("relative_humidity_2m", "rh2m", "r2", "2r"),
    "evspsblpot": ("potential_evapotranspiration", "reference_evapotranspiration", "referenceet_penmanmonteith_fao56"),
}  # fmt: skip

# What people write above the columns of their own tables, in French, Spanish and Swahili, without accents.
_WRITTEN = {
    "pr": (
        "pluie", "pluies", "pluvio", "pluviometrie", "pluviosite", "precipitations", "lluvia", "lluvias",
        "precipitacion", "precipitaciones", "rains", "rain_fall", "mvua",
    ),
    "tas": ("tmoy", "t_moy", "temperature_moyenne", "temp_moy", "tmed", "temperatura_media", "mean_temperature"),
    "tasmax": ("t_max", "temp_max", "temperature_maximale", "temperatura_maxima", "maximum_temperature"),
    "tasmin": ("t_min", "temp_min", "temperature_minimale", "temperatura_minima", "minimum_temperature"),
    "hurs": ("humidite", "humidite_relative", "humedad", "humedad_relativa", "unyevu"),
    "sfcWind": ("vent", "vitesse_du_vent", "viento", "velocidad_del_viento", "upepo", "wind_speed_mean"),
    "rsds": ("rayonnement", "rayonnement_global", "radiacion", "radiacion_solar", "solar_radiation"),
}  # fmt: skip

# WRF writes rain as sums since its start: convective, large-scale and shallow rain, which are added.
RUNNING_SUMS = ("RAINC", "RAINNC", "RAINSH")

# ECMWF stamps its sums and extremes at the end of the hour; so do these names.
_ENDING = {"tp", "ssrd", "mx2t", "mn2t", "mtpr", "msdwswrf", "avg_tprate", "avg_sdswrf"}

_ALIASES = {alias: variable.name for variable in VARIABLES.values() for alias in variable.aliases}
_ALIASES |= {alias: variable for table in (_NAMES, _WRITTEN) for variable, names in table.items() for alias in names}


@dataclass(frozen=True)
class Recognised:
    """A canonical variable in a file; `doubt` says why it cannot be trusted, empty when it can."""

    variable: str
    doubt: str = ""


def canonical_name(name: str) -> str | None:
    """The canonical variable that a column name or file variable name stands for."""
    return _ALIASES.get(name.strip().lower()) or _ALIASES.get(plain_word(name))


def time_method(attributes: Mapping[str, object]) -> str:
    """The CF cell method along time: `mean`, `maximum`, `minimum`, `sum`; empty when not told."""
    found = _TIME_METHOD.search(str(attributes.get("cell_methods", "")))
    return found[1].lower() if found else ""


def ends_its_hour(name: str, attributes: Mapping[str, object]) -> bool:
    """Whether the stamp of an hourly value stands at the end of its hour, as ECMWF has it."""
    return name.lower() in _ENDING or str(attributes.get("GRIB_stepType", "")) in ("accum", "max", "min", "avg")


def recognise(name: str, attributes: Mapping[str, object]) -> Recognised | None:
    """What an array of a NetCDF file is, from standard name, cell methods, `variable_id` and name; None: not ours."""
    standard = str(attributes.get("standard_name", "")).strip()
    named = canonical_name(name) or canonical_name(str(attributes.get("variable_id", "")))
    if standard == "air_temperature":
        return _temperature(name, named, time_method(attributes))
    known = STANDARD_NAMES.get(standard)
    if known and named and known != named:
        return Recognised(named, f"its name says {named}, its standard_name {standard}")
    if known == "sfcWind" and named is None and time_method(attributes) == "maximum":
        return None
    found = known or named
    return Recognised(found) if found else None


def _temperature(name: str, named: str | None, method: str) -> Recognised | None:
    told = _TEMPERATURES.get(method)
    if named not in (None, *_TEMPERATURES.values()):
        return Recognised(named, f"the name {name} says {named}, its standard_name air_temperature")
    if named and told and named != told:
        return Recognised(named, f"its name says {named}, its cell_methods `time: {method}` says {told}")
    # Without a name we know, only maximum and minimum are sure: a mean may be of soil, sea or another height.
    if named or told in ("tasmax", "tasmin"):
        return Recognised(named or told)
    return None
