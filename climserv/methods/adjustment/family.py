"""Adjusting model output to observations, month by month: training and applying are two acts.

Two methods. p is the share of days of the month that are lower (0 lowest, 1 highest); R(p) and H(p) are the quantile
functions of the reference and of the model in the training period, known at nodes (k + 0.5) / quantiles.

  quantile_mapping        a value is looked up in H, and R at the same p is its adjusted value: the training climate
                          of the model becomes that of the reference
  quantile_delta_mapping  p is the value's rank among the days of its month in the series that is adjusted, and the
                          value is changed by what separates R(p) from H(p): the model's own change of each quantile,
                          x - H(p) or x / H(p), is kept. Ranks are taken within the series given, so a baseline and a
                          future are applied one at a time.

Kind "+" adds R - H (temperature), kind "*" multiplies by R / H (rain). Between nodes, "linear" interpolates R and H;
"nearest" takes the nearest node, which is what xsdba's `nearest` does.

Tails. Below the first and above the last node the correction stays that of the node, added or multiplied, so the
adjusted value goes on rising with the raw one: no cliff, nothing left raw.

Dry days (kind "*"). A day with less than `wet_day` is dry, in reference, training and series alike. The dry days of a
month are put on a straight ramp from 0 to `wet_day`, in a random order that hangs on (seed, cell, day) only; adjusted
values below `wet_day` become 0. So a model that drizzles loses its drizzle, a model too dry gains wet days, and its own
change in the number of wet days is kept. Where the model was dry in training, a wet day is divided by `wet_day`
instead, or by the reference where that is dry as well: rain new to both stays as it is.

Bound (kind "*"). An adjusted value is at most `growth` times the largest reference value of the cell and month, or
the raw value where that is more. Values cut there are counted.

Missing days stay missing and touch no other day. A month of a cell without any training days gives missing values,
which are counted.

Sources: Panofsky and Brier (1958); Cannon, Sobie and Murdock (2015), doi 10.1175/JCLI-D-14-00754.1; for the dry days
Vrac, Noel and Vautard (2016), doi 10.1002/2015JD024511. Ours differs from xsdba on purpose: its QDM stretches the
ranks of a series with ties at its lowest value, its frequency adaptation is drawn unseeded and only in training, its
`linear` also interpolates between months, and its factors have no bound.
"""

from dataclasses import dataclass, field, fields

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..adjusting import longest_month, map_values, quantiles_by_month, room_to_sort, shift_values
from ..arrays import at_least, cells_by_time, integers, one_of

METHODS = ("quantile_mapping", "quantile_delta_mapping")
KINDS = ("+", "*")
INTERPOLATIONS = ("linear", "nearest")
# What is counted while values are adjusted; sums over blocks are exact in any order.
FACTS = ("values", "capped", "beyond_training", "dry_before", "dry_after", "without_training")
_NAN = float("nan")


