"""Water of soil and crop, and rain against what is usual, declared."""

from ..conventions import SEASONS, Convention
from .operation import OF, Argument, Operation

_FAO56 = "Allen, Pereira, Raes and Smith 1998, FAO Irrigation and Drainage Paper 56"
_AIR = (
    OF,
    Argument("tasmax", "input", "highest temperature of each day", variables=("tasmax",)),
)
_ET0 = Argument("et0", "input", "reference evapotranspiration of each day", variables=("evspsblpot",))
_PLANTING = Argument("planting", "input", "the day of planting, from a step before", takes="seasonal", dated=True)
_FIRST_DAY = Argument("season", "season", "the day it begins with, and the last by which it must have happened")


def _share(name: str, about: str, high: float = 100, default: str | None = None) -> Argument:
    return Argument(name, "quantity", about, unit="%", low=0, high=high, default=default)


def _stage(name: str, about: str) -> Argument:
    return Argument(name, "quantity", about, unit="day", whole=True, low=0, high=400, ahead=True)


_CROP = (
    _stage("initial", "days from planting until the crop covers a tenth of the ground"),
    _stage("development", "days from then until it covers the ground"),
    _stage("mid", "days from then until it begins to ripen"),
    _stage("late", "days from then until harvest"),
    _share("kc_initial", "what the young crop asks for, as a share of reference evapotranspiration", 200),
    _share("kc_mid", "what the full-grown crop asks for, as a share of reference evapotranspiration", 200),
    _share("kc_end", "what the ripe crop asks for, as a share of reference evapotranspiration", 200),
    _share("depletion", "share of the soil's water that the crop takes without stress", 95),
    Argument("roots_planting", "quantity", "depth of the roots at planting", unit="m", low=0.05, high=5),
    Argument("roots_full", "quantity", "depth of the roots of the full-grown crop", unit="m", low=0.05, high=5),
)
_SOIL = (
    Argument(
        "available", "quantity", "water that a metre of soil can hold for the crop", unit="mm/m", low=10, high=400,
    ),
    _share("start", "share of that water that the soil holds at planting"),
    _share("deep", "the same, for the soil that the roots grow into", default="100 percent"),
)  # fmt: skip
_ANY_MISSING = (
    Convention(
        "missing", "any: one missing day makes the season unknown",
        {"en": "One missing day makes the season unknown.", "fr": "Un seul jour manquant rend la saison inconnue."},
    ),
)  # fmt: skip
_EXACT_MISSING = (
    Convention(
        "missing", "a season is unknown only when a missing day of rain could change its answer",
        {"en": "A season is unknown only when rain on a missing day could change its answer.",
         "fr": "Une saison n'est inconnue que si la pluie d'un jour manquant pouvait changer sa réponse."},
    ),
)  # fmt: skip
_PLANTED = (
    Convention(
        "outcome", "happened: planted and known; did_not_happen: nothing was planted; unknown: it cannot be known",
        {"en": "A year without planting is kept apart from a year that cannot be known, and counts as short.",
         "fr": "Une année sans semis est distinguée d'une année inconnue, et compte comme insuffisante."},
    ),
)  # fmt: skip
_OF_CROP = (
    Convention(
        "stages", "{initial}, {development}, {mid}, {late}; Kc {kc_initial}, {kc_mid}, {kc_end}",
        {"en": "The crop stands {initial_en}, {development_en}, {mid_en} and {late_en} in its four stages; it asks for "
               "{kc_initial_en}, {kc_mid_en} and at the end {kc_end_en} of reference evapotranspiration.",
         "fr": "La culture passe {initial_fr}, {development_fr}, {mid_fr} et {late_fr} dans ses quatre stades ; elle "
               "demande {kc_initial_fr}, {kc_mid_fr} et à la fin {kc_end_fr} de l'évapotranspiration de référence."},
    ),
    Convention(
        "soil", "{available}, {start} of it at planting; roots {roots_planting} to {roots_full}; depletion {depletion}",
        {"en": "The soil is one bucket as deep as the roots, {roots_planting_en} to {roots_full_en}; at planting it "
               "holds {start_en} of what it can. The crop takes {depletion_en} of it without stress. Nothing runs off.",
         "fr": "Le sol est un seul réservoir aussi profond que les racines, de {roots_planting_fr} à {roots_full_fr} ; "
               "au semis il contient {start_fr} de ce qu'il peut. La culture en prend {depletion_fr} sans souffrir. "
               "Rien ne ruisselle."},
    ),
)  # fmt: skip
_EVAPORATION = (
    Convention(
        "evapotranspiration", "FAO-56 Penman-Monteith; wind at {wind_height}; gaps: {gaps}",
        {"en": "Reference evapotranspiration is that of FAO-56 Penman-Monteith; what the data lack is put in as FAO "
               "advises, and counted.",
         "fr": "L'évapotranspiration de référence est celle de Penman-Monteith FAO-56 ; ce qui manque aux données est "
               "remplacé comme le conseille la FAO, et compté."},
    ),
)  # fmt: skip
_BY_TEMPERATURE = (
    Convention(
        "evapotranspiration", "Hargreaves-Samani, from temperature and latitude only",
        {"en": "Reference evapotranspiration is estimated from temperature and latitude alone (Hargreaves-Samani).",
         "fr": "L'évapotranspiration de référence est estimée par la température et la latitude seules "
               "(Hargreaves-Samani)."},
    ),
)  # fmt: skip

