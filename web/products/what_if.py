"""What if: a product's question with other settings, asked of a worker, answered beside the old counts.

No product is made. The page waits for the answer as long as a page may, and then looks again.
"""

from collections.abc import Mapping

from flask import Response, abort, jsonify, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from climserv.products.words.phrases import quantity
from climserv.recipes.filling import fill
from climserv.recipes.model import Recipe
from climserv.running.jobs.jobs import Job, Kind
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from ..runs.waiting import wait
from ..saying import said_message
from . import blueprint
from .showing import page_of
from .views import _found
from .what_if_shown import changed, tables_of, tens_of, told_beside, with_unit


@blueprint.get("/<product_id>/what-if")
@login_required
def what_if(product_id: str) -> str:
    """The recipe's settings as a form, filled in as they were used."""
    _row, product, _needs = _found(product_id)
    return _form(product_id, product, _recipe(product), product["parameters"], ())


@blueprint.post("/<product_id>/what-if")
@login_required
def ask_what_if(product_id: str) -> Response | tuple[str, int]:
    _row, product, _needs = _found(product_id)
    recipe, typed = _recipe(product), {}
    for name in recipe.parameters:
        value = str(request.form.get(name, product["parameters"][name])).strip()[:100]
        typed[name] = with_unit(value, product["parameters"][name])
    try:
        fill(recipe, typed)
    except Refused as refused:
        if _wants_json():
            return jsonify(problems=[problem.as_dict() for problem in refused.problems]), 422
        return _form(product_id, product, recipe, typed, refused.problems), 422
    order = house().jobs.order_of(product_id) or product["order"]
    asked = {"recipe": recipe.id, "order": order, "settings": typed, "product": product_id}
    number = house().jobs.add(asked, by=current_user.id, kind=Kind.WHAT_IF)
    job = wait(number)
    if _wants_json():
        return jsonify(_as_json(job, product)), 200 if not job.open else 202
    return redirect(url_for("products.what_if_answer", product_id=product_id, run_id=number), 303)


@blueprint.get("/<product_id>/what-if/<int:run_id>")
@login_required
def what_if_answer(product_id: str, run_id: int) -> str | Response:
    """The new counts beside the old ones; while they are worked out, a page that looks again by itself."""
    _row, product, _needs = _found(product_id)
    job = house().jobs.see(run_id, current_user)
    if job.kind is not Kind.WHAT_IF or job.order.get("product") != product_id:
        abort(404)
    if _wants_json():
        return jsonify(_as_json(job, product))
    return render_template(
        "products/what_if_answer.html", product=product, product_id=product_id, run=job, title=_question(product),
        message=said_message(job.message), changed=changed(product, job.order, job.result, _recipe(product)),
        tables=tables_of(product, job.result), tens=tens_of(product, job.result), page=page_of(product),
    )  # fmt: skip


def _form(product_id: str, product: Mapping, recipe: Recipe, typed: Mapping[str, str], problems) -> str:
    fields = [
        {
            "name": name, "label": text_in(parameter.ask, language()), "value": typed[name],
            "choices": parameter.choices or (), "low": quantity(str(parameter.low), language()),
            "high": quantity(str(parameter.high), language()), "bounded": parameter.low is not None,
            "wrong": told_beside(problems, name),
        }
        for name, parameter in recipe.parameters.items()
    ]  # fmt: skip
    return render_template(
        "products/what_if.html", product=product, product_id=product_id, fields=fields, problems=problems,
        title=_question(product),
    )  # fmt: skip


def _recipe(product: Mapping) -> Recipe:
    """The recipe of the product, if the book still holds the very same one."""
    used = product["recipe"]
    try:
        recipe = house().book.recipe(used["id"], used["version"])
        same = fill(recipe, product["parameters"]).sha256 == used["sha256"]
    except Refused:
        same = False
    if not same:
        what = "the recipe of this answer has changed since, so other settings of it cannot be tried"
        raise Refused(Problem("what_if.recipe", used["id"], what, next_step="Ask for a new answer"))
    return recipe


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def _as_json(job: Job, product: Mapping) -> dict:
    told = {"state": job.state, "message": job.message, "run": job.id}
    if job.result is None:
        return told
    return {**told, **job.result, "before": {"parameters": product["parameters"], "summary": product["counts"]}}


def _question(product: Mapping) -> str:
    return text_in(product["question"], language())
