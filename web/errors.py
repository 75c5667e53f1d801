"""When something cannot be answered: a page in plain words that says what happened and leads on."""

import secrets
from functools import wraps

from flask import Flask, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from climserv.storage.needs.needs import NewerVersion
from climserv.storage.permissions import NotAllowed, NotThere
from climserv.vocabulary.problems import Problem, Refused

from .saying import said, sign_in_first
from .security import MEGABYTE

STATUS = ((NotAllowed, 403), (NotThere, 404), (NewerVersion, 409), (Refused, 400))
"""How a refusal is answered; the first that fits."""


def set_up_errors(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _forgery)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(InternalServerError, _fault)
    app.register_error_handler(HTTPException, _http)


def ask_to_sign_in() -> Response | tuple[Response | str, int]:
    """The answer to somebody who must sign in first. What they were about to read comes right after."""
    if wants_json():
        return _json(401, [Problem("sign_in", "", sign_in_first())])
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return _page(401, sign_in_first(), [_("Nothing was saved. Go back in your browser to copy what you wrote.")])


def sign_in_unless_open(view):
    """For pages of things that may be open to everybody: a visitor to whom one is not is asked to sign in.

    That it is not there is told in the same way, so that nobody learns what there is.
    """

    @wraps(view)
    def seen(*args, **kwargs):
        try:
            return view(*args, **kwargs)
        except NotThere:
            if current_user.is_authenticated:
                raise
            return ask_to_sign_in()

    return seen


def wants_json() -> bool:
    return request.path.endswith(".json") or request.accept_mimetypes.best == "application/json"


def _refused(refused: Refused):
    if isinstance(refused, NotAllowed) and not current_user.is_authenticated:
        return ask_to_sign_in()
    status = next(status for kind, status in STATUS if isinstance(refused, kind))
    if wants_json():
        return _json(status, refused.problems)
    title = _http_words(status)[0] if status in (403, 404) else _("This cannot be done as it stands")
    return _page(status, title, [said(problem) for problem in refused.problems])


def _forgery(error: CSRFError):
    words = _(
        "This form was opened before you signed in or out, or cookies are switched off. Nothing was saved. "
        "Go back, copy what you wrote, load the page again and send it once more."
    )
    if wants_json():
        return _json(400, [Problem("form.token", "", words)])
    return _page(400, _("This form can no longer be sent"), [words])


def _database_away(error: OperationalError):
    return _logged(error, 503, _("The site is very busy"), _("Nothing was saved. Wait a minute and try again."))


def _fault(error: InternalServerError):
    words = _(
        "This is our fault, not yours. Nothing was saved. Try again; if it stays, tell who looks after this site."
    )
    return _logged(error.original_exception or error, 500, _("Something went wrong here"), words)


def _logged(error: BaseException, status: int, title: str, words: str):
    mark = secrets.token_hex(3)
    current_app.logger.error("fault %s at %s %s", mark, request.method, request.path, exc_info=error)
    marked = _("The mark of this fault is %(mark)s.", mark=mark)
    if wants_json():
        return _json(status, [Problem("fault", mark, words)])
    return _page(status, title, [words, marked])


def _http(error: HTTPException):
    if error.code is None or error.code < 400:  # A redirect is no error.
        return error
    if error.code == 401:
        return ask_to_sign_in()
    title, words = _http_words(error.code)
    if wants_json():
        answer, status = _json(error.code, [Problem(f"http.{error.code}", request.path, title, "", "", words)])
    else:
        answer, status = _page(error.code, title, [words])
    answer.headers.extend((name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After"))
    return answer, status


def _http_words(code: int) -> tuple[str, str]:
    words = {
        403: (_("This is not open to you"), _("It belongs to another group. Ask them to show it to you.")),
        404: (_("There is no such page"), _("The address may be mistyped, or the page may have moved.")),
        405: (_("This page cannot be used like that"), _("Go back and use the buttons of the page.")),
        413: (_("This is too much to send"), _too_much()),
        429: (_("Too many tries"), _("Wait a quarter of an hour and try again.")),
    }
    return words.get(code, (_("This cannot be answered"), _("Go back and try again.")))


def _too_much() -> str:
    if request.max_content_length and request.max_content_length > MEGABYTE:
        limit = request.max_content_length // 1_000_000
        return _(
            "Up to %(limit)s MB can be sent at once. Send a smaller part, or put the files on the server.", limit=limit
        )
    return _("A form may hold up to one megabyte. Shorten the text and send again.")


def _json(status: int, problems) -> tuple[Response, int]:
    """The one shape of every error in JSON; `said` is for the reader, in their language."""
    told = [{**problem.as_dict(), "said": said(problem)} for problem in problems]
    return jsonify(ok=False, status=status, problems=told), status


def _page(status: int, title: str, lines: list[str]) -> tuple[Response, int]:
    try:
        text = render_template("errors/error.html", status=status, heading=title, lines=lines)
    except Exception:  # The page of an error must never fail: without database or template it is plain.
        current_app.logger.exception("the page of an error could not be written")
        said_lines = "".join(f"<p>{escape(line)}</p>" for line in lines)
        text = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
            f'<h1>{escape(title)}</h1>{said_lines}<p><a href="{escape(request.script_root)}/">climserv</a></p></html>'
        )
    return Response(text, mimetype="text/html"), status
