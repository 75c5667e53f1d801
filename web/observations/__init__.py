"""Observations: rain gauges and sowing dates, typed on a phone or brought as a sheet, with consent, and taken back."""

from flask import Blueprint

blueprint = Blueprint("observations", __name__, url_prefix="/observations")

from . import views  # noqa: E402, F401 - the views hang themselves on the blueprint
