"""What an act takes back: the events whose words are erased once it is in the log. Their envelopes stay."""

from .dialogue.contributions import WORDED
from .dialogue.contributions import Action as ContributionAction
from .logbook.events import Event
from .logbook.state import CaseState
from .moves import ENTITIES
from .people.people import Action as PersonAction
from .sheets.sheets import Action as SheetAction

# (entity, action) -> the actions of the same thing whose words go; None: all that it ever said.
ERASES: dict[tuple[str, str], tuple[str, ...] | None] = {
    ("person", PersonAction.ERASE): (PersonAction.DESCRIBE,),
    ("contribution", ContributionAction.WITHDRAW): WORDED,
    ("sheet", SheetAction.TAKE_BACK): (SheetAction.RECORD, SheetAction.REVISE),
}


def erased_by(state: CaseState, event: Event) -> tuple[str, ...]:
    """The ids of the events that a legal event erases; `state` is the one after it.

    Among them are those that were set aside: words said apart from the act that takes them back go as well.
    """
    key = (event.entity, event.action)
    if key not in ERASES or event.id in state.set_aside:
        return ()
    actions = ERASES[key]
    aside = (one.event for one in state.set_aside.values())
    told = (*state.story(*key_of(event)), *(one for one in aside if key_of(one) == key_of(event)))
    return tuple(one.id for one in told if one.id != event.id and (actions is None or one.action in actions))


def key_of(event: Event) -> tuple[str, str]:
    """The thing that an event is about."""
    return event.entity, event.entity_id


def meant_to_be_erased(state: CaseState) -> frozenset[str]:
    """The ids of all events that acts in the log have taken back; a tombstone of any other is a loss."""
    acts = (event for entity in ENTITIES.values() for thing in state.of(entity.kind)
            for event in state.story(entity.name, thing))  # fmt: skip
    return frozenset(id for event in acts for id in erased_by(state, event))
