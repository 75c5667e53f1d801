"""What is said of many members and years together, declared."""

from types import MappingProxyType

from ..conventions import ENSEMBLE
from .operation import Argument, Operation

COUNT_YEARS = Operation(
    "ensemble",
    1,
    "Counts the years in which a statement is true, with one value for each member and year",
    (
        Argument(
            "of", "input", "the seasonal values that are counted; when left out, the latest", takes="seasonal",
            default="",
        ),
        Argument(
            "statement", "choice", "what is counted",
            choices=("by", "later_than", "at_least", "more_than", "fewer_than"),
        ),
        Argument(
            "at", "list", "what it is counted for: days; for dates, days after the season's start, or month-days",
            items="moment", unit="day", whole=True, low=0, high=366, of_metric=True,
        ),
        Argument(
            "answer_at", "moment", "the one of them that the answer in words uses; needed with several",
            unit="day", whole=True, low=0, high=366, default="", of_metric=True,
        ),
    ),
    needs="seasonal",
    gives="counts",
    conventions=ENSEMBLE,
    source="design: happened and condition / (happened + did not happen), the counts printed beside it",
)  # fmt: skip

# Which statements fit which kind of metric, as METRICS names the kinds.
STATEMENTS = MappingProxyType(
    {
        "date": ("by", "later_than"),
        "count": ("at_least", "more_than", "fewer_than"),
        "amount": ("at_least", "more_than", "fewer_than"),
    }
)

OPERATIONS = (COUNT_YEARS,)
