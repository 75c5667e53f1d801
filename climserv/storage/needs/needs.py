"""Needs as they are kept: every saving is a new version, and nothing anybody wrote is lost."""

import json
import re
import unicodedata

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, object_session

from ...vocabulary.problems import Problem, Refused, refuse_if
from ..clock import Clock, utc_now
from ..events import append_event
from ..models import SLUG, NeedRow, NeedVersion
from ..permissions import NotAllowed, NotThere, Who, may, reach, refuse_unless
from ..visibility import may_see_need, newest_version, open_needs

LONGEST_RECORD = 64_000
_IS_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NewerVersion(Refused):
    """Somebody else saved in the meantime. Nothing was written, and nothing is lost: both are here.

    latest   the version that is stored now
    yours    the record that was to be saved
    """

    def __init__(self, latest: NeedVersion, yours: dict, started_from: int):
        # The transaction is about to be undone, and would take what it loaded with it.
        for row in (latest, latest.need, latest.need.organisation):
            object_session(row).expunge(row)
        self.latest, self.yours = latest, yours
        super().__init__(
            Problem(
                "need.newer",
                "need",
                "Somebody else saved this need while you were writing",
                got=f"version {started_from}",
                allowed=f"version {latest.number}",
                next_step="Look at both, keep what is right, and save again",
            )
        )


def save_need(
    session: Session,
    who: Who,
    record: dict,
    need_id: str | None = None,
    *,
    from_version: int | None = None,
    clock: Clock = utc_now,
    channel: str = "screen",
    on_behalf_of: str = "",
) -> NeedVersion:
    """Save `record` as a new need (`need_id` None) or as the next version of one; anything may be missing in it.

    from_version   the number the writer started from; asked for when the need exists. When it is no longer the
                   newest, `NewerVersion` is raised with both texts.
    channel        how it came: "screen", "paper" with `on_behalf_of` naming who filled the sheet
    returns        the version that is now the newest. Saving what is there already makes no new version.
    """
    refuse_if(_record_problems(record))
    if need_id is None:
        return _save_new(session, who, record, clock, channel, on_behalf_of)
    # The row is locked, so of two people who save at the same moment the second sees the first one's version.
    need = see_need(session, who, need_id).need
    session.refresh(need, with_for_update={"of": NeedRow})
    refuse_unless(who, "need.write", need.organisation_id)
    latest = get_need(session, need_id)
    record = {**record, "need": need_id}
    if record == latest.record:
        return latest
    if from_version is None:
        what = "it is not said which version this was written from"
        raise Refused(Problem("need.from_version", need_id, what, "", str(latest.number)))
    if from_version != latest.number:
        raise NewerVersion(latest, record, from_version)
    return _append(session, who, need, record, clock, channel, on_behalf_of)


def get_need(session: Session, need_id: str, version: int | None = None) -> NeedVersion:
    """The newest version of a need, or version number `version`; `NotThere` without one. Asks nobody's leave."""
    if not _IS_SLUG.fullmatch(need_id):
        raise _not_there(need_id)
    query = select(NeedVersion).where(NeedVersion.need_id == need_id)
    query = query.where(NeedVersion.number == version) if version else query.order_by(NeedVersion.number.desc())
    found = session.scalars(query.limit(1)).first()
    if found is None:
        raise _not_there(need_id)
    return found


def see_need(session: Session, who: Who | None, need_id: str, version: int | None = None) -> NeedVersion:
    """`get_need` for `who`: a need they may not see is as good as not there."""
    found = get_need(session, need_id, version)
    if not may_see(who, newest_version(session, found.need)):
        raise _not_there(need_id)
    # A version that was only for the group stays with the group when a later one is open.
    if not may_see(who, found):
        raise _not_there(need_id)
    return found


