"""Forms beside the editor, made from the declarations: each writes into the text of the recipe and leaves the rest.

With script the editor takes the new text over; without it the text is saved with the draft, and the page comes back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import abort, jsonify, render_template, request
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.recipes.writing.rewriting import line_of_change
from climserv.storage.permissions import refuse_unless
from climserv.vocabulary.problems import Refused

from ..errors import wants_json
from . import blueprint, facts, order_form, step_form, word_forms
from .bench import FORM_NAMES, bench_page, keep, text_sent
from .told import told

Sent = Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """One form: what it shows, for a text and what was filled in so far; and the text with what was filled in.

    sign  the field that says that it shall be written
    """

    show: Callable[[str, Sent], dict]
    write: Callable[[str, Sent], str]
    sign: str = "do"


_FORMS = {
    "step": Form(step_form.show, step_form.write),
    "order": Form(order_form.show, order_form.write, sign="move"),
    "input": Form(word_forms.show_input, word_forms.write_input),
    "parameter": Form(word_forms.show_parameter, word_forms.write_parameter),
    "words": Form(word_forms.show_words, word_forms.write_words),
    "limits": Form(word_forms.show_limits, word_forms.write_limits),
    "facts": Form(facts.show, facts.write),
}


@blueprint.post("/<recipe_id>/<int:number>/form/<name>")
@login_required
def form(recipe_id: str, number: int, name: str):
    """Show a form; with its sign, write what was filled in into the text that was sent."""
    refuse_unless(current_user, "recipe.write")
    if name not in _FORMS:
        abort(404)
    text, sent, problems = text_sent(), request.form, []
    new = text
    if sent.get(_FORMS[name].sign):
        try:
            new = _FORMS[name].write(text, sent)
        except Refused as refused:
            problems = list(refused.problems)
    line = line_of_change(text, new) if new != text else 0
    said = _("Written into line %(n)s.", n=line) if line else ""
    panel = {"name": name, "problems": told(problems), **_FORMS[name].show(new, {} if line else sent)}
    if wants_json():
        place = {"recipe_id": recipe_id, "number": number}
        piece = render_template("studio/forms.html", panel=panel, forms=FORM_NAMES, **place)
        return jsonify(html=piece, said=said, line=line, text=new if line else None)
    save = keep(recipe_id, number, new) if line else None
    page = bench_page(recipe_id, number, new, save=save, said=said, panel=panel)
    return page, 409 if save and save.newer else 422 if problems else 200
