"""The report on a case: what changed and who confirms it; stories are told, confirmed and doubted here."""

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.looking_back.outcome_stories import OutcomeStory
from climserv.coproduction.looking_back.report_text import measures
from climserv.coproduction.looking_back.reviews import Review
from climserv.products.documents import FORMS

from ..cases.telling import name_of
from ..cases.who import does, here, values_of
from ..deciding.refusing import problems, told_on
from ..house import house
from ..languages import language
from . import blueprint
from .attributing import others, whose
from .measuring import measured


@blueprint.get("/<case_id>/report")
def report(case_id: str) -> str:
    """For a funder and for all: what changed, who confirms it, and what it took."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
        found = measured(session, state)
    stories = [{"it": one, "words": one.latest.content, "by": name_of(state, one.by), "why": one.why,
                "confirmed_by": name_of(state, one.confirmed_by) if one.confirmed_by else "",
                "actions": possible(state, "outcome_story", one.id, me.id)}
               for one in state.of(OutcomeStory).values()]  # fmt: skip
    outcomes = [event for event in state.story("case", case_id) if "outcomes" in event.said]
    return render_template(
        "sheets/report.html", case=state.find(Case, case_id), stories=stories, outcomes=outcomes, forms=list(FORMS),
        may_tell="tell" in possible(state, "outcome_story", "", me.id), problems=problems(), typed=request.form,
        may_mean="describe" in possible(state, "case", case_id, me.id), people=others(state, me),
        lines=list(measures(state, found, language())), reviewed=bool(state.of(Review)),
    )  # fmt: skip


@blueprint.post("/<case_id>/report/stories")
@told_on(report)
def tell(case_id: str) -> Response:
    form = request.form
    data = values_of(form, "change", "matters", "helped")
    does(case_id, "outcome_story", form.get("action", "tell"), form.get("story") or None, data=data,
         reason=form.get("reason", ""), **whose(form))  # fmt: skip
    return redirect(url_for("sheets.report", case_id=case_id), 303)


@blueprint.post("/<case_id>/report/meant")
@told_on(report)
def mean(case_id: str) -> Response:
    """What is meant to change; what was meant before stays to be read."""
    does(case_id, "case", "describe", case_id, data=values_of(request.form, "outcomes"),
         reason=request.form.get("reason", ""))  # fmt: skip
    return redirect(url_for("sheets.report", case_id=case_id), 303)
