"""Bulletins, messages and provenance: whole by themselves, escaped, honest about what they are."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from climserv.products.counts import Counts
from climserv.products.message import LONGEST_SMS, gsm, sms_text
from climserv.products.reading import read_product
from climserv.products.writing import write_product
from climserv.vocabulary.texts import text_in

VOID = {"meta", "br", "img", "link", "input", "hr"}


class _Balanced(HTMLParser):
    """Whether every element that opens is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.tags = [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def test_a_bulletin_stands_alone(folder):
    for path in folder.glob("bulletin*.html"):
        page = path.read_text()
        parser = _Balanced()
        parser.feed(page)
        assert (parser.open, parser.faults) == ([], [])
        assert {"h1", "svg", "table"} <= parser.tags
        assert not {"script", "link", "iframe"} & parser.tags
        outside = [u for u in re.findall(r'(?:src|href)="([^"]+)"', page) if not u.startswith(("#", "data:image/png"))]
        assert outside == []
        assert not re.findall(r"url\((?!#)", page)


def test_a_bulletin_says_question_answer_trust_and_limits(folder):
    record = read_product(folder)
    for number, language in enumerate(record["languages"]):
        page = (folder / ("bulletin.html" if number == 0 else f"bulletin.{language}.html")).read_text()
        plain = page.replace("&#39;", "'").replace("&#34;", '"').replace("&gt;", ">").replace("&lt;", "<")
        assert f"<h1>{text_in(record['title'], language)}</h1>" in plain
        assert record["answer"][language] in plain
        for texts in record["trust"].values():
            assert text_in(texts, language) in plain
        for row in record["counts"]:
            assert re.search(rf"\b{row['years_true']}\b", plain)
        assert record["id"] in page


def test_every_place_where_made_data_are_read_says_so(folders):
    folder = folders / "embu"
    assert "Imetengenezwa kwa maonyesho tu" in (folder / "bulletin.html").read_text()
    assert "Made for demonstration" in (folder / "message.en.txt").read_text()
    assert (folder / "sms.en.txt").read_text().startswith("MADE FOR DEMONSTRATION")
    assert "emonstration" not in (folders / "suffolk" / "message.en.txt").read_text()


def test_a_translation_nobody_checked_says_so(folders):
    said = {"sw": "bado haijakaguliwa", "fr": "pas encore relu"}
    for language, words in said.items():
        page = "bulletin.html" if language == "sw" else "bulletin.fr.html"
        assert words in (folders / "embu" / page).read_text()
        assert words in (folders / "embu" / f"message.{language}.txt").read_text()
    assert "not yet checked" not in (folders / "embu" / "bulletin.en.html").read_text()


def test_what_people_wrote_is_escaped(niger, tmp_path):
    evil = '<script>alert("x")</script>'
    places = niger.places.assign_coords(place=[evil, "Agadez"])
    summary = [{**row, "place": evil if row["place"] == "Niamey Aero" else row["place"]} for row in niger.summary]
    result = replace(niger, places=places, summary=summary, notes=(evil,))
    need = {"need": "n", "question": {"en": f"When {evil}?"}}
    folder = write_product(result, tmp_path / "p", need=need, languages=("en",))
    for name in ("bulletin.html", "graph.svg"):
        assert "<script" not in (folder / name).read_text()
    assert "&lt;script&gt;" in (folder / "bulletin.html").read_text()


def test_an_sms_is_one_sms(folder):
    for path in folder.glob("sms.*.txt"):
        for line in path.read_text().splitlines():
            assert 0 < len(line) <= LONGEST_SMS
            assert line == gsm(line)


def test_letters_an_sms_lacks_lose_their_accent():
    assert gsm("août, forêt, 24 °C – l’été…") == "aout, foret, 24  C - l'été."
    assert gsm("ñandú à Zürich") == "ñandu à Zürich"


def test_a_long_place_is_left_out_of_an_sms_before_the_count_is(niger):
    long = "a very long name of a place " * 6
    places = niger.places.assign_coords(place=[long, "Agadez"])
    summary = [{**row, "place": long if row["place"] == "Niamey Aero" else row["place"]} for row in niger.summary]
    result = replace(niger, places=places, summary=summary)
    first = sms_text(Counts(result), result.metric, "en", demo=True).splitlines()[0]
    assert first == "MADE FOR DEMONSTRATION. In 10 of 40 years the rains had started by 5 June."


def test_the_crate_links_only_to_what_it_holds(folder):
    crate = json.loads((folder / "ro-crate-metadata.json").read_text())
    graph = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(graph) == len(crate["@graph"])
    assert graph["ro-crate-metadata.json"]["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1"
    links = re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(crate["@graph"]))
    assert set(links) - {"https://w3id.org/ro/crate/1.1"} <= set(graph)
    assert links


def test_the_crate_names_every_file_with_its_checksum(folder):
    crate = json.loads((folder / "ro-crate-metadata.json").read_text())
    graph = {entity["@id"]: entity for entity in crate["@graph"]}
    record = read_product(folder)
    parts = {part["@id"] for part in graph["./"]["hasPart"]}
    assert parts == {path.name for path in folder.iterdir()} - {"ro-crate-metadata.json"}
    for name in parts - {"product.json"}:
        assert graph[name]["sha256"] == record["files"][name]
        assert int(graph[name]["contentSize"]) == (folder / name).stat().st_size


def test_the_run_used_the_data_and_the_recipe(folders):
    crate = json.loads((folders / "suffolk" / "ro-crate-metadata.json").read_text())
    run = next(entity for entity in crate["@graph"] if entity["@id"] == "#run")
    used = {one["@id"] for one in run["prov:used"]}
    assert used == {"#dataset-suffolk-cmip6", "#dataset-suffolk-observed", "#recipe-hot_days"}
    assert run["instrument"] == {"@id": "#software"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_message_can_be_read_aloud(folders, language):
    message = (folders / "suffolk" / f"message.{language}.txt").read_text()
    assert "<" not in message.replace("<=", "")
    assert "None" not in message
    assert "nan" not in message.lower().split()
    assert message.endswith("\n")
