"""The need on paper: the blank form to print, and a filled sheet typed in later, with whose word it is."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.needs.loading import need_from_dict, need_to_dict
from climserv.needs.paper import blank_form, record_from_sheet
from climserv.needs.paper_questions import QUESTIONS
from climserv.storage.needs.needs import save_need
from climserv.storage.permissions import refuse_unless
from climserv.vocabulary.problems import Problem

from ..house import house
from ..languages import language
from . import blueprint
from .asking import id_from, signed
from .reading_aloud import title_of
from .showing import told


@blueprint.get("/paper")
def paper() -> str:
    """Two A4 pages, to be filled by hand where no screen is."""
    return render_template("needs/paper.html", pages=blank_form(language()))


@blueprint.get("/paper/enter")
@login_required
def enter() -> str:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    return _page({}, [])


@blueprint.post("/paper/enter")
@login_required
def entered() -> Response | tuple[str, int]:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    answers = {number: _answer(number) for number in range(1, len(QUESTIONS) + 1)}
    origin = {name: request.form.get(name, "").strip() for name in ("sheet", "on_behalf_of", "recorded_by")}
    missing = [
        Problem("sheet.origin", name, what)
        for name, what in (("sheet", _("Say which sheet it is")), ("on_behalf_of", _("Say who filled the sheet")))
        if not origin[name]
    ]
    record, problems = record_from_sheet(
        {number: text for number, text in answers.items() if text}, need_id="new", sheet=origin["sheet"],
        language=language(), recorded_by=origin["recorded_by"] or current_user.name,
        on_behalf_of=origin["on_behalf_of"],
    )  # fmt: skip
    if missing or problems:
        return _page(answers, [*missing, *problems]), 422
    need = need_from_dict(record)[0]
    record = signed({**need_to_dict(need), "need": id_from(title_of(need))})
    with house().database.session() as session:
        saved = save_need(
            session, current_user, record, clock=house().clock, channel="paper", on_behalf_of=origin["on_behalf_of"]
        )
    flash(_("Taken in from sheet %(number)s.", number=origin["sheet"]), "good")
    return redirect(url_for("needs.edit", need_id=saved.need_id), 303)


def _answer(number: int) -> str:
    """What stands at a question: `?` where the box "we do not know yet" is ticked, codes of boxes one a line."""
    name = f"answer.{number}"
    ticked = [text.strip() for text in request.form.getlist(name) if text.strip()]
    return "?" if request.form.get(f"{name}.unknown") and not ticked else "\n".join(ticked)


def _page(answers: dict[int, str], problems: list[Problem]) -> str:
    fields = {question.field: number for number, question in enumerate(QUESTIONS, 1)}
    listed, wrong = [], {}
    for problem in problems:
        path = max((path for path in fields if problem.where.startswith(path)), key=len, default="")
        number = fields.get(path)
        listed.append({"field": f"answer.{number}" if number else problem.where, "text": told(problem)})
        wrong.setdefault(number or problem.where, []).append(told(problem))
    return render_template(
        "needs/enter.html", pages=blank_form(language()), kinds={n: q.kind for n, q in enumerate(QUESTIONS, 1)},
        answers=answers, problems=listed, wrong=wrong,
        origin={name: request.form.get(name, "") for name in ("sheet", "on_behalf_of")}
        | {"recorded_by": request.form.get("recorded_by", current_user.name)},
    )  # fmt: skip
