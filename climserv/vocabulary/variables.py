"""Climate variables in canonical form: CF names and units, and the names and ranges real files use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """One canonical variable.

    unit     canonical unit, as UDUNITS writes it
    display  the unit people read
    kind     how values may be adjusted: "+" additive, "*" multiplicative (never below zero)
    low/high plausible bounds in `unit`; outside is a finding of the health check
    aliases  names seen in files, lower case; matched after the CF standard name
    """

    name: str
    standard_name: str
    cell_method: str
    unit: str
    display: str
    kind: str
    low: float
    high: float
    aliases: tuple[str, ...]
    label: dict[str, str]


VARIABLES: dict[str, Variable] = {
    v.name: v
    for v in (
        Variable(
            "pr", "precipitation_flux", "mean", "kg m-2 s-1", "mm/day", "*", 0.0, 2000.0 / 86400.0,
            ("pr", "rain", "rainfall", "prcp", "prec", "precip", "precipitation", "prcp(mm)", "rr", "tp", "rfe"),
            {"en": "rain", "fr": "pluie", "sw": "mvua", "es": "lluvia"},
        ),
        Variable(
            "tas", "air_temperature", "mean", "K", "degC", "+", 183.15, 333.15,
            ("tas", "tmean", "tavg", "t2m", "temp"),
            {"en": "temperature", "fr": "température", "sw": "joto", "es": "temperatura"},
        ),
        Variable(
            "tasmin", "air_temperature", "minimum", "K", "degC", "+", 183.15, 323.15,
            ("tasmin", "tmin", "tn", "tmin(c)", "mintemp", "mn2t", "temperature_min"),
            {"en": "lowest temperature of the day", "fr": "température minimale du jour",
             "sw": "joto la chini la siku", "es": "temperatura mínima del día"},
        ),
        Variable(
            "tasmax", "air_temperature", "maximum", "K", "degC", "+", 183.15, 333.15,
            ("tasmax", "tmax", "tx", "tmax(c)", "maxtemp", "mx2t", "temperature_max"),
            {"en": "highest temperature of the day", "fr": "température maximale du jour",
             "sw": "joto la juu la siku", "es": "temperatura máxima del día"},
        ),
        Variable(
            "evspsblpot", "water_potential_evaporation_flux", "mean", "kg m-2 s-1", "mm/day", "*", 0.0,
            30.0 / 86400.0, ("evspsblpot", "et0", "eto", "et0(mm)", "referenceet", "pet"),
            {"en": "reference evapotranspiration", "fr": "évapotranspiration de référence",
             "sw": "uvukizi rejea", "es": "evapotranspiración de referencia"},
        ),
        Variable(
            "hurs", "relative_humidity", "mean", "%", "%", "+", 0.0, 110.0, ("hurs", "rh", "relhum", "humidity"),
            {"en": "relative humidity", "fr": "humidité relative", "sw": "unyevu hewani", "es": "humedad relativa"},
        ),
        Variable(
            "sfcWind", "wind_speed", "mean", "m s-1", "m/s", "*", 0.0, 75.0, ("sfcwind", "ws", "wind", "wind_speed"),
            {"en": "wind", "fr": "vent", "sw": "upepo", "es": "viento"},
        ),
        Variable(
            "rsds", "surface_downwelling_shortwave_flux_in_air", "mean", "W m-2", "W/m2", "*", 0.0, 600.0,
            ("rsds", "srad", "solar"),
            {"en": "sunshine energy", "fr": "rayonnement solaire", "sw": "nishati ya jua", "es": "radiación solar"},
        ),
        Variable(
            "ps", "surface_air_pressure", "mean", "Pa", "hPa", "+", 40000.0, 110000.0, ("ps", "sp"),
            {"en": "air pressure", "fr": "pression", "sw": "shinikizo la hewa", "es": "presión"},
        ),
    )
}  # fmt: skip
