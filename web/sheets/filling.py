"""The tools of a case: each prints blank on A4, and is filled here or entered later from paper."""

from collections.abc import Mapping

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.meeting.sessions import Session
from climserv.coproduction.sheets.sheet_kinds import KINDS, Field, Kind
from climserv.coproduction.sheets.sheets import Sheet, bad_years, balances, read, sheets_of
from climserv.vocabulary.problems import Problem
from climserv.vocabulary.texts import text_in

from ..cases.telling import name_of
from ..cases.who import does, here
from ..deciding.refusing import problems, told_on
from ..house import house
from ..languages import language
from ..saying import said
from . import blueprint
from .attributing import others, whose

SPARE, MORE = 3, 5


@blueprint.get("/<case_id>/sheets")
def index(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    tools = [(name, text_in(kind.title, language()), len(sheets_of(state, name))) for name, kind in KINDS.items()]
    held = [one for one in state.of(Session).values() if one.state not in ("planned", "invited", "cancelled")]
    return render_template("sheets/index.html", case=state.find(Case, case_id), tools=tools, held=held, me=me)


@blueprint.get("/<case_id>/sheets/<kind>")
def show(case_id: str, kind: str, sheet: str = "") -> str:
    """The sheets of a kind, and the form; filled with what was typed where that was refused."""
    asked, typed = _known(kind), request.form
    with house().database.reading() as session:
        state, me = here(session, case_id)
    change = typed.get("sheet", "") or request.args.get("change", "")
    head, rows = _form_of(asked, state.find(Sheet, change) if change else None, typed)
    return render_template(
        "sheets/sheet.html", case=state.find(Case, case_id), kind=asked.name, title=text_in(asked.title, language()),
        head=_columns(asked.head), columns=_columns(asked.rows), filled=[_filled(state, one, me) for one in
        sheets_of(state, asked.name)], given_head=head, rows=rows, change=change, people=others(state, me),
        problems=problems(), typed=typed, years=_years(state, asked), taking_back=sheet,
        may="record" in possible(state, "sheet", "", me.id),
        meetings=[one for one in state.of(Session).values() if one.state in ("open", "minutes_draft")],
    )  # fmt: skip


@blueprint.get("/<case_id>/sheets/<kind>/blank")
def blank(case_id: str, kind: str) -> str:
    asked = _known(kind)
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    return render_template("sheets/blank.html", case=state.find(Case, case_id), kind=asked.name,
                           title=text_in(asked.title, language()), head=_columns(asked.head),
                           columns=_columns(asked.rows), blank=asked.blank)  # fmt: skip


def _told(problem: Problem, kind: str, **_ids: str) -> str:
    """A problem with its row and column, as the page calls them."""
    asked = _known(kind)
    for field in (*asked.head, *asked.rows):
        if problem.where.endswith(f": {field.words['en']}"):
            row = problem.where.rpartition(": ")[0].rpartition("row ")[2]
            place = _("row %(n)s", n=row) + ", " if row.isdecimal() else ""
            return f"{place}{text_in(field.words, language())}: {said(problem)}"
    return said(problem)


@blueprint.post("/<case_id>/sheets/<kind>")
@told_on(show, _told)
def fill(case_id: str, kind: str) -> Response | str:
    """A new sheet, or the next version of one; or the same page with room for more rows."""
    asked, form = _known(kind), request.form
    if form.get("more"):
        return show(case_id, kind)
    sheet = form.get("sheet", "")
    data = read(kind, _typed(asked.head, form, "head"), [_typed(asked.rows, form, n) for n in range(_rows_in(form))])
    data["paper"] = form.get("paper", "").strip()[:40]
    does(case_id, "sheet", "revise" if sheet else "record", sheet or None, data=data, reason=form.get("reason", ""),
         **whose(form))  # fmt: skip
    return redirect(url_for("sheets.show", case_id=case_id, kind=kind), 303)


@blueprint.post("/<case_id>/sheets/<kind>/<sheet>/back")
@told_on(show, _told)
def take_back(case_id: str, kind: str, sheet: str) -> Response:
    does(case_id, "sheet", "take_back", sheet, reason=request.form.get("reason", ""))
    return redirect(url_for("sheets.show", case_id=case_id, kind=kind), 303)


def _form_of(kind: Kind, changed: Sheet | None, typed: Mapping[str, str]) -> tuple[Mapping, list[Mapping]]:
    """Head and rows to fill: as typed, else those of the sheet that is changed, with rows to spare."""
    if _rows_in(typed):
        rows = [_typed(kind.rows, typed, n) for n in range(_rows_in(typed))]
        return _typed(kind.head, typed, "head"), rows + [{}] * (MORE if typed.get("more") else 0)
    rows = [*(changed.rows if changed else ()), *({} for _n in range(SPARE))]
    return changed.head if changed else {}, rows + [{}] * max(0, kind.least - len(rows))


def _filled(state, one: Sheet, me) -> dict:
    return {"id": one.id, "head": one.head, "rows": one.rows, "by": name_of(state, one.by), "when": one.made,
            "version": one.latest.number, "conflict": one.in_conflict, "paper": one.latest.content.get("paper", ""),
            "actions": possible(state, "sheet", one.id, me.id),
            "left": balances(one) if one.kind == "budget" else ()}  # fmt: skip


def _years(state, kind: Kind) -> dict[int, list[str]]:
    """Of the bad years, those that more than one group remembers."""
    found = bad_years(state) if kind.name == "bad_years" else {}
    return {year: by for year, by in found.items() if len(by) > 1}


def _columns(fields: tuple[Field, ...]) -> list[dict]:
    return [
        {"name": one.name, "words": text_in(one.words, language()), "type": one.type, "needed": one.needed,
         "choices": {code: text_in(words, language()) for code, words in (one.choices or {}).items()}}
        for one in fields
    ]  # fmt: skip


def _typed(fields: tuple[Field, ...], form: Mapping[str, str], row: int | str) -> dict[str, str]:
    return {one.name: form.get(f"{row}.{one.name}", "") for one in fields}


def _rows_in(form: Mapping[str, str]) -> int:
    numbers = [int(first) for name in form if (first := name.partition(".")[0]).isdecimal() and len(first) < 4]
    return max(numbers, default=-1) + 1


def _known(kind: str) -> Kind:
    if kind not in KINDS:
        abort(404)
    return KINDS[kind]
