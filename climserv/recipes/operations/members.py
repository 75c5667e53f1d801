"""What is said of all members together, beside counts of years, declared; scenarios are never mixed."""

from ..conventions import Convention
from .operation import Argument, Operation

WEIGHTS = ("alike", "one_model_one_vote")
OUTSIDE = ("unusual", "unfamiliar", "unknown")

_OF = Argument(
    "of", "input", "the seasonal values that are told, an output of the recipe; when left out, the latest",
    takes="seasonal", default="",
)  # fmt: skip
_AT = Argument("at", "list", "which percentiles are told", items="integer", low=0, high=100, default=(10, 50, 90))
_WEIGHTS = Argument(
    "weights", "choice", "the say of each member: all alike, or each model one vote, however many runs it has",
    choices=WEIGHTS, default="alike",
    words={"alike": {"en": "All members count alike", "fr": "Tous les membres comptent autant"},
           "one_model_one_vote": {"en": "Every model has one vote, however many runs it has",
                                  "fr": "Chaque modèle a une voix, quel que soit le nombre de ses simulations"}},
)  # fmt: skip
_EACH = Argument(
    "each", "choice", "what stands for the years of one member", choices=("mean", "median"), default="mean",
    words={"mean": {"en": "mean", "fr": "moyenne"}, "median": {"en": "median", "fr": "médiane"}},
)  # fmt: skip
_BASELINE = Argument(
    "baseline", "years", "the years that are compared with; when left out, the baseline of the order", default=""
)

_APART = (
    Convention(
        "scenarios", "each by itself: a scenario is a choice of people and has no chance",
        {"en": "Scenarios are told each by itself and never mixed.",
         "fr": "Chaque scénario est donné à part ; on ne les mélange jamais."},
    ),
    Convention("weights", "{weights}", {"en": "{weights_en}.", "fr": "{weights_fr}."}),
)  # fmt: skip
_EACH_MEMBER = Convention(
    "each_member", "{each} of its known years, when 80 % of them are known; no mean where a date did not come",
    {"en": "Each member stands for the {each_en} of its known years, when 80 % of them are known; a date that did not "
           "come in some year has no mean.",
     "fr": "Chaque membre compte par la {each_fr} de ses années connues, si 80 % le sont ; une date qui ne vient pas "
           "certaines années n'a pas de moyenne."},
)  # fmt: skip

PERCENTILES = Operation(
    "percentiles", 1, "Tells percentiles of each scenario's members, or of all their years",
    (
        _OF, _AT,
        Argument(
            "over", "choice", "members: of what the members give for a period, the spread of the models; years: of "
            "all their years, the spread of models and weather",
            choices=("members", "years"), default="members",
            words={"members": {"en": "the members of a scenario, two or more",
                               "fr": "les membres d'un scénario, deux au moins"},
                   "years": {"en": "all years of all members that are known",
                             "fr": "toutes les années connues de tous les membres"}},
        ),
        _EACH, _WEIGHTS,
    ),
    needs="seasonal", gives="spread",
    conventions=(
        Convention("percentiles", "{at} over {over}",
                   {"en": "Percentiles ({at_en}) are taken over {over_en}.",
                    "fr": "Les percentiles ({at_fr}) sont pris sur {over_fr}."}),
        _EACH_MEMBER, *_APART,
    ),
    source="members: Hyndman and Fan (1996), The American Statistician 50, 361-365, definition 7, and with weights "
    "Akinshin (2023), arXiv 2304.07265; years: definition 1, with years without the event at their end",
)  # fmt: skip

CHANGE = Operation(
    "change", 1, "Tells how each member changes against a baseline, and the percentiles of the members' changes",
    (
        _OF, _BASELINE,
        Argument("kind", "choice", "in the metric's unit, or in percent of the baseline",
                 choices=("difference", "percent"), default="difference"),
        _AT, _EACH, _WEIGHTS,
    ),
    needs="seasonal", gives="spread",
    conventions=(
        Convention("change", "{kind}, each member against its own baseline",
                   {"en": "A change is that of each member against the same member in the baseline.",
                    "fr": "Un changement est celui de chaque membre par rapport à ce même membre dans la référence."}),
        _EACH_MEMBER, *_APART,
    ),
    source="IPCC AR6 WGI (2021), Annex VII, Glossary: climate change relative to a baseline",
)  # fmt: skip

