"""The book of a site: shipped recipes, its folder's, its database's; and an order that carries its text."""

import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from climserv.books import folder_of, house_book, open_book, set_words
from climserv.cli import main
from climserv.config import Settings, shipped
from climserv.matching.matching import match
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.products.rebuilding import rebuild
from climserv.recipes.book import Book, Kept, load_book, shipped_book
from climserv.recipes.loading import read_recipe
from climserv.recipes.versions.states import State
from climserv.running.jobs.jobs import Job, Kind
from climserv.running.jobs.jobs import State as JobState
from climserv.running.planning.order import Order, with_text
from climserv.storage.database import open_database
from climserv.storage.recipes import recipe_checks, recipes
from climserv.storage.recipes.parameter_sets import save_set
from climserv.storage.recipes.recipe_reading import get_version
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


def test_a_fault_in_the_folder_is_told_and_leaves_out_that_file_alone(settings, database):
    folder_of(settings).mkdir()
    (folder_of(settings) / "bad.yaml").write_text("recipe: [")
    (folder_of(settings) / "cool_days.yaml").write_text(text_of("cool_days"))
    with database.reading() as session:
        book = house_book(session, settings)
    for one in (book, open_book(settings)):
        assert {recipe.id for recipe in one.recipes} == {"cool_days", *(one.id for one in shipped_book().recipes)}
        assert [problem.code for problem in one.problems] == ["yaml.form"]
        assert "bad.yaml" in one.problems[0].where
    ran = CliRunner(env={"CLIMSERV_INSTANCE": str(settings.instance)}).invoke(main, ["recipes", "show", "cool_days"])
    assert ran.exit_code == 0
    assert "left out of the book: " in ran.stderr
    assert "bad.yaml:1" in ran.stderr


def test_a_spoilt_shipped_recipe_stops_no_other(tmp_path, monkeypatch, settings):
    copied = tmp_path / "recipes_of_the_program"
    shutil.copytree(shipped("recipes"), copied)
    (copied / "wet_days.yaml").write_text("recipe: wet_days")
    monkeypatch.setattr("climserv.recipes.book.shipped", lambda _: copied)
    shipped_book.cache_clear()
    try:
        book = open_book(settings)
        assert "hot_days" in book
        assert "wet_days" not in book
        assert all("wet_days.yaml" in problem.where for problem in book.problems)
        assert make_product(Order("hot_days", ("suffolk-observed",), period="2001-2003"), settings=settings).is_dir()
    finally:
        shipped_book.cache_clear()


def test_a_file_cannot_stand_before_what_is_shipped_or_published(settings, database):
    _offer(settings, database, text_of())
    folder_of(settings).mkdir()
    with database.reading() as session:
        published = get_version(session, "warm_days").text
    for name, text in (("warm_days", published), ("hot_days", shipped_book().text(shipped_book().recipe("hot_days")))):
        (folder_of(settings) / f"{name}.yaml").write_text(f"{text}# changed\n")
    book = open_book(settings)
    assert [book.origin(book.recipe(name)) for name in ("hot_days", "warm_days")] == ["shipped", "database"]
    assert [problem.code for problem in book.problems] == ["recipe.twice"] * 2
    assert "of this site" in next(problem.what for problem in book.problems if "warm_days" in problem.where)


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


def test_golden_tests_that_others_compute_are_shown_and_nothing_is_kept(settings, database):
    """A peer tries what is offered, or what is shipped: their job must not fail after all was computed."""
    _offer(settings, database, text_of())
    noah = _person(settings, database, "noah_again")
    shipped_text = shipped_book().text(shipped_book().recipe("wet_days"))
    for name, text in (("warm_days", text_of()), ("wet_days", shipped_text)):
        order = {"recipe": name, "number": 1, "text": text, "name": f"{name}.yaml"}
        job = Job(7, JobState.RUNNING, order, asked_by=noah.id, kind=Kind.PROOF)
        assert execute_job(job, lambda *told: True, settings, database)["sound"]
    with database.reading() as session:
        assert get_version(session, "warm_days").state == State.OFFERED
