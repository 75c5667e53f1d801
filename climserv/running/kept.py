"""Kept blocks: finished blocks on disk, named by everything that went into them, so that a killed run resumes."""

import hashlib
import json
import os
import tempfile
from collections import Counter
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from ..recipes.operations import OPERATIONS
from .blocks import Block, Numbers
from .lineage import ENGINE
from .plan import Plan


def block_name(plan: Plan, block: Block) -> str:
    """The hash of all that decides the block's numbers: steps, sources, cells, years; never paths or clocks."""
    strand = plan.strands[block.strand]
    positions = plan.tiles.turn[block.cells.start : block.cells.stop]
    parts = {
        "engine": ENGINE,
        "steps": [step.as_dict() for step in plan.filled.steps if not OPERATIONS[step.op].over_members],
        "inputs": plan.inputs,
        "references": plan.references if plan.adjusts else None,
        "outputs": plan.filled.outputs,
        "head": plan.head,
        "source": [fact.sha256 for fact in strand.source.files],
        "piece": strand.source.pieces.index(strand.piece),
        "member": strand.member,
        "reference": [fact.sha256 for fact in plan.reference.files] if plan.adjusts else None,
        "baseline": str(plan.baseline),
        "periods": {role: str(years) for role, years in strand.periods.items()},
        "tail": plan.tail,
        "weights": {name: weights.sha256 for name, weights in strand.weights.items()},
        "cells": hashlib.sha256(strand.cells[positions].astype("<i8").tobytes()).hexdigest(),
        "targets": hashlib.sha256(plan.selection.index[positions].astype("<i8").tobytes()).hexdigest(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


class KeptBlocks:
    """A folder of finished blocks; a damaged file counts as absent."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str) -> Numbers | None:
        path = self.folder / f"{name}.npz"
        if not path.exists():
            return None
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                facts = json.loads(str(stored["facts"]))
                periods = {
                    tuple(key): (stored[f"value_{n}"], stored[f"outcome_{n}"]) for n, key in enumerate(facts["periods"])
                }
                labels = {tuple(key): names for key, names in facts["labels"]}
        except (OSError, ValueError, KeyError, BadZipFile):
            path.unlink(missing_ok=True)
            return None
        return Numbers(periods, labels, Counter(facts["facts"]), facts["excluded"])

    def put(self, name: str, numbers: Numbers) -> None:
        """Write beside, then rename: another worker never sees half a block."""
        facts = {
            "periods": list(numbers.periods),
            "labels": list(numbers.labels.items()),
            "facts": numbers.facts,
            "excluded": numbers.excluded,
        }
        arrays = {"facts": np.array(json.dumps(facts, sort_keys=True))}
        for number, (value, outcome) in enumerate(numbers.periods.values()):
            arrays[f"value_{number}"], arrays[f"outcome_{number}"] = value, outcome
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)
        os.replace(temporary, self.folder / f"{name}.npz")
