"""Opening and selecting against plain `xarray.open_mfdataset`, on the same files in the same run."""

import resource
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np

from .stores import write_ensemble, write_store

# What is asked: three years of twelve cells a side, over the edge between two files and over edges of their blocks.
_BEFORE, _AFTER, _ROWS, _COLUMNS = 500, 595, slice(13, 25), slice(17, 29)
_CHUNKS = (1000, 12, 12)


def _seconds(act, runs: int = 3) -> float:
    """The best of some runs, all on files that the system has at hand."""
    found = []
    for _ in range(runs):
        before = time.perf_counter()
        act()
        found.append(time.perf_counter() - before)
    return min(found)


def _megabytes() -> float:
    """Memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def _bytes_read() -> int:
    return int(Path("/proc/self/io").read_text().split()[1])


def _opened(paths, folder: Path):
    from climserv.data.opening import open_source

    return open_source([str(path) for path in paths], catalogue={}, made_folder=folder)


def _peer(paths, **options):
    import xarray as xr

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return xr.open_mfdataset([str(path) for path in paths], **options)


def selection(quick: bool) -> dict:
    """Three years of a district out of a long store: bytes read for a byte asked, and seconds beside xarray's."""
    years, size = (20, 40) if quick else (60, 60)
    cells = np.array([r * size + c for r in range(_ROWS.start, _ROWS.stop) for c in range(*_COLUMNS.indices(size))])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        halves = [
            write_store(folder / f"pr_{first}.nc", years=years // 2, size=size, chunks=_CHUNKS, first=first)
            for first in (1961, 1961 + years // 2)
        ]
        edge = years // 2 * 365
        days = slice(edge - _BEFORE, edge + _AFTER)

        def ours() -> np.ndarray:
            (piece,) = _opened(halves, folder).pieces
            return piece.read("pr", 0, cells, days)

        def peers() -> np.ndarray:
            with _peer(halves) as data:
                return data.pr[days, _ROWS, _COLUMNS].values

        same = np.array_equal(ours(), peers().reshape(days.stop - days.start, -1).T)
        mine, theirs = _seconds(ours), _seconds(peers)
        (piece,) = _opened(halves, folder).pieces
        # Some file systems read megabytes whenever a file is opened; that is no part of selecting.
        opening = sum(_read_for(lambda path=path: _open_only(path)) for path in halves)
        read = _read_for(lambda: piece.read("pr", 0, cells, days)) - opening
    spans = ((slice(edge - _BEFORE, edge), slice(0, _AFTER)), (_ROWS,), (_COLUMNS,))
    counts = [sum(_blocks(span, size) for span in some) for some, size in zip(spans, _CHUNKS, strict=True)]
    touched, asked = 4 * np.prod(counts) * np.prod(_CHUNKS), 4 * len(cells) * (days.stop - days.start)
    told = {"read_of_blocks_touched": round(read / touched, 2), "read_of_bytes_asked": round(read / asked, 2)}
    return _told("selection", mine, theirs) | {"same_numbers": same} | told


def _blocks(span: slice, size: int) -> int:
    """How many blocks of an axis a span touches."""
    return (span.stop - 1) // size - span.start // size + 1


def _open_only(path: Path) -> None:
    from climserv.data.files.netcdf_header import NetCDFReader

    NetCDFReader(path).read("lat", [(slice(0, 1),)])


def _read_for(act) -> int:
    before = _bytes_read()
    act()
    return _bytes_read() - before


def ensemble(quick: bool) -> dict:
    """Opening an ensemble of 200 files as one, ten models of twenty periods; its goal is 10 s and flat memory."""
    count = 40 if quick else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_ensemble(folder, models=10, files=count)
        _opened(paths[: count // 4], folder)
        start = _megabytes()
        _opened(paths[: count // 4], folder)
        quarter = _megabytes() - start
        held = _opened(paths, folder)
        whole = _megabytes() - start
        mine = _seconds(lambda: _opened(paths, folder), 2)
        by_model = [paths[first : first + count // 10] for first in range(0, count, count // 10)]

        def peers() -> None:
            members = [_peer(files, combine="nested", concat_dim="time") for files in by_model]
            for data in members:
                data.close()

        theirs = _seconds(peers, 2)
    told = {"goal_s": 10, "files": count, "members": len(held.pieces)}
    return (
        _told("ensemble", mine, theirs)
        | told
        | {"grown_mb": {str(count // 4): round(quarter, 1), str(count): round(whole, 1)}}
    )


def series_at_a_point(quick: bool) -> dict:
    """The whole series of one cell from a file that is kept one day a block, the worst that there is."""
    years, size = (5, 40) if quick else (20, 60)
    with tempfile.TemporaryDirectory() as name:
        path = write_store(Path(name) / "pr.nc", years=years, size=size, chunks=(1, size, size))

        def ours() -> None:
            (piece,) = _opened([path], path.parent).pieces
            piece.read("pr", 0, np.array([size * 7 + 5]), slice(None))

        def peers() -> None:
            with _peer([path]) as data:
                data.pr[:, 7, 5].values  # noqa: B018 - reading is the act

        mine, theirs = _seconds(ours), _seconds(peers)
    return _told("series_at_a_point", mine, theirs)


def _told(name: str, mine: float, theirs: float) -> dict:
    return {
        "name": name,
        "ours_s": round(mine, 3),
        "peer": "xarray.open_mfdataset",
        "peer_s": round(theirs, 3),
        "ratio": round(theirs / mine, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
