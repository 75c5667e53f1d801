"""Sheets: the tools a group fills together, the game, minutes, promises, looking back, and what is kept of oneself."""

from flask import Blueprint

blueprint = Blueprint("sheets", __name__, url_prefix="/cases")

from . import filling, measuring, minutes, oneself, playing, promises, reflecting, reporting, reviewing  # noqa: E402, F401
