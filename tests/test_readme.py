"""What the README says is tried: its commands, its Python, its pictures, its links."""

import re
import shlex

import pytest
from click.testing import CliRunner

from climserv.cli import main

from .conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines() if line.startswith("climserv ")]


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs_as_written(command, instance, monkeypatch):
    """In the order of the page, because later ones use what earlier ones made; /tmp is a folder of the test."""
    monkeypatch.setenv("CLIMSERV_INSTANCE", str(instance / "instance"))
    monkeypatch.chdir(ROOT)
    words = shlex.split(command.replace("/tmp/", f"{instance}/"))[1:]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output


def test_the_commands_are_there():
    assert len(COMMANDS) >= 8
    assert {command.split()[1] for command in COMMANDS} >= {"data", "recipes", "match", "run", "product"}


def test_the_python_runs_as_written(instance, monkeypatch):
    monkeypatch.setenv("CLIMSERV_INSTANCE", str(instance / "instance"))
    monkeypatch.chdir(ROOT)
    (code,) = [text for kind, text in BLOCKS if kind == "python"]
    names = {}
    exec(code, names)
    assert {"member", "period", "season", "place"} <= set(names["product"].dims)
    assert names["report"].offers


def test_the_two_commands_are_those_that_ci_and_the_wheel_test_run():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    test_command = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    assert test_command in README
    for part in test_command.split(" && "):
        assert part.replace("install ", "install -q ") in ci
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/climserv demo" in README


@pytest.mark.parametrize("path", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
def test_every_picture_is_there(path):
    assert (ROOT / path).is_file()


def test_every_file_it_names_is_there():
    for name in re.findall(r"`((?:web|tests|sample_data|recipes|climserv)/[\w./-]+|LICENSE|\.ci/run)`", README):
        assert (ROOT / name).exists(), name
