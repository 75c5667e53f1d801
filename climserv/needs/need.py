"""The decision need: what a group must decide, and what it would have to know, when, where and in which measure.

Everything but the id may be missing: a need is talked into shape. What is written must be readable, though: units,
days, languages and names are checked, and text is limited in length.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .written import (
    LONGEST_TEXT,
    MOST_DIFFERENCES,
    MOST_ITEMS,
    Certainty,
    Duration,
    Gender,
    Geometry,
    HorizonName,
    Id,
    Language,
    Length,
    Line,
    Lines,
    Measures,
    MetricName,
    MonthDayText,
    Odds,
    Settings,
    SpatialScaleName,
    Step,
    Text,
    TimeScaleName,
    Words,
    Year,
    YearsText,
)


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
    reversible: Literal["yes", "costly", "no"] | None = None
    reversibility: Text | None = None


class Means(_Part):
    """Something needed to act, and when it can be had."""

    what: Line
    when: Line | None = None


class Who(_Part):
    """Who decides, who does the work, how many people it touches, and what they need to act at all.

    Deciding and working are asked apart: where women work and men sign, one answer for both would hide it.
    """

    decides: Lines = ()
    decides_gender: Gender | None = None
    does: Lines = ()
    does_gender: Gender | None = None
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


class Steps(_Part):
    """The step of time, levels as of `Resolution`; written `10 day` or as a time scale, `dekad`."""

    threshold: Step | None = None
    breakthrough: Step | None = None
    goal: Step | None = None


class Spans(_Part):
    """Spans of time, such as `14 day`, as three levels."""

    threshold: Duration | None = None
    breakthrough: Duration | None = None
    goal: Duration | None = None


class Certainties(_Part):
    """How often it must be right, such as `7 in 10` or `70 %`, as three levels."""

    threshold: Certainty | None = None
    breakthrough: Certainty | None = None
    goal: Certainty | None = None


class Levels(_Part):
    """What is asked of an answer beside `space.resolution`, as WMO's review of requirements does.

    lead         how long before the decision it is known; longer is better
    timeliness   how long after the day it speaks of, or is made, it reaches people; shorter is better
    """

    step: Steps | None = None
    lead: Spans | None = None
    certainty: Certainties | None = None
    timeliness: Spans | None = None


class Space(_Part):
    """Axis two. `place` is the id of a place, or west,south,east,north in degrees; `geometry` what was drawn."""

    place: Line | None = None
    also: Lines = ()
    geometry: Geometry | None = None
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
    """Axis three: the event in plain words, its formal definition, where the threshold comes from, how sure it is.

    `guessed_from` keeps the words a definition was guessed from; until somebody confirms it, it is a guess.
    """

    words: Words = Field(default_factory=dict)
    is_: MetricName | None = Field(None, alias="is")
    with_: Settings = Field(default_factory=dict, alias="with")
    source: Text | None = None
    sure: Literal["yes", "partly", "no"] | None = None
    guessed_from: Line | None = None
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
    """Where the record comes from, who speaks in it, who has said that it is right, and who may see it.

    `sheet` is the paper that it was entered from.
    """

    session: Line | None = None
    sheet: Line | None = None
    recorded_by: Line | None = None
    on_behalf_of: Line | None = None
    confirmed_by: Line | None = None
    owner: Line | None = None
    visibility: Literal["own", "partners", "public"] | None = None
    consents: Lines = ()
    labels: Lines = ()


class Ancestor(_Part):
    """The need, and its version, that this one was split from or merged out of."""

    need: Id
    version: Annotated[int, Field(ge=1)] | None = None
    how: Literal["split", "merged", "copied"]


class Difference(_Part):
    """What one of the merged needs said otherwise: kept until people have talked it over."""

    field: Line
    said: Annotated[str, Field(max_length=LONGEST_TEXT)]
    by: Id


class Need(_Part):
    """A decision need. `unknown` lists what the group does not know yet: field paths, or plain words.

    measures      local measures with their size, such as {debe: 20 litre}
    bad_years_by  who remembers which year; `worst_first` ranks them
    """

    need: Id
    question: Annotated[dict[Language, Annotated[str, Field(max_length=300)]], Field(max_length=MOST_ITEMS)] = Field(
        default_factory=dict
    )
    decision: Decision = Decision()
    who: Who = Who()
    time: Time = Time()
    space: Space = Space()
    metric: MetricAsked = MetricAsked()
    levels: Levels = Levels()
    tolerance: Tolerance = Tolerance()
    bad_years: Annotated[dict[Year, Line], Field(max_length=100)] = Field(default_factory=dict)
    bad_years_told_by: Line | None = None
    bad_years_by: Annotated[dict[Year, Lines], Field(max_length=100)] = Field(default_factory=dict)
    worst_first: Annotated[tuple[Year, ...], Field(max_length=100)] = ()
    measures: Measures = Field(default_factory=dict)
    knowledge: Knowledge = Knowledge()
    reach: Reach = Reach()
    inclusion: Inclusion = Inclusion()
    evidence: Evidence = Evidence()
    origin: Origin = Origin()
    lineage: Annotated[tuple[Ancestor, ...], Field(max_length=MOST_ITEMS)] = ()
    differences: Annotated[tuple[Difference, ...], Field(max_length=MOST_DIFFERENCES)] = ()
    unknown: Lines = ()
