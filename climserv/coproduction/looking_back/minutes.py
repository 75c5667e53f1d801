"""Minutes: what the log knows of one session, as plain data that may leave the case, and the hash people agree to.

Who came is told in groups only. Of what was said, what the community keeps is left out and counted, and names stand
as their owners wish. Dissent stands beside the decision it belongs to.
"""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..deciding.agreements import Agreement
from ..deciding.agreements import State as AgreementState
from ..deciding.counting import shown_to_all
from ..deciding.minority import minority_views
from ..deciding.rounds import Round
from ..deciding.rounds import State as RoundState
from ..dialogue.contributions import Contribution, may_show, named, side_of
from ..dialogue.subjects import Subject, with_hash
from ..logbook.events import Event, sha256_of
from ..meeting.attendance import in_groups, turns_by_side
from ..meeting.sessions import Action as SessionAction
from ..meeting.sessions import Session, sides_agreed
from ..meeting.sessions import State as SessionState
from ..people.labels import Reach
from ..people.people import Person
from ..sheets.sheets import Sheet
from .commitments import Commitment

if TYPE_CHECKING:
    from ..logbook.state import CaseState


def draft(state: "CaseState", session: str) -> dict[str, Any]:
    """The minutes of a session: plain data, the same for the same log."""
    held = state.find(Session, session)
    remarks = [
        one for one in state.of(Contribution).values() if _first(state, "contribution", one.id).session == session
    ]
    shown = [one for one in remarks if may_show(one, Reach.PUBLIC)]
    groups = in_groups(state, session)
    withdrawn = sum(one.state == "withdrawn" for one in remarks)
    return {
        "session": session, "type": held.type, "starts": held.starts, "hours": held.hours, "place": held.place,
        "present": groups, "turns": {} if "" in groups["side"] else turns_by_side(state, session),
        "table": [_tabled(state, one) for one in held.table],
        "said": [_said(state, one) for one in shown],
        "kept_back": len(remarks) - len(shown) - withdrawn, "taken_back": withdrawn,
        "decisions": [_decision(state, one) for one in state.of(Round).values() if one.session == session
                      and one.state not in (RoundState.OPEN, RoundState.CANCELLED)],
        "agreements": [_agreement(state, one) for one in state.of(Agreement).values()
                       if one.state == AgreementState.MADE and _decided_in(state, one) == session],
        "changes": [change for one in state.of(Subject).values() for change in _changes(state, one, session)],
        "sheets": [{"kind": one.kind, "rows": len(one.rows)} for one in state.of(Sheet).values()
                   if one.state == "kept" and _first(state, "sheet", one.id).session == session],
        "promises": [_promise(one) for one in state.of(Commitment).values() if one.session == session],
        "parked": [one.words for one in shown if one.state == "parked"],
        "corrected": [event.reason for event in state.story("session", session)
                      if event.action == SessionAction.REVISE and event.reason],
        "next": [{"starts": one.starts, "place": one.place} for one in state.of(Session).values()
                 if one.starts > held.starts and one.state in ("planned", "invited")],
    }  # fmt: skip


def content_hash(minutes: dict[str, Any]) -> str:
    """sha256 of the minutes: what people agree to.

    What lies ahead may move without asking them again; and whoever wishes to be named otherwise, or to be forgotten,
    need not ask anybody: names are not sealed.
    """
    sealed = {name: told for name, told in minutes.items() if name != "next"}
    sealed["said"] = [_nameless(one) for one in minutes["said"]]
    sealed["decisions"] = [one | {"dissent": [_nameless(view) for view in one["dissent"]]}
                           for one in minutes["decisions"]]  # fmt: skip
    return sha256_of(sealed)


def _nameless(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "name"}


def standing(state: "CaseState", session: str) -> dict[str, Any]:
    """How far the minutes are: `draft`, `shown`, `agreed`, or `changed` since; the sides that agree, and the day."""
    held = state.find(Session, session)
    shown = held.minutes and held.state in (SessionState.MINUTES_SHOWN, SessionState.MINUTES_AGREED)
    if not shown:
        return {"state": "draft", "sides": [], "day": ""}
    changed = held.minutes != content_hash(draft(state, session))
    now = "changed" if changed else "agreed" if held.state == SessionState.MINUTES_AGREED else "shown"
    return {"state": now, "sides": sorted(sides_agreed(state, held)), "day": held.since.date().isoformat()}


def _decided_in(state: "CaseState", one: Agreement) -> str:
    """The session whose round passed on what an agreement is about."""
    passed = state.find(Round, one.round)
    return passed.session if passed else ""


def _agreement(state: "CaseState", one: Agreement) -> dict[str, Any]:
    """What it takes to make the product again, with the hash that fixes it."""
    subject, version = with_hash(state, one.version) or (None, None)
    told = {"title": subject.title if subject else "", "number": version.number if version else 0}
    return {**told, "version": one.version, **(one.parts or {}), "content_hash": one.content_hash,
            "again": dict(one.again)}  # fmt: skip


def _first(state: "CaseState", entity: str, id: str) -> Event:
    return state.story(entity, id)[0]


def _tabled(state: "CaseState", id: str) -> dict[str, Any]:
    subject = state.find(Subject, id)
    if subject is None or subject.latest is None:
        return {"title": id, "kind": "", "version": 0}
    return {"title": subject.title, "kind": str(subject.kind), "version": subject.latest.number}


def _said(state: "CaseState", one: Contribution) -> dict[str, Any]:
    labels = [[label.kind, label.text] for label in one.labels]
    return {"side": side_of(state, one), "name": named(state, one), "words": one.words, "kind": str(one.kind),
            "labels": labels, "language": one.language}  # fmt: skip


def _decision(state: "CaseState", round: Round) -> dict[str, Any]:
    subject = state.find(Subject, round.subject)
    version = subject.version(round.version) if subject else None
    return {
        "kind": str(round.kind), "question": round.question, "state": str(round.state), "privacy": str(round.privacy),
        "on": subject.title if subject else "", "version": version.number if version else 0, "hash": round.version,
        "counts": shown_to_all(state, round), "dissent": [asdict(view) for view in minority_views(state, round)],
    }  # fmt: skip


def _changes(state: "CaseState", subject: Subject, session: str) -> list[dict[str, Any]]:
    """The versions that were made of a subject in this session, with the parameters that they changed."""
    found, before = [], {}
    made_here = {one.hash for one in state.story("subject", subject.id) if one.session == session}
    for version in subject.versions:
        now = version.content.get("parameters", {})
        if version.hash in made_here:
            changed = {name: [str(before.get(name, "")), str(value)] for name, value in sorted(now.items())
                       if value != before.get(name)}  # fmt: skip
            by = state.find(Person, version.by)
            found.append({"title": subject.title, "version": version.number, "hash": version.hash,
                          "side": by.side if by else "", "parameters": changed, "why": version.reason,
                          "summary": str(version.content.get("summary", ""))})  # fmt: skip
        before = now
    return found


def _promise(one: Commitment) -> dict[str, str]:
    """As it was promised in the session; where the day was moved later, the promise list says so."""
    return {"text": one.text, "side": one.side, "owner": one.owner, "due": (*one.dues, one.due)[0]}
