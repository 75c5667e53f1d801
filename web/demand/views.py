"""The list of work: what people wait for, filtered and put in order, with a map of where they are."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_login import current_user, login_required

from climserv.matching.demand.demand import ORDERS, work_list
from climserv.matching.demand.gaps import KINDS
from climserv.storage.needs.need_asking import ask_groups
from climserv.vocabulary.variables import VARIABLES

from ..house import house
from . import blueprint
from .map import map_of, places_of
from .reading import read_demand
from .showing import KIND_NAMES, MOST_NEEDS, metric_name, show_line

LINES = 15
"""Lines on one page."""
ORDER_NAMES = {"needs": _l("most needs first"), "people": _l("most people first"), "deadline": _l("the soonest first")}


@blueprint.get("/")
@login_required
def index() -> str:
    demand = read_demand()
    kind, metric, order, skipped = _asked()
    chosen = [
        (asked, held)
        for asked, held in demand.waiting
        if (not kind or held.gap.kind == kind) and (not metric or asked.need.metric.is_ == metric)
    ]
    lines = work_list(chosen, demand.today, demand.groups, order)
    places = places_of([asked for asked, _held in chosen], demand.groups)
    metrics = {asked.need.metric.is_ for asked, _held in demand.waiting if asked.need.metric.is_}
    return render_template(
        "demand/index.html", lines=[show_line(one, demand) for one in lines[skipped : skipped + LINES]],
        count=len(chosen), all_of=len(demand.waiting), kind=kind, metric=metric, order=order,
        kinds=[(code, KIND_NAMES[code]) for code in KINDS], orders=ORDER_NAMES.items(),
        metrics=sorted(((code, metric_name(code)) for code in metrics), key=lambda one: one[1].casefold()),
        places=places, map=map_of(places), unseen=current_user.role == "member",
        older=skipped + LINES if skipped + LINES < len(lines) else None,
        newer=max(0, skipped - LINES) if skipped else None,
    )  # fmt: skip


@blueprint.post("/ask")
@login_required
def ask() -> Response:
    """Ask the groups of some needs for readings of their own, or for a talk; they are told beside their need."""
    needs, what = request.form.getlist("need")[:MOST_NEEDS], request.form.get("what", "")
    variables = [code for code in request.form.getlist("variable") if code in VARIABLES]
    with house().database.session() as session:
        told = ask_groups(session, current_user, needs, what, variables=variables, clock=house().clock)
    if told:
        flash(ngettext("One group is told beside its need.", "They are told beside %(num)s needs.", told), "good")
    else:
        flash(_("You have asked them already, and what they need has not changed since."), "good")
    return redirect(url_for("demand.index"), 303)


def _asked() -> tuple[str, str, str, int]:
    """The filter of the address; what there is no such of is left out."""
    kind, order = request.args.get("kind", ""), request.args.get("order", "needs")
    skipped = min(max(0, request.args.get("after", 0, type=int)), 1_000_000)
    metric = request.args.get("metric", "")[:80]
    return kind if kind in KINDS else "", metric, order if order in ORDERS else "needs", skipped
