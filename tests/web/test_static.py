"""The look: everything vendored is accounted for, nothing comes from elsewhere, and the first load is light."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from web.needs.pictures import PICTURES

WEB = Path(__file__).resolve().parents[2] / "web"
STATIC = WEB / "static"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
OURS = {"styles", "scripts", "pictures"}


@pytest.fixture(scope="module")
def vendored() -> list[dict]:
    return tomllib.loads((STATIC / "VENDOR.toml").read_text(encoding="utf-8"))["vendored"]


def test_every_vendored_file_is_the_one_we_checked(vendored):
    for entry in vendored:
        assert all(entry[part] for part in ("name", "version", "licence", "source"))
        assert (STATIC / entry["licence_file"]).read_text(encoding="utf-8").strip()
        for file in entry["files"]:
            assert hashlib.sha256((STATIC / file["path"]).read_bytes()).hexdigest() == file["sha256"], file["path"]


def test_no_file_is_vendored_without_being_told(vendored):
    told = {"VENDOR.toml", "icons/mark.svg"}
    told |= {entry["licence_file"] for entry in vendored} | {file["path"] for e in vendored for file in e["files"]}
    found = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()}
    assert {path for path in found if path.split("/")[0] not in OURS} == told


def test_the_sprite_holds_exactly_the_icons_in_use():
    symbols = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons/lucide.svg").read_text(encoding="utf-8")))
    sources = [*TEMPLATES, *WEB.rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = {name for call in re.findall(r"icon\(([^)]*)\)", text) for name in re.findall(r'"([a-z0-9-]+)"', call)}
    assert used - {"error", "bad"} <= symbols
    # Names that reach the sprite through a variable are plain strings in the code.
    assert {name for name in symbols if f'"{name}"' not in text} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_writes_script_or_style_into_the_page(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_nothing_is_fetched_from_elsewhere():
    # The namespace of SVG is a name, not an address that is fetched.
    for path in [*TEMPLATES, *STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.rglob("*.svg")]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(https?:)?//[a-z]", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)), path.name


def test_every_colour_is_a_token():
    for name in ("house.css", "components.css"):
        text = (STATIC / "styles" / name).read_text(encoding="utf-8")
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text), name


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _themes() -> dict[str, dict[str, str]]:
    text = (STATIC / "styles/tokens.css").read_text(encoding="utf-8")
    blocks = re.findall(r"(@media[^{]*\{\s*)?:root \{(.*?)\n\s*\}", text, flags=re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for media, body in blocks:
        tokens = {
            name: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:])
            for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", body)
        }
        found[" ".join(word for word in ("dark", "more") if word in media) or "light"] = tokens
    # As the cascade has it: each theme over those that also apply.
    light, dark, more = found["light"], found["dark"], found["more"]
    found["dark"], found["more"] = light | dark, light | more
    found["dark more"] = light | dark | more | found["dark more"]
    return found


@pytest.mark.parametrize("theme", ["light", "dark", "more", "dark more"])
def test_words_can_be_read_and_edges_seen_in_every_theme(theme):
    tokens = _themes()[theme]
    grounds = ("paper", "sheet")
    for ground in grounds:
        for ink in ("ink", "ink-soft", "green", "ochre", "madder", "blue", "brown"):
            assert _contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)
        for edge in ("edge", "focus"):
            assert _contrast(tokens[edge], tokens[ground]) >= 3, (edge, ground)
    for ink, wash in (("ochre", "ochre-wash"), ("on-green", "green")):
        assert _contrast(tokens[ink], tokens[wash]) >= 4.5, (ink, wash)


def test_the_first_load_is_under_100_kilobytes(client):
    page = client.get("/")
    assert page.status_code == 200
    total = len(page.data)
    fetched = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.text))
    assert any(path.endswith(".woff2") for path in fetched)
    for path in fetched:
        with client.get(path) as answer:
            assert answer.status_code == 200, path
            total += len(answer.data)
    assert total < 100_000, total


def test_the_pictures_of_the_questions_are_those_in_use_and_every_one_is_decoration():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "pictures/intake.svg").read_text(encoding="utf-8")))
    assert drawn == {name for answers in PICTURES.values() for name in answers.values()}
    fields = (WEB / "templates/needs/fields.html").read_text(encoding="utf-8")
    assert all('aria-hidden="true"' in tag for tag in re.findall(r'<svg class="picture[^>]*>', fields))


def test_styles_and_scripts_go_packed_to_who_can_unpack_them(client):
    path, accepts = "/static/styles/components.css", {"Accept-Encoding": "gzip"}
    with client.get(path) as plain, client.get(path, headers=accepts) as packed:
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 3
        assert "Content-Encoding" not in plain.headers
        assert all("Accept-Encoding" in answer.headers["Vary"] for answer in (plain, packed))
    with client.get(path, headers={**accepts, "If-None-Match": packed.headers["ETag"]}) as again:
        assert again.status_code == 304
    assert "Content-Encoding" not in client.get("/", headers=accepts).headers
