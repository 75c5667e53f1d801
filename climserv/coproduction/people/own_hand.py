"""One's own hand: what somebody wrote themself, nobody else changes, closes or takes back in their name."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.events import Event
from ..logbook.refusals import Refusal

if TYPE_CHECKING:
    from ..logbook.state import CaseState


def not_over_ones_own_hand(state: "CaseState", event: Event) -> Iterable[Problem]:
    """What was written down for somebody may be mended for them; what they last wrote themself, only by them."""
    if not event.on_behalf_of:
        return
    theirs = [one for one in state.story(event.entity, event.entity_id) if one.person == event.person]
    if theirs and not theirs[-1].on_behalf_of:
        yield OWN_HAND.at(f"{event.entity} {event.entity_id}", got=event.who)


OWN_HAND = Refusal(
    "person.own_hand",
    en=("somebody wrote this themself", "its author, with their own hand", "Ask them to do it; their PIN lets them in"),
    fr=("quelqu’un a écrit ceci de sa main", "son auteur, de sa propre main",
        "Demandez-lui de le faire ; son code PIN lui ouvre"),
    sw=(
        "mtu mwenyewe aliandika hili",
        "mwandishi wake, kwa mkono wake mwenyewe",
        "Mwombeni alifanye; PIN yake humruhusu kuingia",
    ),
    es=("alguien escribió esto por sí mismo", "su autor, de su propia mano", "Pídanle que lo haga; su PIN le abre"),
)  # fmt: skip
