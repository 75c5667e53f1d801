"""Documents: each form tells all, what people wrote stays words, and the same lines give the same bytes."""

import hashlib
import io
import re
import subprocess
import sys
import tomllib
import zlib
from base64 import a85decode

import docx
import pytest

from climserv.products.documents import FORMS, pages

HOSTILE = "<script>alert(1)</script> *stars* & | a ‹pipe›\x0b"
LINES = [
    ("h1", "Compte rendu\u00a0: Où semer\u00a0?"),
    ("p", "Wanjirũ aliuliza: ŋ, ɓ, ñ"),
    ("h2", "Qu’a-t-on dit\u00a0?"),
    ("li", HOSTILE),
    ("sub", "20 mm → 25 mm"),
    ("table", [["What", "before", "after"], ["answered", "1 of 5", "4 of 5"]]),
    ("data", ("climserv.agreement/1", '{"a": "<b>"}')),
]


def written(form, lines=LINES) -> bytes:
    return FORMS[form].write(iter(lines), "Compte rendu", "fr")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_lines_give_the_same_bytes(form):
    assert written(form) == written(form)


def test_what_people_wrote_never_becomes_markup():
    page, text = written("html").decode(), written("md").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "\\<script\\>" in text
    assert "\\*stars\\*" in text
    assert "| answered | 1 of 5 | 4 of 5 |" in text


def test_programs_find_their_part_in_the_page_and_in_markdown_and_paper_leaves_it_out():
    assert (
        '<pre data-name="climserv.agreement/1">{&quot;a&quot;: &quot;&lt;b&gt;&quot;}</pre>' in written("html").decode()
    )
    assert '```json climserv.agreement/1\n{"a": "<b>"}\n```' in written("md").decode()
    assert "climserv.agreement" not in words_of_docx(written("docx"))


def words_of_docx(content) -> str:
    told = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in told.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in told.paragraphs), *cells])


def test_docx_has_real_headings_lists_and_tables():
    told = docx.Document(io.BytesIO(written("docx")))
    assert [one.style.name for one in told.paragraphs][:5] == [
        "Title", "Normal", "Heading 1", "List Bullet", "List Bullet 2",
    ]  # fmt: skip
    assert "Wanjirũ aliuliza: ŋ, ɓ, ñ" in words_of_docx(written("docx"))
    assert told.tables[0].rows[1].cells[2].text == "4 of 5"
    assert told.core_properties.language == "fr"


def test_pdf_is_a4_says_its_language_and_embeds_its_typeface():
    content = written("pdf")
    assert content.startswith(b"%PDF-")
    assert b"/Lang (fr)" in content
    assert b"595.2756 841.8898" in content
    assert b"NotoSans" in content
    assert b"/FontFile2" in content


def test_letters_that_the_typeface_lacks_are_counted_on_the_page():
    plain, other = (len(streams(written("pdf", [("p", words)]))) for words in ("rain", "ዝናብ"))
    assert other > plain
    assert not pages._letters() & set("ዝናብ")
    for words in ("Où sème-t-on, œuvre ? « ici »", "¿Cuándo? ñandú", "Tutapanda lini? ng’ombe", "Wanjirũ Mũgo"):
        assert set(words) <= pages._letters()


def streams(content) -> bytes:
    """What the pages of a PDF draw, unpacked."""
    found = re.findall(rb"/ASCII85Decode /FlateDecode \].*?stream\r?\n(.*?)endstream", content, re.DOTALL)
    return b"".join(zlib.decompress(a85decode(one.strip(), adobe=False)) for one in map(_bare, found))


def _bare(stream: bytes) -> bytes:
    return stream.strip().removesuffix(b"~>")


def test_the_typeface_is_the_one_we_checked():
    told = tomllib.loads((pages.FONTS / "VENDOR.toml").read_text(encoding="utf-8"))["vendored"]
    files = {one["path"]: one["sha256"] for entry in told for one in entry["files"]}
    assert {path.name for path in pages.FONTS.glob("*.ttf")} == set(files)
    for path, checksum in files.items():
        assert hashlib.sha256((pages.FONTS / path).read_bytes()).hexdigest() == checksum


def test_offering_documents_loads_neither_writer():
    code = "import sys, climserv.products.documents; print([m for m in ('reportlab', 'docx') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
