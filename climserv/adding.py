"""Adding datasets to the catalogue of this instance: probe the files, check them, write the card."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from .catalogue.card import Card, Health
from .catalogue.catalogue import open_catalogue
from .catalogue.drafting import Said, dataset_id, draft_card
from .catalogue.intake import Group, read_collection
from .catalogue.writing import write_card
from .config import Settings
from .vocabulary.problems import Problem, Refused, refuse_if


@dataclass(frozen=True)
class Added:
    """A card that was written, where, and what the health check found in its files."""

    card: Card
    path: Path
    findings: tuple[dict[str, Any], ...]


def add_dataset(
    paths: Sequence[Path], said: Said, settings: Settings, *, today: date, check: bool = True, replacing: bool = False
) -> Added:
    """Write the card of a dataset whose files stay where they are; `Refused` with all that keeps it from being one."""
    from .data.probing import probe

    found, problems = _whole_paths(paths)
    cards = open_catalogue(settings)
    if said.dataset in cards and not (replacing and said.dataset in cards.own):
        next_step = "Choose another id" + (", or say --replace" if said.dataset in cards.own else "")
        problems.append(Problem("card.twice", "ID", "a dataset has this id already", said.dataset, "", next_step))
    if said.reference and said.reference not in cards:
        allowed = ", ".join(card.dataset for card in cards if card.role in ("observation", "station"))
        problems.append(Problem("card.reference", "--reference", "there is no such dataset", said.reference, allowed))
    refuse_if(problems)
    facts = probe(found)
    findings = _findings(found) if check else ()
    folder = Path(os.path.commonpath([path.parent for path in found]))
    facts["files"] = [
        {**fact, "path": path.relative_to(folder).as_posix()} for fact, path in zip(facts["files"], found, strict=True)
    ]
    card = draft_card(facts, said, folder=str(folder), health=health_of(findings, today) if check else None)
    return Added(card, write_card(card, settings.catalogue_folder / "cards", replace=replacing), findings)


def health_of(findings: Sequence[dict[str, Any]], today: date) -> Health:
    """How many findings of each kind, and when."""
    count = {kind: sum(one["severity"] == kind for one in findings) for kind in ("error", "warning", "note")}
    return Health(checked=today.isoformat(), errors=count["error"], warnings=count["warning"], notes=count["note"])


def import_collection(
    path: Path, said: Said, settings: Settings, *, today: date, check: bool = False, replacing: bool = False
) -> tuple[list[Added], list[Problem]]:
    """Cards of an intake-esm collection, one a group; beside them, why the other groups could not be added."""
    collection = read_collection(path)
    added, problems = [], []
    for group in collection.groups:
        problems += group.problems
        if not group.paths or group.problems:
            continue
        told = replace(
            said,
            dataset=dataset_id(f"{said.dataset}-{group.dataset}" if said.dataset else group.dataset),
            role=said.role or _role_of(group),
            origin=said.origin or f"{collection.description or collection.id} (intake-esm collection {path.name})",
        )
        try:
            added.append(add_dataset(group.paths, told, settings, today=today, check=check, replacing=replacing))
        except Refused as refusal:
            problems += [replace(one, where=f"{group.dataset}: {one.where}") for one in refusal.problems]
    return added, problems


def _role_of(group: Group) -> str:
    """What a group of a collection is, from the words CMIP and its kin use for experiments."""
    words = " ".join(group.shared.values()).lower()
    if any(word in words for word in ("reanalysis", "obs4mips", "observation")):
        return "observation"
    if any(word in words for word in ("hindcast", "dcpp")):
        return "hindcast"
    return "projection"


def _whole_paths(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """Each file once, by its true path: a card must not depend on where somebody stood, nor on a link."""
    from .data.files.paths import find_files

    found, problems = [], []
    for part in paths:
        named = [Path(path).resolve() for path in find_files(part)]
        if not named:
            problems.append(Problem("file.missing", str(part), "there is no such file"))
        for true in named:
            if true in found:
                problems.append(Problem("file.twice", str(part), "this file is named twice", true.name))
            else:
                found.append(true)
    return found, problems


def _findings(paths: Sequence[Path]) -> tuple[dict[str, Any], ...]:
    from .data.checking import TOGETHER, check_files

    return tuple(
        {**finding.as_dict(), "file": "" if name == TOGETHER else Path(name).name}
        for name, found in check_files(paths).items()
        for finding in found
    )
