"""The small worked series in the docstrings are true."""

import doctest
from importlib import import_module

import numpy as np
import pytest

from .series import seasons_of


@pytest.mark.parametrize("module", ["adjustment", "calendars", "counting", "ensembles", "onset"])
def test_the_worked_series_of_a_module(module):
    found = import_module(f"climserv.methods.{module}")
    result = doctest.testmod(found, extraglobs={"np": np, "seasons_of": seasons_of})
    assert result.attempted > 0
    assert result.failed == 0
