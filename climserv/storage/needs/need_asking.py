"""Asking the groups of needs for what would help: readings of their own, or a talk. Each is told beside its need."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...vocabulary.problems import Problem, Refused
from ..clock import Clock, utc_now
from ..events import append_event
from ..models import Notice
from ..notices import add_notice
from ..permissions import Who, refuse_unless
from .needs import see_need

ASKED = {"readings": "asked_to_read", "talk": "asked_to_talk"}


def ask_groups(
    session: Session,
    who: Who,
    need_ids: Iterable[str],
    what: str,
    *,
    variables: Iterable[str] = (),
    clock: Clock = utc_now,
) -> int:
    """Ask for `what`, a key of `ASKED`, beside each need; how many needs it was asked for.

    variables   what the readings would be of
    Who has asked the same of the same version already does not ask again. Raises `NotThere` for a need that is not
    open to `who`.
    """
    if what not in ASKED:
        raise Refused(Problem("need.ask", "what", "nobody can be asked for this", what, ", ".join(ASKED)))
    asked = 0
    for need_id in dict.fromkeys(need_ids):
        version = see_need(session, who, need_id)
        refuse_unless(who, "need.ask", version.need.organisation_id)
        data = {"by": who.id, "version": version.number, "variables": list(variables)}
        told = session.scalars(select(Notice.data).where(Notice.need_id == need_id, Notice.kind == ASKED[what]))
        if any((one["by"], one["version"]) == (who.id, version.number) for one in told):
            continue
        add_notice(session, need_id, ASKED[what], data, clock=clock)
        append_event(session, who, "need", need_id, ASKED[what], clock=clock, version=version.number)
        asked += 1
    return asked
