"""The shipped recipes, as text to spoil and as records to fill."""

import pytest

from climserv.config import shipped
from climserv.recipes.book import load_book


@pytest.fixture(scope="session")
def book():
    return load_book()


@pytest.fixture(scope="session")
def onset(book):
    return book.recipe("rainy_season_onset")


@pytest.fixture(scope="session")
def hot_days(book):
    return book.recipe("hot_days")


@pytest.fixture(scope="session")
def texts():
    """The shipped files by id."""
    return {path.stem: path.read_text(encoding="utf-8") for path in shipped("recipes").glob("*.yaml")}
