"""The commands about recipes, as a meteorologist meets them."""

import json

import pytest
from click.testing import CliRunner

from climserv.cli import main
from climserv.config import shipped
from climserv.recipes.loading import load_recipe
from climserv.recipes.writing.beginning import operation_of
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.problems import Refused

HOT = shipped("recipes") / "hot_days.yaml"


@pytest.fixture
def climserv(tmp_path, monkeypatch):
    """Run a command in a fresh instance, in an empty folder; answers click's result."""
    monkeypatch.setenv("CLIMSERV_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.chdir(tmp_path)

    def run(*words, **how):
        return CliRunner().invoke(main, ["recipes", *map(str, words)], catch_exceptions=False, **how)

    return run


def test_the_list_tells_what_each_can_answer(climserv):
    rows = {row["recipe"]: row for row in json.loads(climserv("list", "--json").output)}
    onset = rows["rainy_season_onset"]
    assert onset["envelope"]["space"] == {"from": "0.05 degree", "upto": "district"}
    assert onset["languages"] == ["en", "es", "fr", "sw"]
    assert onset["inputs"]["rain"]["variable"] == "pr"
    assert (onset["uses_hindsight"], rows["hot_days"]["uses_hindsight"]) == (True, False)
    assert onset["conventions"]["anchor"]
    assert (onset["state"], onset["origin"]) == ("offered", "shipped")
    assert onset["tests"] >= 5
    assert "When do the rains start for good?" in climserv("list").output


def test_one_recipe_is_shown_with_conventions_and_tests(climserv):
    told = json.loads(climserv("show", "hot_days", "--json").output)
    assert any("27" in sentence for sentence in told["conventions"])
    assert len(told["tests"]) == 4
    assert told["sha256"]
    assert "hot_days" in climserv("show", HOT).output
    assert climserv("show", "hot_dys").exit_code == 2
    assert climserv("show", "hot_days@9").exit_code == 2


def test_a_failed_golden_test_is_told_and_fails(climserv, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(HOT.read_text(encoding="utf-8").replace("value: 3 day}", "value: 2 day}"), encoding="utf-8")
    done = climserv("check", path)
    assert done.exit_code == 1
    assert "season 2001: expected 2 day, got 3 day (happened)." in done.output
    assert f"{path}: 3 of 4 golden tests passed, 1 failed" in done.output
    told = json.loads(climserv("check", path, HOT, "--json").output)
    assert [told[str(one)]["sound"] for one in (path, HOT)] == [False, True]
    skipped = climserv("check", path, "--no-tests")
    assert (skipped.exit_code, skipped.output) == (0, f"{path}: sound; 4 golden tests not run\n")


def test_a_mistake_is_told_with_its_line_and_no_test_is_run(climserv, tmp_path):
    path = tmp_path / "mine.yaml"
    text = HOT.read_text(encoding="utf-8").replace("operator: $operator", "operator: $operatr")
    path.write_text(text, encoding="utf-8")
    done = climserv("check", path)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "$operatr" in one)
    assert done.exit_code == 1
    assert f"mine.yaml:{line}: " in done.output
    assert done.output.endswith("1 mistake\n")


def test_a_recipe_without_tests_is_noted_and_sound(climserv, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(HOT.read_text(encoding="utf-8").split("\n# Worked by hand")[0], encoding="utf-8")
    done = climserv("check", path)
    assert (done.exit_code, "note: it has no golden tests" in done.output) == (0, True)


def test_a_new_recipe_passes_the_checks(climserv, tmp_path):
    done = climserv("new", "mine", "--yes", "--metric", "hot_days", "--season", "07-01,07-31", "--set",
                    "threshold=30 degC", "--languages", "fr", "--author", "A. Author")  # fmt: skip
    assert done.exit_code == 0
    assert "work one by hand" in done.output
    recipe = load_recipe(tmp_path / "mine.yaml")
    assert recipe.parameters["threshold"].default == "30 degC"
    assert recipe.parameters["season_start"].default == "07-01"
    assert set(recipe.title) == {"en", "fr"}
    assert climserv("check", "mine.yaml").exit_code == 0
    again = climserv("new", "mine", "--yes")
    assert again.exit_code == 2
    assert "not written over" in again.stderr


def test_new_asks_with_suggestions(climserv, tmp_path):
    done = climserv("new", "dry", "--metric", "longest_dry_spell", input="\n" * 20)
    assert done.exit_code == 0
    assert "wet_day" in done.output
    assert load_recipe(tmp_path / "dry.yaml").answers.metric == "longest_dry_spell"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--metric", "hot_dys"), "Did you mean hot_days?"),
        (("--metric", "season_length"), "no single operation gives this metric"),
        (("--set", "treshold=3 degC"), "Did you mean threshold?"),
        (("--input", "tasmx"), "Did you mean tasmax?"),
        (("--set", "threshold=300 degC"), "out of bounds"),
        (("--season", "soon"), "this is not a day of the year"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(climserv, tmp_path, words, told):
    done = climserv("new", "mine", "--yes", *words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (tmp_path / "mine.yaml").exists()


@pytest.mark.parametrize("metric", [one for one in METRICS if not one.startswith("index_")])
def test_every_metric_begins_a_sound_recipe_or_says_why_not(climserv, tmp_path, metric):
    done = climserv("new", "mine", "--yes", "--metric", metric)
    try:
        operation_of(metric)
    except Refused:
        assert done.exit_code == 2
        return
    assert done.exit_code == 0, done.stderr
    assert load_recipe(tmp_path / "mine.yaml").answers.metric == metric


def test_the_schema_is_printed_for_editors(climserv):
    told = json.loads(climserv("schema").output)
    assert told["$schema"].startswith("https://json-schema.org/")
    assert "step.hot_days" in told["$defs"]


def test_two_recipes_are_compared_in_words(climserv, tmp_path):
    path = tmp_path / "mine.yaml"
    text = HOT.read_text(encoding="utf-8").replace("default: 27 degC", "default: 30 degC")
    path.write_text(text.split("\n# Worked by hand")[0], encoding="utf-8")
    done = climserv("diff", "hot_days", path)
    assert done.exit_code == 0
    assert "threshold is now > 30 °C, was > 27 °C" in done.output
    assert climserv("diff", "hot_days@1", HOT).output == "nothing is different\n"
    assert json.loads(climserv("diff", "hot_days", path, "--json").output)[0]["group"] == "answer"
    assert climserv("diff", "hot_days@x", path).exit_code == 2


def test_a_recipe_goes_out_and_comes_in_as_one_file_or_a_zip(climserv, tmp_path):
    assert climserv("export", "hot_days", "--out", "one.yaml").exit_code == 0
    assert (tmp_path / "one.yaml").read_bytes() == HOT.read_bytes()
    assert climserv("export", "hot_days", "--out", "one.yaml").exit_code == 2
    assert climserv("export", "--out", "all.zip").exit_code == 0
    assert climserv("export", "--out", "all.yaml").exit_code == 2
    text = (tmp_path / "one.yaml").read_text(encoding="utf-8")
    (tmp_path / "one.yaml").write_text(text.replace("recipe: hot_days", "recipe: my_hot_days"), encoding="utf-8")
    assert climserv("import", "one.yaml").output == "my_hot_days v1: taken\n"
    rows = {row["recipe"]: row for row in json.loads(climserv("list", "--json").output)}
    assert rows["my_hot_days"]["origin"] == "instance"
    assert climserv("import", "one.yaml").exit_code == 2
    (tmp_path / "bad.yaml").write_text(text.replace("version: 1", "version: one"), encoding="utf-8")
    assert climserv("import", "bad.yaml").exit_code == 2
    assert climserv("import", "nowhere.yaml").exit_code == 2
