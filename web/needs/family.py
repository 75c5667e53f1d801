"""Needs made of needs: splitting one that holds two decisions, merging several that are one."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.needs.loading import need_from_dict
from climserv.storage.needs.need_joins import joined_with
from climserv.storage.needs.need_lineage import merge_needs, split_need
from climserv.storage.needs.needs import list_needs, may_edit, see_need
from climserv.storage.permissions import refuse_unless
from climserv.vocabulary.problems import Problem, Refused

from ..house import house
from ..languages import language
from . import blueprint
from .asking import id_from
from .form import record_of_values, values_of_form, values_of_record
from .questions import WRITTEN_IN, Values
from .reading_aloud import title_of
from .screens import all_questions
from .showing import told

PARTS = ("one", "two")
# What most often differs between two needs that were written as one.
DIFFERS = ("question", "decision.what", "who.decides", "decision.lead")


def _asked():
    return [question for question in all_questions() if question.path in DIFFERS]


@blueprint.get("/<need_id>/split")
@login_required
def split(need_id: str) -> str:
    saved = _mine(need_id)
    shown = values_of_record(saved.record, language(), _asked())
    typed = {f"{part}.{name}": text for part in PARTS for name, text in shown.given.items()}
    return _split_page(saved, Values(typed | {WRITTEN_IN: shown.one(WRITTEN_IN)}), [])


@blueprint.post("/<need_id>/split")
@login_required
def split_up(need_id: str) -> Response | tuple[str, int]:
    saved = _mine(need_id)
    values = values_of_form(request.form)
    parts = {}
    for part in PARTS:
        record = record_of_values(_of_part(values, part), {}, _asked(), language())
        name = id_from(title_of(need_from_dict({**record, "need": "new"})[0]))
        parts[f"{name}-{part}" if name in parts else name] = record
    try:
        if parts and len({str(record) for record in parts.values()}) < len(PARTS):
            raise Refused(Problem("split.same", "", _("Both parts say the same; change what differs in one of them")))
        with house().database.session() as session:
            made = split_need(
                session, current_user, need_id, parts, reason=request.form.get("reason", "").strip(),
                clock=house().clock,
            )  # fmt: skip
    except Refused as refused:
        return _split_page(saved, values, list(refused.problems)), 422
    flash(_("Split. The need it was made of stays as it was."), "good")
    return redirect(url_for("needs.edit", need_id=made[0].need_id), 303)


@blueprint.get("/<need_id>/merge")
@login_required
def merge(need_id: str) -> str:
    return _merge_page(_mine(need_id), [])


@blueprint.post("/<need_id>/merge")
@login_required
def merge_into_one(need_id: str) -> Response | tuple[str, int]:
    saved = _mine(need_id)
    name = request.form.get("name", "").strip() or title_of(need_from_dict(saved.record)[0])
    try:
        with house().database.session() as session:
            made = merge_needs(
                session, current_user, [need_id, *request.form.getlist("other")], id_from(name),
                reason=request.form.get("reason", "").strip(), clock=house().clock,
            )  # fmt: skip
    except Refused as refused:
        return _merge_page(saved, list(refused.problems)), 422
    flash(_("Merged. What was not said alike stands below, to be talked over; the others stay as they were."), "good")
    return redirect(url_for("needs.edit", need_id=made.need_id), 303)


def _of_part(values: Values, part: str) -> Values:
    """The fields of one part under their own names."""
    mine = f"{part}."
    own = {name.removeprefix(mine): text for name, text in values.given.items() if name.startswith(mine)}
    return Values(own | {WRITTEN_IN: values.one(WRITTEN_IN)})


def _split_page(saved, values: Values, problems: list[Problem]) -> str:
    questions = _asked()
    fields = {"typed": values, "wrong": {}}
    return render_template(
        "needs/split.html", need_id=saved.need_id, title=title_of(need_from_dict(saved.record)[0]), f=fields,
        parts=PARTS, questions=questions, problems=[{"field": "", "text": told(one)} for one in problems],
        reason=request.form.get("reason", ""),
    )  # fmt: skip


def _merge_page(saved, problems: list[Problem]) -> str:
    with house().database.reading() as session:
        joined = set(joined_with(session, saved.need_id))
        others = [
            {"id": one.need_id, "title": title_of(need_from_dict(one.record)[0]),
             "organisation": one.need.organisation.name}
            for one in list_needs(session, current_user)
            if one.need_id != saved.need_id and (may_edit(current_user, one) or one.need_id in joined)
        ]  # fmt: skip
    return render_template(
        "needs/merge.html", need_id=saved.need_id, title=title_of(need_from_dict(saved.record)[0]), others=others,
        chosen=request.form.getlist("other"), name=request.form.get("name", ""),
        reason=request.form.get("reason", ""), problems=[{"field": "", "text": told(one)} for one in problems],
    )  # fmt: skip


def _mine(need_id: str):
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
    refuse_unless(current_user, "need.write", saved.need.organisation_id)
    return saved
