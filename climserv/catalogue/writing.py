"""Writing a card: as YAML that reads back the same, whole or not at all."""

import os
import secrets
from pathlib import Path

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.yaml_text import write_yaml
from .card import Card


def card_yaml(card: Card) -> str:
    """The text of a card; what is as it is by default is left out."""
    return write_yaml(card.model_dump(mode="json", exclude_defaults=True))


def write_card(card: Card, folder: Path, *, replace: bool = False) -> Path:
    """Write `<dataset>.yaml` into a folder of cards; an id that is taken is refused unless `replace`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{card.dataset}.yaml"
    draft = folder / f".{card.dataset}.{secrets.token_hex(4)}"
    try:
        draft.write_text(card_yaml(card), encoding="utf-8")
        if replace:
            draft.replace(path)
        else:
            os.link(draft, path)  # Refuses, in one step, when the name is taken.
    except FileExistsError:
        next_step = "Choose another id, or say --replace"
        raise Refused(
            Problem("card.twice", "dataset", "a card has this id already", card.dataset, "", next_step)
        ) from None
    finally:
        draft.unlink(missing_ok=True)
    return path
