"""Cohorts: needs that one workshop should join, for who brings people together."""

from flask import Blueprint

blueprint = Blueprint("cohorts", __name__, url_prefix="/workshops")

from . import views  # noqa: E402, F401 - the views hang themselves on the blueprint
