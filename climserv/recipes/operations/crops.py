"""What comes of a crop, declared: whether it comes through, and what it yields."""

from ..conventions import Convention
from .operation import OF, OPERATORS, Argument, Operation

# AquaCrop's own names: crops that ripen by days, and soils.
AQUACROP_CROPS = (
    "Barley", "Cassava", "Cotton", "DryBean", "Maize", "PaddyRice", "Potato", "Quinoa", "Sorghum", "Soybean",
    "SugarBeet", "SugarCane", "Sunflower", "Tef", "Tomato", "Wheat",
)  # fmt: skip
AQUACROP_SOILS = (
    "Clay", "ClayLoam", "Loam", "LoamySand", "Sand", "SandyClay", "SandyClayLoam", "SandyLoam", "Silt", "SiltClay",
    "SiltClayLoam", "SiltLoam",
)  # fmt: skip

_PLANTING = Argument("planting", "input", "the day of planting, from a step before", takes="seasonal", dated=True)

CROP_SUCCESS = Operation(
    "crop_success",
    2,
    "Tells whether a crop planted on its day came through: enough rain, no long dry spell while young, ripe in time",
    (
        OF,
        _PLANTING,
        Argument(
            "end", "input", "the end of the rains, before which it must be ripe", takes="seasonal", dated=True,
            default="",
        ),
        Argument(
            "days", "quantity", "days from planting to harvest, planting day counted",
            unit="day", whole=True, low=1, high=366, ahead=True,
        ),
        Argument("requirement", "quantity", "rain it needs in that time", unit="mm", low=0, high=5000),
        Argument(
            "dry_spell", "quantity", "how many dry days in a row kill the seedlings", unit="day", whole=True, low=1,
            high=120,
        ),
        Argument(
            "young", "quantity", "days after planting in which such a dry spell kills them", unit="day", whole=True,
            low=1, high=200,
        ),
        Argument("wet_day", "quantity", "how much rain makes a day wet", unit="mm/day", low=0, high=50),
        Argument("operator", "choice", "whether a day with just that much is wet (>=) or not (>)", choices=OPERATORS),
        Argument(
            "condition", "choice", "all of them, or one alone: the rain it needs, no long dry spell, ripe in time",
            choices=("all", "water", "spell", "length"), default="all",
            words={
                "all": {"en": "all conditions together", "fr": "toutes les conditions ensemble"},
                "water": {"en": "the rain alone", "fr": "la pluie seule"},
                "spell": {"en": "the dry spells alone", "fr": "les périodes sèches seules"},
                "length": {"en": "the length of the rains alone", "fr": "la durée des pluies seule"},
            },
        ),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "requirement", "{requirement} in {days} from planting",
            {"en": "The crop comes through when {requirement_en} of rain or more fall in the {days_en} from planting, "
                   "and it stands within the rains where their end is known to the recipe.",
             "fr": "La culture réussit quand {requirement_fr} de pluie ou plus tombent dans les {days_fr} à partir du "
                   "semis, et qu'elle reste dans la saison des pluies là où la recette en connaît la fin."},
        ),
        Convention(
            "dry_spell", "{dry_spell} within {young} after planting",
            {"en": "It is lost when {dry_spell_en} in a row without a wet day lie within {young_en} after planting; "
                   "a day is wet when its rain is {operator_en} {wet_day_en}.",
             "fr": "Elle est perdue si {dry_spell_fr} de suite sans jour de pluie se trouvent dans les {young_fr} "
                   "après le semis ; un jour est pluvieux quand sa pluie est {operator_fr} {wet_day_fr}."},
        ),
        Convention(
            "condition", "{condition}",
            {"en": "Looked at here: {condition_en}.", "fr": "Regardé ici : {condition_fr}."},
        ),
        Convention("missing", "a season is unknown only when a missing day could change its answer"),
        Convention(
            "outcome", "happened: it came through, told is the day of planting; did_not_happen: lost, or not planted",
            {"en": "A year in which nothing was planted counts as lost; a year that cannot be known counts as nothing.",
             "fr": "Une année sans semis compte comme perdue ; une année inconnue ne compte pas."},
        ),
    ),
    source="Stern, Dennett and Dale 1982, Experimental Agriculture 18, 223-236; the crop tables of R-Instat",
    variables=("pr",),
    metric="crop_success",
)  # fmt: skip

