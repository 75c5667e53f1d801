"""What `cs.run` gives: an xarray Dataset like any other, which knows its product."""

import copy
import pickle

import pytest
import xarray

import climserv as cs
from climserv.config import Settings
from climserv.vocabulary.problems import Refused

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


@pytest.fixture
def folder(tmp_path):
    """A book of one recipe: the shipped hot days under a name of their own."""
    text = (ROOT / "recipes" / "hot_days.yaml").read_text(encoding="utf-8")
    home = tmp_path / "ours"
    home.mkdir()
    (home / "mine.yaml").write_text(text.replace("recipe: hot_days\n", "recipe: our_hot_days\n"), encoding="utf-8")
    return home


def test_a_recipe_of_another_book_is_run_and_kept_with_its_text(folder, tmp_path):
    data = ROOT / "sample_data" / "suffolk_observed.nc"
    settings = Settings(instance=tmp_path)
    for book in (folder, folder / "mine.yaml", str(folder)):
        made = cs.run("our_hot_days@1", data=data, settings=settings, book=book)
        assert made.record["recipe"]["id"] == "our_hot_days"
        assert made.record["order"]["text"].startswith("recipe: our_hot_days")
    with pytest.raises(Refused, match=r"there is no such recipe. Got: our_hot_days"):
        cs.run("our_hot_days", data=data, settings=settings)
    with pytest.raises(Refused, match=r"there is no such book. Got: .*nowhere"):
        cs.run("our_hot_days", data=data, settings=settings, book=tmp_path / "nowhere")
    with pytest.raises(Refused, match=r"the book has no such version. Got: 7"):
        cs.run("our_hot_days@7", data=data, settings=settings, book=folder)


def test_a_need_is_matched_with_another_book(folder):
    need = ROOT / "sample_data" / "needs" / "embu-maize-planting.yaml"
    with_ours = {offer.recipe for offer in cs.match(need, book=folder).offers}
    assert with_ours - {offer.recipe for offer in cs.match(need).offers} == {"our_hot_days"}


def test_the_book_of_the_site_has_its_folder(folder, tmp_path, monkeypatch):
    (tmp_path / "instance").mkdir()
    folder.rename(tmp_path / "instance" / "recipes")
    monkeypatch.setenv("CLIMSERV_INSTANCE", str(tmp_path / "instance"))
    assert "our_hot_days" in cs.site_book()
    assert "hot_days" in cs.site_book()
