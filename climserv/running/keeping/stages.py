"""Stages: daily series kept between runs, so that a changed threshold starts from them and reads nothing again.

Each is a Zarr array (format 3) of one block, contiguous in time, in one chunk without compression: its bytes are the
numbers themselves, so a stage is opened by mapping its file into memory, and costs no copy.
"""

import json
import os
import resource
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..blocks.values import Days, Series, Static

# What is held open in one process; the operating system takes the memory back when it needs it.
_OPEN_BYTES = 4 * 2**30
# Each holds a file open, of which a process may have few (often 1024): this part of them, the others are for the data.
_OPEN_SHARE = 4
# Pruned to this share of the limit, so that it is not done for every block.
_PRUNED_TO = 0.9
# What this process may add [share of the limit] before it looks again at what others added.
_LOOK_AGAIN = 0.05
# Half-written stages of workers that died are cleared after so long [s].
_ABANDONED_AFTER = 3600


@dataclass(frozen=True)
class Stage:
    """A kept value, and what the steps that led to it counted, by the steps' names."""

    value: Series | Static
    facts: Mapping[str, Mapping[str, int]]


class Stages:
    """A folder of stages, at most `limit` bytes of them; those not used for longest go first."""

    def __init__(self, folder: Path, limit: float):
        self.folder, self.limit = folder, limit
        self._lock = threading.Lock()
        self._open: OrderedDict[str, tuple[np.ndarray, dict]] = OrderedDict()
        self._open_bytes = 0
        self._most_open = max(16, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // _OPEN_SHARE)
        self._added: float | None = None

    def __reduce__(self):
        return (Stages, (self.folder, self.limit))

    def get(self, name: str, days: Days) -> Stage | None:
        """The value of this name on these days; None when it is not there, or damaged."""
        found = self._mapped(name)
        if found is None:
            return None
        array, told = found
        if told["kind"] == "static":
            return Stage(Static(array, told["unit"]), told["facts"])
        if array.shape[1] != len(days):
            return None
        return Stage(Series(array, days, told["variable"], told["unit"]), told["facts"])

    def put(self, name: str, value: object, facts: Mapping[str, Mapping[str, int]]) -> None:
        """Keep a value; written beside and renamed, so that another worker never sees half of it."""
        if not isinstance(value, Series | Static) or value.values.nbytes > self.limit:
            return
        final = self._path(name)
        if final.exists():
            return
        series = isinstance(value, Series)
        told = {
            "kind": "series" if series else "static",
            "variable": value.variable if series else "",
            "unit": value.unit,
            "facts": {step: dict(counts) for step, counts in facts.items()},
        }
        array = np.ascontiguousarray(value.values)
        told["sum"] = _sum(array)
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
            workshop = Path(tempfile.mkdtemp(dir=final.parent, prefix=".making-"))
        except OSError:
            return
        try:
            _write(workshop, array, told)
            workshop.rename(final)
        except OSError:
            # No room on disk: stages only save time. Or another worker was quicker; both hold the same.
            shutil.rmtree(workshop, ignore_errors=True)
            return
        self._note(array.nbytes)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}.zarr"

    def _mapped(self, name: str) -> tuple[np.ndarray, dict] | None:
        with self._lock:
            if name in self._open:
                self._open.move_to_end(name)
                return self._open[name]
        folder = self._path(name)
        try:
            told = json.loads((folder / "zarr.json").read_text())
            shape, kind = tuple(told["shape"]), np.dtype(told["data_type"]).newbyteorder("<")
            # Kernels ask for arrays they may write to; nothing that is written reaches the file, or is ever written.
            array = np.memmap(folder / _chunk(len(shape)), kind, mode="c", shape=shape)
            if _sum(array.view(np.ndarray)) != told["attributes"]["sum"]:
                raise ValueError("its bytes are not those that were kept")
            os.utime(folder)
        except OSError:
            return None
        except (ValueError, KeyError, TypeError):
            shutil.rmtree(folder, ignore_errors=True)
            return None
        found = (array.view(np.ndarray), told["attributes"])
        with self._lock:
            self._open[name] = found
            self._open_bytes += array.nbytes
            while len(self._open) > 1 and (self._open_bytes > _OPEN_BYTES or len(self._open) > self._most_open):
                _, (oldest, _) = self._open.popitem(last=False)
                self._open_bytes -= oldest.nbytes
        return found

    def _note(self, size: int) -> None:
        """Count what is kept, and make room when it is too much; other workers keep stages in the same folder."""
        with self._lock:
            if self._added is not None and self._added + size <= _LOOK_AGAIN * self.limit:
                self._added += size
                return
            self._added = 0
            there = sorted(self._kept())
            held = sum(size for _, size, _ in there)
            if held > (1 - _LOOK_AGAIN) * self.limit:
                for _, size, folder in there:
                    if held <= _PRUNED_TO * self.limit:
                        break
                    shutil.rmtree(folder, ignore_errors=True)
                    held -= size
            for workshop in self.folder.glob("*/.making-*"):
                with suppress(OSError):
                    if workshop.stat().st_mtime < time.time() - _ABANDONED_AFTER:
                        shutil.rmtree(workshop, ignore_errors=True)

    def _kept(self) -> list[tuple[float, int, Path]]:
        """When each was used last, how large it is, and where it lies."""
        found = []
        for folder in self.folder.glob("*/*.zarr"):
            try:
                told = json.loads((folder / "zarr.json").read_text())
                size = int(np.prod(told["shape"])) * np.dtype(told["data_type"]).itemsize
                found.append((folder.stat().st_mtime, size, folder))
            except (OSError, ValueError, KeyError):
                continue
        return found


def _sum(array: np.ndarray) -> str:
    """The sum of all bytes, eight at a time: another one when any bit is, and many times faster than a hash.

    Taken once, when a stage is opened, as its bytes come from disk.
    """
    plain = array.reshape(-1).view(np.uint8)
    whole = plain.size // 8 * 8
    total = int(plain[:whole].view(np.uint64).sum(dtype=np.uint64)) + int(plain[whole:].sum(dtype=np.uint64))
    return f"{total:x}"


def _write(folder: Path, array: np.ndarray, told: dict) -> None:
    (folder / "zarr.json").write_text(json.dumps(_metadata(array, told), sort_keys=True))
    chunk = folder / _chunk(array.ndim)
    chunk.parent.mkdir(parents=True)
    array.tofile(chunk)


def _chunk(dims: int) -> str:
    return "/".join(["c", *["0"] * dims])


def _metadata(array: np.ndarray, told: dict) -> dict:
    """`zarr.json` of an array in one chunk, little-endian, uncompressed."""
    return {
        "zarr_format": 3,
        "node_type": "array",
        "shape": list(array.shape),
        "data_type": array.dtype.name,
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": list(array.shape)}},
        "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
        "fill_value": "NaN" if array.dtype.kind == "f" else 0,
        "codecs": [{"name": "bytes", "configuration": {"endian": "little"}}],
        "dimension_names": ["cell", "time"] if told["kind"] == "series" else None,
        "attributes": told,
    }
