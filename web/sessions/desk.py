"""The desk of who facilitates, and the wall that everybody looks at."""

from flask import Response, redirect, render_template, request, url_for
from flask_babel import format_datetime
from sqlalchemy import select

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.contributions import open_to
from climserv.coproduction.dialogue.subjects import Subject
from climserv.storage.cases import cases
from climserv.storage.cases.case_models import SessionCode

from ..cases.deciding_words import TABLED
from ..cases.who import here
from ..cases.words import SESSION_STATES, word
from ..house import house
from . import blueprint, onscreen, telling
from .codes import drawn
from .words import MOVES


@blueprint.app_template_filter("hour_of")
def hour_of(moment) -> str:
    """The hour of a moment, as the clock in the hall shows it."""
    return format_datetime(moment, "HH:mm")


STEERED = ("phase", "ask", "table")
ON_DESK, ON_WALL = 12, 4
"""So many of the newest remarks: on the desk with a way to all of them, on the wall read from the last row."""


@blueprint.get("/<session_id>/desk")
def desk(case_id: str, session_id: str) -> str | Response:
    with house().database.reading() as reading:
        state, me = here(reading, case_id)
        kept = house().cases.read(reading, case_id)
        session, code = telling.session_of(state, session_id), code_of(reading, case_id, session_id)
        told = common(reading, state, session, me, kept.number)
    if not telling.steers(state, me):
        return redirect(url_for("sessions.phone", case_id=case_id, session_id=session_id))
    found = [one for one in telling.said_in(state, session_id) if open_to(one, me.id)]
    remarks, parked, more = telling.first_to_answer(found, telling.MOST if "all" in request.args else ON_DESK)
    actions, agenda = possible(state, "session", session_id, me.id), telling.agenda(session)
    return render_template(
        "sessions/desk.html", **told, code=code, agenda=agenda, following=telling.following(agenda),
        cards=telling.cards(session), sides=telling.here_by_side(state, session_id),
        absent=telling.not_here(state, session_id),
        subjects=[(one, word(TABLED, one.kind)) for one in state.of(Subject).values()],
        remarks=[telling.remark(state, one, me) for one in remarks],
        parked=[telling.remark(state, one, me) for one in parked], more=more, all="all" in request.args,
        actions=actions, moves=[(one, MOVES[one]) for one in MOVES if one in actions], move_words=MOVES,
    )  # fmt: skip


@blueprint.post("/<session_id>/desk")
def steer(case_id: str, session_id: str) -> Response:
    """The next step, another question, another thing on the table."""
    form, action = request.form, request.form.get("action", "")
    data = {"phase": form.get("phase", ""), "minutes": form.get("minutes", type=int) or 0} if action == "phase" else {}
    data = {"question": " ".join(form.get("question", "").split())[:300]} if action == "ask" else data
    data = {"subjects": [one for one in form.getlist("subjects") if one]} if action == "table" else data
    with house().database.session() as writing:
        state, me = here(writing, case_id)
        telling.session_of(state, session_id)
        cases.do(writing, house().cases, case_id, me.id, "session", action if action in STEERED else "", data=data,
                 entity_id=session_id, meeting=session_id, clock=house().clock)  # fmt: skip
    return redirect(url_for("sessions.desk", case_id=case_id, session_id=session_id) + f"#{action}", 303)


@blueprint.get("/<session_id>/projector")
def projector(case_id: str, session_id: str) -> str:
    """The question, the thing on the table, the way in. Remarks only where who facilitates opened them."""
    with house().database.reading() as reading:
        state, me = here(reading, case_id)
        session, code = telling.session_of(state, session_id), code_of(reading, case_id, session_id)
        told = common(reading, state, session, me, house().cases.read(reading, case_id).number)
    opened = "remarks" in request.args
    found = [one for one in telling.said_in(state, session_id) if open_to(one, "")][:ON_WALL] if opened else []
    return render_template(
        "sessions/projector.html", **told, code=code, opened=opened,
        remarks=[telling.remark(state, one, None) for one in found],
    )  # fmt: skip


def common(reading, state, session, me, number: int) -> dict:
    """What every screen of a session tells."""
    return {
        "case": state.find(Case, state.case), "session": session, "me": me, "number": number,
        "title": telling.title_of(session), "state_word": word(SESSION_STATES, session.state),
        "phase": telling.phase(session, house().clock()), "tabled": onscreen.on_table(reading, state, session),
        "steers": telling.steers(state, me), "rounds": onscreen.asked_in(state, session.id, me),
    }  # fmt: skip


def code_of(reading, case_id: str, session_id: str) -> dict | None:
    """The code of a session with its address, and drawn for the camera of a phone; None where it has none now."""
    row = reading.scalar(select(SessionCode).where(SessionCode.case_id == case_id, SessionCode.session == session_id))
    if row is None:
        return None
    address = url_for("joining.door", code=row.code, _external=True)
    return {"letters": row.code, "address": address, "short": url_for("joining.code", _external=True),
            "picture": drawn(address)}  # fmt: skip
