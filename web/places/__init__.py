"""Places: chosen from a list, on a map, drawn or from a GPS file, told back in words, and shown on small maps."""

from flask import Blueprint

blueprint = Blueprint("places", __name__, url_prefix="/places")

from . import drawing, views  # noqa: E402, F401
