"""What the operations take for granted, as data: for tables a short value, for readers a sentence.

`stating` fills in the facts of a step; words in braces are arguments of the step, or what is said of them there.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Convention:
    """One thing stated; `value` and `sentence` are filled in with the facts of the step.

    sentence   by language; a convention that another's sentence already tells has none
    """

    key: str
    value: str
    sentence: Mapping[str, str] | None = None


SEASONS = (
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

HOT_DAYS = (
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

ONSET = (
    Convention(
        "amount", "{amount}",
        {"en": "The rains have started when the rain of {window_en} in a row adds up to {amount_en} or more, with "
               "{wet_days} wet {day_en} or more among them.",
         "fr": "Les pluies ont commencé quand la pluie de {window_fr} de suite atteint {amount_fr} ou plus, avec au "
               "moins {wet_days} {day_fr} de pluie."},
    ),
    Convention("window", "{window}"),
    Convention(
        "wet_day", "{wet_day}",
        {"en": "A day is wet when its rain is {operator_en} {wet_day_en}; the bound is used as written, not rounded.",
         "fr": "Un jour est pluvieux quand sa pluie est {operator_fr} {wet_day_fr} ; ce seuil est pris tel quel, sans "
               "arrondi."},
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

ADJUSTMENT = (
    Convention(
        "adjustment",
        "{method}, {kind}, by {group}, window {window}, {quantiles} quantiles, {interpolation}; without observations "
        "none is made",
        {"en": "Where there are observations, model data are adjusted to them {group_en} by {method_en}.",
         "fr": "Là où il y a des observations, les données des modèles y sont ajustées {group_fr} par {method_fr}."},
    ),
)  # fmt: skip

ENSEMBLE = (
    Convention(
        "probability", "years in which it is true / (happened + did_not_happen); unknown years count as nothing",
        {"en": "A chance is the number of years in which it is true out of the years that are known; unknown years "
               "count as nothing.",
         "fr": "Une chance est le nombre d'années où c'est vrai sur les années connues ; les années inconnues ne "
               "comptent pas."},
    ),
    Convention(
        "members", "one value for each member and year",
        {"en": "Each model run gives one value a year; runs are never averaged first.",
         "fr": "Chaque simulation donne une valeur par an ; on ne fait jamais la moyenne des simulations d'abord."},
    ),
)  # fmt: skip
