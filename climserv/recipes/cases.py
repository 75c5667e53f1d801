"""The golden cases that travel with a recipe: short daily series, and what must come of them; their shape only."""

import math
import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictInt, field_validator, model_validator

from ..vocabulary.calendars import CALENDARS
from ..vocabulary.problems import Problem
from ..vocabulary.units import parse_quantity
from .shapes import Name, Part, Raw, Text, is_date, known_in, read_with, wrong

MOST_DAYS = 40 * 366  # of one series: a case is made to be read, not to hold a record
_DAY = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?|nan)(?:\*([1-9]\d{0,5}))?", re.IGNORECASE)
_SEASON = re.compile(r"\d{4}-(?:\d{2}|\d{4})")

NUMBER = StrictInt | Annotated[float, Field(strict=True, allow_inf_nan=False)]


def _dated(text: str) -> str:
    if is_date(text):
        return text
    raise wrong(Problem("test.date", "", "this is not a date", text, "such as 2000-09-01"))


class Given(Part):
    """One daily series from its first day on, without gaps.

    days      values in `unit`, parted by spaces: `0*30 12 9`; value*count repeats, `nan` is a missing day. A list of
              such texts is joined, so that lines stay short
    calendar  of the series; its first day must be one of it
    """

    first: Annotated[str, AfterValidator(_dated)] = Field(alias="from")
    unit: Annotated[str, Field(min_length=1, max_length=40)]
    days: str | tuple[str, ...]
    calendar: Annotated[str, known_in(CALENDARS, "calendar")] = "standard"

    @field_validator("days")
    @classmethod
    def _readable(cls, days: str | tuple[str, ...]) -> str | tuple[str, ...]:
        total = 0
        for word in _words_of(days):
            found = _DAY.fullmatch(word)
            if found is None:
                allowed = "values parted by spaces, such as 0*30 12.5 nan 9"
                raise wrong(Problem("test.days", "", "this is not the value of a day", word[:40], allowed))
            total += int(found[2] or 1)
        if not 0 < total <= MOST_DAYS:
            what = "a series is a few years at most" if total else "a series has one day at least"
            raise wrong(Problem("test.days", "", what, f"{total} days", f"1 to {MOST_DAYS} days"))
        return days

    def values(self) -> list[float]:
        """One number a day, in `unit`; a missing day is not a number."""
        numbers: list[float] = []
        for word in _words_of(self.days):
            value, _, count = word.partition("*")
            numbers += [math.nan if value.lower() == "nan" else float(value)] * int(count or 1)
        return numbers


def _words_of(days: str | tuple[str, ...]) -> Iterator[str]:
    for text in (days,) if isinstance(days, str) else days:
        yield from text.split()


class Place(Part):
    """Where the case is: some methods hang on latitude or height."""

    lat: Annotated[NUMBER, Field(ge=-90, le=90)] = 0
    lon: Annotated[NUMBER, Field(ge=-180, le=180)] = 0
    elevation: Annotated[str, read_with(parse_quantity, like="m")] | None = None


class Expected(Part):
    """What must come out: of one season a value or an outcome; or of all of them a count of years.

    of        the output meant; default the main one
    season    the year it bears, such as 2000 or 2000-01
    value     a date (2000-10-05) for dates, else a quantity (12 day, 83.5 mm)
    within    how far off the value may be; default as near as single precision is
    outcome   happened, did_not_happen or unknown
    statement, at, true, of_years   a row of the counts: true in so many of so many known years
    told, at, value   a row of what is said over members, such as chance_fewer_than at 300 mm; `season`: of that year
    """

    of: Name | None = None
    season: StrictInt | str | None = None
    value: str | None = None
    within: Annotated[str, read_with(parse_quantity)] | None = None
    outcome: Literal["happened", "did_not_happen", "unknown"] | None = None
    told: str | None = None
    statement: str | None = None
    at: str | None = None
    true: StrictInt | None = Field(None, ge=0)
    of_years: StrictInt | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _one_of_two(self) -> "Expected":
        counts = (self.statement, self.true, self.of_years)
        seasonal = self.season is not None and (self.value is not None or self.outcome is not None)
        alone = self.told is None and self.at is None and counts == (None,) * 3
        counted = None not in (*counts, self.at) and (self.season, self.value, self.outcome, self.told) == (None,) * 4
        spread = None not in (self.told, self.at, self.value) and (self.outcome, *counts) == (None,) * 4
        if not (counted or (seasonal and alone) or spread):
            allowed = "{season: 2000, value: 12 day}, {season: 2000, outcome: unknown}, "
            allowed += "{statement: by, at: 35 day, true: 2, of_years: 3}"
            raise wrong(Problem("test.expect", "", "this does not say what must come out", "", allowed))
        if self.of_years == 0:
            what = "a count of no years proves nothing: the recipe would pass without computing a season"
            raise wrong(Problem("test.of_years", "", what, "of_years: 0", "1 or more", "Give a season that is known"))
        if isinstance(self.season, str) and not _SEASON.fullmatch(self.season):
            raise wrong(Problem("test.season", "", "this is not a season", self.season, "2000 or 2000-01"))
        if self.value is not None and self.outcome not in (None, "happened"):
            raise wrong(Problem("test.expect", "", "only what happened has a value", str(self.outcome), "happened"))
        return self


class Case(Part):
    """One golden case: what is given, what is set, and what must come of it.

    given  daily series by the names of the recipe's inputs; an optional input that is not given is absent
    """

    about: Text
    set: Annotated[dict[Name, Raw], Field(max_length=40)] = {}
    at: Place = Place()
    given: Annotated[dict[Name, Given], Field(min_length=1, max_length=20)]
    expect: Annotated[tuple[Expected, ...], Field(min_length=1, max_length=200)]
