"""The table of operations: what a step may be, each declared once, as data.

Form, schema, documentation, checks and provenance read these lines; the function behind each is resolved by the engine.
Changing the numbers an operation gives raises its version.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from .conventions import ADJUSTMENT, ENSEMBLE, HOT_DAYS, ONSET, SEASONS, Convention

Kind = Literal["input", "quantity", "integer", "choice", "month_day", "season", "moment", "list"]

# Which end of a comparison a word stands for; one table for the wet day and for the hot day.
OPERATORS = (">", ">=")


@dataclass(frozen=True)
class Argument:
    """One argument of an operation.

    kind      what is written: an `input` by name, a `quantity` with unit, a `season` as {from: 06-01, to: 06-30},
              a `moment` as days after the start of the season or as a month-day, a `list` of `items`, and so on
    unit      for a quantity: what it must measure
    whole     the quantity counts whole units
    low/high  the bounds of the operation itself, in `unit`; a recipe may set narrower ones
    default   used when a step leaves it out; None: it must be given, "": it may stay away
    """

    name: str
    kind: Kind
    about: str
    unit: str = ""
    whole: bool = False
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    items: str = ""
    default: str | int | None = None


@dataclass(frozen=True)
class Operation:
    """One operation.

    needs, gives  what goes in and comes out: daily `series`, `seasonal` values with outcomes, `counts` of years
    variables     canonical variables the main input (`of`) may be; empty: any
    metric        the metric it computes, if it does
    hindsight     the argument that makes it look ahead when it is above zero
    conventions   what it takes for granted, stated in every product
    source        where the method is described
    """

    name: str
    version: int
    about: str
    parameters: tuple[Argument, ...]
    needs: str
    gives: str
    conventions: tuple[Convention, ...]
    source: str
    variables: tuple[str, ...] = ()
    metric: str = ""
    hindsight: str = ""


_OF = Argument("of", "input", "the daily series; when left out, the first input that is not optional", default="")

_ADJUST = Operation(
    "adjust",
    1,
    "Takes the systematic error out of model data, month by month, against observations",
    (
        _OF,
        Argument("to", "input", "the observations to adjust to"),
        Argument("when", "input", "an optional input: without it the step is left out, and said to be", default=""),
        Argument(
            "method", "choice", "how quantiles are moved",
            choices=("quantile_mapping", "quantile_delta_mapping"), default="quantile_delta_mapping",
        ),
        Argument("kind", "choice", "differences (+, temperature) or ratios (*, rain)", choices=("+", "*")),
        Argument("group", "choice", "the part of the year adjusted as one", choices=("month",), default="month"),
        Argument("quantiles", "integer", "how many quantiles are compared", low=5, high=500, default=50),
        Argument(
            "wet_day", "quantity", "ratios only: less rain than this counts as none", unit="mm/day", low=0, high=10,
            default="0.1 mm/day",
        ),
        Argument("seed", "integer", "starts the random order of dry days", low=0, high=2**31 - 1, default=1),
    ),
    needs="series",
    gives="series",
    conventions=ADJUSTMENT,
    source=(
        "Panofsky and Brier 1958; Cannon, Sobie and Murdock 2015, Journal of Climate 28, 6938-6959; "
        "for dry days Vrac, Noël and Vautard 2016, Journal of Geophysical Research Atmospheres 121, 5237-5258"
    ),
)  # fmt: skip

_HOT_DAYS = Operation(
    "hot_days",
    1,
    "Counts the days of a season that are hotter than a threshold",
    (
        _OF,
        Argument("threshold", "quantity", "how hot is too hot", unit="degC", low=-90, high=70),
        Argument("operator", "choice", "whether a day at the threshold counts (>=) or not (>)", choices=OPERATORS),
        Argument("season", "season", "first and last day of the season, both counted"),
        Argument(
            "missing", "choice", "any: one missing day makes the season unknown", choices=("any",), default="any",
        ),
    ),
    needs="series",
    gives="seasonal",
    conventions=(*HOT_DAYS, *SEASONS),
    source="WMO-No. 1203, WMO Guidelines on the Calculation of Climate Normals, 2017: counts of days",
    variables=("tasmax",),
    metric="hot_days",
)  # fmt: skip

_ONSET = Operation(
    "onset",
    1,
    "Finds the first day of a season by which enough rain has come without a long dry spell after it",
    (
        _OF,
        Argument("amount", "quantity", "how much rain the window must bring", unit="mm", low=0.1, high=1000),
        Argument(
            "window", "quantity", "over how many days in a row that rain is added up",
            unit="day", whole=True, low=1, high=60,
        ),
        Argument("wet_day", "quantity", "how much rain makes a day wet", unit="mm/day", low=0, high=50),
        Argument("operator", "choice", "whether a day with just that much is wet (>=) or not (>)", choices=OPERATORS),
        Argument("wet_days", "integer", "the least number of wet days in the window", low=1, high=60),
        Argument(
            "anchor", "choice", "which day of the window is the date",
            choices=("first_wet_day", "window_start", "window_end"),
        ),
        Argument(
            "dry_spell", "quantity", "how many dry days in a row undo the start",
            unit="day", whole=True, low=1, high=60,
        ),
        Argument(
            "look_ahead", "quantity", "days after the window in which no such dry spell may lie; 0 day: no test",
            unit="day", whole=True, low=0, high=120,
        ),
        Argument("search", "season", "first and last day on which the window may start"),
    ),
    needs="series",
    gives="seasonal",
    conventions=(*ONSET, *SEASONS),
    source=(
        "Stern, Dennett and Dale 1982, Experimental Agriculture 18, 223-236; "
        "Sivakumar 1988, Agricultural and Forest Meteorology 42, 295-305"
    ),
    variables=("pr",),
    metric="rainy_season_onset",
    hindsight="look_ahead",
)  # fmt: skip

_ENSEMBLE = Operation(
    "ensemble",
    1,
    "Counts the years in which a statement is true, with one value for each member and year",
    (
        Argument(
            "statement", "choice", "what is counted",
            choices=("by", "later_than", "at_least", "more_than", "fewer_than"),
        ),
        Argument(
            "at", "list", "what it is counted for: days; for dates, days after the season's start, or month-days",
            items="moment", unit="day", whole=True, low=0, high=366,
        ),
        Argument(
            "answer_at", "moment", "the one of them that the answer in words uses; needed with several",
            unit="day", whole=True, low=0, high=366, default="",
        ),
    ),
    needs="seasonal",
    gives="counts",
    conventions=ENSEMBLE,
    source="design: happened and condition / (happened + did not happen), the counts printed beside it",
)  # fmt: skip

OPERATIONS: MappingProxyType[str, Operation] = MappingProxyType(
    {operation.name: operation for operation in (_ADJUST, _HOT_DAYS, _ONSET, _ENSEMBLE)}
)

# Which statements fit which kind of metric, as METRICS names the kinds.
STATEMENTS = MappingProxyType(
    {
        "date": ("by", "later_than"),
        "count": ("at_least", "more_than", "fewer_than"),
        "amount": ("at_least", "more_than", "fewer_than"),
    }
)
