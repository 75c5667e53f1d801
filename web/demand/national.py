"""The plan of a national framework: all needs by sector, time scale and gap, to read, to print and as a table."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import format_date, format_decimal
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.matching.demand.national_framework import CHECKLIST, LEVELS, STEPS
from climserv.matching.demand.national_plan import Row, in_words, plan_csv, plan_rows
from climserv.storage.accounts import choose_sector, list_organisations
from climserv.storage.permissions import may, reach
from climserv.vocabulary.sectors import SECTORS

from ..house import house
from ..languages import language
from . import blueprint
from .reading import Demand, read_demand


@blueprint.get("/plan")
@login_required
def plan() -> str:
    demand = read_demand()
    rows = _rows(demand)
    return render_template(
        "demand/plan.html", rows=[_shown(row) for row in rows], steps=STEPS, checklist=CHECKLIST, levels=LEVELS,
        needs=sum(row.needs for row in rows), unserved=sum(row.needs for row in rows if row.missing),
        datasets=len(list(house().catalogue)), recipes=len(list(house().book)),
        day=format_date(demand.today, "d MMMM y"), all_seen=reach(current_user, "need.see") == "all",
        may_say=may(current_user, "sector.write", current_user.organisation_id),
        unsaid=sum(1 for one in demand.whose.values() if not one.sector),
    )  # fmt: skip


@blueprint.get("/plan.csv")
@login_required
def plan_table() -> Response:
    # A spreadsheet takes letters with accents for others unless the file begins with this mark.
    answer = Response("\ufeff" + plan_csv(_rows(read_demand()), language()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="demand.csv"'
    return answer


@blueprint.get("/sectors")
@login_required
def sectors() -> str:
    with house().database.reading() as session:
        mine = [one for one in list_organisations(session) if may(current_user, "sector.write", one.id)]
    return render_template("demand/sectors.html", organisations=mine, sectors=SECTORS.values())


@blueprint.post("/sectors")
@login_required
def choose() -> Response:
    with house().database.session() as session:
        choose_sector(session, current_user, request.form.get("organisation", 0, type=int),
                      request.form.get("sector", ""), clock=house().clock)  # fmt: skip
    flash(_("The sector is kept."), "good")
    return redirect(url_for("demand.sectors"), 303)


def _rows(demand: Demand) -> list[Row]:
    sectors = {need: one.sector for need, one in demand.whose.items()}
    return plan_rows(demand.board, demand.today, sectors, demand.groups, demand.whose)


def _shown(row: Row) -> dict:
    due = format_date(row.next_deadline, "d MMM y") if row.next_deadline else ""
    people = format_decimal(row.people) if row.people else "–"
    return {**in_words(row, language()), "people": people, "next_deadline": due, "served": not row.missing}
