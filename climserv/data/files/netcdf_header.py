"""NetCDF files, classic and HDF5: their headers, and raw reads of them, one thread at a time."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import prod
from pathlib import Path

import netCDF4
import numpy as np

from ...vocabulary.problems import Problem, Refused
from .classic_header import classic_runs
from .hdf5_chunks import Chunks, hdf5_chunks, read_chunks
from .hdf5_runs import hdf5_runs
from .headers import Header, Reader
from .runs import Runs, read_runs

# The HDF5 library below netCDF4 is not safe to call from two threads.
LIBRARY_LOCK = threading.RLock()


@contextmanager
def opened(path: Path | str) -> Iterator[netCDF4.Dataset]:
    """The file, open for reading raw values; holds the library's lock.

    Closed again at once: it opens in milliseconds, and a file held open is locked against whoever made it.
    """
    with LIBRARY_LOCK, netCDF4.Dataset(str(path), mode="r") as file:
        file.set_auto_maskandscale(False)
        file.set_auto_chartostring(True)
        yield file


def file_state(path: Path) -> tuple[int, int] | None:
    """Size and time of the last change: a product must not mix two states of a file, nor tell the checksum of one."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


class NetCDFReader:
    """Raw reads of a NetCDF file, as long as it stays the file that was opened.

    Numbers that lie in the file as they are (classic files, HDF5 without chunks) are read at their own places, at most
    `MOST_READ` times the bytes asked; of chunks each one that is touched is read, whole. Indices that follow one
    another and lie in the same chunks are served from one reading of these.
    """

    def __init__(self, path: Path):
        self.path, self.where, self._state = path, path.name, file_state(path)
        self._runs: dict[str, Runs | Chunks | None] = {}

    def cuts(self, name: str) -> bool:
        try:
            return self._known_runs(name) is not None
        except (RuntimeError, OSError, KeyError):
            # It is told when it is read.
            return False

    def read(self, name: str, indices: list[tuple[slice | int, ...]]) -> Iterable[np.ndarray]:
        if file_state(self.path) != self._state:
            raise Refused(changed(self.where))
        try:
            if isinstance(runs := self._known_runs(name), Runs):
                return read_runs(self.path, runs, indices)
            if runs is not None:
                return self._one_by_one(name, runs, indices)
            with opened(self.path) as file:
                variable = file.variables[name]
                _hold_a_chunk(variable)
                return [np.asarray(variable[index]) for index in indices]
        except (RuntimeError, OSError, KeyError, IndexError) as error:
            raise Refused(unreadable(self.where, name, error)) from None

    def _one_by_one(self, name: str, chunks: Chunks, indices: list[tuple[slice | int, ...]]) -> Iterator[np.ndarray]:
        try:
            yield from read_chunks(self.path, chunks, indices)
        except (OSError, IndexError) as error:
            raise Refused(unreadable(self.where, name, error)) from None

    def _known_runs(self, name: str) -> Runs | Chunks | None:
        if name not in self._runs:
            self._runs[name] = self._find_runs(name)
        return self._runs[name]

    def _find_runs(self, name: str) -> Runs | Chunks | None:
        if (runs := classic_runs(self.path, name)) is not None:
            return runs
        with opened(self.path) as file:
            variable = file.variables[name]
            return hdf5_runs(self.path, variable) or hdf5_chunks(self.path, variable)


def _hold_a_chunk(variable: netCDF4.Variable) -> None:
    """Let the library keep at least one chunk: what it cannot keep it unpacks again for each part of it."""
    chunks = variable.chunking()
    if isinstance(chunks, list):
        size, slots, preemption = variable.get_var_chunk_cache()
        if (chunk := prod(chunks) * variable.dtype.itemsize) > size:
            variable.set_var_chunk_cache(chunk, slots, preemption)


def changed(where: str) -> Problem:
    """A file is not the one that was opened."""
    next_step = "Run again, and leave the file alone meanwhile"
    return Problem("file.changed", where, "the file was changed after it was opened", "", "", next_step)


def trouble(error: Exception, path: Path) -> str:
    """What an error says, without the folders of this machine: uploads lie in one whose name nobody shall know."""
    said = getattr(error, "strerror", None) or str(error)
    return said.replace(f"{path.parent}{os.sep}", "").replace(f"{path.resolve().parent}{os.sep}", "")


def unreadable(where: str, name: str, error: Exception) -> Problem:
    """A block of a file cannot be read."""
    what, next_step = f"a block of {name} cannot be read", "Fetch the file again: it is damaged"
    said = getattr(error, "strerror", None) or str(error)
    return Problem("file.damaged", where, what, said, "", next_step)


class NetCDFHeader(Header):
    """What a NetCDF file says of itself; good only while `file` is open."""

    def __init__(self, file: netCDF4.Dataset, path: Path, reader: Reader | None = None):
        self.file, self.where, self.reader = file, path.name, reader or NetCDFReader(path)
        self.told = {n: {a: v.getncattr(a) for a in v.ncattrs()} for n, v in file.variables.items()}
        self.attributes = {name: file.getncattr(name) for name in file.ncattrs()}
        self.sizes = {name: len(dimension) for name, dimension in file.dimensions.items()}

    def dimensions(self, name):
        return self.file.variables[name].dimensions

    def dtype(self, name):
        return self.file.variables[name].dtype

    def chunks(self, name):
        chunks = self.file.variables[name].chunking()
        return tuple(chunks) if isinstance(chunks, list) else None

    def read(self, name, index=()):
        return np.asarray(self.file.variables[name][index or ...])

    def words(self, name):
        variable = self.file.variables[name]
        if variable.dtype is str:
            return [str(text).strip() for text in np.atleast_1d(variable[...]).ravel()]
        if variable.dtype.kind == "S":
            chars = np.asarray(variable[...])
            if chars.dtype.itemsize == 1 and chars.ndim > 1:
                chars = netCDF4.chartostring(chars)
            return [
                str(t.decode("utf-8", "replace") if isinstance(t, bytes) else t).strip("\0 ") for t in chars.ravel()
            ]
        return None
