"""What training found: arrays and plain words, to be saved as a dataset, checked and opened again."""

import hashlib
import json
from dataclasses import dataclass, field, fields

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import one_of
from .groups import COUNTS
from .methods import METHODS
from .table import INTERPOLATIONS, KINDS, Rule

FORMAT = 2
_HERE = "trained adjustment, "
_PLAIN = tuple(f.name for f in fields(Rule) if f.name != "options")
_OPTION = "option_"
_NUMBERS = {"window": int, "quantiles": int, "seed": int, "least_days": int, "wet_day": float, "growth": float}


@dataclass(frozen=True)
class Trained:
    """A rule and what was learnt by it.

    found  arrays float64 by name; the method's row of the table gives their dimensions
    cells  (cell) int64, the number of each cell in the whole grid
    rule   what was asked
    """

    found: dict[str, np.ndarray] = field(repr=False)
    cells: np.ndarray = field(repr=False)
    rule: Rule

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name, `cells` among them."""
        return {**self.found, "cells": self.cells}

    def dims(self) -> dict[str, tuple[str, ...]]:
        """The dimensions of each array, for whoever writes them into a dataset."""
        return {**METHODS[self.rule.method].learns, "cells": ("cell",)}

    def metadata(self) -> dict[str, str | float | int]:
        """The rest, as flat words and numbers, with a checksum of all of it."""
        words = {"format": FORMAT, **{name: getattr(self.rule, name) for name in _PLAIN}}
        words |= {_OPTION + name: value for name, value in sorted(self.rule.options.items())}
        return {**words, "checksum": _checksum(self.arrays(), words)}

    @classmethod
    def from_arrays(cls, arrays: dict, metadata: dict) -> "Trained":
        """Back from `arrays()` and `metadata()`; refused, with every fault, when they do not belong together."""
        words = {name: _plain(value) for name, value in metadata.items()}
        refuse_if(_wrong_words(words))
        options = {name.removeprefix(_OPTION): words[name] for name in words if name.startswith(_OPTION)}
        rule = Rule(**{name: words[name] for name in _PLAIN}, options=options)
        refuse_if(_wrong_arrays(arrays, rule))
        found = {name: np.ascontiguousarray(arrays[name], np.float64) for name in METHODS[rule.method].learns}
        trained = cls(found, np.ascontiguousarray(arrays["cells"], np.int64), rule)
        if trained.metadata()["checksum"] != words["checksum"]:
            what = "the numbers are not those that were saved"
            next_step = "Train again, or fetch the file again"
            raise Refused(Problem("trained.checksum", _HERE + "checksum", what, next_step=next_step))
        return trained


def _plain(value):
    """A number or word as Python has it; files give numpy's."""
    return value.item() if isinstance(value, np.generic | np.ndarray) and np.ndim(value) == 0 else value


def _checksum(arrays: dict, words: dict) -> str:
    found = hashlib.sha256(json.dumps(words, sort_keys=True).encode())
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        found.update(f"{name} {array.dtype.str} {array.shape}".encode())
        found.update(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
    return found.hexdigest()


def _wrong_words(words: dict) -> list[Problem]:
    lacking = sorted({"format", "checksum", *_PLAIN} - set(words))
    if lacking:
        return [Problem("trained.words", _HERE + "attributes", "words are not there", "none", ", ".join(lacking))]
    problems = [
        problem
        for name, table in (
            ("format", (FORMAT,)),
            ("method", METHODS),
            ("kind", KINDS),
            ("group", COUNTS),
            ("interpolation", INTERPOLATIONS),
        )
        for problem in one_of(words[name], table, _HERE + name)
    ]
    for name, kinds in _NUMBERS.items():
        if not isinstance(words[name], kinds):
            problems.append(
                Problem("trained.words", _HERE + name, "not such a number", repr(words[name]), kinds.__name__)
            )
    if words["method"] in METHODS:
        expected = {_OPTION + name for name in METHODS[words["method"]].options}
        given = {name for name in words if name.startswith(_OPTION)}
        if expected != given:
            what, allowed = "other options than the method has", ", ".join(sorted(expected)) or "none"
            problems.append(Problem("trained.words", _HERE + "options", what, ", ".join(sorted(given)), allowed))
    return problems


def _wrong_arrays(arrays: dict, rule: Rule) -> list[Problem]:
    """Arrays that lack, or whose dimensions do not fit one another or the rule."""
    learns = METHODS[rule.method].learns
    lacking = sorted({"cells", *learns} - set(arrays))
    if lacking:
        return [Problem("trained.arrays", _HERE + "arrays", "arrays are not there", "none", ", ".join(lacking))]
    length = {"cell": np.size(arrays["cells"]), "group": COUNTS[rule.group], "quantile": rule.quantiles, "end": 2}
    problems = []
    for name, dims in {"cells": ("cell",), **learns}.items():
        expected, got = tuple(length[dim] for dim in dims), np.shape(arrays[name])
        if expected != got:
            what = f"an array of the wrong shape, ({', '.join(dims)})"
            problems.append(Problem("trained.arrays", _HERE + name, what, str(got), str(expected)))
        if np.asarray(arrays[name]).dtype.kind not in "if":
            what = "an array that does not hold numbers"
            problems.append(
                Problem("trained.arrays", _HERE + name, what, str(np.asarray(arrays[name]).dtype), "numbers")
            )
    return problems
