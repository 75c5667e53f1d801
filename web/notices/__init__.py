"""News for the members of a group: what has changed for their needs since they last looked."""

from flask import Blueprint

blueprint = Blueprint("notices", __name__, url_prefix="/news")

from . import views  # noqa: E402, F401 - the views hang themselves on the blueprint
