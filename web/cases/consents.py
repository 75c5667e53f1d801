"""Consents: what is whose, how far it may be used, how and before whom they said so; taken back in one act."""

from flask import Response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.people.consents import Consent
from climserv.coproduction.people.people import Person

from ..house import house
from ..sheets.attributing import whose
from . import blueprint
from .telling import name_of
from .who import does, here, values_of

SCOPES = {
    "case": _l("within this case"),
    "producer": _l("by those who make the information"),
    "research": _l("for research"),
    "public": _l("for everybody"),
}
FORMS = {
    "spoken": _l("spoken"),
    "witnessed": _l("spoken before a witness"),
    "written": _l("written"),
}
STATES = {
    "asked": _l("asked, not answered yet"),
    "given": _l("given"),
    "refused": _l("refused"),
    "expired": _l("run out"),
    "withdrawn": _l("taken back"),
}


@blueprint.get("/<case_id>/consents")
def consents(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    people = [one for one in state.of(Person).values() if one.state == "active"]
    return render_template(
        "cases/consents.html", case=state.find(Case, case_id), scopes=SCOPES, forms=FORMS, states=STATES,
        people=[(one.id, one.shown_as or one.id[:6]) for one in people], me=me,
        consents=[_told(state, one, me) for one in state.of(Consent).values()],
        may_ask="ask" in possible(state, "consent", "", me.id),
    )  # fmt: skip


@blueprint.post("/<case_id>/consents")
def ask_consent(case_id: str) -> Response:
    data = values_of(request.form, "of", "subject", "scope", "language", "expires")
    does(case_id, "consent", "ask", data=data)
    return redirect(url_for("cases.consents", case_id=case_id), 303)


@blueprint.post("/<case_id>/consents/<consent_id>")
def answer_consent(case_id: str, consent_id: str) -> Response:
    """Given, refused, taken back: by oneself, or as who writes for others heard it."""
    data = values_of(request.form, "form", "witness", "language")
    does(case_id, "consent", request.form.get("action", ""), consent_id, data=data, **whose(request.form))
    return redirect(url_for("cases.consents", case_id=case_id), 303)


def _told(state, one: Consent, me: Person) -> dict:
    """A consent; what may be answered is asked of the person whose it is, by whoever may write for them."""
    actions = [action for action in possible(state, "consent", one.id, one.of) if action != "ask"]
    return {"it": one, "of": name_of(state, one.of), "mine": one.of == me.id, "actions": actions,
            "holds": one.holds(one.scope, house().clock())}  # fmt: skip
