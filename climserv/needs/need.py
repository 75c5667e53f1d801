"""The decision need: what a group must decide, and what it would have to know, when, where and in which measure.

Everything but the id may be missing: a need is talked into shape. What is written must be readable, though: units,
days, languages and names are checked, and text is limited in length.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from ..vocabulary.metrics import METRICS
from ..vocabulary.model_problems import read_with
from ..vocabulary.problems import did_you_mean
from ..vocabulary.scales import parse_length
from ..vocabulary.seasons import parse_month_day, parse_years
from ..vocabulary.units import parse_quantity
from .odds import parse_odds

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
TimeScaleName = Literal["hour", "day", "dekad", "month", "season", "year", "decade"]
SpatialScaleName = Literal["plot", "village", "ward", "sub_county", "district", "basin", "country"]
HorizonName = Literal["past", "days", "now", "years", "projection"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Window(_Part):
    """When the decision is taken: days of the year, or words such as `at first rain`; `year` when it comes once."""

    from_: MonthDayText | None = Field(None, alias="from")
    to: MonthDayText | None = None
    words: Line | None = None
    recurs: Literal["yearly", "once"] | None = None
    year: Annotated[int, Field(ge=1900, le=2200)] | None = None


class Decision(_Part):
    """What is decided, between which options, when, and whether one can go back."""

    what: Line | None = None
    options: Lines = ()
    by: Window | None = None
    lead: Duration | None = None
    deadline: MonthDayText | None = None
    reversibility: Text | None = None


class Means(_Part):
    """Something needed to act, and when it can be had."""

    what: Line
    when: Line | None = None


class Who(_Part):
    """Who decides, who does the work, how many people it touches, and what they need to act at all."""

    decides: Lines = ()
    does: Lines = ()
    people: Annotated[int, Field(ge=0, le=10_000_000_000)] | None = None
    means_to_act: Annotated[tuple[Means, ...], Field(max_length=MOST_ITEMS)] = ()


class Time(_Part):
    """Axis one. `period` in words; `period_of_interest` in years, where the need is about given years."""

    scale: TimeScaleName | None = None
    horizon: HorizonName | None = None
    period: Line | None = None
    period_of_interest: YearsText | None = None


class Resolution(_Part):
    """How fine it must be: no use above `threshold`, much better below `breakthrough`, no gain below `goal`."""

    threshold: Length | None = None
    breakthrough: Length | None = None
    goal: Length | None = None


class Space(_Part):
    """Axis two. `place` is the id of a place, or west,south,east,north in degrees."""

    place: Line | None = None
    scale: SpatialScaleName | None = None
    resolution: Resolution | None = None
    contrasts: Lines = ()
    altitude: Line | None = None
    lives_here: Text | None = None


class Variant(_Part):
    """Another rule in use for the same thing."""

    words: Text
    with_: Settings = Field(default_factory=dict, alias="with")
    whose: Line | None = None


class MetricAsked(_Part):
    """Axis three: the event in plain words, its formal definition, where the threshold comes from, how sure it is."""

    words: Words = Field(default_factory=dict)
    is_: MetricName | None = Field(None, alias="is")
    with_: Settings = Field(default_factory=dict, alias="with")
    source: Text | None = None
    sure: Literal["yes", "partly", "no"] | None = None
    confirmed_by: Line | None = None
    variants: Annotated[tuple[Variant, ...], Field(max_length=MOST_ITEMS)] = ()
    impact: Text | None = None


class Tolerance(_Part):
    """How often one may act in vain, or miss it, in ten years; what each costs is never required."""

    in_vain: Odds | None = None
    miss: Odds | None = None
    cost_act: Line | None = None
    loss_if_not: Line | None = None


class LocalSign(_Part):
    """Something people here know: who holds it, under which label it may travel, how far they trust it themselves."""

    what: Text
    holder: Line | None = None
    label: Line | None = None
    reliability: Line | None = None


class ExistingSource(_Part):
    """What people use today, how far they trust it (1 to 5), and what is wrong with it."""

    source: Line
    used: Literal["yes", "sometimes", "no"] | None = None
    trusted: Annotated[int, Field(ge=1, le=5)] | None = None
    problem: Text | None = None


class Knowledge(_Part):
    """What is known and used already, and what this would add."""

    local: Annotated[tuple[LocalSign, ...], Field(max_length=MOST_ITEMS)] = ()
    existing_sources: Annotated[tuple[ExistingSource, ...], Field(max_length=MOST_ITEMS)] = ()
    value_add: Text | None = None


class Reach(_Part):
    """In which languages and by which ways it must arrive."""

    languages: Annotated[tuple[Language, ...], Field(max_length=MOST_ITEMS)] = ()
    channels: Lines = ()
    literacy: Line | None = None
    devices: Lines = ()
    format: Line | None = None


class Inclusion(_Part):
    """Who must not be left out, what stands in their way, and when they can meet."""

    groups: Lines = ()
    barriers: Lines = ()
    meeting_times: Line | None = None


class Answer(_Part):
    """One question about how things stand before anything is done, and the answer given."""

    question: Line
    answer: Text


class Evidence(_Part):
    """How things stand now, and how it will be known that this helped."""

    baseline: Annotated[tuple[Answer, ...], Field(max_length=MOST_ITEMS)] = ()
    success: Text | None = None


class Origin(_Part):
    """Where the record comes from, who speaks in it, who has said that it is right, and who may see it."""

    session: Line | None = None
    recorded_by: Line | None = None
    on_behalf_of: Line | None = None
    confirmed_by: Line | None = None
    owner: Line | None = None
    visibility: Literal["own", "partners", "public"] | None = None
    consents: Lines = ()
    labels: Lines = ()


class Need(_Part):
    """A decision need. `unknown` lists what the group does not know yet: field paths, or plain words."""

    need: Id
    question: Annotated[dict[Language, Annotated[str, Field(max_length=300)]], Field(max_length=MOST_ITEMS)] = Field(
        default_factory=dict
    )
    decision: Decision = Decision()
    who: Who = Who()
    time: Time = Time()
    space: Space = Space()
    metric: MetricAsked = MetricAsked()
    tolerance: Tolerance = Tolerance()
    bad_years: Annotated[dict[Year, Line], Field(max_length=100)] = Field(default_factory=dict)
    bad_years_told_by: Line | None = None
    knowledge: Knowledge = Knowledge()
    reach: Reach = Reach()
    inclusion: Inclusion = Inclusion()
    evidence: Evidence = Evidence()
    origin: Origin = Origin()
    unknown: Lines = ()
