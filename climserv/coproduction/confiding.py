"""Confiding: what of the log is told to whom. Every act stays in it; not every act names its author to everybody."""

from typing import TYPE_CHECKING

from .deciding.rounds import Round
from .deciding.rounds import State as RoundState
from .deciding.secrecy import Privacy
from .dialogue.contributions import WORDED, Contribution, may_show, named
from .logbook.events import Event
from .people.labels import Reach
from .people.people import Action as PersonAction
from .people.people import Person, Shown

if TYPE_CHECKING:
    from .logbook.state import CaseState

# Things of which the id says, before its colon, to which round they belong.
OF_A_ROUND = ("response", "objection")
# Acts with words that may not be for all. Where something was pinned and on which side somebody is, is for all.
WORDS = frozenset({
    *(("contribution", action) for action in WORDED), ("person", PersonAction.DESCRIBE),
    *((name, action) for name in OF_A_ROUND for action in ("give", "explain", "raise", "close")),
    ("review_answer", "give"), ("reflection", "give"),
})  # fmt: skip


def name_in_log(state: "CaseState", event: Event) -> str:
    """The name to print with an act: none in a round that shows no names or none yet, or where its author asked so."""
    person = state.find(Person, event.person)
    if person is None or _in_a_round_without_names(state, event):
        return ""
    said = state.find(Contribution, event.entity_id) if event.entity == "contribution" else None
    return named(state, said) if said and said.by == event.person else person.shown_as


def kept_from(state: "CaseState", event: Event, person: str) -> bool:
    """Whether the words of an act are not for `person` to take away: neither theirs nor for all to hear.

    What the community keeps, answers by name in rounds and reviews that show counts only, and how somebody is called
    who wishes not to be named.
    """
    if person in (event.person, event.who):
        return False
    if (event.entity, event.action) not in WORDS:
        return False
    if event.entity == "contribution":
        said = state.find(Contribution, event.entity_id)
        return said is None or not may_show(said, Reach.PUBLIC)
    if event.entity == "person":
        known = state.find(Person, event.entity_id)
        return known is None or known.shown != Shown.NAME
    return event.entity not in OF_A_ROUND or _in_a_round_without_names(state, event)


def _in_a_round_without_names(state: "CaseState", event: Event) -> bool:
    """Whether an answer or objection belongs to a round that is not, or not yet, shown with names."""
    asked = state.find(Round, event.entity_id.partition(":")[0]) if event.entity in OF_A_ROUND else None
    if asked is None or asked.secret:
        return False  # Of a secret round the log knows only who has answered, and that may be seen.
    return asked.privacy != Privacy.OPEN or (asked.hidden and asked.state in (RoundState.OPEN, RoundState.CANCELLED))
