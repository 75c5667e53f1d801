"""Counting again with settings that are moved: on this page, as a piece for its script, and on every screen."""

from flask import Response, abort, flash, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.meeting.sessions import Session
from climserv.coproduction.people.people import Person
from climserv.vocabulary.problems import Refused

from ..cases.who import does, here
from ..errors import wants_json
from ..house import house
from ..products.showing import page_of
from . import again, blueprint, made_of, trying, years
from .refusing import told_on
from .tabled import on_the_table, subject


@blueprint.post("/<case_id>/table/<subject_id>/what-if")
@told_on(subject)
def what_if(case_id: str, subject_id: str) -> Response:
    """Count again with these settings; the page of the thing shows what it does."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
        found = on_the_table(state, subject_id)
        product = made_of.product_of(session, found.latest.content)
    run = trying.ask(found.latest.content, product)
    if wants_json():
        return _as_json(state, found, me, product, run)
    return redirect(url_for("deciding.subject", case_id=case_id, subject_id=subject_id, tried=run) + "#tried", 303)


@blueprint.get("/<case_id>/table/<subject_id>/tried/<int:run>")
def tried(case_id: str, subject_id: str, run: int) -> Response:
    """What came of it, for a script that waits; for people, the page that shows it."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
        if not wants_json():
            return redirect(url_for("deciding.subject", case_id=case_id, subject_id=subject_id, tried=run) + "#tried")
        found = on_the_table(state, subject_id)
        product = made_of.product_of(session, found.latest.content)
    return _as_json(state, found, me, product, run)


@blueprint.post("/<case_id>/table/<subject_id>/shown")
@told_on(subject)
def show_to_all(case_id: str, subject_id: str) -> Response:
    """What was tried, on every screen of the room; nothing is changed by it."""
    with house().database.reading() as session:
        state, _me = here(session, case_id)
        product = made_of.product_of(session, on_the_table(state, subject_id).latest.content)
    job = trying.job_of(product)
    if job is None:
        abort(404)
    data = {"settings": dict(job.order["settings"]), "effect": trying.effect(product), "run": job.id}
    meeting = next((one.id for one in state.of(Session).values() if one.state == "open"), "")
    does(case_id, "subject", "show", subject_id, data=data, meeting=meeting)
    flash(_("Everybody in the session sees it now, beside what lies on the table."), "good")
    return redirect(url_for("deciding.subject", case_id=case_id, subject_id=subject_id, tried=job.id) + "#tried", 303)


@blueprint.post("/<case_id>/table/<subject_id>/again")
@told_on(subject)
def make_again(case_id: str, subject_id: str) -> Response:
    """The same answer from the recipe and the data as they are now: a run, whose answer can take its place."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
        found = on_the_table(state, subject_id)
        product = made_of.product_of(session, found.latest.content)
    if "edit" not in possible(state, "subject", subject_id, me.id) or not again.changed_since(product):
        abort(404)
    order = {**trying.order_of(product), "settings": dict(found.latest.content["parameters"])}
    run = house().jobs.add(order, by=getattr(current_user, "id", None))
    flash(
        _("It is being made again. When it is there, put it in the place of this one: nothing changes before."), "good"
    )
    return redirect(url_for("runs.show", run_id=run), 303)


@blueprint.app_template_global()
def seen_on_table(case_id: str, subject_id: str) -> dict | None:
    """What every screen shows of an answer on the table: its count, its years, and what was last tried on it."""
    with house().database.reading() as session:
        state, _me = here(session, case_id)
        found = state.find(Subject, subject_id)
        product = made_of.product_of(session, found.latest.content) if found and found.latest else None
    if product is None:
        return None
    bad = years.in_words(years.remembered(state, product[1]))
    page = page_of(product[1])
    return {"page": page, "histories": page.histories(bad), "bad": bad, "tried": _last_shown(found, product, bad)}


def _last_shown(found: Subject, product: tuple[str, dict], bad: dict[int, str]) -> dict | None:
    if not found.tried.get("run"):
        return None
    try:
        return trying.tried(product, bad, int(found.tried["run"]))
    except Refused:
        return None


def _as_json(state: CaseState, found: Subject, me: Person, product: tuple[str, dict] | None, run: int) -> Response:
    bad = years.remembered(state, product[1] if product else None)
    told = trying.tried(product, years.in_words(bad), run)
    if told is None:
        abort(404)
    case = state.find(Case, state.case)
    html = render_template("deciding/tried.html", case=case, subject=found, tried=told, bad=bad, page_url="",
                           page=page_of(product[1]), may_show="show" in possible(state, "subject", found.id, me.id),
                           may_say="note" in possible(state, "contribution", "", me.id))  # fmt: skip
    look = url_for("deciding.tried", case_id=state.case, subject_id=found.id, run=run)
    return jsonify(run=run, open=told["open"], look=look, html=html)
