"""Kept blocks: finished blocks on disk, named by everything that went into them, so that a killed run resumes."""

import json
import os
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import numpy as np

from ...recipes.operations import OPERATIONS
from ..blocks.blocks import Block, Numbers
from ..planning.lineage import digest
from ..planning.plan import Plan
from .code import code

# What finished blocks may take on disk [bytes]: they are of use until their run has ended, and to one asked again.
MOST_BYTES = 2 * 2**30
# Half-written files of workers that died are cleared after so long [s].
_ABANDONED_AFTER = 3600


def block_name(plan: Plan, block: Block, *, trials: bool = True) -> str:
    """The hash of all that decides the block's numbers: code, steps, sources, cells and where they lie, years.

    Never paths or clocks. `trials` says whether the block holds the adjustment tried out of sample, too.
    """
    strand = plan.strands[block.strand]
    positions = plan.tiles.turn[block.cells.start : block.cells.stop]
    index = plan.selection.index[positions]
    parts = {
        "code": code(),
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
        "domains": {name: between.domain for name, between in strand.between.items()},
        "cells": [strand.cells[positions], index, plan.target.lat[index], plan.target.lon[index]],
        "trials": trials,
    }
    return digest(parts)


class KeptBlocks:
    """A folder of finished blocks, at most `limit` bytes of them; a damaged file counts as absent."""

    def __init__(self, folder: Path, limit: float = MOST_BYTES):
        self.folder, self.limit = folder, limit
        folder.mkdir(parents=True, exist_ok=True)
        self._make_room()

    def get(self, name: str) -> Numbers | None:
        path = self.folder / f"{name}.npz"
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                facts = json.loads(str(stored["facts"]))
                periods = {
                    tuple(key): (stored[f"value_{n}"], stored[f"outcome_{n}"]) for n, key in enumerate(facts["periods"])
                }
                labels = {tuple(key): names for key, names in facts["labels"]}
                numbers = Numbers(periods, labels, Counter(facts["facts"]), facts["excluded"])
        except OSError:
            return None
        except Exception:
            # Half-written, empty or changed on disk: the reader of such files has many ways to say so.
            path.unlink(missing_ok=True)
            return None
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))
        return numbers

    def put(self, name: str, numbers: Numbers) -> None:
        """Write beside, then rename: another worker never sees half a block. Without room on disk nothing is kept."""
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
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, **arrays)
            os.replace(temporary, self.folder / f"{name}.npz")
        except OSError:
            Path(temporary).unlink(missing_ok=True)

    def _make_room(self) -> None:
        """Once a run: what died half-written goes, and the blocks that were not used for longest."""
        there = sorted(
            (max(fact.st_atime, fact.st_mtime), fact.st_size, path) for path, fact in _files(self.folder, "*.npz")
        )
        held = sum(size for _, size, _ in there)
        for _, size, path in there:
            if held <= self.limit:
                break
            path.unlink(missing_ok=True)
            held -= size
        for path, fact in _files(self.folder, "*.part"):
            if fact.st_mtime < time.time() - _ABANDONED_AFTER:
                path.unlink(missing_ok=True)


def _files(folder: Path, pattern: str) -> list[tuple[Path, os.stat_result]]:
    """Files with their facts; another worker may clear some at the same time."""
    found = []
    for path in folder.glob(pattern):
        with suppress(OSError):
            found.append((path, path.stat()))
    return found
