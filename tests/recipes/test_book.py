"""The recipe book."""

import subprocess
import sys

import pytest

from climserv.config import shipped
from climserv.recipes.book import load_book
from climserv.recipes.filling import fill
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.problems import Refused

from .ran_on import RAN_ON
from .small import SMALL

LANGUAGES = {"en", "fr", "sw", "es"}


def test_the_shipped_book(book):
    assert [recipe.id for recipe in book] == sorted(path.stem for path in shipped("recipes").glob("*.yaml"))
    assert "hot_days" in book
    assert "cold_days" not in book


def test_the_book_is_wide_enough(book):
    assert len(list(book)) >= 30


def test_every_recipe_has_run_on_real_data(book):
    assert sorted(RAN_ON) == [recipe.id for recipe in book]


@pytest.mark.parametrize("name", RAN_ON)
def test_a_shipped_recipe_speaks_four_languages(book, name):
    recipe = book.recipe(name)
    texts = [recipe.title, recipe.question, *recipe.limits, *(p.ask for p in recipe.parameters.values())]
    for text in texts:
        assert set(text) == LANGUAGES
        assert len(set(text.values())) == len(LANGUAGES), text


@pytest.mark.parametrize("name", RAN_ON)
def test_a_shipped_recipe_is_whole(book, name):
    recipe = book.recipe(name)
    assert recipe.references
    assert len(recipe.limits) >= 2
    assert len(recipe.tests) >= 2
    assert any(parameter.changers for parameter in recipe.parameters.values())
    assert recipe.uses_hindsight is not None
    abouts = [case.about for case in recipe.tests]
    assert len(set(abouts)) == len(abouts)


def test_the_actionable_start_shares_no_label_with_the_one_of_hindsight(book):
    hindsight, on_the_day = (book.recipe(name) for name in ("rainy_season_onset", "rainy_season_onset_on_the_day"))
    assert (hindsight.uses_hindsight, on_the_day.uses_hindsight) == (True, False)
    labels = [METRICS[recipe.answers.metric].label for recipe in (hindsight, on_the_day)]
    for language in LANGUAGES:
        assert labels[0][language] != labels[1][language]
        assert hindsight.title[language] != on_the_day.title[language]


def test_a_value_in_use_can_be_set(book):
    """Whoever is shown a value with its source must be able to take it."""
    shown = 0
    for recipe in book:
        for name, parameter in recipe.parameters.items():
            for used in parameter.in_use:
                fill(recipe, {name: str(used.value)})
                shown += 1
    assert shown >= 30


def test_a_misspelt_recipe_is_answered_with_the_nearest(book):
    with pytest.raises(Refused) as refusal:
        book.recipe("rainy_seson_onset")
    told = str(refusal.value)
    assert told.startswith("recipe: there is no such recipe. Got: rainy_seson_onset. Allowed: ")
    assert told.endswith("Did you mean rainy_season_onset?")


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
