"""Moving a setting on the table: counted again beside the old counts, before anybody makes it the next version."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from climserv.products.words.phrases import quantity
from climserv.recipes.filling import fill
from climserv.running.jobs.jobs import Job, Kind, State
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from ..products.what_if_shown import changed, tens_of, with_unit
from ..runs.waiting import wait
from ..saying import said_message
from . import made_of


def fields_of(content: Mapping[str, Any], product: tuple[str, dict] | None) -> list[dict[str, Any]]:
    """The settings as boxes with their bounds, filled with what was tried or typed last, else with what stands."""
    if not made_of.has_settings(content):
        return []
    job = _job(product)
    last = {**content["parameters"], **(job.order["settings"] if job else {}), **request.form}
    return [
        {
            "name": name, "label": text_in(one.ask, language()), "value": last[name], "choices": one.choices or (),
            "low": quantity(str(one.low), language()), "high": quantity(str(one.high), language()),
            "bounded": one.low is not None, "stands": content["parameters"][name],
        }
        for name, one in made_of.recipe_of(content).parameters.items()
    ]  # fmt: skip


def settings_typed(content: Mapping[str, Any]) -> dict[str, str]:
    """The settings of the form, a bare number with the unit of what stands; refused where the recipe refuses them."""
    recipe, stands = made_of.recipe_of(content), content["parameters"]
    typed = {name: with_unit(str(request.form.get(name, stands[name])).strip()[:100], stands[name])
             for name in recipe.parameters}  # fmt: skip
    fill(recipe, typed)
    return typed


def tried(product: tuple[str, dict] | None) -> dict[str, Any] | None:
    """What the settings that were tried did to the counts; None where none were."""
    job = _job(product)
    if job is None:
        return None
    record = product[1]
    recipe = made_of.recipe_of({"made_of": {"recipe": record["recipe"]}})
    return {"run": job.id, "open": job.open, "failed": job.state is State.FAILED, "message": said_message(job.message),
            "changed": changed(record, job.order, job.result, recipe), "tens": tens_of(record, job.result)}  # fmt: skip


def effect(product: tuple[str, dict] | None) -> list[dict[str, Any]]:
    """The counts before and now of what was tried, plain, to be kept with the version that it becomes."""
    job = _job(product)
    pairs = tens_of(product[1], job.result) if job and job.result else []
    return [{"whose": old.whose, "before": [old.true, old.valid], "now": [new.true, new.valid]} for old, new in pairs]


def order_of(product: tuple[str, dict]) -> dict[str, Any]:
    """What was asked for when the product was made."""
    return house().jobs.order_of(product[0]) or product[1]["order"]


def order_behind(content: Mapping[str, Any], product: tuple[str, dict] | None) -> dict[str, Any] | None:
    """What to ask for again with other settings: of the product, or of the run that is still to make it."""
    if product is not None:
        return order_of(product)
    return house().jobs.get(int(content["run"])).order if content.get("run") else None


def ask(content: Mapping[str, Any], product: tuple[str, dict] | None) -> int:
    """Count again with the settings of the form, and wait as long as a page may; the number of the run."""
    if product is None:
        raise Refused(Problem("table.not_made", "", _("this answer is not made yet"), "", "",
                              _("Wait until its run has ended, and look again")))  # fmt: skip
    asked = {"recipe": product[1]["recipe"]["id"], "order": order_of(product), "settings": settings_typed(content),
             "product": product[0]}  # fmt: skip
    number = house().jobs.add(asked, by=getattr(current_user, "id", None), kind=Kind.WHAT_IF)
    wait(number)
    return number


def _job(product: tuple[str, dict] | None) -> Job | None:
    """The what-if on this product that the page's address or form names."""
    number = request.values.get("tried", type=int)
    if number is None or product is None:
        return None
    try:
        job = house().jobs.get(number)
    except Refused:
        return None
    return job if job.kind is Kind.WHAT_IF and job.order.get("product") == product[0] else None
