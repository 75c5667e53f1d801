"""Results and written products, made once for all tests of the room."""

import pytest

from climserv.products.writing import write_product

from . import results


@pytest.fixture(scope="session")
def embu():
    return results.embu()


@pytest.fixture(scope="session")
def suffolk():
    return results.suffolk()


@pytest.fixture(scope="session")
def niger():
    return results.niger()


@pytest.fixture(scope="session")
def folders(embu, suffolk, niger, tmp_path_factory):
    """The three products as folders; tests read them and leave them alone."""
    top = tmp_path_factory.mktemp("products")
    write_product(embu, top / "embu", need=results.EMBU_NEED, languages=("sw", "en", "fr"))
    write_product(suffolk, top / "suffolk", need=None, languages=("en", "fr"))
    write_product(niger, top / "niger", need=None, languages=("en",))
    return top


@pytest.fixture(params=["embu", "suffolk", "niger"])
def folder(request, folders):
    return folders / request.param
