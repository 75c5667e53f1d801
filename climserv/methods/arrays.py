"""What kernels are handed: arrays of one kind, so that each kernel is compiled once."""

import numpy as np

from climserv.vocabulary.problems import Problem, Refused


def cells_by_time(values, name: str, length: int | None = None) -> np.ndarray:
    """`values` as float32 (cell, time), contiguous in time; refused when it has other dimensions."""
    values = np.require(values, np.float32, ["C", "W"])
    if values.ndim != 2 or (length is not None and values.shape[1] != length):
        allowed = "(cell, time)" if length is None else f"(cell, time) with {length} days"
        raise Refused(Problem("array.shape", name, "an array of the wrong shape", str(values.shape), allowed))
    return values


def integers(values, dtype=np.int32) -> np.ndarray:
    """`values` as contiguous integers of one width."""
    return np.require(values, dtype, ["C", "W"])


def one_of(value, allowed, where: str) -> list[Problem]:
    """A problem when `value` is not in the table `allowed`."""
    if value in allowed:
        return []
    return [Problem("argument.choice", where, "no such choice", str(value), ", ".join(map(str, allowed)))]


def share(value, where: str) -> list[Problem]:
    """A problem when a number is no share from 0 to 1."""
    if 0 <= value <= 1:
        return []
    return [Problem("argument.bounds", where, "a share must lie between 0 and 1", str(value), "0 to 1")]


def at_least(value, least, where: str) -> list[Problem]:
    """A problem when a number is below `least`, or no number."""
    if value >= least:
        return []
    return [Problem("argument.bounds", where, "a number out of bounds", str(value), f"{least} or more")]
