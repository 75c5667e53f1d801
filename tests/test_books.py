"""The book of a site: shipped recipes, its folder's, its database's; and an order that carries its text."""

import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from climserv.books import folder_of, house_book, open_book, set_words
from climserv.cli import main
from climserv.config import Settings
from climserv.matching.matching import match
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.products.rebuilding import rebuild
from climserv.recipes.book import Book, Kept, load_book, shipped_book
from climserv.recipes.loading import read_recipe
from climserv.recipes.states import State
from climserv.running.jobs import Job, Kind
from climserv.running.jobs import State as JobState
from climserv.running.order import Order, with_text
from climserv.storage import recipe_checks, recipes
from climserv.storage.database import open_database
from climserv.storage.parameter_sets import save_set
from climserv.storage.recipe_reading import get_version
from climserv.vocabulary.problems import Refused
from climserv.working import add_person, execute_job
from tests.storage.recipe_texts import text_of


@pytest.fixture
def settings(tmp_path, sqlite_file, quick_passwords):
    shutil.copy(sqlite_file, tmp_path / "climserv.sqlite")
    return Settings(instance=tmp_path)


@pytest.fixture
def database(settings):
    opened = open_database(settings.database)
    yield opened
    opened.close()


def _person(settings, database, name):
    from climserv.storage.accounts import find_user

    add_person(settings, name, name, "meteorologist", "Service", "en", "three dry words")
    with database.reading() as session:
        return find_user(session, name)


def _offer(settings, database, text, name="warm_days"):
    """A recipe written, tested by the worker, approved by another, and offered."""
    mia, noah = _person(settings, database, "mia"), _person(settings, database, "noah")
    with database.session() as session:
        version = recipes.start_draft(session, mia, text)
    order = {"recipe": name, "number": 1, "text": text, "name": f"{name}.yaml"}
    job = Job(1, JobState.RUNNING, order, asked_by=mia.id, kind=Kind.PROOF)
    assert execute_job(job, lambda *told: True, settings, database)["sound"]
    with database.session() as session:
        assert get_version(session, name).state == State.TESTED
        recipe_checks.ask_check(session, mia, name, 1)
        recipe_checks.approve(session, noah, name, 1, "Sound.", of_save=version.save_number)
        recipes.offer(session, mia, name, 1)
    return mia


def test_the_book_is_of_three_shelves_and_a_draft_is_only_its_authors(settings, database):
    folder_of(settings).mkdir()
    (folder_of(settings) / "cool_days.yaml").write_text(text_of("cool_days"))
    mia = _offer(settings, database, text_of())
    with database.session() as session:
        recipes.start_draft(session, mia, text_of("half_ready"))
    with database.reading() as session:
        book, hers = house_book(session, settings), house_book(session, settings, mia)
    assert [book.origin(book.recipe(name)) for name in ("hot_days", "cool_days", "warm_days")] == [
        "shipped", "instance", "database",
    ]  # fmt: skip
    assert "half_ready" not in book
    assert hers.state(hers.recipe("half_ready")) == State.DRAFT
    assert "half_ready" not in [recipe.id for recipe in hers]
    assert [recipe.id for recipe in open_book(settings)] == [recipe.id for recipe in book]


def test_a_fault_in_the_folder_is_told_on_the_command_line_and_stops_no_page(settings, database):
    folder_of(settings).mkdir()
    (folder_of(settings) / "bad.yaml").write_text("recipe: [")
    with pytest.raises(Refused, match=r"bad\.yaml"):
        open_book(settings)
    with database.reading() as session:
        assert house_book(session, settings).recipes == shipped_book().recipes


def test_without_a_database_looking_makes_none(tmp_path):
    assert open_book(Settings(instance=tmp_path / "new")).recipes == load_book().recipes
    assert not (tmp_path / "new").exists()


def test_the_newest_offered_version_stands_in_the_book_and_older_ones_can_be_named():
    versions = {number: read_recipe(text_of(version=number), "it.yaml") for number in (1, 2, 3)}
    states = {1: State.IN_USE, 2: State.OFFERED, 3: State.DRAFT}
    book = Book(tuple(versions.values()), {("warm_days", n): Kept(text_of(version=n), s) for n, s in states.items()})
    assert [recipe.version for recipe in book] == [2]
    assert book.recipe("warm_days").version == 2
    assert book.recipe("warm_days", 1).version == 1
    with pytest.raises(Refused, match=r"no such version\. Got: 4\. Allowed: 1, 2, 3"):
        book.recipe("warm_days", 4)


