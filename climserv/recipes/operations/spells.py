"""Spells, counts and sums of rain within a season, declared."""

from ..conventions import SEASONS, Convention
from .operation import OF, Argument, Operation
from .seasons import EXACT_MISSING, WET_OPERATOR

_INDICES = "Zhang et al. 2011, WIREs Climate Change 2, 851-870"
_MARTEAU = "Marteau et al. 2011, Agricultural and Forest Meteorology 151, 1356-1369"

_WET_DAY = Argument("wet_day", "quantity", "how much rain makes a day wet", unit="mm/day", low=0, high=500)
_SEASON = Argument("season", "season", "first and last day of the season, both counted")
_ANY = Argument(
    "missing", "choice", "any: one missing day makes the season unknown", choices=("any",), default="any",
)  # fmt: skip
_ANY_MISSING = (
    Convention(
        "missing", "any: one missing day makes the season unknown",
        {"en": "One missing day makes the season unknown.", "fr": "Un seul jour manquant rend la saison inconnue."},
    ),
)  # fmt: skip
_COUNTED = (
    Convention("outcome", "happened: it could be counted, none is a count too; unknown: it could not"),
    Convention(
        "season_start", "{first}",
        {"en": "The season is from {first_en} to {last_en}, both days included.",
         "fr": "La saison va du {first_fr} au {last_fr} inclus."},
    ),
    Convention("season_end", "{last}"),
)  # fmt: skip
_WET = (
    Convention(
        "wet_day", "{wet_day}",
        {"en": "A day is wet when its rain is {operator_en} {wet_day_en}; the bound is used as written, not rounded.",
         "fr": "Un jour est pluvieux quand sa pluie est {operator_fr} {wet_day_fr} ; ce seuil est pris tel quel, sans "
               "arrondi."},
    ),
    Convention("operator", "{operator}"),
)  # fmt: skip
LONGEST_DRY_SPELL = Operation(
    "longest_dry_spell",
    1,
    "Finds the longest run of dry days of a season",
    (OF, _WET_DAY, WET_OPERATOR, _SEASON),
    needs="series",
    gives="seasonal",
    conventions=(
        *_WET,
        *_COUNTED,
        Convention(
            "at_edges", "cut",
            {"en": "Of a spell that goes on beyond the season, the days in the season are counted.",
             "fr": "D'une suite de jours secs qui dépasse la saison, seuls les jours de la saison comptent."},
        ),
        *EXACT_MISSING,
        *SEASONS,
    ),
    source=f"{_INDICES}: CDD",
    variables=("pr",),
    metric="longest_dry_spell",
)  # fmt: skip

DRY_SPELL_AFTER = Operation(
    "dry_spell_after",
    2,
    "Finds the first dry spell that begins soon after a date of each season, such as planting",
    (
        OF,
        Argument("planted", "input", "the date, from a step before", takes="seasonal"),
        Argument(
            "within", "quantity", "days after it on which the spell may begin",
            unit="day", whole=True, low=1, high=200, ahead=True,
        ),
        Argument(
            "dry_spell", "quantity", "how many dry days in a row make the spell",
            unit="day", whole=True, low=1, high=60, ahead=True,
        ),
        _WET_DAY,
        WET_OPERATOR,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "dry_spell", "{dry_spell} within {within}",
            {"en": "A crop fails when {dry_spell_en} in a row, or more, without a wet day begin within {within_en} "
                   "after planting.",
             "fr": "Une culture échoue si {dry_spell_fr} de suite, ou plus, sans jour de pluie commencent dans les "
                   "{within_fr} après le semis."},
        ),
        *_WET,
        Convention(
            "outcome",
            "happened; did_not_happen: spared; unknown; never merged; where nothing was planted there is no season, "
            "which counts as nothing",
            {"en": "A year in which nothing was planted counts as nothing.",
             "fr": "Une année sans semis ne compte pour rien."},
        ),
        *EXACT_MISSING,
    ),
    source=_MARTEAU,
    variables=("pr",),
    metric="dry_spell_after_planting",
    hindsight="within",
)  # fmt: skip

SUM_RAIN = Operation(
    "seasonal_rain",
    1,
    "Adds up the rain of a season",
    (OF, _SEASON, _ANY),
    needs="series",
    gives="seasonal",
    conventions=(*_COUNTED, *_ANY_MISSING, *SEASONS),
    source=f"{_INDICES}: PRCPTOT, here with drizzle",
    variables=("pr",),
    metric="seasonal_rain",
)

COUNT_WET_DAYS = Operation(
    "wet_days",
    1,
    "Counts the wet days of a season, or its days of heavy rain",
    (OF, _WET_DAY, WET_OPERATOR, _SEASON, _ANY),
    needs="series",
    gives="seasonal",
    conventions=(*_WET, *_COUNTED, *_ANY_MISSING, *SEASONS),
    source=f"{_INDICES}: Rnnmm",
    variables=("pr",),
    metric="wet_days",
)

WETTEST_DAYS = Operation(
    "wettest_days",
    1,
    "Finds the most rain of so many days in a row within a season",
    (
        OF,
        Argument("days", "quantity", "how many days in a row", unit="day", whole=True, low=1, high=60),
        _SEASON,
        _ANY,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "days", "{days}",
            {"en": "Rain is added up over {days_en} in a row that lie within the season.",
             "fr": "La pluie est additionnée sur {days_fr} de suite, tous dans la saison."},
        ),
        *_COUNTED,
        *_ANY_MISSING,
        *SEASONS,
    ),
    source=f"{_INDICES}: RX1day, RX5day",
    variables=("pr",),
    metric="wettest_days",
)  # fmt: skip

OPERATIONS = (LONGEST_DRY_SPELL, DRY_SPELL_AFTER, SUM_RAIN, COUNT_WET_DAYS, WETTEST_DAYS)
