"""Saying what a filled recipe takes for granted: for tables as short values, for readers as sentences."""

from collections.abc import Mapping, Sequence

from ..vocabulary.seasons import parse_month_day
from ..vocabulary.texts import text_in
from .operations import OPERATIONS
from .resolving import FilledStep

LANGUAGES = ("en", "fr")

_OPERATORS = {">": {"en": "above", "fr": "supérieure à"}, ">=": {"en": "at or above", "fr": "supérieure ou égale à"}}
_ANCHORS = {
    "first_wet_day": {"en": "the first wet day of the window", "fr": "le premier jour de pluie de la fenêtre"},
    "window_start": {"en": "the first day of the window", "fr": "le premier jour de la fenêtre"},
    "window_end": {"en": "the last day of the window", "fr": "le dernier jour de la fenêtre"},
}
_METHODS = {
    "quantile_mapping": {"en": "quantile mapping", "fr": "correction des quantiles"},
    "quantile_delta_mapping": {
        "en": "quantile delta mapping",
        "fr": "correction des quantiles qui garde le changement",
    },
}
_GROUPS = {"month": {"en": "month by month", "fr": "mois par mois"}}
_DAY = {"en": "day", "fr": "jour"}
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}


def statements(steps: Sequence[FilledStep]) -> dict[str, str]:
    """Every convention of the steps, by key, as a short value."""
    return {
        convention.key: convention.value.format(**_facts(step))
        for step in steps
        for convention in OPERATIONS[step.op].conventions
    }


def sentences(steps: Sequence[FilledStep], language: str) -> list[str]:
    """The same as sentences for readers, in `en` or `fr`; other languages get English."""
    return [
        text_in(convention.sentence, language).format(**_facts(step))
        for step in steps
        for convention in OPERATIONS[step.op].conventions
        if convention.sentence
    ]


def _facts(step: FilledStep) -> dict[str, object]:
    """The step's arguments, and what the sentences need said of them."""
    told: dict[str, object] = {**step.arguments}
    for word, texts in (("operator", _OPERATORS), ("anchor", _ANCHORS), ("method", _METHODS), ("group", _GROUPS)):
        if word in told:
            told |= {f"{word}_{language}": texts[str(told[word])][language] for language in LANGUAGES}
    for word in ("season", "search"):
        if word in told:
            told |= _season(step.arguments[word])
    if OPERATIONS[step.op].hindsight:
        told |= _looking_ahead(step)
    for word in ("amount", "threshold", "wet_day", "window"):
        if word in told:
            told |= {f"{word}_{language}": _quantity(str(told[word]), language) for language in LANGUAGES}
    if "wet_days" in told:
        several = told["wet_days"] > 1
        told |= {"day_en": "days" if several else "day", "day_fr": "jours" if several else "jour"}
    return told


def _season(season: Mapping[str, str]) -> dict[str, str]:
    first, last = (parse_month_day(season[end], where="") for end in ("from", "to"))
    crosses = first > last
    return {
        "first": season["from"],
        "last": season["to"],
        "first_en": f"{first.day} {_MONTHS['en'][first.month - 1]}",
        "last_en": f"{last.day} {_MONTHS['en'][last.month - 1]}",
        "first_fr": _day_fr(first.day, first.month),
        "last_fr": _day_fr(last.day, last.month),
        "label": "both years, such as 2000-01" if crosses else "the year, such as 2000",
        "crossing_en": " and the one in which it ends, such as 2000-01" if crosses else "",
        "crossing_fr": " et celle où elle finit, par exemple 2000-01" if crosses else "",
    }


def _looking_ahead(step: FilledStep) -> dict[str, str]:
    spell, ahead = step.arguments["dry_spell"], step.arguments["look_ahead"]
    if not step.looks_ahead:
        return {
            "hindsight": "no: only days up to the end of the window are used",
            "ahead_en": "No test is made of dry days that follow.",
            "ahead_fr": "Les jours secs qui suivent ne sont pas examinés.",
            "hindsight_en": "The rule can be used on the day itself; it cannot tell a false start.",
            "hindsight_fr": "La règle peut servir le jour même ; elle ne reconnaît pas un faux départ.",
        }
    return {
        "hindsight": f"yes: uses the {ahead} after the window; right for history, not to be used on the day",
        "ahead_en": f"It is no start when {_quantity(spell, 'en')} in a row, or more, without a wet day lie within the "
        f"{_quantity(ahead, 'en')} after the window.",
        "ahead_fr": f"Ce n'est pas un début si {_quantity(spell, 'fr')} de suite, ou plus, sans jour de pluie se "
        f"trouvent dans les {_quantity(ahead, 'fr')} après la fenêtre.",
        "hindsight_en": "The rule looks ahead: it is right for past years and cannot be used on the day itself.",
        "hindsight_fr": "La règle regarde en avant : elle vaut pour les années passées, pas pour le jour même.",
    }


def _day_fr(day: int, month: int) -> str:
    return f"{'1er' if day == 1 else day} {_MONTHS['fr'][month - 1]}"


def _quantity(text: str, language: str) -> str:
    """A quantity as readers write it: °C, 3 days, and in French a decimal comma and jours."""
    value, _, unit = text.partition(" ")
    several = abs(float(value)) >= 2 if language == "fr" else float(value) != 1
    day = _DAY[language] + ("s" if several else "")
    unit = {"day": day, "mm/day": f"mm/{_DAY[language]}", "degC": "°C"}.get(unit, unit)
    return f"{value.replace('.', ',') if language == 'fr' else value} {unit}"
