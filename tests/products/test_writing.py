"""Writing and reading: a whole folder or none, the same bytes twice, and every change found."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from climserv.products import writing
from climserv.products.reading import open_product, read_product, verify
from climserv.products.writing import write_product
from climserv.vocabulary.problems import Refused

from ..conftest import ROOT
from . import results

WHOLE = {
    "product.json",
    "ro-crate-metadata.json",
    "data.nc",
    "table.csv",
    "summary.csv",
    "graph.png",
    "graph.svg",
    "bulletin.html",
}


def test_the_folder_holds_what_the_design_names(folders):
    names = {path.name for path in (folders / "embu").iterdir()}
    spoken = {f"{kind}.{lang}.txt" for kind in ("message", "sms") for lang in ("sw", "en", "fr")}
    assert names == WHOLE | {"map.png", "map.svg", "bulletin.en.html", "bulletin.fr.html"} | spoken
    assert "map.png" not in {path.name for path in (folders / "niger").iterdir()}
    assert not [path for path in folders.iterdir() if path.name.startswith(".")]


def test_the_same_bytes_another_time_in_another_place(folders, tmp_path):
    """A process of its own, with another clock zone, language and hash seed."""
    script = (
        "import sys; from pathlib import Path; from tests.products import results;"
        "from climserv.products.writing import write_product;"
        "write_product(results.niger(), Path(sys.argv[1]), need=None, languages=('en',))"
    )
    environment = {"TZ": "Pacific/Auckland", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", script, str(tmp_path / "again")]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for path in sorted((folders / "niger").iterdir()):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_nothing_half_written_is_left(embu, tmp_path, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("the paper ran out")

    monkeypatch.setattr(writing, "make_map", broken)
    with pytest.raises(RuntimeError, match="paper"):
        write_product(embu, tmp_path / "p", need=None, languages=("en",))
    assert list(tmp_path.iterdir()) == []


def test_a_product_is_never_written_over(niger, tmp_path):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "mine.txt").write_text("mine")
    with pytest.raises(Refused) as refused:
        write_product(niger, tmp_path / "p", need=None, languages=("en",))
    assert refused.value.problems[0].code == "product.exists"
    assert [path.name for path in (tmp_path / "p").iterdir()] == ["mine.txt"]


def test_a_whole_product_verifies(folder):
    assert verify(folder) == []


@pytest.mark.parametrize(
    ("spoil", "code", "where"),
    [
        (lambda folder: (folder / "table.csv").write_text("x"), "product.changed", "table.csv"),
        (lambda folder: (folder / "graph.png").unlink(), "product.missing", "graph.png"),
        (lambda folder: (folder / "note.txt").write_text("x"), "product.extra", "note.txt"),
        (lambda folder: _edit(folder, "answer", {"en": "In 30 of 30 years"}), "product.changed", "product.json"),
    ],
)
def test_every_change_is_found(folders, tmp_path, spoil, code, where):
    folder = shutil.copytree(folders / "niger", tmp_path / "copy")
    spoil(folder)
    assert [(problem.code, problem.where) for problem in verify(folder)] == [(code, where)]


def _edit(folder, key, value):
    record = json.loads((folder / "product.json").read_text())
    (folder / "product.json").write_text(json.dumps({**record, key: value}))


def test_what_is_no_product_is_refused_in_words(tmp_path):
    for content, code in ((None, "product.none"), ("{", "product.unreadable"), ('{"schema": "x/1"}', "product.schema")):
        if content:
            (tmp_path / "product.json").write_text(content)
        with pytest.raises(Refused) as refused:
            read_product(tmp_path)
        assert refused.value.problems[0].code == code
        assert [problem.code for problem in verify(tmp_path)] == [code]


def test_an_opened_product_is_held_by_nobody(folders, tmp_path):
    folder = shutil.copytree(folders / "niger", tmp_path / "copy")
    data = open_product(folder)
    shutil.rmtree(folder)
    assert data["outcome"].dtype == "uint8"
    assert float(data["rainy_season_onset"].max()) > 0


def test_reading_is_light():
    """The web process reads products, and must never import these."""
    heavy = "{'xarray', 'dask', 'numba', 'matplotlib', 'pandas', 'numpy', 'netCDF4'}"
    names = "reading, record, message, counts, trust, provenance, bulletin"
    script = f"import sys; from climserv.products import {names}; "
    script += f"from climserv.products.words import phrases; sys.exit(sorted({heavy} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_language_without_words_of_ours_is_written_in_english_and_says_so(niger, tmp_path):
    need = {**results.EMBU_NEED, "question": {"dje": "Man sohon?", "en": "When to sow?"}}
    folder = write_product(niger, tmp_path / "p", need=need, languages=("dje",))
    page, message = (folder / "bulletin.html").read_text(), (folder / "message.dje.txt").read_text()
    for text in (page, message):
        assert "Man sohon?" in text
        assert "We have no words in this language yet (dje)" in text
    assert read_product(folder)["unchecked_languages"] == ["dje"]


def test_one_value_changed_is_another_product_file_but_the_order_names_it(niger, tmp_path):
    """The id names what went in, the checksums what came out."""
    places = niger.places.copy(deep=True)
    places["value"][{"season": 3, "place": 0}] += 1
    changed = write_product(replace(niger, places=places), tmp_path / "p", need=None, languages=("en",))
    whole = write_product(niger, tmp_path / "q", need=None, languages=("en",))
    first, second = read_product(changed), read_product(whole)
    assert first["id"] == second["id"]
    assert first["files"]["table.csv"] != second["files"]["table.csv"]
