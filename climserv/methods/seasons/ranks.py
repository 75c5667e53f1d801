"""Where a season stands among those of the past: the rank behind "one of the driest third"."""

import numpy as np

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least

# Fewer known seasons than this tell nothing of thirds.
LEAST_SEASONS = 10


def rank_in_record(value, outcome, past, past_outcome, *, least_seasons: int = LEAST_SEASONS):
    """Share of the past seasons that had less, seasons that had just as much counted half.

    value, outcome      (cell, season) float32 and uint8: the seasons asked about
    past, past_outcome  (cell, past season) of the same cells: the record, such as thirty years; its unknown seasons
                        count as nothing
    least_seasons       a cell with fewer known past seasons has no ranks
    returns             value (cell, season) float32 [%], 0 to 100; outcome uint8: HAPPENED, or UNKNOWN where the season
                        is, or the record is too short. A season that is in the record itself is never 0 nor 100: the
                        driest of thirty has 1.7, and of thirty different ones ten are below 33.3
    source              Hazen's plotting position, (rank - 0.5) / n, when all seasons differ (Hyndman and Fan 1996, The
                        American Statistician 50, 361-365, their definition 5)

    >>> record = [[1.0, 3.0, 5.0, 7.0]], [[1, 1, 1, 1]]
    >>> rank_in_record([[5.0, 1.0, 9.0]], [[1, 1, 0]], *record, least_seasons=4)[0].tolist()
    [[62.5, 12.5, nan]]
    """
    refuse_if(at_least(least_seasons, 1, "rank_in_record, least_seasons"))
    value, past = np.asarray(value, np.float32), np.asarray(past, np.float32)
    if value.ndim != 2 or past.ndim != 2 or value.shape[0] != past.shape[0]:
        got, what = f"{value.shape} and {past.shape}", "seasons and record must be of the same cells"
        raise Refused(Problem("array.shape", "rank_in_record, past", what, got, "(cell, season)"))
    known = np.asarray(past_outcome) == Outcome.HAPPENED
    count = known.sum(axis=1)
    rank = np.full(value.shape, np.nan, np.float32)
    for cell in np.flatnonzero(count >= least_seasons):
        record = np.sort(past[cell, known[cell]])
        below, upto = (np.searchsorted(record, value[cell], side) for side in ("left", "right"))
        rank[cell] = 50.0 * (below + upto) / count[cell]
    rank[np.asarray(outcome) != Outcome.HAPPENED] = np.nan
    return rank, np.where(np.isnan(rank), Outcome.UNKNOWN, Outcome.HAPPENED).astype(np.uint8)
