"""The pages of needs."""

from babel.dates import get_month_names
from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import format_datetime, get_locale
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.needs.loading import dump_need, need_from_dict, need_from_text, need_to_dict
from climserv.needs.missing import missing
from climserv.needs.sharing import as_others_read_it
from climserv.storage.needs import (
    NewerVersion,
    get_need,
    list_needs,
    list_versions,
    may_edit,
    save_need,
    see_need,
    slug,
)
from climserv.storage.permissions import refuse_unless
from climserv.storage.products import list_products_of_need
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.texts import text_in

from ..errors import sign_in_unless_open, wants_json
from ..house import house
from ..languages import language
from ..saying import said
from . import blueprint
from .examples import example_record, examples
from .form import (
    field_of_problem,
    filled_paths,
    numbers_without_metric,
    pair_numbers,
    record_of_values,
    values_of_form,
    values_of_record,
)
from .questions import FINER, LANGUAGES, METRIC_NAMES, PARTS, SETTINGS, Values, all_questions
from .reading_aloud import deadline_words, parts_of, title_of


@blueprint.app_template_filter("in_language")
def in_language(texts) -> str:
    """The text of a table of languages in the language of the page."""
    return text_in(texts, language())


@blueprint.get("/")
@login_required
def index() -> str:
    with house().database.reading() as session:
        rows = [_listed(version, list_products_of_need(session, version.need_id))
                for version in list_needs(session, current_user)]  # fmt: skip
    return render_template("needs/index.html", rows=rows, member=current_user.role == "member")


def _listed(version, products) -> dict:
    need, _problems = need_from_dict(version.record)
    return {
        "id": version.need_id, "title": title_of(need), "organisation": version.need.organisation.name,
        "version": version.number, "saved": format_datetime(version.saved_at, "d MMMM y, HH:mm"),
        "mine": may_edit(current_user, version), "gaps": len(missing(need, "product")),
        "product": next(iter(products), None),
    }  # fmt: skip


@blueprint.get("/new")
@login_required
def new() -> str:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    example = request.args.get("example", "")
    record = example_record(example)
    return _form_page(values_of_record(record, language()), record, [], example=example)


@blueprint.post("/new")
@login_required
def create() -> Response | tuple[str, int]:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    example = request.form.get("example", "")
    values = values_of_form(request.form)
    record = record_of_values(values, example_record(example))
    if numbers_without_metric(values):
        return _form_page(values, record, [_metric_first()], example=example), 422
    record["need"] = _id_from(title_of(need_from_dict({**record, "need": "new"})[0]))
    need, problems = need_from_dict(record)
    with house().database.session() as session:
        saved = save_need(session, current_user, _signed(need_to_dict(need)), clock=house().clock)
    if problems:
        return _form_page(values, record, problems, saved=saved), 422
    return _onwards(saved)


@blueprint.get("/<need_id>")
@sign_in_unless_open
def edit(need_id: str) -> str | Response:
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
    if not may_edit(current_user, saved):
        return redirect(url_for("matches.show", need_id=need_id))
    return _form_page(values_of_record(saved.record, language()), saved.record, [], saved=saved)


@blueprint.post("/<need_id>")
@login_required
def save(need_id: str) -> Response | tuple[Response | str, int]:
    values = values_of_form(request.form)
    started_from = request.form.get("from_version", type=int)
    with house().database.reading() as session:
        before = see_need(session, current_user, need_id)
        # Before anything of it is read: what is seen by others is not written by them, and its older texts are its own.
        refuse_unless(current_user, "need.write", before.need.organisation_id)
        if _only_mine_since(session, before, started_from):
            # The answer to one's own last saving can get lost on the way: that is nobody else's writing.
            started_from = before.number
        base = get_need(session, need_id, started_from) if started_from else before
    record = record_of_values(values, base.record)
    need, problems = need_from_dict(record)
    if numbers_without_metric(values):
        problems = [_metric_first(), *problems]
        return _answer(values, record, problems, before)
    try:
        with house().database.session() as session:
            saved = save_need(session, current_user, need_to_dict(need), need_id,
                              from_version=started_from, clock=house().clock)  # fmt: skip
    except NewerVersion as newer:
        return _answer(values, record, list(newer.problems), newer.latest, status=409)
    if problems or wants_json():
        return _answer(values, record, problems, saved)
    return _onwards(saved)


def _only_mine_since(session, latest, started_from: int | None) -> bool:
    """Whether every version since `started_from` was saved by the person who is saving now."""
    later = [version for version in list_versions(session, latest.need_id) if version.number > (started_from or 0)]
    return started_from is not None and all(version.saved_by == current_user.id for version in later)


@blueprint.post("/preview")
@login_required
def preview() -> Response:
    """The sentence of what stands in the form now; nothing is saved."""
    need, problems = need_from_dict({**record_of_values(values_of_form(request.form), {}), "need": "new"})
    return jsonify(ok=not problems, **_heard(need))


@blueprint.get("/bring")
@login_required
def bring() -> str:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    return render_template("needs/bring.html", text="", problems=[])


