"""A card drafted from facts: what is taken from them, what is asked for, and what is said by default."""

import pytest

from climserv.catalogue.drafting import ABOUT, Said, dataset_id, draft_card, licence_id
from climserv.vocabulary.problems import Refused

FACTS = {
    "variables": ["pr"], "step": "day", "kind": "grid", "places": 12, "roles": ["observation"],
    "calendars": ["standard"], "members": [{"id": "a", "model": "", "scenario": "", "calendar": "standard"}],
    "resolution": "0.05 degree", "effective": {"value": "0.05 degree", "why": "spacing"}, "period": "1991-2020",
    "periods": [], "partly": False, "bounds": [37, -1, 38, 0],
    "files": [{"path": "a.nc", "sha256": "a" * 64, "size": 9, "modified": 5}],
    "told": {"title": "Rain", "licence": "CC-BY-4.0", "institution": "An office"}, "notes": [],
}  # fmt: skip


def drafted(said: Said, **facts):
    return draft_card({**FACTS, **facts}, said)


def asked(said: Said, **facts) -> set[str]:
    with pytest.raises(Refused) as refused:
        drafted(said, **facts)
    return {problem.where for problem in refused.value.problems}


def test_the_facts_alone_are_enough_for_plain_observations():
    card = drafted(Said("rain", "observation"))
    assert card.title == {"en": "Rain"}
    assert card.about == ABOUT["observation"]
    assert card.origin == {"en": "An office"}
    assert (card.licence.id, card.licence.redistribution) == ("CC-BY-4.0", False)
    assert card.members == ()
    assert "few" in card.limits[0]["en"]
    assert card.files[0].modified == 5


def test_words_of_people_win_and_keep_their_language():
    said = Said("rain", "observation", title="Pluie", limits="Peu de postes.\n\nRien avant 1991.", language="fr")
    card = drafted(said)
    assert card.title == {"en": "Pluie", "fr": "Pluie"}
    assert [limit["fr"] for limit in card.limits[:2]] == ["Peu de postes.", "Rien avant 1991."]


def test_what_nobody_told_stands_in_the_card_as_such():
    card = drafted(Said("rain", "observation"), told={"title": "", "licence": "", "institution": ""}, partly=True)
    assert card.title == {"en": "rain"}
    assert card.licence.name == "not told"
    said = " ".join(limit["en"] for limit in card.limits)
    assert "licence was not told" in said
    assert "only a part of each year" in said


@pytest.mark.parametrize(
    ("said", "facts", "fields"),
    [
        (Said("x", "satellite"), {}, {"role"}),
        (Said("x", "observation"), {"bounds": None}, {"bounds"}),
        (Said("x", "observation", bounds="1,2,3"), {}, {"bounds"}),
        (Said("x", "observation", bounds="200,0,300,9"), {}, {"bounds"}),
        (Said("x", "projection"), {"effective": {"value": "", "why": "unknown"}}, {"effective_resolution"}),
        (Said("x", "observation"), {"effective": {"value": "point", "why": "sites"}}, {"effective_resolution"}),
        (Said("x", "observation"), {"resolution": ""}, {"resolution"}),
        (Said("a b", "observation", effective_resolution="wide"), {}, {"dataset", "effective_resolution"}),
        (Said("", ""), {"bounds": None}, {"dataset", "role", "bounds"}),
    ],
)
def test_everything_that_is_missing_is_asked_for_at_once(said, facts, fields):
    assert asked(said, **facts) == fields


def test_stations_are_points_and_need_not_say_so():
    card = drafted(Said("x", "station"), resolution="point", effective={"value": "point", "why": "sites"})
    assert card.effective_resolution == "point"


def test_members_stand_in_the_card_of_models():
    assert [member.id for member in drafted(Said("x", "projection")).members] == ["a"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("licensed under a Creative Commons Attribution-ShareAlike 4.0 International License", "CC-BY-SA-4.0"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "CC-BY-NC-SA-4.0"),
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("MIT", "MIT"),
        ("ask the office in writing", "LicenseRef-own-terms"),
    ],
)
def test_licences_are_known_as_files_write_them(text, known):
    assert licence_id(text) == known


@pytest.mark.parametrize(("text", "made"), [("Pluie d'été", "Pluie-d-t"), ("../x", "x"), ("…", "dataset")])
def test_any_name_gives_an_id(text, made):
    assert dataset_id(text) == made