EVAPOTRANSPIRATION = Operation(
    "reference_evapotranspiration",
    1,
    "Works out what a green field would give off, from temperature and whatever else the data hold",
    (
        *_AIR,
        Argument("tas", "input", "mean temperature; else the middle of the two", variables=("tas",), default=""),
        Argument("hurs", "input", "relative humidity", variables=("hurs",), default=""),
        Argument("wind", "input", "wind", variables=("sfcWind",), default=""),
        Argument("rsds", "input", "sunshine energy", variables=("rsds",), default=""),
        Argument("ps", "input", "air pressure; else that of the altitude", variables=("ps",), default=""),
        Argument("wind_height", "quantity", "height of the wind", unit="m", low=0.5, high=100, default="10 m"),
        Argument("altitude", "quantity", "height of the place", unit="m", low=-450, high=6000, default="0 m"),
        Argument(
            "gaps", "choice", "whether a day that lacks a variable is missing or gets what FAO puts in its place",
            choices=("missing", "fall_back"), default="missing",
            words={"missing": {"en": "missing", "fr": "manquant"},
                   "fall_back": {"en": "as FAO advises", "fr": "selon la FAO"}},
        ),
    ),
    needs="series",
    gives="series",
    conventions=_EVAPORATION,
    source=f"{_FAO56}, chapters 2 to 4",
    variables=("tasmin",),
    variable="evspsblpot",
    unit="mm/day",
)  # fmt: skip

HARGREAVES = Operation(
    "hargreaves",
    1,
    "Works out what a green field would give off, from temperature and latitude alone",
    _AIR,
    needs="series",
    gives="series",
    conventions=_BY_TEMPERATURE,
    source="Hargreaves and Samani 1985, Applied Engineering in Agriculture 1, 96-99",
    variables=("tasmin",),
    variable="evspsblpot",
    unit="mm/day",
)

FIXED_PLANTING = Operation(
    "planting_day",
    1,
    "Plants on the same day of every year, whatever the rain",
    (OF, _FIRST_DAY),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "planting", "{first} of every year",
            {"en": "Planting is on {first_en} of every year.", "fr": "Le semis est fait le {first_fr} chaque année."},
        ),
        Convention("outcome", "happened in every year"),
        Convention("missing", "no day is read"),
        *SEASONS,
    ),
    source="A plain date, for comparing planting dates",
)  # fmt: skip

PLANTING_WATER = Operation(
    "planting_water",
    1,
    "Finds the first day at whose end the soil has stored the water to plant on",
    (
        OF,
        _ET0,
        Argument("amount", "quantity", "water to plant on", unit="mm", low=1, high=500),
        Argument("capacity", "quantity", "water that the soil can hold for the seed", unit="mm", low=1, high=1000),
        _share("kc", "what bare soil gives off, as a share of reference evapotranspiration", 150, "30 percent"),
        _share("start", "share of that capacity that it holds before the first day", default="0 percent"),
        _FIRST_DAY,
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "planting", "first day with {amount} stored, of {capacity}; bare soil {kc}, at first {start}",
            {"en": "Planting is on the first day, from {first_en} to {last_en}, by which the soil has stored "
                   "{amount_en}.",
             "fr": "Le semis est fait le premier jour, du {first_fr} au {last_fr}, où le sol a emmagasiné "
                   "{amount_fr}."},
        ),
        Convention("season_start", "{first}"),
        Convention("season_end", "{last}"),
        Convention("outcome", "happened, did_not_happen by the last day, or unknown, never merged"),
        Convention("missing", "a season is unknown only when a missing day could change its answer"),
        *SEASONS,
    ),
    source="Stern and Cooper 2011, Experimental Agriculture 47, 241-266; " + _FAO56,
    variables=("pr",),
    metric="planting_water",
)  # fmt: skip

WATER_SATISFACTION = Operation(
    "water_satisfaction",
    2,
    "Works out how much of the water that a crop needed it got, from planting to harvest",
    (OF, _ET0, _PLANTING, *_CROP, *_SOIL),
    needs="series",
    gives="seasonal",
    conventions=(*_OF_CROP, *_EXACT_MISSING, *_PLANTED),
    source="Frere and Popov 1979, FAO Plant Production and Protection Paper 17; Senay and Verdin 2003, Canadian "
    "Journal of Remote Sensing 29, 687-692",
    variables=("pr",),
    metric="water_satisfaction",
)

