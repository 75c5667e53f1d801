"""The papers of the sample data: README, cards and files say the same."""

import hashlib
import re
from pathlib import Path

import netCDF4
import pytest

from climserv.catalogue.catalogue import load_catalogue
from climserv.catalogue.places import load_places
from climserv.data.made import made_region

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
README = (SAMPLE / "README.md").read_text(encoding="utf-8")
LISTED = {
    name: (int(size), checksum)
    for name, size, checksum in re.findall(r"\| `(\S+)` \| (\d+) \| `([0-9a-f]{64})` \|", README)
}
CARDS = load_catalogue().cards


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def data_files() -> set[str]:
    """Every file of data: not the texts of our own, which change without a checksum."""
    ours = {"README.md", "build_suffolk.py"}
    return {
        path.relative_to(SAMPLE).as_posix()
        for path in SAMPLE.rglob("*")
        if path.is_file() and path.name not in ours and path.parent.name not in ("cards", "needs", "__pycache__")
    }


def test_the_readme_lists_every_data_file_and_no_other():
    assert set(LISTED) == data_files()
    described = set(re.findall(r"^\| `(\S+)` \| (?:real|a real place|made for)", README, re.MULTILINE))
    assert described == set(LISTED)


@pytest.mark.parametrize("name", sorted(LISTED))
def test_sizes_and_checksums_of_the_readme_are_those_of_the_files(name):
    path = SAMPLE / name
    assert LISTED[name] == (path.stat().st_size, checksum(path))


def test_sizes_and_checksums_of_the_cards_are_those_of_the_files():
    files = [(card.dataset, file) for card in CARDS for file in card.files]
    assert [name for name, _ in files] == ["suffolk-cmip6", "suffolk-observed"]
    for _, file in files:
        assert (file.size, file.sha256) == LISTED[file.path]


def test_sample_data_stays_far_below_ten_megabytes():
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 4_000_000


@pytest.mark.parametrize("card", [card for card in CARDS if card.files], ids=lambda card: card.dataset)
def test_a_card_says_what_its_file_holds(card):
    with netCDF4.Dataset(SAMPLE / card.files[0].path) as file:
        assert set(card.variables) <= set(file.variables)
        time = file["time"]
        assert (time.calendar,) == card.calendars
        years = {day.year for day in netCDF4.num2date(time[:], time.units, time.calendar)}
        assert years == {year for span in card.years for year in range(span.first, span.last + 1)}
        assert card.bounds == (file["lon"][0], file["lat"][0], file["lon"][0], file["lat"][0])
        members = [] if "member" not in file.variables else list(file["member"][:])
        assert [member.id for member in card.members] == members
        for member, model, scenario in zip(
            card.members, *(file[k][:] if members else [] for k in ("model", "scenario")), strict=True
        ):
            assert (member.model, member.scenario) == (model, scenario)


def test_cards_name_the_models_whose_leap_days_were_filled():
    (card,) = (card for card in CARDS if card.dataset == "suffolk-cmip6")
    limits = " ".join(limit["en"] for limit in card.limits)
    assert "CanESM5 and NorESM2-LM have years of 365 days" in limits
    assert {member.calendar for member in card.members} == {"standard"}


def test_both_licences_of_the_package_are_said_in_card_and_readme():
    for text in (README, *(card.licence.name for card in CARDS if card.dataset.startswith("suffolk"))):
        assert "MIT" in text
        assert "Apache License 2.0" in text


def test_everything_made_says_so_where_a_reader_sees_it():
    made = [card for card in CARDS if card.made_for_demonstration]
    assert [card.dataset for card in made] == ["embu-models", "embu-observed"]
    for card in made:
        assert card.made_by is not None
        assert "made for demonstration" in card.title["en"]
        assert "fabriqué" in card.title["fr"]
        assert "imetungwa" in card.title["sw"] or "zimetungwa" in card.title["sw"]
        assert any("Made for demonstration" in limit["en"] for limit in card.limits)
    places = {place.id: place for place in load_places()}
    assert {name for name, place in places.items() if not place.made_for_demonstration} == {"suffolk", "woolpit"}
    for place in places.values():
        if place.made_for_demonstration:
            assert "Made for demonstration" in place.note["en"]


def test_cards_of_made_data_say_what_the_generator_makes():
    for card in CARDS:
        if card.made_by is None:
            continue
        assert card.made_by.generator == made_region.GENERATOR
        assert card.made_by.part in made_region.PARTS
        assert card.made_by.seed == made_region.SEED
        if card.role == "projection":
            made = [(model.name, model.calendar) for model in made_region.MODELS]
            assert [(member.id, member.calendar) for member in card.members] == made
            assert set(card.scenarios) == {made_region.SCENARIO}


def test_the_readme_tells_the_known_faults_and_changes_of_the_made_models():
    for model in made_region.MODELS:
        t = model.traits
        row = (
            f"| {model.name} | {model.calendar} | x {t.rain_factor:g} | {t.drizzle:g} | {t.early:g} days | "
            f"{t.tasmin_bias:+.1f} K, {t.tasmax_bias:+.1f} K | {t.warming:g} K | x {t.intensity:g} | {t.later:g} days |"
        )
        assert row in README


def test_places_lie_where_the_data_are():
    shapely = pytest.importorskip("shapely.geometry")
    shapes = {place.id: shapely.shape(place.geometry) for place in load_places()}
    assert all(shape.is_valid for shape in shapes.values())
    assert shapely.box(*made_region.BOX).contains(shapes["lower-embu"])
    for ward in ("mlimani-ward", "katikati-ward", "tambarare-ward"):
        assert shapes["lower-embu"].contains(shapes[ward])
    assert shapes["suffolk"].contains(shapes["woolpit"])


def test_names_of_the_wards_say_their_side_of_the_hill():
    import numpy as np

    places = load_places()
    heights = {}
    for name in ("mlimani-ward", "tambarare-ward"):
        west, south, east, north = places.place(name).bounds
        heights[name] = float(made_region.altitude(np.array((south + north) / 2), np.array((west + east) / 2)))
    assert heights["mlimani-ward"] > heights["tambarare-ward"] + 150
