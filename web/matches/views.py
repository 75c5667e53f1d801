"""The page of a match, and asking for a first draft."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.matching.matching import MatchReport
from climserv.needs.loading import need_from_dict, need_to_dict
from climserv.needs.missing import STEPS, missing
from climserv.ordering import order_of, unfit
from climserv.running.planning.order import Order
from climserv.storage.needs.needs import may_edit, see_need
from climserv.storage.permissions import may, refuse_unless
from climserv.storage.products import list_products_of_need
from climserv.vocabulary.problems import refuse_if
from climserv.vocabulary.texts import text_in

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from ..needs.reading_aloud import deadline_words, parts_of, title_of
from ..needs.screens import screen_of
from ..needs.standing import as_it_stands, standing_of_version
from ..places.drawing import where_of
from ..runs.words import state_words
from ..saying import said
from . import blueprint
from .nearest import taken_offer
from .showing import COLUMNS, answers_another, essence_of, offer_key, other_answers, report_of, show_offer


@blueprint.get("/<need_id>/match")
@sign_in_unless_open
def show(need_id: str) -> str:
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
        products = list_products_of_need(session, need_id)
        taken = taken_offer(session, saved)
        standing = standing_of_version(session, saved)
    need, problems = need_from_dict(saved.record)
    report = report_of(need)
    open_fields = {gap.field for gap in missing(need)}
    parts = parts_of(as_it_stands(need, standing))
    return render_template(
        "matches/show.html", need_id=need_id, version=saved.number, title=title_of(need),
        standing=standing, essence=essence_of(parts), parts=parts, deadline=deadline_words(need),
        where=where_of(need, house().places, language()),
        organisation=saved.need.organisation.name, may_edit=may_edit(current_user, saved),
        may_ask=may(current_user, "product.request", saved.need.organisation_id), missing=_still_open(need),
        # What is only missing is told above, with the place to say it.
        problems=[said(problem) for problem in (*problems, *report.problems) if problem.where not in open_fields],
        runs=[{"id": job.id, "state": state_words(job)} for job in house().jobs.of_need(need_id) if job.open],
        products=[_product(row) for row in products], taken=taken, **_offered(report),
    )  # fmt: skip


def _offered(report: MatchReport) -> dict:
    """The offers as the page has them: the first, the next beside it, what is folded, and what cannot serve."""
    fitting = [offer for offer in report.offers if offer.worst != "cannot"]
    near = [offer for offer in report.offers if offer.worst == "cannot" and not answers_another(offer)]
    others = [offer for offer in report.offers if answers_another(offer)]
    # The one that can be made today goes before its equals that want a step first.
    first = next((offer for offer in fitting if offer.runnable), None) or next(iter(fitting), None)
    rest = [offer for offer in fitting if offer is not first]
    shown = {"columns_beside": rest[:COLUMNS], "folded": rest[COLUMNS:]}
    # Where nothing can be offered, what comes nearest is what there is to talk about.
    misses = 0 if first else COLUMNS
    shown |= {"nearest_misses": near[:misses], "near": near[misses:]}
    return {
        "first": show_offer(first, language()) if first else None,
        "could_be_nearer": first is None or first.worst in ("dialogue", "cannot"),
        "others": other_answers(others, language()),
        **{name: [show_offer(offer, language()) for offer in several] for name, several in shown.items()},
    }


@blueprint.post("/<need_id>/match")
@login_required
def draft(need_id: str) -> Response:
    """Queue the run of one offer. What is run is matched anew: the page only names the offer."""
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
    refuse_unless(current_user, "product.request", saved.need.organisation_id)
    if request.form.get("version", type=int) != saved.number:
        flash(_("The need has changed since this page was opened. Look again at what fits now."), "bad")
        return redirect(url_for("matches.show", need_id=need_id), 303)
    need, _problems = need_from_dict(saved.record)
    wanted = request.form.get("offer", "")
    offers = [one for one in report_of(need).offers if offer_key(one) == wanted and one.runnable]
    if not offers:
        flash(_("This can no longer be made. Look again at what fits now."), "bad")
        return redirect(url_for("matches.show", need_id=need_id), 303)
    order = {**order_of(offers[0], house().book), "need": need_to_dict(need)}
    refuse_if(unfit(Order.from_dict(order), house().book, house().catalogue))
    run_id = house().jobs.add(order, by=current_user.id, need_id=need_id)
    return redirect(url_for("runs.show", run_id=run_id), 303)


def _still_open(need) -> list[dict]:
    """What a first draft still lacks, with the field where it is said."""
    return [
        {"words": text_in(gap.words, language()), "step": text_in(STEPS[gap.step], language()), "agenda": gap.agenda,
         "field": gap.field if screen_of(gap.field) else ""}
        for gap in missing(need, "product")
    ]  # fmt: skip


def _product(row) -> dict:
    when = format_datetime(row.registered_at, "d MMMM y, HH:mm")
    return {"id": row.id, "title": text_in(row.title, language()), "when": when}
