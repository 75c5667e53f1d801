"""Weights: what share of each source cell goes into each target cell, made once for a pair of grids."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

_WHERE = "weights"
# Shares of one target may sum to a little more than 1 by rounding.
_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Weights:
    """Shares of source cells in target cells, row by row.

    starts   (target + 1) int64, where the entries of each target begin; the last is their number
    columns  (entry) int32, source cells, rising within a target
    shares   (entry) float64, above 0: the part of the target that this source cell gives. They sum to the part of the
             target that the source covers: 1 where it is whole, 0 (no entries) where the source has nothing
    sources  number of source cells
    method   how they were made, in one word

    Two weights are equal when all their numbers are.
    """

    starts: np.ndarray = field(repr=False)
    columns: np.ndarray = field(repr=False)
    shares: np.ndarray = field(repr=False)
    sources: int
    method: str

    def __post_init__(self):
        for name, dtype in (("starts", np.int64), ("columns", np.int32), ("shares", np.float64)):
            object.__setattr__(self, name, np.ascontiguousarray(getattr(self, name), dtype))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __eq__(self, other) -> bool:
        return isinstance(other, Weights) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    @cached_property
    def sha256(self) -> str:
        """Of all numbers and the method: the name of a stage that uses them."""
        whole = hashlib.sha256(f"{self.method} {len(self)} {self.sources}\n".encode())
        for array, dtype in ((self.starts, "<i8"), (self.columns, "<i4"), (self.shares, "<f8")):
            whole.update(array.astype(dtype, copy=False).tobytes())
        return whole.hexdigest()

    @cached_property
    def rows(self) -> np.ndarray:
        """(entry) the target of each entry."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))

    @cached_property
    def covered(self) -> np.ndarray:
        """(target) float64, the part of each target that the source covers, missing values aside."""
        return np.bincount(self.rows, self.shares, minlength=len(self))

    def part(self, targets) -> tuple["Weights", np.ndarray]:
        """The weights of some targets, in the order given, and the source cells they need.

        A block of the target reads only those cells: `apply_weights(part, values[needed])` has the bytes of the whole.

        >>> whole = weights_of([0, 1, 1], [0, 4, 9], [1, 0.5, 0.5], targets=2, sources=10, method="by hand")
        >>> few, needed = whole.part([1])
        >>> needed.tolist(), few.columns.tolist(), few.shares.tolist()
        ([4, 9], [0, 1], [0.5, 0.5])
        """
        targets = np.asarray(targets, np.int64)
        counts = np.diff(self.starts)[targets]
        starts = np.concatenate(([0], np.cumsum(counts)))
        entries = np.arange(starts[-1]) + np.repeat(self.starts[:-1][targets] - starts[:-1], counts)
        needed, columns = np.unique(self.columns[entries], return_inverse=True)
        return Weights(starts, columns, self.shares[entries], len(needed), self.method), needed

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name, to be saved."""
        return {"starts": self.starts, "columns": self.columns, "shares": self.shares}

    def metadata(self) -> dict[str, str | int]:
        """The rest: words and numbers, with the checksum."""
        return {"sources": self.sources, "method": self.method, "sha256": self.sha256}

    @classmethod
    def from_arrays(cls, arrays: dict, metadata: dict) -> "Weights":
        """Back from `arrays()` and `metadata()`; refused when they are damaged or of other weights."""
        found = cls(*(arrays[n] for n in ("starts", "columns", "shares")), metadata["sources"], metadata["method"])
        refuse_if(_problems(found))
        if found.sha256 != metadata["sha256"]:
            what = "these weights are not those that were saved"
            raise Refused(Problem("weights.checksum", _WHERE, what, found.sha256, metadata["sha256"], "Make them anew"))
        return found


def _problems(weights: Weights) -> list[Problem]:
    """What makes saved weights unusable; without these checks a kernel would read beyond its arrays."""
    starts, columns, shares = weights.starts, weights.columns, weights.shares
    faults = {
        "the starts are no rising row of numbers from 0 to the number of entries": not (
            starts.ndim == columns.ndim == shares.ndim == 1
            and starts.size > 0
            and starts[0] == 0
            and starts[-1] == columns.size == shares.size
            and (np.diff(starts) >= 0).all()
        ),
        "an entry names a source cell that there is not": columns.size > 0
        and not (columns.min() >= 0 and columns.max() < weights.sources),
        "a share is no number above 0": not (np.isfinite(shares) & (shares > 0)).all(),
    }
    found = [what for what, wrong in faults.items() if wrong]
    if not found and len(weights) and weights.covered.max() > 1 + _ROUNDING:
        found = ["the shares of a target sum to more than 1"]
    return [Problem("weights.damaged", _WHERE, what, next_step="Make them anew") for what in found]


def weights_of(row, column, share, *, targets: int, sources: int, method: str) -> Weights:
    """Weights from entries in any order; entries of the same target and source are added up.

    row, column, share  (entry) target cell, source cell, and the part of the target that the source cell gives

    >>> found = weights_of([1, 0, 1], [2, 0, 2], [0.25, 1, 0.5], targets=3, sources=4, method="by hand")
    >>> found.starts.tolist(), found.columns.tolist(), found.shares.tolist(), found.covered.tolist()
    ([0, 1, 2, 2], [0, 2], [1.0, 0.75], [1.0, 0.75, 0.0])
    """
    row, column = np.asarray(row, np.int64), np.asarray(column, np.int64)
    share = np.asarray(share, np.float64)
    key = row * sources + column
    order = np.argsort(key, kind="stable")
    key, share = key[order], share[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if first.size < key.size:
        key, share = key[first], np.add.reduceat(share, first)
    row, column = np.divmod(key, sources)
    starts = np.searchsorted(row, np.arange(targets + 1))
    found = Weights(starts, column, share, sources, method)
    refuse_if(_problems(found))
    return found
