"""Memory is said before a run: blocks that fit, refusals with what would fit, and a model that holds when measured."""

import dataclasses
import re

import netCDF4
import numpy as np
import pytest

from climserv.data.files import blocks as blocks_of_files
from climserv.data.files import large_chunks
from climserv.running.blocks.blocks import compute_block
from climserv.running.execution import execute, make_blocks
from climserv.running.keeping.stages import Stages
from climserv.running.planning import memory
from climserv.running.planning.memory import Need, sizes, stages_size
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.units import parse_quantity

EMBU = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="37.5,-0.7,37.7,-0.6")


@pytest.fixture(scope="module")
def embu(shelf):
    return make_plan(EMBU, shelf)


def test_the_options_that_are_told_would_fit(embu):
    need = Need(embu, 2)
    limit = need.least * 0.999
    with pytest.raises(Refused) as refusal:
        sizes(embu, f"{limit} byte", 2)
    said = str(refusal.value)
    assert "an area of at most" in said
    assert "members" in said
    assert "years" in said
    assert "a limit of at least" in said
    assert sizes(embu, f"{need.least * 1.001} byte", 2)[0] >= 1
    cells = int(said.split("an area of at most ")[1].split()[0])
    smaller = dataclasses.replace(embu, selection=dataclasses.replace(
        embu.selection, index=embu.selection.index[:cells], weights=embu.selection.weights[:cells]))  # fmt: skip
    assert sizes(smaller, f"{limit} byte", 2)[0] >= 1


@pytest.mark.parametrize("share", [0.03, 0.3, 0.6, 0.95])
def test_each_option_is_the_most_that_fits(embu, share):
    # A whole country: what comes out counts for more than one block.
    index = np.resize(embu.selection.index, 400_000)
    country = dataclasses.replace(embu, selection=dataclasses.replace(embu.selection, index=index))
    limit = Need(country, 2).least * share
    with pytest.raises(Refused) as refusal:
        sizes(country, f"{limit} byte", 2)
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


@pytest.fixture
def in_one_chunk(tmp_path, shelf):
    """A plan of a file that keeps all its numbers in one chunk, packed so that we unpack it, or only the library."""

    def plan(**packed):
        path, days = tmp_path / "whole.nc", 730
        with netCDF4.Dataset(path, "w") as file:
            for name, unit, values in (("time", "days since 2001-01-01", days), ("lat", "degrees_north", 8),
                                       ("lon", "degrees_east", 8)):  # fmt: skip
                file.createDimension(name, values)
                file.createVariable(name, "f8", (name,)).setncatts({"units": unit, "calendar": "noleap"})
                file[name][:] = np.arange(values)
            names = ("time", "lat", "lon")
            warm = file.createVariable("tasmax", "f4", names, chunksizes=(days, 8, 8), **packed)
            warm.setncatts({"units": "K", "standard_name": "air_temperature", "cell_methods": "time: maximum"})
            warm[:] = 290 + np.random.default_rng(1).random((days, 8, 8))
        return make_plan(Order("hot_days", (str(path),)), shelf)

    return plan


def test_a_chunk_that_is_unpacked_is_in_the_memory_that_is_told(in_one_chunk, monkeypatch):
    whole = 730 * 64 * 4
    assert Need(in_one_chunk(zlib=True), 2).unpacked == 3 * whole
    # Of a large one we cut, the library does not.
    monkeypatch.setattr(blocks_of_files, "LARGE", whole // 10)
    assert Need(in_one_chunk(zlib=True), 2).unpacked == 3 * (whole // 10)
    plan = in_one_chunk(zlib=True, fletcher32=True)
    need = Need(plan, 2)
    assert need.unpacked == 3 * whole
    with pytest.raises(Refused, match="Rewrite the file in smaller chunks"):
        sizes(plan, f"{need.least * 0.9} byte", 2)
    assert sizes(plan, f"{need.least * 1.01} byte", 2)[0] >= 1


def test_one_large_chunk_is_computed_within_the_limit_and_cut_once(in_one_chunk, monkeypatch):
    """The chunk is larger than all the memory there is; each variable is cut out of it once, not once a block."""
    plan, cuts, cut = in_one_chunk(zlib=True), [], large_chunks.cut_from
    expected = execute(plan, memory_limit="1 GB", workers=2)
    monkeypatch.setattr(large_chunks, "LARGE", 4_000)
    monkeypatch.setattr(blocks_of_files, "LARGE", 4_000)
    monkeypatch.setattr(large_chunks, "cut_from", lambda *asked: cuts.append(asked[-1]) or cut(*asked))
    limit = "180 kB"
    assert parse_quantity(limit, where="", like="byte").to("byte") < 730 * 64 * 4
    assert Need(plan, 2).least < 180_000
    found = execute(plan, memory_limit=limit, workers=2)
    assert len(cuts) < len(found)
    whole, parts = (
        np.concatenate([one.periods["record", "hot_days"][0] for one in all_of_it.values()])
        for all_of_it in (expected, found)
    )
    np.testing.assert_array_equal(whole, parts)
