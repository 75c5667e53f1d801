"""Products: the answer to a question, with all that stands behind it."""

from flask import Blueprint

blueprint = Blueprint("products", __name__, url_prefix="/products")

from . import views, what_if  # noqa: E402, F401 - the views hang themselves on the blueprint
