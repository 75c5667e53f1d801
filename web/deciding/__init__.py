"""Deciding: the things on the table in their versions, rounds on them, agreements, signatures, releases."""

from flask import Blueprint

blueprint = Blueprint("deciding", __name__, url_prefix="/cases")

from . import answering, opening, releasing, remarks, rounds, showing, signing, tabled, tabling, triggers, where  # noqa: E402, F401
