"""Cases: where needs, people, sessions, recipes and products of one co-production belong together."""

from flask import Blueprint

blueprint = Blueprint("cases", __name__, url_prefix="/cases")

from . import agreeing, consents, people, terms, views  # noqa: E402, F401 - the views hang themselves on the blueprint
