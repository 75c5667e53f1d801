"""The trigger table: had we acted each time this signal came, what would have come of it in the years remembered?"""

from collections.abc import Mapping
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.sheets.sheets import sheets_of
from climserv.needs.odds import parse_odds
from climserv.vocabulary.four_counts import DecisionTable, count_pairs, share_with_interval, years_over
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.seasons import days_later, parse_month_day

from ..cases.telling import name_of
from ..cases.who import does, here
from ..house import house
from ..products.history import year_of
from ..products.page import Page
from ..products.showing import page_of
from . import blueprint, made_of, shown, years
from .refusing import problems, told_on
from .tabled import on_the_table

# Which end hurts -> the statement that warns of it.
WARNS = {"late": "later_than", "many": "at_least", "few": "fewer_than"}
# So many signals stand in the table, so far apart.
MOST, EVERY_DAYS = 8, 5
# People tell how often in so many years.
IN_TEN = 10


@blueprint.get("/<case_id>/table/<subject_id>/trigger")
def trigger(case_id: str, subject_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        found = on_the_table(state, subject_id)
        product = made_of.product_of(session, found.latest.content)
    if product is None:
        abort(404)
    record = product[1]
    bad = years.remembered(state, record)
    asked = _asked(record, bad)
    return render_template(
        "deciding/trigger.html", case=state.find(Case, case_id), subject=found, record=record,
        title=shown.title_of(found, record), bad=bad, asked=asked,
        rows=_rows(record, set(bad), asked) if bad else [], hindsight=bool(record["hindsight"]),
        page=page_of(record), chosen=_chosen(state), problems=problems(), typed=request.form,
        may_choose="record" in possible(state, "sheet", "", me.id),
    )  # fmt: skip


@blueprint.post("/<case_id>/table/<subject_id>/trigger")
@told_on(trigger)
def choose_trigger(case_id: str, subject_id: str) -> Response:
    """The signal on which the group acts, with why, and with who sees it otherwise; kept as a sheet of the case."""
    form = request.form
    with house().database.reading() as session:
        state, _me = here(session, case_id)
        product = made_of.product_of(session, on_the_table(state, subject_id).latest.content)
    if product is None:
        abort(404)
    record, bad = product[1], years.remembered(state, product[1])
    if record["hindsight"]:
        what = _("this rule looks at the days that follow, so nobody can act on it on the day")
        mend = _("Count without the days that follow, make that the next version, and choose then")
        raise Refused(Problem("trigger.hindsight", "", what, next_step=mend))
    rows = _rows(record, set(bad), _asked(record, bad))
    if form.get("at") not in {row["code"] for row in rows}:
        raise Refused(Problem("trigger.none", "", _("no signal is chosen"), "", "", _("Choose one of the table")))
    sheet = {
        "kind": "trigger",
        "head": {name: words for name in ("danger", "why", "dissent") if (words := form.get(name, "").strip())},
        "rows": [{"signal": row["words"], "worthy": row["table"].worthy_action, "in_vain": row["table"].in_vain,
                  "missed": row["table"].fail_to_act, "quiet": row["table"].worthy_inaction,
                  "chosen": "yes" if row["code"] == form["at"] else "no"} for row in rows],
    }  # fmt: skip
    does(case_id, "sheet", "record", data=sheet)
    flash(_("It is written down, with what others think."), "good")
    return redirect(url_for("deciding.trigger", case_id=case_id, subject_id=subject_id) + "#chosen", 303)


def _asked(record: Mapping[str, Any], bad: Mapping[int, Any]) -> dict[str, Any]:
    """What the group accepts in ten years, and since when people remember; from the form, else from the need."""
    tolerance = (record.get("need") or {}).get("tolerance") or {}
    told = {name: _in_ten(request.values.get(name, ""), tolerance.get(name)) for name in ("in_vain", "miss")}
    since = request.values.get("since", type=int)
    return {**told, "since": since if since is not None else min(bad, default=0)}


def _in_ten(typed: str, of_need: object) -> int | None:
    """Times in ten years; None where nobody has said it."""
    if typed.strip().isdecimal():
        return min(int(typed), IN_TEN)
    try:
        times, of = parse_odds(of_need, where="")
    except Refused:
        return None
    return round(IN_TEN * times / of)


def _rows(record: Mapping[str, Any], bad: set[int], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each signal the four counts over the years that people remember, with how sure each share is."""
    rows = []
    for at in _signals(record):
        page = page_of({**record, "statement": dict(record["statement"]) | at})
        table = count_pairs(_pairs(page, bad, asked["since"]))
        rows.append({
            "code": str(at["condition"]), "words": page.condition_words, "table": table,
            "agreed": at["condition"] == record["statement"]["condition"], "fits": _fits(table, asked),
            "right": _share(table.worthy_action, table.actions), "seen": _share(table.worthy_action, table.events),
        })  # fmt: skip
    return rows


def _signals(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Statements to act on: evenly apart over what has happened, and the line that the answer counts by."""
    statement, metric = record["statement"], METRICS[record["metric"]["code"]]
    said = {"statement": WARNS[metric.bad_is]}
    values = [bar.value for shown in page_of(record).histories() for bar in shown["wide"].bars if bar.value is not None]
    if not values:
        return []
    low, high = min(values), max(values)
    step = max((high - low) / MOST, 1 if record["metric"]["unit"] != "" else 0.1)
    if record["metric"]["kind"] == "date":
        step = max(EVERY_DAYS, EVERY_DAYS * round(step / EVERY_DAYS))
        first, agreed = parse_month_day(statement["start"], where=""), round(statement["at"])
        ats = sorted({at for n in range(-MOST, MOST + 1) if low <= (at := agreed + n * step) <= high} | {agreed})
        return [said | {"condition": str(days_later(first, at)), "at": float(at)} for at in ats]
    ats = sorted({at for n in range(1, MOST + 1) if (at := round(low + n * step, 1)) <= high} | {statement["at"]})
    return [said | {"condition": f"{at:g} {record['metric']['unit']}".strip(), "at": float(at)} for at in ats]


def _pairs(page: Page, bad: set[int], since: int) -> list[tuple[bool | None, bool]]:
    """For each remembered year whether the signal came and whether it was bad; the first place speaks for all."""
    rows = page.histories()[0]["rows"]
    warned = {"counted": True, "not_counted": False}
    return [(warned.get(state), year_of(label) in bad) for label, _words, state in rows if year_of(label) >= since]


def _share(count: int, of: int) -> dict[str, int] | None:
    """So many of so many, and how often in ten it may be in the long run."""
    if not of:
        return None
    _middle, low, high = share_with_interval(count, of)
    return {"count": count, "of": of, "low": round(IN_TEN * low), "high": round(IN_TEN * high)}


def _fits(table: DecisionTable, asked: Mapping[str, Any]) -> bool | None:
    """Whether the group can live with both errors; None where it has not said what it accepts.

    What met no bad year at all helps nobody, however rarely it errs.
    """
    if asked["in_vain"] is None or asked["miss"] is None or not table.years:
        return None
    over = years_over(table, in_vain=asked["in_vain"] / IN_TEN, miss=asked["miss"] / IN_TEN)
    return table.worthy_action > 0 and not over


def _chosen(state: CaseState) -> list[dict[str, Any]]:
    """The triggers that were chosen, the newest first, each with its reason and with who sees it otherwise."""
    told = []
    for sheet in sheets_of(state, "trigger")[::-1]:
        row = next((one for one in sheet.rows if one.get("chosen") == "yes"), None)
        if row is not None:
            told.append({"row": row, "head": sheet.head, "by": name_of(state, sheet.by)})
    return told