def list_needs(session: Session, who: Who | None) -> list[NeedVersion]:
    """The newest version of every need `who` may see, last saved first."""
    query = open_needs(who, "need.see").order_by(NeedVersion.saved_at.desc(), NeedVersion.need_id)
    return list(session.scalars(query))


def count_needs(session: Session) -> int:
    return session.scalar(select(func.count(NeedRow.id))) or 0


def list_versions(session: Session, need_id: str) -> list[NeedVersion]:
    """Everything a need ever said, oldest first."""
    return list(session.scalars(select(NeedVersion).where(NeedVersion.need_id == need_id).order_by(NeedVersion.number)))


def may_see(who: Who | None, newest: NeedVersion) -> bool:
    return may_see_need(who, "need.see", newest)


def may_edit(who: Who | None, version: NeedVersion) -> bool:
    return may(who, "need.write", version.need.organisation_id)


def _save_new(session: Session, who: Who, record: dict, clock: Clock, channel: str, on_behalf_of: str) -> NeedVersion:
    if reach(who, "need.write") == "no":
        refuse_unless(who, "need.write")
    if who.organisation_id is None or who.id is None:
        raise NotAllowed(
            Problem("need.organisation", "", "A need belongs to an organisation, and you are in none", "", "",
                    "Ask a facilitator to add you to yours")
        )  # fmt: skip
    wished = slug(str(record.get("need") or _words_of(record))) or "need"
    for number in range(1, 1000):
        need_id = wished if number == 1 else f"{wished[: SLUG - 5]}-{number}"
        need = _take_name(session, NeedRow(
            id=need_id, organisation_id=who.organisation_id, created_by=who.id, created_at=clock(), latest=0
        ))  # fmt: skip
        if need is not None:
            return _append(session, who, need, {**record, "need": need_id}, clock, channel, on_behalf_of)
    raise Refused(Problem("need.name", "need", "there are too many needs of this name", wished, "", "Choose another"))


def _take_name(session: Session, need: NeedRow) -> NeedRow | None:
    if session.get(NeedRow, need.id) is not None:
        return None
    try:
        with session.begin_nested():
            session.add(need)
    except IntegrityError:  # Somebody took the name at this very moment.
        return None
    return need


def _append(
    session: Session, who: Who, need: NeedRow, record: dict, clock: Clock, channel: str, on_behalf_of: str
) -> NeedVersion:
    number = need.latest + 1
    version = NeedVersion(need=need, number=number, record=record, saved_by=who.id, saved_at=clock())
    need.latest = number
    session.add(version)
    session.flush()
    action = "written" if number == 1 else "changed"
    append_event(
        session, who, "need", need.id, action, clock=clock, version=number, channel=channel, on_behalf_of=on_behalf_of
    )
    return version


def slug(words: str) -> str:
    """`When can we plant maize?` -> `when-can-we-plant-maize`: letters, digits and hyphens, for addresses and files."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[: SLUG - 20].strip("-")


def _words_of(record: dict) -> str:
    for key in ("question", "decision"):
        words = record.get(key)
        if isinstance(words, dict):
            words = words.get("en") or words.get("what") or next(iter(words.values()), "")
        if isinstance(words, str) and words.strip():
            return " ".join(words.split()[:8])
    return ""


def _record_problems(record: dict) -> list[Problem]:
    if not isinstance(record, dict):
        return [Problem("need.record", "need", "a need is a mapping of names to values", type(record).__name__)]
    try:
        size = len(json.dumps(record, allow_nan=False))
    except (TypeError, ValueError) as error:
        return [Problem("need.record", "need", f"this cannot be kept: {error}")]
    if size > LONGEST_RECORD:
        return [Problem("need.long", "need", "this need is too long", f"{size} characters", f"{LONGEST_RECORD}")]
    return []


def _not_there(need_id: str) -> NotThere:
    return NotThere(
        Problem("need.unknown", "", "There is no such need, or it is not open to you", need_id[:SLUG], "",
                "Look in the list of needs")
    )  # fmt: skip
