"""The read-back of a need: confirmed by another person of its group; one's own yes leaves it drafted."""

from sqlalchemy.orm import Session

from ...needs.loading import need_from_dict
from ...needs.standing import CONFIRMED, DRAFTED, is_guess
from ...vocabulary.problems import Problem, Refused
from ...vocabulary.texts import plain_word
from ..clock import Clock, utc_now
from ..events import append_event, history
from ..models import NeedVersion
from ..permissions import Who, refuse_unless
from .needs import get_need, see_need


def confirm_need(
    session: Session, who: Who, need_id: str, version: int, *, on_behalf_of: str = "", channel: str = "screen",
    clock: Clock = utc_now,
) -> str:  # fmt: skip
    """Somebody of the group says that a version, read aloud, is right; returns how the need stands then.

    version        the one that was read; a newer one must be read again
    on_behalf_of   who said yes, where somebody else types it in, such as from a sheet of paper
    """
    latest = see_need(session, who, need_id)
    refuse_unless(who, "need.write", latest.need.organisation_id)
    need, _problems = need_from_dict(latest.record)
    if version != latest.number:
        raise Refused(Problem("need.confirm_old", need_id, "this is not the newest version", str(version),
                              str(latest.number), "Read the newest one aloud, and confirm that"))  # fmt: skip
    if is_guess(need):
        raise Refused(Problem("need.confirm_guess", "metric.is", "what is measured is only guessed",
                              str(need.metric.is_), "", "Say first whether the guess is right"))  # fmt: skip
    to_state = CONFIRMED if _another(who, latest, on_behalf_of, need.origin.recorded_by or "") else DRAFTED
    append_event(
        session, who, "need", need_id, "confirmed", clock=clock, version=version, channel=channel,
        on_behalf_of=on_behalf_of, from_state=standing_of(session, need_id), to_state=to_state,
    )  # fmt: skip
    return standing_of(session, need_id)


def standing_of(session: Session, need_id: str) -> str:
    """`confirmed` when another person confirmed the newest version; each change makes a draft of it again."""
    newest = get_need(session, need_id).number
    said = [one.to_state for one in history(session, "need", need_id)
            if one.action == "confirmed" and one.version == newest]  # fmt: skip
    return CONFIRMED if CONFIRMED in said else DRAFTED


def _another(who: Who, latest: NeedVersion, on_behalf_of: str, recorded_by: str) -> bool:
    """Whether the yes comes from another person than the one who wrote the version."""
    if on_behalf_of:
        return plain_word(on_behalf_of) != plain_word(recorded_by)
    return who.id != latest.saved_by
