"""The catalogue: what data there are, what each can honestly be used for, and bringing more."""

from flask import Blueprint

blueprint = Blueprint("catalogue", __name__, url_prefix="/catalogue")

from . import bringing, views  # noqa: E402, F401 - the views hang themselves on the blueprint
