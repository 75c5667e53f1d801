"""Sessions: a group meets in a hall; the desk of who facilitates, the wall, the phones, the helper's sheet."""

from flask import Blueprint

blueprint = Blueprint("sessions", __name__, url_prefix="/cases/<case_id>/sessions")

from . import changing, desk, entering, live, phone, planning, voices  # noqa: E402, F401 - they hang themselves on the blueprint
