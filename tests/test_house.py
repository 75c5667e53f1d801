"""What holds for the house as a whole: light imports, small files, a wheel that carries everything."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from .conftest import ROOT

HEAVY = ("xarray", "dask", "numba", "netCDF4", "matplotlib", "pandas", "scipy", "numpy")


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh Python holds after running `code`."""
    program = f"{code}\nimport sys; print(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.splitlines()[-1].split())


def test_importing_climserv_loads_nothing_else():
    loaded = loaded_by("import climserv")
    assert loaded.isdisjoint({*HEAVY, "pint", "pydantic", "sqlalchemy", "flask", "click"})


def test_help_loads_no_array_library_nor_the_web():
    code = "from click.testing import CliRunner; from climserv.cli import main; CliRunner().invoke(main, ['--help'])"
    assert loaded_by(code).isdisjoint({*HEAVY, "flask", "sqlalchemy", "pint"})


def test_what_serves_the_demonstration_loads_no_array_library():
    code = "import climserv.demo, climserv.serving, climserv.working; from web import create_app"
    assert loaded_by(code).isdisjoint({"xarray", "dask", "numba", "netCDF4", "matplotlib", "pandas"})


def test_checking_recipes_and_matching_needs_load_no_array_library():
    code = "\n".join(
        [
            "from climserv.matching.matching import match",
            "from climserv.config import shipped",
            "assert match(shipped('sample_data') / 'needs' / 'suffolk-wheat-flowering.yaml').offers",
        ]
    )
    assert loaded_by(code).isdisjoint({"xarray", "dask", "numba", "netCDF4", "matplotlib", "pandas"})


SOURCES = sorted(path for room in ("climserv", "web", "tests") for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_400_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_tree_at_the_top_is_the_one_of_the_design():
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    top = {line.split("/")[0] for line in listed.splitlines()}
    allowed = {"climserv", "web", "recipes", "sample_data", "tests", "pyproject.toml", "README.md", "LICENSE"}
    assert top <= allowed | {".ci", ".gitignore", ".gitattributes"}


def test_sample_data_stays_small():
    size = sum(path.stat().st_size for path in (ROOT / "sample_data").rglob("*") if path.is_file())
    assert size < 10_000_000


def test_the_wheel_carries_everything_and_runs_outside_the_checkout(tmp_path: Path):
    """Built, installed into an empty environment, and the demonstration made from there."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("climserv-*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / "bin" / "python"
    installed = subprocess.run([python, "-m", "pip", "install", "-q", wheel], capture_output=True, text=True)
    if installed.returncode and not os.environ.get("CI"):
        pytest.skip(f"the packages it needs cannot be had here: {installed.stderr.splitlines()[-1]}")
    assert installed.returncode == 0, installed.stderr
    instance = tmp_path / "instance"
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [python.parent / "climserv", "demo", "--no-serve"],
        cwd=tmp_path,
        env=environment | {"CLIMSERV_INSTANCE": str(instance)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    products = list((instance / "store" / "products").iterdir())
    assert len([p for p in products if (p / "product.json").is_file()]) == 3
    upgraded = subprocess.run(
        [python, "-c", "import climserv, web, sys; print(climserv.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(tmp_path) in upgraded.stdout
