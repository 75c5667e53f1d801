"""Select first: what is read is at most twice what is asked, counted at the files themselves."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from climserv.data.files.netcdf_header import NetCDFReader
from climserv.data.opening import open_file
from climserv.data.places.areas import select_cells

from .making import add_axis, start_file

YEARS, SIZE = 30, 40
KINDS = {"blocks": (1000, 5, 5), "contiguous": None, "a day a block": (1, SIZE, SIZE)}
THREE_YEARS = slice(3650, 3650 + 3 * 365)


@pytest.fixture(scope="module", params=KINDS)
def store(request, tmp_path_factory):
    """Thirty years of noise round the seam of a 0..360 grid: file and its chunks."""
    path, days = tmp_path_factory.mktemp("store") / "store.nc", YEARS * 365
    with start_file(path, days=np.arange(days)) as file:
        add_axis(file, "lat", np.arange(SIZE) / 2 + 5, "degrees_north")
        add_axis(file, "lon", np.arange(SIZE) * 9.0, "degrees_east")
        rain = file.createVariable("pr", "f4", ("time", "lat", "lon"), chunksizes=KINDS[request.param])
        rain.units = "mm/day"
        for first in range(0, days, 3650):
            shape = (min(3650, days - first), SIZE, SIZE)
            rain[first : first + shape[0]] = np.random.default_rng(first).gamma(0.5, 10, shape)
    return path, KINDS[request.param]


@pytest.fixture(scope="module")
def piece(store):
    return open_file(store[0]).piece


def taken(piece, cells, times) -> int:
    """Bytes that the reader hands over for a block."""
    sizes, read = [], NetCDFReader.read

    def counting(self, name, indices):
        found = list(read(self, name, indices))
        sizes.extend(part.nbytes for part in found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(NetCDFReader, "read", counting)
        values = piece.read("pr", 0, cells, times)
    assert np.isfinite(values).all()
    return sum(sizes)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    west=st.integers(-180, 150),
    width=st.integers(1, 120),
    south=st.floats(5, 22),
    height=st.floats(0.3, 4),
    first=st.integers(0, (YEARS - 3) * 365),
)
def test_three_years_of_a_district_are_little_more_than_themselves(piece, west, width, south, height, first):
    east = min(west + width, 180)
    cells = select_cells(piece.cells, f"{west},{south},{east},{south + height}", None).index
    times = slice(first, first + 30)
    assert taken(piece, cells, times) <= 2 * 4 * len(cells) * 30


def test_a_slanting_district_is_read_in_several_boxes(piece):
    cells = np.arange(20) * SIZE + np.arange(20)
    assert taken(piece, cells, THREE_YEARS) <= 2 * 4 * 20 * 3 * 365


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux counts what a process reads")
@pytest.mark.parametrize("store", ["a day a block"], indirect=True)
def test_chunks_on_both_sides_of_the_seam_are_read_once(store, piece):
    path, _ = store
    # Two boxes, in chunks that are more than the library holds at once: box after box each would be read twice.
    cells = select_cells(piece.cells, "-30,6,30,9", None).index
    before = _bytes_read()
    piece.read("pr", 0, cells, slice(None))
    assert _bytes_read() - before <= 1.1 * path.stat().st_size


def _bytes_read() -> int:
    return int(Path("/proc/self/io").read_text().split()[1])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux counts what a process reads")
@pytest.mark.parametrize("store", ["blocks"], indirect=True)
def test_the_disk_is_asked_for_the_chunks_that_are_touched(store, piece):
    path, chunks = store
    cells = select_cells(piece.cells, "45,6,129,9", None).index
    # What is imported for the first read is read from disk, too.
    list(NetCDFReader(path).read("pr", [(slice(0, 1),) * 3]))
    before = _bytes_read()
    values = piece.read("pr", 0, cells, THREE_YEARS)
    read = _bytes_read() - before
    row, column = cells // SIZE, np.rint(piece.cells.lon[cells] / 9).astype(int)
    blocks = {(t, r, c) for t in range(3, 5) for r, c in zip((row // 5).tolist(), (column // 5).tolist(), strict=True)}
    assert values.nbytes <= read <= 2 * len(blocks) * 4 * np.prod(chunks)
