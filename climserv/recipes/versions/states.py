"""What becomes of a version of a recipe: its states, the moves between them, and whose they are; as tables.

A version is written as a draft, its golden tests pass, somebody else looks at it, it is offered; then its text stays
for ever, and the next thought is the next version.
"""

from enum import StrEnum
from typing import Literal

from ...vocabulary.problems import Problem, Refused

Relation = Literal["own", "other"]


class State(StrEnum):
    DRAFT = "draft"
    TESTED = "tested"
    PEER_CHECKED = "peer_checked"
    OFFERED = "offered"
    IN_USE = "in_use"
    DEPRECATED = "deprecated"


class Action(StrEnum):
    """What can be done with a version.

    save       a text, which may have faults; what was passed and approved was another text, so it falls away
    test       its golden tests passed
    fail       its golden tests did not pass
    ask        another meteorologist to check it
    approve, decline   the answer, with its reason
    offer      it to needs: from then on the text cannot change
    use        a product was made or an agreement was made with it
    deprecate  it, with the reason and what to use instead
    """

    SAVE = "save"
    TEST = "test"
    FAIL = "fail"
    ASK = "ask"
    COMMENT = "comment"
    APPROVE = "approve"
    DECLINE = "decline"
    OFFER = "offer"
    USE = "use"
    DEPRECATE = "deprecate"


# From where to where each action leads.
MOVES: dict[tuple[State, Action], State] = {
    (State.DRAFT, Action.SAVE): State.DRAFT,
    (State.DRAFT, Action.TEST): State.TESTED,
    (State.DRAFT, Action.FAIL): State.DRAFT,
    (State.DRAFT, Action.COMMENT): State.DRAFT,
    (State.TESTED, Action.SAVE): State.DRAFT,
    (State.TESTED, Action.TEST): State.TESTED,
    (State.TESTED, Action.FAIL): State.DRAFT,
    (State.TESTED, Action.ASK): State.TESTED,
    (State.TESTED, Action.COMMENT): State.TESTED,
    (State.TESTED, Action.APPROVE): State.PEER_CHECKED,
    (State.TESTED, Action.DECLINE): State.DRAFT,
    (State.PEER_CHECKED, Action.SAVE): State.DRAFT,
    (State.PEER_CHECKED, Action.TEST): State.PEER_CHECKED,
    (State.PEER_CHECKED, Action.FAIL): State.DRAFT,
    (State.PEER_CHECKED, Action.COMMENT): State.PEER_CHECKED,
    (State.PEER_CHECKED, Action.OFFER): State.OFFERED,
    (State.OFFERED, Action.COMMENT): State.OFFERED,
    (State.OFFERED, Action.USE): State.IN_USE,
    (State.OFFERED, Action.DEPRECATE): State.DEPRECATED,
    (State.IN_USE, Action.COMMENT): State.IN_USE,
    (State.IN_USE, Action.USE): State.IN_USE,
    (State.IN_USE, Action.DEPRECATE): State.DEPRECATED,
    # A product of it may be made again, long after.
    (State.DEPRECATED, Action.USE): State.DEPRECATED,
}

UNPUBLISHED = (State.DRAFT, State.TESTED, State.PEER_CHECKED)
PUBLISHED = (State.OFFERED, State.IN_USE, State.DEPRECATED)
"""From here on the text stays as it is."""
OPEN = (State.OFFERED, State.IN_USE)
"""What a need may be answered with."""

_AUTHOR = {Action.SAVE, Action.TEST, Action.FAIL, Action.ASK, Action.COMMENT, Action.OFFER, Action.DEPRECATE}
_PEER = {Action.COMMENT, Action.APPROVE, Action.DECLINE, Action.DEPRECATE}

# Who may do what to a version that is their own (they wrote or changed a text of it), and to one of others.
MAY: dict[tuple[str, Relation], frozenset[Action]] = {
    ("visitor", "other"): frozenset(),
    ("member", "own"): frozenset(),
    ("member", "other"): frozenset(),
    ("meteorologist", "own"): frozenset(_AUTHOR),
    ("meteorologist", "other"): frozenset(_PEER),
    ("facilitator", "own"): frozenset(),
    ("facilitator", "other"): frozenset(),
    # The worker reports tests and uses; who looks after the site can take a recipe out of service.
    ("operator", "other"): frozenset({Action.TEST, Action.FAIL, Action.USE, Action.DEPRECATE}),
}


def moved(state: str, action: str) -> State:
    """The state that `action` leads to from `state`; `Refused` when the table does not allow it."""
    try:
        return MOVES[State(state), Action(action)]
    except (KeyError, ValueError):
        allowed = ", ".join(a for s, a in MOVES if s == state) or "nothing"
        what = f"a recipe that is {state.replace('_', ' ')} cannot take this step"
        raise Refused(Problem("recipe.move", "recipe", what, action, allowed, _NEXT.get((state, action), ""))) from None


# What to do first, where that is not plain from the allowed steps.
_NEXT = {
    ("draft", "ask"): "Run its golden tests first",
    ("draft", "approve"): "Its golden tests must pass first",
    ("draft", "offer"): "Run its golden tests, then ask another meteorologist to check it",
    ("tested", "offer"): "Ask another meteorologist to check it",
    ("offered", "save"): "Begin the next version: what is offered never changes",
    ("in_use", "save"): "Begin the next version: what is in use never changes",
    ("deprecated", "save"): "Begin the next version: what was offered never changes",
}


def may_move(role: str, own: bool, action: str) -> bool:
    """Whether somebody of this role may do this to a version that is their `own`, or to that of others."""
    return action in MAY.get((role, "own" if own else "other"), frozenset())


def actions_open(state: str, role: str, own: bool) -> tuple[Action, ...]:
    """What somebody may do now, in the order of the table."""
    return tuple(a for s, a in MOVES if s == state and may_move(role, own, a))