@dataclass(frozen=True)
class Trained:
    """What training found, as arrays and a few plain words: it can be saved as a dataset and read back.

    reference, historical              (cell, 12, quantile) float64, quantiles of each month [unit of the data]
    reference_range, historical_range  (cell, 12, 2) float64, lowest and highest value; not a number without data
    cells                              (cell) int64, the number of each cell in the whole grid
    """

    reference: np.ndarray = field(repr=False)
    historical: np.ndarray = field(repr=False)
    reference_range: np.ndarray = field(repr=False)
    historical_range: np.ndarray = field(repr=False)
    cells: np.ndarray = field(repr=False)
    method: str
    kind: str
    interpolation: str
    wet_day: float
    growth: float
    seed: int

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if not f.repr}

    def metadata(self) -> dict[str, str | float | int]:
        """The rest: words and numbers."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.repr}

    @classmethod
    def from_arrays(cls, arrays: dict, metadata: dict) -> "Trained":
        """Back from `arrays()` and `metadata()`."""
        return cls(**arrays, **metadata)


def train(
    reference,
    historical,
    ref_month,
    hist_month,
    *,
    method: str,
    kind: str,
    quantiles: int = 50,
    wet_day: float = 0.0,
    seed: int = 0,
    cells=None,
    interpolation: str = "linear",
    growth: float = 3.0,
) -> Trained:
    """Learn, for each cell and month, the quantiles of the reference and of the model in the training period.

    reference, historical  (cell, time) float32, one unit; each has its own time axis, any two calendars
    ref_month, hist_month  (time), 1 to 12
    method, kind           see the module: METHODS, KINDS
    wet_day                kind "*": a day with less is dry [unit of the data]; 0 treats no day as dry
    seed, cells            key the random order of dry days; `cells` are the cells' numbers in the whole grid, so that
                           cutting it into blocks changes nothing; needed where there are dry days
    growth                 kind "*": the bound on adjusted values, see the module
    returns                Trained

    A model 2 K too warm, in one January of four days each:

    >>> trained = train([[280, 281, 282, 283]], [[282, 283, 284, 285]], [1] * 4, [1] * 4,
    ...                 method="quantile_mapping", kind="+", quantiles=4)
    >>> adjusted, facts = apply(trained, [[283.5, 290.0, float("nan")]], [1, 1, 1])
    >>> adjusted.tolist(), facts["values"], facts["beyond_training"]
    ([[281.5, 288.0, nan]], 2, 1)
    """
    here = "adjust, "
    refuse_if(
        one_of(method, METHODS, here + "method")
        + one_of(kind, KINDS, here + "kind")
        + one_of(interpolation, INTERPOLATIONS, here + "interpolation")
        + at_least(quantiles, 1, here + "quantiles")
        + at_least(wet_day, 0, here + "wet_day")
        + at_least(growth, 1, here + "growth")
    )
    reference = cells_by_time(reference, here + "reference", len(ref_month))
    historical = cells_by_time(historical, here + "historical", len(hist_month))
    count = reference.shape[0]
    wet_day = float(np.float32(wet_day)) if kind == "*" else 0.0
    refuse_if(_unlike(count, historical.shape[0], "historical") + _unkeyed(cells, count, wet_day))
    of_reference, of_historical = (
        quantiles_by_month(values, *_by_month(month), quantiles, wet_day)
        for values, month in ((reference, ref_month), (historical, hist_month))
    )
    return Trained(
        reference=of_reference[0],
        historical=of_historical[0],
        reference_range=of_reference[1],
        historical_range=of_historical[1],
        cells=integers(np.arange(count) if cells is None else cells, np.int64),
        method=method,
        kind=kind,
        interpolation=interpolation,
        wet_day=wet_day,
        growth=float(growth),
        seed=int(seed),
    )


def apply(trained: Trained, values, month, *, days=None) -> tuple[np.ndarray, dict[str, int]]:
    """Adjust a series with what training found.

    trained  of the same cells
    values   (cell, time) float32, unit of the training data, any calendar; with quantile_delta_mapping one period
    month    (time), 1 to 12
    days     (time) int, the number of each day (`Timeline.number`); needed where there are dry days
    returns  adjusted (cell, time) float32, and facts, all counts: `values` adjusted (missing ones apart), `capped` at
             the bound, `beyond_training` outside the range of the training period, `dry_before`, `dry_after`,
             `without_training` (made missing)

    >>> trained = train([[0, 0, 4, 8]], [[0, 1, 2, 4]], [7] * 4, [7] * 4, method="quantile_delta_mapping", kind="*",
    ...                 quantiles=4, wet_day=0.5, cells=[0], interpolation="nearest")
    >>> adjusted, facts = apply(trained, [[0, 2, 4, 8]], [7] * 4, days=range(4))
    >>> [round(float(rain), 1) for rain in adjusted[0]], facts["dry_before"], facts["dry_after"]
    ([0.0, 1.5, 7.6, 16.0], 1, 1)
    """
    here = "adjust, "
    values = cells_by_time(values, here + "values", len(month))
    refuse_if(_unlike(len(trained.cells), values.shape[0], "values") + _undated(days, values.shape[1], trained.wet_day))
    days = np.zeros(values.shape[1], np.int64) if days is None else integers(days, np.int64)
    adjusted = np.empty_like(values)
    counts = np.zeros(len(FACTS), np.int64)
    kernel = shift_values if trained.method == "quantile_delta_mapping" else map_values
    rule = (trained.kind == "*", trained.interpolation == "nearest", trained.wet_day, trained.growth)
    learned = (trained.reference, trained.historical, trained.reference_range, trained.historical_range)
    learned = tuple(np.require(array, np.float64, ["C", "W"]) for array in learned)
    keys = (trained.seed, integers(trained.cells, np.int64), days)
    order, begins = _by_month(month)
    room = room_to_sort(longest_month(begins))
    kernel(values, values.view(np.uint32), order, begins, learned, rule, keys, room, adjusted, counts)
    return adjusted, dict(zip(FACTS, counts.tolist(), strict=True))


def shares(facts: dict[str, int]) -> dict[str, float]:
    """Each count as a share of the values that were there; not a number when there were none.

    >>> shares({"values": 4, "capped": 1, "beyond_training": 0, "dry_before": 2, "dry_after": 2,
    ...         "without_training": 0})["capped"]
    0.25
    """
    there = facts["values"] + facts["without_training"]
    return {name: facts[name] / there if there else _NAN for name in FACTS if name != "values"}


def _by_month(month) -> tuple[np.ndarray, np.ndarray]:
    """Positions of the days of each month, one month after the other, and where each month begins among them."""
    month = np.asarray(month, dtype=np.int64)
    if month.size and not (month.min() >= 1 and month.max() <= 12):
        raise Refused(Problem("month", "adjust, month", "no such month", f"{month.min()} to {month.max()}", "1 to 12"))
    order = np.argsort(month, kind="stable").astype(np.int32)
    return order, np.searchsorted(month[order], np.arange(1, 14)).astype(np.int32)


def _unlike(expected: int, found: int, name: str) -> list[Problem]:
    if expected == found:
        return []
    what = "the reference and the model must have the same cells"
    return [Problem("array.cells", f"adjust, {name}", what, f"{found} cells", f"{expected} cells")]


def _unkeyed(cells, count: int, wet_day: float) -> list[Problem]:
    if wet_day > 0 and (cells is None or len(cells) != count):
        what = "dry days are put in an order that hangs on the cell's number, and the numbers are not there"
        got = "none" if cells is None else f"{len(cells)} numbers"
        return [Problem("adjust.cells", "adjust, cells", what, got, f"{count} numbers, of the whole grid")]
    return []


def _undated(days, count: int, wet_day: float) -> list[Problem]:
    if wet_day > 0 and (days is None or len(days) != count):
        what = "dry days are put in an order that hangs on the day's number, and the numbers are not there"
        got = "none" if days is None else f"{len(days)} numbers"
        return [Problem("adjust.days", "adjust, days", what, got, f"{count} numbers, such as Timeline.number")]
    return []
