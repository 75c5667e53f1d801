"""The catalogue: all dataset cards of some folders, found by id."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from .. import config
from ..vocabulary.model_problems import problems_of
from ..vocabulary.problems import Problem, Refused, did_you_mean, refuse_if
from ..vocabulary.yaml_text import Marked, read_yaml
from .card import Card


@dataclass(frozen=True)
class Catalogue:
    """Cards sorted by id; `folders` says from which folder the file paths of each are counted."""

    cards: tuple[Card, ...]
    folders: dict[str, Path]

    def card(self, dataset: str) -> Card:
        """The card with this id; raises `Refused` with the nearest id when there is none."""
        for card in self.cards:
            if card.dataset == dataset:
                return card
        known = [card.dataset for card in self.cards]
        raise Refused(
            Problem(
                "dataset.unknown",
                "catalogue",
                "there is no such dataset",
                dataset,
                ", ".join(known) or "nothing: the catalogue is empty",
                did_you_mean(dataset, known),
            )
        )

    def folder(self, card: Card) -> Path:
        """The folder that the file paths of `card` are relative to."""
        return self.folders[card.dataset]

    def __contains__(self, dataset: object) -> bool:
        return dataset in self.folders

    def __iter__(self) -> Iterator[Card]:
        return iter(self.cards)

    def __len__(self) -> int:
        return len(self.cards)


def load_card(path: Path) -> Card:
    """One card from its YAML file; raises `Refused` with every fault, each with file, line and field."""
    record = _read(path)

    def place(loc: tuple[str | int, ...]) -> str:
        field = ".".join(str(part) for part in loc)
        return f"{record.place_of(loc)}: {field}" if field else record.where

    try:
        return Card.model_validate(record.value)
    except ValidationError as error:
        raise Refused(problems_of(error, Card, code="card", place=place)) from None


def _read(path: Path) -> Marked:
    try:
        record = read_yaml(path.read_bytes(), str(path))
    except OSError as error:
        raise Refused(Problem("card.file", str(path), f"this file cannot be read: {error.strerror}")) from error
    if not isinstance(record.value, dict):
        raise Refused(Problem("card.form", str(path), "a card is a list of fields with values", str(record.value)))
    return record


def load_catalogue(*folders: Path) -> Catalogue:
    """All `*.yaml` cards of the folders (default: the shipped ones); every fault of every card is told at once.

    The files of a card are counted from the folder that holds its folder of cards: `sample_data/cards/x.yaml` names
    files in `sample_data/`.
    """
    chosen = [Path(folder) for folder in folders] or [config.shipped("sample_data") / "cards"]
    cards: dict[str, Card] = {}
    homes: dict[str, Path] = {}
    problems: list[Problem] = []
    for folder in chosen:
        if not folder.is_dir():
            problems.append(Problem("catalogue.folder", str(folder), "there is no such folder of dataset cards"))
            continue
        for path in sorted(folder.glob("*.yaml")):
            try:
                card = load_card(path)
            except Refused as refusal:
                problems += refusal.problems
                continue
            if card.dataset in cards:
                what = f"another card in {homes[card.dataset]} has this id already"
                problems.append(Problem("card.twice", f"{path}: dataset", what, card.dataset))
                continue
            cards[card.dataset], homes[card.dataset] = card, folder.parent
    refuse_if(problems or _wrong_references(cards))
    ordered = tuple(cards[name] for name in sorted(cards))
    return Catalogue(ordered, {card.dataset: homes[card.dataset] for card in ordered})


def _wrong_references(cards: dict[str, Card]) -> list[Problem]:
    observed = [name for name, card in cards.items() if card.role in ("observation", "station")]
    return [
        Problem(
            "card.reference",
            f"card {name}: reference",
            "a reference is a dataset of observations in the same catalogue",
            card.reference,
            ", ".join(sorted(observed)),
            did_you_mean(card.reference, observed),
        )
        for name, card in sorted(cards.items())
        if card.reference is not None and card.reference not in observed
    ]
