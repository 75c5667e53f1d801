"""How the fields of a need may be written: each kind of text with its check, and how long it may be."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ..vocabulary.metrics import METRICS
from ..vocabulary.model_problems import read_with
from ..vocabulary.problems import Refused, did_you_mean
from ..vocabulary.said_quantities import has_two_readings
from ..vocabulary.scales import parse_length, parse_step
from ..vocabulary.seasons import parse_month_day, parse_years
from ..vocabulary.units import parse_quantity
from .odds import parse_certainty, parse_odds

LONGEST_LINE = 200
LONGEST_TEXT = 2000
MOST_ITEMS = 40
MOST_DIFFERENCES = 200
MOST_POINTS = 2000

# Stands where one half of a question and its answer is not known yet.
OPEN_HALF = "?"


def _month_day(text: str) -> str:
    return str(read_with(parse_month_day, text))


def _years(text: str) -> str:
    return str(read_with(parse_years, text))


def _one_reading(text: str) -> str:
    if has_two_readings(text):
        raise ValueError("this number has two readings; allowed: such as 1500 or 1.5, without a sign between thousands")
    return text


def _duration(text: str) -> str:
    _one_reading(text)
    quantity = read_with(lambda given, where: parse_quantity(given, where=where, like="day"), text)
    if not 0 <= quantity.to("day") <= 3660:
        raise ValueError("this must lie between 0 days and ten years; allowed: such as 14 day")
    return text


def _length(text: str) -> str:
    _one_reading(text)
    if read_with(parse_length, text).value < 0:
        raise ValueError("a size cannot be below zero; allowed: such as 5 km")
    return text


def _odds(text: str) -> str:
    read_with(parse_odds, text)
    return text


def _step(text: str) -> str:
    read_with(parse_step, text)
    return text


def _certainty(text: str) -> str:
    read_with(parse_certainty, text)
    return text


def _measure_name(text: str) -> str:
    if any(letter.isdigit() for letter in text):
        raise ValueError("the name of a measure holds no number; allowed: such as debe")
    return text


def _measure(text: str) -> str:
    quantity = read_with(parse_quantity, text)
    if quantity.value <= 0:
        raise ValueError("a measure is larger than nothing; allowed: such as 20 litre")
    return text


def _geometry(shape: dict[str, Any]) -> dict[str, Any]:
    """GeoJSON of a point or of polygons, in degrees, closed rings; other members are not kept."""
    kind = shape.get("type")
    rings = {"Point": lambda c: [[c]], "Polygon": lambda c: [c], "MultiPolygon": list}
    try:
        polygons = rings[kind](shape["coordinates"])
        # Of a point the ring is its one pair.
        pairs = polygons[0] if kind == "Point" else [pair for polygon in polygons for ring in polygon for pair in ring]
        fits = bool(pairs) and len(pairs) <= MOST_POINTS and all(_on_earth(pair) for pair in pairs)
        closed = kind == "Point" or all(
            len(ring) >= 4 and list(ring[0][:2]) == list(ring[-1][:2]) for polygon in polygons for ring in polygon
        )
    except (KeyError, TypeError, IndexError):
        fits = closed = False
    if not fits or not closed:
        raise ValueError(
            "this is no outline of a place that can be read; allowed: a GeoJSON Point, Polygon or MultiPolygon in "
            f"degrees, rings closed, up to {MOST_POINTS} corners"
        )
    return {"type": kind, "coordinates": shape["coordinates"]}


def _on_earth(pair: Any) -> bool:
    lon, lat = pair[:2]
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (lon, lat))
    return numbers and -180 <= lon <= 180 and -90 <= lat <= 90


def _metric_name(name: str) -> str:
    if name not in METRICS:
        guess = f" ({did_you_mean(name, METRICS)})".lower() if did_you_mean(name, METRICS) else ""
        raise ValueError(f"this metric is not known{guess}; allowed: {', '.join(METRICS)}")
    return name


def _form(pattern: str, what: str, example: str) -> AfterValidator:
    """A check of how something is written that says in plain words what was meant."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"{what}; allowed: {example}")
        return text

    return AfterValidator(check)


def _setting(value: object) -> object:
    # `wet_days: 2` is a count and needs no unit; whether a unit is missing is for the recipe to say.
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _of_a_day(settings: dict[str, str]) -> dict[str, str]:
    """`wet_day: 0.85 mm` is said of one day: written as the rate that recipes count with."""
    said = settings.get("wet_day")
    if said is None:
        return settings
    try:
        parse_quantity(said, where="", like="mm")
    except Refused:
        return settings
    return {**settings, "wet_day": f"{said}/day"}


Line = Annotated[str, Field(max_length=LONGEST_LINE)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Lines = Annotated[tuple[Line, ...], Field(max_length=MOST_ITEMS)]
Language = Annotated[
    str, _form(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", "this is no code of a language", "such as en, fr, sw")
]
Words = Annotated[dict[Language, Text], Field(max_length=MOST_ITEMS)]
MonthDayText = Annotated[str, AfterValidator(_month_day)]
YearsText = Annotated[str, AfterValidator(_years)]
Duration = Annotated[str, AfterValidator(_duration), Field(max_length=LONGEST_LINE)]
Length = Annotated[str, AfterValidator(_length), Field(max_length=LONGEST_LINE)]
Odds = Annotated[str, AfterValidator(_odds), Field(max_length=LONGEST_LINE)]
MetricName = Annotated[str, AfterValidator(_metric_name)]
SettingName = Annotated[str, _form(r"[a-z][a-z0-9_]{0,40}", "this is no name of a setting", "such as threshold")]
Setting = Annotated[str, BeforeValidator(_setting), AfterValidator(_one_reading), Field(max_length=60)]
Settings = Annotated[dict[SettingName, Setting], Field(max_length=MOST_ITEMS), AfterValidator(_of_a_day)]
Year = Annotated[str, _form(r"(1[89]|20)\d\d", "this is no year that people remember", "such as 1997")]
Id = Annotated[
    str, _form(r"[a-z0-9][a-z0-9-]{0,79}", "an id is small letters, digits and hyphens", "such as embu-maize-planting")
]
Step = Annotated[str, AfterValidator(_step), Field(max_length=LONGEST_LINE)]
Certainty = Annotated[str, AfterValidator(_certainty), Field(max_length=LONGEST_LINE)]
TimeScaleName = Literal["hour", "day", "dekad", "month", "season", "year", "decade"]
SpatialScaleName = Literal["plot", "village", "ward", "sub_county", "district", "basin", "country"]
Gender = Literal["women", "men", "both"]
Geometry = Annotated[dict[str, Any], AfterValidator(_geometry)]
MeasureName = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_measure_name)]
Measures = Annotated[
    dict[MeasureName, Annotated[str, AfterValidator(_measure), Field(max_length=60)]], Field(max_length=MOST_ITEMS)
]
HorizonName = Literal["past", "days", "now", "years", "projection"]