IRRIGATION = Operation(
    "irrigation_requirement",
    2,
    "Works out the water that irrigation must add so that a crop never lacks any",
    (OF, _ET0, _PLANTING, *_CROP, *_SOIL),
    needs="series",
    gives="seasonal",
    conventions=(
        *_OF_CROP,
        Convention(
            "irrigation", "net; filled to field capacity when the water taken without stress is used up",
            {"en": "The soil is filled up whenever the water that the crop takes without stress is used up; losses of "
                   "pump and canal are not in it.",
             "fr": "Le sol est rempli dès que l'eau que la culture prend sans souffrir est épuisée ; les pertes de "
                   "pompe et de canal n'y sont pas."},
        ),
        *_ANY_MISSING,
        *_PLANTED,
    ),
    source=f"{_FAO56}, chapter 8",
    variables=("pr",),
    metric="irrigation_requirement",
)  # fmt: skip

_UNUSUAL = (
    Argument(
        "over", "quantity", "over how many months it is added up, the last of the season among them",
        unit="month", whole=True, low=1, high=48, behind=True,
    ),
    Argument("season", "season", "the season whose last month is looked at"),
)  # fmt: skip
_OF_INDEX = (
    *_ANY_MISSING,
    Convention("outcome", "happened: it could be worked out; unknown: it could not"),
    *SEASONS,
)

UNUSUAL_RAIN = Operation(
    "standardised_precipitation_index",
    2,
    "Tells how unusual the rain of some months was, against the training years (SPI)",
    (OF, *_UNUSUAL),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "months", "{over}, up to the month of {last}; calibrated on the training years",
            {"en": "The rain of {over_en} up to {last_en} is set against the same months of the training years: 0 is "
                   "usual, below -1 dry, above 1 wet.",
             "fr": "La pluie de {over_fr} jusqu'au {last_fr} est comparée aux mêmes mois des années d'apprentissage : "
                   "0 est habituel, moins de -1 sec, plus de 1 humide."},
        ),
        Convention(
            "distribution", "gamma (Thom), dry months in the middle of their share; kept within -3 and 3",
        ),
        *_OF_INDEX,
    ),
    source="McKee, Doesken and Kleist 1993; Stagge et al. 2015, International Journal of Climatology 35, 4027-4040",
    variables=("pr",),
    metric="standardised_precipitation_index",
    learns=True,
)  # fmt: skip

UNUSUAL_BALANCE = Operation(
    "standardised_precipitation_evapotranspiration_index",
    1,
    "Tells how unusual some months were in rain less what a green field gives off, against the training years (SPEI)",
    (OF, _ET0, *_UNUSUAL),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "months", "{over}, up to the month of {last}; calibrated on the training years",
            {"en": "Rain less reference evapotranspiration of {over_en} up to {last_en} is set against the same months "
                   "of the training years: 0 is usual, below -1 dry, above 1 wet.",
             "fr": "La pluie moins l'évapotranspiration de référence de {over_fr} jusqu'au {last_fr} est comparée aux "
                   "mêmes mois des années d'apprentissage : 0 est habituel, moins de -1 sec, plus de 1 humide."},
        ),
        Convention("distribution", "generalised logistic; kept within -3 and 3"),
        *_OF_INDEX,
    ),
    source="Vicente-Serrano, Begueria and Lopez-Moreno 2010, Journal of Climate 23, 1696-1718",
    variables=("pr",),
    metric="standardised_precipitation_evapotranspiration_index",
    learns=True,
)  # fmt: skip

TOTAL_EVAPOTRANSPIRATION = Operation(
    "seasonal_evapotranspiration",
    1,
    "Adds up what a green field would give off in a season",
    (OF, Argument("season", "season", "first and last day of the season, both counted")),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention("outcome", "happened: it could be added up; unknown: it could not"),
        Convention(
            "season_start", "{first}",
            {"en": "The season is from {first_en} to {last_en}, both days included.",
             "fr": "La saison va du {first_fr} au {last_fr} inclus."},
        ),
        Convention("season_end", "{last}"),
        *_ANY_MISSING,
        *SEASONS,
    ),
    source=f"{_FAO56}, chapter 4",
    variables=("evspsblpot",),
    metric="seasonal_evapotranspiration",
)  # fmt: skip

OPERATIONS = (
    EVAPOTRANSPIRATION,
    HARGREAVES,
    FIXED_PLANTING,
    PLANTING_WATER,
    WATER_SATISFACTION,
    IRRIGATION,
    UNUSUAL_RAIN,
    UNUSUAL_BALANCE,
    TOTAL_EVAPOTRANSPIRATION,
)
