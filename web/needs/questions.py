"""The questions of the need form, as a table: the page, the reading and the writing all follow it.

A field's name is its path in the need record (`decision.lead`), so that a problem found there finds its field.
"""

from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES


@dataclass(frozen=True)
class Question:
    """One field.

    kind      line, text, lines, words (text in the language written in), choice, checks, month_day, quantity, odds,
              whole, place, years, sources, pairs (a question and its answer)
    options   (value, label) pairs of choice, checks and the units of a quantity
    not_yet   whether "we don't know yet" is offered
    later     whether it is folded away: worth saying, and not needed to begin
    """

    path: str
    kind: str
    label: str
    help: str = ""
    options: tuple = ()
    not_yet: bool = False
    later: bool = False


@dataclass(frozen=True)
class Part:
    """A section of the form, headed by a question."""

    id: str
    heading: str
    questions: tuple[Question, ...]

    @property
    def first(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if not question.later)

    @property
    def later(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.later)


def _labels(table) -> tuple:
    return tuple((code, entry.label) for code, entry in table.items())


DAYS = (("day", _l("days")), ("week", _l("weeks")))
WARMTH = (("degC", "°C"), ("degF", "°F"))
SIZES = (("km", "km"), ("degree", _l("degrees")))
DEPTH = (("mm", "mm"), ("inch", _l("inches")))
OPERATORS_HOT = ((">", _l("hotter than this")), (">=", _l("this hot or hotter")))
OPERATORS_WET = ((">=", _l("this much or more")), (">", _l("more than this")))
ANCHORS = (
    ("first_wet_day", _l("the first wet day")),
    ("window_start", _l("the first day of those days")),
    ("window_end", _l("the last day of those days")),
)
LANGUAGES = (("en", "English"), ("fr", "Français"), ("sw", "Kiswahili"), ("es", "Español"))
VISIBILITY = (
    ("own", _l("our group and those who work on the answer")),
    ("partners", _l("the other organisations on this site too")),
    ("public", _l("everybody, without signing in")),
)
CHANNELS = (
    ("meeting", _l("a meeting")),
    ("radio", _l("radio")),
    ("sms", _l("text message (SMS)")),
    ("voice message", _l("voice message")),
    ("poster", _l("poster or paper")),
    ("phone page", _l("a page on the phone")),
    ("e-mail", _l("e-mail")),
)

_SEASON = (
    Question("season_start", "month_day", _l("from")),
    Question("season_end", "month_day", _l("to")),
)

# What each metric must be told, the first things first; the rest is folded away, with the recipe's own defaults.
SETTINGS: dict[str, tuple[Question, ...]] = {
    "hot_days": (
        Question(
            "threshold",
            "quantity",
            _l("A day is too hot from"),
            _l("The day's highest temperature, in the shade."),
            WARMTH,
        ),
        Question("operator", "choice", _l("Counted when it is"), "", OPERATORS_HOT),
        *_SEASON,
    ),
    "rainy_season_onset": (
        Question("amount", "quantity", _l("How much rain wets the soil enough?"), "", DEPTH),
        Question("window", "quantity", _l("It falls within"), "", DAYS),
        Question("dry_spell", "quantity", _l("A dry spell that kills the seed lasts"), "", DAYS),
        Question(
            "look_ahead",
            "quantity",
            _l("No such dry spell in the next"),
            _l(
                "This looks at the days that follow: right for past years, not known on the day itself. "
                "0 switches it off."
            ),
            DAYS,
        ),
        Question("search_start", "month_day", _l("Look for the start from")),
        Question("search_end", "month_day", _l("to")),
    ),
    "seasonal_rain": _SEASON,
    "heat_stress_days": (
        Question(
            "threshold",
            "plain_number",
            _l("Heat stress from an index of"),
            _l("Temperature-humidity index; 72 is often named, 76 by smallholders in Tanzania."),
        ),
        *_SEASON,
    ),
}
FINER: dict[str, tuple[Question, ...]] = {
    "rainy_season_onset": (
        Question("wet_day", "quantity", _l("A wet day has"), "", (("mm/day", "mm"),)),
        Question("operator", "choice", _l("Counted when it is"), "", OPERATORS_WET),
        Question("wet_days", "whole", _l("At least this many wet days among them")),
        Question("anchor", "choice", _l("The start is"), "", ANCHORS),
    ),
}

