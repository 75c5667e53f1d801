"""When a change leaves what people know: the time of emergence, and when the world reaches a warming level."""

import numpy as np

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least
from .changes import spread_about_line


def running_mean(yearly, years: int):
    """The mean of `years` years in a row, at each place where that many are there.

    yearly   (..., year); a mean over a missing year is missing
    returns  (..., year - years + 1) float64; empty with fewer years
    source   IPCC AR6 WGI (2021), Annex VII: 20-year means stand for the level of a climate

    >>> running_mean([1.0, 2.0, 3.0, 4.0], 2).tolist()
    [1.5, 2.5, 3.5]
    """
    yearly = np.asarray(yearly, np.float64)
    if yearly.shape[-1] < years:
        return np.empty((*yearly.shape[:-1], 0))
    # Each window by itself, not by differences of a long sum: no rounding is carried from one end to the other.
    return np.lib.stride_tricks.sliding_window_view(yearly, years, axis=-1).mean(axis=-1)


def time_of_emergence(yearly, first_year: int, baseline: tuple[int, int], *, times: float = 1.0, window: int = 20):
    """The first year from which the climate stays outside what the baseline's years knew.

    yearly    (..., year) yearly values of one member, from `first_year`; missing years allowed
    baseline  first and last year of what people know; all of them are needed
    times     how many standard deviations of the baseline's years (about their straight line) is outside: 1 unusual,
              2 unfamiliar
    window    the signal is the mean over so many years in a row, told at its middle year (the later one of two)
    returns   year (...) float64, not a number when none; outcome (...) uint8: HAPPENED, DID_NOT_HAPPEN within the
              record, UNKNOWN when the baseline lacks years or the record's last window is missing. Emerged means
              that every known window from that year to the end lies outside, on one side.
    source    Hawkins and Sutton (2012), Geophysical Research Letters 39, L01702

    >>> yearly = [0.0, 1.0] * 10 + [5.0] * 20
    >>> [float(x) for x in time_of_emergence(yearly, 2001, (2001, 2020), times=2, window=5)]
    [2020.0, 1.0]
    """
    here = "time_of_emergence, "
    refuse_if(at_least(times, 0, here + "times") + at_least(window, 1, here + "window"))
    yearly = np.asarray(yearly, np.float64)
    begin, end = baseline[0] - first_year, baseline[1] - first_year + 1
    if not 0 <= begin < end - 2 <= yearly.shape[-1] - 2:
        held = f"{first_year} to {first_year + yearly.shape[-1] - 1}"
        what = "the baseline must be three years or more, within the record"
        raise Refused(Problem("period.outside", here + "baseline", what, f"{baseline[0]} to {baseline[1]}", held))
    known = yearly[..., begin:end]
    signal = running_mean(yearly, window) - known.mean(axis=-1)[..., None]
    return _emerged(signal, times * spread_about_line(known), first_year + window // 2)


def _emerged(signal, limit, first_year: int):
    """Walk back from the end of the record for as long as the signal stays outside on the side on which it ends."""
    if not signal.shape[-1]:
        return np.full(limit.shape, np.nan), np.full(limit.shape, Outcome.UNKNOWN, np.uint8)
    last = signal[..., -1]
    with np.errstate(invalid="ignore"):
        outside = np.isnan(signal) | (signal * np.sign(last)[..., None] > limit[..., None])
        ended_outside = np.abs(last) > limit
    back = np.cumprod(outside[..., ::-1], axis=-1).sum(axis=-1)
    # The first known window of that stretch: a missing one proves nothing.
    place = np.arange(signal.shape[-1])
    held = (place >= signal.shape[-1] - back[..., None]) & ~np.isnan(signal)
    year = first_year + held.argmax(axis=-1)
    unknown = np.isnan(limit) | np.isnan(last)
    outcome = np.where(ended_outside, Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN)
    outcome = np.where(unknown, Outcome.UNKNOWN, outcome).astype(np.uint8)
    return np.where(outcome == Outcome.HAPPENED, year, np.nan).astype(np.float64), outcome


def warming_level(global_mean, first_year: int, level: float, *, baseline: tuple[int, int] = (1850, 1900)):
    """The twenty years in which a simulation's world first is so much warmer than before industry.

    global_mean  (..., year) yearly global mean surface temperature [K or degC] of one simulation, from `first_year`
    level        [K] above the mean of `baseline`
    returns      year (...) float64, the first of the twenty years (their mean is the level or more for the first
                 time), not a number when none; outcome (...) uint8: HAPPENED, DID_NOT_HAPPEN within the record,
                 UNKNOWN when the baseline lacks years or a missing year leaves it open
    source       IPCC AR6 WGI (2021), Technical Summary, Cross-Section Box TS.1: global warming levels as 20-year means
                 against 1850-1900

    >>> world = [14.0] * 60 + [14.0 + 0.05 * n for n in range(100)]
    >>> [float(x) for x in warming_level(world, 1850, 2.0)]
    [1941.0, 1.0]
    """
    global_mean = np.asarray(global_mean, np.float64)
    begin, end = baseline[0] - first_year, baseline[1] - first_year + 1
    if not 0 <= begin < end <= global_mean.shape[-1]:
        held = f"{first_year} to {first_year + global_mean.shape[-1] - 1}"
        what = "the years before industry must lie within the record"
        raise Refused(
            Problem("period.outside", "warming_level, baseline", what, f"{baseline[0]} to {baseline[1]}", held)
        )
    means = running_mean(global_mean, 20) - global_mean[..., begin:end].mean(axis=-1)[..., None]
    if not means.shape[-1]:
        return np.full(means.shape[:-1], np.nan), np.full(means.shape[:-1], Outcome.UNKNOWN, np.uint8)
    # Rounding of a mean must not put a simulation that just reaches the level a year later.
    reached = means >= level - 1e-9
    open_before = np.isnan(means) & (np.cumsum(reached, axis=-1) == 0)
    outcome = np.where(reached.any(axis=-1), Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN)
    outcome = np.where(open_before.any(axis=-1), Outcome.UNKNOWN, outcome).astype(np.uint8)
    return np.where(outcome == Outcome.HAPPENED, first_year + reached.argmax(axis=-1), np.nan).astype(
        np.float64
    ), outcome