def test_a_recipe_of_the_database_is_matched_run_and_made_again_after_it_is_out_of_service(settings, database):
    mia = _offer(settings, database, text_of(threshold="24 degC"))
    need = {
        "need": "warm", "question": {"en": "How many warm days?"}, "space": {"place": "lower-embu"},
        "time": {"scale": "season", "horizon": "now"}, "metric": {"is": "hot_days"},
    }  # fmt: skip
    book = open_book(settings)
    assert "warm_days" in {offer.recipe for offer in match(need, recipes=book).offers}
    order = with_text({"recipe": "warm_days", "data": ["suffolk-observed"], "period": "2001-2003"}, book)
    assert (order["version"], order["text"]) == (1, text_of(threshold="24 degC"))
    job = Job(1, JobState.RUNNING, Order.from_dict(order).as_dict(), asked_by=mia.id)
    name = execute_job(job, lambda *told: True, settings, database)
    with database.session() as session:
        assert get_version(session, "warm_days").state == State.IN_USE
        recipes.deprecate(session, mia, "warm_days", 1, "Too warm.")
    assert "warm_days" not in [recipe.id for recipe in open_book(settings)]
    assert rebuild(settings.store_folder / "products" / name, settings.instance / "again", settings=settings) == []


def test_a_product_is_made_again_from_the_recipe_that_it_kept(settings, tmp_path):
    """The file it was made from is gone: the filled recipe in the product is enough for the same numbers."""
    path = tmp_path / "mine.yaml"
    path.write_text(text_of())
    product = make_product(
        Order(str(path), ("suffolk-observed",), period="2001-2003"), settings=settings, out=tmp_path / "a"
    )
    path.unlink()
    changed = rebuild(product, tmp_path / "b", settings=settings)
    assert not {"table.csv", "summary.csv", "data.nc", "map.png"} & set(changed)
    assert read_product(tmp_path / "b")["id"] == read_product(product)["id"]


def test_an_order_of_a_shipped_recipe_carries_no_text():
    order = {"recipe": "hot_days", "data": ["x"]}
    assert with_text(order, shipped_book()) == order
    assert "text" not in Order("hot_days", ("x",)).as_dict()
    assert with_text({"recipe": "mine.yaml", "data": []}, shipped_book()) == {"recipe": "mine.yaml", "data": []}


def test_a_named_set_is_taken_on_the_command_line_and_what_is_set_goes_before_it(settings, database):
    mia = _person(settings, database, "mia")
    book = open_book(settings)
    with database.session() as session:
        wanted = {"threshold": "25 degC", "season_start": "07-01"}
        save_set(session, mia, book.recipe("hot_days"), "Embu rule", wanted)
    assert set_words(settings, book, "hot_days", "embu-rule") == ["season_start=07-01", "threshold=25 degC"]
    assert set_words(settings, book, "hot_days", "embu-rule", ["threshold=9 degC"]) == ["season_start=07-01"]
    with pytest.raises(Refused, match="Did you mean embu-rule"):
        set_words(settings, book, "hot_days", "embu-rulle")
    out = settings.instance / "product"
    words = ["run", "hot_days", "--data", "suffolk-observed", "--period", "2001-2003", "--set-of", "embu-rule"]
    ran = CliRunner(env={"CLIMSERV_INSTANCE": str(settings.instance)}).invoke(main, [*words, "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert read_product(out)["parameters"]["threshold"] == "25 degC"


def test_the_command_line_sees_the_recipes_of_the_folder(settings):
    folder_of(settings).mkdir()
    (folder_of(settings) / "cool_days.yaml").write_text(text_of("cool_days"))
    ran = subprocess.run(
        [sys.executable, "-m", "climserv", "recipes", "list", "--json"], capture_output=True, text=True, check=True,
        env={"CLIMSERV_INSTANCE": str(settings.instance), "PATH": ""},
    )  # fmt: skip
    assert "cool_days" in [row["recipe"] for row in json.loads(ran.stdout)]
