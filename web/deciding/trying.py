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

from ..house import house
from ..languages import language
from ..products.showing import page_of
from ..products.what_if_shown import changed, tens_of, with_unit
from ..runs.waiting import wait
from ..saying import said_message
from ..studio.movers import movers
from . import cells, made_of, shown

_NONE: Mapping[str, Any] = {}


def fields_of(content: Mapping[str, Any], product: tuple[str, dict] | None) -> list[dict[str, Any]]:
    """The settings as boxes and sliders with their bounds: what was tried or typed last, else what stands."""
    if not made_of.has_settings(content):
        return []
    job, recipe = job_of(product), made_of.recipe_of(content)
    last = {**content["parameters"], **(job.order["settings"] if job else {}), **request.form}
    bounds = {name: (quantity(str(one.low), language()), quantity(str(one.high), language()))
              for name, one in recipe.parameters.items() if one.low is not None}  # fmt: skip
    found = movers(recipe, language(), last, content["parameters"])
    return [{**one, "bounds": bounds.get(one["name"]), **_boxed(one["value"], str(content["parameters"][one["name"]])),
             "choices": [(each, shown.value_in_words(content, one["name"], each)) for each in one["choices"]]}
            for one in found]  # fmt: skip


def _boxed(value: str, stands: str) -> dict[str, str]:
    """The number for the box and its unit beside it; another unit than that of what stands is left in the box."""
    number, _space, unit = value.partition(" ")
    if not unit or unit != stands.partition(" ")[2]:
        return {"box": value, "unit": ""}
    # The word for the unit comes before the number in some languages, and in others the number has a comma.
    count = "1" if number == "1" else "2"
    return {"box": number, "unit": quantity(f"{count} {unit}", language()).replace(count, "", 1).strip()}


def settings_typed(content: Mapping[str, Any]) -> dict[str, str]:
    """The settings of the form, a bare number with the unit of what stands; refused where the recipe refuses them."""
    recipe, stands = made_of.recipe_of(content), content["parameters"]
    typed = {name: with_unit(str(request.form.get(name, stands[name])).strip()[:100], stands[name])
             for name in recipe.parameters}  # fmt: skip
    fill(recipe, typed)
    return typed


def tried(product: tuple[str, dict] | None, bad: Mapping[int, str] = _NONE, run: int | None = None) -> dict | None:
    """What the settings that were tried did to counts, years and map; None where none were.

    bad   the years that people remember as bad, in words
    run   the number of the what-if; default: as the page's address or form names it
    """
    job = job_of(product, run)
    if job is None:
        return None
    record, result = product[1], job.result
    recipe = made_of.recipe_of({"made_of": {"recipe": record["recipe"]}})
    told = {"run": job.id, "open": job.open, "failed": job.state is State.FAILED,
            "message": said_message(job.message), "changed": changed(record, job.order, result, recipe),
            "tens": tens_of(record, result)}  # fmt: skip
    if result is None or "statement" not in result:
        return {**told, "beside": [], "maps": []}
    main = result["outputs"][0]
    now = page_of({**record, "counts": main["summary"], "series": main["series"], "statement": result["statement"]})
    before = page_of(record)
    pairs = zip(before.histories(bad), now.histories(bad), strict=False)
    beside = [{"before": old, "now": new, "moved": _moved(old, new)} for old, new in pairs]
    return {**told, "page": now, "beside": beside, "maps": cells.beside(result, before)}


def _moved(old: Mapping, new: Mapping) -> dict[str, list[str]]:
    """The years that are counted now and were not, those that no longer are, and those not known any more."""
    before = {label: state for label, _words, state in old["rows"]}
    states = [(label, before.get(label, ""), state) for label, _words, state in new["rows"]]
    return {
        "in": [label for label, was, now in states if now == "counted" != was],
        "out": [label for label, was, now in states if was == "counted" != now and now != "unknown"],
        "lost": [label for label, was, now in states if now == "unknown" != was],
    }


def effect(product: tuple[str, dict] | None) -> list[dict[str, Any]]:
    """The counts before and now of what was tried, plain, to be kept with the version that it becomes."""
    job = job_of(product)
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


def job_of(product: tuple[str, dict] | None, run: int | None = None) -> Job | None:
    """The what-if on this product: of this number, or the one that the page's address or form names."""
    number = request.values.get("tried", type=int) if run is None else run
    if number is None or product is None:
        return None
    try:
        job = house().jobs.get(number)
    except Refused:
        return None
    return job if job.kind is Kind.WHAT_IF and job.order.get("product") == product[0] else None
