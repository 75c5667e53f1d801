"""The minutes of a session: drafted from the log, shown, agreed to by both sides, taken along."""

from flask import Response, abort, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.looking_back.minutes import content_hash, draft
from climserv.coproduction.looking_back.minutes_text import html, lines, markdown
from climserv.coproduction.looking_back.minutes_words import WORDS
from climserv.coproduction.meeting.sessions import OTHER_MINUTES, Session, sides_agreed
from climserv.vocabulary.problems import Refused

from ..cases.who import does, here
from ..cases.words import SIDES, word
from ..house import house
from ..languages import language, name_of
from . import blueprint

FORMS = {"md": (markdown, "text/markdown"), "html": (html, "text/html")}


@blueprint.get("/<case_id>/sessions/<session_id>/minutes")
def minutes(case_id: str, session_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    held, case = _held(state, session_id), state.find(Case, case_id)
    told, chosen = draft(state, session_id), _language()
    seal = content_hash(told)
    return render_template(
        "sheets/minutes.html", case=case, held=held, lines=list(lines(told, case.title, chosen)), seal=seal,
        moved=bool(held.minutes) and held.state != "minutes_draft" and held.minutes != seal,
        actions=possible(state, "session", session_id, me.id), chosen=chosen,
        told_in=[(code, name_of(code, language())) for code in WORDS],
        agreed=[word(SIDES, side) for side in sorted(sides_agreed(state, held))],
        mine=(me.id, held.minutes) in held.agreed,
        may_reflect=bool(possible(state, "reflection", f"{session_id}:{me.id}", me.id)),
    )  # fmt: skip


@blueprint.get("/<case_id>/sessions/<session_id>/minutes.<form>")
def take_minutes(case_id: str, session_id: str, form: str) -> Response:
    if form not in FORMS:
        abort(404)
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    _held(state, session_id)
    write, kind = FORMS[form]
    answer = Response(write(draft(state, session_id), state.find(Case, case_id).title, _language()), mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="minutes-{session_id[:8]}-{_language()}.{form}"'
    return answer


@blueprint.post("/<case_id>/sessions/<session_id>/minutes")
def act_on_minutes(case_id: str, session_id: str) -> Response:
    """They are shown with their seal; agreement is to what still stands in the log."""
    action = request.form.get("action", "")
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    held = _held(state, session_id)
    seal = content_hash(draft(state, session_id))
    if action in ("agree", "settle") and held.minutes != seal:
        raise Refused(OTHER_MINUTES.at(f"session {session_id}"))
    data = {"show": {"minutes": seal}, "agree": {"to": request.form.get("to", "")}}.get(action, {})
    does(case_id, "session", action, session_id, data=data, reason=request.form.get("reason", ""))
    return redirect(url_for("sheets.minutes", case_id=case_id, session_id=session_id, lang=_language()), 303)


def _held(state, session_id: str) -> Session:
    held = state.find(Session, session_id)
    if held is None or held.state in ("planned", "invited"):
        abort(404)
    return held


def _language() -> str:
    asked = request.args.get("lang", "")
    return asked if asked in WORDS else language() if language() in WORDS else "en"
