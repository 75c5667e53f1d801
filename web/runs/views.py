"""The page of a run: what is being done, how far it is, stopping it; when it is done, on to the product."""

from flask import Response, jsonify, redirect, render_template, url_for
from flask_babel import format_time
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.running.jobs.jobs import Job, Kind, State
from climserv.storage.needs.needs import get_need
from climserv.storage.permissions import NotThere, may
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from ..saying import said_message
from . import blueprint
from .words import doing, how_long, state_words


@blueprint.get("/<int:run_id>")
@sign_in_unless_open
def show(run_id: int) -> str | Response:
    job = house().jobs.see(run_id, current_user)
    if job.kind is Kind.CHECK:
        return redirect(url_for("catalogue.brought", job_id=job.id))
    if job.kind is Kind.WHAT_IF:
        return redirect(url_for("products.what_if_answer", product_id=job.order["product"], run_id=job.id))
    if job.state is State.DONE:
        return redirect(url_for("products.show", product_id=job.product_id))
    usual = house().jobs.usual_seconds(job.recipe) if job.open else None
    return render_template(
        "runs/show.html", run=job, message=said_message(job.message), question=_question(job), doing=_doing(job),
        state_words=state_words(job), started=format_time(job.started_at, "HH:mm") if job.started_at else "",
        usual=how_long(usual) if usual else "", may_cancel=_may_cancel(job),
    )  # fmt: skip


@blueprint.get("/<int:run_id>/state.json")
@sign_in_unless_open
def state(run_id: int) -> Response:
    """What the page's script asks for; `next` is where to go when the run has ended."""
    job = house().jobs.see(run_id, current_user)
    onwards = None if job.open else url_for("runs.show", run_id=job.id)
    return jsonify(share=job.share, doing=_doing(job), state=job.state, next=onwards)


@blueprint.post("/<int:run_id>/cancel")
@login_required
def cancel(run_id: int) -> Response:
    house().jobs.cancel(run_id, current_user)
    return redirect(url_for("runs.show", run_id=run_id), 303)


def _doing(job: Job) -> str:
    return doing(job, house().jobs.ahead(job.id) if job.state is State.QUEUED else 0)


def _may_cancel(job: Job) -> bool:
    if job.need_id is None:
        return current_user.is_authenticated and job.asked_by == current_user.id
    with house().database.reading() as session:
        return may(current_user, "run.cancel", get_need(session, job.need_id).need.organisation_id)


def _question(job: Job) -> str:
    """The need's question as it was when the run was asked for, else the recipe's."""
    if asked := (job.order.get("need") or {}).get("question"):
        return text_in(asked, language())
    try:
        return text_in(house().book.recipe(job.order["recipe"], job.order.get("version")).question, language())
    except (KeyError, Refused, NotThere):
        return _("A run")
