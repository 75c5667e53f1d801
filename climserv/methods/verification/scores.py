"""Scores of forecasts and of adjusted models, as records: what each may be, which end is better, and where it is from.

Cases stand on the last axis, or on the last but one where members or categories follow. A case whose observation is
missing is left out; so is a member that is missing, in its case only. A score of no cases is not a number.

An event is told by 1 and 0 (not a number is unknown), by booleans, or by uint8 outcomes; see `events`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from climserv.vocabulary.problems import Problem, Refused

from .events import events_of

_WILKS = "Wilks (2019), Statistical Methods in the Atmospheric Sciences, 4th edition, Elsevier, chapter 9"


@dataclass(frozen=True)
class Score:
    """One score.

    lowest, highest  what it may be
    perfect          what a perfect forecast gets
    better           "higher", "lower", or "nearer" (to what is perfect, from both sides)
    unit             "data" when it has the unit of the values, "1" when it has none
    """

    name: str
    about: str
    lowest: float
    highest: float
    perfect: float
    better: str
    unit: str
    source: str
    function: Callable = field(repr=False, compare=False)

    def improves(self, value: float, on: float) -> bool:
        """Whether `value` is the better of two scores."""
        if self.better == "nearer":
            return abs(value - self.perfect) < abs(on - self.perfect)
        return value > on if self.better == "higher" else value < on


def mean_error(forecast, observed):
    """How much too high a forecast is on average, along the last axis (bias).

    forecast, observed  (..., case), one unit; not a number is missing, and the pair is left out
    returns             (...) float64, unit of the values
    source              Wilks (2019), Statistical Methods in the Atmospheric Sciences, chapter 9

    >>> float(mean_error([2.0, 4.0, float("nan")], [1.0, 4.0, 3.0]))
    0.5
    """
    return _mean(_float(forecast) - _float(observed))


def mean_absolute_error(forecast, observed):
    """How far a forecast is off on average, along the last axis.

    forecast, observed  (..., case), one unit; not a number is missing, and the pair is left out
    returns             (...) float64, unit of the values
    source              Wilks (2019), Statistical Methods in the Atmospheric Sciences, chapter 9

    >>> float(mean_absolute_error([2.0, 4.0], [3.0, 2.0]))
    1.5
    """
    return _mean(np.abs(_float(forecast) - _float(observed)))


def root_mean_square_error(forecast, observed):
    """The root of the mean squared error, along the last axis: large misses weigh more.

    forecast, observed  (..., case), one unit; not a number is missing, and the pair is left out
    returns             (...) float64, unit of the values
    source              Wilks (2019), Statistical Methods in the Atmospheric Sciences, chapter 9

    >>> float(root_mean_square_error([3.0, 0.0], [0.0, 4.0]))
    3.5355339059327378
    """
    return np.sqrt(_mean((_float(forecast) - _float(observed)) ** 2))


def correlation(forecast, observed):
    """Pearson's correlation of forecast and observation, along the last axis.

    forecast, observed  (..., case); not a number is missing, and the pair is left out
    returns             (...) float64, -1 to 1; not a number with fewer than two pairs or without any spread
    source              Wilks (2019), Statistical Methods in the Atmospheric Sciences, chapter 3

    >>> float(correlation([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]))
    1.0
    """
    forecast, observed = np.broadcast_arrays(_float(forecast), _float(observed))
    both = np.isfinite(forecast) & np.isfinite(observed)
    forecast, observed = (np.where(both, values, np.nan) for values in (forecast, observed))
    away = [values - _mean(values)[..., None] for values in (forecast, observed)]
    spread = np.sqrt(_mean(away[0] ** 2) * _mean(away[1] ** 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.clip(np.where(spread > 0, _mean(away[0] * away[1]) / spread, np.nan), -1.0, 1.0)


def quantile_error(modelled, observed, q):
    """How much too high each quantile of a model's climate is; days need not belong together.

    modelled, observed  (..., time), one unit, times of their own; missing days are left out
    q                   (quantile) shares, 0 to 1; quantiles between two values are interpolated
    returns             (quantile, ...) float64, unit of the values
    source              Wilks (2019), Statistical Methods in the Atmospheric Sciences, chapter 3

    >>> quantile_error([1.0, 3.0, 5.0], [1.0, 2.0, 3.0], [0.5, 1.0]).tolist()
    [1.0, 2.0]
    """
    of_model, of_record = (np.nanquantile(_float(values), q, axis=-1) for values in (modelled, observed))
    return of_model - of_record


def brier_score(probability, event):
    """The mean squared error of a probability, along the last axis.

    probability  (..., case), 0 to 1
    event        (..., case), 1 when it came, 0 when it did not; not a number is unknown
    returns      (...) float64, 0 (perfect) to 1
    source       Brier (1950), Monthly Weather Review 78, 1-3

    >>> float(brier_score([1.0, 0.5], [1, 0]))
    0.125
    """
    return _mean((_probability(probability, "brier_score") - events_of(event, "brier_score, event")) ** 2)


def brier_score_fair(yes, members, event):
    """The Brier score that an ensemble would get with very many members: not punished for being small.

    yes, members  (..., case) how many members forecast the event, of how many (two or more)
    event         (..., case), 1 or 0; not a number is unknown
    returns       (...) float64; may be a little below 0
    source        Ferro (2014), Quarterly Journal of the Royal Meteorological Society 140, 1917-1923

    >>> float(brier_score_fair([1], [2], [1]))
    0.0
    """
    yes, members = _float(yes), _float(members)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = yes / members
        small = np.where(members > 1, share * (1 - share) / (members - 1), np.nan)
    return _mean((share - events_of(event, "brier_score_fair, event")) ** 2 - small)


def ranked_probability_score(probabilities, category):
    """The squared error of cumulated probabilities of ordered categories, over the number of categories less one.

    probabilities  (..., case, category), each case summing to 1; a case with a missing one is left out
    category       (..., case) number of the category that came, from 0; -1 is unknown
    returns        (...) float64, 0 (perfect) to 1
    source         Epstein (1969), Journal of Applied Meteorology 8, 985-987; Murphy (1971), the same, 10, 155-156

    >>> float(ranked_probability_score([[0.25, 0.25, 0.5]], [2]))
    0.15625
    """
    probabilities, category = _probability(probabilities, "ranked_probability_score"), np.asarray(category)
    sums = probabilities.sum(axis=-1)
    if not ((category >= -1) & (category < probabilities.shape[-1])).all():
        allowed = f"-1 (unknown), 0 to {probabilities.shape[-1] - 1}"
        got = f"{category.min()} to {category.max()}"
        raise Refused(Problem("score.category", "ranked_probability_score", "no such category", got, allowed))
    if (np.abs(sums[np.isfinite(sums)] - 1) > 1e-6).any():
        raise Refused(Problem("score.sum", "ranked_probability_score", "probabilities must sum to 1 in every case"))
    came = category[..., None] <= np.arange(probabilities.shape[-1])
    error = ((np.cumsum(probabilities, axis=-1) - came) ** 2)[..., :-1].mean(axis=-1)
    return _mean(np.where(category >= 0, error, np.nan))


def continuous_ranked_probability_score(members, observed, *, fair: bool = True):
    """The distance of an ensemble's distribution from what came, along the cases.

    members   (..., case, member), missing members are left out
    observed  (..., case), one unit with the members; missing cases are left out
    fair      as it would be with very many members (two are needed); False: of the members as they are
    returns   (...) float64, unit of the values; 0 is perfect
    source    Gneiting and Raftery (2007), Journal of the American Statistical Association 102, 359-378; fair: Ferro
              (2014), Quarterly Journal of the Royal Meteorological Society 140, 1917-1923

    >>> float(continuous_ranked_probability_score([[1.0, 3.0]], [2.0], fair=False))
    0.5
    >>> float(continuous_ranked_probability_score([[1.0, 3.0]], [2.0]))
    0.0
    """
    members, observed = np.sort(_float(members), axis=-1), _float(observed)
    there = np.isfinite(members)
    count = there.sum(axis=-1)
    filled = np.where(there, members, 0.0)
    place = np.arange(members.shape[-1])
    # The sum of |x - y| over all pairs, from the sorted members: one pass instead of members squared.
    between = 2 * (filled * (2 * place + 1 - count[..., None])).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        off = np.where(there, np.abs(members - observed[..., None]), 0.0).sum(axis=-1) / count
        pairs = count * (count - 1) if fair else count * count
        score = np.where(pairs > 0, off - between / (2.0 * pairs), np.nan)
    return _mean(np.where(np.isfinite(observed) & (count > 0), score, np.nan))


def relative_operating_characteristic(probability, event):
    """How well a probability tells events from others: the area under the curve of hits against false alarms.

    probability  (case), 0 to 1, any number that is higher when the event is likelier
    event        (case), 1 or 0; not a number is unknown
    returns      float, 0.5 when it tells nothing, 1 when every event had a higher probability than every other case;
                 not a number when there were no events or nothing else. Equal probabilities count half.
    source       Mason and Graham (2002), Quarterly Journal of the Royal Meteorological Society 128, 2145-2166

    >>> relative_operating_characteristic([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0])
    0.875
    """
    probability, event = _float(probability), events_of(event, "relative_operating_characteristic, event")
    known = np.isfinite(probability) & np.isfinite(event)
    others = np.sort(probability[known & (event == 0)])
    events = probability[known & (event == 1)]
    if not (others.size and events.size):
        return float("nan")
    below = np.searchsorted(others, events, side="left") + np.searchsorted(others, events, side="right")
    return float(below.sum() / (2 * others.size * events.size))


def skill(score, reference, perfect: float = 0.0):
    """The share of the way from a reference forecast to a perfect one.

    score, reference  of the forecast and of what it is compared with, such as the long-term frequency
    perfect           what a perfect forecast would get
    returns           1 perfect, 0 no better than the reference, below 0 worse; not a number when the reference is
                      perfect
    source            Murphy (1988), Monthly Weather Review 116, 2417-2424

    >>> float(skill(0.375, 0.5))
    0.25
    """
    score, reference = _float(score), _float(reference)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(reference != perfect, (score - reference) / (perfect - reference), np.nan)


def _float(values) -> np.ndarray:
    return np.asarray(values, np.float64)


def _probability(values, where: str) -> np.ndarray:
    values = _float(values)
    known = values[np.isfinite(values)]
    if ((known < -1e-9) | (known > 1 + 1e-9)).any():
        raise Refused(
            Problem("argument.bounds", where, "not a probability", f"{known.min()} to {known.max()}", "0 to 1")
        )
    return values


def _mean(values) -> np.ndarray:
    """The mean along the last axis of what is there; not a number where nothing is."""
    there = np.isfinite(values)
    count = there.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(there, values, 0.0).sum(axis=-1) / np.where(count > 0, count, np.nan)


_INF = float("inf")
SCORES: dict[str, Score] = {
    one.name: one
    for one in (
        Score("mean_error", "bias", -_INF, _INF, 0.0, "nearer", "data", _WILKS, mean_error),
        Score(
            "mean_absolute_error", "mean absolute error", 0.0, _INF, 0.0, "lower", "data", _WILKS, mean_absolute_error,
        ),
        Score(
            "root_mean_square_error", "root of the mean squared error", 0.0, _INF, 0.0, "lower", "data", _WILKS,
            root_mean_square_error,
        ),
        Score("correlation", "Pearson's correlation", -1.0, 1.0, 1.0, "higher", "1", _WILKS, correlation),
        Score("brier_score", "Brier score", 0.0, 1.0, 0.0, "lower", "1", "Brier (1950)", brier_score),
        Score(
            "brier_score_fair", "fair Brier score", -0.25, 1.0, 0.0, "lower", "1", "Ferro (2014)", brier_score_fair,
        ),
        Score(
            "ranked_probability_score", "ranked probability score", 0.0, 1.0, 0.0, "lower", "1",
            "Epstein (1969); Murphy (1971)", ranked_probability_score,
        ),
        Score(
            "continuous_ranked_probability_score", "continuous ranked probability score", -_INF, _INF, 0.0, "lower",
            "data", "Gneiting and Raftery (2007); Ferro (2014)", continuous_ranked_probability_score,
        ),
        Score(
            "relative_operating_characteristic", "area under the ROC curve", 0.0, 1.0, 1.0, "higher", "1",
            "Mason and Graham (2002)", relative_operating_characteristic,
        ),
    )
}  # fmt: skip
