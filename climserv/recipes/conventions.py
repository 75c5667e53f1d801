"""What a definition takes for granted, stated: for tables as short values, for people as sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..vocabulary.seasons import parse_month_day
from ..vocabulary.texts import text_in
from .operations import OPERATIONS
from .resolving import FilledStep

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Convention:
    """One thing stated; `value` and `sentence` are filled in with the facts of the step.

    sentence   by language; a convention that another's sentence already tells has none
    """

    key: str
    value: str
    sentence: Mapping[str, str] | None = None


_COMMON = (
    Convention(
        "season_label", "{label}",
        {"en": "A season bears the year in which it starts{crossing_en}.",
         "fr": "Une saison porte l'année où elle commence{crossing_fr}."},
    ),
    Convention(
        "incomplete_seasons", "first and last season left out when incomplete, and listed",
        {"en": "A first or last season that the record holds only in part is left out and listed.",
         "fr": "Une première ou dernière saison que le relevé ne couvre qu'en partie est écartée et signalée."},
    ),
)  # fmt: skip

_HOT_DAYS = (
    Convention(
        "threshold", "{threshold}",
        {"en": "A day is hot when its highest temperature is {operator_en} {threshold_en}.",
         "fr": "Un jour est chaud quand sa température maximale est {operator_fr} {threshold_fr}."},
    ),
    Convention("operator", "{operator}"),
    Convention(
        "season_start", "{first}",
        {"en": "Days are counted from {first_en} to {last_en}, both included.",
         "fr": "Les jours sont comptés du {first_fr} au {last_fr} inclus."},
    ),
    Convention("season_end", "{last}"),
    Convention(
        "missing", "any: one missing day makes the season unknown",
        {"en": "One missing day makes the season unknown.", "fr": "Un seul jour manquant rend la saison inconnue."},
    ),
    Convention(
        "outcome", "happened: the days could be counted, none is a count too; unknown: they could not",
        {"en": "A season without hot days is a count of 0, not a missing one.",
         "fr": "Une saison sans jour chaud compte 0 jour ; elle n'est pas manquante."},
    ),
)  # fmt: skip

_ONSET = (
    Convention(
        "amount", "{amount}",
        {"en": "The rains have started when {window_en} in a row bring {amount_en} or more of rain, {wet_days} wet {day_en} among "
               "them.",
         "fr": "Les pluies ont commencé quand {window_fr} de suite apportent {amount_fr} de pluie ou plus, dont {wet_days} "
               "{day_fr} de pluie."},
    ),
    Convention("window", "{window}"),
    Convention(
        "wet_day", "{wet_day}",
        {"en": "A day is wet when its rain is {operator_en} {wet_day_en}; the bound is used as written, not rounded.",
         "fr": "Un jour est pluvieux quand sa pluie est {operator_fr} {wet_day_fr} ; ce seuil est pris tel quel, sans arrondi."},
    ),
    Convention("operator", "{operator}"),
    Convention("wet_days", "{wet_days}"),
    Convention("anchor", "{anchor}", {"en": "The date is {anchor_en}.", "fr": "La date est {anchor_fr}."}),
    Convention("dry_spell", "{dry_spell}"),
    Convention(
        "look_ahead", "{look_ahead}",
        {"en": "{ahead_en}", "fr": "{ahead_fr}"},
    ),
    Convention(
        "search_start", "{first}",
        {"en": "The window may start from {first_en} to {last_en}.",
         "fr": "La fenêtre peut commencer du {first_fr} au {last_fr}."},
    ),
    Convention("search_end", "{last}"),
    Convention(
        "hindsight", "{hindsight}",
        {"en": "{hindsight_en}", "fr": "{hindsight_fr}"},
    ),
    Convention(
        "missing", "a season is unknown only when a missing day could change its answer",
        {"en": "A season is unknown only when a missing day could change its answer.",
         "fr": "Une saison n'est inconnue que si un jour manquant pouvait changer sa réponse."},
    ),
    Convention(
        "outcome", "happened, did_not_happen or unknown, never merged; did_not_happen counts as late",
        {"en": "A year without a start is kept apart from a year that cannot be known, and counts as late.",
         "fr": "Une année sans début est distinguée d'une année inconnue, et compte comme tardive."},
    ),
)  # fmt: skip

_ADJUST = (
    Convention(
        "adjustment", "{method}, {kind}, by {group}, {quantiles} quantiles; without observations none is made",
        {"en": "Model data are adjusted to the observations {group_en} by {method_en}; without observations nothing is "
               "adjusted, and the product says so.",
         "fr": "Les données des modèles sont ajustées aux observations {group_fr} par {method_fr} ; sans observations, rien "
               "n'est ajusté et le produit le dit."},
    ),
)  # fmt: skip

_ENSEMBLE = (
    Convention(
        "probability", "years in which it is true / (happened + did_not_happen); unknown years count as nothing",
        {"en": "A chance is the number of years in which it is true out of the years that are known; unknown years count as "
               "nothing.",
         "fr": "Une chance est le nombre d'années où c'est vrai sur les années connues ; les années inconnues ne comptent "
               "pas."},
    ),
    Convention(
        "members", "one value for each member and year",
        {"en": "Each model run gives one value a year; runs are never averaged first.",
         "fr": "Chaque simulation donne une valeur par an ; on ne fait jamais la moyenne des simulations d'abord."},
    ),
)  # fmt: skip

CONVENTIONS: dict[str, tuple[Convention, ...]] = {
    "adjust": _ADJUST,
    "hot_days": (*_HOT_DAYS, *_COMMON),
    "onset": (*_ONSET, *_COMMON),
    "ensemble": _ENSEMBLE,
}

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
        convention.key: convention.value.format(**_facts(step)) for step in steps for convention in CONVENTIONS[step.op]
    }


def sentences(steps: Sequence[FilledStep], language: str) -> list[str]:
    """The same as sentences for readers, in `en` or `fr`; other languages get English."""
    return [
        text_in(convention.sentence, language).format(**_facts(step))
        for step in steps
        for convention in CONVENTIONS[step.op]
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
        "ahead_en": f"It is no start when {_quantity(spell, 'en')} or more in a row without a wet day lie within the "
        f"{_quantity(ahead, 'en')} after the window.",
        "ahead_fr": f"Ce n'est pas un début si {_quantity(spell, 'fr')} ou plus de suite sans jour de pluie se trouvent dans les "
        f"{_quantity(ahead, 'fr')} après la fenêtre.",
        "hindsight_en": "The rule looks ahead: it is right for past years and cannot be used on the day itself.",
        "hindsight_fr": "La règle regarde en avant : elle vaut pour les années passées et ne peut pas servir le jour même.",
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
