"""Areas that are drawn: in the sea, at the coast, on islands, and how they are asked for in a run."""

import json

import pytest
from match_making import HOT, made_card, made_need

from climserv.catalogue.earth import countries_of, km_from_land, land_share
from climserv.data.places.areas import _asked
from climserv.matching.area import area_of_box
from climserv.matching.asking import area_of
from climserv.matching.rules.case import Case, Settled
from climserv.matching.rules.facts import filling
from climserv.matching.rules.rules import verdicts

EVERYWHERE = made_card(bounds=[-180, -90, 180, 90])


def point(lon: float, lat: float) -> dict:
    return {"type": "Point", "coordinates": [lon, lat]}


def square(lon: float, lat: float, half: float = 0.05) -> dict:
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return {"type": "Polygon", "coordinates": [[[lon + x, lat + y] for x, y in corners]]}


def space_of(need):
    area, problems = area_of(need, {})
    assert problems == []
    filled, _ = filling(HOT, {})
    return verdicts(Case(need, Settled(HOT, {}, filled, filled, ()), EVERYWHERE, None, area))["space"]


def drawn(geometry, place=None, **space):
    return made_need(space={"place": place, "geometry": geometry, "scale": "district"} | space)


@pytest.mark.parametrize(
    ("where", "lon", "lat"),
    [("Indian Ocean", 60, -25), ("Atlantic", -30, 20), ("where 0° meets 0°", 0, 0), ("North Sea", 3, 56)],
)
def test_an_area_in_the_sea_is_refused_with_the_reason(where, lon, lat):
    found = space_of(drawn(square(lon, lat), where))
    assert found.value == "cannot"
    assert found.reason["en"].startswith(f"{where} lies in the sea, ")
    assert "est en mer" in found.reason["fr"]
    assert "right way round" in found.remedy["en"]
    assert found.evidence["space.sea"]["km"] > 100


@pytest.mark.parametrize(
    ("village", "lon", "lat"),
    [
        ("Lamu, on an island", 40.9, -2.27), ("Tanga, a port", 39.1, -5.07), ("Mersea, an island", 0.95, 51.78),
        ("Funafuti, an atoll", 179.2, -8.52), ("Tristan da Cunha", -12.3, -37.1), ("Rodrigues", 63.43, -19.7),
        ("Kisumu, on a lake", 34.75, -0.1), ("Fiji, by the date line", -179.97, -16.8),
    ],
)  # fmt: skip
def test_villages_at_the_coast_and_on_small_islands_are_land(village, lon, lat):
    assert not {code for code in space_of(drawn(square(lon, lat, 0.02))).codes if "sea" in code}, village


def test_an_island_that_the_map_does_not_show_is_asked_about():
    # Tokelau: three atolls, 1,500 people, too small for the map.
    found = space_of(drawn(point(-171.8, -9.2), "Nukunonu"))
    assert found.value == "dialogue"
    assert "Say whether this is a small island" in found.remedy["en"]


def test_a_typed_box_in_the_sea_is_refused_and_a_known_place_is_believed():
    need = made_need(space={"place": "60,-26,61,-25", "scale": "district"})
    assert space_of(need).evidence["space.sea"]["km"] > 100
    # `made_need` asks for `here`, a known place in the empty ocean.
    area, _ = area_of(made_need(), {})
    assert area is None
    assert area_of_box("60,-26,61,-25").drawn


def test_what_was_drawn_goes_before_the_name_and_is_run_as_it_was_drawn():
    shape = square(37.5, -0.6)
    area, _ = area_of(drawn(shape, "Kathwana"), {})
    assert area.name["en"] == "Kathwana"
    assert area.bounds == pytest.approx((37.45, -0.65, 37.55, -0.55))
    assert json.loads(area.written)["geometry"] == shape
    geometry, name, _note = _asked(area.written, None, None)
    assert name == "Kathwana"
    assert geometry.bounds == pytest.approx(area.bounds)
    unnamed, _ = area_of(drawn(shape), {})
    assert unnamed.name["fr"] == "le lieu dessiné"
    assert unnamed.id == area.id != area_of(drawn(square(37.6, -0.6)), {})[0].id


def test_the_country_is_told_and_both_at_a_border():
    assert [country.code for country in countries_of(point(37.5, -0.6))] == ["KE"]
    assert {country.code for country in countries_of(point(34.11, 0.46))} == {"KE", "UG"}
    assert countries_of(point(60, -25)) == ()
    # An area over a border lies first in the country that holds most of it.
    assert [country.code for country in countries_of(square(33.9, 0.46, 0.5))] == ["UG", "KE"]


def test_distances_from_land_and_the_share_of_land():
    assert km_from_land(point(37.5, -0.6)) == 0
    # From 3 E 56 N the Frisian islands lie nearest, some 330 km to the south-east.
    assert km_from_land(point(3, 56)) == pytest.approx(332, abs=10)
    assert land_share(square(37.5, -0.6)) == 1
    assert land_share(square(60, -25)) == 0
    assert 0.3 < land_share(square(39.1, -5.07, 0.3)) < 0.9
