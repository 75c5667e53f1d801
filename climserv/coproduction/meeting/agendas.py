"""Agendas: the kinds of session, and the steps of each with what it leaves behind. A start, never a must."""

from collections.abc import Iterator
from dataclasses import dataclass

from .agenda_tables import NAMES, PICSA, STEPS
from .blocks import BLOCKS

LANGUAGES = ("en", "fr", "sw", "es")


@dataclass(frozen=True)
class Step:
    """One step: its name, its minutes, the building block it belongs to, and the artefact it leaves ("" for none)."""

    name: str
    block: str
    minutes: int
    leaves: str
    texts: dict[str, str]


@dataclass(frozen=True)
class SessionType:
    """A kind of session with its steps in the usual order; a facilitator takes, leaves and reorders them."""

    name: str
    texts: dict[str, str]
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """How long all steps take together."""
        return sum(step.minutes for step in self.steps)

    @property
    def blocks(self) -> tuple[str, ...]:
        """The building blocks that it touches, in the order of the map."""
        touched = {step.block for step in self.steps}
        return tuple(name for name in BLOCKS if name in touched)


def _types() -> Iterator[SessionType]:
    for name, texts in NAMES.items():
        rows = PICSA if name == "picsa" else STEPS.get(name, ())
        steps = (
            Step(step, block, minutes, leaves, dict(zip(LANGUAGES, words, strict=True)))
            for step, block, minutes, leaves, words in rows
        )
        yield SessionType(name, dict(zip(LANGUAGES, texts, strict=True)), tuple(steps))


SESSION_TYPES: dict[str, SessionType] = {one.name: one for one in _types()}


def step_of(session_type: str, step: str) -> Step | None:
    """A step of a kind of session, or None: a group may have steps of its own."""
    known = SESSION_TYPES.get(session_type)
    return next((one for one in known.steps if one.name == step), None) if known else None
