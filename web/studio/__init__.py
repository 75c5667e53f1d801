"""The studio: the recipe book, each recipe as its users read it, and the page where a meteorologist writes one."""

from flask import Blueprint

blueprint = Blueprint("studio", __name__, url_prefix="/recipes")

from . import bringing, forms, index, sets, trying, versions, views, writing  # noqa: E402, F401 - the views hang themselves on the blueprint