PARTS: tuple[Part, ...] = (
    Part(
        "asking",
        _l("What do you want to know?"),
        (
            Question(
                "question",
                "words",
                _l("Your question, in your own words"),
                _l(
                    "As you would ask a neighbour: “When can we plant maize safely?” "
                    "It becomes the title of the answer."
                ),
                not_yet=True,
            ),
        ),
    ),
    Part(
        "deciding",
        _l("What must you decide?"),
        (
            Question(
                "decision.what",
                "line",
                _l("We must decide about"),
                _l("For example: planting maize; buying seed; raising the roof."),
                not_yet=True,
            ),
            Question(
                "decision.options",
                "lines",
                _l("What could you do?"),
                _l("One on each line, at least two. Doing nothing different is one."),
            ),
            Question("decision.by.from", "month_day", _l("We decide between"), not_yet=True),
            Question("decision.by.to", "month_day", _l("and")),
            Question("decision.by.words", "line", _l("Or in words"), _l("For example: at the first rain."), later=True),
            Question("decision.lead", "quantity", _l("We must know this long before"), "", DAYS, not_yet=True),
            Question(
                "decision.deadline",
                "month_day",
                _l("Or: we need the answer by"),
                _l("Only if it is another day than the one that follows from the dates above."),
                later=True,
            ),
            Question(
                "decision.reversibility", "text", _l("Can you go back on it, and what does that cost?"), later=True
            ),
        ),
    ),
    Part(
        "people",
        _l("Who decides, and who does the work?"),
        (
            Question("who.decides", "lines", _l("Who decides?"), _l("One on each line.")),
            Question("who.does", "lines", _l("Who does the work?"), _l("One on each line."), later=True),
            Question("who.people", "whole", _l("How many people does it touch, about?"), later=True),
            Question("inclusion.groups", "lines", _l("Who must not be left out?"), _l("One on each line.")),
        ),
    ),
    Part(
        "when",
        _l("When is it about?"),
        (
            Question("time.horizon", "choice", _l("We ask about"), "", _labels(HORIZONS), not_yet=True),
            Question("time.scale", "choice", _l("We think in"), "", _labels(TIME_SCALES), not_yet=True),
            Question(
                "time.period",
                "line",
                _l("Which part of the year?"),
                _l("For example: June; October to January."),
                later=True,
            ),
            Question(
                "time.period_of_interest",
                "line",
                _l("Which years, if it is about given years?"),
                _l("First and last, such as 2041-2070."),
            ),
        ),
    ),
    Part(
        "where",
        _l("Where is it about?"),
        (
            Question("space.place", "place", _l("The place"), not_yet=True),
            Question("space.scale", "choice", _l("The answer must be for"), "", _labels(SPATIAL_SCALES), not_yet=True),
            Question(
                "space.resolution.threshold",
                "quantity",
                _l("Of no use to us if one answer covers more than"),
                _l("From one side to the other. Beyond it, places differ too much for you to share one answer."),
                SIZES,
                later=True,
            ),
            Question(
                "space.contrasts",
                "lines",
                _l("What differs from one part to another?"),
                _l("For example: the hill side gets rain first. One on each line."),
                later=True,
            ),
        ),
    ),
    Part(
        "measure",
        _l("What makes a year good or bad?"),
        (
            Question(
                "metric.words",
                "words",
                _l("In your own words"),
                _l("For example: two good rains and no ten dry days after."),
            ),
            Question("metric.is", "metric", _l("What shall be counted?"), not_yet=True),
            Question(
                "metric.source",
                "text",
                _l("Where do these numbers come from?"),
                _l("Yourselves, an agronomist, a book."),
                later=True,
            ),
            Question(
                "metric.sure",
                "choice",
                _l("How sure are you of them?"),
                "",
                (("yes", _l("sure")), ("partly", _l("partly sure")), ("no", _l("not sure; let us talk about them"))),
                later=True,
            ),
            Question(
                "metric.confirmed_by",
                "line",
                _l("Who has said that these numbers are right?"),
                _l("A role is enough: the chair, the extension officer."),
                later=True,
            ),
        ),
    ),
    Part(
        "wrong",
        _l("How often may it go wrong?"),
        (
            Question(
                "tolerance.in_vain",
                "odds",
                _l("We act, and it was for nothing"),
                _l("In ten years, how many such years can you bear?"),
                not_yet=True,
            ),
            Question(
                "tolerance.miss",
                "odds",
                _l("We do not act, and should have"),
                _l("In ten years, how many such years can you bear?"),
                not_yet=True,
            ),
            Question(
                "bad_years",
                "years",
                _l("Which years were bad?"),
                _l("The year and what happened, one on each line: 1997 floods"),
            ),
        ),
    ),
    Part(
        "today",
        _l("What do you use today?"),
        (
            Question(
                "knowledge.existing_sources",
                "sources",
                _l("Where do you hear about the weather and the seasons?"),
                _l("One on each line, signs of nature too."),
            ),
            Question("knowledge.value_add", "text", _l("What would this tell you that they do not?"), later=True),
            Question(
                "evidence.baseline",
                "pairs",
                _l("How is it today?"),
                _l(
                    "Up to three questions that can be asked again later, with today’s answers: "
                    "“In how many of the last ten years did you replant?” – “About three.”"
                ),
                later=True,
            ),
            Question("evidence.success", "text", _l("We shall know it helped if …"), later=True),
        ),
    ),
    Part(
        "reach",
        _l("How should the answer reach you?"),
        (
            Question("reach.languages", "checks", _l("In which languages?"), "", LANGUAGES),
            Question("reach.channels", "checks", _l("By which ways?"), "", CHANNELS),
            Question("origin.on_behalf_of", "line", _l("Who speaks here?"), _l("The group, if you write for others.")),
            Question(
                "origin.visibility",
                "choice",
                _l("Who may see this need?"),
                _l(
                    "With it go its drafts and answers. Meteorologists and facilitators always see them. "
                    "Nothing chosen means: your group only. You can change this at any time."
                ),
                VISIBILITY,
                later=True,
            ),
        ),
    ),
    Part(
        "open",
        _l("What do you not know yet?"),
        (
            Question(
                "unknown",
                "lines",
                _l("Anything else that is open"),
                _l("One on each line. Not knowing is an answer: it becomes a thing to talk about."),
            ),
        ),
    ),
)

METRIC_NAMES = tuple(code for code, metric in METRICS.items() if metric.asked)


def all_questions() -> tuple[Question, ...]:
    return tuple(question for part in PARTS for question in part.questions)


def setting_questions(metric: str) -> tuple[Question, ...]:
    return SETTINGS.get(metric, ()) + FINER.get(metric, ())


@dataclass(frozen=True)
class Values:
    """What stands in the fields: as typed after a faulty post, as saved otherwise."""

    given: dict[str, str] = field(default_factory=dict)
    many: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        return self.given.get(name, "")

    def has(self, name: str, value: str) -> bool:
        return value in self.many.get(name, ())
