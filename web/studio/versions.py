"""The page of one version: what stands in it, what changed, who looked at it, and what can be done next."""

from collections.abc import Callable
from functools import partial

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.recipes.checking import examine
from climserv.recipes.differences import GROUPS, differences_of_texts
from climserv.recipes.states import Action
from climserv.storage import recipe_checks, recipes
from climserv.storage.accounts import list_users
from climserv.storage.recipe_reading import (
    actions,
    authors,
    checks,
    comments,
    last_tests,
    list_versions,
    saves,
    see_version,
)
from climserv.vocabulary.texts import text_in

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from . import blueprint
from .material import material
from .showing import as_file, name_of, state_words

WHEN = "d MMMM y, HH:mm"


@blueprint.get("/<recipe_id>/<int:number>")
@sign_in_unless_open
def version(recipe_id: str, number: int) -> str:
    with house().database.reading() as session:
        one = see_version(session, current_user, recipe_id, number)
        said = comments(session, one)
        open_to_me = actions(session, current_user, one)
        return render_template(
            "studio/version.html", recipe_id=recipe_id, number=number, title=name_of(one, language()),
            state=one.state, state_word=state_words()[one.state], sha256=one.sha256,
            lines=_lines(one, said), on_all=[_comment(c) for c in said if not c.line],
            open_to_me={str(action) for action in open_to_me}, faults=one.faults, reason=one.reason,
            instead=one.instead,
            authors=[author.account.name for author in authors(session, one)],
            checks=[_check(check) for check in checks(session, one)],
            saves=[_save(save) for save in saves(session, one)],
            others=_others(session, one),
            peers=_peers(session, one), changes=_changes(session, one), save=one.save_number,
            tests=_tests(last_tests(session, one)), try_word=_("Set side by side"),
            try_at=url_for("studio.compare", recipe_id=recipe_id, number=number),
            **material(examine(one.text, recipe_id)[0]),
        )  # fmt: skip


@blueprint.post("/<recipe_id>/<int:number>/do/<action>")
@login_required
def act(recipe_id: str, number: int, action: str) -> Response:
    """Take one step with a version; what is allowed is known to the writers."""
    steps = _steps(request.form)
    if action in steps:
        with house().database.session() as session:
            steps[action](session, current_user, recipe_id, number, clock=house().clock)
        flash(_("Done, and written into the history of this version."), "good")
    return redirect(url_for("studio.version", recipe_id=recipe_id, number=number), 303)


def _steps(form) -> dict[str, Callable]:
    """What each button does, with what was written beside it."""
    reason = form.get("reason", "").strip()
    # What is approved is the text that was read, not what may have been written since.
    read = {"of_save": form.get("save", 0, type=int)}
    return {
        Action.ASK: partial(recipe_checks.ask_check, of=form.get("of", type=int), note_=reason),
        Action.COMMENT: partial(recipe_checks.comment, line=form.get("line", 0, type=int), text=reason),
        Action.APPROVE: partial(recipe_checks.approve, reason=reason, **read),
        Action.DECLINE: partial(recipe_checks.decline, reason=reason, **read),
        Action.OFFER: recipes.offer,
        Action.DEPRECATE: partial(recipes.deprecate, reason=reason, instead=form.get("instead", "").strip()),
    }


def _others(session, one) -> list[dict]:
    """The other versions of the recipe, those that are shipped among them; the newest first."""
    states = {r.version: house().book.state(r) for r in house().book.recipes if r.id == one.recipe_id}
    states |= {v.number: v.state for v in list_versions(session, current_user, one.recipe_id)}
    words = state_words()
    return [{"number": n, "state": words[states[n]]} for n in sorted(states, reverse=True) if n != one.number]


def _peers(session, one) -> list[tuple[int, str]]:
    """Whom a check can be asked of: every meteorologist who does not write it."""
    writing = {author.account_id for author in authors(session, one)}
    return [(user.id, user.name) for user in list_users(session, "meteorologist") if user.id not in writing]


def _tests(event) -> dict | None:
    """How the golden cases of this text went."""
    return {**event.data, "when": format_datetime(event.at, WHEN)} if event else None


def _lines(one, said) -> list[dict]:
    """The text line by line, with what was said of each in this very text."""
    here = [comment for comment in said if comment.save_number == one.save_number]
    return [
        {"number": number, "text": text, "comments": [_comment(c) for c in here if c.line == number]}
        for number, text in enumerate(one.text.splitlines(), start=1)
    ]


def _comment(comment) -> dict:
    return {"who": comment.speaker.name, "when": format_datetime(comment.said_at, WHEN), "text": comment.text}


def _save(save) -> dict:
    return {"who": save.saver.name, "when": format_datetime(save.saved_at, WHEN), "faults": save.faults}


def _check(check) -> dict:
    words = {
        "": _("no answer yet"), "approved": _("approved"), "declined": _("sent back"),
        "fallen": _("no longer counts: the text has changed since"),
    }  # fmt: skip
    return {
        "asker": check.asker.name, "peer": check.peer.name if check.peer else "", "note": check.note,
        "asked": format_datetime(check.asked_at, WHEN), "answer": words[check.answer], "reason": check.reason,
        "answerer": check.answerer.name if check.answerer else "",
    }  # fmt: skip


def _changes(session, one) -> list[dict]:
    """What changed since the version before, in words, by what it means."""
    older = [recipe for recipe in house().book.recipes if recipe.id == one.recipe_id and recipe.version < one.number]
    if not older:
        return []
    found = differences_of_texts(house().book.text(older[-1]), one.text).found
    told = {group: [text_in(d.words, language()) for d in found if d.group == group] for group in GROUPS}
    return [{"heading": text_in(GROUPS[group], language()), "words": words} for group, words in told.items() if words]


@blueprint.get("/<recipe_id>/<int:number>/recipe.yaml")
@sign_in_unless_open
def download_version(recipe_id: str, number: int) -> Response:
    with house().database.reading() as session:
        text = see_version(session, current_user, recipe_id, number).text
    return as_file(recipe_id, text)
