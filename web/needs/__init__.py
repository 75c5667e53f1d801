"""Needs: taken in question by question, read back and confirmed, split and merged, on paper and as files."""

from flask import Blueprint

blueprint = Blueprint("needs", __name__, url_prefix="/needs")

# The views hang themselves on the blueprint.
from . import asking, confirming, family, past, pictures, sheets, views  # noqa: E402, F401
