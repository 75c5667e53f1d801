"""What `cs.run` gives: an xarray Dataset like any other, which knows its product."""

import copy
import pickle

import pytest
import xarray

import climserv as cs
from climserv.config import Settings

from ..conftest import ROOT


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    made = tmp_path_factory.mktemp("notebook")
    data = ROOT / "sample_data" / "suffolk_observed.nc"
    return cs.run(ROOT / "recipes" / "hot_days.yaml", data=data, settings=Settings(instance=made))


def test_it_is_the_dataset_of_its_file(product):
    with xarray.open_dataset(
        product.folder / "data.nc",
        mask_and_scale={"outcome": False, "season_year": False},
        decode_timedelta=False,
    ) as plain:
        assert isinstance(product, xarray.Dataset)
        assert plain.load().identical(product)


def test_it_shows_question_answer_trust_and_conventions_before_its_arrays(product):
    page = product._repr_html_()
    parts = [product.record["title"]["en"], product.record["answer"]["en"], "data:image/svg+xml", "How sure this is",
             "What it takes for granted", "Its limits", "hot_days v1", "xr-wrap"]  # fmt: skip
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_what_is_computed_from_it_is_shown_as_arrays(product):
    for one in (
        product.isel(season=0),
        product[["hot_days"]].mean("season"),
        product[["hot_days"]] + 1,
        copy.copy(product),
    ):
        assert isinstance(one, xarray.Dataset)
        assert "climserv-product" not in one._repr_html_()


def test_it_can_be_handed_to_another_process(product):
    again = pickle.loads(pickle.dumps(product))  # noqa: S301
    assert again.identical(product)
    assert again._repr_html_().startswith("<style>")


def test_without_its_drawing_the_rest_is_shown(product, tmp_path):
    moved = copy.copy(product)
    moved.record, moved.folder = product.record, tmp_path
    page = moved._repr_html_()
    assert "data:image/svg+xml" not in page.split("xr-wrap")[0].split("climserv-product")[-1]
    assert product.record["answer"]["en"] in page
