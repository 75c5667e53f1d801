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
        Argument("planted", "input", "the date, from a step before", takes="seasonal", dated=True),
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

LONGEST_AFTER = Operation(
    "longest_dry_spell_after",
    1,
    "Finds the longest dry spell of some weeks told from a date of each season: after planting, or at flowering",
    (
        OF,
        Argument("planted", "input", "the date, from a step before", takes="seasonal", dated=True),
        Argument(
            "wait", "quantity", "days from it to the first day looked at", unit="day", whole=True, low=0, high=300,
            ahead=True, default="1 day",
        ),
        Argument(
            "days", "quantity", "how many days are looked at", unit="day", whole=True, low=1, high=300, ahead=True,
        ),
        _WET_DAY,
        WET_OPERATOR,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "stretch", "{days} from {wait} after planting",
            {"en": "Looked at are {days_en}, beginning {wait_en} after planting; of a dry spell that goes on beyond "
                   "them the days in them are counted.",
             "fr": "On regarde {days_fr}, à partir de {wait_fr} après le semis ; d'une suite de jours secs qui les "
                   "dépasse, seuls ceux qui en font partie comptent."},
        ),
        *_WET,
        Convention(
            "outcome", "happened: it could be counted, none is a count too; unknown; where nothing was planted there "
            "is no season, which counts as nothing",
            {"en": "A year in which nothing was planted counts as nothing.",
             "fr": "Une année sans semis ne compte pour rien."},
        ),
        *EXACT_MISSING,
    ),
    source="Stern, Dennett and Dale 1982, Experimental Agriculture 18, 223-236",
    variables=("pr",),
    metric="longest_dry_spell_after_planting",
    hindsight="days",
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

_HEAVY = Argument("heavy", "quantity", "how much rain makes a day one of heavy rain", unit="mm/day", low=1, high=500)
_IS_HEAVY = (
    Convention(
        "heavy", "{heavy}",
        {"en": "A day is one of heavy rain when its rain is {operator_en} {heavy_en}.",
         "fr": "Un jour est un jour de forte pluie quand sa pluie est {operator_fr} {heavy_fr}."},
    ),
    Convention("operator", "{operator}"),
)  # fmt: skip

COUNT_HEAVY_DAYS = Operation(
    "heavy_rain_days",
    1,
    "Counts the days of heavy rain of a season",
    (OF, _HEAVY, WET_OPERATOR, _SEASON, _ANY),
    needs="series",
    gives="seasonal",
    conventions=(*_IS_HEAVY, *_COUNTED, *_ANY_MISSING, *SEASONS),
    source=f"{_INDICES}: R10mm, R20mm, Rnnmm",
    variables=("pr",),
    metric="heavy_rain_days",
)

SUM_HEAVY_RAIN = Operation(
    "heavy_rain",
    1,
    "Adds up the rain that falls on the days of heavy rain of a season, and leaves out that of all others",
    (OF, _HEAVY, WET_OPERATOR, _SEASON, _ANY),
    needs="series",
    gives="seasonal",
    conventions=(*_IS_HEAVY, *_COUNTED, *_ANY_MISSING, *SEASONS),
    source="Wischmeier and Smith 1978, USDA Agriculture Handbook 537",
    variables=("pr",),
    metric="heavy_rain",
)

COUNT_DRYING_DAYS = Operation(
    "drying_days",
    1,
    "Counts the days dry enough to dry the harvest outside, where they come so many in a row",
    (
        OF,
        Argument("hurs", "input", "relative humidity; without it rain alone tells", variables=("hurs",), default=""),
        _WET_DAY,
        WET_OPERATOR,
        Argument(
            "damp", "quantity", "a day of more humidity dries nothing", unit="%", low=10, high=100,
            default="100 percent",
        ),
        Argument("run", "quantity", "least number of such days in a row", unit="day", whole=True, low=1, high=30),
        _SEASON,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        *_WET,
        Convention(
            "run", "{run} in a row; humidity at most {damp} where it is known",
            {"en": "Dry days count where {run_en} or more come in a row; where the data hold humidity, a day above "
                   "{damp_en} is none of them.",
             "fr": "Les jours secs comptent quand {run_fr} ou plus se suivent ; là où les données ont l'humidité, un "
                   "jour au-dessus de {damp_fr} n'en est pas un."},
        ),
        *_COUNTED,
        *EXACT_MISSING,
        *SEASONS,
    ),
    source="Stern, Dennett and Dale 1982, Experimental Agriculture 18, 223-236: days in dry spells",
    variables=("pr",),
    metric="drying_days",
)  # fmt: skip

RANK_RAIN = Operation(
    "rain_rank",
    1,
    "Tells where the rain of a season stands among the training years, as the share of them that had less",
    (OF, _SEASON, _ANY),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "rank", "share of the training years with less rain, equal years counted half; ten known years at least",
            {"en": "A season's rank is the share of the training years that had less rain: below 33.33 % it is in the "
                   "driest third, above 66.67 % in the wettest.",
             "fr": "Le rang d'une saison est la part des années d'apprentissage qui ont eu moins de pluie : sous "
                   "33,33 % elle est dans le tiers le plus sec, au-dessus de 66,67 % dans le plus humide."},
        ),
        *_COUNTED,
        *_ANY_MISSING,
        *SEASONS,
    ),
    source="Hyndman and Fan 1996, The American Statistician 50, 361-365, definition 5 (Hazen)",
    variables=("pr",),
    metric="rain_rank",
    learns=True,
)  # fmt: skip

COUNT_DROUGHT_SIGNS = Operation(
    "drought_signs",
    1,
    "Counts two signs of drought in a season: too little rain in all, and a dry spell too long",
    (
        OF,
        Argument("least_rain", "quantity", "rain below which a season is too dry", unit="mm", low=0, high=5000),
        Argument(
            "dry_spell", "quantity", "how many dry days in a row are too many", unit="day", whole=True, low=1, high=200,
        ),
        _WET_DAY,
        WET_OPERATOR,
        _SEASON,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "least_rain", "{least_rain}",
            {"en": "The first sign is less than {least_rain_en} of rain in the season, the second {dry_spell_en} or "
                   "more in a row without a wet day.",
             "fr": "Le premier signe est moins de {least_rain_fr} de pluie dans la saison, le second {dry_spell_fr} ou "
                   "plus de suite sans jour de pluie."},
        ),
        Convention("dry_spell", "{dry_spell}"),
        *_WET,
        *_COUNTED,
        *EXACT_MISSING,
        *SEASONS,
    ),
    source=f"{_INDICES}: PRCPTOT and CDD, each against a bound",
    variables=("pr",),
    metric="drought_signs",
)  # fmt: skip

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

OPERATIONS = (
    LONGEST_DRY_SPELL,
    DRY_SPELL_AFTER,
    LONGEST_AFTER,
    SUM_RAIN,
    RANK_RAIN,
    COUNT_WET_DAYS,
    COUNT_HEAVY_DAYS,
    SUM_HEAVY_RAIN,
    COUNT_DRYING_DAYS,
    COUNT_DROUGHT_SIGNS,
    WETTEST_DAYS,
)
