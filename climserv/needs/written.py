"""How the fields of a need may be written: each kind of text with its check, and how long it may be."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ..vocabulary.metrics import METRICS
from ..vocabulary.model_problems import read_with
from ..vocabulary.problems import did_you_mean
from ..vocabulary.scales import parse_length, parse_step
from ..vocabulary.seasons import parse_month_day, parse_years
from ..vocabulary.units import parse_quantity
from .odds import parse_certainty, parse_odds

LONGEST_LINE = 200
LONGEST_TEXT = 2000
MOST_ITEMS = 40

# Stands where one half of a question and its answer is not known yet.
OPEN_HALF = "?"


def _month_day(text: str) -> str:
    return str(read_with(parse_month_day, text))


def _years(text: str) -> str:
    return str(read_with(parse_years, text))


def _duration(text: str) -> str:
    quantity = read_with(lambda given, where: parse_quantity(given, where=where, like="day"), text)
    if not 0 <= quantity.to("day") <= 3660:
        raise ValueError("this must lie between 0 days and ten years; allowed: such as 14 day")
    return text


def _length(text: str) -> str:
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
Setting = Annotated[str, BeforeValidator(_setting), Field(max_length=60)]
Settings = Annotated[dict[SettingName, Setting], Field(max_length=MOST_ITEMS)]
Year = Annotated[str, _form(r"(1[89]|20)\d\d", "this is no year that people remember", "such as 1997")]
Id = Annotated[
    str, _form(r"[a-z0-9][a-z0-9-]{0,79}", "an id is small letters, digits and hyphens", "such as embu-maize-planting")
]
Step = Annotated[str, AfterValidator(_step), Field(max_length=LONGEST_LINE)]
Certainty = Annotated[str, AfterValidator(_certainty), Field(max_length=LONGEST_LINE)]
TimeScaleName = Literal["hour", "day", "dekad", "month", "season", "year", "decade"]
SpatialScaleName = Literal["plot", "village", "ward", "sub_county", "district", "basin", "country"]
HorizonName = Literal["past", "days", "now", "years", "projection"]
