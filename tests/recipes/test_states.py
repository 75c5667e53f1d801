"""Every state with every action, for every role, on one's own recipe and on another's."""

import pytest

from climserv.recipes.versions.states import (
    MAY,
    MOVES,
    OPEN,
    PUBLISHED,
    UNPUBLISHED,
    Action,
    State,
    actions_open,
    may_move,
    moved,
)
from climserv.vocabulary.problems import Refused

ROLES = ("visitor", "member", "meteorologist", "facilitator", "operator")

# Written out once more and in another form than the tables, so that a slip in one of them shows.
LEADS = {
    "draft": {"save": "draft", "test": "tested", "fail": "draft", "comment": "draft"},
    "tested": {
        "save": "draft", "test": "tested", "fail": "draft", "ask": "tested", "comment": "tested",
        "approve": "peer_checked", "decline": "draft",
    },
    "peer_checked": {
        "save": "draft", "test": "peer_checked", "fail": "draft", "comment": "peer_checked", "offer": "offered",
    },
    "offered": {"comment": "offered", "use": "in_use", "deprecate": "deprecated"},
    "in_use": {"comment": "in_use", "use": "in_use", "deprecate": "deprecated"},
    "deprecated": {"use": "deprecated"},
}  # fmt: skip
MINE = {"save", "test", "fail", "ask", "comment", "offer", "deprecate"}
THEIRS = {"comment", "approve", "decline", "deprecate"}


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", State)
def test_every_state_with_every_action_role_and_owner(state, action, role, own):
    if action in LEADS[state]:
        assert moved(state, action) == LEADS[state][action]
    else:
        with pytest.raises(Refused, match="cannot take this step"):
            moved(state, action)
    allowed = set()
    if role == "meteorologist":
        allowed = MINE if own else THEIRS
    elif role == "operator" and not own:
        allowed = {"test", "fail", "use", "deprecate"}
    assert may_move(role, own, action) == (action in allowed)
    assert (action in actions_open(state, role, own)) == (action in allowed and action in LEADS[state])


def test_an_unknown_role_or_action_may_nothing():
    assert not may_move("minister", True, "save")
    assert not may_move("meteorologist", True, "delete")
    with pytest.raises(Refused):
        moved("draft", "delete")


def test_a_published_version_never_becomes_unpublished():
    for (state, _), leads in MOVES.items():
        assert not (state in PUBLISHED and leads in UNPUBLISHED)
    assert set(PUBLISHED) | set(UNPUBLISHED) == set(State)
    assert set(OPEN) < set(PUBLISHED)


def test_nobody_both_writes_and_approves():
    for (role, _), actions in MAY.items():
        assert not {Action.SAVE, Action.APPROVE} <= actions, role


def test_only_what_a_peer_approved_can_be_offered():
    assert {state for (state, _), leads in MOVES.items() if leads == State.OFFERED and state not in PUBLISHED} == {
        State.PEER_CHECKED
    }
    assert {action for (_, action), leads in MOVES.items() if leads == State.PEER_CHECKED} == {
        Action.APPROVE, Action.TEST, Action.COMMENT,
    }  # fmt: skip
