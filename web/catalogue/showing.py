"""A dataset card as the pages show it."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from climserv.catalogue.card import Card
from climserv.catalogue.files import state_of
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.variables import VARIABLES

from ..places.drawing import Mark, box_geometry, draw_map

# The strip of years is this wide in its own units.
WIDTH = 1000


def role_words() -> dict[str, str]:
    return {
        "station": _("Measured at stations"),
        "observation": _("Observations"),
        "projection": _("Climate models, years to come"),
        "forecast": _("Forecast"),
        "hindcast": _("Past forecasts"),
    }


def step_words() -> dict[str, str]:
    return {
        "hour": _("hourly"),
        "day": _("daily"),
        "dekad": _("every ten days"),
        "month": _("monthly"),
        "year": _("yearly"),
    }


def state_words(state: str) -> str:
    """What has become of the files, where that is worth a word."""
    return {
        "changed": _("Its files have changed since this card was written"),
        "missing": _("Its files are not there"),
        "not looked at": _("The date of its files has changed; their content was not compared yet"),
    }.get(state, "")


@dataclass(frozen=True)
class Strip:
    """Years that a dataset holds, on an axis that all datasets share: (x, width, words) of each stretch."""

    first: int
    last: int
    stretches: tuple[tuple[float, float, str], ...]
    ticks: tuple[tuple[float, int], ...]


def axis_of(cards) -> tuple[int, int]:
    """The years from the first to the last that any dataset holds, as whole decades."""
    years = [year for card in cards for part in card.years for year in (part.first, part.last)]
    return (min(years) // 10 * 10, -(-(max(years) + 1) // 10) * 10) if years else (1950, 2100)


def strip_of(card: Card, axis: tuple[int, int]) -> Strip:
    first, last = axis
    unit = WIDTH / (last - first)
    stretches = tuple(
        (round((part.first - first) * unit, 1), round(len(part) * unit, 1), str(part)) for part in card.years
    )
    step = next(step for step in (10, 20, 50, 100, 200, 500, 1000) if (last - first) / step <= 5)
    ticks = tuple((round((year - first) * unit, 1), year) for year in range(-(-first // step) * step, last + 1, step))
    return Strip(first, last, stretches, ticks)


def bounds_in_words(card: Card) -> str:
    """Where the data lie, in degrees."""
    west, south, east, north = card.bounds

    def degrees(low: float, high: float, minus: str, plus: str) -> str:
        ends = [f"{abs(value):g}° {minus if value < 0 else plus}" for value in dict.fromkeys((low, high))]
        return " – ".join(ends)

    north_south = degrees(south, north, _("S"), _("N"))
    return f"{north_south}, {degrees(west, east, _('W'), _('E'))}"


def show_card(card: Card, folder, axis: tuple[int, int], language: str, *, own: bool, quick: bool = True) -> dict:
    """Everything the list and the page say of a dataset."""
    where = bounds_in_words(card)
    state = state_of(card, folder, quick=quick)
    return {
        "id": card.dataset,
        "title": text_in(card.title, language),
        "about": text_in(card.about, language),
        "role": role_words()[card.role],
        "made_for_demonstration": card.made_for_demonstration,
        "variables": [text_in(VARIABLES[name].label, language) for name in card.variables],
        "step": step_words()[card.step],
        "resolution": length_words(card.resolution),
        "effective": length_words(card.effective_resolution),
        "coarser": card.resolution != card.effective_resolution,
        "period": ", ".join(card.periods or (card.period,)),
        "members": _members(card),
        "calendars": ", ".join(card.calendars),
        "licence": card.licence,
        "consent": card.consent,
        "origin": text_in(card.origin, language),
        "limits": [text_in(limit, language) for limit in card.limits],
        "reference": card.reference,
        "health": health_words(card),
        "state": state,
        "state_words": state_words(state),
        "strip": strip_of(card, axis),
        "map": draw_map([Mark(where, box_geometry(card.bounds))], language),
        "where": where,
        "own": own,
    }


def length_words(text: str) -> str:
    """A size of place for people: `at points`, `0.05°`, `250 km`."""
    if text == "point":
        return _("points")
    return text.replace(" degrees", "°").replace(" degree", "°")


def _members(card: Card) -> str:
    if not card.members:
        return ""
    models = ngettext("%(num)s model", "%(num)s models", len(card.models))
    scenarios = ngettext("%(num)s scenario", "%(num)s scenarios", len(card.scenarios))
    return f"{models}, {scenarios}"


def health_words(card: Card) -> str:
    health = card.health
    if health is None:
        return ""
    errors = ngettext("%(num)s error", "%(num)s errors", health.errors)
    warnings = ngettext("%(num)s warning", "%(num)s warnings", health.warnings)
    if not health.errors and not health.warnings:
        return _("Checked on %(day)s, and nothing wrong was found", day=health.checked)
    return _("Checked on %(day)s: %(errors)s, %(warnings)s", day=health.checked, errors=errors, warnings=warnings)
