"""A shelf for runs: the shipped book, catalogue and places, and made data kept for the whole test session."""

import pytest

from climserv.catalogue.catalogue import load_catalogue
from climserv.catalogue.places import load_places
from climserv.recipes.book import load_book
from climserv.running.planning.plan import Shelf


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    return Shelf(load_book(), load_catalogue(), load_places(), tmp_path_factory.mktemp("made"))
