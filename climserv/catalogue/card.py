"""A dataset card: what a data set is, where it comes from, and what it can honestly be used for."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ..vocabulary.problems import Refused, did_you_mean
from ..vocabulary.scales import parse_length
from ..vocabulary.seasons import Years, parse_years
from ..vocabulary.units import parse_quantity
from ..vocabulary.variables import VARIABLES

ROLES = ("observation", "station", "projection", "forecast", "hindcast")
CALENDARS = ("standard", "proleptic_gregorian", "julian", "noleap", "all_leap", "360_day")


def _english_first(texts: dict[str, str]) -> dict[str, str]:
    if not texts.get("en", "").strip():
        raise ValueError("an English text is needed: it is what every other language falls back to")
    if empty := [code for code, text in texts.items() if not text.strip()]:
        raise ValueError(f"no text in {', '.join(sorted(empty))}")
    return texts


def _known_variable(name: str) -> str:
    if name not in VARIABLES:
        raise ValueError(f"{name} is no canonical variable. {did_you_mean(name, VARIABLES)}".strip())
    return name


def _not_empty(values: tuple) -> tuple:
    if not values:
        raise ValueError("at least one is needed")
    return values


def _range_of_years(text: str) -> str:
    _first_problem(parse_years, text)
    return text


def _length(text: str) -> str:
    _first_problem(parse_length, text)
    return text


def _first_problem(read, text: str) -> None:
    """Pydantic collects ValueErrors with the field they belong to; the reader's own words are kept."""
    try:
        read(text, where="")
    except Refused as refusal:
        problem = refusal.problems[0]
        raise ValueError(f"{problem.what}; allowed: {problem.allowed}") from None


def _days(text: str) -> str:
    _first_problem(lambda given, where: parse_quantity(given, where=where, like="day"), text)
    return text


def _inside_the_folder(path: str) -> str:
    if path.startswith("/") or "\\" in path or ".." in path.split("/"):
        raise ValueError("a file stands inside the folder of the catalogue: a relative path without '..'")
    return path


def _whole_path(path: str) -> str:
    if path and (not path.startswith("/") or ".." in path.split("/")):
        raise ValueError("a whole path such as /data/rain, without '..'; or nothing, for the folder of the catalogue")
    return path


def _link(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s<>\"']+|[\w./ -]+", text):
        raise ValueError("an address that begins with https://, or the path of a document")
    return text


def _on_the_globe(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("bounds are west, south, east, north in degrees, longitudes -180..180")
    return bounds


Texts = Annotated[dict[str, str], AfterValidator(_english_first)]
VariableName = Annotated[str, AfterValidator(_known_variable)]
Period = Annotated[str, AfterValidator(_range_of_years)]
Length = Annotated[str, AfterValidator(_length)]
Duration = Annotated[str, AfterValidator(_days)]
Bounds = Annotated[tuple[float, float, float, float], AfterValidator(_on_the_globe)]
Calendar = Literal["standard", "proleptic_gregorian", "julian", "noleap", "all_leap", "360_day"]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
# Files name their members as they like; only a line end or the like would be no name.
MemberName = Annotated[str, Field(pattern=r"^[^\s\x00-\x1f]([^\x00-\x1f]*[^\s\x00-\x1f])?$", max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Health(_Part):
    """What the health check found, and on which day it was made."""

    checked: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    errors: Annotated[int, Field(ge=0)] = 0
    warnings: Annotated[int, Field(ge=0)] = 0
    notes: Annotated[int, Field(ge=0)] = 0


class MemberCard(_Part):
    """One member: one model under one scenario, on its own calendar; `init` is the start day of a forecast."""

    id: MemberName
    model: str
    scenario: str
    calendar: Calendar
    init: str = ""


class FileCard(_Part):
    """A file: its path from the card's folder, checksum, size [bytes], and when it was last changed [ns since 1970]."""

    path: Annotated[str, AfterValidator(_inside_the_folder)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(gt=0)]
    modified: int | None = None


class MadeBy(_Part):
    """Data made at first use instead of shipped: which generator, which seed, which part of what it makes."""

    generator: str
    seed: int
    part: str


class Licence(_Part):
    """What may be done with the data: SPDX id, name, whether it may be passed on, and where that is said."""

    id: str
    name: str
    redistribution: bool
    source: str


class Card(_Part):
    """What a data set is and can honestly be used for; `dataset` is its id.

    step, resolution      as the file has them; effective_resolution is what the numbers can really tell
    period, periods       whole years; `periods` only where there are gaps, and `period` spans them
    bounds                west, south, east, north in degrees
    files | made_by       files, or the generator that makes them at first use: one of the two
    folder                whole path that the files are counted from; empty: the folder of the catalogue
    consent               of contributed observations: where it is written that their makers agreed
    health                what the health check found when the card was written
    reference             id of the observations fit to adjust this one
    lead                  how far ahead a forecast looks; delay: how long after the day its values are there
    """

    dataset: Name
    title: Texts
    about: Texts
    role: Literal["observation", "station", "projection", "forecast", "hindcast"]
    made_for_demonstration: bool = False
    variables: Annotated[tuple[VariableName, ...], AfterValidator(_not_empty)]
    step: Literal["hour", "day", "dekad", "month", "year"]
    resolution: Length
    effective_resolution: Length
    period: Period
    periods: tuple[Period, ...] = ()
    bounds: Bounds
    members: tuple[MemberCard, ...] = ()
    calendars: Annotated[tuple[Calendar, ...], AfterValidator(_not_empty)]
    files: tuple[FileCard, ...] = ()
    folder: Annotated[str, AfterValidator(_whole_path)] = ""
    made_by: MadeBy | None = None
    reference: str | None = None
    lead: Duration | None = None
    delay: Duration | None = None
    licence: Licence
    consent: Annotated[str, AfterValidator(_link)] = ""
    origin: Texts
    limits: Annotated[tuple[Texts, ...], AfterValidator(_not_empty)]
    health: Health | None = None

    @model_validator(mode="after")
    def _parts_agree(self) -> "Card":
        if bool(self.files) == bool(self.made_by):
            raise ValueError("a card names either files or made_by, and not both")
        if self.role == "projection" and not self.members:
            raise ValueError("a projection names its members: id, model, scenario, calendar")
        if strange := sorted({m.calendar for m in self.members} - set(self.calendars)):
            raise ValueError(f"members use calendars that the card does not list: {', '.join(strange)}")
        if repeated := _repeated(m.id for m in self.members):
            raise ValueError(f"two members have one id: {', '.join(repeated)}")
        if self.periods and (self.years[0].first, self.years[-1].last) != _ends(self.period):
            raise ValueError(f"periods must begin and end as period {self.period} does")
        return self

    @property
    def years(self) -> tuple[Years, ...]:
        """The whole years the data set holds, gap by gap."""
        return tuple(parse_years(text, where="period") for text in self.periods or (self.period,))

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenarios of its members, each once, in the card's order."""
        return tuple(dict.fromkeys(member.scenario for member in self.members))

    @property
    def models(self) -> tuple[str, ...]:
        """The models of its members, each once, in the card's order."""
        return tuple(dict.fromkeys(member.model for member in self.members))


def _ends(period: str) -> tuple[int, int]:
    first, last = re.findall(r"\d{4}", period)
    return int(first), int(last)


def _repeated(names) -> list[str]:
    seen: set[str] = set()
    again = {name for name in names if name in seen or seen.add(name)}
    return sorted(again)
