"""Coming into a session by its code: a name is enough, no account; a PIN brings one back."""

from flask import Blueprint

blueprint = Blueprint("joining", __name__, url_prefix="/join")

from . import views  # noqa: E402, F401 - the views hang themselves on the blueprint
