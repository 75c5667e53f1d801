"""Home: what this is in one sentence, three doors, and what has been released."""

from flask import Blueprint

blueprint = Blueprint("home", __name__)

from . import views  # noqa: E402, F401 - the views hang themselves on the blueprint
