"""The bench: the page on which a recipe is written, with what is beside the text; and the keeping of the text."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from climserv.recipes.checking import examine
from climserv.recipes.model import Recipe
from climserv.recipes.versions.differences import differences_of_texts
from climserv.recipes.writing.flow import flow
from climserv.storage.recipes.recipe_reading import list_versions, see_version
from climserv.storage.recipes.recipes import NewerSave, save_draft
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.yaml_text import examine_yaml

from ..house import house
from .drawing import draw
from .material import material
from .showing import state_words
from .told import NAME, told

FORM_NAMES = {
    "step": _l("A step"),
    "order": _l("The order of the steps"),
    "input": _l("Data that go in"),
    "parameter": _l("A number people may move"),
    "words": _l("Title and question"),
    "limits": _l("What it cannot tell"),
    "facts": _l("What the data let it claim"),
}


@dataclass(frozen=True)
class Kept:
    """What came of a saving: the number of the save that the text now follows; `newer` when somebody was faster."""

    number: int
    newer: NewerSave | None = None


def text_sent() -> str:
    """The text that was sent; browsers send lines that end in two characters."""
    return request.form.get("text", "").replace("\r\n", "\n")


def keep(recipe_id: str, number: int, text: str) -> Kept:
    """Save the text, faults and all, unless somebody saved in the meantime: then nothing is written, nor lost."""
    started_from = request.form.get("from_version", 0, type=int)
    try:
        with house().database.session() as session:
            saved = save_draft(
                session, current_user, recipe_id, number, text, from_save=started_from, clock=house().clock
            )
            return Kept(saved.save_number)
    except NewerSave as newer:
        return Kept(newer.latest.save_number, newer)


def bench_page(recipe_id: str, number: int, text: str, *, save: Kept | None = None, said: str = "", panel=None) -> str:
    """The whole page. `save` is what came of saving the text; without it, the text stands on what was last saved."""
    recipe, problems = examine(text, NAME)
    with house().database.reading() as session:
        version = see_version(session, current_user, recipe_id, number)
        state, latest = version.state, version.save_number
        others = _others(session, recipe_id, number)
    sent = request.form.get("from_version", latest, type=int)
    place = {"recipe_id": recipe_id, "number": number}
    return render_template(
        "studio/edit.html", title=recipe_id.replace("_", " "), state=state_words()[state], text=text, said=said,
        edit=save.number if save else sent, problems=told(problems), drawing=drawing_of(recipe, text), others=others,
        panel=panel or {"name": ""}, forms=FORM_NAMES, **place, **material(recipe),
        conflict=conflict_words(save.newer, text) if save and save.newer else None,
        try_at=url_for("studio.preview", **place), try_word=_("Preview"),
    )  # fmt: skip


def drawing_of(recipe: Recipe | None, text: str):
    """The flow, as soon as the steps can be read together; each box knows its line."""
    if recipe is None:
        return None
    marked, _problems = examine_yaml(text, NAME)
    try:
        nodes, edges = flow(recipe)
    except Refused:
        return None
    return draw(nodes, edges, {node.id: marked.line_of(_path(node.id)) for node in nodes})


def conflict_words(newer: NewerSave, mine: str) -> dict:
    """Both texts: theirs, and line by line what is other in mine."""
    theirs = newer.latest.text
    return {"theirs": theirs, "save": newer.latest.save_number, "lines": differences_of_texts(theirs, mine).lines}


def _path(node: str) -> tuple[str | int, ...]:
    """`input rain` and `step 3`, as keys into the file."""
    kind, name = node.split(" ", 1)
    return ("inputs", name) if kind == "input" else ("steps", int(name) - 1)


def _others(session, recipe_id: str, number: int) -> list[int]:
    """The other versions there are to compare with, the newest first."""
    shipped = {one.version for one in house().book.recipes if one.id == recipe_id}
    stored = {one.number for one in list_versions(session, current_user, recipe_id)}
    return sorted((shipped | stored) - {number}, reverse=True)
