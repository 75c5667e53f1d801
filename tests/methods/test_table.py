"""`climserv methods` tells every method with its source, and loads none of them."""

import ast
import json
import subprocess
import sys

from click.testing import CliRunner

from climserv.cli import main
from climserv.methods.table import HERE, list_methods

# Parts of methods, by module: they describe no way of computing of their own, and whoever calls them tells the source.
PARTS = {
    "adjustment.acts": "shares",
    "adjustment.family": "learn_quantiles",
    "adjustment.groups": "make_groups as_groups",
    "adjustment.nearest": "shift_nearest",
    "adjustment.ranks": "ranks_of_days quantiles_of_windows",
    "adjustment.scaling": "moments",
    "adjustment.table": "each_time",
    "adjustment.taught": "raised untaught slips",
    "adjustment.trends": "group_means distance_from_training",
    "arrays": "cells_by_time integers one_of share at_least",
    "calendars": "calendar_rule day_number number_of date_after season_label",
    "ensembles.thresholds": "passes",
    "heat.percentiles": "day_columns",
    "quantiles": "ends_of_runs room_for longest_group bins_for",
    "regridding.axes": "no_overlap",
    "regridding.polygons": "boxes flat_cells flat_areas",
    "regridding.sphere": "unit_vectors box_surfaces_km2 sine_widths turns_between",
    "regridding.weights": "weights_of",
    "seasons.counting": "count_days",
    "seasons.length": "paired aligned",
    "seasons.rules": "least_passing least_wet least_warm settle",
    "seasons.runs": "measure_runs",
    "table": "list_methods",
    "turning": "series_of put_series",
    "verification.adjusted": "dry_spell_lengths",
    "verification.events": "outcomes_of events_of",
    "water.balance": "crop_arrays rules planting_days begins alike",
    "water.crops": "root_depths",
    "water.periods": "months seasons_in_periods",
    "water.satisfaction": "by_day",
}

COMMAND = [sys.executable, "-c", "import sys; from climserv.cli import main; main(['methods'], standalone_mode=False)"]


def test_every_method_says_what_it_does_and_where_it_comes_from():
    found = list_methods()
    assert {"hot_days", "rainy_season_onset", "train", "apply"} <= {method.name for method in found}
    for method in found:
        assert len(method.about) >= 15, method.name
        assert len(method.source) > 10, method.name


def test_every_public_function_is_a_method_with_a_source_or_a_part_on_purpose():
    listed, unlisted = {(method.module, method.name) for method in list_methods()}, {}
    for path in HERE.rglob("*.py"):
        module = ".".join(path.relative_to(HERE).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and (module, node.name) not in listed and not _compiled_or_a_check(node):
                unlisted.setdefault(module, set()).add(node.name)
    assert unlisted == {module: set(names.split()) for module, names in PARTS.items()}


def _compiled_or_a_check(node):
    """A kernel, whose method stands beside it, or what looks at arguments."""
    kernel = any("njit" in ast.unparse(one) for one in node.decorator_list)
    return kernel or node.name.startswith(("refuse_", "checked_")) or node.name.endswith("_problems")


def test_the_source_runs_on_over_its_indented_lines():
    (onset,) = [method for method in list_methods() if method.name == "rainy_season_onset"]
    assert onset.source.startswith("Stern, Dennett and Dale (1982)")
    assert onset.source.endswith("stands to xclim and IRI")


def test_the_table_as_json_and_one_method_in_full():
    listed = json.loads(CliRunner().invoke(main, ["methods", "--json"]).stdout)
    assert len(listed) == len(list_methods())
    assert ">>>" in CliRunner().invoke(main, ["methods", "hot_days"]).stdout


def test_a_misspelt_method_is_answered_with_the_nearest():
    done = CliRunner().invoke(main, ["methods", "hot_day"])
    assert done.exit_code == 2
    assert "Did you mean hot_days?" in done.stderr


def test_no_kernel_is_loaded_to_tell_the_table():
    code = COMMAND[2] + "; assert 'numba' not in sys.modules and 'numpy' not in sys.modules"
    subprocess.run([*COMMAND[:2], code], check=True, capture_output=True)
