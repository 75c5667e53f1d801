"""The pages of cases: all of one's own, opening one, one case, its log."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.copying import method_of
from climserv.coproduction.deciding.rounds import Round
from climserv.coproduction.dialogue.contributions import overdue
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.entity import STEERING
from climserv.coproduction.logbook.events import sha256_of
from climserv.coproduction.people.people import roles_of
from climserv.needs.loading import need_from_dict
from climserv.storage.cases import cases
from climserv.storage.cases.case_files import export_case
from climserv.storage.needs.needs import list_needs, see_need
from climserv.storage.permissions import NotAllowed, refuse_unless
from climserv.vocabulary.problems import Problem, Refused

from ..house import house
from ..needs.reading_aloud import parts_of, title_of
from ..saying import said
from . import blueprint, telling
from .deciding_words import ROUND_STATES, STATES, TABLED
from .who import does, here, values_of
from .words import BLOCK_ACTIONS, CASE_ACTIONS, CASE_STATES, ROLES, SIDES, word

LATEST, ON_A_PAGE = 8, 200


@blueprint.get("/")
@login_required
def index() -> str:
    with house().database.reading() as session:
        found = cases.cases_of(session, house().cases, current_user)
        needs = list_needs(session, current_user)
    return render_template(
        "cases/index.html", cases=[telling.listed(case, me) for case, me in found], needs=_offered(needs),
        chosen=request.args.getlist("need"), title=request.args.get("title", ""), problems=[],
    )  # fmt: skip


@blueprint.post("/")
@login_required
def create() -> Response | tuple[str, int]:
    refuse_unless(current_user, "case.open")
    title, chosen = " ".join(request.form.get("title", "").split()), request.form.getlist("need")
    try:
        with house().database.session() as session:
            needs = [see_need(session, current_user, one) for one in chosen]
            title = title or (title_of(need_from_dict(needs[0].record)[0]) if needs else "")
            known = values_of(request.form, "area")
            if like := request.form.get("like"):
                origin, _me = cases.see_case(session, house().cases, current_user, like)
                known |= {"mode": origin.find(Case, like).mode, "method": method_of(origin).as_dict()}
            case_id = cases.open_case(session, house().cases, current_user, title, data=known, clock=house().clock)
            _state, me = cases.see_case(session, house().cases, current_user, case_id)
            for version in needs:
                _put_on_table(session, case_id, me.id, version)
    except Refused as refused:
        with house().database.reading() as session:
            offered = _offered(list_needs(session, current_user))
        problems = [said(problem) for problem in refused.problems]
        return render_template("cases/index.html", cases=[], needs=offered, chosen=chosen, title=title,
                               problems=problems), 422  # fmt: skip
    flash(_("The case is open. Here is what comes first."), "good")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@blueprint.get("/<case_id>")
def show(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        log = house().cases.read(session, case_id).log
        needs = list_needs(session, current_user) if current_user.is_authenticated else []
    case = state.find(Case, case_id)
    tabled = list(state.of(Subject).values())
    refs = {subject.latest.content.get("ref") for subject in tabled if subject.latest}
    moves = [one for one in possible(state, "case", case_id, me.id) if one in CASE_ACTIONS]
    return render_template(
        "cases/show.html", case=case, me=me, method=telling.method(case), state_word=word(CASE_STATES, case.state),
        next=telling.next_thing(state, me), moves=[(one, CASE_ACTIONS[one]) for one in moves],
        blocks=telling.map_of_blocks(state, me), block_words=BLOCK_ACTIONS, subjects=tabled,
        needs=[one for one in _offered(needs) if one["id"] not in refs], sessions=telling.sessions_of(state),
        sides=[(word(SIDES, side), several) for side, several in telling.people_by_side(state).items()],
        roles=ROLES, late=len(overdue(state, house().clock())),
        latest=telling.story(state, log.ordered[-LATEST:]), conflicts=len(state.set_aside),
        may_table="table" in possible(state, "subject", "", me.id), table_words=TABLED, table_states=STATES,
        rounds=list(state.of(Round).values())[::-1], round_words=ROUND_STATES,
        may_ask="open" in possible(state, "round", "", me.id),
        may_plan="plan" in possible(state, "session", "", me.id), may_take=bool(roles_of(state, me.id) & STEERING),
    )  # fmt: skip


@blueprint.post("/<case_id>/moves")
def move(case_id: str) -> Response:
    """The case goes on, rests, ends."""
    data = values_of(request.form, "owner", "hand_over")
    does(case_id, "case", request.form.get("action", ""), case_id, data=data, reason=request.form.get("reason", ""))
    return redirect(url_for("cases.show", case_id=case_id), 303)


@blueprint.post("/<case_id>/blocks/<name>")
def block(case_id: str, name: str) -> Response:
    does(case_id, "block", request.form.get("action", ""), name, reason=request.form.get("reason", ""))
    return redirect(url_for("cases.show", case_id=case_id) + "#blocks", 303)


@blueprint.post("/<case_id>/table")
def table(case_id: str) -> Response:
    """Put a need of this site on the table."""
    with house().database.session() as session:
        _state, me = here(session, case_id)
        _put_on_table(session, case_id, me.id, see_need(session, current_user, request.form.get("need", "")))
    return redirect(url_for("cases.show", case_id=case_id) + "#table", 303)


@blueprint.get("/<case_id>/log")
@login_required
def log(case_id: str) -> str:
    """What was done, the newest first; `?before=` leads on to what was done before so many acts."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
        kept = house().cases.read(session, case_id).log
    until = max(0, min(len(kept), request.args.get("before", len(kept), type=int)))
    first = max(0, until - ON_A_PAGE)
    return render_template(
        "cases/log.html", case=state.find(Case, case_id), me=me, number=len(kept), earlier=first,
        story=telling.story(state, kept.ordered[first:until]), problems=[said(problem) for problem in kept.verify()],
    )  # fmt: skip


@blueprint.get("/<case_id>/export")
@login_required
def export(case_id: str) -> Response:
    """The log, for who steers the case; words of others that are kept among some stay behind."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
        if not roles_of(state, me.id) & STEERING:
            what, mend = _("only who leads or facilitates takes the case along"), _("Ask one of them")
            raise NotAllowed(Problem("case.export", f"case {case_id}", what, "", "", mend))
        content = export_case(session, house().cases, case_id, taker=me.id)
    answer = Response(content, mimetype="application/jsonl")
    answer.headers["Content-Disposition"] = f'attachment; filename="{case_id}.jsonl"'
    return answer


def _put_on_table(session, case_id: str, person: str, version) -> None:
    """A need, at its newest version, becomes a thing on the table."""
    need, _problems = need_from_dict(version.record)
    content = {"title": title_of(need), "ref": version.need_id, "number": version.number,
               "content_hash": sha256_of(version.record)}  # fmt: skip
    cases.do(session, house().cases, case_id, person, "subject", "table", data={"kind": "need", **content},
             clock=house().clock)  # fmt: skip


def _offered(versions) -> list[dict]:
    told = ((one, need_from_dict(one.record)[0]) for one in versions)
    return [{"id": one.need_id, "title": title_of(need), "organisation": one.need.organisation.name,
             "parts": parts_of(need)} for one, need in told]  # fmt: skip
