"""The minutes of a session: drafted from the log, shown, corrected, agreed to by both sides, taken along."""

from flask import Response, abort, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.looking_back.minutes import content_hash, draft, standing
from climserv.coproduction.looking_back.minutes_text import lines, title_of
from climserv.coproduction.looking_back.minutes_words import WORDS
from climserv.coproduction.meeting.sessions import OTHER_MINUTES, Session, sides_agreed
from climserv.products.documents import FORMS
from climserv.vocabulary.problems import Refused

from ..cases.terms import terms_of
from ..cases.who import does, here
from ..cases.words import SIDES, word
from ..deciding.refusing import problems, told_on
from ..house import house
from ..languages import language, name_of
from . import blueprint
from .attributing import others, whose


@blueprint.get("/<case_id>/sessions/<session_id>/minutes")
def minutes(case_id: str, session_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    held, case = _held(state, session_id), state.find(Case, case_id)
    told, chosen = draft(state, session_id), _language()
    stands = standing(state, session_id)
    return render_template(
        "sheets/minutes.html", case=case, held=held, moved=stands["state"] == "changed",
        lines=list(lines(told, case.title, chosen, stands)), forms=list(FORMS),
        actions=possible(state, "session", session_id, me.id), chosen=chosen, languages_of_case=_told_in(case),
        agreed=[word(SIDES, side) for side in sorted(sides_agreed(state, held))],
        mine=(me.id, held.minutes) in held.agreed, problems=problems(), typed=request.form,
        may_add=held.state == "minutes_draft" and "note" in possible(state, "contribution", "", me.id),
        people=others(state, me), terms=terms_of(state),
        may_reflect=bool(possible(state, "reflection", f"{session_id}:{me.id}", me.id)),
    )  # fmt: skip


@blueprint.get("/<case_id>/sessions/<session_id>/minutes.<form>")
def take_minutes(case_id: str, session_id: str, form: str) -> Response:
    if form not in FORMS:
        abort(404)
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    _held(state, session_id)
    told, title, chosen = draft(state, session_id), state.find(Case, case_id).title, _language()
    written = FORMS[form].write(lines(told, title, chosen, standing(state, session_id)),
                                title_of(told, title, chosen), chosen)  # fmt: skip
    answer = Response(written, mimetype=FORMS[form].media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="minutes-{session_id[:8]}-{chosen}.{form}"'
    return answer


@blueprint.post("/<case_id>/sessions/<session_id>/minutes")
@told_on(minutes)
def act_on_minutes(case_id: str, session_id: str) -> Response:
    """They are shown with their seal; agreement is to what still stands in the log."""
    form, action = request.form, request.form.get("action", "")
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    held = _held(state, session_id)
    seal = content_hash(draft(state, session_id))
    if action == "add":
        said = {"words": " ".join(form.get("words", "").split()), "language": _language()}
        does(case_id, "contribution", "note", data=said, **{**whose(form), "meeting": session_id})
    else:
        if action in ("agree", "settle") and held.minutes != seal:
            raise Refused(OTHER_MINUTES.at(f"session {session_id}"))
        data = {"show": {"minutes": seal}, "agree": {"to": form.get("to", "")}}.get(action, {})
        does(case_id, "session", action, session_id, data=data, reason=form.get("reason", ""))
    return redirect(url_for("sheets.minutes", case_id=case_id, session_id=session_id, lang=_language()), 303)


def _told_in(case: Case) -> list[tuple[str, str]]:
    """The languages that minutes are written in, those of the case first."""
    codes = sorted(WORDS, key=lambda code: code not in case.languages)
    return [(code, name_of(code, language())) for code in codes]


def _held(state, session_id: str) -> Session:
    held = state.find(Session, session_id)
    if held is None or held.state in ("planned", "invited"):
        abort(404)
    return held


def _language() -> str:
    asked = request.values.get("lang", "")
    return asked if asked in WORDS else language() if language() in WORDS else "en"
