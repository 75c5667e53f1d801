"""A unit that slipped is judged by all cells of a model together, however the grid is cut into parts and blocks."""

import netCDF4
import pytest

from climserv.running.blocks import blocks
from climserv.running.computing import compute
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused
from tests.benchmarks.region import write_region

SETTINGS = {"search_start": "02-01", "search_end": "03-01"}


@pytest.fixture
def asked(tmp_path, shelf, monkeypatch):
    """A plan of four cells, each a part of its own, after something was done to the model's rain (time, lat, lon)."""
    monkeypatch.setattr(blocks, "PART", 1)

    def plan(change):
        years = {"observed": (2001, 2010), "models": (2001, 2012)}
        observed, (model,) = write_region(tmp_path, size=2, members=1, **years)
        with netCDF4.Dataset(model, "a") as file:
            file["pr"][:] = change(file["pr"][:])
        order = Order("rainy_season_onset", (str(model),), str(observed), SETTINGS, baseline="2001-2010")
        return make_plan(order, shelf)

    return plan


def test_one_cell_where_a_model_never_rains_is_not_another_unit(asked):
    def dry_in_a_corner(rain):
        rain[:, 0, 0] *= 1e-5
        return rain

    found = compute(asked(dry_in_a_corner))
    assert found.adjustment["facts"]["without_training"] > 0
    assert found.adjustment["facts"]["days"] > 0


def test_a_model_whose_every_cell_is_too_dry_is_of_another_unit(asked):
    with pytest.raises(Refused) as refusal:
        compute(asked(lambda rain: rain / 86400))
    (problem,) = refusal.value.problems
    assert problem.code == "adjust.units"
    assert problem.where.startswith("model-1")
