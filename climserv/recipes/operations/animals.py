"""Heat stress of animals, and winter chill of fruit trees, declared."""

from ..conventions import SEASONS, Convention
from .heat import ANY_MISSING, COUNTED, EXACT_MISSING
from .operation import OPERATORS, Argument, Operation

_SOURCE = (
    "National Research Council 1971, A Guide to Environmental Research on Animals; "
    "Habimana et al. 2024, Animals 14, 1914"
)
_AIR = (
    Argument("tas", "input", "temperature of the air", variables=("tas", "tasmax")),
    Argument("hurs", "input", "relative humidity", variables=("hurs",)),
    Argument("threshold", "quantity", "the index from which animals suffer", unit="1", low=40, high=110),
)
_OPERATOR = Argument("operator", "choice", "whether a day at the threshold counts (>=) or not (>)", choices=OPERATORS)
_SEASON = Argument("season", "season", "first and last day of the season, both counted")
_INDEX = (
    Convention(
        "index", "THI = (1.8 T + 32) - (0.55 - 0.0055 RH) (1.8 T - 26), T in degC, RH in %",
        {"en": "Heat stress is judged by the temperature-humidity index of the day.",
         "fr": "Le stress thermique est jugé par l'indice température-humidité du jour."},
    ),
)  # fmt: skip
_THRESHOLD = (
    Convention(
        "threshold", "{threshold}",
        {"en": "Animals suffer when the index is {operator_en} {threshold_en}.",
         "fr": "Les animaux souffrent quand l'indice a une valeur {operator_fr} {threshold_fr}."},
    ),
    Convention("operator", "{operator}"),
)  # fmt: skip


def _stress(name, about, parameters, conventions) -> Operation:
    """One measure of heat stress, from temperature and humidity."""
    return Operation(
        name,
        1,
        about,
        (*_AIR, *parameters, _SEASON),
        needs="series",
        gives="seasonal",
        conventions=(*_INDEX, *conventions, *COUNTED, *SEASONS),
        source=_SOURCE,
        variables=("tas", "hurs"),
        metric=name,
    )


COUNT_HEAT_STRESS = _stress(
    "heat_stress_days",
    "Counts the days on which temperature and humidity together stress animals",
    (_OPERATOR,),
    (*_THRESHOLD, *ANY_MISSING),
)
LONGEST_HEAT_STRESS = _stress(
    "longest_heat_stress",
    "Finds the longest run of days on which temperature and humidity together stress animals",
    (_OPERATOR,),
    (*_THRESHOLD, *EXACT_MISSING),
)
SUM_HEAT_STRESS = _stress(
    "heat_stress_load",
    "Adds up by how much temperature and humidity together are above what animals bear",
    (),
    (
        Convention(
            "threshold", "{threshold}",
            {"en": "Each day adds what the index is above {threshold_en}.",
             "fr": "Chaque jour ajoute ce dont l'indice dépasse {threshold_fr}."},
        ),
        *ANY_MISSING,
    ),
)  # fmt: skip

SUM_CHILL = Operation(
    "chill_portions",
    1,
    "Adds up the winter chill that fruit trees need",
    (
        Argument("tasmin", "input", "lowest temperature of each day", variables=("tasmin",)),
        Argument("tasmax", "input", "highest temperature of each day", variables=("tasmax",)),
        _SEASON,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "hours", "Linvill's daily curve from lowest and highest temperature; Dynamic model",
            {"en": "The hours of a day are estimated from its lowest and highest temperature; chill is counted in "
                   "portions of the Dynamic model.",
             "fr": "Les heures du jour sont estimées d'après ses températures minimale et maximale ; le froid est "
                   "compté en portions du modèle dynamique."},
        ),
        *COUNTED,
        *ANY_MISSING,
        *SEASONS,
    ),
    source=(
        "Fishman, Erez and Couvillon 1987, Journal of Theoretical Biology 126, 309-321; "
        "Linvill 1990, HortScience 25, 14-16"
    ),
    variables=("tasmin", "tasmax"),
    metric="chill_portions",
)  # fmt: skip

OPERATIONS = (COUNT_HEAT_STRESS, LONGEST_HEAT_STRESS, SUM_HEAT_STRESS, SUM_CHILL)
