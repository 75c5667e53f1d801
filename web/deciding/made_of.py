"""What a version on the table is made of: the product or recipe behind it, its settings, and the hash that fixes it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from climserv.coproduction.deciding.agreements import content_hash_of
from climserv.coproduction.dialogue.subjects import Kind, Subject
from climserv.coproduction.logbook.events import sha256_of
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.logbook.versions import Version
from climserv.products.agreed import parts_of
from climserv.recipes.filling import fill
from climserv.recipes.model import Recipe
from climserv.storage.needs.needs import get_need
from climserv.storage.permissions import NotThere
from climserv.storage.products import get_product, needs_of_product
from climserv.vocabulary.problems import Problem, Refused

from ..house import house
from ..products.shelf import record_of


def content_of_product(session: Session, state: CaseState, product_id: str) -> dict[str, Any]:
    """What the table knows of a product: its parts, the hash of them, and which outputs look at later days."""
    product = record_of(get_product(session, product_id).folder)
    outputs = [{"name": name, "uses_hindsight": ahead} for name, ahead in looking_ahead(product).items()]
    parts = parts_of(product, _need(session, state, product_id))
    return {"ref": product_id, "parameters": parts["parameters"], "made_of": parts, "outputs": outputs,
            "content_hash": content_hash_of(parts)}  # fmt: skip


def looking_ahead(product: Mapping[str, Any]) -> dict[str, bool]:
    """The outputs of a product, each with whether it looks at later days; the main one by the code of its metric."""
    told = product.get("looks_ahead", {})
    others = {one["name"]: bool(told.get(one["name"], product["hindsight"])) for one in product.get("others", ())}
    main = next((ahead for name, ahead in told.items() if name not in others), product["hindsight"])
    return {product["metric"]["code"]: bool(main), **others}


def with_settings(before: Mapping[str, Any], settings: Mapping[str, str], run: int | None) -> dict[str, Any]:
    """The same with other settings; what it will be is fixed by its parts before a run has made it."""
    recipe = recipe_of(before)
    filled = fill(recipe, dict(settings))
    parts = {**before["made_of"], "parameters": dict(filled.parameters),
             "recipe": {"id": recipe.id, "version": recipe.version, "sha256": filled.sha256}}  # fmt: skip
    kept = {name: before[name] for name in ("outputs", "made_from", "lines") if name in before}
    return {**kept, "parameters": parts["parameters"], "made_of": parts, "ref": "", "run": run,
            "content_hash": content_hash_of(parts)}  # fmt: skip


def content_of_recipe(recipe: Recipe) -> dict[str, Any]:
    """A recipe with its settings as they are at first, for the table."""
    filled = fill(recipe, {})
    told = {"id": recipe.id, "version": recipe.version, "sha256": filled.sha256}
    parts = {"recipe": told, "parameters": dict(filled.parameters)}
    main, *others = filled.outputs
    outputs = [{"name": filled.metric, "uses_hindsight": filled.looks_ahead(main)},
               *({"name": name, "uses_hindsight": filled.looks_ahead(name)} for name in others)]  # fmt: skip
    return {"ref": recipe.id, "outputs": outputs, "parameters": parts["parameters"], "made_of": parts,
            "content_hash": sha256_of(parts)}  # fmt: skip


def settings_of_recipe(before: Mapping[str, Any], settings: Mapping[str, str]) -> dict[str, Any]:
    """The recipe on the table with other settings."""
    filled = fill(recipe_of(before), dict(settings))
    parts = {"recipe": {**before["made_of"]["recipe"], "sha256": filled.sha256}, "parameters": dict(filled.parameters)}
    return {**{name: before[name] for name in ("ref", "made_from", "outputs") if name in before}, "made_of": parts,
            "parameters": parts["parameters"],
            "content_hash": sha256_of(parts)}  # fmt: skip


def recipe_of(content: Mapping[str, Any]) -> Recipe:
    """The recipe in the version that the content names; `Refused` where the book has another by now."""
    used = (content.get("made_of") or {}).get("recipe")
    if not used:
        raise Refused(
            Problem("table.recipe", "", "this has no settings to change", "", "", "Put a product on the table")
        )
    return house().book.recipe(used["id"], used["version"])


def has_settings(content: Mapping[str, Any]) -> bool:
    """Whether its recipe is still the one in the book, so that its settings can be changed."""
    try:
        recipe = recipe_of(content)
        return fill(recipe, dict(content["parameters"])).sha256 == content["made_of"]["recipe"]["sha256"]
    except Refused:
        return False


def product_of(session: Session, content: Mapping[str, Any]) -> tuple[str, dict] | None:
    """The product of a version, with its record: the one named, or the one that its run has made; None before that."""
    product_id = content.get("ref") or ""
    if not product_id and content.get("run"):
        product_id = house().jobs.get(int(content["run"])).product_id or ""
    if not product_id:
        return None
    try:
        return product_id, record_of(get_product(session, product_id).folder)
    except Refused:
        # A case that came from elsewhere brings its words, and not the products of the other site.
        return None


def standing(subject: Subject, hash: str = "") -> Version | None:
    """The version of this hash, else the last on the table."""
    return (subject.version(hash) if hash else None) or subject.latest


def _need(session: Session, state: CaseState, product_id: str) -> dict[str, Any]:
    """The need that a product was made for, in the version of the table; else the one that the case is about."""
    of_product = needs_of_product(session, product_id)
    tabled = [one.latest.content for one in state.of(Subject).values() if one.kind == Kind.NEED and one.latest]
    for content in sorted(tabled, key=lambda one: one.get("ref") not in of_product):
        return {"id": content.get("ref"), "version": content.get("number")}
    for need_id in of_product:
        try:
            return {"id": need_id, "version": get_need(session, need_id).number}
        except NotThere:
            continue
    return {}
