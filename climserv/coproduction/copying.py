"""Starting from another case: its method is copied, and nothing that belongs to its people or its place.

What is copied is listed here name by name; whatever is not listed stays. So a new kind of thing is not copied until
somebody has thought about it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .cases import Case
from .deciding.rounds import Kind, Round
from .dialogue.subjects import Kind as SubjectKind
from .dialogue.subjects import Subject
from .meeting.agendas import SESSION_TYPES, step_of
from .meeting.blocks import BLOCKS, Block
from .meeting.blocks import State as BlockState
from .meeting.sessions import Session
from .meeting.sessions import State as SessionState

if TYPE_CHECKING:
    from .logbook.state import CaseState


@dataclass(frozen=True)
class Method:
    """How a case went about it.

    copied_from  the case it comes from
    mode         consultative to immersive
    blocks       the building blocks that it entered
    sessions     kinds of its sessions, with the known steps they took
    recipes      references to the recipes it used: no parameters, no versions of products
    decides_by   the kinds of rounds it used
    """

    copied_from: str
    mode: str
    blocks: tuple[str, ...]
    sessions: tuple[tuple[str, tuple[str, ...]], ...]
    recipes: tuple[str, ...]
    decides_by: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for showing what will be copied before it is."""
        return {
            "copied_from": self.copied_from, "mode": self.mode, "blocks": list(self.blocks),
            "sessions": [{"type": kind, "agenda": list(agenda)} for kind, agenda in self.sessions],
            "recipes": list(self.recipes), "decides_by": list(self.decides_by),
        }  # fmt: skip


def method_of(state: "CaseState") -> Method:
    """The method of a case, without people, consents, labels, thresholds, observations and words of anybody."""
    case = state.find(Case, state.case)
    held = [one for one in state.of(Session).values() if one.state != SessionState.CANCELLED]
    entered = {one.id for one in state.of(Block).values() if one.state != BlockState.SKIPPED}
    used = {one.kind for one in state.of(Round).values()}
    return Method(
        copied_from=state.case,
        mode=case.mode if case else "",
        blocks=tuple(name for name in BLOCKS if name in entered),
        sessions=_once((one.type, _known_steps(one)) for one in held if one.type in SESSION_TYPES),
        recipes=_once(recipe for one in state.of(Subject).values() if (recipe := _recipe(one))),
        decides_by=tuple(kind for kind in Kind if kind in used),
    )


def _known_steps(session: Session) -> tuple[str, ...]:
    """The steps of its agenda that are of its kind: a step of the group's own may carry a name of theirs."""
    return tuple(step for step in session.agenda if step_of(session.type, step))


def _recipe(subject: Subject) -> str:
    """What storage knows a recipe by; the rest of a version stays."""
    if subject.kind != SubjectKind.RECIPE or not subject.latest:
        return ""
    ref = subject.latest.content.get("ref", {})
    return str(ref.get("id", "")) if isinstance(ref, dict) else str(ref)


def _once(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))
