"""Keys, cookies, headers, forgery protection, and where a page may send people on to."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from climserv.config import Settings
from climserv.vocabulary.problems import Problem, Refused

MEGABYTE = 1024 * 1024
SHORTEST_KEY = 32

CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Everything comes from here, nothing is written into the page. A view that hands out a self-contained file
(a bulletin with its own styles) sets its own, narrower policy; it is left as it is."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "Referrer-Policy": "same-origin",  # the forgery check over https needs it within the site
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
}


class FieldCookies(SecureCookieSessionInterface):
    """Session cookies for field networks.

    A hall is often served from a laptop over plain http, where a browser never sends a `Secure` cookie back: nobody
    could sign in. So the cookie is `Secure` exactly when the page itself came over https.
    """

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def set_up_security(app: Flask, settings: Settings) -> None:
    app.secret_key = secret_key(settings)
    app.session_interface = FieldCookies()
    app.config.update(
        MAX_CONTENT_LENGTH=MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        SESSION_COOKIE_NAME="climserv",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        # A form may lie half filled on a phone all day; its token lives as long as the sign-in does.
        WTF_CSRF_TIME_LIMIT=None,
    )
    if settings.trusted_proxies:
        # The nearest proxies only: what stands further left in the headers, anybody may have written there.
        app.wsgi_app = ProxyFix(
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies, x_host=0, x_port=0
        )
    CSRFProtect(app)
    app.after_request(_add_headers)


def secret_key(settings: Settings) -> str:
    """The key that signs cookies: from the settings, else made once and kept in the instance folder."""
    where = "CLIMSERV_SECRET_KEY"
    key = settings.secret_key
    if not key:
        path = settings.instance / "secret_key"
        where = str(path)
        if not path.exists():
            _make_key(path)
        key = path.read_text(encoding="ascii").strip()
    if len(key) < SHORTEST_KEY:
        what = "this key is too short to keep anybody out"
        got, allowed = f"{len(key)} characters", f"at least {SHORTEST_KEY} characters"
        next_step = "Leave it out and one is made" if settings.secret_key else "Delete this file and one is made"
        raise Refused(Problem("settings.secret_key", where, what, got, allowed, next_step))
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mine = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
    try:
        # Of two processes that start together one wins, and both then read a whole key.
        os.link(mine, path)
    except FileExistsError:
        pass
    finally:
        mine.unlink()


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static" and "_user_id" in session:
        # Phones are shared: what one person saw is asked for anew, not shown to the next from the cache.
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def safe_next(target: str | None, otherwise: str) -> str:
    """`target` when it is a path on this site, else `otherwise`: nobody is sent to a stranger's page from ours."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    # Browsers read a backslash as a slash and drop tabs and line ends, so `/\evil` and `/<tab>/evil` lead away.
    if "\\" in target or any(ord(letter) < 33 or ord(letter) == 127 for letter in target):
        return otherwise
    try:
        parts = urlsplit(target)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else target
