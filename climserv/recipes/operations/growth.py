"""Warmth and cold told from the crop: ripe by warmth, hot while it flowers, cold while its pollen forms; declared."""

from ..conventions import SEASONS, Convention
from .heat import ANY_MISSING, COUNTED, EXACT_MISSING
from .operation import OF, OPERATORS, Argument, Operation

_PLANTING = Argument("planting", "input", "the day of planting, from a step before", takes="seasonal", dated=True)
_UNPLANTED = {
    "en": "A year in which nothing was planted counts as nothing.",
    "fr": "Une année sans semis ne compte pour rien.",
}

TAKE_MIDDLE = Operation(
    "mean_temperature",
    1,
    "Takes the middle of a day's lowest and highest temperature as its mean",
    (
        OF,
        Argument("tasmax", "input", "highest temperature of each day", variables=("tasmax",)),
    ),
    needs="series",
    gives="series",
    conventions=(
        Convention(
            "mean_temperature", "(tasmin + tasmax) / 2",
            {"en": "The mean temperature of a day is the middle of its lowest and highest.",
             "fr": "La température moyenne d'un jour est le milieu de la minimale et de la maximale."},
        ),
    ),
    source="WMO-No. 1203, WMO Guidelines on the Calculation of Climate Normals, 2017: mean daily temperature",
    variables=("tasmin",),
    variable="tas",
    unit="K",
)  # fmt: skip

FIND_MATURITY = Operation(
    "maturity",
    1,
    "Finds the day on which a crop has had the warmth it needs to ripen, from its planting on",
    (
        OF,
        _PLANTING,
        Argument("amount", "quantity", "the warmth it needs", unit="K day", low=1, high=10000),
        Argument("lower", "quantity", "the temperature from which warmth counts", unit="degC", low=-20, high=40),
        Argument(
            "upper", "quantity", "the temperature from which more warmth counts no more", unit="degC", low=0, high=70,
            default="70 degC",
        ),
        Argument(
            "within", "quantity", "days from planting, that day counted, in which it must ripen", unit="day",
            whole=True, low=1, high=400, ahead=True,
        ),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "amount", "{amount} between {lower} and {upper}, daily mean, within {within}",
            {"en": "A crop is ripe when its days, the day of planting counted, have added up to {amount_en}; a day "
                   "adds what its mean temperature is above {lower_en}, up to {upper_en}.",
             "fr": "Une culture est mûre quand ses jours, celui du semis compté, ont totalisé {amount_fr} ; un jour "
                   "ajoute ce dont sa température moyenne dépasse {lower_fr}, jusqu'à {upper_fr}."},
        ),
        Convention(
            "outcome", "happened; did_not_happen: not ripe in {within}; unknown; never merged; nothing planted: no "
            "season, which counts as nothing",
            {"en": "A crop that is not ripe within {within_en} is kept apart from one that cannot be known. "
                   + _UNPLANTED["en"],
             "fr": "Une culture qui n'est pas mûre en {within_fr} est distinguée d'une culture inconnue. "
                   + _UNPLANTED["fr"]},
        ),
        *EXACT_MISSING,
    ),
    source="McMaster and Wilhelm 1997, Agricultural and Forest Meteorology 87, 291-300",
    variables=("tas",),
    metric="maturity",
)  # fmt: skip

COUNT_HOT_FLOWERING = Operation(
    "hot_days_at_stage",
    1,
    "Counts the hot days of a stage that follows planting by so many days, such as flowering",
    (
        OF,
        _PLANTING,
        Argument(
            "wait", "quantity", "days from planting to the first day of the stage", unit="day", whole=True, low=0,
            high=300, ahead=True,
        ),
        Argument(
            "days", "quantity", "how many days the stage has", unit="day", whole=True, low=1, high=120, ahead=True,
        ),
        Argument("threshold", "quantity", "how hot is too hot", unit="degC", low=-90, high=70),
        Argument("operator", "choice", "whether a day at the threshold counts (>=) or not (>)", choices=OPERATORS),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "threshold", "{threshold}",
            {"en": "A day is hot when its highest temperature is {operator_en} {threshold_en}.",
             "fr": "Un jour est chaud quand sa température maximale est {operator_fr} {threshold_fr}."},
        ),
        Convention("operator", "{operator}"),
        Convention(
            "stage", "{days} from {wait} after planting",
            {"en": "The stage begins {wait_en} after planting and has {days_en}.",
             "fr": "Le stade commence {wait_fr} après le semis et compte {days_fr}."},
        ),
        Convention(
            "outcome", "happened: it could be counted, none is a count too; unknown: it could not; nothing planted: no "
            "season, which counts as nothing",
            _UNPLANTED,
        ),
        *ANY_MISSING,
    ),
    source="WMO-No. 1203, WMO Guidelines on the Calculation of Climate Normals, 2017: counts of days",
    variables=("tasmax",),
    metric="hot_days_at_stage",
)  # fmt: skip

SUM_COLD = Operation(
    "cold_degree_days",
    1,
    "Adds up how far the days of a season stay below the warmth that a crop needs",
    (
        OF,
        Argument("base", "quantity", "the temperature below which cold harms", unit="degC", low=-50, high=60),
        Argument("season", "season", "first and last day of the season, both counted"),
        Argument(
            "missing", "choice", "any: one missing day makes the season unknown", choices=("any",), default="any",
        ),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "base", "{base}, daily mean",
            {"en": "Each day adds what its mean temperature is below {base_en}.",
             "fr": "Chaque jour ajoute ce qui manque à sa température moyenne pour atteindre {base_fr}."},
        ),
        *COUNTED,
        *ANY_MISSING,
        *SEASONS,
    ),
    source="Uchijima 1976, in Climate and Rice, International Rice Research Institute: cooling degree-days of rice",
    variables=("tas",),
    metric="cold_degree_days",
)  # fmt: skip

OPERATIONS = (TAKE_MIDDLE, FIND_MATURITY, COUNT_HOT_FLOWERING, SUM_COLD)
