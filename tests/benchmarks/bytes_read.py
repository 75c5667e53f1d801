"""Bytes read for three years of one district out of a long store, kept in each of the ways that producers use."""

import os
import tempfile
from itertools import product
from pathlib import Path

import netCDF4
import numpy as np

from .stores import write_store, zarr_of

# A district of twelve half-degree cells a side that knows nothing of the edges of chunks.
ROWS, COLUMNS, DAYS = range(13, 25), range(17, 29), 3 * 365

WAYS = {
    "classic": {"kind": "NETCDF3_64BIT_OFFSET"},
    "hdf5 without chunks": {},
    "chunks of a year, compressed": {"chunks": (366, 25, 25), "zlib": True, "complevel": 1},
    "chunks of a day, compressed": {"chunks": (1, None, None), "zlib": True, "complevel": 1},
    "zarr": {"chunks": (366, 25, 25)},
}


def bytes_read(quick: bool) -> dict:
    """For each way: bytes asked, stored bytes of the chunks that hold them, bytes taken from the system, of the disk.

    Numbers without chunks lie a row apart, and a disk gives pages of 4 kB: what the system reads for itself is more
    than what is asked of it. A chunk is unpacked whole, so that its bytes are the least that any reader can take.
    """
    years, size = (12, 40) if quick else (60, 60)
    stores = {}
    for name, options in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            stores[name] = _measured(Path(folder), years, size, dict(options), is_zarr=name == "zarr")
    return {"name": "bytes_read", "goal": 2, "years": years, "cells": size * size, "stores": stores}


def _measured(folder: Path, years: int, size: int, options: dict, *, is_zarr: bool) -> dict:
    from climserv.data.opening import open_file

    chunks = options.pop("chunks", None)
    chunks = chunks and tuple(length or size for length in chunks)
    path = write_store(folder / "pr.nc", years=years, size=size, chunks=chunks, **options)
    if is_zarr:
        path = zarr_of(path, folder / "pr.zarr", chunks)
    first = years * 365 // 2 - 200
    cells = np.array([row * size + column for row, column in product(ROWS, COLUMNS)])
    piece = open_file(path).piece
    # What is only read once, such as modules, is no part of the selection.
    piece.read("pr", 0, cells[:1], slice(0, 1))
    _forget(path)
    before = _counted()
    asked = piece.read("pr", 0, cells, slice(first, first + DAYS)).nbytes
    taken, of_disk = (after - start for after, start in zip(_counted(), before, strict=True))
    opening = _opening(path) if chunks and not is_zarr else 0
    touched = _stored(path, chunks, first) if chunks else asked
    told = {"asked": asked, "chunks_touched": touched, "opening": opening, "taken": taken - opening, "of_disk": of_disk}
    told |= {"taken_of_" + name: round(told["taken"] / told[name], 2) for name in ("chunks_touched", "asked")}
    return told if is_zarr else told | {"peer": "netCDF4", "peer_of_asked": round(_peer(path, first) / asked, 2)}


def _stored(path: Path, chunks: tuple[int, ...], first: int) -> int:
    """Bytes of the chunks that hold what is asked, as they stand on the disk."""
    spans = (range(first, first + DAYS), ROWS, COLUMNS)
    touched = set(product(*({place // size for place in span} for span, size in zip(spans, chunks, strict=True))))
    if path.is_dir():
        return sum(path.joinpath("pr", "c", *map(str, chunk)).stat().st_size for chunk in touched)
    import pyfive

    with path.open("rb") as file:
        held = pyfive.File(file)["pr"].id
        each = [held.get_chunk_info(number) for number in range(held.get_num_chunks())]
    places = ((tuple(at // size for at, size in zip(one.chunk_offset, chunks, strict=True)), one.size) for one in each)
    return sum(size for place, size in places if place in touched)


def _counted() -> tuple[int, int]:
    """Bytes that this process took from the system so far, and those that a disk had to give for it."""
    told = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(told["rchar"]), int(told["read_bytes"])


def _forget(path: Path) -> None:
    """Let the system forget what it holds of a store, as far as it will."""
    for file in path.rglob("*") if path.is_dir() else [path]:
        if file.is_file():
            with file.open("rb") as held:
                os.fsync(held.fileno())
                os.posix_fadvise(held.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _opening(path: Path) -> int:
    """Bytes that the library takes to see what kind of file it is: a block of the file system, here and there 4 MB."""
    before = _counted()[0]
    with netCDF4.Dataset(path):
        return _counted()[0] - before


def _peer(path: Path, first: int) -> int:
    """Bytes that the library takes for the same, when it is open."""
    with netCDF4.Dataset(path) as file:
        before = _counted()[0]
        file["pr"][first : first + DAYS, ROWS.start : ROWS.stop, COLUMNS.start : COLUMNS.stop]
        return _counted()[0] - before
