"""Matches: what data and recipes can honestly offer a need, axis by axis."""

from flask import Blueprint

blueprint = Blueprint("matches", __name__, url_prefix="/needs")

from . import alike, nearest, views  # noqa: E402, F401 - the views hang themselves on the blueprint
