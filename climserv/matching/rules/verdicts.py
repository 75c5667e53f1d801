"""Verdicts: what one rule found, and what all rules of an axis come to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..words.words import said

MEETS, STEP, DIALOGUE, CANNOT = VALUES = ("meets", "meets_after_step", "dialogue", "cannot")
AXES = ("time", "space", "metric")

# What a finding loses by its verdict alone: a thing that cannot be had is never outweighed by talks saved elsewhere.
_LOST = {MEETS: 0.0, STEP: 1.0, DIALOGUE: 3.0, CANNOT: 30.0}
# How far off it is adds a tenth for each doubling, each share, each number: enough to settle the order of equals.
_HOW_FAR = 0.1


def rank(value: str) -> int:
    """0 for `meets` to 3 for `cannot`."""
    return VALUES.index(value)


@dataclass(frozen=True)
class Finding:
    """What one rule found.

    code      names the sentences in `words`: its reason, and its remedy
    values    what the sentences are filled with
    evidence  the figures compared
    off       how far off it is: doublings of size between asked and offered, share of years, count of faults
    note      a remark that must be read whatever the verdict
    source    where the rule comes from, by language; the table of rules puts it there
    """

    code: str
    value: str
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)
    off: float = 0.0
    note: bool = False
    source: dict[str, str] = field(default_factory=dict)

    @cached_property
    def reason(self) -> dict[str, str]:
        return said(self.code, "reason", self.values)

    @cached_property
    def remedy(self) -> dict[str, str]:
        return said(self.code, "remedy", self.values)

    @property
    def loss(self) -> float:
        return _LOST[self.value] + _HOW_FAR * self.off

    def as_dict(self) -> dict[str, Any]:
        return {
            "rule": self.code, "value": self.value, "reason": self.reason, "remedy": self.remedy,
            "evidence": self.evidence, "source": self.source,
        }  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """The verdict of one axis: that of its worst finding. All findings stay visible."""

    axis: str
    value: str
    findings: tuple[Finding, ...]

    @cached_property
    def reason(self) -> dict[str, str]:
        """Why, by language: what the worst findings say, then what must be read in any case."""
        worst = [f for f in self.findings if f.value == self.value and not f.note]
        return _joined(f.reason for f in [*worst, *(f for f in self.findings if f.note)])

    @cached_property
    def remedy(self) -> dict[str, str]:
        """What would help, by language; for `meets`, that nothing more is needed."""
        if self.value == MEETS:
            return said("nothing", "remedy", {})
        return _joined(f.remedy for f in self.findings if f.value == self.value and not f.note)

    @cached_property
    def evidence(self) -> dict[str, Any]:
        """The figures compared, rule by rule."""
        return {f.code: f.evidence for f in self.findings if f.evidence}

    @cached_property
    def loss(self) -> float:
        return sum(f.loss for f in self.findings)

    @cached_property
    def rank(self) -> int:
        return rank(self.value)

    @cached_property
    def codes(self) -> frozenset[str]:
        """What its rules found, by code."""
        return frozenset(f.code for f in self.findings)

    def as_dict(self) -> dict[str, Any]:
        return {
            "axis": self.axis, "value": self.value, "reason": self.reason, "remedy": self.remedy,
            "evidence": self.evidence, "findings": [f.as_dict() for f in self.findings],
        }  # fmt: skip


def verdict_of(axis: str, findings: Iterable[Finding]) -> Verdict:
    """The verdict that the findings of one axis come to."""
    found = tuple(findings)
    worst = max((f.value for f in found), key=rank, default=MEETS)
    return Verdict(axis, worst, found)


def _joined(texts: Iterable[dict[str, str]]) -> dict[str, str]:
    """Sentences of several findings one after the other, in each language, none said twice."""
    said_so_far: dict[str, list[str]] = {}
    for text in texts:
        for language, sentence in text.items():
            sentences = said_so_far.setdefault(language, [])
            if sentence and sentence not in sentences:
                sentences.append(sentence)
    return {language: " ".join(sentences) for language, sentences in said_so_far.items()}
