"""Sheets: the tools a group fills, the game, minutes, promises, messages, looking back, what is kept of oneself."""

from flask import Blueprint

blueprint = Blueprint("sheets", __name__, url_prefix="/cases")

from . import (  # noqa: E402, F401
    filling,
    measuring,
    messages,
    minutes,
    oneself,
    playing,
    promises,
    reflecting,
    reporting,
    reviewing,
)
