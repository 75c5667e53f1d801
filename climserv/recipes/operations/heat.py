"""Heat, cold and growth of crops, declared."""

from ..conventions import HOT_DAYS, SEASONS
from .operation import OF, OPERATORS, Argument, Operation

COUNT_HOT_DAYS = Operation(
    "hot_days",
    1,
    "Counts the days of a season that are hotter than a threshold",
    (
        OF,
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

OPERATIONS = (COUNT_HOT_DAYS,)
