"""Steps that turn a seasonal forecast into the chance of a threshold: from given thirds, or from members."""

from collections.abc import Iterator

import numpy as np

from ...methods.ensembles.terciles import tercile_forecast
from ...methods.ensembles.thresholds import chance_of_threshold, passes, try_threshold
from ...vocabulary.outcomes import Outcome
from ..blocks.values import Arguments
from .members import Sample, Stretch, Told


def tell_from_thirds(sample: Sample, arguments: Arguments) -> Iterator[Told]:
    """The chance of the threshold for the thirds that were given, and the usual one; of the record alone."""
    record = sample.periods.get("record")
    if record is None:
        return
    past = _known(record)[0]
    below, above = (arguments.number(name, "percent") / 100 for name in ("below", "above"))
    thirds = np.array([below, 1 - below - above, above])
    years = int(np.isfinite(past).sum())
    limit, statement = _limit(sample, arguments), str(arguments["statement"])
    chance = chance_of_threshold(past, thirds, statement, limit)
    at = str(arguments["at"])
    yield Told(record.label, f"chance_{statement}", at, 100 * chance, "%", years, _thirds(thirds))
    yield Told(record.label, f"usual_{statement}", at, 100 * _share(past, statement, limit), "%", years)


def tell_from_hindcasts(sample: Sample, arguments: Arguments) -> Iterator[Told]:
    """Each season's chance of the threshold, learnt from the other years of the baseline, and how good that was."""
    if sample.both is None or not sample.whole or sample.observed is None:
        return
    future, baseline = sample.both
    hindcast, observed = _known(baseline).T, _of_years(sample.observed, baseline.years)
    limit, statement, way = _limit(sample, arguments), str(arguments["statement"]), str(arguments["way"])
    at = str(arguments["at"])
    for season, year in enumerate(future.years.tolist()):
        others = baseline.years != year
        members = _known(future)[:, season]
        thirds = tercile_forecast(members, hindcast[others], observed[others], way=way)
        chance = chance_of_threshold(observed[others], thirds, statement, limit)
        there = int(np.isfinite(members).sum())
        yield Told(str(year), f"chance_{statement}", at, 100 * chance, "%", there, _thirds(thirds))
    usual, years = _share(observed, statement, limit), int(np.isfinite(observed).sum())
    yield Told(baseline.label, f"usual_{statement}", at, 100 * usual, "%", years)
    tried = try_threshold(hindcast, observed, baseline.years, statement, limit, way=way)
    words = "Brier skill against the usual share, each year left out in turn"
    yield Told(baseline.label, f"skill_{statement}", at, tried.skill, "1", years, words)


def _known(stretch: Stretch) -> np.ndarray:
    """(member, season), not a number where a season is not known; one row alone for the record."""
    return np.where(stretch.outcome == Outcome.HAPPENED, stretch.value, np.nan)


def _of_years(stretch: Stretch, years: np.ndarray) -> np.ndarray:
    """(year) the observed amounts of these years; not a number where there is none."""
    known = dict(zip(stretch.years.tolist(), _known(stretch)[0].tolist(), strict=True))
    return np.array([known.get(year, np.nan) for year in years.tolist()])


def _limit(sample: Sample, arguments: Arguments) -> float:
    return arguments.number("at", sample.unit)


def _share(past: np.ndarray, statement: str, limit: float) -> float:
    known = past[np.isfinite(past)]
    return float(passes(known, statement, limit).mean()) if known.size else float("nan")


def _thirds(thirds: np.ndarray) -> str:
    if not np.isfinite(thirds).all():
        return "no chances of thirds: too few years"
    return ", ".join(
        f"{name} {100 * chance:.4g} %" for name, chance in zip(("below", "near", "above"), thirds, strict=True)
    )


FUNCTIONS = {"chance_from_thirds": tell_from_thirds, "chance_from_hindcasts": tell_from_hindcasts}
