"""The recipe book."""

import subprocess
import sys

import pytest

from climserv.config import shipped
from climserv.recipes.book import load_book
from climserv.vocabulary.problems import Refused

from .small import SMALL

LANGUAGES = {"en", "fr", "sw", "es"}


def test_the_shipped_book(book):
    assert [recipe.id for recipe in book] == sorted(path.stem for path in shipped("recipes").glob("*.yaml"))
    assert "hot_days" in book
    assert "cold_days" not in book


def test_shipped_recipes_speak_four_languages(book):
    for recipe in book:
        texts = [recipe.title, recipe.question, *recipe.limits, *(p.ask for p in recipe.parameters.values())]
        assert all(set(text) == LANGUAGES for text in texts)
        assert all(len(set(text.values())) == len(LANGUAGES) for text in texts)
        assert recipe.references


def test_a_misspelt_recipe_is_answered_with_the_nearest(book):
    with pytest.raises(Refused) as refusal:
        book.recipe("rainy_seson_onset")
    assert str(refusal.value) == (
        "recipe: there is no such recipe. Got: rainy_seson_onset. Allowed: hot_days, rainy_season_onset. "
        "Did you mean rainy_season_onset?"
    )


def test_the_newest_version_is_given(tmp_path):
    for version in (2, 10, 1):
        (tmp_path / f"warm_{version}.yaml").write_text(SMALL.replace("version: 1", f"version: {version}"))
    book = load_book(tmp_path)
    assert [recipe.version for recipe in book.recipes] == [1, 2, 10]
    assert [recipe.version for recipe in book] == [10]
    assert book.recipe("warm_days").version == 10


def test_all_faults_of_all_files_are_told(tmp_path):
    (tmp_path / "a.yaml").write_text(SMALL.replace("threshold: $threshold", "threshold: $treshold"))
    (tmp_path / "b.yaml").write_text(SMALL.replace("tasmax}", "tasmx}"))
    with pytest.raises(Refused) as refusal:
        load_book(tmp_path)
    assert [problem.where.split("/")[-1].split(":")[0] for problem in refusal.value.problems] == ["a.yaml", "b.yaml"]


def test_one_version_has_one_file(tmp_path):
    (tmp_path / "a.yaml").write_text(SMALL)
    (tmp_path / "b.yaml").write_text(SMALL)
    with pytest.raises(Refused, match=r"b\.yaml: recipe warm_days v1 is in the book already"):
        load_book(tmp_path)


def test_the_book_is_light():
    """Loading, checking and filling recipes needs none of the heavy libraries: the web process does it too."""
    code = """
import sys
from climserv.recipes.book import load_book
from climserv.recipes.filling import fill
hashes = [fill(recipe).sha256 for recipe in load_book()]
heavy = {"xarray", "dask", "numba", "netCDF4", "matplotlib", "pandas", "flask", "sqlalchemy"}
print(len(hashes), sorted(heavy & set(sys.modules)))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip().endswith(" []")
    assert told.stdout[0] != "0"


def test_a_filled_recipe_has_one_hash_in_every_process(hot_days):
    """No order of a set, no seed of a process gets into it."""
    from climserv.recipes.filling import fill

    code = """
from climserv.recipes.book import load_book
from climserv.recipes.filling import fill
print(fill(load_book().recipe("hot_days"), {"threshold": "300 K"}).sha256)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == fill(hot_days, {"threshold": "26.85 degC"}).sha256
