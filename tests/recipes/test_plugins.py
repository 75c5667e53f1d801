"""Operations of other packages: declared by entry points, read without arrays, left out when they fail."""

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from climserv.recipes.operations import OPERATIONS
from climserv.recipes.operations.plugins import GROUP, declared_elsewhere
from climserv.recipes.operations.table import ROOMS, Table

DECLARING = """
from climserv.recipes.conventions import SEASONS, Convention
from climserv.recipes.operations import OF, OPERATORS, Argument, Operation

OPERATIONS = (
    Operation(
        "frosty.chilly_days", 1, "Counts the days colder than a threshold",
        (
            OF,
            Argument("threshold", "quantity", "how cold", unit="degC", low=-90, high=60),
            Argument("season", "season", "first and last day"),
        ),
        needs="series", gives="seasonal",
        conventions=(
            Convention("missing", "any: one missing day makes the season unknown"),
            Convention("outcome", "happened: a count; unknown"),
            *SEASONS,
        ),
        source="The frosty package", variables=("tasmin",), metric="frost_days",
        function="frosty_running:chilly_days",
    ),
)
"""

RUNNING = """
import numpy as np

from climserv.running.blocks.values import Seasonal


def chilly_days(values, arguments, context):
    series = values["of"]
    seasons = series.seasons(*arguments.season())
    cold = series.values < arguments.number("threshold", "K")
    count = np.stack([cold[:, f : f + n].sum(axis=1) for f, n in zip(seasons.first, seasons.length)], axis=1)
    return Seasonal(count.astype("f4"), np.ones(count.shape, np.uint8), seasons)
"""

RECIPE = """\
recipe: chilly
version: 1
title: {en: Chilly}
question: {en: How many days are chilly?}
authors: [A. Author]
answers: {metric: frost_days, time: [season], space: {from: point, upto: district}, horizons: [past]}
inputs: {tasmin: {variable: tasmin}}
steps:
  - frosty.chilly_days: {threshold: 4 degC, season: {from: 05-01, to: 09-30}}
  - ensemble: {statement: at_least, at: [10 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


def point(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, GROUP)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package beside ours, as `pip install` would leave it."""
    (tmp_path / "frosty.py").write_text(DECLARING)
    (tmp_path / "frosty_running.py").write_text(RUNNING)
    info = tmp_path / "frosty-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: frosty\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\nfrosty = frosty:OPERATIONS\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def test_an_installed_package_is_read_without_arrays_and_run_by_its_function(installed):
    """In a process of its own: the web reads the declaration; the function is imported when it is first run."""
    script = f"""
import sys
from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
filled = fill(read_recipe({RECIPE!r}, "it.yaml"))
assert filled.steps[0].op == "frosty.chilly_days", filled.steps
assert not {{"xarray", "dask", "numba", "frosty_running"}} & set(sys.modules)
from climserv.running.functions import CELL_WISE
assert CELL_WISE["frosty.chilly_days"].__name__ == "chilly_days"
assert "frosty.chilly_days" in list(CELL_WISE)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("frosty", "raise OSError('no licence')", "OSError: no licence"),
        ("frosty", "import nothing_of_this_name", "ModuleNotFoundError"),
        ("frosty", "OTHER = ()", "AttributeError"),
        ("frosty", "OPERATIONS = (1, 2)", "it gives int, not an Operation"),
        ("icy", DECLARING, "operation frosty.chilly_days is not called icy.something"),
        ("frosty", DECLARING.replace("frosty_running:chilly_days", ""), "names no function"),
        (
            "frosty",
            DECLARING.replace('source="The frosty package"', 'source=""'),
            "it has no words about it, or no source",
        ),
        ("xclim", DECLARING.replace("frosty.chilly_days", "xclim.chilly_days"), "declared by somebody else"),
    ],
)
def test_a_package_that_fails_is_a_warning(tmp_path, monkeypatch, name, text, expected):
    (tmp_path / "failing_steps.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "failing_steps", raising=False)
    with pytest.warns(RuntimeWarning, match=GROUP) as told:
        assert declared_elsewhere([point(name, "failing_steps:OPERATIONS")]) == {}
    assert expected in str(told[0].message)
    monkeypatch.delitem(sys.modules, "failing_steps", raising=False)


def test_our_own_names_stay_ours():
    onset = OPERATIONS["onset"]
    table = Table(ROOMS, lambda: {"onset": OPERATIONS["hot_days"], "frosty.x": OPERATIONS["hot_days"]})
    assert table["onset"] is onset
    assert table["frosty.x"] is OPERATIONS["hot_days"]
    assert len(table) == len(list(table)) == len(set(table))
    assert "frosty.y" not in table
    with pytest.raises(ValueError, match="declared twice"):
        Table((*ROOMS, ROOMS[0]))
