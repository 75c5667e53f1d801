"""Naming: whether the log may tell whose act it was. Where only counts of sides are shown, it may not."""

from typing import TYPE_CHECKING

from ..logbook.events import Event
from .rounds import Round
from .secrecy import Privacy

if TYPE_CHECKING:
    from ..logbook.state import CaseState

# An objection is written beside the answer it goes with: a name at either would tell who objected.
OF_ROUNDS = ("response", "objection")


def may_be_named(state: "CaseState", event: Event) -> bool:
    """Whether the visible history names who did it: not who answered or objected where a round hides them.

    Of a secret round it may: the log holds that somebody has answered, and never what.
    """
    if event.entity not in OF_ROUNDS:
        return True
    round = state.find(Round, event.entity_id.partition(":")[0])
    return round is None or round.privacy != Privacy.SIDE_ONLY
