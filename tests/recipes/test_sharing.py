"""Recipes as files and as zips: what comes in is measured before it is read, and all that is wrong is told."""

import io
import os
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.recipes.versions.sharing import (
    LARGEST_BOOK,
    MOST_RECIPES,
    export_book,
    export_recipe,
    named_in,
    read_book,
    read_one,
)
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.yaml_text import LARGEST

from .small import SMALL

OTHER = SMALL.replace("recipe: warm_days", "recipe: hotter_days").replace("version: 1", "version: 3")


def _zip(*files, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def _problems(content):
    with pytest.raises(Refused) as refusal:
        read_book(content)
    return [str(problem) for problem in refusal.value.problems]


def test_a_book_goes_out_and_comes_in_as_it_was():
    recipes = [("warm_days", 1, SMALL), ("hotter_days", 3, OTHER)]
    packed = export_book(recipes)
    assert packed == export_book(reversed(recipes))
    brought = read_book(packed)
    assert [(one.name, one.recipe.version, one.text) for one in brought] == [
        ("hotter_days", 3, OTHER), ("warm_days", 1, SMALL),
    ]  # fmt: skip
    assert read_one(export_recipe(SMALL), "warm_days.yaml").recipe.id == "warm_days"


def test_one_file_may_have_faults_and_is_named_all_the_same():
    one = read_one(b"recipe: half\ntitle: 3\n", "half.yaml")
    assert one.name == "half"
    assert one.recipe is None
    assert one.problems[0].where.startswith("half.yaml:")
    assert read_one(b"title: [", "Some-folder/heat_sum-v2.YAML").name == "heat_sum"
    assert named_in("recipe: No Name") is None


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../../etc/passwd.yaml", "cannot be called so"),
        ("/etc/cron.d/x.yaml", "cannot be called so"),
        ("recipes\\x.yaml", "cannot be called so"),
        ("deep/er/x.yaml", "cannot be called so"),
        ("x.py", "cannot be called so"),
        ("Großes.yaml", "cannot be called so"),
        ("x.yaml\n.yaml", "cannot be called so"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(name, says):
    (told,) = _problems(_zip((name, SMALL)))
    assert says in told


def test_every_fault_of_every_file_is_told_at_once():
    told = _problems(
        _zip(("warm_days.yaml", SMALL.replace("tasmax}}", "tasmx}}")), ("b.yaml", "title: 1"), ("c.yaml", b"\xff\xfe"))
    )
    assert {one.partition(": ")[2].split(".yaml")[0] for one in told} == {"warm_days", "b", "c"}
    assert any("tasmx" in one and "Did you mean tasmax?" in one for one in told)


def test_a_zip_bomb_is_never_unpacked(monkeypatch):
    bomb = _zip(("bomb.yaml", b"0" * 200_000_000))
    assert len(bomb) < LARGEST_BOOK
    read, inflate = [], zipfile.ZipExtFile.read

    def counted(file, n=-1):
        found = inflate(file, n)
        read.append(len(found))
        return found

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    (told,) = _problems(bomb)
    assert "too long for a recipe" in told
    assert sum(read) <= LARGEST + 1


def test_a_size_that_the_zip_claims_is_not_believed():
    packed = bytearray(_zip(("warm_days.yaml", b"#" * 300_000)))
    at = packed.index(b"PK\x01\x02") + 24
    packed[at : at + 4] = (100).to_bytes(4, "little")
    (told,) = _problems(bytes(packed))
    assert "too long" in told or "cannot be unpacked" in told


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK no zip", "not a zip"),
        (b"", "not a zip"),
        (_zip(), "no recipe in it"),
        (b"\0" * (LARGEST_BOOK + 1), "too large for a book"),
        (_zip(*((f"r{number}.yaml", "x") for number in range(MOST_RECIPES + 1))), "too many files"),
        (_zip(("a.yaml", SMALL), ("recipes/a.yaml", SMALL)), "recipe warm_days v1 is in it twice"),
    ],
)
def test_what_is_no_book_is_refused_with_the_reason(content, says):
    assert says in _problems(content)[0]


def test_links_and_locked_files_are_refused():
    link = zipfile.ZipInfo("warm_days.yaml")
    link.external_attr = 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "no plain file" in _problems(packed.getvalue())[0]
    locked = bytearray(_zip(("warm_days.yaml", SMALL)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    assert "needs a password" in _problems(bytes(locked))[0]


def test_a_damaged_file_is_refused_and_the_others_are_still_looked_at():
    packed = bytearray(_zip(("warm_days.yaml", SMALL), ("b.yaml", "title: 1"), method=zipfile.ZIP_STORED))
    packed[packed.index(b"title")] ^= 1
    told = _problems(bytes(packed))
    assert "cannot be unpacked" in told[0]
    assert any("b.yaml" in one for one in told[1:])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_to_a_zip_leads_to_anything_but_a_refusal(data):
    packed = bytearray(export_book([("warm_days", 1, SMALL)]))
    for _ in range(data.draw(st.integers(1, 6))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        assert all(one.text for one in read_book(bytes(packed)))


def test_noise_is_refused():
    for size in (10, 1000, 50_000):
        with pytest.raises(Refused):
            read_book(b"PK\x03\x04" + zlib.compress(os.urandom(size)))
