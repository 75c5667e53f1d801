"""A product made ready for the reader of this request."""

from collections.abc import Mapping

from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from .page import Page


def page_of(product: Mapping) -> Page:
    return Page(product, language(), area=_area(product))


def _area(product: Mapping) -> str:
    """The area's name in the language of the page, where the place it was asked for is still that place."""
    recorded = product["area"]["name"]
    try:
        names = house().places.place(str((product.get("order") or {}).get("area") or "")).name
    except Refused:
        return recorded
    return text_in(names, language()) if recorded in names.values() else recorded
