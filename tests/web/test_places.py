"""Choosing a place: from the list, drawn, from a GPS file; what cannot be used is told, and nothing typed is lost."""

import io
import json

import pytest

from climserv.catalogue.tracks import LARGEST, read_track
from climserv.storage.needs.needs import get_need
from climserv.vocabulary.problems import Refused

from .need_pages import fields_of, saved_id

FIELD = {"type": "Polygon", "coordinates": [[[37.5, -0.6], [37.51, -0.6], [37.51, -0.59], [37.5, -0.59], [37.5, -0.6]]]}
GPX = """<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Our shamba</name><trkseg>
{}</trkseg></trk></gpx>"""
WALK = [(37.5, -0.6), (37.51, -0.6), (37.51, -0.59), (37.5, -0.59), (37.5, -0.5999)]
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Kathwana</name><Polygon><outerBoundaryIs>
<LinearRing><coordinates>37.5,-0.6,900 37.6,-0.6,900 37.6,-0.5,900 37.5,-0.6,900</coordinates></LinearRing>
</outerBoundaryIs></Polygon></Placemark></kml>"""


def gpx(points) -> bytes:
    return GPX.format("".join(f'<trkpt lon="{lon}" lat="{lat}"/>' for lon, lat in points)).encode()


def geojson(*points, kind="Polygon") -> bytes:
    return json.dumps({"type": kind, "coordinates": [list(points)] if kind == "Polygon" else points[0]}).encode()


@pytest.fixture
def told(client, sign_in_as):
    """`told({...}, file=(name, bytes))`: what the picker answers."""
    sign_in_as("member")

    def ask(fields=None, file=None, language=None):
        data = dict(fields or {})
        if file:
            data["space.place.file"] = (io.BytesIO(file[1]), file[0])
        headers = {"Accept": "application/json"} | ({"Accept-Language": language} if language else {})
        return client.post("/places/told", data=data, headers=headers, content_type="multipart/form-data")

    return ask


def drawn(geometry, **more) -> dict:
    return {"space.place": "drawn", "space.geometry": json.dumps(geometry), **more}


def test_a_drawn_field_is_told_back_with_its_place_its_country_and_its_size(told):
    answer = told(drawn(FIELD))
    assert answer.status_code == 200
    # 1.112 km by 1.112 km.
    assert answer.json["words"].startswith("An area in ")
    assert "Kenya" in answer.json["words"]
    assert "It has 124 hectares (306 acres, 1.24 km²)." in answer.json["words"]
    assert answer.json["name"] == "our place in Kenya"


def test_it_is_told_in_french_with_its_comma(client, told):
    client.post("/accounts/language", data={"language": "fr", "next": "/"})
    assert "1,24" in told(drawn(FIELD)).json["words"]


def test_a_track_walked_around_a_field_becomes_its_outline(told):
    answer = told(file=("shamba.gpx", gpx(WALK)))
    assert answer.status_code == 200, answer.json
    assert answer.json["name"] == "Our shamba"
    assert answer.json["geometry"]["type"] == "Polygon"
    assert "124 hectares" in answer.json["words"]


def test_a_small_loop_where_one_stood_still_is_left_out_and_said(told):
    loop = [(37.51, -0.596), (37.51, -0.594), (37.5105, -0.595), (37.5095, -0.595), (37.51, -0.593)]
    around = [*WALK[:2], *loop, *WALK[2:]]
    assert "Small loops of the track were left out." in told(file=("walk.gpx", gpx(around))).json["words"]


def test_kml_and_waypoints_and_a_point_with_its_radius(told):
    assert told(file=("a.kml", KML.encode())).json["name"] == "Kathwana"
    points = "".join(f'<wpt lon="{lon}" lat="{lat}"><name>x</name></wpt>' for lon, lat in WALK[:3])
    around = told(file=("w.gpx", f'<gpx xmlns="http://www.topografix.com/GPX/1/1">{points}</gpx>'.encode()))
    assert "It is the area around the points of the file." in around.json["words"]
    point = told(drawn({"type": "Point", "coordinates": [37.5, -0.6]}, **{"space.radius": "2,5"}))
    assert point.json["geometry"]["type"] == "Polygon"
    # 2.5 km around is 19.6 km2.
    assert "19.6 km²" in point.json["words"]


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><gpx><wpt lon="1" lat="&b;"/></gpx>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><gpx><name>&f;</name></gpx>'


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("crossed.json", geojson([37, 0], [38, 1], [38, 0], [37, 1], [37, 0]), "crosses itself"),
        ("sea.json", geojson([60, -26], [61, -26], [61, -25], [60, -26]), "This lies in the sea, 608 km"),
        (
            "swapped.json",
            geojson([-0.6, 37.5], [-0.6, 37.6], [-0.5, 37.6], [-0.6, 37.5]),
            "the other way round it would lie in Kenya",
        ),
        ("turned.json", geojson([-19, 30], [-19, 30.1], [-18.9, 30.1], [-19, 30]), "it would lie in Zimbabwe"),
        ("north.json", geojson([10, 160], [11, 160], [11, 161], [10, 160]), "the other way round"),
        ("metres.json", geojson([300000, 9900000], [300100, 9900000], [300100, 9900100], [300000, 9900000]), "degrees"),
        ("world.json", geojson([-100, -50], [70, -50], [70, 60], [-100, 60], [-100, -50]), "larger than any country"),
        ("open.gpx", gpx(WALK[:4]), "does not come back"),
        ("two.json", geojson([[37.5, -0.6], [37.6, -0.6]], kind="MultiPoint"), "Two points make no area"),
        ("empty.gpx", b"<gpx></gpx>", "holds no place"),
        ("bomb.gpx", BOMB, "declares things of its own"),
        ("outside.gpx", OUTSIDE, "declares things of its own"),
        ("torn.gpx", b"<gpx><wpt lat='1'", "cannot be read"),
        ("words.gpx", b'<gpx><wpt lon="east" lat="1"/></gpx>', "cannot be read"),
        ("packed.kmz", b"PK\x03\x04" + bytes(40), "packed file"),
        ("deep.json", b"[" * 100_000, "cannot be read"),
        ("nested.gpx", b"<a>" * 100 + b"</a>" * 100, "cannot be read"),
        ("nan.json", geojson([float("nan"), 0], [1, 1], [1, 0], [0, 0]), ""),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_is_no_place_is_refused_in_plain_words(told, name, content, words):
    answer = told(file=(name, content))
    said = " ".join(answer.json["problems"]) or answer.json["words"]
    assert words in said
    assert answer.status_code == (200 if name == "swapped.json" else 422), said


def test_a_need_keeps_what_was_drawn_and_shows_it_again(client, sign_in_as, app):
    sign_in_as("member")
    made = client.post("/needs/new", data={"written_in": "en", "question": "When can we plant?"})
    need_id = saved_id(made)
    page = client.get(f"/needs/{need_id}/ask/place").text
    assert 'id="space.place"' in page
    assert "Kenya" in page
    sent = fields_of(page)
    sent.setlist("space.place", ["drawn"])
    sent.setlist("space.geometry", [json.dumps(FIELD)])
    sent.setlist("space.place.name", ["Kathwana"])
    assert client.post(f"/needs/{need_id}/ask/place", data=sent).status_code == 303
    with app.extensions["climserv"].database.reading() as session:
        space = get_need(session, need_id).record["space"]
    assert space["place"] == "Kathwana"
    assert space["geometry"] == FIELD
    page = client.get(f"/needs/{need_id}/ask/place").text
    assert "124 hectares" in page
    assert 'value="Kathwana"' in page
    assert "area-map" in page
    # Saved again as it stands, nothing changes.
    client.post(f"/needs/{need_id}/ask/place", data=fields_of(page))
    with app.extensions["climserv"].database.reading() as session:
        assert get_need(session, need_id).record["space"] == space


def test_a_file_goes_into_the_need_without_script(client, sign_in_as, app):
    sign_in_as("member")
    need_id = saved_id(client.post("/needs/new", data={"written_in": "en", "question": "When can we plant?"}))
    sent = fields_of(client.get(f"/needs/{need_id}/ask/place").text).to_dict()
    sent["space.place.file"] = (io.BytesIO(gpx(WALK)), "shamba.gpx")
    answer = client.post(f"/needs/{need_id}/ask/place", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 303
    with app.extensions["climserv"].database.reading() as session:
        space = get_need(session, need_id).record["space"]
    assert space["place"] == "Our shamba"
    assert space["geometry"]["type"] == "Polygon"


def test_a_place_that_cannot_be_used_is_told_at_its_field_and_stays_as_it_was_typed(client, sign_in_as, app):
    sign_in_as("member")
    need_id = saved_id(client.post("/needs/new", data={"written_in": "en", "question": "When can we plant?"}))
    sent = fields_of(client.get(f"/needs/{need_id}/ask/place").text).to_dict()
    crossed = '{"type": "Polygon", "coordinates": [[[37, 0], [38, 1], [38, 0], [37, 1], [37, 0]]]}'
    sent |= {"space.place": "drawn", "space.geometry": crossed, "space.place.name": "Two fields"}
    answer = client.post(f"/needs/{need_id}/ask/place", data=sent)
    assert answer.status_code == 422
    assert "crosses itself" in answer.text
    assert "[38, 1]" in answer.text
    assert 'value="Two fields"' in answer.text


def test_a_whole_country_can_be_chosen(told):
    answer = told({"space.place": "country:KE"})
    assert answer.status_code == 200
    assert answer.json["name"] == "Kenya"
    assert "An area in Kenya." in answer.json["words"]
    assert told({"space.place": "country:XX"}).status_code == 422
    for island in ("FJ", "TV"):
        assert told({"space.place": f"country:{island}"}).status_code == 200, island


def test_the_map_is_given_the_known_places_and_the_names_of_countries(client, sign_in_as):
    assert client.get("/places/known.json").status_code == 401
    sign_in_as("member", language="fr")
    known = client.get("/places/known.json").json
    assert known["countries"]["CI"] == "Côte d’Ivoire"
    assert "AQ" not in known["countries"]
    assert {place["id"] for place in known["places"]} >= {"lower-embu"}


def test_a_large_file_is_refused_before_it_is_read():
    with pytest.raises(Refused, match="too large"):
        read_track("large.gpx", b"<gpx>" + b" " * LARGEST + b"</gpx>")
