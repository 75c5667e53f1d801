"""What each metric must be told before it can be counted: its conventions, as questions in plain words."""

from flask_babel import lazy_gettext as _l

from climserv.vocabulary.metrics import METRICS

from .choices import (
    ANCHORS,
    DAYS,
    DEPTH,
    OPERATORS_COLD,
    OPERATORS_HOT,
    OPERATORS_WET,
    RATES,
    SHARE,
    WARMTH,
)
from .questions import Question

METRIC_NAMES = tuple(code for code, metric in METRICS.items() if metric.asked)

_FROM = Question("season_start", "month_day", _l("from"))
_TO = Question("season_end", "month_day", _l("to"))

# A convention that can be said in plain words; those of soils, crops and baselines stay with the recipe.
_CONVENTIONS: dict[str, Question] = {
    one.path: one
    for one in (
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
        Question("heavy", "quantity", _l("Rain is heavy from, in a day"), "", RATES),
        Question("least_rain", "quantity", _l("The least rain a season needs"), "", DEPTH),
        Question("days", "quantity", _l("Over how many days?"), "", DAYS),
        Question("run", "quantity", _l("How many days in a row?"), "", DAYS),
        Question("percentile", "quantity", _l("Rarer than so many of a hundred days"), "", SHARE),
        Question("months", "quantity", _l("Over how many months?"), "", (("month", _l("months")),)),
        Question("search_start", "month_day", _l("Look for it from")),
        Question("search_end", "month_day", _l("to")),
        _FROM,
        _TO,
        Question("wet_day", "quantity", _l("A wet day has"), "", RATES, later=True),
        Question("wet_days", "whole", _l("At least this many wet days among them"), later=True),
        Question("anchor", "choice", _l("The start is"), "", ANCHORS, later=True),
    )
}

_HEAT_INDEX = Question(
    "threshold",
    "plain_number",
    _l("Heat stress from an index of"),
    _l("Temperature-humidity index; 72 is often named, 76 by smallholders in Tanzania."),
)
_COLD = {"frost_days", "last_spring_frost", "first_autumn_frost"}


def setting_questions(metric: str) -> tuple[Question, ...]:
    """The questions of one metric, those needed first before those that a recipe knows by itself."""
    if metric not in METRICS:
        return ()
    found = [one for name in METRICS[metric].conventions if (one := _question(metric, name))]
    return tuple(sorted(found, key=lambda one: one.later))


def _question(metric: str, name: str) -> Question | None:
    variables = METRICS[metric].variables
    warm = bool(variables) and variables[0].startswith("tas")
    if name == "threshold":
        return _HEAT_INDEX if "hurs" in variables else _threshold(metric)
    if name == "operator":
        options = OPERATORS_COLD if metric in _COLD else OPERATORS_HOT if warm else OPERATORS_WET
        return Question("operator", "choice", _l("Counted when it is"), "", options, later=not warm)
    if name == "amount" and warm:
        return None
    return _CONVENTIONS.get(name)


def _threshold(metric: str) -> Question:
    if metric in _COLD:
        return Question("threshold", "quantity", _l("Frost is at, or below"), "", WARMTH)
    if metric == "hot_nights":
        help_ = _l("The night’s lowest temperature.")
        return Question("threshold", "quantity", _l("A night is too hot from"), help_, WARMTH)
    if metric == "growing_season_length":
        return Question("threshold", "quantity", _l("Things grow from"), "", WARMTH)
    help_ = _l("The day's highest temperature, in the shade.")
    return Question("threshold", "quantity", _l("A day is too hot from"), help_, WARMTH)
