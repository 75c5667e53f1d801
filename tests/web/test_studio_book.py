"""The book of recipes for its readers: found by words, read, taken away as files, brought; numbers agreed on."""

import io
import re
import zipfile

import pytest

from climserv.recipes.versions.sharing import export_book
from climserv.vocabulary.metrics import METRICS
from web.studio.themes import THEME_OF, found

from .recipe_pages import SHIPPED, begin, bring, do, offer, text_of


def test_every_metric_is_about_something():
    assert THEME_OF.keys() == METRICS.keys()


@pytest.mark.parametrize(
    ("language", "about", "granted"),
    [
        ("fr", "Trouve le jour où les pluies cessent", "sans jour de pluie"),
        ("sw", "Hutafuta siku ambayo mvua huisha", "Mvua huisha, kuanzia <code>search.from</code>"),
        (
            "es",
            "Busca el día en que terminan las lluvias",
            "Las lluvias terminan, a partir del <code>search.from</code>",
        ),
    ],
)
def test_an_operation_is_told_in_the_reader_s_language(client, sign_in_as, language, about, granted):
    sign_in_as("meteorologist")
    page = client.get("/recipes/operations/cessation", headers={"Accept-Language": language}).text
    assert about in page
    assert granted in page
    assert "The rains end" not in page


def test_words_of_another_package_are_said_to_be_english(client, sign_in_as):
    sign_in_as("meteorologist")
    page = client.get("/recipes/operations/xclim.tx90p", headers={"Accept-Language": "es"}).text
    assert '<p class="lead" lang="en">Days with maximum temperature' in page
    assert "El índice es tx90p de la biblioteca xclim." in page
    own = client.get("/recipes/operations/onset", headers={"Accept-Language": "es"}).text
    assert 'class="lead" lang="en"' not in own


def test_each_recipe_of_the_book_stands_once(client):
    page = client.get("/recipes/").text
    listed = re.findall(r'<a href="/recipes/([a-z_0-9]+)">', page)
    assert sorted(listed) == sorted(recipe.id for recipe in SHIPPED)


@pytest.mark.parametrize(
    ("words", "language", "some", "none"),
    [
        ("frost", "en", "last_spring_frost", "seasonal_rain"),
        ("FROST spring", "en", "last_spring_frost", "first_autumn_frost"),
        ("secheresse", "fr", "drought_trigger", "hot_nights"),
        ("last spring frost", "fr", "last_spring_frost", "seasonal_rain"),
    ],
)
def test_words_find_recipes_whatever_their_accents(client, words, language, some, none):
    page = client.get("/recipes/", query_string={"q": words}, headers={"Accept-Language": language}).text
    assert f'href="/recipes/{some}"' in page
    assert f'href="/recipes/{none}"' not in page
    assert f'value="{words}"' in page


def test_what_nobody_has_written_is_said_to_be_missing(client):
    page = client.get("/recipes/?q=volcano+%3Cb%3E").text
    assert "No recipe speaks of this yet." in page
    assert "<b>" not in page


def test_all_words_must_be_there():
    lines = [{"searched": "Été très sec"}, {"searched": "Hiver sec"}]
    assert found(lines, "sec") == lines
    assert found(lines, "ETE sec") == lines[:1]
    assert found(lines, "") == lines


@pytest.mark.parametrize("role", [None, "member", "facilitator", "meteorologist"])
def test_only_meteorologists_are_asked_to_write(client, sign_in_as, role):
    if role:
        sign_in_as(role)
    page = client.get("/recipes/").text
    assert ("/recipes/new" in page) == (role == "meteorologist")
    assert ("/recipes/bring" in page) == (role == "meteorologist")
    recipe = client.get("/recipes/hot_days").text
    assert ("Write the next version" in recipe) == (role == "meteorologist")
    assert ("Keep our own numbers" in recipe) == (role is not None)
    for address in ("/recipes/new", "/recipes/bring"):
        expected = 302 if role is None else 200 if role == "meteorologist" else 403
        assert client.get(address).status_code == expected


def test_the_book_leaves_as_a_zip_and_stands_here_already_when_it_comes_back(client, sign_in_as):
    packed = client.get("/recipes/book.zip").data
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.read("recipes/hot_days-v1.yaml").decode() == SHIPPED.text(SHIPPED.recipe("hot_days"))
        assert len(archive.namelist()) == len(SHIPPED.recipes)
    sign_in_as("meteorologist")
    assert bring(client, packed, "book.zip").status_code == 303
    assert f"{len(SHIPPED.recipes)} stood here already." in client.get("/recipes/").text


def test_a_zip_brings_drafts_and_a_broken_one_brings_nothing(client, sign_in_as):
    sign_in_as("meteorologist")
    book = [("one", 1, text_of(called="one")), ("two", 1, text_of(called="two"))]
    broken = export_book([*book, ("three", 1, text_of(called="three").replace("metric: hot_days", "metric: hot_dais"))])
    answer = bring(client, broken, "book.zip")
    assert answer.status_code == 422
    assert "three-v1.yaml" in answer.text and "hot_dais" in answer.text  # noqa: PT018 - one sentence
    assert client.get("/recipes/one/1").status_code == 404
    assert bring(client, export_book(book), "book.zip").status_code == 303
    page = client.get("/recipes/").text
    assert "2 recipes are drafts of yours now." in page
    assert 'href="/recipes/two/1"' in page


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"PK\x03\x04 no zip", b"x" * 70_000])
def test_what_is_no_recipe_is_refused_in_words(client, sign_in_as, content):
    sign_in_as("meteorologist")
    answer = bring(client, content)
    if content:
        assert answer.status_code == 422
        assert 'id="problems"' in answer.text
    else:  # An empty file is a draft with everything still to write.
        assert answer.status_code == 303
    assert client.post("/recipes/bring").status_code == 422