@blueprint.post("/bring")
@login_required
def brought() -> Response | tuple[str, int]:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    file = request.files.get("file")
    content = file.read() if file and file.filename else request.form.get("text", "").encode()
    try:
        need = need_from_text(content, where=_("The file") if file and file.filename else _("The text"))
        with house().database.session() as session:
            record = {**need_to_dict(need), "need": _id_from(need.need)}
            saved = save_need(session, current_user, record, clock=house().clock, channel="file")
    except Refused as refused:
        problems = [{"field": "text", "text": str(problem)} for problem in refused.problems]
        text = content.decode("utf-8", errors="replace").replace("\x00", "")
        return render_template("needs/bring.html", text=text, problems=problems), 422
    return _onwards(saved)


@blueprint.get("/<need_id>/need.yaml")
@sign_in_unless_open
def export(need_id: str) -> Response:
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
    need, _problems = need_from_dict(saved.record)
    # What a group keeps within itself goes with nobody else's copy.
    need = need if may_edit(current_user, saved) else as_others_read_it(need)
    answer = Response(dump_need(need), mimetype="text/yaml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{need_id}.yaml"'
    return answer


def _signed(record: dict) -> dict:
    """A new need says who wrote it and whose it is, unless it says so itself."""
    said = {"recorded_by": current_user.name, "owner": current_user.organisation_name}
    return {**record, "origin": {**{name: text for name, text in said.items() if text}, **record.get("origin", {})}}


def _id_from(words: str) -> str:
    """An id for a new need; words that are pages of this room are not taken."""
    wished = slug(words) or "need"
    return f"need-{wished}" if wished in ("new", "bring", "preview") else wished


def _metric_first() -> Problem:
    what = _("You gave numbers, but not what shall be counted; choose it, so that they are kept")
    return Problem("form.metric", "metric.is", what)


def _onwards(saved) -> Response:
    flash(_("Saved, as version %(n)s", n=saved.number), "good")
    target = "matches.show" if request.form.get("then") == "match" else "needs.edit"
    return redirect(url_for(target, need_id=saved.need_id), 303)


def _answer(values: Values, record: dict, problems: list[Problem], saved, status: int | None = None):
    """After a saving that was not all plain: the page with what was typed, or the same for the script."""
    status = status or (422 if problems else 200)
    if not wants_json():
        return _form_page(values, record, problems, saved=saved, refused=status == 409), status
    told = _("Saved, as version %(n)s", n=saved.number)
    if problems:
        told = " ".join(_told(problem) for problem in problems)
    need, _problems = need_from_dict(record)
    answer = {"version": saved.number, "said": told, **_heard(need), "conflict": status == 409}
    return jsonify(ok=not problems, **answer), status


def _heard(need) -> dict:
    """The need as the script shows it: its sentence, and the day by which the answer must be there."""
    parts = [{"text": part.text, "gap": part.gap, "field": part.field} for part in parts_of(need)]
    return {"sentence": parts, "deadline": deadline_words(need)}


def _form_page(
    values: Values, record: dict, problems: list[Problem], *, saved=None, example: str = "", refused: bool = False
) -> str:
    need, _problems = need_from_dict({**record, "need": record.get("need") or "new"})
    chosen = values.one("metric.is")
    wrong: dict[str, list[str]] = {}
    listed = []
    for problem in problems:
        place = field_of_problem(problem.where, chosen)
        listed.append({"field": place, "text": _told(problem)})
        if place:
            wrong.setdefault(place, []).append(_told(problem))
    return render_template(
        "needs/form.html",
        f={"typed": values, "wrong": wrong, "months": _months(), "places": house().places.places,
           "metrics": _metrics(), "tenths": [f"{n} in 10" for n in range(11)], "written": LANGUAGES,
           "filled": filled_paths(values) | set(wrong),
           "pairs": {q.path: pair_numbers(values, q.path) for q in all_questions() if q.kind == "pairs"}},
        form_parts=PARTS, parts=parts_of(need), deadline=deadline_words(need), problems=listed, example=example,
        problems_heading=_heading_of_problems(saved, refused),
        examples=[] if saved else examples(language()), need_id=saved.need_id if saved else None,
        version=saved.number if saved else None,
        heading=title_of(need) if saved else _("Write down a need"),
        action=url_for("needs.save", need_id=saved.need_id) if saved else url_for("needs.create"),
    )  # fmt: skip


def _heading_of_problems(saved, refused: bool) -> str:
    if refused:
        return _("Not saved: somebody else saved in the meantime. What you wrote stands below.")
    if saved:
        return _("What could be read is saved. This is still to be mended:")
    return _("Not saved yet. What you wrote stands below; this is to be mended:")


def _told(problem: Problem) -> str:
    """A problem beside its field: what is wrong, what would be right, what to do."""
    if problem.code == "need.newer":
        return said(problem)
    text = problem.what[:1].upper() + problem.what[1:] + "."
    if problem.allowed:
        text += " " + _("It can be: %(allowed)s.", allowed=problem.allowed)
    return text + (f" {problem.next_step}" if problem.next_step else "")


def _months() -> list[tuple[int, str]]:
    return sorted(get_month_names("wide", "stand-alone", locale=get_locale()).items())


def _metrics() -> list[dict]:
    from climserv.vocabulary.metrics import METRICS

    return [
        {"code": code, "label": METRICS[code].label, "first": SETTINGS.get(code, ()), "finer": FINER.get(code, ())}
        for code in METRIC_NAMES
    ]
