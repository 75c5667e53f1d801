"""Signing in and out, and the language of the pages."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")

from . import views  # noqa: E402, F401 - the views hang themselves on the blueprint
