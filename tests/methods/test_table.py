"""`climserv methods` tells every method with its source, and loads none of them."""

import json
import subprocess
import sys

from click.testing import CliRunner

from climserv.cli import main
from climserv.methods.table import list_methods

COMMAND = [sys.executable, "-c", "import sys; from climserv.cli import main; main(['methods'], standalone_mode=False)"]


def test_every_method_says_what_it_does_and_where_it_comes_from():
    found = list_methods()
    assert {"hot_days", "rainy_season_onset", "train", "apply"} <= {method.name for method in found}
    for method in found:
        assert len(method.about) >= 15, method.name
        assert len(method.source) > 10, method.name


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
