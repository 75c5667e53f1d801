"""Adjustment of model data to observations, declared."""

from ..conventions import ADJUSTMENT
from .operation import OF, Argument, Operation

ADJUST = Operation(
    "adjust",
    1,
    "Takes the systematic error out of model data, month by month, against observations",
    (
        OF,
        Argument("to", "input", "the observations to adjust to", observed=True),
        Argument("when", "input", "an optional input: without it the step is left out, and said to be", default=""),
        Argument(
            "method", "choice", "how quantiles are moved",
            choices=("quantile_mapping", "quantile_delta_mapping"), default="quantile_delta_mapping",
            words={
                "quantile_mapping": {"en": "quantile mapping", "fr": "correction des quantiles"},
                "quantile_delta_mapping": {
                    "en": "quantile delta mapping", "fr": "correction des quantiles qui garde le changement",
                },
            },
        ),
        Argument("kind", "choice", "differences (+, temperature) or ratios (*, rain)", choices=("+", "*")),
        Argument(
            "group", "choice", "the part of the year adjusted as one", choices=("month",), default="month",
            words={"month": {"en": "month by month", "fr": "mois par mois"}},
        ),
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
    learns=True,
    source=(
        "Panofsky and Brier 1958; Cannon, Sobie and Murdock 2015, Journal of Climate 28, 6938-6959; "
        "for dry days Vrac, Noël and Vautard 2016, Journal of Geophysical Research Atmospheres 121, 5237-5258"
    ),
)  # fmt: skip

OPERATIONS = (ADJUST,)
