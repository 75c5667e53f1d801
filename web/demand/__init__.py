"""Demand: what people wait for and nobody gives yet, as a list of work, and counted for a national plan."""

from flask import Blueprint

blueprint = Blueprint("demand", __name__, url_prefix="/demand")

from . import national, views  # noqa: E402, F401 - the views hang themselves on the blueprint
