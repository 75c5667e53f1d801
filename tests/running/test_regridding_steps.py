"""A `regrid` step: models placed on the observations' cells by shares, the same under any blocks."""

import numpy as np
import pytest

from climserv.config import shipped
from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.weights import weights_of
from climserv.running.blocks.blocks import Block, Reading
from climserv.running.blocks.record import read_series
from climserv.running.computing import compute
from climserv.running.planning import memory
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

STEP = "  - adjust: {of: rain, method: quantile_delta_mapping"


@pytest.fixture
def placed(shelf, tmp_path):
    """Plans of the onset recipe with a `regrid` step of some method."""

    def plan(method, before=STEP):
        text = (shipped("recipes") / "rainy_season_onset.yaml").read_text()
        step = f"  - regrid: {{of: rain, method: {method}}}\n"
        assert text.count(before) == 1
        path = tmp_path / f"{method}.yaml"
        path.write_text(text.replace(before, step + before))
        return make_plan(Order(str(path), ("embu-models",), "embu-observed", area="37.4,-0.7,37.8,-0.4"), shelf)

    return plan


@pytest.mark.parametrize("method", ["conservative", "bilinear"])
def test_a_block_holds_what_the_weights_give_of_the_whole_source(placed, method):
    plan = placed(method)
    number, strand = next((n, s) for n, s in enumerate(plan.strands) if s.projected)
    block = Block(number, range(1, 4))
    found = Reading(plan, block).whole["rain"]
    everywhere = np.arange(len(strand.piece.cells))
    days = slice(0, found.values.shape[1])
    first = int(np.flatnonzero(strand.piece.dates.year == found.year[0])[0])
    raw = strand.piece.read("pr", strand.member, everywhere, slice(first, first + 365), unit="mm/day")
    expected = apply_weights(strand.weights["rain"], raw)[plan.selection.index[plan.tiles.turn[1:4]]]
    np.testing.assert_array_equal(found.values[:, days][:, :365], expected)


def test_blocks_never_change_what_is_placed(placed, monkeypatch):
    plan = placed("bilinear")
    whole = compute(plan)
    monkeypatch.setattr(memory, "LARGEST_BLOCK", 3)
    pieces = compute(plan, workers=3)
    assert whole.grid.identical(pieces.grid)
    assert whole.summary == pieces.summary
    assert not whole.grid["value"].identical(compute(placed("nearest")).grid["value"])


def test_it_stands_before_other_steps(placed):
    with pytest.raises(Refused, match="before anything else is done with it"):
        placed("conservative", before="  - onset:\n")


def test_nearest_is_what_it_was_without_a_step(placed, shelf):
    order = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="37.4,-0.7,37.8,-0.4")
    plain, named = compute(make_plan(order, shelf)), compute(placed("nearest"))
    assert plain.grid.identical(named.grid)


def test_a_block_wholly_outside_the_source_reads_nothing_and_is_missing(placed):
    plan = placed("bilinear")
    number, strand = next((n, s) for n, s in enumerate(plan.strands) if s.projected)
    read = read_series(strand.piece, "pr", strand.member, np.empty(0, np.intp), list(strand.periods.values()))
    assert read.values.shape == (0, len(read.year))
    assert read.values.dtype == np.float32
    sizes = {"targets": len(strand.weights["rain"]), "sources": len(strand.piece.cells)}
    strand.weights["rain"] = weights_of([], [], [], **sizes, method="by hand")
    found = Reading(plan, Block(number, range(1, 4))).whole["rain"]
    assert found.values.shape[0] == 3
    assert np.isnan(found.values).all()