def test_a_file_with_faults_is_a_draft_to_be_mended(client, sign_in_as):
    sign_in_as("meteorologist")
    address = begin(client, text_of().replace("metric: hot_days", "metric: hot_dais"))
    page = client.get(address).text
    assert "There is something to be mended in the text." in page
    assert "1 has to be mended." in page
    assert client.get(f"{address}/read").status_code == 404
    assert client.get(f"{address}/recipe.yaml").text.count("hot_dais") == 1


def test_older_versions_stay_readable_beside_the_one_that_is_offered(app, people):
    author, peer, visitor = (app.test_client() for _ in range(3))
    people.sign_in(author, "meteorologist")
    people.sign_in(peer, "meteorologist")
    begun = author.post("/recipes/new", data={"from": "hot_days"}).headers["Location"].removesuffix("/edit")
    assert begun == "/recipes/hot_days/2"
    text = author.get(f"{begun}/recipe.yaml").text.replace("default: 27 degC", "default: 31 degC")
    author.post(f"{begun}/edit", data={"text": text, "from_version": 1})
    assert "27 °C" in visitor.get("/recipes/hot_days").text
    offer(app, author, peer, begun, save=2)
    newest, first = visitor.get("/recipes/hot_days").text, visitor.get("/recipes/hot_days/1/read").text
    assert "<strong>31 °C</strong>" in newest
    assert 'href="/recipes/hot_days/1/read"' in newest
    assert "<strong>27 °C</strong>" in first
    assert "Version 2 is the one that is offered now." in first
    assert visitor.get("/recipes/hot_days/1").headers["Location"] == "/recipes/hot_days/1/read"
    assert "default: 27 degC" in visitor.get("/recipes/hot_days/1/recipe.yaml").text
    assert "default: 31 degC" in visitor.get("/recipes/hot_days/recipe.yaml").text
    assert visitor.get("/recipes/hot_days/3/read").status_code == 302  # To the sign-in: it may be somebody's draft.


def test_numbers_agreed_on_are_kept_in_versions_and_shown_to_all(app, client, sign_in_as):
    sign_in_as("member")
    form = {"title": "Rule of lower Embu", "authors": "the women's group", "set.threshold": "33", "set.operator": ">=",
            "set.season_start": "5", "set.season_start.month": "11"}  # fmt: skip
    answer = client.post("/recipes/hot_days/sets/new", data=form)
    assert answer.status_code == 303, answer.text
    page = client.get("/recipes/hot_days").text
    assert "Rule of lower Embu" in page
    assert "<strong>33 °C</strong>" in page
    assert "<strong>5 November</strong>" in page
    again = client.get("/recipes/hot_days/sets/new?of=rule-of-lower-embu").text
    assert 'value="33"' in again
    client.post("/recipes/hot_days/sets/new", data={**form, "name": "rule-of-lower-embu", "set.threshold": "34 degC"})
    page = app.test_client().get("/recipes/hot_days").text
    assert "<strong>34 °C</strong>" in page
    assert "1 earlier version" in page
    assert "<strong>33 °C</strong>" in page
    assert "Change it" not in page


def test_numbers_out_of_bounds_are_told_and_nothing_is_lost(client, sign_in_as):
    sign_in_as("facilitator")
    form = {"title": "Too hot", "set.threshold": "330", "set.season_start": "31", "set.season_start.month": "02"}
    answer = client.post("/recipes/hot_days/sets/new", data=form)
    assert answer.status_code == 422
    told = answer.text[answer.text.index('id="problems"') :]
    assert "330 degC" in told
    assert "02-31" in told
    assert 'value="Too hot"' in answer.text
    assert 'value="330"' in answer.text


def test_visitors_cannot_keep_numbers(client):
    assert client.get("/recipes/hot_days/sets/new").status_code == 302
    assert client.post("/recipes/hot_days/sets/new", data={"title": "x"}).status_code == 401


def test_what_is_no_longer_to_be_used_leaves_the_book_and_stays_readable(app, people):
    author, peer, visitor = (app.test_client() for _ in range(3))
    people.sign_in(author, "meteorologist")
    people.sign_in(peer, "meteorologist")
    address = begin(author)
    offer(app, author, peer, address)
    assert 'href="/recipes/hot_days_here"' in visitor.get("/recipes/").text
    do(author, address, "deprecate", reason="A better one is there.", instead="hot_days")
    assert 'href="/recipes/hot_days_here"' not in visitor.get("/recipes/").text
    page = visitor.get("/recipes/hot_days_here").text
    assert "It is no longer to be used." in page
    described = visitor.get(address).text
    assert "A better one is there." in described
    assert 'href="/recipes/hot_days"' in described


def test_writers_are_told_of_a_file_that_is_left_out_and_the_others_serve(settings, client, sign_in_as):
    folder = settings.instance / "recipes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spoilt.yaml").write_text("recipe: spoilt\n")
    assert "spoilt.yaml" not in client.get("/recipes/").text
    sign_in_as("meteorologist")
    page = client.get("/recipes/").text
    assert "left out of the book" in page
    assert "spoilt.yaml" in page
    assert str(settings.instance) not in page
    assert 'href="/recipes/hot_days"' in page
