"""Places: named points and areas, read strictly."""

import json

import pytest

from climserv.catalogue.places import load_places
from climserv.vocabulary.problems import Refused

SQUARE = {"type": "Polygon", "coordinates": [[[1, 2], [3, 2], [3, 5], [1, 5], [1, 2]]]}


def feature(place="here", geometry=SQUARE, **properties):
    return {
        "type": "Feature",
        "id": place,
        "properties": {"name": {"en": "Here"}, "scale": "ward"} | properties,
        "geometry": geometry,
    }


def places_of(folder, *features):
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / "places.geojson").write_text(text, encoding="utf-8")
    return load_places(folder)


def test_a_place_knows_its_bounds_and_whether_it_was_made(tmp_path):
    places = places_of(tmp_path, feature(), feature("made", made_for_demonstration=True))
    here = places.place("here")
    assert here.bounds == (1.0, 2.0, 3.0, 5.0)
    assert here.geometry == SQUARE
    assert not here.made_for_demonstration
    assert places.place("made").made_for_demonstration
    assert [place.id for place in places] == ["here", "made"]


def test_bounds_of_points_and_of_several_areas(tmp_path):
    several = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[7, 1], [8, 1], [8, 2], [7, 1]]]]}
    places = places_of(tmp_path, feature("p", {"type": "Point", "coordinates": [4, -5, 900]}), feature("m", several))
    assert places.place("p").bounds == (4.0, -5.0, 4.0, -5.0)
    assert places.place("m").bounds == (1.0, 1.0, 8.0, 5.0)


def test_an_unknown_place_is_answered_with_the_nearest(tmp_path):
    places = places_of(tmp_path, feature("lower-embu"))
    with pytest.raises(Refused, match=r"Did you mean lower-embu\?$"):
        places.place("lower-enbu")


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (feature(geometry={"type": "LineString", "coordinates": [[1, 2], [3, 4]]}), "place.geometry"),
        (feature(geometry={"type": "Point", "coordinates": [200, 0]}), "place.geometry"),
        (feature(geometry={"type": "Polygon", "coordinates": [[["a", "b"]]]}), "place.geometry"),
        (feature(geometry=None), "place.geometry"),
        (feature(scale="hamlet"), "place.scale"),
        (feature(name="Here"), "place.name"),
        (feature(colour="red"), "place.field"),
        (feature(place=None), "place.id"),
        (feature(name={"en": 3}), "place.name"),
        (feature(note="drawn by us"), "place.note"),
        (feature(made_for_demonstration="yes"), "place.made"),
        (feature(geometry=[1, 2]), "place.geometry"),
    ],
)
def test_a_bad_feature_is_refused_with_its_place_in_the_file(tmp_path, bad, code):
    with pytest.raises(Refused) as caught:
        places_of(tmp_path, feature("good"), bad)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert "places.geojson: feature 2" in problem.where


def test_all_faults_of_a_feature_are_told_at_once(tmp_path):
    with pytest.raises(Refused) as caught:
        places_of(tmp_path, {"properties": []}, "no feature")
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["place.id", "place.name", "place.scale", "place.geometry"] * 2


def test_one_id_twice_is_refused(tmp_path):
    with pytest.raises(Refused, match="has this id already"):
        places_of(tmp_path, feature(), feature())


@pytest.mark.parametrize("text", ["not json", "[]", '{"type": "Feature"}'])
def test_what_is_not_geojson_is_refused(tmp_path, text):
    (tmp_path / "x.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"x\.geojson: this is not"):
        load_places(tmp_path)


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(Refused, match="no such folder"):
        load_places(tmp_path / "none")
