"""The product page: the question, the answer with its raw count, the years, the doubts and the way it was made."""

import re
import shutil
import struct

import pytest
from markupsafe import escape

from climserv.config import Settings, shipped
from climserv.needs.loading import load_need, need_to_dict
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage.needs.needs import save_need
from climserv.storage.products import register_product
from climserv.vocabulary.problems import Refused
from web.home.views import CARDS
from web.products import shelf
from web.products.computation import computation
from web.products.map import map_of
from web.products.page import Page, Ten
from web.products.tongues import borrowed
from web.wording import well_set


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two real products: hot days from station and models, the rains from made data."""
    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    orders = {
        "hot": Order(
            recipe="hot_days", data=("suffolk-cmip6",), reference="suffolk-observed", settings={"threshold": "24 degC"},
            baseline="1995-2014", period="2040-2059", need=_need("suffolk-wheat-flowering"),
        ),
        "rains": Order(
            recipe="rainy_season_onset", data=("embu-observed",), area="lower-embu", need=_need("embu-maize-planting")
        ),
    }  # fmt: skip
    return {name: make_product(order, settings=settings) for name, order in orders.items()}


def _need(name):
    return need_to_dict(load_need(shipped("sample_data") / "needs" / f"{name}.yaml"))


@pytest.fixture
def shown(client, app, made):
    """Register a made product as public and read its page; the page and the record."""

    def show(name, language="en"):
        record = read_product(made[name])
        with app.extensions["climserv"].database.session() as session:
            register_product(session, record, made[name], public=True)
        answer = client.get(f"/products/{record['id']}", headers={"Accept-Language": language})
        assert answer.status_code == 200
        return answer.text, record

    return show


def letters(page: str) -> str:
    """The page without what keeps words on one line; nothing else is taken out."""
    return re.sub(r'<span class="whole">([\d-]+)</span>', r"\1", page).replace("\u00a0", " ")


def told(record):
    """The row of the summary that the answer speaks of."""
    statement = record["statement"]
    return next(
        row for row in record["counts"]
        if row["member_group"] == "observed" and row["period"] == statement["record_period"]
        and row["condition"] == statement["condition"] and row["statement"] == statement["statement"]
    )  # fmt: skip


@pytest.mark.parametrize("name", ["hot", "rains"])
def test_the_question_is_the_title_and_the_answer_carries_its_count(shown, name):
    page, record = shown(name)
    row = told(record)
    assert f"<h1>{record['question']['en']}</h1>" in page
    assert record["answer"]["en"] in letters(page)
    count = f"{row['years_true']} of {row['years_valid']} years"
    assert count in record["answer"]["en"]
    assert f'aria-label="{count}"' in page
    drawn = {}
    for label, icons in re.findall(r'<svg[^>]*aria-label="([^"]+)">(.*?)</svg>', page, flags=re.DOTALL):
        full = len(re.findall(r'<g class="full', icons))
        if full + len(re.findall(r'<g class="empty', icons)) == 10:
            drawn[label] = full
    assert drawn[count] == int(10 * row["years_true"] / row["years_valid"] + 0.5)
    ahead = {r["member_group"] for r in record["counts"] if r["member_group"].startswith("ssp") and name == "hot"}
    assert len(drawn) == 1 + len(ahead)


@pytest.mark.parametrize("name", ["hot", "rains"])
def test_the_bars_counted_are_the_years_counted(shown, name):
    page, record = shown(name)
    row = told(record)
    for width in ("narrow", "wide"):
        picture = re.search(rf'<svg class="chart {width}.*?</svg>', page, flags=re.DOTALL)[0]
        assert picture.count('class="counted"') == row["years_true"]
        drawn = picture.count("<title>")
        assert drawn == row["years_valid"] + row["years_unknown"]
    table = re.search(r"<figure>.*?<tbody>(.*?)</tbody>", page, flags=re.DOTALL)[1]
    assert table.count("<td>yes</td>") == row["years_true"]
    assert table.count("<tr>") == row["years_valid"] + row["years_unknown"]


def test_years_without_rains_are_drawn_and_named_as_such(shown):
    page, record = shown("rains")
    never = [label for series in record["series"] for label, _, outcome in series["values"]
             if outcome == "did_not_happen"]  # fmt: skip
    assert never
    for label in never:
        assert f"<title>{label}: did not happen</title>" in page
    assert "did not happen: not counted" in page


def test_every_model_is_visible_then_and_ahead(shown):
    page, record = shown("hot")
    statement = record["statement"]
    tables = re.findall(r'<table class="models">.*?</table>', page, flags=re.DOTALL)
    groups = [m["group"] for m in record["members"] if m["kind"] != "observed"]
    assert len(tables) == len(set(groups)) == 2
    for member in (m for m in record["members"] if m["kind"] != "observed"):
        rows = {
            r["period"]: r for r in record["counts"]
            if r["member_group"] == member["id"] and r["condition"] == statement["condition"]
        }  # fmt: skip
        table = next(t for t in tables if f"({member['group']})" in t)
        line = re.search(rf'<tr><th scope="row">{member["model"]}</th>.*?</tr>', table, flags=re.DOTALL)[0]
        assert f"{rows['1995-2014']['years_true']} of {rows['1995-2014']['years_valid']}" in line
        ahead = rows["2040-2059"]
        assert f"<strong>{ahead['years_true']}</strong> of {ahead['years_valid']}" in line


def test_the_whole_trust_block_and_the_limits_are_on_the_page(shown):
    page, record = shown("hot")
    for name, texts in record["trust"].items():
        assert texts["en"].replace("'", "&#39;") in letters(page), name
    for limit in record["limits"]:
        assert limit["en"].replace("'", "&#39;") in page
    for dataset in record["datasets"]:
        for file in dataset["files"]:
            assert file["sha256"] in page
    assert record["id"] in page


@pytest.mark.parametrize(("name", "said"), [("hot", False), ("rains", True)])
def test_made_up_data_say_so_at_the_top(shown, name, said):
    page, record = shown(name)
    assert record["made_for_demonstration"] is said
    assert ('class="made-banner"' in page) is said
    if said:
        assert page.index(record["demonstration"]["en"]) < page.index("<h1>")
        assert "nobody can use it on the day itself" in page


def test_in_french_the_answer_is_french(shown):
    page, record = shown("hot", "fr")
    assert record["question"]["fr"] in page
    assert record["answer"]["fr"].replace("'", "&#39;") in letters(page)
    assert "This answer was not written" not in page
    assert 'lang="en"' not in re.search(r"<main.*</main>", page, flags=re.DOTALL)[0]


def test_in_french_the_computation_is_french(shown, app):
    page, record = shown("rains", "fr")
    part = re.search(r"<summary>Le calcul</summary>.*?</details>", page, flags=re.DOTALL)[0]
    book = app.extensions["climserv"].book
    recipe = book.recipe("rainy_season_onset")
    for name in record["parameters"]:
        assert str(escape(recipe.parameters[name].ask["fr"])) in part, name
    for said in ("1er octobre", "3 jours", "le premier jour de pluie", "correction des quantiles"):
        assert said in part
    for code in ("first_wet_day", "search", "10-01", "dry spell"):
        assert code not in part


def test_a_recipe_that_is_no_longer_the_same_lends_no_words(shown, app):
    _page, record = shown("rains")
    other = record | {"recipe": record["recipe"] | {"sha256": "0" * 64}}
    with app.test_request_context():
        told = computation(other, app.extensions["climserv"].book, "fr")
    assert told.conventions == ()
    assert dict(told.kept)["missing"] == record["conventions"]["missing"]
    assert dict(told.settings)["amount"] == "20 mm"


def test_a_card_counts_in_the_readers_language(client, shown):
    (_page, rains), (_page, hot) = shown("rains"), shown("hot")
    home = client.get("/", headers={"Accept-Language": "fr"}).text
    row = told(rains)
    assert "fr" not in rains["headline"]
    assert f"{row['years_true']} années sur {row['years_valid']}" in home
    assert "of 30 years" not in home
    assert "Bas Embu, Kenya" in home
    assert hot["headline"]["fr"] in home


def test_an_answer_without_the_readers_language_says_in_which_it_stands(shown):
    page, record = shown("rains", "fr")
    assert "fr" not in record["answer"]
    assert "Cette réponse n’a pas été écrite en français. Ses mots sont ici en anglais." in page
    assert f"<h1>{record['question']['fr']}</h1>" in letters(page)
    assert '<p class="said" lang="en">' in page


def test_a_question_in_another_language_is_said_to_be(made):
    record = read_product(made["hot"])
    app_language = {"question": {"sw": "Ni joto mno?"}}
    assert borrowed({**record, **app_language}, "fr") == {"question": "sw"}
    assert borrowed(record, "fr") == {}


def test_years_of_a_range_stay_together_in_the_answer(shown):
    page, record = shown("hot")
    said = re.search(r'<p class="said">(.*?)</p>', page)[1]
    ranges = re.findall(r"\d{4}-\d{4}", record["answer"]["en"])
    assert ranges
    assert re.findall(r'<span class="whole">([\d-]+)</span>', said) == ranges
    assert well_set("Ceci : cela ? « oui »") == "Ceci\u00a0: cela\u00a0? «\u00a0oui\u00a0»"
    assert well_set("<b> 1991-2021") == '&lt;b&gt; <span class="whole">1991-2021</span>'
    assert well_set("sha-1991-2021-x and 19912-2021") == "sha-1991-2021-x and 19912-2021"


@pytest.mark.parametrize(
    ("language", "in_which"), [("en", "The words on the picture are in Swahili."), ("fr", "swahili")]
)
def test_the_map_is_on_the_page_with_its_words(client, shown, language, in_which):
    page, record = shown("rains", language)
    assert record["languages"][0] == "sw"
    picture = re.search(r'<img src="([^"]+)" width="(\d+)" height="(\d+)" alt="([^"]+)"', page)
    address, width, height, words = picture.groups()
    with client.get(address) as answer:
        assert answer.mimetype == "image/png"
        size = struct.unpack(">II", answer.data[16:24])
    assert size == (2 * int(width), 2 * int(height))
    assert {"en": record["area"]["name"], "fr": "Bas Embu, Kenya"}[language] in words
    assert record["statement"]["record_period"] in words
    assert in_which in page


def test_the_maps_language_is_told_only_when_it_is_another(shown, made, app):
    record = read_product(made["rains"])
    with app.test_request_context():
        drawn = map_of(record, made["rains"], Page(record, "sw"))
        assert drawn.language == ""
        assert map_of(record, made["rains"], Page(record, "en")).language == "Swahili"


def test_without_cells_there_is_no_map(shown):
    page, record = shown("hot")
    assert "map.png" not in record["files"]
    assert "<img" not in page
    assert "Where does it happen?" not in page


def test_every_file_can_be_taken_and_nothing_else(client, shown):
    page, record = shown("hot")
    listed = set(re.findall(rf'href="/products/{record["id"]}/files/([^"]+)"', page))
    assert listed >= {"product.json", "table.csv", "summary.csv", "data.nc", "bulletin.html", "graph.svg"}
    for name in listed:
        with client.get(f"/products/{record['id']}/files/{name}") as answer:
            assert answer.status_code == 200, name
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("..%2fproduct.json", "secret", "..", "%2e%2e%2fblocks", "product.json%00"):
        assert client.get(f"/products/{record['id']}/files/{name}").status_code == 404, name


def test_what_lies_in_the_folder_and_is_not_of_the_product_is_not_handed_out(client, app, made, tmp_path):
    folder = shutil.copytree(made["hot"], tmp_path / "copy")
    (folder / "notes.txt").write_text("private")
    (folder / "table.csv").unlink()
    (folder / "table.csv").symlink_to("/etc/hostname")
    record = read_product(folder)
    with app.extensions["climserv"].database.session() as session:
        register_product(session, record, folder, public=True)
    for name in ("notes.txt", "table.csv"):
        assert client.get(f"/products/{record['id']}/files/{name}").status_code == 404


def test_a_bulletin_brings_its_own_styles_and_runs_nothing(client, shown):
    _page, record = shown("hot")
    with client.get(f"/products/{record['id']}/files/bulletin.html") as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_a_product_nobody_released_is_for_its_own_group(client, people, app, made):
    person = people.add("member", "One")
    record = read_product(made["hot"])
    need = _need("suffolk-wheat-flowering") | {"origin": {"visibility": "own"}}
    with app.extensions["climserv"].database.session() as session:
        need_id = save_need(session, person, need).need_id
        register_product(session, record, made["hot"], need_id)
    address = f"/products/{record['id']}"
    paths = (address, f"{address}/files/table.csv")
    assert [client.get(path).status_code for path in paths] == [404, 404]
    people.sign_in(client, "member", "Two")
    assert [client.get(path).status_code for path in paths] == [404, 404]
    client.post("/accounts/sign-out")
    people.sign_in(client, "member", "One")
    assert client.get(address).status_code == 200
    assert "read the need" in client.get(address).text


def test_the_home_page_shows_released_answers_as_questions(client, shown):
    _page, record = shown("rains")
    _page, hot = shown("hot")
    page = client.get("/").text
    cards = re.findall(r'<article class="card">.*?</article>', page, flags=re.DOTALL)
    assert len(cards) == 2
    rains = next(card for card in cards if record["question"]["en"] in card)
    row = told(record)
    assert f"{row['years_true']} of {row['years_valid']} years" in rains
    assert "Made for demonstration" in rains
    assert 'class="tiny' in rains
    other = next(card for card in cards if hot["question"]["en"] in card)
    assert "Made for demonstration" not in other


def test_a_product_whose_folder_is_gone_does_not_take_the_home_page_down(client, app, made, tmp_path):
    record = read_product(made["hot"])
    with app.extensions["climserv"].database.session() as session:
        register_product(session, record, tmp_path / "gone", public=True)
    assert client.get("/").status_code == 200
    answer = client.get(f"/products/{record['id']}")
    assert answer.status_code == 404
    assert "not where they should be" in answer.text
    assert str(tmp_path) not in answer.text


def test_the_home_page_shows_the_newest_and_leads_to_the_older(client, app, made):
    record = read_product(made["hot"])
    with app.extensions["climserv"].database.session() as session:
        for n in range(CARDS + 2):
            register_product(session, record | {"id": f"{n:064x}"}, made["hot"], public=True)
    count = '<article class="card">'
    first = client.get("/").text
    assert first.count(count) == CARDS
    older = re.search(r'href="(/\?after=\d+)#answers"', first)[1]
    rest = client.get(older).text
    assert rest.count(count) == 2
    shown_ids = re.findall(r'href="/products/([0-9a-f]{64})"', first + rest)
    assert len(set(shown_ids)) == CARDS + 2
    assert "Older answers" not in rest
    assert client.get("/?after=-3").status_code == client.get("/?after=x").status_code == 200


def test_a_record_is_read_once_and_again_only_when_its_file_is_another(made, tmp_path, monkeypatch):
    folder = shutil.copytree(made["hot"], tmp_path / "copy")
    read = []
    monkeypatch.setattr(shelf, "read_product", lambda where: read.append(where) or read_product(where))
    first = shelf.record_of(folder)
    assert shelf.record_of(folder) is first
    assert len(read) == 1
    path = folder / "product.json"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert shelf.record_of(folder) == first
    assert len(read) == 2
    path.unlink()
    with pytest.raises(Refused):
        shelf.record_of(folder)


def test_not_more_records_are_kept_than_agreed():
    assert shelf._kept.cache_info().maxsize == shelf.MOST_KEPT


@pytest.mark.parametrize(("true", "valid", "full"), [(0, 30, 0), (21, 30, 7), (1, 30, 0), (29, 30, 10), (3, 0, 0)])
def test_ten_icons_are_the_share_rounded_to_tenths(true, valid, full):
    assert Ten("x", true, valid).full == full


def test_in_leap_years_a_date_after_february_lies_a_day_later(made):
    record = read_product(made["rains"])
    statement = {"statement": "by", "condition": "03-15", "at": 73, "start": "01-01", "unit": "day",
                 "record_period": record["statement"]["record_period"]}  # fmt: skip
    page = Page({**record, "statement": statement}, "en")
    assert page._condition("2001") == 73
    assert page._condition("2004") == 74
    assert page._condition("1999-00") == 73


def test_the_home_page_has_three_doors_for_everyone(client, people):
    page = client.get("/").text
    doors = re.findall(r'class="door" href="([^"]+)"', page)
    assert len(doors) == 3
    assert all(door.startswith("/accounts/sign-in?next=") for door in doors)
    people.sign_in(client, "member")
    inside = re.findall(r'class="door" href="([^"]+)"', client.get("/").text)
    assert inside == ["/needs/new", "/demand/", "/needs/"]
    assert all(client.get(door).status_code == 200 for door in inside)
    client.post("/accounts/sign-out")
    people.sign_in(client, "facilitator", "House")
    doors = re.findall(r'class="door" href="([^"]+)"', client.get("/").text)
    assert all(client.get(door).status_code == 200 for door in doors)
