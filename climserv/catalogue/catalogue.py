"""The catalogue: all dataset cards of some folders, found by id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from .. import config
from ..config import Settings
from ..vocabulary.model_problems import problems_of
from ..vocabulary.problems import Problem, Refused, did_you_mean, refuse_if, unknown_name
from ..vocabulary.yaml_text import Marked, read_yaml
from .card import Card

# An ensemble of some thousand files is one card.
LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True)
class Catalogue:
    """Cards sorted by id; `folders` says from which folder the file paths of each are counted.

    own     ids of the cards that were added here
    faults  what is wrong with cards that were added here and are left out
    """

    cards: tuple[Card, ...]
    folders: dict[str, Path]
    own: frozenset[str] = frozenset()
    faults: tuple[Problem, ...] = ()

    def card(self, dataset: str) -> Card:
        """The card with this id; raises `Refused` with the nearest id when there is none."""
        for card in self.cards:
            if card.dataset == dataset:
                return card
        raise unknown_name("dataset.unknown", "catalogue", "dataset", dataset, (card.dataset for card in self.cards))

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
        record = read_yaml(path.read_bytes(), str(path), LARGEST)
    except OSError as error:
        raise Refused(Problem("card.file", str(path), f"this file cannot be read: {error.strerror}")) from error
    if not isinstance(record.value, dict):
        raise Refused(Problem("card.form", str(path), "a card is a list of fields with values", str(record.value)))
    return record


def load_catalogue(*folders: Path) -> Catalogue:
    """All `*.yaml` cards of the folders (default: the shipped ones); every fault of every card is told at once.

    The files of a card are counted from the folder that holds its folder of cards: `sample_data/cards/x.yaml` names
    files in `sample_data/`; a card with a `folder` of its own says where they are.
    """
    chosen = [Path(folder) for folder in folders] or [_shipped_cards()]
    cards, homes, problems = _gathered(chosen)
    refuse_if(problems or [problem for _, problem in _wrong_references(cards)])
    return _catalogue(cards, homes)


def open_catalogue(settings: Settings) -> Catalogue:
    """The shipped cards and those added here.

    A card added here that cannot be read is left out and told in `faults`, so that one bad card does not stop a site.
    """
    shipped = load_catalogue()
    own = [folder for folder in own_folders(settings) if folder.is_dir()]
    cards, homes, faults = _gathered(own, known=shipped)
    together = {card.dataset: card for card in shipped} | cards
    for name, problem in _wrong_references(together):
        faults.append(problem)
        cards.pop(name, None)
        together.pop(name, None)
    homes = {name: home for name, home in homes.items() if name in cards}
    return replace(_catalogue(together, shipped.folders | homes), own=frozenset(cards), faults=tuple(faults))


def own_folders(settings: Settings) -> tuple[Path, ...]:
    """Where the cards of this instance stand: datasets added here, and what people contributed."""
    return settings.catalogue_folder / "cards", settings.instance / "contributed" / "cards"


def stamp(settings: Settings) -> tuple:
    """Changes whenever a card of this instance does; cheap enough to ask at every request."""
    found = []
    for folder in own_folders(settings):
        for path in sorted(folder.glob("*.yaml")):
            fact = path.stat()
            found.append((str(path), fact.st_mtime_ns, fact.st_size))
    return tuple(found)


def _shipped_cards() -> Path:
    return config.shipped("sample_data") / "cards"


def _catalogue(cards: dict[str, Card], homes: dict[str, Path]) -> Catalogue:
    ordered = tuple(cards[name] for name in sorted(cards))
    return Catalogue(ordered, {card.dataset: homes[card.dataset] for card in ordered})


def _gathered(
    folders: Iterable[Path], known: Iterable[Card] = ()
) -> tuple[dict[str, Card], dict[str, Path], list[Problem]]:
    """The cards of some folders, the folder each counts its files from, and what is wrong with the others."""
    cards: dict[str, Card] = {}
    homes: dict[str, Path] = {}
    problems: list[Problem] = []
    before = {card.dataset for card in known}
    for folder in folders:
        if not folder.is_dir():
            problems.append(Problem("catalogue.folder", str(folder), "there is no such folder of dataset cards"))
            continue
        for path in sorted(folder.glob("*.yaml")):
            try:
                card = load_card(path)
            except Refused as refusal:
                problems += refusal.problems
                continue
            if card.dataset in cards or card.dataset in before:
                what = f"another card in {homes.get(card.dataset, 'what is shipped')} has this id already"
                problems.append(Problem("card.twice", f"{path}: dataset", what, card.dataset))
                continue
            cards[card.dataset] = card
            homes[card.dataset] = Path(card.folder) if card.folder else folder.parent
    return cards, homes, problems


def _wrong_references(cards: dict[str, Card]) -> list[tuple[str, Problem]]:
    """Cards whose reference is not there, or is no observation; each with its problem."""
    observed = [name for name, card in cards.items() if card.role in ("observation", "station")]
    return [
        (
            name,
            Problem(
                "card.reference",
                f"card {name}: reference",
                "a reference is a dataset of observations in the same catalogue",
                card.reference,
                ", ".join(sorted(observed)),
                did_you_mean(card.reference, observed),
            ),
        )
        for name, card in sorted(cards.items())
        if card.reference is not None and card.reference not in observed
    ]