ROBUSTNESS = Operation(
    "robustness", 1, "Tells how many members agree on the side of the change, and whether it stands out",
    (_OF, _BASELINE, _WEIGHTS),
    needs="seasonal", gives="spread",
    conventions=(
        Convention(
            "robustness", "robust: two thirds of the members pass 1.645 sqrt(2/20) times the spread of the "
            "baseline's years about a line, and 80 % agree on the side; conflicting: they pass and do not "
            "agree; 3 members and 20 years at least",
            {"en": "A change is robust when two thirds of the models leave their ordinary years and 80 % agree on its "
                   "side; the signals conflict when they leave them and do not agree (IPCC AR6 WGI Atlas).",
             "fr": "Un changement est robuste quand deux tiers des modèles sortent de leurs années ordinaires et que "
                   "80 % s'accordent sur son sens ; les signaux se contredisent quand ils en sortent sans s'accorder "
                   "(Atlas, GIEC AR6 GT1)."}),
        *_APART,
    ),
    source="Gutiérrez et al. (2021), IPCC AR6 WGI Atlas, Cross-Chapter Box Atlas.1, advanced approach",
)  # fmt: skip

EMERGENCE = Operation(
    "time_of_emergence", 1, "Tells from which year on the climate of each member stays outside what its baseline knew",
    (
        _OF, _BASELINE,
        Argument(
            "outside", "choice", "how far outside ordinary years: one, two or three standard deviations",
            choices=OUTSIDE, default="unfamiliar",
            words={"unusual": {"en": "one standard deviation", "fr": "un écart type"},
                   "unfamiliar": {"en": "two standard deviations", "fr": "deux écarts types"},
                   "unknown": {"en": "three standard deviations", "fr": "trois écarts types"}},
        ),
        _WEIGHTS,
    ),
    needs="seasonal", gives="spread",
    conventions=(
        Convention(
            "time_of_emergence", "{outside_en} of the baseline's years; means of 20 years, told at their middle; the "
            "middle member of a scenario",
            {"en": "A climate has emerged from the year on from which every mean of 20 years stays more than "
                   "{outside_en} of the baseline's years away from their mean, up to the last year computed.",
             "fr": "Un climat a émergé à partir de l'année où chaque moyenne de 20 ans reste à plus de {outside_fr} "
                   "des années de référence de leur moyenne, jusqu'à la dernière année calculée."}),
        *_APART,
    ),
    source="Hawkins and Sutton (2012), Geophysical Research Letters 39, L01702; the names: Frame et al. (2017), Nature "
    "Climate Change 7, 407-411",
)  # fmt: skip

WARMING = Operation(
    "at_warming_level", 1, "Tells each member in the twenty years in which its own world is so much warmer",
    (
        _OF,
        Argument("level", "quantity", "how much warmer the world is than in 1850-1900", unit="K", low=0.5, high=10),
        Argument("reached", "list", "the first of the twenty years, by model and scenario: CanESM5 ssp585 2041, or "
                 "CanESM5 ssp126 never; left away: found in the global means that the order names", items="warming",
                 default=""),
        _BASELINE,
        Argument("kind", "choice", "the values themselves, or their change against the baseline",
                 choices=("value", "difference", "percent"), default="value"),
        _AT, _WEIGHTS,
    ),
    needs="seasonal", gives="spread",
    conventions=(
        Convention(
            "warming_level", "{level} above 1850-1900; the twenty years of each member: {reached}",
            {"en": "At {level_en} of global warming above 1850-1900, each member is told in its own twenty years.",
             "fr": "À {level_fr} de réchauffement mondial depuis 1850-1900, chaque membre est donné dans ses propres "
                   "vingt années."}),
        *_APART,
    ),
    source="IPCC AR6 WGI (2021), Technical Summary, Cross-Section Box TS.1: global warming levels as 20-year means "
    "against 1850-1900",
)  # fmt: skip

OPERATIONS = (PERCENTILES, CHANGE, ROBUSTNESS, EMERGENCE, WARMING)
