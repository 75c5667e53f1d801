"""Who may do what: one table, walked by a test role by role and action by action."""

from dataclasses import dataclass
from typing import Literal, Protocol

from ..vocabulary.problems import Problem, Refused

Reach = Literal["all", "own", "public", "no"]
Visibility = Literal["own", "partners", "public"]


class Who(Protocol):
    """Somebody who acts: a stored `User`, a signed-in person of the web, or `OPERATOR`."""

    id: int | None
    role: str
    organisation_id: int | None


@dataclass(frozen=True)
class Actor:
    """Somebody who acts without an account row at hand."""

    id: int | None
    role: str
    organisation_id: int | None = None


VISITOR = Actor(None, "visitor")
OPERATOR = Actor(None, "operator")
"""Who types commands on the machine itself. Has no account, so writes no need and no recipe: those have authors."""

WHO_IS = ("visitor", "member", "meteorologist", "facilitator", "operator")

#                      visitor   member  meteorologist facilitator operator
_TABLE: dict[str, tuple[Reach, ...]] = {
    "need.write":      ("no",     "own",    "no",       "no",       "no"),
    "need.ask":        ("no",     "no",     "all",      "all",      "no"),
    "need.see":        ("public",    "own",    "all",      "all",      "all"),
    "product.request": ("no",     "own",    "no",       "no",       "all"),
    "product.see":     ("public", "own",    "all",      "all",      "all"),
    "run.see":         ("public",    "own",    "all",      "all",      "all"),
    "run.cancel":      ("no",     "own",    "no",       "no",       "all"),
    "readings.write":  ("no",     "own",    "no",       "all",      "no"),
    "readings.see":    ("no",     "own",    "no",       "all",      "all"),
    "sector.write":    ("no",     "own",    "no",       "all",      "all"),
    "dataset.add":     ("no",     "no",     "all",      "no",       "all"),
    "recipe.write":    ("no",     "no",     "all",      "no",       "no"),
    "workshop.plan":  ("no",     "no",     "no",       "all",      "all"),
    "parameters.write": ("no",    "all",    "all",      "all",      "no"),
    "case.open":       ("no",     "all",    "all",      "all",      "no"),
}  # fmt: skip

ACTIONS = tuple(_TABLE)

PERMISSIONS: dict[tuple[str, str], Reach] = {
    (role, action): reach for action, row in _TABLE.items() for role, reach in zip(WHO_IS, row, strict=True)
}
"""(role, action) -> how far: `all` organisations, their `own` one, `public` things only, or `no`."""


# Whom a group lets see its need, beside itself and those whom the table lets see all: by how far they may go.
OPENED_TO: dict[str, tuple[Reach, ...]] = {"own": (), "partners": ("own",), "public": ("own", "public")}
"""Partners are the members of the other organisations of this site; public is everybody, signed in or not."""


class NotAllowed(Refused):
    """The person may not do this."""


class NotThere(Refused):
    """There is no such thing, or it is not open to this person: the two look the same from outside."""


def reach(who: Who | None, action: str) -> Reach:
    """How far `who` may go with `action`. Nobody signed in is a visitor; an unknown role may do nothing."""
    role = getattr(who, "role", "visitor")
    return PERMISSIONS.get((role, action), "no")


def may(
    who: Who | None, action: str, organisation_id: int | None = None, *, visibility: Visibility = "own"
) -> bool:  # fmt: skip
    """Whether `who` may do `action` to a thing of that organisation; `visibility` opens only the seeing of it."""
    how_far = reach(who, action)
    if how_far == "all":
        return True
    if action.endswith(".see") and how_far in OPENED_TO[visibility]:
        # Who belongs to no organisation is nobody's partner.
        return visibility == "public" or who.organisation_id is not None
    if how_far == "own":
        return organisation_id is not None and who.organisation_id == organisation_id
    return False


def refuse_unless(
    who: Who | None, action: str, organisation_id: int | None = None, *, visibility: Visibility = "own"
) -> None:  # fmt: skip
    """`NotAllowed`, in plain words, unless `may`."""
    if may(who, action, organisation_id, visibility=visibility):
        return
    next_step = "Sign in first" if getattr(who, "role", "visitor") == "visitor" else _ASK[action]
    raise NotAllowed(Problem("permission." + action, "", _WORDS[action], "", "", next_step))


_WORDS = {
    "need.write": "Only members of the organisation a need belongs to may change it",
    "need.ask": "Only meteorologists and facilitators may ask the group of a need for something",
    "need.see": "This need belongs to another organisation",
    "product.request": "Only members of the organisation a need belongs to may ask for its product",
    "product.see": "This product belongs to another organisation",
    "run.see": "This run belongs to another organisation",
    "run.cancel": "Only members of the organisation that asked for a run may stop it",
    "readings.write": "Only the group whose gauges and fields they are, and facilitators, may write readings down",
    "readings.see": "These readings belong to another organisation",
    "sector.write": "Only the organisation itself, and facilitators, may say in which sector it works",
    "dataset.add": "Only meteorologists may add datasets",
    "recipe.write": "Only meteorologists may write recipes",
    "workshop.plan": "Only facilitators plan workshops",
    "parameters.write": "Only who is signed in may name a set of parameters",
    "case.open": "Only who is signed in may open a case",
}
_ASK = {
    "need.write": "Tell them what you would change",
    "need.ask": "Ask one of them to do it",
    "need.see": "Ask them to show it to you",
    "product.request": "Ask them to do it",
    "product.see": "Ask them to show it to you",
    "run.see": "Ask them to show it to you",
    "run.cancel": "Ask them to stop it",
    "readings.write": "Ask them to do it",
    "readings.see": "Ask them to show them to you",
    "sector.write": "Ask them to do it",
    "dataset.add": "Ask one of them to do it",
    "recipe.write": "Ask one of them to do it",
    "workshop.plan": "Ask one of them to do it",
    "parameters.write": "Sign in first",
    "case.open": "Sign in first",
}
