"""The producer's view on the page of a recipe: whom it could serve if its answers were wider."""

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from climserv.matching.demand.widening import Widening, if_it_gave
from climserv.recipes.model import Recipe
from climserv.vocabulary.scales import HORIZONS, TIME_SCALES
from climserv.vocabulary.texts import text_in

from ..demand.reading import read_demand
from ..languages import language


def wider(recipe: Recipe) -> list[dict]:
    """Each widening that would serve somebody, in words; counted are the needs that are open to the reader."""
    demand = read_demand()
    found = if_it_gave(demand.board, recipe, demand.groups, demand.whose)
    return [{"words": _words(one)} for one in found]


def _words(one: Widening) -> str:
    needs = ngettext("one need", "%(num)s needs", len(one.needs))
    told = format_decimal(one.people)
    people = ngettext("one person", "%(people)s people", one.people, people=told) if one.people else ""
    whom = ", ".join(part for part in (needs, people) if part)
    if one.axis == "time":
        return _(
            "If it answered by %(scale)s: %(whom)s", scale=text_in(TIME_SCALES[one.value].label, language()), whom=whom
        )
    if one.axis == "horizon":
        horizon = text_in(HORIZONS[one.value].label, language())
        return _("If it answered for %(horizon)s: %(whom)s", horizon=horizon, whom=whom)
    if one.axis == "size":
        return _("If it answered for places of %(size)s: %(whom)s", size=one.value, whom=whom)
    return _("If it answered for single stations and gauges: %(whom)s", whom=whom)
