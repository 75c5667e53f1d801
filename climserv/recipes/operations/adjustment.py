"""Adjustment of model data to observations, declared."""

from ..conventions import ADJUSTMENT, Convention
from .operation import OF, Argument, Operation

_ALL, _LINES = ("linear", "nearest", "bilinear"), ("linear", "nearest")
# What each method can be asked: kinds, ways between quantiles and groups. A test holds it to the methods themselves.
METHOD_KINDS = {
    "linear_scaling": ("+", "*"),
    "variance_scaling": ("+",),
    "quantile_mapping": ("+", "*"),
    "detrended_quantile_mapping": ("+", "*"),
    "quantile_delta_mapping": ("+", "*"),
    "trend_preserving": ("+", "*"),
}
METHOD_INTERPOLATIONS = {name: _LINES if name == "trend_preserving" else _ALL for name in METHOD_KINDS}
DISTRIBUTION_KINDS = {"auto": ("+", "*"), "normal": ("+",), "logit_normal": ("+",), "gamma": ("*",), "weibull": ("*",)}

METHOD_WORDS = {
    "linear_scaling": {"en": "scaling of the mean", "fr": "mise à l'échelle de la moyenne"},
    "variance_scaling": {
        "en": "scaling of the mean and the spread", "fr": "mise à l'échelle de la moyenne et de la dispersion",
    },
    "quantile_mapping": {"en": "quantile mapping", "fr": "correction des quantiles"},
    "detrended_quantile_mapping": {
        "en": "quantile mapping about the trend", "fr": "correction des quantiles autour de la tendance",
    },
    "quantile_delta_mapping": {
        "en": "quantile delta mapping", "fr": "correction des quantiles qui garde le changement",
    },
    "trend_preserving": {
        "en": "fitted distributions that keep the change of each quantile (ISIMIP3BASD-style)",
        "fr": "des lois ajustées qui gardent le changement de chaque quantile (à la manière d'ISIMIP3BASD)",
    },
}  # fmt: skip
GROUP_WORDS = {
    "month": {"en": "month by month", "fr": "mois par mois"},
    "season": {"en": "season by season", "fr": "saison par saison"},
    "day_of_year": {"en": "by days of the year", "fr": "par jour de l'année"},
    "none": {"en": "all days together", "fr": "tous les jours ensemble"},
}
_WHEN = Argument("when", "input", "an optional input: without it the step is left out, and said to be", default="")
_QUANTILES = Argument("quantiles", "integer", "how many quantiles are compared", low=5, high=500, default=50)
_WET_DAY = Argument(
    "wet_day", "quantity", "ratios only: less rain than this counts as none", unit="mm/day", low=0, high=10,
    default="0.1 mm/day",
)  # fmt: skip
_SEED = Argument("seed", "integer", "starts the random order of dry days", low=0, high=2**31 - 1, default=1)
_FAMILY = (
    "Panofsky and Brier 1958; Cannon, Sobie and Murdock 2015, Journal of Climate 28, 6938-6959; "
    "for dry days Vrac, Noël and Vautard 2016, Journal of Geophysical Research Atmospheres 121, 5237-5258"
)


def _group(*choices: str) -> Argument:
    about, words = "the part of the year adjusted as one", {name: GROUP_WORDS[name] for name in choices}
    return Argument("group", "choice", about, choices=choices, default="month", words=words)


ADJUST = Operation(
    "adjust",
    1,
    "Takes the systematic error out of model data, month by month, against observations",
    (
        OF,
        Argument("to", "input", "the observations to adjust to", observed=True),
        _WHEN,
        Argument(
            "method", "choice", "how values are moved", choices=tuple(METHOD_KINDS), default="quantile_delta_mapping",
            words=METHOD_WORDS,
        ),
        Argument("kind", "choice", "differences (+, temperature) or ratios (*, rain)", choices=("+", "*")),
        _group("month", "season", "day_of_year", "none"),
        Argument(
            "window", "quantity", "group day_of_year only: how many days around each day count with it, an odd number",
            unit="day", whole=True, low=1, high=181, default="1 day",
        ),
        Argument(
            "interpolation", "choice", "between quantiles: straight lines, the nearest, or also from group to group",
            choices=_ALL, default="linear",
        ),
        Argument(
            "distribution", "choice", "trend_preserving only: what is fitted; auto is normal for + and gamma for *",
            choices=tuple(DISTRIBUTION_KINDS), default="auto",
        ),
        _QUANTILES,
        _WET_DAY,
        _SEED,
    ),
    needs="series",
    gives="series",
    conventions=ADJUSTMENT,
    learns=True,
    cost=600.0,
    source=(
        _FAMILY + "; scaling: Teutschbein and Seibert 2012, Journal of Hydrology 456, 12-29; trend_preserving: "
        "Lange 2019, Geoscientific Model Development 12, 3055-3070"
    ),
)  # fmt: skip

