"""What an ensemble says of a number: weights of its members, percentiles, and chances.

Scenarios are never mixed here: call once for each. A scenario is a choice of people, not a possibility with a weight.
"""

from collections.abc import Sequence

import numpy as np

from climserv.vocabulary.problems import Problem, Refused


def one_model_one_vote(models: Sequence[str]) -> np.ndarray:
    """Weights that give every model the same say, however many runs of it there are.

    models   (member) name of each member's model
    returns  (member) float64, summing to 1
    source   IPCC AR6 WGI (2021), Atlas, section Atlas.1.4: one run a model, so that none counts more than another

    >>> one_model_one_vote(["A", "A", "B"]).tolist()
    [0.25, 0.25, 0.5]
    """
    names, index, runs = np.unique(np.asarray(models), return_inverse=True, return_counts=True)
    return 1.0 / (len(names) * runs[index])


def percentiles(value, q, weights=None):
    """Percentiles over the members, each taken as a sample of what may come.

    value    (member, ...) numbers of one scenario; a missing member is left out
    q        (percentile) 0 to 100
    weights  (member), not negative; default: all alike
    returns  (percentile, ...) float64, interpolated between members; not a number where no member is there
    source   without weights: Hyndman and Fan (1996), The American Statistician 50, 361-365, definition 7; with weights:
             Akinshin (2023), arXiv 2304.07265, definition 7 with Kish's effective number of members

    With weights, members of the same number are one whose weights are summed, before their effective number is taken:
    copies of a member that share its weight change nothing. Equal weights of different numbers give definition 7.
    (Both cannot hold for equal numbers: two members are not four of which two and two are the same.)

    >>> percentiles([1.0, 2.0, 3.0, 10.0], [50, 100]).tolist()
    [2.5, 10.0]
    >>> percentiles([0.0, 0.0, 0.0, 10.0, 20.0], [50, 75], one_model_one_vote(list("AAABC"))).round(9).tolist()
    [10.0, 15.0]
    """
    value, q = np.asarray(value, np.float64), np.asarray(q, np.float64)
    if not ((q >= 0) & (q <= 100)).all():
        raise Refused(Problem("argument.bounds", "percentiles, q", "no percentile", str(q), "0 to 100"))
    if weights is not None:
        weights = checked_weights(weights, value.shape[0], "percentiles, weights")
    flat, shares = value.reshape(len(value), -1), q.ravel() / 100
    found = _alike(flat, shares) if weights is None else _each_weighted(flat, weights, shares)
    return found.reshape(q.shape + value.shape[1:])


def chance(holds, known, weights=None):
    """The chance of something over members and years: its share in what is known, each member with its weight.

    holds, known  (member, year, ...) bool; a year that is not known counts for nothing
    weights       (member); default: all alike
    returns       (...) float64; not a number where nothing is known
    source        Wilks (2019), Statistical Methods in the Atmospheric Sciences, chapter 8: the share of members

    >>> float(chance([[True, False], [True, True]], [[True, True], [True, False]]))
    0.75
    """
    holds, known = np.asarray(holds, bool), np.asarray(known, bool)
    weights = checked_weights(weights, holds.shape[0], "chance, weights")
    years = known.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (holds & known).sum(axis=1) / years
        kept = np.where(years > 0, weights.reshape(-1, *[1] * (share.ndim - 1)), 0.0)
        return np.where(years > 0, share * kept, 0.0).sum(axis=0) / kept.sum(axis=0)


def _alike(flat, shares) -> np.ndarray:
    """Quantiles of every column at once, all members alike."""
    ranked = np.sort(np.where(np.isfinite(flat), flat, np.nan), axis=0)
    count = np.isfinite(ranked).sum(axis=0)
    place = shares[:, None] * np.maximum(count - 1, 0)
    below = place.astype(np.intp)
    low = np.take_along_axis(ranked, below, axis=0)
    high = np.take_along_axis(ranked, np.minimum(below + 1, np.maximum(count - 1, 0)), axis=0)
    part, gap = place - below, high - low
    # From the nearer of the two, so that a number that stands at a member is that member's to the last digit.
    return np.where(part < 0.5, low + gap * part, high - gap * (1 - part))


def _each_weighted(flat, weights, shares) -> np.ndarray:
    found = np.full((shares.size, flat.shape[1]), np.nan)
    for column in range(flat.shape[1]):
        known = np.isfinite(flat[:, column]) & (weights > 0)
        if known.any():
            found[:, column] = _weighted(flat[known, column], weights[known], shares)
    return found


def _weighted(values, weights, shares) -> np.ndarray:
    """Quantiles of one column: each a mean of the numbers over a stretch of weight, one effective member wide."""
    numbers, which = np.unique(values, return_inverse=True)
    weight = np.bincount(which, weights)
    weight /= weight.sum()
    count = 1.0 / (weight**2).sum()
    ends = np.concatenate(([0.0], np.cumsum(weight)))
    begin = shares * (count - 1.0) / count
    # What of the stretch lies below each end: differences are what each number has of it.
    below = np.clip((ends - begin[:, None]) * count, 0.0, 1.0)
    below[:, -1] = 1.0
    part = np.diff(below, axis=1)
    # From the lowest number up, so that numbers of one size are not lost in rounding, nor the ends passed.
    return np.clip(numbers[0] + part @ (numbers - numbers[0]), numbers[0], numbers[-1])


def checked_weights(weights, members: int, where: str) -> np.ndarray:
    """Weights that sum to 1, one for each member; refused when they are not that many, negative, or all 0."""
    if weights is None:
        return np.full(members, 1.0 / max(members, 1))
    weights = np.asarray(weights, np.float64)
    if weights.shape != (members,) or not (np.isfinite(weights).all() and (weights >= 0).all() and weights.any()):
        allowed = f"{members} finite numbers, none below zero, one above"
        raise Refused(Problem("weights", where, "these weights cannot be used", str(weights), allowed))
    return weights / weights.sum()
