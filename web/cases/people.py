"""Who takes part: parties with what they bring and want, people on their sides, and who is missing."""

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import login_required

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.entity import CASE_ROLES, Side
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.people.actor_map import empty_corners, gaps, present
from climserv.coproduction.people.people import Person
from climserv.needs.loading import need_from_dict
from climserv.storage.accounts import find_user
from climserv.storage.cases import cases
from climserv.storage.needs.needs import get_need
from climserv.storage.permissions import NotThere
from climserv.vocabulary.problems import Problem, Refused

from ..house import house
from . import blueprint, telling
from .who import does, here, values_of
from .words import CORNERS, PARTY_KINDS, ROLES, SIDES, word


@blueprint.get("/<case_id>/people")
@login_required
def people(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        missing = gaps(state, _decision_makers(session, state))
    return render_template(
        "cases/people.html", case=state.find(Case, case_id), me=me, parties=present(state), missing=missing,
        corners=[CORNERS[one] for one in empty_corners(state)], kinds=PARTY_KINDS, side_words=SIDES, role_words=ROLES,
        sides=[(word(SIDES, side), several) for side, several in telling.people_by_side(state).items()],
        roles=[str(role) for role in CASE_ROLES], side_codes=[str(side) for side in Side],
        may_add=bool({"add"} & set(possible(state, "party", "", me.id))),
        may_place={one.id for one in state.of(Person).values() if "place" in possible(state, "person", one.id, me.id)},
    )  # fmt: skip


@blueprint.post("/<case_id>/parties")
@login_required
def add_party(case_id: str) -> Response:
    data = values_of(request.form, "name", "kind", "side", "wants", "failure")
    assets = [" ".join(line.split()) for line in request.form.get("assets", "").splitlines() if line.strip()]
    does(case_id, "party", "add", data={**data, "assets": assets})
    return redirect(url_for("cases.people", case_id=case_id), 303)


@blueprint.post("/<case_id>/parties/<party>")
@login_required
def change_party(case_id: str, party: str) -> Response:
    does(case_id, "party", request.form.get("action", ""), party, reason=request.form.get("reason", ""))
    return redirect(url_for("cases.people", case_id=case_id), 303)


@blueprint.post("/<case_id>/people")
@login_required
def add_person(case_id: str) -> Response:
    """Somebody with an account, or somebody without one who is only known by name and group."""
    sign_in, told = request.form.get("sign_in", "").strip(), values_of(request.form, "name", "group")
    with house().database.session() as session:
        _state, me = here(session, case_id)
        account = find_user(session, sign_in) if sign_in else None
        if sign_in and account is None:
            raise Refused(Problem("case.account", "sign-in name", _("nobody here has this sign-in name"), sign_in, "",
                                  _("Ask them for it, or add them by name only")))  # fmt: skip
        if account is None and not told.get("name"):
            raise Refused(Problem("case.person", "name", _("it is not said who"), "", "",
                                  _("Write a name, or a sign-in name")))  # fmt: skip
        cases.seat(session, house().cases, case_id, me.id, cases.new_id(), side=request.form.get("side", ""),
                   role=request.form.get("role", ""), party=request.form.get("party", ""), account=account,
                   words=told, clock=house().clock)  # fmt: skip
    return redirect(url_for("cases.people", case_id=case_id), 303)


@blueprint.post("/<case_id>/people/<person>")
@login_required
def place_person(case_id: str, person: str) -> Response:
    """Another side or role for somebody, with the reason; or who they are is forgotten."""
    data = values_of(request.form, "side", "role")
    does(case_id, "person", "place", person, data=data, reason=request.form.get("reason", ""))
    return redirect(url_for("cases.people", case_id=case_id), 303)


def _decision_makers(session, state: CaseState) -> list[tuple[str, str]]:
    """Who decides, as the needs on the table name them."""
    found = []
    for subject in state.of(Subject).values():
        ref = subject.latest.content.get("ref") if subject.latest and subject.kind == "need" else None
        if ref is None:
            continue
        try:
            need, _problems = need_from_dict(get_need(session, ref).record)
        except NotThere:
            # A case that came from elsewhere brings its words, and not the needs of the other site.
            continue
        found += [(ref, name) for name in need.who.decides]
    return found
