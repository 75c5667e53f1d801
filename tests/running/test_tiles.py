"""Tiles follow the chunks of files: every cell once, no block over an edge, and nothing where nothing is told."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from climserv.data.places.areas import Selection
from climserv.running.planning.tiles import tiles_of


def grid(rows, columns):
    return SimpleNamespace(kind="grid", shape=(rows, columns))


def piece(cells, chunk):
    return SimpleNamespace(cells=cells, units={"pr": None}, chunk=lambda variable: chunk)


def selection(index):
    return Selection(np.asarray(index), np.ones(len(index)) / len(index), "all", None)


@given(
    rows=st.integers(1, 60), columns=st.integers(1, 60), chunk=st.tuples(st.integers(2, 40), st.integers(2, 40)),
    most=st.integers(1, 400),
)  # fmt: skip
def test_every_cell_stands_in_one_block(rows, columns, chunk, most):
    cells = grid(rows, columns)
    tiles = tiles_of(cells, selection(np.arange(rows * columns)), [piece(cells, chunk)], ["pr"])
    assert sorted(tiles.turn.tolist()) == list(range(rows * columns))
    blocks = tiles.blocks(most)
    assert [cell for block in blocks for cell in block] == list(range(rows * columns))
    assert all(1 <= len(block) <= most for block in blocks)


def test_a_chunk_is_decoded_by_one_block():
    cells = grid(50, 50)
    tiles = tiles_of(cells, selection(np.arange(2500)), [piece(cells, (25, 25))], ["pr"])
    for block in tiles.blocks(640):
        row, column = np.divmod(tiles.turn[block.start : block.stop], 50)
        assert len({*zip(row // 25, column // 25, strict=True)}) == 1
    assert len(tiles.blocks(640)) == 4


def test_without_chunks_or_on_another_grid_cells_stay_in_their_order():
    cells = grid(10, 10)
    for one in (piece(cells, None), piece(grid(5, 5), (5, 5)), piece(cells, (1, 10))):
        assert tiles_of(cells, selection(np.arange(100)), [one], ["pr"]).turn.tolist() == list(range(100))
