"""Taking a need in: one question a screen, or all on one page; every step saves, and what is missing may stay so."""

from collections.abc import Iterable
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.needs.guessing import guesses, with_guess
from climserv.needs.loading import need_from_dict, need_to_dict
from climserv.needs.need import Need
from climserv.storage.needs.needs import NewerVersion, get_need, list_versions, save_need, see_need, slug
from climserv.storage.permissions import refuse_unless
from climserv.vocabulary.problems import Problem

from ..errors import wants_json
from ..house import house
from ..languages import language
from ..places.choosing import settled
from . import blueprint
from .examples import example_record
from .form import record_of_values, values_of_form, values_of_record
from .questions import Question, Screen, Values
from .reading_aloud import title_of
from .screens import SCREENS
from .showing import form_page, heard, may_be_asked, read, told

PAGES = ("new", "bring", "preview", "paper")


@blueprint.get("/new")
@login_required
def new() -> str:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    record = example_record(request.args.get("example", ""))
    first = next(iter(SCREENS.values()))
    kept = {name: part for name, part in record.items() if name == "question"}
    return form_page(values_of_record(kept, language()), kept, [], screen=first)


@blueprint.post("/new")
@login_required
def create() -> Response | tuple[str, int]:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    screens = _sent_screens()
    values = values_of_form(*settled(request.form, request.files, language()))
    record, need, problems = read(record_of_values(values, {}, _asked(screens), language()), values.problems)
    record["need"] = id_from(title_of(need))
    need = need_from_dict(record)[0]
    with house().database.session() as session:
        saved = save_need(session, current_user, signed(need_to_dict(need)), clock=house().clock)
    if problems:
        return form_page(values, record, problems, saved=saved, screen=_only(screens)), 422
    return onwards(saved, _only(screens))


@blueprint.get("/<need_id>/all")
@login_required
def everything(need_id: str) -> str:
    saved = _mine(need_id)
    return form_page(values_of_record(saved.record, language()), saved.record, [], saved=saved, screen=None)


@blueprint.get("/<need_id>/ask/<screen_id>")
@login_required
def ask(need_id: str, screen_id: str) -> str:
    screen = SCREENS.get(screen_id) or abort(404)
    saved = _mine(need_id)
    record = saved.record
    if example := example_record(request.args.get("example", "")):
        record = _from_example(screen, record, example)
    return form_page(values_of_record(record, language()), record, [], saved=saved, screen=screen)


@blueprint.post("/<need_id>", defaults={"screen_id": None})
@blueprint.post("/<need_id>/ask/<screen_id>")
@login_required
def save(need_id: str, screen_id: str | None) -> Response | tuple[Response | str, int]:
    screens = [SCREENS.get(screen_id) or abort(404)] if screen_id else _sent_screens()
    values = values_of_form(*settled(request.form, request.files, language()))
    started_from = request.form.get("from_version", type=int)
    with house().database.reading() as session:
        before = see_need(session, current_user, need_id)
        # Before anything of it is read: what is seen by others is not written by them, and its older texts are its own.
        refuse_unless(current_user, "need.write", before.need.organisation_id)
        if _only_mine_since(session, before, started_from):
            # The answer to one's own last saving can get lost on the way: that is nobody else's writing.
            started_from = before.number
        base = get_need(session, need_id, started_from) if started_from else before
    typed = record_of_values(values, base.record, _asked(screens), language())
    record, need, problems = read(_with_metric_said(typed), values.problems)
    try:
        with house().database.session() as session:
            saved = save_need(session, current_user, need_to_dict(need), need_id,
                              from_version=started_from, clock=house().clock)  # fmt: skip
    except NewerVersion as newer:
        return _answer(values, record, list(newer.problems), newer.latest, _only(screens), status=409)
    if problems or wants_json():
        return _answer(values, record, problems, saved, _only(screens))
    return onwards(saved, _only(screens))


@blueprint.post("/preview")
@login_required
def preview() -> Response:
    """The sentence of what stands in the form now, over what is saved; nothing is saved."""
    need_id = request.form.get("need_id", "")
    base = _mine(need_id).record if need_id else {}
    typed = record_of_values(
        values_of_form(*settled(request.form, request.files, language())), base, _asked(_sent_screens()), language()
    )
    _record, need, problems = read(typed)
    return jsonify(ok=not problems, **heard(need))


def signed(record: dict[str, Any]) -> dict[str, Any]:
    """A new need says who wrote it and whose it is, unless it says so itself."""
    names = {"recorded_by": current_user.name, "owner": current_user.organisation_name}
    return {**record, "origin": {**{name: text for name, text in names.items() if text}, **record.get("origin", {})}}


