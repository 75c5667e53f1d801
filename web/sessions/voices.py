"""Answers to what was said, and marks of who spoke: from the desk."""

from flask import Response, redirect, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.meeting.attendance import attendance_id
from climserv.storage.cases import cases
from climserv.vocabulary.problems import Problem, Refused

from ..cases.who import here
from ..house import house
from . import blueprint, telling
from .planning import arrive
from .words import ANSWERS


@blueprint.post("/<session_id>/remarks/<remark>")
def answer(case_id: str, session_id: str, remark: str) -> Response:
    """Heard, parked, not used with the reason; or used, by writing what follows from it."""
    action, text = request.form.get("action", ""), " ".join(request.form.get("reason", "").split())
    with house().database.session() as writing:
        state, me = here(writing, case_id)
        telling.session_of(state, session_id)
        told = {"meeting": session_id, "clock": house().clock}
        if action == "use":
            used_in = _insight(writing, case_id, me.id, remark, text, told)
            cases.do(writing, house().cases, case_id, me.id, "contribution", "use", entity_id=remark,
                     data={"in": [used_in]}, **told)  # fmt: skip
        else:
            cases.do(writing, house().cases, case_id, me.id, "contribution", action if action in ANSWERS else "",
                     entity_id=remark, reason=text, **told)  # fmt: skip
    return redirect(url_for("sessions.desk", case_id=case_id, session_id=session_id) + "#voices", 303)


def _insight(writing, case_id: str, me: str, remark: str, text: str, told) -> str:
    if not text:
        what, mend = _("it is not said what follows from it"), _("Write in a sentence what we understand from it")
        raise Refused(Problem("session.use", "remark", what, "", "", mend))
    data = {"text": text, "cites": [remark]}
    return cases.do(writing, house().cases, case_id, me, "insight", "propose", data=data, **told).entity_id


@blueprint.post("/<session_id>/people")
def mark(case_id: str, session_id: str) -> Response:
    """Somebody is here, has spoken, has gone: marked from the desk."""
    person, action = request.form.get("person", ""), request.form.get("action", "")
    with house().database.session() as writing:
        state, me = here(writing, case_id)
        telling.session_of(state, session_id)
        if action == "arrive":
            arrive(writing, case_id, session_id, me.id, person)
        else:
            cases.do(writing, house().cases, case_id, me.id, "attendance",
                     action if action in ("speak", "leave") else "", entity_id=attendance_id(session_id, person),
                     meeting=session_id, clock=house().clock)  # fmt: skip
    return redirect(url_for("sessions.desk", case_id=case_id, session_id=session_id) + "#here", 303)
