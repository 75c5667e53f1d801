"""The page of one version: what stands in it, what changed, who looked at it, and what is to be done next."""

from collections.abc import Callable
from functools import partial

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.recipes.checking import examine
from climserv.recipes.versions.differences import GROUPS, differences_of_texts
from climserv.recipes.versions.states import Action
from climserv.storage.accounts import list_users
from climserv.storage.events import history
from climserv.storage.permissions import NotThere, may
from climserv.storage.recipes import recipe_checks, recipes
from climserv.storage.recipes.recipe_reading import (
    ENTITY,
    actions,
    authors,
    checks,
    comments,
    last_tests,
    list_versions,
    open_check,
    saves,
    see_version,
)
from climserv.vocabulary.texts import text_in

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from . import blueprint
from .material import material
from .next_step import Standing, next_step, path
from .reading import in_book, text_of
from .showing import as_file, name_of, state_words
from .telling import show_check, show_comment, show_earlier, show_events, show_lines, show_tests


@blueprint.get("/<recipe_id>/<int:number>")
@sign_in_unless_open
def version(recipe_id: str, number: int):
    """The version's page; one that came with the program has no story here, and is shown as its users read it."""
    with house().database.reading() as session:
        try:
            one = see_version(session, current_user, recipe_id, number)
        except NotThere:
            if not in_book(recipe_id, number):
                raise
            return redirect(url_for("studio.read", recipe_id=recipe_id, number=number))
        return render_template(
            "studio/version.html", recipe_id=recipe_id, number=number, title=name_of(one, language()),
            state=one.state, state_word=state_words()[one.state], sha256=one.sha256, faults=one.faults,
            reason=one.reason, instead=one.instead, save=one.save_number, **_doing(session, one), **_told(session, one),
            **_beside(session, one),
        )  # fmt: skip


def _doing(session, one) -> dict:
    """What can be done now, and what is next."""
    mine = {str(action) for action in actions(session, current_user, one)}
    recipe, waiting = examine(one.text, one.recipe_id)[0], [c for c in checks(session, one) if c.answer == ""]
    tests = last_tests(session, one)
    named = next((check.peer.name for check in waiting if check.peer), "")
    at = Standing(
        one.state, mine, one.faults, len(recipe.tests) if recipe else 0, tests.data["passed"] if tests else None,
        named if waiting else None, may(current_user, "recipe.write"),
    )  # fmt: skip
    asked = open_check(session, current_user, one) if Action.APPROVE in mine else None
    return {
        "open_to_me": mine, "next": next_step(at), "path": path(one.state), "tests": show_tests(tests),
        "cases": at.cases, "readable": recipe is not None, "peers": _peers(session, one), "may_write": at.may_write,
        "asked": show_check(asked) if asked else None, "recipes": list(house().book) if "deprecate" in mine else [],
    }  # fmt: skip


def _told(session, one) -> dict:
    """What was written, said and done."""
    said, texts = comments(session, one), saves(session, one)
    names = {author.account_id: author.account.name for author in authors(session, one)}
    events = history(session, ENTITY, one.recipe_id)
    names |= {save.saved_by: save.saver.name for save in texts}
    names |= {comment.said_by: comment.speaker.name for comment in said}
    names |= {check.answered_by: check.answerer.name for check in checks(session, one) if check.answerer}
    return {
        "lines": show_lines(one, said), "on_all": [show_comment(c) for c in said if not c.line],
        "earlier": show_earlier(one, said, texts), "events": show_events(events, one.number, names),
        "authors": [author.account.name for author in authors(session, one)],
        "checks": [show_check(check) for check in checks(session, one)],
        "line": request.args.get("line", 0, type=int),
    }  # fmt: skip


def _beside(session, one) -> dict:
    """The other versions, what is different from one of them, and on what both can be tried."""
    others = _others(session, one)
    older = [other["number"] for other in others if other["number"] < one.number]
    since = request.args.get("since", 0, type=int)
    since = since if since in [other["number"] for other in others] else older[0] if older else None
    may_try = may(current_user, "recipe.write")
    return {
        "others": others, "since": since, **(_changes(one, since) if since else {"changes": [], "changed_lines": []}),
        "may_try": may_try, **(material(examine(one.text, one.recipe_id)[0]) if may_try else {}),
    }  # fmt: skip


def _others(session, one) -> list[dict]:
    """The other versions of the recipe, those that are shipped among them; the newest first."""
    book = house().book
    states = {r.version: book.state(r) for r in book.recipes if r.id == one.recipe_id}
    states |= {v.number: v.state for v in list_versions(session, current_user, one.recipe_id)}
    words = state_words()
    return [{"number": n, "state": words[states[n]]} for n in sorted(states, reverse=True) if n != one.number]


def _peers(session, one) -> list[tuple[int, str]]:
    """Whom a check can be asked of, and who can come in to write: every meteorologist who does not write it."""
    writing = {author.account_id for author in authors(session, one)}
    return [(user.id, user.name) for user in list_users(session, "meteorologist") if user.id not in writing]


def _changes(one, since: int) -> dict:
    """What is different from another version: in words, by what it means; and line by line."""
    compared = differences_of_texts(text_of(one.recipe_id, since), one.text)
    told = {group: [text_in(d.words, language()) for d in compared.found if d.group == group] for group in GROUPS}
    changed = [{"sign": sign, "number": n, "text": text} for sign, n, text in compared.lines if sign != " "]
    return {
        "changes": [
            {"heading": text_in(GROUPS[group], language()), "words": words} for group, words in told.items() if words
        ],
        "changed_lines": changed, "changes_whole": compared.complete,
    }  # fmt: skip


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
        "join": partial(recipes.add_author, account_id=form.get("of", 0, type=int)),
    }


@blueprint.get("/<recipe_id>/<int:number>/recipe.yaml")
@sign_in_unless_open
def download_version(recipe_id: str, number: int) -> Response:
    return as_file(recipe_id, text_of(recipe_id, number))
