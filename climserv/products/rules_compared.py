"""Rules beside each other: how many days one plants before the other, and how often the seed of each dies.

Only rules that can be used on the day are compared: one that looks at later days cannot fail, because it was made so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from .day_notes import Past, planted_and_lost
from .words.channel_words import words_of


@dataclass(frozen=True)
class Rule:
    """One rule in past years: the mean day [day after the search start], and how often its seed died."""

    name: str
    mean_day: float
    past: Past


def compare(record: Mapping, rules: Sequence[str], place: str) -> list[Rule]:
    """The rules, the earliest first, over the years in which all of them had their day; `Refused` for hindsight."""
    found = {rule: planted_and_lost(record, rule, place) for rule in rules}
    years = set.intersection(*(set(one) for one in found.values())) if found else set()
    told = []
    for rule, seasons in found.items() if years else ():
        known = [seasons[year] for year in sorted(years)]
        failed = [lost for _day, lost in seasons.values() if lost is not None]
        told.append(Rule(rule, mean(day for day, _lost in known), Past(sum(failed), len(failed))))
    return sorted(told, key=lambda one: one.mean_day)


def compared_in_words(record: Mapping, rules: Sequence[str], place: str, language: str) -> str:
    """The first two rules in a sentence; empty where there are not two with a day in the same years."""
    told = compare(record, rules, place)[:2]
    if len(told) < 2:
        return ""
    words, (one, other) = words_of(language), told

    def named(rule: Rule) -> str:
        return words.get(f"rule.{rule.name}", rule.name.replace("_", " "))

    return words["rules"].format(
        one=named(one), other=named(other), days=round(other.mean_day - one.mean_day), failed=one.past.failed,
        of=one.past.of, other_failed=other.past.failed, other_of=other.past.of,
    )  # fmt: skip
