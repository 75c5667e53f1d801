"""The rules about space, one by one."""

import pytest
from match_making import (
    HERE,
    HOT,
    SQUARE,
    answering,
    made_card,
    made_case,
    made_models,
    made_need,
)

from climserv.matching.area import Area
from climserv.matching.rules.rules import verdicts

OBSERVED = made_card()


def value(axis, need, recipe=HOT, card=OBSERVED, reference=None, area=HERE):
    return verdicts(made_case(need, recipe, card, reference, area))[axis].value


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((0, 0, 1, 1), "meets"),
        ((0.2, 0, 1, 1), "dialogue"),
        ((0.5, 0.5, 1, 1), "cannot"),
        # A fortieth of a place is not the place.
        ((0.25, 0.29, 1, 1), "cannot"),
        ((0.1, 0.1, 0.3, 0.3), "meets"),
    ],
)
def test_data_speak_of_where_they_are(bounds, expected):
    space = {"place": "here", "scale": "district"}
    need = made_need(space=space, time={"scale": "season", "horizon": "past"})
    card = made_card(bounds=bounds, effective_resolution="1 km", resolution="1 km")
    assert value("space", need, card=card) == expected


def point(lon, lat, **parts):
    return made_card(resolution="point", effective_resolution="1 km", bounds=(lon, lat, lon, lat), **parts)


def square(west, size):
    ring = [[west, 0], [west + size, 0], [west + size, size], [west, size], [west, 0]]
    name = {"en": "There", "fr": "Là"}
    return Area("there", name, {"type": "Polygon", "coordinates": [ring]}, (west, 0, west + size, size))


def test_one_point_and_an_area():
    need = made_need()
    assert value("space", need, card=point(0.2, 0.2)) == "meets"  # inside, and the area is small
    large = verdicts(made_case(need, HOT, point(0.2, 0.2), None, square(0, 1)))["space"]
    assert (large.value, "111 km across" in large.reason["en"]) == ("dialogue", True)
    near = verdicts(made_case(need, HOT, point(0.4, 0.2)))["space"]
    assert (near.value, "11 km away" in near.reason["en"]) == ("dialogue", True)
    far = verdicts(made_case(need, HOT, point(5, 5)))["space"]
    assert (far.value, "A dataset that covers Here would help." in far.remedy["en"]) == ("cannot", True)
    assert value("space", need, answering(HOT, sites=False), point(0.2, 0.2)) == "cannot"


def test_a_point_in_a_hole_is_outside():
    hole = [[0.15, 0.15], [0.25, 0.15], [0.25, 0.25], [0.15, 0.25], [0.15, 0.15]]
    ring = {"type": "Polygon", "coordinates": [*SQUARE["coordinates"], hole]}
    area = Area("ring", HERE.name, ring, HERE.bounds)
    assert value("space", made_need(), card=point(0.2, 0.2), area=area) == "dialogue"
    assert value("space", made_need(), card=point(0.12, 0.12), area=area) == "meets"


def test_a_gauge_beside_a_point_place():
    spot = Area("spot", {"en": "Spot"}, {"type": "Point", "coordinates": [0.2, 0.2]}, (0.2, 0.2, 0.2, 0.2))
    assert value("space", made_need(), card=point(0.2, 0.2), area=spot) == "meets"
    assert value("space", made_need(), card=point(0.25, 0.2), area=spot) == "meets"
    assert value("space", made_need(), card=point(0.5, 0.2), area=spot) == "dialogue"
    assert value("space", made_need(), card=point(0.8, 0.2), area=spot) == "cannot"


@pytest.mark.parametrize(
    ("have", "expected"),
    [
        ("1 km", "meets"), ("5 km", "meets"), ("25 km", "meets"), ("26 km", "dialogue"), ("250 km", "dialogue"),
        ("251 km", "cannot"),
    ],
)  # fmt: skip
def test_effective_resolution_against_the_levels_asked(have, expected):
    levels = {"threshold": "25 km", "breakthrough": "5 km", "goal": "1 km"}
    need = made_need(space={"place": "here", "scale": "country", "resolution": levels})
    recipe = HOT.model_copy(
        update={
            "answers": HOT.answers.model_copy(
                update={"space": HOT.answers.space.model_copy(update={"finest": "1 km", "upto": "country"})}
            )
        }
    )
    found = verdicts(made_case(need, recipe, made_card(resolution=have, effective_resolution=have)))["space"]
    assert found.value == expected
    level = next(f for f in found.findings if f.code.startswith("space.level"))
    assert level.evidence["threshold_km"] == 25
    assert ("though not as fine as wished (5 km)" in level.reason["en"]) == (have == "25 km")


@pytest.mark.parametrize(
    ("asked", "have", "expected"),
    [
        ("district", "12 km", "meets"), ("district", "13 km", "meets_after_step"), ("ward", "9 km", "meets_after_step"),
        ("ward", "10 km", "dialogue"), ("village", "30 km", "dialogue"), ("village", "31 km", "cannot"),
        ("plot", "6 km", "cannot"), ("country", "12 km", "meets_after_step"),
    ],
)  # fmt: skip
def test_effective_resolution_against_the_size_of_the_place(asked, have, expected):
    need = made_need(space={"place": "here", "scale": asked})
    assert value("space", need, card=made_card(resolution=have, effective_resolution=have)) == expected


def test_contrasts_that_people_know_are_talked_over():
    need = made_need(space={"place": "here", "scale": "district", "contrasts": ["the hill gets rain first"]})
    found = verdicts(made_case(need, HOT, OBSERVED))["space"]
    assert found.value == "dialogue"
    assert "the hill gets rain first" in found.reason["en"]


def test_adjusting_brings_local_detail_but_not_to_the_change():
    need = made_need(space={"place": "here", "scale": "ward"})
    models = made_models(resolution="90 km")
    alone = verdicts(made_case(need, HOT, models))["space"]
    adjusted = verdicts(made_case(need, HOT, models, OBSERVED))["space"]
    assert alone.evidence["space.scale.coarse"]["data_km"] == 90
    assert adjusted.evidence["space.scale.step"]["data_km"] == pytest.approx(5.56, abs=0.01)
    assert "What changes is known only for regions of 90 km" in adjusted.reason["en"]
    assert adjusted.value == "dialogue"


def test_made_data_say_so():
    found = verdicts(made_case(made_need(), HOT, made_card(made_for_demonstration=True)))["space"]
    assert "made for demonstration" in found.reason["en"]
    assert "fabriquées pour la démonstration" in found.reason["fr"]


def test_a_place_nobody_gave_is_asked_for():
    need = made_need(space={"scale": "ward"})
    assert value("space", need, area=None) == "dialogue"