def id_from(words: str) -> str:
    """An id for a new need; words that are pages of this room are not taken."""
    wished = slug(words) or "need"
    return f"need-{wished}" if wished in PAGES else wished


def onwards(saved, screen: Screen | None) -> Response:
    """Where one goes after a saving: on, back, to what fits, or to the page of the need."""
    flash(_("Saved, as version %(n)s", n=saved.number), "good")
    then = request.form.get("then", "")
    if then == "match":
        return redirect(url_for("matches.show", need_id=saved.need_id), 303)
    if screen is None:
        target = "needs.everything" if then == "stay" else "needs.edit"
        return redirect(url_for(target, need_id=saved.need_id), 303)
    there = _beside(screen, saved.record, then)
    if there is None:
        return redirect(url_for("needs.edit", need_id=saved.need_id), 303)
    return redirect(url_for("needs.ask", need_id=saved.need_id, screen_id=there.id), 303)


def _beside(screen: Screen, record: dict[str, Any], then: str) -> Screen | None:
    """The screen to go to; None for the page of the need, where one may pause: at the end of a round too."""
    if "guess" in request.form:
        return SCREENS["numbers"] if may_be_asked(SCREENS["numbers"], record) else SCREENS["counted"]
    if then == "stay" or "sure" in request.form:
        return SCREENS["counted"] if request.form.get("sure") == "no" else screen
    if then not in ("next", "back"):
        return None
    screens = [one for one in SCREENS.values() if may_be_asked(one, record) or one is screen]
    place = screens.index(screen) + (1 if then == "next" else -1)
    if not 0 <= place < len(screens):
        return None
    return screens[place] if then == "back" or screens[place].round == screen.round else None


def _with_metric_said(record: dict[str, Any]) -> dict[str, Any]:
    """The record after a press on a suggestion, which makes a guess of it, or on yes or no to a guess."""
    metric = record.get("metric") if isinstance(record.get("metric"), dict) else {}
    if wanted := request.form.get("guess"):
        need = need_from_dict({**record, "need": "new"})[0]
        found = next((one for one in guesses(need, language()) if one.metric == wanted), None)
        return with_guess(record, found) if found else record
    if request.form.get("sure") == "yes":
        said_by = request.form.get("sure_by", "").strip() or current_user.name
        return {**record, "metric": {**metric, "confirmed_by": said_by}}
    if request.form.get("sure") == "no":
        gone = ("is", "with", "guessed_from", "confirmed_by")
        return {**record, "metric": {name: part for name, part in metric.items() if name not in gone}}
    return record


def _from_example(screen: Screen, record: dict[str, Any], example: dict[str, Any]) -> dict[str, Any]:
    """The record with what an example says on this screen; shown in the fields, and saved only by the group."""
    values = values_of_record(example, language(), screen.questions and screen.leaves)
    return record_of_values(values, record, screen.leaves, language())


def _mine(need_id: str):
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
    refuse_unless(current_user, "need.write", saved.need.organisation_id)
    return saved


def _sent_screens() -> list[Screen]:
    """The screens that were sent; none named means all of them."""
    return [SCREENS[one] for one in request.form.getlist("screen") if one in SCREENS]


def _only(screens: list[Screen]) -> Screen | None:
    return screens[0] if len(screens) == 1 else None


def _asked(screens: Iterable[Screen]) -> tuple[Question, ...] | None:
    return tuple(leaf for screen in screens for leaf in screen.leaves) or None


def _only_mine_since(session, latest, started_from: int | None) -> bool:
    """Whether every version since `started_from` was saved by the person who is saving now."""
    later = [version for version in list_versions(session, latest.need_id) if version.number > (started_from or 0)]
    return started_from is not None and all(version.saved_by == current_user.id for version in later)


def _answer(
    values: Values, record: dict, problems: list[Problem], saved, screen: Screen | None, status: int | None = None
) -> tuple[Response | str, int]:
    """After a saving that was not all plain: the page with what was typed, or the same for the script."""
    status = status or (422 if problems else 200)
    if not wants_json():
        return form_page(values, record, problems, saved=saved, screen=screen, refused=status == 409), status
    what = _("Saved, as version %(n)s", n=saved.number)
    if problems:
        what = " ".join(told(problem) for problem in problems)
    need: Need = need_from_dict(record)[0]
    answer = {"version": saved.number, "said": what, **heard(need), "conflict": status == 409}
    return jsonify(ok=not problems, **answer), status
