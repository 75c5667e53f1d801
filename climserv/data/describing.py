"""Describing datasets as plain tables, for `climserv data list` and `climserv data show`; opens no file."""

from collections.abc import Iterable
from typing import Any

from ..vocabulary.texts import text_in


def list_datasets(cards: Iterable[Any], language: str = "en") -> list[dict[str, object]]:
    """One row a dataset, sorted by id; ready for JSON."""
    rows = [
        {
            "dataset": card.dataset,
            "title": text_in(card.title, language),
            "role": card.role,
            "variables": list(card.variables),
            "step": card.step,
            "resolution": card.resolution,
            "period": ", ".join(card.periods or (card.period,)),
            "members": len(card.members),
            "made_for_demonstration": card.made_for_demonstration,
        }
        for card in cards
    ]
    return sorted(rows, key=lambda row: str(row["dataset"]))


def show_dataset(card: Any) -> dict[str, object]:
    """Everything a card says, ready for JSON."""
    return card.model_dump(mode="json", exclude_none=True)


def _health(health: Any) -> str:
    if health is None:
        return ""
    return f"checked {health.checked}: {health.errors} error(s), {health.warnings} warning(s)"


def show_lines(card: Any, language: str = "en") -> list[tuple[str, str]]:
    """What a reader wants to know of a dataset, as (heading, text), in reading order."""
    west, south, east, north = card.bounds
    lines = [
        ("dataset", card.dataset),
        ("title", text_in(card.title, language)),
        ("good for", text_in(card.about, language)),
        ("made", "made for demonstration" if card.made_for_demonstration else ""),
        ("role", card.role),
        ("variables", ", ".join(card.variables)),
        ("step", card.step),
        ("resolution", f"{card.resolution}; really tells {card.effective_resolution}"),
        ("period", ", ".join(card.periods or (card.period,))),
        ("area", f"longitude {west:g}..{east:g}, latitude {south:g}..{north:g}"),
        ("members", ", ".join(member.id for member in card.members)),
        ("calendars", ", ".join(card.calendars)),
        ("adjusted to", card.reference or ""),
        ("origin", text_in(card.origin, language)),
        ("licence", f"{card.licence.name} ({card.licence.source})"),
        ("passing on", "allowed" if card.licence.redistribution else "not without asking its makers"),
        ("consent", card.consent),
        ("health", _health(card.health)),
        *(("limit", text_in(limit, language)) for limit in card.limits),
    ]
    return [(heading, text) for heading, text in lines if text]
