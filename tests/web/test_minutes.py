"""Minutes over the web: written, corrected, agreed; and the answer that was agreed on, made again from them alone."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from climserv.cli import main
from climserv.config import Settings, shipped
from climserv.needs.loading import load_need, need_to_dict
from climserv.products.documents import FORMS
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage.needs.need_confirming import confirm_need
from climserv.storage.needs.needs import save_need
from climserv.storage.products import register_product

from .deciding_hall import Hall

NEED = need_to_dict(load_need(shipped("sample_data") / "needs" / "embu-maize-planting.yaml"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One real product: the start of the rains, with an amount that is not the recipe's own, in a place of its own."""
    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    order = Order("rainy_season_onset", ("embu-observed",), area="lower-embu", need=NEED, settings={"amount": "25 mm"})
    folder = make_product(order, settings=settings)
    return read_product(folder), folder


@pytest.fixture
def hall(app, people):
    return Hall(app, people)


@pytest.fixture
def session(hall) -> str:
    """An open session in which all of the hall sit: its path."""
    hall.posts(hall.peter, "/sessions/new", type="free", day="2026-08-12", hour="14:00", hours="2")
    where = re.search(r"/sessions/[0-9a-f]{32}", hall.reads(hall.peter)).group()
    hall.posts(hall.peter, where + "/moves", action="open")
    for who in (hall.amina, hall.wanjiru, hall.njeri):
        hall.posts(who, where + "/here")
    return where


@pytest.fixture
def agreed(app, hall, session, made) -> str:
    """The path of minutes that both sides have agreed to, of a session in which a product was agreed on."""
    record, folder = made
    with app.extensions["climserv"].database.session() as writing:
        need = save_need(writing, hall.grower, {**NEED, "visibility": {"scope": "partners"}})
        register_product(writing, record, folder, need.need_id)
        confirm_need(writing, hall.grower, need.need_id, need.number, on_behalf_of="Mama Njeri", channel="spoken")
    subject = hall.tables(record["id"])
    hall.hears(subject)
    hall.all_consent(hall.asks(subject, session=session.split("/")[-1]))
    hall.posts(hall.peter, subject + "/moves", action="agree")
    hall.posts(hall.peter, f"/signing/{hall.version(subject)}/agreement")
    hall.posts(hall.peter, session + "/moves", action="close")
    settle(hall, session + "/minutes")
    return session + "/minutes"


def settle(hall, minutes) -> None:
    hall.posts(hall.peter, minutes, action="show")
    to = re.search(r'name="to" value="(\w+)"', hall.reads(hall.peter, minutes)).group(1)
    for who in (hall.amina, hall.wanjiru):
        hall.posts(who, minutes, action="agree", to=to)
    hall.posts(hall.peter, minutes, action="settle")


def rebuilt(minutes: Path, out: Path, *more: str):
    return CliRunner().invoke(main, ["product", "rebuild", "--from-minutes", str(minutes), "--out", str(out), *more])


@pytest.mark.parametrize(("form", "lang"), [("md", "sw"), ("html", "fr")])
def test_what_was_agreed_is_made_again_from_the_minutes_alone(hall, agreed, made, tmp_path, monkeypatch, form, lang):
    minutes, first = tmp_path / f"minutes.{form}", made[0]
    minutes.write_text(hall.reads(hall.wanjiru, f"{agreed}.{form}?lang={lang}"), encoding="utf-8")
    monkeypatch.setenv("CLIMSERV_INSTANCE", str(tmp_path / "elsewhere"))
    done = rebuilt(minutes, tmp_path / "again")
    assert done.exit_code == 0, done.output
    subject = re.search(r"/table/[0-9a-f]{32}", hall.reads(hall.peter)).group()
    agreed_to = re.search(r'Checksum of all that</dt><dd class="hash">(\w+)',
                          hall.reads(hall.peter, f"/signing/{hall.version(subject)}")).group(1)  # fmt: skip
    assert f"content hash {agreed_to}" in done.output
    assert "the same, byte for byte" in done.output
    again = read_product(tmp_path / "again")
    assert (again["id"], again["files"], again["parameters"]["amount"]) == (first["id"], first["files"], "25 mm")


def test_minutes_that_were_touched_or_hold_no_agreement_make_nothing(hall, agreed, tmp_path):
    minutes, out = tmp_path / "minutes.md", tmp_path / "again"
    told = hall.reads(hall.wanjiru, agreed + ".md?lang=en")
    minutes.write_text(told.replace('"25 mm"', '"30 mm"'), encoding="utf-8")
    assert "not what its hash was taken of" in rebuilt(minutes, out).stderr
    assert "no such agreement" in rebuilt(minutes, out, "--hash", "abcdef").stderr
    minutes.write_text("# Minutes\n", encoding="utf-8")
    done = rebuilt(minutes, out)
    assert (done.exit_code, "no such agreement" in done.stderr, out.exists()) == (2, True, False)


def test_agreed_minutes_say_so_and_are_taken_along_in_every_form(hall, agreed):
    assert "Agreed to by both sides." in hall.reads(hall.njeri, agreed)
    assert "Accepté par les deux côtés." in hall.reads(hall.njeri, agreed + "?lang=fr")
    for form, document in FORMS.items():
        answer = hall.njeri.get(f"{hall.case}{agreed}.{form}?lang=fr")
        assert (answer.status_code, answer.mimetype) == (200, document.media_type)
    assert hall.njeri.get(f"{hall.case}{agreed}.exe").status_code == 404


def test_what_is_missing_is_added_to_the_draft_and_what_is_wrong_opens_it_again(hall, session):
    minutes = session + "/minutes"
    hall.posts(hall.peter, session + "/moves", action="close")
    hall.posts(hall.wanjiru, minutes, action="add", words="the elders count the moons", lang="sw")
    assert "the elders count the moons" in hall.reads(hall.amina, minutes)
    settle(hall, minutes)
    page = hall.refused(hall.wanjiru, minutes, action="revise", reason="the hill, not the valley", lang="fr")
    assert 'value="the hill, not the valley"' in page
    hall.posts(hall.peter, minutes, action="revise", reason="the hill, not the valley")
    page = hall.reads(hall.wanjiru, minutes)
    assert "What was corrected in these minutes?" in page
    assert "the hill, not the valley" in page
    settle(hall, minutes)


def test_words_of_the_glossary_are_linked_with_both_meanings(hall, session):
    row = {"0.term": "Normal", "0.users": "enough for maize", "0.producers": "the middle third"}
    hall.posts(hall.amina, "/sheets/glossary", **row)
    hall.posts(hall.peter, session + "/moves", action="close")
    hall.posts(hall.wanjiru, session + "/minutes", action="add", words="a <b>normal</b> year is not normality")
    page = hall.reads(hall.njeri, session + "/minutes")
    (link,) = re.findall(r'<dfn><a class="term" [^>]+>[^<]+</a></dfn>', page)
    assert "enough for maize" in link
    assert "the middle third" in link
    assert ">normal<" in link
    assert "a &lt;b&gt;" in page
