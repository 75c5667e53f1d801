"""The table of who may do what, walked role by role and action by action."""

import pytest

from climserv.storage.permissions import (
    ACTIONS,
    OPERATOR,
    PERMISSIONS,
    VISITOR,
    WHO_IS,
    Actor,
    NotAllowed,
    may,
    refuse_unless,
)

OURS, THEIRS = 1, 2
WHO = {"visitor": VISITOR, "operator": OPERATOR} | {
    role: Actor(7, role, OURS) for role in ("member", "meteorologist", "facilitator")
}

# Written out once more and in another form than the table, so that a slip in one of them shows.
MAY_TO_OUR_OWN = {
    "visitor": set(),
    "member": set(ACTIONS) - {"dataset.add", "recipe.write", "workshop.plan", "need.ask"},
    "meteorologist": {
        "need.see", "need.ask", "product.see", "run.see", "dataset.add", "recipe.write", "parameters.write",
        "case.open",
    },
    "facilitator": {
        "need.see", "need.ask", "product.see", "run.see", "readings.see", "readings.write", "sector.write",
        "workshop.plan", "parameters.write", "case.open",
    },
    "operator": set(ACTIONS)
    - {"need.write", "need.ask", "readings.write", "recipe.write", "parameters.write", "case.open"},
}  # fmt: skip
MAY_TO_OTHERS = MAY_TO_OUR_OWN | {"member": {"parameters.write", "case.open"}}


def test_the_table_says_something_for_every_role_and_action():
    assert set(PERMISSIONS) == {(role, action) for role in WHO_IS for action in ACTIONS}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", WHO_IS)
def test_every_role_with_every_action(role, action):
    who = WHO[role]
    assert may(who, action, OURS) == (action in MAY_TO_OUR_OWN[role])
    assert may(who, action, THEIRS) == (action in MAY_TO_OTHERS[role])
    assert may(who, action, None) == (action in MAY_TO_OTHERS[role])
    for organisation in (OURS, THEIRS):
        if may(who, action, organisation):
            refuse_unless(who, action, organisation)
        else:
            with pytest.raises(NotAllowed):
                refuse_unless(who, action, organisation)


@pytest.mark.parametrize("role", WHO_IS)
def test_nobody_writes_the_need_of_another_organisation(role):
    assert not may(WHO[role], "need.write", THEIRS)


@pytest.mark.parametrize("role", WHO_IS)
def test_what_is_public_may_be_seen_by_everyone_and_changed_by_nobody_more(role):
    assert may(WHO[role], "product.see", THEIRS, visibility="public")
    for action in ACTIONS:
        if not action.endswith(".see"):
            assert may(WHO[role], action, THEIRS, visibility="public") == may(WHO[role], action, THEIRS)


def test_an_unknown_role_may_do_nothing_and_nobody_is_a_visitor():
    assert not any(may(Actor(1, "minister", OURS), action, OURS) for action in ACTIONS)
    assert not any(may(None, action, OURS) for action in ACTIONS)


def test_a_member_of_no_organisation_does_not_own_what_nobody_owns():
    theirs = {action for action in ACTIONS if may(Actor(1, "member", None), action, None)}
    assert theirs == {"parameters.write", "case.open"}
