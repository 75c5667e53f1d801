"""Dataset cards: what a good one says, and how a bad one is answered."""

import subprocess
import sys
from pathlib import Path

import pytest

from climserv.catalogue.card import Card
from climserv.catalogue.catalogue import load_card, load_catalogue
from climserv.vocabulary.problems import Refused

CARD = """\
dataset: my-gauge
title: {en: Rain at our school}
about: {en: Good for one valley.}
role: station
variables: [pr]
step: day
resolution: point
effective_resolution: 5 km
period: 1990-2020
bounds: [37.5, -0.7, 37.5, -0.7]
calendars: [standard]
files:
  - {path: rain.csv, sha256: "%s", size: 10}
licence: {id: CC-BY-4.0, name: Creative Commons, redistribution: true, source: the school}
origin: {en: Read by hand each morning.}
limits:
  - {en: One gauge.}
""" % ("a" * 64)


def write(folder: Path, text: str = CARD, name: str = "card.yaml") -> Path:
    path = folder / "cards" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusals(folder: Path, text: str) -> list:
    with pytest.raises(Refused) as caught:
        load_card(write(folder, text))
    return list(caught.value.problems)


def test_a_good_card_is_read_as_written(tmp_path):
    card = load_card(write(tmp_path))
    assert card.dataset == "my-gauge"
    assert card.files[0].size == 10
    assert [str(years) for years in card.years] == ["1990-2020"]
    assert not card.made_for_demonstration


def test_a_card_survives_writing_and_reading(tmp_path):
    card = load_card(write(tmp_path))
    assert Card.model_validate_json(card.model_dump_json()) == card


def test_a_card_cannot_be_changed(tmp_path):
    card = load_card(write(tmp_path))
    with pytest.raises(ValueError, match="frozen"):
        card.role = "observation"


def test_a_misspelt_field_is_answered_with_file_line_field_and_the_nearest_name(tmp_path):
    (problem,) = refusals(tmp_path, CARD.replace("resolution: point", "resolution: point\nperoid: 1990-2020"))
    assert problem.code == "card.field"
    assert problem.where.endswith("card.yaml:8: peroid")
    assert problem.next_step == "Did you mean period?"


def test_a_misspelt_field_inside_a_part_is_answered_with_that_parts_names(tmp_path):
    (problem,) = refusals(tmp_path, CARD.replace("id: CC-BY-4.0,", "id: CC-BY-4.0, sorce: us,"))
    assert problem.where.endswith(":14: licence.sorce")
    assert problem.next_step == "Did you mean source?"
    assert "redistribution" in problem.allowed


def test_all_faults_are_told_at_once(tmp_path):
    text = CARD.replace("role: station", "role: satellite").replace("[pr]", "[prr]").replace("step: day\n", "")
    problems = refusals(tmp_path, text)
    assert [(problem.code, problem.where.rsplit(": ", 1)[1]) for problem in problems] == [
        ("card.value", "role"),
        ("card.value", "variables.0"),
        ("card.missing", "step"),
    ]
    assert "Did you mean pr?" in problems[1].what
    assert problems[0].got == "satellite"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("period: 1990-2020", "period: 2020-1990", "range of years"),
        ("resolution: point", "resolution: 5 degC", "not a length"),
        ("[37.5, -0.7, 37.5, -0.7]", "[217.5, -0.7, 217.5, -0.7]", "-180..180"),
        ("title: {en: Rain at our school}", "title: {fr: Pluie}", "English"),
        ("path: rain.csv", "path: ../../rain.csv", "relative path"),
        ("path: rain.csv", "path: /rain.csv", "relative path"),
        ('"' + "a" * 64 + '"', '"abc"', "pattern"),
        ("variables: [pr]", "variables: []", "at least one"),
        ("role: station", "role: projection", "names its members"),
        ("files:\n", "made_by: {generator: made_region, seed: 1, part: observed}\nfiles:\n", "not both"),
        ("period: 1990-2020", "period: 1990-2020\nperiods: [1990-2000, 2005-2019]", "begin and end"),
        (
            "calendars: [standard]",
            "calendars: [standard]\nmembers: [{id: a, model: m, scenario: s, calendar: noleap}]",
            "noleap",
        ),
    ],
)
def test_a_card_that_contradicts_itself_is_refused(tmp_path, old, new, said):
    assert CARD.count(old) >= 1
    problems = refusals(tmp_path, CARD.replace(old, new, 1))
    assert said in " ".join(map(str, problems))


def test_what_is_no_card_at_all_is_refused_in_words(tmp_path):
    assert refusals(tmp_path, "- a list")[0].code == "card.form"
    assert refusals(tmp_path, "a: b: c")[0].where.endswith("card.yaml:1")


def test_a_card_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        load_card(tmp_path / "none.yaml")


def test_a_catalogue_finds_cards_by_id_and_says_where_their_files_are(tmp_path):
    write(tmp_path)
    catalogue = load_catalogue(tmp_path / "cards")
    card = catalogue.card("my-gauge")
    assert catalogue.folder(card) == tmp_path
    assert "my-gauge" in catalogue
    assert "other" not in catalogue


def test_an_unknown_dataset_is_answered_with_the_nearest(tmp_path):
    write(tmp_path)
    with pytest.raises(Refused, match=r"Did you mean my-gauge\?$") as caught:
        load_catalogue(tmp_path / "cards").card("my-guage")
    (problem,) = caught.value.problems
    assert (problem.code, problem.got, problem.allowed) == ("dataset.unknown", "my-guage", "my-gauge")


def test_two_cards_with_one_id_are_refused(tmp_path):
    write(tmp_path)
    write(tmp_path, name="other.yaml")
    with pytest.raises(Refused, match=r"other\.yaml: dataset: another card"):
        load_catalogue(tmp_path / "cards")


def test_a_reference_must_be_observations_of_the_catalogue(tmp_path):
    write(tmp_path)
    write(tmp_path, CARD.replace("dataset: my-gauge", "dataset: other\nreference: my-guage"), name="other.yaml")
    with pytest.raises(Refused, match=r"card other: reference.*Did you mean my-gauge\?"):
        load_catalogue(tmp_path / "cards")


def test_faults_of_all_cards_are_told_together(tmp_path):
    write(tmp_path, CARD.replace("role: station", "role: x"))
    write(tmp_path, CARD.replace("step: day", "step: x"), name="other.yaml")
    with pytest.raises(Refused) as caught:
        load_catalogue(tmp_path / "cards", tmp_path / "nowhere")
    assert len(caught.value.problems) == 3


def test_cards_come_sorted_by_id_whatever_the_order_of_folders(tmp_path):
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir(), second.mkdir()
    write(first, CARD.replace("my-gauge", "z"))
    write(second, CARD.replace("my-gauge", "a"))
    forward = load_catalogue(first / "cards", second / "cards")
    backward = load_catalogue(second / "cards", first / "cards")
    assert [card.dataset for card in forward] == [card.dataset for card in backward] == ["a", "z"]


def test_reading_the_catalogue_loads_no_array_library():
    code = (
        "import sys; from climserv.catalogue.catalogue import load_catalogue; "
        "from climserv.catalogue.places import load_places; load_catalogue(); load_places(); "
        "print({'xarray', 'netCDF4', 'dask', 'numba', 'shapely'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
