"""Heat, cold and growth of crops, declared."""

from ..conventions import HOT_DAYS, SEASONS, Convention
from .operation import OF, OPERATORS, Argument, Operation

_INDICES = "Zhang et al. 2011, WIREs Climate Change 2, 851-870"
_SEASON = Argument("season", "season", "first and last day of the season, both counted")
_ANY = Argument(
    "missing", "choice", "any: one missing day makes the season unknown", choices=("any",), default="any",
)  # fmt: skip
_COLD = Argument(
    "operator", "choice", "whether a day at the threshold counts (<=) or not (<)", choices=("<", "<="),
    words={"<": {"en": "below", "fr": "inférieure à"}, "<=": {"en": "at or below", "fr": "inférieure ou égale à"}},
)  # fmt: skip
_HOT = Argument("operator", "choice", "whether a day at the threshold counts (>=) or not (>)", choices=OPERATORS)
_FROST = Argument("threshold", "quantity", "how cold harms", unit="degC", low=-90, high=30, default="0 degC")

ANY_MISSING = (
    Convention(
        "missing", "any: one missing day makes the season unknown",
        {"en": "One missing day makes the season unknown.", "fr": "Un seul jour manquant rend la saison inconnue."},
    ),
)  # fmt: skip
EXACT_MISSING = (
    Convention(
        "missing", "a season is unknown only when a missing day could change its answer",
        {"en": "A season is unknown only when a missing day could change its answer.",
         "fr": "Une saison n'est inconnue que si un jour manquant pouvait changer sa réponse."},
    ),
)  # fmt: skip
COUNTED = (
    Convention("outcome", "happened: it could be counted, none is a count too; unknown: it could not"),
    Convention(
        "season_start", "{first}",
        {"en": "The season is from {first_en} to {last_en}, both days included.",
         "fr": "La saison va du {first_fr} au {last_fr} inclus."},
    ),
    Convention("season_end", "{last}"),
)  # fmt: skip


def _passing(en: str, fr: str) -> tuple[Convention, ...]:
    """A threshold and its operator, said of what is compared."""
    told = {"en": f"{en} {{operator_en}} {{threshold_en}}.", "fr": f"{fr} {{operator_fr}} {{threshold_fr}}."}
    return (Convention("threshold", "{threshold}", told), Convention("operator", "{operator}"))


def _dated(en: str, fr: str) -> tuple[Convention, ...]:
    """The outcomes of a date that may not come."""
    return (
        Convention("outcome", "happened, did_not_happen or unknown, never merged", {"en": en, "fr": fr}),
        Convention("search_start", "{first}"),
        Convention("search_end", "{last}"),
    )


COUNT_HOT_DAYS = Operation(
    "hot_days",
    1,
    "Counts the days of a season that are hotter than a threshold",
    (
        OF,
        Argument("threshold", "quantity", "how hot is too hot", unit="degC", low=-90, high=70),
        _HOT,
        _SEASON,
        _ANY,
    ),
    needs="series",
    gives="seasonal",
    conventions=(*HOT_DAYS, *SEASONS),
    source="WMO-No. 1203, WMO Guidelines on the Calculation of Climate Normals, 2017: counts of days",
    variables=("tasmax",),
    metric="hot_days",
)

COUNT_HOT_NIGHTS = Operation(
    "hot_nights",
    1,
    "Counts the nights of a season that give no relief from the heat",
    (
        OF,
        Argument("threshold", "quantity", "how warm is no relief", unit="degC", low=-90, high=70),
        _HOT,
        _SEASON,
        _ANY,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        *_passing(
            "A night gives no relief when the day's lowest temperature is",
            "Une nuit est sans répit quand la température minimale du jour est",
        ),
        *COUNTED,
        *ANY_MISSING,
        *SEASONS,
    ),
    source=f"{_INDICES}: TR",
    variables=("tasmin",),
    metric="hot_nights",
)

COUNT_FROST_DAYS = Operation(
    "frost_days",
    1,
    "Counts the days of a season with frost, or as cold as a crop does not bear",
    (OF, _FROST, _COLD, _SEASON, _ANY),
    needs="series",
    gives="seasonal",
    conventions=(
        *_passing("A day counts when its lowest temperature is", "Un jour compte quand sa température minimale est"),
        *COUNTED,
        *ANY_MISSING,
        *SEASONS,
    ),
    source=f"{_INDICES}: FD",
    variables=("tasmin",),
    metric="frost_days",
)


def _frost(name: str, about: str, en: str, fr: str, hindsight: str = "") -> Operation:
    """The last or first frost of a search season; that one was the last is known only when the season is over."""
    return Operation(
        name,
        1,
        about,
        (OF, _FROST, _COLD, Argument("search", "season", "first and last day on which it is searched")),
        needs="series",
        gives="seasonal",
        conventions=(
            *_passing("There is frost when the lowest temperature is", "Il gèle quand la température minimale est"),
            *_dated(en, fr),
            *EXACT_MISSING,
            *SEASONS,
        ),
        source="Project team ECA&D 2013, Algorithm Theoretical Basis Document: frost",
        variables=("tasmin",),
        metric=name,
        hindsight=hindsight,
    )


FIND_LAST_FROST = _frost(
    "last_spring_frost",
    "Finds the last day of a spring with frost",
    "A spring without frost from {first_en} to {last_en} is kept apart from one that cannot be known.",
    "Un printemps sans gel du {first_fr} au {last_fr} est distingué d'un printemps inconnu.",
    hindsight="always",
)
FIND_FIRST_FROST = _frost(
    "first_autumn_frost",
    "Finds the first day of an autumn with frost",
    "An autumn without frost from {first_en} to {last_en} is kept apart from one that cannot be known.",
    "Un automne sans gel du {first_fr} au {last_fr} est distingué d'un automne inconnu.",
)

