"""How a need stands here: drafted, until another person of its group has said of this very version that it is right."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from climserv.needs.need import Need
from climserv.needs.standing import CONFIRMED, DRAFTED
from climserv.storage.events import history
from climserv.storage.models import NeedVersion, User
from climserv.vocabulary.texts import plain_word


@dataclass(frozen=True)
class Standing:
    """`by`, `channel` and `when` say who confirmed the newest version, how and when; empty for a draft."""

    state: str
    by: str = ""
    channel: str = ""
    when: datetime | None = None

    @property
    def confirmed(self) -> bool:
        return self.state == CONFIRMED


def standing_of_version(session: Session, version: NeedVersion) -> Standing:
    """How a version stands; each change makes a draft of the need again."""
    for event in history(session, "need", version.need_id):
        if event.action == "confirmed" and event.version == version.number and event.to_state == CONFIRMED:
            person = session.get(User, event.who)
            return Standing(CONFIRMED, event.on_behalf_of or (person.name if person else ""), event.channel, event.at)
    return Standing(DRAFTED)


def as_it_stands(need: Need, standing: Standing) -> Need:
    """The need with who confirmed it here, and with nobody where nobody did: a change makes a draft of it."""
    name = standing.by
    if name and plain_word(name) == plain_word(need.origin.recorded_by or ""):
        # Two people of one name; which of them it was, the account said.
        name = _("another %(name)s", name=name)
    origin = need.origin.model_copy(update={"confirmed_by": name or None})
    return need.model_copy(update={"origin": origin})
