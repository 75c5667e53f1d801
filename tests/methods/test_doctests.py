"""The worked series in the docstrings are true, in every module of the room."""

import doctest
import pkgutil
from importlib import import_module

import numpy as np
import pytest

import climserv.methods

from .series import days_between, seasons_of

MODULES = [found.name for found in pkgutil.walk_packages(climserv.methods.__path__, "climserv.methods.")]
KNOWN = {"np": np, "seasons_of": seasons_of, "days_between": days_between}


@pytest.mark.parametrize("module", MODULES)
def test_the_worked_series_of_a_module(module):
    result = doctest.testmod(import_module(module), extraglobs=KNOWN)
    assert result.failed == 0


def test_the_rooms_are_found():
    assert {"climserv.methods.calendars", "climserv.methods.seasons.onset"} <= set(MODULES)
