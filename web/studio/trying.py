"""Trying a recipe out: its golden cases, a preview on a small area and few years, two versions side by side.

All three are jobs of the worker; the page waits for the answer as long as a page may, and then looks again.
"""

from collections.abc import Mapping

from flask import Response, abort, jsonify, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from climserv.running.jobs.jobs import Job, Kind
from climserv.storage.permissions import refuse_unless
from climserv.storage.recipes.parameter_sets import list_sets
from climserv.storage.recipes.recipe_reading import see_version

from ..errors import wants_json
from ..house import house
from ..languages import language
from ..runs.waiting import wait
from ..saying import said_message
from . import blueprint
from .bench import text_sent
from .reading import text_of
from .tried import show_comparison, show_preview, show_proof

# Of a preview; the seconds are those of a busy machine, a free one needs a few.
YEARS, MEMBERS, SECONDS = 10, 3, 40
_SHOW = {Kind.PREVIEW: show_preview, Kind.COMPARE: show_comparison, Kind.PROOF: show_proof}


@blueprint.post("/<recipe_id>/<int:number>/prove")
@login_required
def prove(recipe_id: str, number: int):
    """Compute the golden cases; what comes of it is kept with the version."""
    asked = {"recipe": recipe_id, "number": number, "text": text_of(recipe_id, number), "name": f"{recipe_id}.yaml"}
    return _answer(recipe_id, number, asked, Kind.PROOF)


@blueprint.post("/<recipe_id>/<int:number>/preview")
@login_required
def preview(recipe_id: str, number: int):
    """Run the text that was sent on some data; nothing is saved and no product is made.

    With `before`, the number of an earlier preview: the same text, data, place and years with other numbers, shown
    beside that one.
    """
    if before := request.form.get("before", type=int):
        first = _tried(recipe_id, before, (Kind.PREVIEW,)).order
        asked = {**first, "order": {**first["order"], "settings": _settings()}, "before": first.get("before", before)}
        return _answer(recipe_id, number, asked, Kind.PREVIEW)
    order = _order(recipe_id, text_sent() or text_of(recipe_id, number))
    asked = {"recipe": recipe_id, "number": number, "order": order, **_limits()}
    return _answer(recipe_id, number, asked, Kind.PREVIEW)


@blueprint.post("/<recipe_id>/<int:number>/compare")
@login_required
def compare(recipe_id: str, number: int):
    """This version, or the text that was sent, beside another one, on the same data, place and years."""
    other, text = request.form.get("other", 0, type=int), text_sent() or text_of(recipe_id, number)
    asked = {
        "recipe": recipe_id, "number": number, "before": text_of(recipe_id, other), "after": text,
        "order": _order(recipe_id, text), "years": 30, "seconds": SECONDS, "numbers": [other, number],
    }  # fmt: skip
    return _answer(recipe_id, number, asked, Kind.COMPARE)


@blueprint.get("/<recipe_id>/<int:number>/tried/<int:run_id>")
@login_required
def tried(recipe_id: str, number: int, run_id: int):
    job = _tried(recipe_id, run_id, tuple(_SHOW))
    return _as_json(recipe_id, number, job) if wants_json() else _page(recipe_id, number, job)


def _tried(recipe_id: str, run_id: int, kinds: tuple[Kind, ...]) -> Job:
    """An earlier try of this recipe: open to who asked for it, and to all who may see the version it was made of."""
    job = house().jobs.see(run_id, current_user)
    if job.kind not in kinds or job.order.get("recipe") != recipe_id:
        abort(404)
    if job.asked_by != current_user.id:
        with house().database.reading() as session:
            see_version(session, current_user, recipe_id, job.order.get("number", 0))
    return job


def _answer(recipe_id: str, number: int, asked: Mapping, kind: Kind) -> Response:
    refuse_unless(current_user, "recipe.write")
    job = wait(house().jobs.add(dict(asked), by=current_user.id, kind=kind))
    if wants_json():
        return _as_json(recipe_id, number, job)
    return redirect(url_for("studio.tried", recipe_id=recipe_id, number=number, run_id=job.id), 303)


def _as_json(recipe_id: str, number: int, job: Job) -> Response:
    """For the script: the piece of page as soon as there is one."""
    again = url_for("studio.tried", recipe_id=recipe_id, number=number, run_id=job.id)
    return jsonify(run=job.id, open=job.open, share=job.share, look=again, html=_piece(recipe_id, number, job))


def _page(recipe_id: str, number: int, job: Job) -> str:
    piece = _piece(recipe_id, number, job)
    return render_template("studio/tried.html", recipe_id=recipe_id, number=number, run=job, piece=piece)


def _piece(recipe_id: str, number: int, job: Job) -> str:
    shown = _SHOW[job.kind](job, language()) if job.result is not None else None
    return render_template(
        f"studio/tried_{job.kind}.html", run=job, message=said_message(job.message), shown=shown, recipe_id=recipe_id,
        number=number,
    )  # fmt: skip


def _order(recipe_id: str, text: str) -> dict:
    """The order of a preview, from its form. Data and places are named, never given by a path or an address."""
    cards, form = house().catalogue, request.form
    data = [name for name in form.getlist("data") if name in {card.dataset for card in cards}]
    reference = form.get("reference", "")
    return {
        "recipe": recipe_id, "text": text, "data": data, "settings": {**_set_of(recipe_id), **_settings()},
        "reference": reference if reference in {card.dataset for card in cards} else None,
        "area": form.get("box", "").strip()[:100] or form.get("area") or None,
        "period": form.get("period", "").strip()[:20] or None,
    }  # fmt: skip


def _set_of(recipe_id: str) -> dict[str, str]:
    """The numbers of the named set that was chosen; what is moved beside it goes before them."""
    name = request.form.get("set-of", "")
    with house().database.reading() as session:
        return next((dict(one.settings) for one in list_sets(session, recipe_id) if one.name == name), {})


def _settings() -> dict[str, str]:
    """The numbers that were moved."""
    return {
        name.removeprefix("set."): value.strip()[:100]
        for name, value in request.form.items()
        if name.startswith("set.") and value.strip()
    }


def _limits() -> dict:
    return {
        "years": request.form.get("years", YEARS, type=int),
        "members": request.form.get("members", MEMBERS, type=int),
        "seconds": SECONDS,
    }
