"""The pages of signing in and out, and the switch of language."""

from flask import abort, redirect, render_template, request, session
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from climserv.storage.accounts import change_language, check_sign_in, record_sign_in
from climserv.storage.models import User
from climserv.storage.sign_in_tries import forget_tries, try_sign_in

from ..house import house
from ..languages import IN_SESSION
from ..security import safe_next
from . import blueprint
from .signed_in import as_signed_in


@blueprint.get("/sign-in")
def sign_in() -> str | Response:
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next"), _home()))
    return _form("", request.args.get("next", ""))


@blueprint.post("/sign-in")
def sign_in_sent() -> Response | tuple[str, int]:
    name, password = request.form.get("sign_in", ""), request.form.get("password", "")
    target, address = request.form.get("next", ""), request.remote_addr or ""
    database, clock = house().database, house().clock
    with database.session() as writing:
        allowed = try_sign_in(writing, name, address, clock=clock)
    if not allowed:
        return _form(name, target, _("Too many tries. Wait a quarter of an hour and try again.")), 429
    with database.reading() as reading:
        user = check_sign_in(reading, name, password)
    if user is None:
        # The same words whether the name or the password is wrong: a stranger learns no names here.
        return _form(name, target, _("The sign-in name and the password do not belong together. Try again.")), 401
    with database.session() as writing:
        forget_tries(writing, name, address)
        record_sign_in(writing, user, clock=clock)
    _begin_session(user)
    return redirect(safe_next(target, _home()), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    kept = session.get(IN_SESSION)
    logout_user()
    session.clear()
    if kept:
        session[IN_SESSION] = kept
    return redirect(_home(), 303)


@blueprint.post("/language")
def language() -> Response:
    """Keep the chosen language: in the session, and in the account of who is signed in."""
    chosen = request.form.get("language", "")
    if chosen not in house().settings.languages:
        abort(400)
    session[IN_SESSION] = chosen
    if current_user.is_authenticated:
        with house().database.session() as writing:
            change_language(writing, current_user, chosen, clock=house().clock)
    return redirect(safe_next(request.form.get("next", "").rstrip("?"), _home()), 303)


def _begin_session(user: User) -> None:
    """A new session: nothing that was put into the old one, by whomever, is carried over but the language."""
    kept = user.language or session.get(IN_SESSION)
    session.clear()
    session.permanent = True
    if kept:
        session[IN_SESSION] = kept
    login_user(as_signed_in(user))


def _form(name: str, target: str, problem: str = "") -> str:
    return render_template("accounts/sign_in.html", name=name, next=target, problem=problem)


def _home() -> str:
    return request.script_root + "/"
