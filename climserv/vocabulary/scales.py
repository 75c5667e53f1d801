"""The scales of the two axes time and space, finest first, and how quantities of length compare with them."""

from dataclasses import dataclass

from .problems import Problem, Refused
from .units import Quantity, parse_quantity

# One degree of latitude; design sizes compare at this, not at the cosine of every latitude.
KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class TimeScale:
    """A step of time people decide on; `days` orders them."""

    code: str
    days: float
    label: dict[str, str]


@dataclass(frozen=True)
class SpatialScale:
    """A size of place people decide on; `km` is its usual width."""

    code: str
    km: float
    label: dict[str, str]


@dataclass(frozen=True)
class Horizon:
    """How far away the time is that a need asks about, or that an offer speaks of."""

    code: str
    label: dict[str, str]


TIME_SCALES: dict[str, TimeScale] = {
    s.code: s
    for s in (
        TimeScale("hour", 1 / 24, {"en": "hours", "fr": "heures", "sw": "saa", "es": "horas"}),
        TimeScale("day", 1, {"en": "days", "fr": "jours", "sw": "siku", "es": "días"}),
        TimeScale(
            "dekad",
            10,
            {
                "en": "ten-day spells",
                "fr": "décades de dix jours",
                "sw": "vipindi vya siku kumi",
                "es": "períodos de diez días",
            },
        ),
        TimeScale("month", 30, {"en": "months", "fr": "mois", "sw": "miezi", "es": "meses"}),
        TimeScale("season", 120, {"en": "seasons", "fr": "saisons", "sw": "misimu", "es": "temporadas"}),
        TimeScale("year", 365, {"en": "years", "fr": "années", "sw": "miaka", "es": "años"}),
        TimeScale(
            "decade",
            3650,
            {"en": "ten years and more", "fr": "dix ans et plus", "sw": "miaka kumi na zaidi", "es": "diez años y más"},
        ),
    )
}

SPATIAL_SCALES: dict[str, SpatialScale] = {
    s.code: s
    for s in (
        SpatialScale("plot", 0.1, {"en": "a field", "fr": "un champ", "sw": "shamba", "es": "un campo"}),
        SpatialScale("village", 3, {"en": "a village", "fr": "un village", "sw": "kijiji", "es": "una aldea"}),
        SpatialScale("ward", 10, {"en": "a ward", "fr": "un canton", "sw": "kata", "es": "un barrio rural"}),
        SpatialScale(
            "sub_county", 25, {"en": "a sub-county", "fr": "un arrondissement", "sw": "tarafa", "es": "un municipio"}
        ),
        SpatialScale("district", 60, {"en": "a district", "fr": "un district", "sw": "wilaya", "es": "un distrito"}),
        SpatialScale(
            "basin", 150, {"en": "a river basin", "fr": "un bassin versant", "sw": "bonde la mto", "es": "una cuenca"}
        ),
        SpatialScale("country", 500, {"en": "a country", "fr": "un pays", "sw": "nchi", "es": "un país"}),
    )
}

HORIZONS: dict[str, Horizon] = {
    h.code: h
    for h in (
        Horizon(
            "past",
            {
                "en": "the years on record",
                "fr": "les années observées",
                "sw": "miaka iliyorekodiwa",
                "es": "los años observados",
            },
        ),
        Horizon(
            "days", {"en": "the next days", "fr": "les prochains jours", "sw": "siku zijazo", "es": "los próximos días"}
        ),
        Horizon(
            "now",
            {
                "en": "this coming season",
                "fr": "la saison qui vient",
                "sw": "msimu ujao",
                "es": "la temporada que viene",
            },
        ),
        Horizon(
            "years",
            {
                "en": "the next ten years",
                "fr": "les dix prochaines années",
                "sw": "miaka kumi ijayo",
                "es": "los próximos diez años",
            },
        ),
        Horizon(
            "projection",
            {
                "en": "ten to eighty years from now",
                "fr": "dans dix à quatre-vingts ans",
                "sw": "miaka kumi hadi themanini ijayo",
                "es": "dentro de diez a ochenta años",
            },
        ),
    )
}


def parse_length(text: object, *, where: str) -> Quantity:
    """Read a size of place: `"5 km"`, `"0.05 degree"`; kept as written, compared with `kilometres`."""
    if isinstance(text, str) and text.strip().lower() == "point":
        return Quantity(0.0, "km")
    quantity = parse_quantity(text, where=where)
    if not any(_is(quantity, unit) for unit in ("km", "degree")):
        raise Refused(Problem("unit.dimension", where, "this is not a length", str(text), "5 km or 0.05 degree"))
    return quantity


def parse_step(text: object, *, where: str) -> Quantity:
    """Read a step of time: `"10 day"`, or the name of a time scale, `"dekad"`, which counts as its days."""
    if isinstance(text, str) and text.strip() in TIME_SCALES:
        return Quantity(TIME_SCALES[text.strip()].days, "day")
    quantity = parse_quantity(text, where=where, like="day")
    if quantity.value <= 0:
        raise Refused(Problem("step.value", where, "a step of time is above zero", str(text), "10 day, or dekad"))
    return quantity


def kilometres(length: Quantity) -> float:
    """The length in km; degrees count as degrees of latitude."""
    return length.to("degree") * KM_PER_DEGREE if _is(length, "degree") else length.to("km")


def _is(quantity: Quantity, unit: str) -> bool:
    try:
        quantity.to(unit)
    except ValueError:
        return False
    # Pint counts an angle as a pure number: a bare ratio must not pass for degrees.
    return unit != "degree" or "deg" in quantity.unit
