"""Cohorts: needs that one workshop should join, proposed with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, groupby

from ...needs.deadline import information_deadline
from ...vocabulary.metrics import METRICS
from ...vocabulary.seasons import days_between
from ..area import boxes_apart_km
from ..judging import Asked


@dataclass(frozen=True)
class Cohort:
    """Needs that one workshop should join, and why."""

    needs: tuple[str, ...]
    reasons: dict[str, str]


# As near as people travel to one workshop, and decisions taken in one season.
NEAR_KM, ONE_SEASON_DAYS = 50, 45


def cohorts(several: Iterable[Asked]) -> list[Cohort]:
    """Needs for the same metric, near each other, decided in the same season; the largest first.

    Chained: two needs join when each is like some other of the cohort.
    """
    # Whose place or day is not known yet is like nobody; of different metrics no pair is looked at.
    placed = (one for one in several if one.area is not None and information_deadline(one.need) is not None)
    needs = sorted((one for one in placed if one.need.metric.is_), key=lambda one: (one.need.metric.is_, one.need.need))
    joined = {one.need.need: {one.need.need} for one in needs}
    same_metric = (list(group) for _, group in groupby(needs, key=lambda one: one.need.metric.is_))
    for one, other in (pair for group in same_metric for pair in combinations(group, 2)):
        if _alike(one, other) and joined[one.need.need] is not joined[other.need.need]:
            together = joined[one.need.need] | joined[other.need.need]
            for name in together:
                joined[name] = together
    groups = {frozenset(group) for group in joined.values() if len(group) > 1}
    metric_of = {one.need.need: one.need.metric.is_ for one in needs}
    found = [Cohort(tuple(sorted(group)), _reasons(metric_of[min(group)], len(group))) for group in groups]
    return sorted(found, key=lambda one: (-len(one.needs), one.needs))


def _alike(one: Asked, other: Asked) -> bool:
    if boxes_apart_km(one.area.bounds, other.area.bounds) > NEAR_KM:
        return False
    days = [information_deadline(each.need) for each in (one, other)]
    return min(days_between(*days), days_between(*reversed(days))) <= ONE_SEASON_DAYS


def _reasons(metric: str, count: int) -> dict[str, str]:
    label = METRICS[metric].label
    return {
        "en": f"{count} groups ask about the {label['en']}, within {NEAR_KM} km, to decide in one season.",
        "fr": f"{count} groupes demandent : {label['fr']}, à moins de {NEAR_KM} km, pour décider en une saison.",
        "sw": f"Makundi {count} yanauliza: {label.get('sw', label['en'])}, ndani ya km {NEAR_KM}, kuamua katika msimu "
        "mmoja.",
        "es": f"{count} grupos preguntan: {label.get('es', label['en'])}, a menos de {NEAR_KM} km, para decidir en una "
        "temporada.",
    }
