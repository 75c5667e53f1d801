"""Memory is said before a run: blocks that fit, refusals with what would fit, and a model that holds when measured."""

import dataclasses
import re

import numpy as np
import pytest

from climserv.running import memory
from climserv.running.blocks import compute_block
from climserv.running.execution import make_blocks
from climserv.running.memory import Need, block_size, stages_size
from climserv.running.order import Order
from climserv.running.plan import make_plan
from climserv.running.stages import Stages
from climserv.vocabulary.problems import Refused

EMBU = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="37.5,-0.7,37.7,-0.6")


@pytest.fixture(scope="module")
def embu(shelf):
    return make_plan(EMBU, shelf)


def test_the_options_that_are_told_would_fit(embu):
    need = Need(embu, 2)
    limit = need.least * 0.999
    with pytest.raises(Refused) as refusal:
        block_size(embu, f"{limit} byte", 2)
    said = str(refusal.value)
    assert "an area of at most" in said
    assert "members" in said
    assert "years" in said
    assert "a limit of at least" in said
    assert block_size(embu, f"{need.least * 1.001} byte", 2) >= 1
    cells = int(said.split("an area of at most ")[1].split()[0])
    smaller = dataclasses.replace(embu, selection=dataclasses.replace(
        embu.selection, index=embu.selection.index[:cells], weights=embu.selection.weights[:cells]))  # fmt: skip
    assert block_size(smaller, f"{limit} byte", 2) >= 1


@pytest.mark.parametrize("share", [0.03, 0.3, 0.6, 0.95])
def test_each_option_is_the_most_that_fits(embu, share):
    # A whole country: what comes out counts for more than one block.
    index = np.resize(embu.selection.index, 400_000)
    country = dataclasses.replace(embu, selection=dataclasses.replace(embu.selection, index=index))
    limit = Need(country, 2).least * share
    with pytest.raises(Refused) as refusal:
        block_size(country, f"{limit} byte", 2)
    said = str(refusal.value)
    for what, smaller in (("members", memory._with_members), ("years", memory._with_years)):
        found = re.search(rf"at most (\d+) (?:of the \d+ )?{what}", said)
        most = int(found[1]) if found else 0
        assert not most or Need(smaller(country, most), 2).block(limit) >= 1
        assert Need(smaller(country, most + 1), 2).block(limit) == 0


def test_more_years_members_and_inputs_need_more(embu, shelf):
    need = Need(embu, 2)
    fewer = Need(dataclasses.replace(embu, strands=embu.strands[:2]), 2)
    plain = Need(make_plan(dataclasses.replace(EMBU, reference=None, data=("embu-observed",)), shelf), 2)
    assert fewer.result < need.result
    assert sum(plain.series) < sum(need.series)


def test_blocks_grow_with_the_limit_up_to_the_largest(embu):
    need = Need(embu, 1)
    sizes = [need.block(need.least + cells * (need.read + need.made)) for cells in (0, 3, 10**6)]
    assert sizes[0] < sizes[1] < sizes[2] == memory.LARGEST_BLOCK


def test_what_stages_will_take_is_told_before(embu, tmp_path):
    stages = Stages(tmp_path, 1e9)
    for block in make_blocks(embu, "4 GB", 1):
        compute_block(embu, block, stages, trials=False)
    taken = sum(path.stat().st_size for path in tmp_path.glob("*/*.zarr/c/0/0"))
    assert 0.9 * stages_size(embu) <= taken <= stages_size(embu)
