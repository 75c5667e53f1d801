"""The figures behind a finding, in the reader's words; what its sentence says already is left out."""

from collections.abc import Mapping

from flask_babel import format_decimal, format_percent, gettext
from flask_babel import lazy_gettext as _l

from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.variables import VARIABLES

NAMES = {
    "asked": _l("asked for"), "offered": _l("offered"), "data": _l("in the data"), "years": _l("years in the data"),
    "recipe": _l("the recipe works by"), "record": _l("years on record"), "least": _l("years needed at least"),
    "area": _l("the place: west, south, east, north"), "share": _l("of the place covered"),
    "data_km": _l("the data tell apart (km)"), "threshold_km": _l("of no use beyond (km)"),
    "breakthrough_km": _l("wished (km)"), "goal_km": _l("best (km)"), "place_km": _l("width of the place (km)"),
    "model_km": _l("width of a model’s cell (km)"), "width_km": _l("width of the place (km)"), "km": _l("away (km)"),
    "models": _l("models"), "few": _l("few are fewer than"), "wanted": _l("needed"), "held": _l("there"),
    "missing": _l("lacking"), "variables_lacking": _l("lacking"), "reference": _l("set beside"),
    "training": _l("years set side by side"), "point": _l("the station: east, north"),
    "holds_the_point": _l("the station lies in the place"), "default": _l("the recipe’s own"),
    "taken": _l("taken from the recipe"), "claims": _l("the recipe speaks of"),
    "upto": _l("the recipe speaks of"), "holds": _l("years in the data"), "scenarios": _l("scenarios"),
    "outputs": _l("the recipe tells"), "season_days": _l("days of your season"), "place": _l("the place"),
    "period": _l("the years asked about"), "metric": _l("what is counted"), "deadline": _l("needed by"),
    "lead_days": _l("days ahead"), "asked_days": _l("days asked for"), "answer_days": _l("days until the answer"),
    "closed": _l("not to be passed on"), "asked_share": _l("sureness asked for"),
}  # fmt: skip
SAID_ALREADY = {
    "given",
    "problems",
    "steps",
    "contrasts",
    "made_for_demonstration",
    "uses_hindsight",
    "sure",
    "confirmed_by",
}
ROLES = {
    "observation": _l("observations"), "station": _l("a station’s measurements"), "projection": _l("projections"),
    "forecast": _l("forecasts"), "hindcast": _l("past forecasts"), "model": _l("models"),
}  # fmt: skip
CODES = {code: entry.label for table in (METRICS, VARIABLES, SPATIAL_SCALES, TIME_SCALES, HORIZONS)
         for code, entry in table.items()}  # fmt: skip


def figures(evidence: Mapping, language: str) -> list[tuple[str, str]]:
    """Name and value of each figure that a reader has not read yet."""
    shown = []
    for name, value in evidence.items():
        if name in SAID_ALREADY or value is None or value in ("", [], (), {}):
            continue
        words = format_percent(value) if name == "share" else in_words(value, language)
        shown.append((str(NAMES.get(name, name.replace("_", " "))), words))
    return shown


def in_words(value: object, language: str) -> str:
    """A code by its name, a number as the reader writes it, a list without brackets."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int | float):
        return format_decimal(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{in_words(key, language)}: {in_words(one, language)}" for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(in_words(one, language) for one in value)
    text = str(value)
    return text_in(CODES[text], language) if text in CODES else str(ROLES.get(text, text.replace("_", " ")))
