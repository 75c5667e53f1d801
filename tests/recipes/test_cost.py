"""What a recipe will take, told before data are read."""

import pytest

from climserv.recipes.cost import estimate, refuse_costly, seconds_of_a_cell
from climserv.recipes.filling import fill
from climserv.recipes.operations import OPERATIONS
from climserv.vocabulary.problems import Refused


@pytest.fixture(scope="module")
def filled(hot_days):
    return fill(hot_days)


def test_cost_grows_with_cells_years_and_members(filled):
    one = estimate(filled, cells=100, years=30)
    for more in ({"cells": 200, "years": 30}, {"cells": 100, "years": 60}, {"cells": 100, "years": 30, "members": 2}):
        assert estimate(filled, **more).seconds == pytest.approx(2 * one.seconds)
        assert estimate(filled, **more).result == 2 * one.result
    # A block is held at a time, and the answer of all.
    many, block = (estimate(filled, cells=cells, years=30) for cells in (1000, 320))
    assert many.memory - many.result == block.memory - block.result


def test_what_would_take_a_week_or_a_terabyte_is_refused_with_what_fits(filled):
    small = {"seconds": 3600, "memory": 2e9}
    assert refuse_costly(filled, cells=625, years=30, **small).seconds < 3600
    with pytest.raises(Refused) as refused:
        refuse_costly(filled, cells=50_000_000, years=80, members=20, **small)
    (problem,) = refused.value.problems
    assert problem.code == "recipe.cost"
    assert "days of one core" in problem.got
    cells = int(problem.allowed.split("at most ")[1].split()[0])
    assert refuse_costly(filled, cells=cells, years=80, members=20, **small).seconds <= 3600
    with pytest.raises(Refused, match="TB"):
        refuse_costly(filled, cells=10**9, years=80, members=50, **small)


def test_repeated_work_costs_more(book):
    step = next(iter(fill(book.recipe("rainy_season_onset")).steps))
    assert seconds_of_a_cell([step], 30) < 60
    turned = type(step)("xsdba.MBCn", 1, {"iterations": 20})
    more = type(step)("xsdba.MBCn", 1, {"iterations": 100})
    assert seconds_of_a_cell([more], 30) == pytest.approx(5 * seconds_of_a_cell([turned], 30))


def test_every_operation_costs_something():
    assert all(operation.cost > 0 for operation in OPERATIONS.values())
