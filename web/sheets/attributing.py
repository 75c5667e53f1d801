"""Whose word it is: one's own, or that of somebody for whom one writes down what they said or wrote on paper."""

from collections.abc import Mapping

from climserv.coproduction.logbook.entity import SCRIBES
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.people.people import Person, roles_of


def others(state: CaseState, me: Person) -> list[tuple[str, str]]:
    """The people for whom I may enter something, by name or group; nobody for who is no scribe."""
    if not roles_of(state, me.id) & SCRIBES:
        return []
    people = (one for one in state.of(Person).values() if one.state == "active" and one.id != me.id)
    return [(one.id, one.shown_as or one.group or one.id[:6]) for one in people]


def whose(form: Mapping[str, str]) -> dict[str, str]:
    """As a form says it: on whose behalf, and whether it came on paper or was spoken."""
    channel = form.get("channel", "screen")
    return {"on_behalf_of": form.get("whose", ""), "channel": channel, "meeting": form.get("meeting", "")}
