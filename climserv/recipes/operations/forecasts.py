"""What a seasonal forecast says of a threshold that somebody needs, declared."""

from ..conventions import Convention
from .operation import Argument, Operation

WAYS = ("counting", "regression")
_PASSES = ("at_least", "more_than", "fewer_than")

_OF = Argument(
    "of", "input", "the seasonal values that are told, an output of the recipe; when left out, the latest",
    takes="seasonal", default="",
)  # fmt: skip
_STATEMENT = Argument(
    "statement", "choice", "on which side of the threshold the chance is", choices=_PASSES, default="fewer_than",
    words={"at_least": {"en": "at least", "fr": "au moins"}, "more_than": {"en": "more than", "fr": "plus de"},
           "fewer_than": {"en": "less than", "fr": "moins de"}},
)  # fmt: skip
_AT = Argument("at", "moment", "the threshold, in the unit of the values", unit="day", low=0, high=366, of_metric=True)

_YEARS_WEIGHED = Convention(
    "weighed_years", "each known year of the record shares the chance of its third; ten years at least",
    {"en": "Past years stand for what may come: those of a third share the chance of that third, so a threshold has "
           "the chance of the years that passed it.",
     "fr": "Les années passées représentent ce qui peut venir : celles d'un tiers se partagent la probabilité de ce "
           "tiers, et un seuil a celle des années qui l'ont franchi."},
)  # fmt: skip

FROM_THIRDS = Operation(
    "chance_from_thirds", 1, "Turns the chances of the three thirds, as a bulletin has them, into that of a threshold",
    (
        _OF, _STATEMENT, _AT,
        Argument("below", "quantity", "the chance of the lowest third", unit="percent", low=0, high=100),
        Argument(
            "above", "quantity", "the chance of the highest third; the middle one has the rest", unit="percent", low=0,
            high=100,
        ),
    ),
    needs="seasonal", gives="spread",
    conventions=(
        Convention("thirds_given", "below {below}, above {above}",
                   {"en": "The lowest third has a chance of {below_en} and the highest of {above_en}, as they were "
                          "given; the middle third has the rest.",
                    "fr": "Le tiers le plus bas a une probabilité de {below_fr} et le plus haut de {above_fr}, comme "
                          "elles ont été données ; le tiers du milieu a le reste."}),
        _YEARS_WEIGHED,
    ),
    source="past years that count as often as their third is likely: Croley (2000), Using meteorology probability "
    "forecasts in operational hydrology, ASCE Press",
)  # fmt: skip

FROM_HINDCASTS = Operation(
    "chance_from_hindcasts", 1,
    "Tells each season's chance of a threshold from its members, learnt from hindcasts of other years, and the skill",
    (
        _OF, _STATEMENT, _AT,
        Argument(
            "way", "choice", "from members to the chances of thirds: counted between the thirds of the model's own "
            "hindcasts, or regressed on their mean",
            choices=WAYS, default="counting",
            words={"counting": {"en": "counting the members between the thirds of the model's own hindcasts",
                                "fr": "en comptant les membres entre les tiers des prévisions passées du modèle"},
                   "regression": {"en": "a regression on the members' mean",
                                  "fr": "une régression sur la moyenne des membres"}},
        ),
    ),
    needs="seasonal", gives="spread",
    conventions=(
        Convention("calibration", "{way}; each year learnt from the other years of the baseline only",
                   {"en": "Members become chances of thirds by {way_en}; a year never learns from itself.",
                    "fr": "Les membres donnent la probabilité des tiers {way_fr} ; une année n'apprend jamais "
                          "d'elle-même."}),
        Convention("skill", "Brier skill against the share of the other years; ten years at least",
                   {"en": "The skill compares with always telling the usual share: 1 is perfect, 0 no better, below 0 "
                          "worse.",
                    "fr": "La qualité se compare à toujours donner la part habituelle : 1 est parfait, 0 pas mieux, "
                          "moins de 0 pire."}),
        _YEARS_WEIGHED,
    ),
    source="Weigel, Liniger and Appenzeller (2008), Quarterly Journal of the Royal Meteorological Society 134, 241-260;"
    " Barnston et al. (2019), Climate Dynamics 53, 7215-7234; skill: Murphy (1988), Monthly Weather Review 116, "
    "2417-2424",
)  # fmt: skip

OPERATIONS = (FROM_THIRDS, FROM_HINDCASTS)
