"""Whether "7 in 10" came true seven times in ten: reliability of probabilities, and the parts of the Brier score."""

from dataclasses import dataclass

import numpy as np

from .events import events_of


@dataclass(frozen=True)
class Reliability:
    """One row a group of equal (or nearly equal) probabilities.

    forecast  (group) mean probability that was forecast
    observed  (group) share of these cases in which the event came
    cases     (group) how many
    """

    forecast: np.ndarray
    observed: np.ndarray
    cases: np.ndarray

    @property
    def rate(self) -> float:
        """How often the event came in all cases."""
        return float((self.observed * self.cases).sum() / self.cases.sum()) if self.cases.sum() else float("nan")


def reliability(probability, event, *, edges=None) -> Reliability:
    """Group forecasts by their probability and see how often the event came in each group.

    probability  (case), 0 to 1
    event        (case), 1 or 0, booleans or uint8 outcomes; what is unknown is left out
    edges        (group + 1) rising bounds of the groups, upper ones counted to the group below; default: one group for
                 each probability that was forecast, as is right for an ensemble of few members
    returns      Reliability, groups without cases left out
    source       Bröcker and Smith (2007), Weather and Forecasting 22, 651-661

    >>> found = reliability([0.2, 0.2, 0.8, 0.8], [0, 1, 1, 1])
    >>> found.forecast.tolist(), found.observed.tolist(), found.cases.tolist()
    ([0.2, 0.8], [0.5, 1.0], [2, 2])
    """
    probability, event = np.asarray(probability, np.float64), events_of(event, "reliability, event")
    known = np.isfinite(probability) & np.isfinite(event)
    probability, event = probability[known], event[known]
    if edges is None:
        _, group = np.unique(probability, return_inverse=True)
    else:
        group = np.searchsorted(np.asarray(edges, np.float64)[1:-1], probability, side="left")
    cases = np.bincount(group)
    kept = cases > 0
    forecast, observed = (np.bincount(group, values)[kept] / cases[kept] for values in (probability, event))
    return Reliability(forecast, observed, cases[kept])


def brier_parts(probability, event) -> dict[str, float]:
    """The Brier score as reliability - resolution + uncertainty, exactly.

    probability, event  (case) as in `reliability`, grouped by equal probabilities, so that the parts sum to the score
    returns             reliability (0 is best), resolution (the higher the better), uncertainty (of the event itself),
                        score; not numbers without cases
    source              Murphy (1973), Journal of Applied Meteorology 12, 595-600

    >>> {name: round(part, 4) for name, part in brier_parts([0.2, 0.2, 0.8, 0.8], [0, 1, 1, 1]).items()}
    {'reliability': 0.065, 'resolution': 0.0625, 'uncertainty': 0.1875, 'score': 0.19}
    """
    groups = reliability(probability, event)
    total, rate = groups.cases.sum(), groups.rate
    if not total:
        return dict.fromkeys(("reliability", "resolution", "uncertainty", "score"), float("nan"))
    parts = {
        "reliability": float((groups.cases * (groups.forecast - groups.observed) ** 2).sum() / total),
        "resolution": float((groups.cases * (groups.observed - rate) ** 2).sum() / total),
        "uncertainty": rate * (1 - rate),
    }
    return {**parts, "score": parts["reliability"] - parts["resolution"] + parts["uncertainty"]}
