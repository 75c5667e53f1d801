"""What a group may mean by its words: metrics with the reason, as a guess that stays one until somebody confirms it."""

from dataclasses import dataclass
from typing import Any

from ..vocabulary.metrics import METRICS
from ..vocabulary.suggesting import MOST, suggest_metrics
from ..vocabulary.texts import text_in
from .need import Need
from .written import LONGEST_LINE

_WHY = {
    "en": "because you said: {}", "fr": "parce que vous avez dit : {}", "sw": "kwa sababu mlisema: {}",
    "es": "porque dijeron: {}",
}  # fmt: skip


@dataclass(frozen=True)
class Guess:
    """A metric that may be meant: its code, what it is called, why, and the text it was guessed from."""

    metric: str
    label: str
    why: str
    text: str


def guesses(need: Need, language: str = "en") -> list[Guess]:
    """What may be meant, the likeliest first, by the words of the metric, then by the question; never decided here.

    language   of the labels and reasons; the words are read in the language they were written in
    """
    found: dict[str, Guess] = {}
    for said in (need.metric.words, need.question):
        for written_in, text in said.items():
            for one in suggest_metrics(text, written_in):
                why = text_in(_WHY, language).format(", ".join(one.words))
                guess = Guess(one.metric, text_in(METRICS[one.metric].label, language), why, text)
                found.setdefault(one.metric, guess)
    return list(found.values())[:MOST]


def with_guess(record: dict[str, Any], guess: Guess) -> dict[str, Any]:
    """The record with a guess taken up and marked as one: nobody has confirmed it, and the numbers of another go."""
    metric = record.get("metric") if isinstance(record.get("metric"), dict) else {}
    kept = {name: part for name, part in metric.items() if name != "confirmed_by"}
    if metric.get("is") != guess.metric:
        kept.pop("with", None)
    return {**record, "metric": {**kept, "is": guess.metric, "guessed_from": guess.text[:LONGEST_LINE]}}
