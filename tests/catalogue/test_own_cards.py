"""Cards added to an instance: beside the shipped ones, found again when they change, and marked when their files do."""

import os
from pathlib import Path

import pytest

from climserv.catalogue.card import Card
from climserv.catalogue.catalogue import load_card, open_catalogue, stamp
from climserv.catalogue.files import file_states, state_of
from climserv.catalogue.writing import card_yaml, write_card
from climserv.config import Settings
from climserv.vocabulary.fingerprints import fingerprint, size_and_time
from climserv.vocabulary.problems import Refused

from .test_cards import CARD


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(instance=tmp_path / "instance")


def card_of(path: Path, **changes) -> Card:
    """A card of one real file."""
    import yaml

    seen = fingerprint(path)
    record = yaml.safe_load(CARD)
    record["files"] = [{"path": path.name, "sha256": seen.sha256, "size": seen.size, "modified": seen.modified}]
    return Card.model_validate({**record, "folder": str(path.parent), **changes})


@pytest.fixture
def rain(tmp_path) -> Path:
    path = tmp_path / "data" / "rain.csv"
    path.parent.mkdir()
    path.write_text("date,rain\n2001-01-01,3\n", encoding="utf-8")
    return path


def test_a_card_written_reads_back_the_same(settings, rain):
    card = card_of(rain, health={"checked": "2026-05-01", "errors": 0, "warnings": 2}, consent="https://a.example/b")
    path = write_card(card, settings.catalogue_folder / "cards")
    assert load_card(path) == card
    assert "made_by" not in card_yaml(card)


def test_a_card_of_a_thousand_files_can_be_read(settings, rain):
    card = card_of(rain)
    files = tuple(card.files[0].model_copy(update={"path": f"piece-{number:04}.nc"}) for number in range(1000))
    path = write_card(card.model_copy(update={"files": files}), settings.catalogue_folder / "cards")
    assert len(load_card(path).files) == 1000


def test_own_cards_stand_beside_the_shipped_and_are_seen_at_once(settings, rain):
    before = stamp(settings)
    shipped = {card.dataset for card in open_catalogue(settings)}
    assert "suffolk-observed" in shipped
    card = card_of(rain, reference="suffolk-observed")
    write_card(card, settings.catalogue_folder / "cards")
    assert stamp(settings) != before
    cards = open_catalogue(settings)
    assert {one.dataset for one in cards} == shipped | {"my-gauge"}
    assert cards.own == {"my-gauge"}
    assert cards.folder(card) == rain.parent


def test_what_is_contributed_is_found_too(settings, rain):
    write_card(card_of(rain), settings.instance / "contributed" / "cards")
    assert "my-gauge" in open_catalogue(settings)


def test_an_id_is_taken_once(settings, rain):
    folder = settings.catalogue_folder / "cards"
    write_card(card_of(rain), folder)
    with pytest.raises(Refused, match="has this id already"):
        write_card(card_of(rain), folder)
    again = card_of(rain, origin={"en": "Read once more."})
    assert load_card(write_card(again, folder, replace=True)).origin["en"] == "Read once more."
    assert [path.name for path in folder.iterdir()] == ["my-gauge.yaml"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"dataset": "suffolk-observed"}, "has this id already"),
        ({"reference": "nothing-like-it"}, "a reference is a dataset of observations"),
    ],
)
def test_a_bad_own_card_is_left_out_and_told_and_the_others_stay(settings, rain, changes, says):
    write_card(card_of(rain, **changes), settings.catalogue_folder / "cards")
    cards = open_catalogue(settings)
    assert cards.card("suffolk-observed").title["en"].startswith("Daily weather of Suffolk")
    assert not cards.own
    (fault,) = cards.faults
    assert says in str(fault)


def test_a_file_is_as_described_changed_or_missing(rain):
    card = card_of(rain)
    assert state_of(card, rain.parent) == "as described"
    os.utime(rain, (1, 1))  # Copied: another time, the same content.
    assert state_of(card, rain.parent) == "as described"
    rain.write_text("date,rain\n2001-01-01,4\n", encoding="utf-8")
    assert file_states(card, rain.parent)[0].state == "changed"
    rain.write_text("date,rain\n", encoding="utf-8")
    assert state_of(card, rain.parent) == "changed"
    rain.unlink()
    assert state_of(card, rain.parent) == "missing"


def test_a_page_does_not_read_a_large_file_through(rain, monkeypatch):
    from climserv.catalogue import files

    card = card_of(rain)
    os.utime(rain, (1, 1))
    monkeypatch.setattr(files, "READ_AT_ONCE", 3)
    assert state_of(card, rain.parent) == "not looked at"
    assert state_of(card, rain.parent, quick=False) == "as described"


def test_a_folder_is_one_thing_and_any_change_in_it_shows(tmp_path):
    store = tmp_path / "rain.zarr"
    (store / "pr").mkdir(parents=True)
    (store / "zarr.json").write_text("{}")
    (store / "pr" / "c0").write_bytes(b"12345678")
    before = fingerprint(store)
    assert before.size == size_and_time(store)[0] == 10
    assert fingerprint(store) == before
    (store / "pr" / "c0").rename(store / "pr" / "c1")
    os.utime(store / "zarr.json", (1, 1))
    assert fingerprint(store).sha256 != before.sha256


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"folder": "data"}, "whole path"),
        ({"folder": "/data/../etc"}, "whole path"),
        ({"consent": "javascript:alert(1)"}, "https"),
        ({"health": {"checked": "yesterday"}}, "checked"),
        ({"health": {"checked": "2026-05-01", "errors": -1}}, "errors"),
    ],
)
def test_what_a_card_may_not_say(rain, changes, says):
    with pytest.raises(ValueError, match=says):
        card_of(rain, **changes)
