"""Needs: written down, read aloud, saved half-done, brought and taken away as files."""

from flask import Blueprint

blueprint = Blueprint("needs", __name__, url_prefix="/needs")

from . import views  # noqa: E402, F401 - the views hang themselves on the blueprint
