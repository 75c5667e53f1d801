"""Runs: how far the work is, stopping it, and where it leads."""

from flask import Blueprint

blueprint = Blueprint("runs", __name__, url_prefix="/runs")

from . import views  # noqa: E402, F401 - the views hang themselves on the blueprint
