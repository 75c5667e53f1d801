"""The quiet history of a need: who changed what and when, in words; one intake of one person is one entry."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import render_template
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from climserv.storage.events import history
from climserv.storage.models import Event, NeedVersion, User
from climserv.storage.needs.needs import list_versions, may_edit, see_need

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from . import blueprint
from .form import value_at
from .in_words import value_in_words
from .questions import Question
from .reading_aloud import title_of
from .screens import SCREENS
from .showing import need_from_dict

# Savings of one person that follow each other faster than this are one intake.
PAUSE = timedelta(hours=2)


@dataclass
class Entry:
    """One thing that happened: `changes` are (what, before, after) in words, `said` stands for what is no writing."""

    who: str
    when: datetime
    first: int = 0
    last: int = 0
    said: str = ""
    reason: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)


@blueprint.get("/<need_id>/history")
@sign_in_unless_open
def past(need_id: str) -> str:
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
        entries = entries_of(session, saved, mine=may_edit(current_user, saved))
    rows = [{"entry": one, "when": format_datetime(one.when, "d MMMM y, HH:mm")} for one in reversed(entries)]
    title = title_of(need_from_dict(saved.record)[0])
    return render_template("needs/history.html", need_id=need_id, title=title, rows=rows, version=saved.number)


def entries_of(session: Session, newest: NeedVersion, *, mine: bool) -> list[Entry]:
    """Everything that happened to a need, oldest first.

    Outside its group only that it was confirmed: neither what it was before, nor which others it was joined with, split
    into or merged with, and why: those may be open to nobody else.
    """
    names = _Names(session)
    events = history(session, "need", newest.need_id)
    origins = {event.version: event for event in events if event.action in ("written", "changed")}
    marks = [event for event in events if event.action in _SAID]
    if not mine:
        return [_told(mark, names) for mark in marks if mark.action == "confirmed"]
    entries: list[Entry] = []
    groups = _intakes(list_versions(session, newest.need_id), marks)
    before: dict[str, Any] = {}
    for versions in groups:
        last = versions[-1]
        entry = Entry(names.of(last.saved_by), last.saved_at, versions[0].number, last.number)
        event = origins.get(versions[0].number)
        if event is not None and event.on_behalf_of:
            entry.said = _("written down on behalf of %(name)s", name=event.on_behalf_of)
        entry.changes = changes(before, last.record)
        before = last.record
        entries.append(entry)
    return sorted([*entries, *(_told(mark, names) for mark in marks)], key=lambda one: one.when)


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What two records say differently, question by question: what, before, after; "" for nothing said."""
    found = []
    for heading, asked, question in _all():
        one, other = value_at(before, question.path), value_at(after, question.path)
        if one != other:
            said = dict.fromkeys(str(label) for label in (heading, asked.label, question.label))
            texts = (value_in_words(question, value, language()) if value else "" for value in (one, other))
            found.append((" – ".join(said), *texts))
    return found


def _all() -> list[tuple[str, Question, Question]]:
    """Every question with the heading of its screen, and the question that it is a part of, or itself."""
    screens = SCREENS.values()
    return [(screen.heading, asked, leaf) for screen in screens for asked in screen.questions for leaf in asked.leaves]


def _intakes(versions: list[NeedVersion], marks: list[Event]) -> list[list[NeedVersion]]:
    """Versions that one person saved one after the other, with nothing of another kind between."""
    groups: list[list[NeedVersion]] = []
    for version in versions:
        last = groups[-1][-1] if groups else None
        apart = last is None or (
            last.saved_by != version.saved_by
            or version.saved_at - last.saved_at > PAUSE
            or any(last.saved_at <= mark.at < version.saved_at for mark in marks)
        )
        if apart:
            groups.append([])
        groups[-1].append(version)
    return groups


class _Names:
    """People by their account, each looked up once."""

    def __init__(self, session: Session):
        self.session, self.known = session, {}

    def of(self, account: int | None) -> str:
        if account not in self.known:
            person = self.session.get(User, account) if account is not None else None
            self.known[account] = person.name if person else ""
        return self.known[account]


_SAID = {
    "confirmed": lambda event: (
        _("read aloud, and confirmed by %(name)s", name=event.on_behalf_of)
        if event.on_behalf_of
        else _("read aloud, and said to be right") if event.to_state == "confirmed"
        else _("said to be right by its own writer; still a draft")
    ),
    "split": lambda event: _("split into another need: %(name)s", name=event.data.get("into", "")),
    "merged": lambda event: _("merged with others into %(name)s", name=event.data.get("into", "")),
    "joined": lambda event: _("joined with %(name)s", name=event.data.get("other", "")),
}  # fmt: skip


def _told(event: Event, names: _Names) -> Entry:
    return Entry(names.of(event.who), event.at, said=_SAID[event.action](event), reason=event.reason)
