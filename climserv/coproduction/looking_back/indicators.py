"""Indicators: what the log alone can tell of a co-production. Each is a number with what it is a share of, or None."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING

from ..cases import Case
from ..deciding.releases import Release
from ..dialogue.change_requests import ChangeRequest
from ..dialogue.contributions import Action as Said
from ..dialogue.contributions import Contribution
from ..dialogue.subjects import Kind, Subject
from ..logbook.entity import Side
from ..logbook.events import Event
from ..meeting.attendance import Attendance, attendance_id, present
from ..meeting.sessions import Session
from ..meeting.sessions import State as SessionState
from ..people.described import code_of
from ..people.people import Person
from ..people.small_numbers import LEAST
from ..sheets.sheets import sheets_of
from .commitments import kept_by_side
from .services import understood

if TYPE_CHECKING:
    from ..logbook.state import CaseState

HELD = (SessionState.OPEN, SessionState.MINUTES_DRAFT, SessionState.MINUTES_SHOWN, SessionState.MINUTES_AGREED)
ANSWERS = (Said.USE, Said.NOT_USE, Said.PARK)


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


def reply_days(state: "CaseState") -> float | None:
    """Median days from a contribution to its first answer [day]; those without an answer yet count nowhere."""
    waits = []
    for one in state.of(Contribution).values():
        answers = [event.at for event in state.story("contribution", one.id) if event.action in ANSWERS]
        if answers:
            waits.append((min(answers) - one.made).total_seconds() / 86400)
    return median(waits) if waits else None


def answered(state: "CaseState") -> Share:
    """Contributions used, refused with a reason or parked, of all that were not withdrawn."""
    kept = [one for one in state.of(Contribution).values() if one.state != "withdrawn"]
    return Share(sum(one.state in ("used", "not_used", "parked") for one in kept), len(kept))


def set_by_users(state: "CaseState") -> Share:
    """Parameters that somebody of the user side set or changed, of all parameters on the table."""
    names, by_users = set(), set()
    for subject in state.of(Subject).values():
        before: Mapping = {}
        for version in subject.versions if subject.kind in (Kind.PARAMETERS, Kind.PRODUCT) else ():
            now = version.content.get("parameters", {})
            person = state.find(Person, version.by)
            for name, value in now.items():
                names.add((subject.id, name))
                if value != before.get(name) and person and person.side == Side.USER:
                    by_users.add((subject.id, name))
            before = now
    return Share(len(by_users), len(names))


def promises_kept(state: "CaseState", at: datetime) -> dict[str, Share]:
    """Of each side, promises kept of those due or settled."""
    return {side: Share(*counted) for side, counted in kept_by_side(state, at).items()}


def hours(state: "CaseState") -> dict[str, float]:
    """Hours that sessions and the way to them took, by side [h]: the planned length for each who came."""
    found: dict[str, float] = {}
    for session in state.of(Session).values():
        for person in present(state, session.id) if session.state in HELD else ():
            way = state.find(Attendance, f"{session.id}:{person.id}").travel_hours
            found[person.side] = found.get(person.side, 0) + session.hours + way
    return dict(sorted(found.items()))


def representation_gap(state: "CaseState", by: str, targets: Mapping[str, float]) -> dict[str, float | None]:
    """Share present at sessions less the share meant to be there, for each group of `targets`.

    by       `gender`, `age_band` or `group`; who did not say counts in no share
    returns  difference of shares, -1 to 1; None for all where any of the groups has fewer than five people
    """
    came = {one.id: one for session in state.of(Session).values() for one in present(state, session.id)}
    groups = [str(getattr(one, by)) for one in came.values() if getattr(one, by)]
    sizes = {name: groups.count(name) for name in {*groups, *targets}}
    if not groups or any(0 < size < LEAST for size in sizes.values()):
        return dict.fromkeys(targets)
    return {name: sizes[name] / len(groups) - target for name, target in targets.items()}


def targets(state: "CaseState", by: str) -> dict[str, float]:
    """The shares meant to be at the table, as the group wrote them on its sheet: 0 to 1; the last word counts."""
    rows = (row for sheet in sheets_of(state, "targets") for row in sheet.rows if row["by"] == by)
    return {code_of(by, str(row["who"])): row["of_ten"] / 10 for row in rows}


def came(state: "CaseState") -> dict[str, bool]:
    """Everybody who was at a session that was held, and whether they ever spoke."""
    found: dict[str, bool] = {}
    for session in state.of(Session).values():
        for person in present(state, session.id) if session.state in HELD else ():
            spoke = state.find(Attendance, attendance_id(session.id, person.id)).turns > 0
            found[person.id] = found.get(person.id, False) or spoke
    return found


def first_reply_days(state: "CaseState") -> float | None:
    """Median days from a need on the table to the first act of the producer side on anything said or tabled [day].

    A need that the producers put there themselves is answered at once, and counts nowhere.
    """
    waits = []
    for need in (one for one in state.of(Subject).values() if one.kind == Kind.NEED):
        replies = [one.at for one in _of_producers(state) if one.at > need.made and one.entity_id != need.id]
        if replies and _side_of(state, need.by) != Side.PRODUCER:
            waits.append((min(replies) - need.made).total_seconds() / 86400)
    return median(waits) if waits else None


def _of_producers(state: "CaseState") -> Iterable[Event]:
    """What the producer side did about the question itself: answers, remarks, products, changes."""
    for entity, kind in (("contribution", Contribution), ("subject", Subject), ("change_request", ChangeRequest)):
        for id in state.of(kind):
            yield from (one for one in state.story(entity, id) if _side_of(state, one.person) == Side.PRODUCER)


def _side_of(state: "CaseState", person: str) -> str:
    known = state.find(Person, person)
    return known.side if known else ""


def allowances(state: "CaseState") -> dict[str, float]:
    """What coming to sessions was paid for, by side, in the money of the case."""
    found: dict[str, float] = {}
    for one in state.of(Attendance).values():
        if one.allowance:
            side = _side_of(state, one.person)
            found[side] = found.get(side, 0) + one.allowance
    return dict(sorted(found.items()))


def continuity(state: "CaseState") -> Share:
    """Of two things a service needs to go on, how many are said: who owns it, and how it is handed over."""
    case = state.find(Case, state.case)
    return Share(bool(case.owner) + bool(case.hand_over), 2) if case else Share(0, 2)


def margins(state: "CaseState", deadlines: Iterable[tuple[str, date]]) -> list[int]:
    """Of each product released, how many days before the day it was needed by [day]; late is below zero."""
    days, first = dict(deadlines), {}
    for one in state.of(Release).values():
        first[one.subject] = min(first.get(one.subject, one.made), one.made)
    return sorted((day - first[product].date()).days for product, day in days.items() if product in first)


def in_time(state: "CaseState", deadlines: Iterable[tuple[str, date]]) -> Share:
    """Products released on or before the day by which they were needed.

    deadlines   (id of the product on the table, day by which the information is needed)
    """
    days, first = list(deadlines), {}
    for one in state.of(Release).values():
        first[one.subject] = min(first.get(one.subject, one.made), one.made)
    return Share(sum(product in first and first[product].date() <= day for product, day in days), len(days))


def said_back(state: "CaseState") -> Share:
    """People who could say a delivered message back, of those asked."""
    return Share(*understood(state))
