"""The demonstration: what a stranger gets from one command, and that it serves."""

import json
import re
import subprocess
import sys
import urllib.request

import pytest

from climserv.config import Settings
from climserv.demo import PEOPLE, set_up
from climserv.serving import environment
from climserv.storage.accounts import check_sign_in
from climserv.storage.database import open_database
from climserv.storage.products import list_public_products


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    settings = Settings(instance=tmp_path_factory.mktemp("demo"))
    said = []

    def progress(done, total, text):
        said.append(text)
        return True

    return settings, set_up(settings, progress), said


def test_the_showcase_is_real_and_says_so_with_checksums(made):
    _, demo, _ = made
    product = json.loads((demo.products["suffolk-wheat-flowering"] / "product.json").read_text(encoding="utf-8"))
    assert product["made_for_demonstration"] is False
    assert {d["id"]: d["role"] for d in product["datasets"]} == {
        "suffolk-cmip6": "projection",
        "suffolk-observed": "station",
    }
    assert {m["model"] for m in product["members"] if m["kind"] == "projection"} == {"CanESM5", "MIROC6", "NorESM2-LM"}
    for dataset in product["datasets"]:
        assert all(re.fullmatch("[0-9a-f]{64}", file["sha256"]) for file in dataset["files"])


def test_what_is_made_says_so_in_every_part_that_people_read(made):
    _, demo, _ = made
    for need in ("embu-maize-planting", "embu-rains-to-come"):
        folder = demo.products[need]
        product = json.loads((folder / "product.json").read_text(encoding="utf-8"))
        assert product["made_for_demonstration"] is True
        for place, language in enumerate(product["languages"]):
            notice = product["demonstration"][language]
            bulletin = f"bulletin.{language}.html" if place else "bulletin.html"
            for name in (bulletin, f"message.{language}.txt"):
                assert notice in (folder / name).read_text(encoding="utf-8"), name
        assert "DEMONSTRATION" in (folder / "sms.en.txt").read_text(encoding="utf-8")


def test_one_need_is_told_cannot_and_gets_no_product(made):
    _, demo, _ = made
    assert demo.matches["tanga-dairy-roof"]["space"] == "cannot"
    assert "tanga-dairy-roof" not in demo.products


def test_progress_is_told_and_the_showcase_is_the_newest(made):
    settings, demo, said = made
    assert any("CanESM5-ssp245" in text for text in said)
    with open_database(settings.database).reading() as session:
        newest = list_public_products(session)[0]
    assert demo.showcase == f"/products/{newest.id}"


def test_everybody_can_sign_in_and_nobody_else_can_read_the_words(made):
    settings, demo, _ = made
    with open_database(settings.database).reading() as session:
        for sign_in, *_ in PEOPLE:
            assert check_sign_in(session, sign_in, demo.sign_ins[sign_in]).sign_in == sign_in
    assert (settings.instance / "demo-sign-ins.json").stat().st_mode & 0o077 == 0


def test_a_second_time_changes_nothing(made):
    settings, demo, _ = made
    again = set_up(settings, lambda done, total, text: True)
    assert again.sign_ins == demo.sign_ins
    assert again.products == demo.products
    with open_database(settings.database).reading() as session:
        assert len(list_public_products(session)) == 3


def test_it_serves_its_showcase(made, tmp_path):
    """`climserv serve` on the same instance, as a process; the page is there without signing in."""
    settings, demo, _ = made
    code = (
        "import socket, sys; s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close();"
        "from climserv.cli import main; main(['serve', '--port', str(port)])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        address = re.search(r"http://[\d.:]+", process.stdout.readline())[0]
        with urllib.request.urlopen(address + demo.showcase) as page:  # noqa: S310 - our own address
            text = page.read().decode()
        assert "How often will our wheat flower" in text
        assert "climserv-" not in page.headers.get("Server", "")
    finally:
        process.terminate()
        process.communicate(timeout=20)