ENOUGH_RAIN = Operation(
    "enough_rain",
    1,
    "Tells whether enough rain fell for a variety from its planting to its harvest: a need of each day, times the days",
    (
        OF,
        _PLANTING,
        Argument(
            "days", "quantity", "days from planting to harvest, planting day counted",
            unit="day", whole=True, low=1, high=366, ahead=True,
        ),
        Argument("need", "quantity", "rain it needs for each of these days", unit="mm/day", low=0, high=20),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "requirement", "{need} x {days} from planting",
            {"en": "A variety has enough when the rain of the {days_en} from planting reaches {need_en} for each of "
                   "these days, all together; when in that time it falls is not looked at.",
             "fr": "Une variété a assez d'eau quand la pluie des {days_fr} à partir du semis atteint {need_fr} pour "
                   "chacun de ces jours, en tout ; le moment où elle tombe n'est pas regardé."},
        ),
        Convention("dry_spell", "not looked at: only the sum counts"),
        Convention("missing", "a season is unknown only when a missing day could change its answer"),
        Convention(
            "outcome", "happened: enough rain, told is the day of planting; did_not_happen: too little, or not planted",
            {"en": "A year in which nothing was planted counts as one without enough.",
             "fr": "Une année sans semis compte comme une année sans assez de pluie."},
        ),
    ),
    source="the crop tables of e-PICSA, whose needs are 2.8 mm times the days; counted as in Stern, Dennett and Dale "
    "1982, Experimental Agriculture 18, 223-236",
    variables=("pr",),
    metric="crop_success",
    hindsight="always",
)  # fmt: skip

CROP_YIELD = Operation(
    "crop_yield",
    1,
    "Grows a crop by AquaCrop and tells its yield; slow, for stations; needs the extra `crop`",
    (
        OF,
        Argument("et0", "input", "reference evapotranspiration of each day", variables=("evspsblpot",)),
        Argument("tasmin", "input", "lowest temperature of each day", variables=("tasmin",)),
        Argument("tasmax", "input", "highest temperature of each day", variables=("tasmax",)),
        _PLANTING,
        Argument("crop", "choice", "which of AquaCrop's crops", choices=AQUACROP_CROPS),
        Argument("soil", "choice", "which of AquaCrop's soils", choices=AQUACROP_SOILS),
        Argument("start", "quantity", "share of its water that the soil holds at planting", unit="%", low=0, high=100),
        Argument("co2", "quantity", "carbon dioxide in the air, in all years", unit="ppm", low=150, high=2000),
        Argument(
            "within", "quantity", "days after planting that are read; the crop must be ripe in them", unit="day",
            whole=True, low=60, high=400, default="230 day", ahead=True,
        ),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "crop", "AquaCrop {crop} on {soil}, {start} of its water at planting, {co2}",
            {"en": "Yields are those of AquaCrop's {crop_en} on {soil_en}, rain-fed, well kept and fed; pests, weeds "
                   "and floods are not in them.",
             "fr": "Les rendements sont ceux du {crop_fr} d'AquaCrop sur {soil_fr}, pluvial, bien entretenu et "
                   "nourri ; ravageurs, mauvaises herbes et inondations n'y sont pas."},
        ),
        Convention(
            "missing", "any: one missing day makes the season unknown",
            {"en": "One missing day makes the season unknown.", "fr": "Un seul jour manquant rend la saison inconnue."},
        ),
        Convention("outcome", "happened: a yield, none included; did_not_happen: not planted; unknown: not known"),
    ),
    source="Steduto et al. 2009, Agronomy Journal 101, 426-437; Kelly and Foster 2021, Agricultural Water Management "
    "254, 106976",
    variables=("pr",),
    metric="crop_yield",
    cost=300_000.0,
)  # fmt: skip

OPERATIONS = (CROP_SUCCESS, ENOUGH_RAIN, CROP_YIELD)
