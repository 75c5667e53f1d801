"""Putting a product or the settings of a recipe on the table, and making the next version of what lies there."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.change_requests import ChangeRequest
from climserv.coproduction.dialogue.change_requests import State as Asked
from climserv.coproduction.dialogue.subjects import Kind, Subject
from climserv.storage.cases import cases
from climserv.storage.products import list_seen_products, see_product
from climserv.vocabulary.texts import text_in

from ..cases.who import does, here, values_of
from ..house import house
from ..languages import language
from . import blueprint, made_of, trying
from .refusing import problems, told_on
from .ruling import content_of_rule
from .tabled import on_the_table, sources_on, subject

MOST_OFFERED = 200


@blueprint.get("/<case_id>/table")
def put_on_table(case_id: str) -> str:
    """What can be put on the table: answers of this site, and recipes with their settings."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
        products = list_seen_products(session, current_user)[:MOST_OFFERED]
    there = {one.latest.content.get("ref") for one in state.of(Subject).values() if one.latest}
    return render_template(
        "deciding/table.html", case=state.find(Case, case_id), sources=sources_on(state),
        products=[one for one in products if one.id not in there], problems=problems(), typed=request.form,
        recipes=[(one.id, text_in(one.title, language())) for one in house().book],
        may_table="table" in possible(state, "subject", "", me.id),
    )  # fmt: skip


@blueprint.post("/<case_id>/table/products")
@told_on(put_on_table)
def table_product(case_id: str) -> Response:
    with house().database.session() as session:
        state, me = here(session, case_id)
        row = see_product(session, current_user, request.form.get("product", ""))
        content = made_of.content_of_product(session, state, row.id)
        title = " ".join(request.form.get("title", "").split())[:200] or text_in(row.title, language())
        data = {"kind": Kind.PRODUCT, "title": title, "made_from": _sources(state), **content}
        event = cases.do(session, house().cases, case_id, me.id, "subject", "table", data=data, clock=house().clock)
    return redirect(url_for("deciding.subject", case_id=case_id, subject_id=event.entity_id), 303)


@blueprint.post("/<case_id>/table/recipes")
@told_on(put_on_table)
def table_recipe(case_id: str) -> Response:
    recipe = house().book.recipe(request.form.get("recipe", ""))
    data = {"kind": Kind.PARAMETERS, "title": text_in(recipe.title, language()), **made_of.content_of_recipe(recipe)}
    event = does(case_id, "subject", "table", data=data)
    return redirect(url_for("deciding.subject", case_id=case_id, subject_id=event.entity_id), 303)


@blueprint.post("/<case_id>/table/rules")
@told_on(put_on_table)
def table_rule(case_id: str) -> Response:
    data = {"kind": Kind.RULE, **values_of(request.form, "title"), **content_of_rule({})}
    event = does(case_id, "subject", "table", data=data)
    return redirect(url_for("deciding.subject", case_id=case_id, subject_id=event.entity_id), 303)


@blueprint.post("/<case_id>/table/<subject_id>/versions")
@told_on(subject)
def next_version(case_id: str, subject_id: str) -> Response:
    """Another version: with other settings, another product, or other words; with what changed and who asked."""
    form = request.form
    with house().database.reading() as session:
        state, _me = here(session, case_id)
        found = on_the_table(state, subject_id)
        before = found.latest.content
        product = made_of.product_of(session, before)
        content = _next_content(session, state, found, product)
    action = "reword" if form.get("change") == "wording" else "edit"
    told = {"title": " ".join(form.get("title", "").split())[:200] or before.get("title", ""),
            "summary": " ".join(form.get("summary", "").split())[:500], "answers": form.getlist("answers"),
            "effect": trying.effect(product)}  # fmt: skip
    told |= {"lines": _lines(before, told["answers"])} if told["answers"] else {}
    does(case_id, "subject", action, subject_id, data={**content, **told})
    for wish in told["answers"]:
        if state.find(ChangeRequest, wish).state == Asked.ACCEPTED:
            does(case_id, "change_request", "do", wish)
    flash(_("This is a new version: what was agreed to before does not count for it. Ask for consent again."), "good")
    return redirect(url_for("deciding.subject", case_id=case_id, subject_id=subject_id), 303)


def _next_content(session, state, found: Subject, product) -> dict:
    """The content of the next version as the form tells it."""
    before, other = found.latest.content, request.form.get("product", "").strip()
    if other:
        see_product(session, current_user, other)
        made_from = _sources(state) or list(before.get("made_from", ()))
        return {**made_of.content_of_product(session, state, other), "made_from": made_from}
    if found.kind == Kind.RULE:
        return {"made_from": list(before.get("made_from", ())), **content_of_rule(before)}
    kept = {name: value for name, value in before.items() if name not in ("summary", "answers", "effect", "title")}
    if not made_of.has_settings(before):
        return kept
    settings = trying.settings_typed(before)
    if settings == dict(before["parameters"]):
        return kept
    if found.kind != Kind.PRODUCT:
        return made_of.settings_of_recipe(before, settings)
    order = trying.order_behind(before, product)
    asked = {**order, "settings": settings} if order else None
    run = house().jobs.add(asked, by=getattr(current_user, "id", None)) if asked else None
    return made_of.with_settings(before, settings, run)


def _lines(before: Mapping[str, Any], answers: list[str]) -> dict[str, list[str]]:
    """For each line of the product the wishes behind it: the one that was chosen for these, beside those of before."""
    line, lines = request.form.get("line", "")[:60] or "answer", before.get("lines", {})
    return {**lines, line: list(dict.fromkeys([*lines.get(line, ()), *answers]))}


def _sources(state) -> list[list[str]]:
    """What the product is made from, as ticked: each in the version that stands."""
    found = (state.find(Subject, one) for one in request.form.getlist("made_from"))
    return [[one.id, one.fixed.hash] for one in found if one and one.fixed]