DELTA_CHANGE = Operation(
    "delta_change",
    1,
    "Moves the observed days by the model's change; the seasons are then the observed years, and no others",
    (
        OF,
        Argument("to", "input", "the observations that are moved", observed=True),
        _WHEN,
        Argument("kind", "choice", "differences (+, temperature) or ratios (*, rain)", choices=("+", "*")),
        _group("month", "season", "day_of_year", "none"),
        _WET_DAY,
    ),
    needs="series",
    gives="series",
    conventions=(
        Convention(
            "adjustment",
            "delta change, {kind}, by {group}: the observed days of the baseline moved by the model's change of the "
            "mean; order, spells and the years' names are those of the past; without observations none is made",
            {"en": "Where there are observations, the observed days are moved {group_en} by the change of each model; "
                   "their order and their spells stay those of the past, and each season bears its observed year.",
             "fr": "Là où il y a des observations, les jours observés sont déplacés {group_fr} du changement de chaque "
                   "modèle ; leur ordre et leurs suites restent ceux du passé, et chaque saison porte son année "
                   "observée."},
        ),
    ),
    learns=True,
    source="Hay, Wilby and Leavesley (2000), Journal of the American Water Resources Association 36, 387-397",
)  # fmt: skip

ADJUST_TOGETHER = Operation(
    "adjust_together",
    1,
    "Adjusts several variables and then orders their days so that they hang together as observed",
    (
        Argument("of", "inputs", "the daily series, such as temperature and humidity; two or more"),
        Argument("to", "inputs", "the observations of the same variables, in the same order", observed=True),
        _WHEN,
        _group("month", "season", "none"),
        Argument("iterations", "integer", "how many times the variables are turned", low=2, high=100, default=20),
        _QUANTILES,
        _WET_DAY,
        _SEED,
    ),
    needs="series",
    gives="series",
    conventions=(
        Convention(
            "adjustment_together",
            "quantile_delta_mapping each, then in the order of {iterations} turns (MBCn), by {group}",
            {"en": "Where there are observations, the variables are adjusted to them {group_en}, each by quantile "
                   "delta mapping, and their days are then put in an order in which they hang together as observed.",
             "fr": "Là où il y a des observations, les variables y sont ajustées {group_fr}, chacune par correction "
                   "des quantiles qui garde le changement, puis leurs jours sont rangés pour qu'elles aillent ensemble "
                   "comme dans les observations."},
        ),
    ),
    learns=True,
    cost=300.0,
    repeats="iterations",
    source="Cannon 2018, Climate Dynamics 50, 31-49; " + _FAMILY,
)  # fmt: skip

ADJUST_TEMPERATURES = Operation(
    "adjust_temperatures",
    1,
    "Adjusts lowest, mean and highest temperature as mean, range and place of the mean, so that their order holds",
    (
        Argument("of", "inputs", "tasmin, tas and tasmax, in this order; or tasmin and tasmax",
                 variables=("tasmin", "tas", "tasmax")),
        Argument("to", "inputs", "the observations of the same variables, in the same order", observed=True,
                 variables=("tasmin", "tas", "tasmax")),
        _WHEN,
        _group("month", "season", "none"),
        _QUANTILES,
        _SEED,
    ),
    needs="series",
    gives="series",
    conventions=(
        Convention(
            "adjustment_temperatures", "quantile_delta_mapping of mean (+), range (*), place of mean; by {group}",
            {"en": "Where there are observations, the day's mean temperature and its range are adjusted to them "
                   "{group_en}, so the lowest temperature of a day is never above the highest.",
             "fr": "Là où il y a des observations, la température moyenne du jour et son amplitude y sont ajustées "
                   "{group_fr} : la plus basse du jour n'est jamais au-dessus de la plus haute."},
        ),
    ),
    learns=True,
    cost=1500.0,
    source="Lange 2019, Geoscientific Model Development 12, 3055-3070 (tasrange, tasskew); " + _FAMILY,
)  # fmt: skip

PUT_IN_ORDER = Operation(
    "put_in_order",
    1,
    "Puts lowest, mean and highest temperature of a day in their order where they are not, and counts such days",
    (
        Argument("of", "inputs", "tasmin, tas and tasmax, in this order", variables=("tasmin", "tas", "tasmax")),
    ),
    needs="series",
    gives="series",
    conventions=(
        Convention(
            "order_of_temperatures", "tasmin <= tas <= tasmax: a day's numbers are sorted where they are out of order",
            {"en": "Where a day's lowest, mean and highest temperature are out of order, its numbers are sorted.",
             "fr": "Quand les températures minimale, moyenne et maximale d'un jour sont en désordre, on les trie."},
        ),
    ),
    source="Thrasher et al. 2012, Hydrology and Earth System Sciences 16, 3309-3314",
)  # fmt: skip

OPERATIONS = (ADJUST, DELTA_CHANGE, ADJUST_TOGETHER, ADJUST_TEMPERATURES, PUT_IN_ORDER)
