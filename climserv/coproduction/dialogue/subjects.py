"""Subjects: the things on the table. Each has versions that are fixed, and is changed by making another.

A version's content, as far as it is known: `title`; `ref`, what storage knows it by; `content_hash` of what it is;
`summary` of the change; `answers`, ids of the change requests it answers; `made_from`, pairs of another subject and
the hash of its version; `parameters`; `lines`, for each line of a product the change requests behind it; `outputs`,
each with `name` and `uses_hindsight`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..logbook.versions import Version, Versioned

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    PROVISIONAL = "provisional"
    IN_FEEDBACK = "in_feedback"
    FEEDBACK_CLOSED = "feedback_closed"
    AGREED = "agreed"
    SUPERSEDED = "superseded"


class Action(StrEnum):
    TABLE = "table"
    EDIT = "edit"
    REWORD = "reword"
    OPEN_FEEDBACK = "open_feedback"
    CLOSE_FEEDBACK = "close_feedback"
    AGREE = "agree"
    SUPERSEDE = "supersede"
    SHOW = "show"


class Kind(StrEnum):
    NEED = "need"
    RULE = "rule"
    PARAMETERS = "parameters"
    RECIPE = "recipe"
    PRODUCT = "product"


@dataclass(frozen=True, kw_only=True)
class Subject(Versioned):
    """A need, a rule, a set of parameters, a recipe or a product, as the people of the case see it.

    changes  pairs of a version's hash and its class of change: meaning (EDIT) or wording (REWORD)
    tried    what was last shown to all beside the version that stands: `settings`, their `effect` on the counts, and
             the `run` that counted; empty where nothing was, and again with each new version
    """

    kind: str = Kind.PRODUCT
    changes: tuple[tuple[str, str], ...] = ()
    tried: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Its title, as last written."""
        titles = (str(one.content.get("title", "")) for one in reversed(self.versions))
        return next((title for title in titles if title), "")

    @property
    def fixed(self) -> Version | None:
        """The one version that stands; None while two stand side by side."""
        return None if self.in_conflict else self.latest


def with_hash(state: "CaseState", hash: str) -> tuple[Subject, Version] | None:
    """The subject and the version of this hash."""
    for subject in state.of(Subject).values():
        version = subject.version(hash)
        if version:
            return subject, version
    return None


def answering(state: "CaseState", request: str) -> list[tuple[Subject, Version]]:
    """The versions that say they answer a change request, in the order of the log."""
    return [
        (subject, version)
        for subject in state.of(Subject).values()
        for version in subject.versions
        if request in version.content.get("answers", ())
    ]


def made_from(version: Version) -> Iterator[tuple[str, str]]:
    """The subjects and hashes of versions that a version is made from."""
    return ((str(subject), str(hash)) for subject, hash in version.content.get("made_from", ()))


def made_with(state: "CaseState", hash: str) -> list[tuple[Subject, Version]]:
    """The versions that are made from the version of this hash."""
    return [
        (subject, version)
        for subject in state.of(Subject).values()
        for version in subject.versions
        if any(source == hash for _, source in made_from(version))
    ]


def unexplained(subject: Subject) -> list[Version]:
    """Versions after the first that name no change request: shown as unexplained changes."""
    return [version for version in subject.versions if version.over and not version.content.get("answers")]