SUM_DEGREE_DAYS = Operation(
    "degree_days",
    1,
    "Adds up the warmth of a season between two temperatures",
    (
        OF,
        Argument("lower", "quantity", "the temperature from which warmth counts", unit="degC", low=-50, high=60),
        Argument(
            "upper", "quantity", "the temperature from which more warmth counts no more", unit="degC", low=-50,
            high=70, default="70 degC",
        ),
        _SEASON,
        _ANY,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "cut_offs", "{lower} to {upper}, horizontal; daily mean",
            {"en": "Each day adds what its mean temperature is above {lower_en}, up to {upper_en}.",
             "fr": "Chaque jour ajoute ce dont sa température moyenne dépasse {lower_fr}, jusqu'à {upper_fr}."},
        ),
        *COUNTED,
        *ANY_MISSING,
        *SEASONS,
    ),
    source="McMaster and Wilhelm 1997, Agricultural and Forest Meteorology 87, 291-300",
    variables=("tas",),
    metric="degree_days",
)  # fmt: skip

MEASURE_GROWING_SEASON = Operation(
    "growing_season_length",
    1,
    "Counts the days from the first warm days of a year to the first cold ones of its second half",
    (
        OF,
        Argument("threshold", "quantity", "how warm crops grow", unit="degC", low=-50, high=50, default="5 degC"),
        _HOT,
        Argument(
            "window", "quantity", "how many days in a row", unit="day", whole=True, low=1, high=60, default="6 day",
        ),
        Argument("middle", "month_day", "start before this day, end not before it"),
        _SEASON,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        *_passing("A day is warm when its mean temperature is", "Un jour est chaud quand sa température moyenne est"),
        Convention(
            "window", "{window}, middle {middle}",
            {"en": "The growing season is from the first {window_en} in a row that are warm, before {middle_en}, to "
                   "the first as many that are not, from {middle_en} on.",
             "fr": "La saison de croissance va des premiers {window_fr} chauds de suite, avant le {middle_fr}, aux "
                   "premiers aussi nombreux qui ne le sont pas, à partir du {middle_fr}."},
        ),
        Convention("outcome", "happened, did_not_happen (nothing starts it) or unknown, never merged"),
        *COUNTED[1:],
        *EXACT_MISSING,
        *SEASONS,
    ),
    source=f"{_INDICES}: GSL",
    variables=("tas",),
    metric="growing_season_length",
)  # fmt: skip

COUNT_HEAT_WAVE_DAYS = Operation(
    "heat_wave_days",
    1,
    "Counts the days of a season that lie in heat waves, if asked with hot nights too",
    (
        OF,
        Argument("tasmin", "input", "lowest temperature of each day", variables=("tasmin",), default=""),
        Argument("threshold", "quantity", "how hot is a hot day", unit="degC", low=-90, high=70),
        Argument(
            "night_threshold", "quantity", "how warm is a hot night; needed with `tasmin`", unit="degC", low=-90,
            high=70, default="-90 degC",
        ),
        _HOT,
        Argument(
            "days", "quantity", "least length of a heat wave", unit="day", whole=True, low=1, high=60, default="3 day",
        ),
        _SEASON,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        *_passing(
            "A day is hot when its highest temperature is", "Un jour est chaud quand sa température maximale est",
        ),
        Convention(
            "days", "{days}; nights {operator} {night_threshold}",
            {"en": "A heat wave has {days_en} or more in a row.", "fr": "Une vague de chaleur a {days_fr} ou plus."},
        ),
        *COUNTED,
        *EXACT_MISSING,
        *SEASONS,
    ),
    source="Perkins and Alexander 2013, Journal of Climate 26, 4500-4517",
    variables=("tasmax",),
    metric="heat_wave_days",
)  # fmt: skip

COUNT_WARM_DAYS = Operation(
    "days_above_percentile",
    1,
    "Counts the days of a season above what was rare on that day of the year in the training years",
    (
        OF,
        Argument("percentile", "quantity", "what counts as rare", unit="percent", low=0, high=100),
        Argument(
            "window", "quantity", "days around each day of the year that are taken together, an odd number",
            unit="day", whole=True, low=1, high=91, default="5 day",
        ),
        _HOT,
        _SEASON,
        _ANY,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "percentile", "{percentile}, of each day of the year in a window of {window}, in the training years",
            {"en": "A day counts when it is {operator_en} the percentile {percentile_en} of its day of the year, "
                   "within {window_en}, in the training years.",
             "fr": "Un jour compte quand sa valeur est {operator_fr} du centile {percentile_fr} de ce jour de l'année, "
                   "pris sur {window_fr}, dans les années d'apprentissage."},
        ),
        Convention("operator", "{operator}"),
        Convention(
            "baseline", "training years; not resampled within them",
            {"en": "Days of the training years helped to set the percentile, so a little fewer of them are above it.",
             "fr": "Les jours des années d'apprentissage ont servi à fixer le centile ; un peu moins le dépassent."},
        ),
        *COUNTED,
        *ANY_MISSING,
        *SEASONS,
    ),
    source=f"{_INDICES}: TX90p and its kin",
    metric="days_above_percentile",
    variables=("tasmax", "tasmin", "tas", "pr"),
    learns=True,
)  # fmt: skip

OPERATIONS = (
    COUNT_HOT_DAYS,
    COUNT_HOT_NIGHTS,
    COUNT_FROST_DAYS,
    FIND_LAST_FROST,
    FIND_FIRST_FROST,
    SUM_DEGREE_DAYS,
    MEASURE_GROWING_SEASON,
    COUNT_HEAT_WAVE_DAYS,
    COUNT_WARM_DAYS,
)
