"""Notices in words, each with the page it leads to."""

from flask import url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from climserv.matching.rules.verdicts import VALUES
from climserv.needs.loading import need_from_dict
from climserv.storage.accounts import get_user
from climserv.storage.models import NeedVersion, Notice
from climserv.storage.needs.need_asking import ASKED
from climserv.storage.needs.needs import get_need, may_see
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.variables import VARIABLES

from ..languages import language
from ..needs.reading_aloud import title_of


def told(session: Session, notice: Notice) -> dict:
    """The sentence of a notice, the verdict it brings if it brings one, when it came, and where to look."""
    need = get_need(session, notice.need_id)
    if notice.kind in ASKED.values():
        return _asked(session, notice, need)
    join = notice.kind != "verdict"
    return {
        "id": notice.id,
        "text": _join(session, notice, need) if join else _verdict(notice, need),
        "verdict": notice.data.get("to", ""),
        "when": format_datetime(notice.made_at, "d MMMM y, HH:mm"),
        "target": url_for("matches.show", need_id=notice.need_id) + ("#alike" if join else ""),
    }


def _asked(session: Session, notice: Notice, need: NeedVersion) -> dict:
    """Somebody asks for readings or a talk: who, of which group, and the page on which readings are written down."""
    asker = get_user(session, notice.data["by"])
    home = asker.organisation.name if asker is not None and asker.organisation is not None else ""
    words = {
        "name": asker.name if asker is not None else _("Somebody"),
        "title": _title(need),
        "what": ", ".join(text_in(VARIABLES[code].label, language()) for code in notice.data["variables"]),
    }
    if home:
        words["name"] = _("%(name)s (%(group)s)", name=words["name"], group=home)
    read = notice.kind == ASKED["readings"]
    if read:
        text = _("%(name)s asks for your own readings (%(what)s), to help with “%(title)s”.", **words)
    else:
        text = _("%(name)s would like to talk over “%(title)s” with you.", **words)
    target = url_for("observations.index") if read else url_for("matches.show", need_id=notice.need_id)
    when = format_datetime(notice.made_at, "d MMMM y, HH:mm")
    return {"id": notice.id, "text": text, "verdict": "", "when": when, "target": target}


def _verdict(notice: Notice, need: NeedVersion) -> str:
    title, before, now = _title(need), notice.data["from"], notice.data["to"]
    if _rank(now) > _rank(before):
        return _("“%(title)s” can no longer be answered as before. Look again at what fits.", title=title)
    return {
        "meets": _("New: “%(title)s” can now be answered.", title=title),
        "meets_after_step": _("New: “%(title)s” can now be answered after a step.", title=title),
    }.get(now, _("New: something comes near for “%(title)s”. Talk it over.", title=title))


def _join(session: Session, notice: Notice, need: NeedVersion) -> str:
    other = get_need(session, notice.data["other"])
    words = {
        "name": other.need.organisation.name if may_see(current_user, other) else _("Another group"),
        "title": _title(need),
    }
    if notice.kind == "asked_to_join":
        return _("%(name)s asks nearly the same as “%(title)s”. Would you join?", **words)
    if notice.kind == "join_yes":
        return _("%(name)s has joined with you for “%(title)s”.", **words)
    return _("%(name)s does not join for “%(title)s” for now.", **words)


def _title(version: NeedVersion) -> str:
    return title_of(need_from_dict(version.record)[0])


def _rank(verdict: str) -> int:
    """Nothing at all is as far off as what cannot be."""
    return VALUES.index(verdict) if verdict in VALUES else len(VALUES)
