"""Observations: ten readings typed on a phone, a sheet brought, taken back, withdrawn; nothing typed is lost."""

import io
import re
from datetime import UTC, datetime

import pytest

from climserv.catalogue.catalogue import open_catalogue
from climserv.storage import observations
from climserv.storage.events import history

GAUGE = {
    "kind": "rain_gauge", "place": "The school", "lat": "-0.51", "lon": "37,46", "altitude": "1200", "dated": "reading",
    "consent_by": "Njeru", "consent_form": "spoken", "consent_witness": "Wanjiru", "consent_scope": "runs",
}  # fmt: skip
NOW = datetime(2026, 3, 10, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(app, monkeypatch) -> None:
    monkeypatch.setattr(app.extensions["climserv"], "clock", lambda: NOW)


@pytest.fixture
def gauge(client, sign_in_as):
    """A new gauge of the member who is signed in; its address."""
    sign_in_as("member")
    answer = client.post("/observations/new", data=GAUGE)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


@pytest.fixture
def kept(app):
    def kept_(address):
        with app.extensions["climserv"].database.reading() as session:
            rows = observations.list_readings(session, int(address.rsplit("/", 1)[1]))
        return [(row.day.isoformat(), row.mm, row.flag) for row in reversed(rows)]

    return kept_


@pytest.fixture
def events(app):
    def events_(address):
        with app.extensions["climserv"].database.reading() as session:
            return history(session, "series", address.rsplit("/", 1)[1])

    return events_


def rows(*pairs, unit="mm", **more):
    data = {"unit": unit} | more
    for n, (day, value) in enumerate(pairs, 1):
        data |= {f"day.{n}": day, f"value.{n}": value}
    return data


def sure_of(page) -> list[str]:
    return re.findall(r'name="sure" value="([^"]+)"', page)


def test_ten_readings_are_typed_and_become_a_dataset(app, client, gauge, kept, settings):
    page = client.get(gauge).text
    days = re.findall(r'name="day\.\d+" id="day\.\d+" value="(\d{4}-\d\d-\d\d)"', page)
    assert days == [f"2026-03-{n:02d}" for n in range(1, 11)]
    assert "<script" not in page
    amounts = ["0", "12.5", "", "3", "T", "0,4", "7", "0", "", "22"]
    answer = client.post(gauge, data=rows(*zip(days, amounts, strict=True)) | {"trace.8": "1", "paper": "1"})
    assert answer.status_code == 303, answer.text
    assert kept(gauge) == [
        ("2026-03-01", 0.0, ""), ("2026-03-02", 12.5, ""), ("2026-03-04", 3.0, ""), ("2026-03-05", 0.0, "trace"),
        ("2026-03-06", 0.4, ""), ("2026-03-07", 7.0, ""), ("2026-03-08", 0.0, "trace"), ("2026-03-10", 22.0, ""),
    ]  # fmt: skip
    page = client.get(answer.headers["Location"]).text
    assert "8 readings are kept." in page
    assert 'value="2026-03-09"' in page
    assert 'value="2026-03-08"' not in page, "days that have a reading are not offered again"
    (card,) = [card for card in open_catalogue(settings) if card.dataset.startswith("contributed-")]
    assert (card.role, card.title["en"]) == ("station", "Rain gauges of Growers of Suffolk")


def test_every_problem_stands_beside_its_cell_and_nothing_typed_is_lost(client, gauge, kept):
    wrong = rows(
        ("2026-03-01", "12"), ("2026-03-02", "a lot"), ("", "4"), ("2026-03-20", "5"), ("2026-03-01", "7"),
        ("last week", "-3"), ("2026-03-03", "2500"), unit="mm", on_behalf_of="Njeru",
    )  # fmt: skip
    answer = client.post(gauge, data=wrong | {"trace.1": "1"})
    page = answer.text
    assert answer.status_code == 422
    assert kept(gauge) == []
    for told in (
        "“a lot” is no amount", "Which day was this?", "2026-03-20 has not come yet", "stands here twice",
        "“last week” is no day", "Rain cannot be less than 0", "2500 mm in one day", "Either tick",
    ):  # fmt: skip
        assert page.count(told) == 2, f"{told}: beside the cell and in the summary"
    for typed in ('value="a lot"', 'value="2026-03-20"', 'value="last week"', 'value="-3"', 'value="Njeru"'):
        assert typed in page
    assert re.search(r'type="text" name="day\.6" id="day\.6" value="last week"', page), "a date field would drop it"
    assert 'name="trace.1" value="1" checked' in page
    assert re.search(r'href="#value\.2"', page)


def test_nothing_typed_and_no_unit_are_said(client, gauge):
    assert "Nothing is typed" in client.post(gauge, data=rows(("2026-03-01", ""))).text
    assert "mm or inches" in client.post(gauge, data=rows(("2026-03-01", "1"), unit="")).text


def test_another_reading_of_the_day_is_asked_about_and_replaced_with_a_word(client, gauge, kept, events):
    client.post(gauge, data=rows(("2026-03-01", "5")))
    again = rows(("2026-03-01", "7"), ("2026-03-02", "200"))
    answer = client.post(gauge, data=again)
    assert answer.status_code == 422
    assert "already a reading of 5 mm. Replace it with 7 mm." in answer.text
    assert "200 mm is very much for one day" in answer.text
    assert kept(gauge) == [("2026-03-01", 5.0, "")]
    agreed = again | {"sure": sure_of(answer.text)}
    assert len(agreed["sure"]) == 2
    answer = client.post(gauge, data=agreed)
    assert "Say why in a word" in answer.text
    assert len(re.findall(r'name="sure" value="[^"]+" checked', answer.text)) == 2, "the ticks stay"
    answer = client.post(gauge, data=agreed | {"note": "misread"})
    assert answer.status_code == 303
    assert kept(gauge) == [("2026-03-01", 7.0, ""), ("2026-03-02", 200.0, "unusual")]
    assert events(gauge)[-1].reason == "misread"


def test_old_sheets_are_typed_ten_days_at_a_time(client, gauge, kept):
    page = client.get(gauge + "?from=2020-12-28").text
    assert 'value="2020-12-28"' in page
    assert 'value="2021-01-06"' in page
    answer = client.post(gauge, data=rows(("2021-01-06", "1"), **{"from": "2020-12-28"}))
    assert answer.headers["Location"].endswith("?from=2021-01-07")
    assert client.get(gauge + "?from=yesterday").status_code == 200


def test_inches_are_kept_as_written_and_the_unit_is_remembered(client, gauge, kept):
    client.post(gauge, data=rows(("2026-03-01", "0.5"), unit="inch"))
    assert kept(gauge) == [("2026-03-01", 12.7, "")]
    assert 'value="inch" checked' in client.get(gauge).text


def test_a_gauge_needs_its_consent_and_what_was_typed_stays(client, sign_in_as):
    sign_in_as("member")
    wrong = GAUGE | {"consent_by": "", "consent_witness": "", "lat": "north", "lon": "200", "consent_scope": ""}
    answer = client.post("/observations/new", data=wrong)
    assert answer.status_code == 422
    for told in ("Who agreed?", "Who heard it said?", "“north” is no number", "200 cannot be", "Choose one of these"):
        assert answer.text.count(told) == 2
    assert 'value="north"' in answer.text
    assert 'value="The school"' in answer.text


def test_a_name_is_taken_once(client, gauge):
    answer = client.post("/observations/new", data=GAUGE | {"place": "the SCHOOL"})
    assert answer.status_code == 422
    assert "one of this name already" in answer.text


def test_sowing_dates_are_typed_with_what_was_sown(client, sign_in_as, kept):
    sign_in_as("member")
    field = client.post("/observations/new", data=GAUGE | {"kind": "sowing_date", "dated": "", "lat": "", "lon": ""})
    address = field.headers["Location"]
    assert "What was sown" in client.get(address).text
    assert client.post(address, data=rows(("2025-10-20", "maize"), ("2026-03-01", ""))).status_code == 303
    assert [day for day, _mm, _flag in kept(address)] == ["2025-10-20", "2026-03-01"]
    assert "maize" in client.get(address).text
    assert client.get(address + "/readings.csv").text.splitlines() == ["date,crop", "2025-10-20,maize", "2026-03-01,"]


def test_a_sheet_is_brought_with_the_same_checks(client, gauge, kept):
    text = "date,rain (inch)\n2026-03-01,1\n2026-03-02,\n2026-03-03,trace\n"
    answer = client.post(gauge + "/sheet", data={"file": (io.BytesIO(text.encode()), "rain.csv")})
    assert answer.status_code == 303, answer.text
    assert kept(gauge) == [("2026-03-01", 25.4, ""), ("2026-03-03", 0.0, "trace")]
    wrong = "date,rain\n2026-03-05,lots\n2027-01-01,3\n"
    answer = client.post(gauge + "/sheet", data={"file": (io.BytesIO(wrong.encode()), "rain.csv"), "unit": "mm"})
    assert answer.status_code == 422
    assert "Line 2: “lots” is no amount" in answer.text
    assert "Line 3: 2027-01-01 has not come yet" in answer.text
    assert "2026-03-05,lots" in answer.text, "the sheet stands there to be mended"
    assert len(kept(gauge)) == 2


def test_a_sheet_replaces_only_what_was_told(client, gauge, kept):
    client.post(gauge, data=rows(("2026-03-01", "5"), ("2026-03-02", "6")))
    sheet = {"text": "2026-03-01,7\n2026-03-02,8\n", "unit": "mm"}
    answer = client.post(gauge + "/sheet", data=sheet)
    assert answer.status_code == 422
    assert "5 mm is there, the sheet says 7 mm" in answer.text
    sheet["sure"] = sure_of(answer.text)[0]
    answer = client.post(gauge + "/sheet", data=sheet)
    assert "Say why in a word" in answer.text
    assert "5 mm is there" in answer.text
    other = rows(("2026-03-01", "1"))
    client.post(gauge, data=other | {"sure": sure_of(client.post(gauge, data=other).text), "note": "x"})
    answer = client.post(gauge + "/sheet", data=sheet | {"note": "misread"})
    assert "1 mm is there, the sheet says 7 mm" in answer.text, "it changed meanwhile, so it is asked again"
    answer = client.post(gauge + "/sheet", data=sheet | {"note": "misread", "sure": sure_of(answer.text)[0]})
    assert answer.status_code == 303
    assert kept(gauge) == [("2026-03-01", 7.0, ""), ("2026-03-02", 8.0, "")]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "nothing in the sheet"), (b"PK\x03\x04rest", "choose “Save as”, then CSV"),
     (b"date,rain (mm)\n", "nothing in the sheet"),
     (b"date,water\n2026-03-01,1\n", "No column is called “rain”"), (b"2026-03-01,1\n", "mm or inches")],
)  # fmt: skip
def test_what_is_no_sheet_is_said(client, gauge, content, says):
    answer = client.post(gauge + "/sheet", data={"file": (io.BytesIO(content), "rain.csv")})
    assert answer.status_code == 422
    assert says in answer.text


def test_a_sheet_may_come_from_an_old_spreadsheet_program(client, gauge, kept):
    content = "date;pluie (mm);lieu\n2026-03-01;1,5;École\n".encode("cp1252")
    assert client.post(gauge + "/sheet", data={"file": (io.BytesIO(content), "p.csv")}).status_code == 303
    assert kept(gauge) == [("2026-03-01", 1.5, "")]


def test_readings_are_taken_back(client, gauge, kept, events, settings):
    client.post(gauge, data=rows(("2026-03-01", "5"), ("2026-03-02", "6")))
    number = re.search(r'name="reading" value="(\d+)"', client.get(gauge).text)[1]
    answer = client.post(gauge + "/taken-back", data={"reading": [number, "x"], "reason": "spilt"})
    assert answer.status_code == 303
    assert kept(gauge) == [("2026-03-01", 5.0, "")]
    assert events(gauge)[-1].data == {"days": ["2026-03-02"]}
    assert "2026-03-02" not in next((settings.instance / "contributed").glob("*.csv")).read_text()
    assert "No reading was ticked" in client.get(client.post(gauge + "/taken-back").headers["Location"]).text


def test_a_withdrawal_deletes_the_readings_and_the_dataset(client, gauge, kept, events, settings):
    client.post(gauge, data=rows(("2026-03-01", "5")))
    assert "Tick the box" in client.post(gauge + "/withdraw").text
    assert len(kept(gauge)) == 1
    assert client.post(gauge + "/withdraw", data={"agreed": "1", "reason": "moved"}).status_code == 303
    assert kept(gauge) == []
    assert (events(gauge)[-1].action, events(gauge)[-1].reason) == ("withdrawn", "moved")
    assert not [card for card in open_catalogue(settings) if card.dataset.startswith("contributed-")]
    assert "readings of The school are deleted" in client.get("/observations/").text
    assert "The school" not in client.get("/observations/").text
    assert client.post(gauge, data=rows(("2026-03-02", "5"))).status_code == 422
    assert "withdrawn on" in client.get(gauge).text


def test_other_groups_see_nothing_and_facilitators_help(app, client, gauge, people, kept):
    for role in ("member", "meteorologist"):
        other = app.test_client()
        people.sign_in(other, role, "Others")
        for path in ("", "/sheet", "/withdraw", "/readings.csv"):
            assert other.get(gauge + path).status_code == 404
        assert other.post(gauge, data=rows(("2026-03-01", "5"))).status_code == 404
        assert other.post(gauge + "/withdraw", data={"agreed": "1"}).status_code == 404
    helper = app.test_client()
    people.sign_in(helper, "facilitator", "Helpers")
    assert "The school" in helper.get("/observations/").text
    paper = rows(("2026-03-01", "5"), on_behalf_of="Njeru", paper="1")
    assert helper.post(gauge, data=paper).status_code == 303
    assert "Choose the group" in helper.post("/observations/new", data=GAUGE | {"place": "Mill"}).text
    group = re.search(r'<option value="(\d+)">Growers', helper.get("/observations/new").text)[1]
    assert helper.post("/observations/new", data=GAUGE | {"place": "Mill", "organisation": group}).status_code == 303
    assert "Njeru" in client.get(gauge).text
    assert "Mill" in client.get("/observations/").text


def test_strange_numbers_and_bytes_break_nothing(app, client, gauge, people, kept):
    far = "9" * 25
    assert client.get(f"/observations/{far}").status_code == 404
    assert client.get(f"{gauge}?from={far}").status_code == 200
    assert client.get(f"{gauge}?from=9999-12-31").status_code == 200
    assert client.post(gauge, data=rows((far, far))).status_code == 422
    zero = rows(("2026-03-01", "5"), on_behalf_of="a\0b", note="c\0d")
    assert client.post(gauge, data=zero).status_code == 303
    assert client.post(gauge + "/taken-back", data={"reading": far, "reason": "\0"}).status_code == 303
    assert len(kept(gauge)) == 1
    strange = GAUGE | {"place": "M\0ill", "lat": "1e400", "organisation": far}
    assert client.post("/observations/new", data=strange).status_code == 422
    assert client.post("/observations/new", data=strange | {"lat": "1"}).status_code == 303
    helper = app.test_client()
    people.sign_in(helper, "facilitator", "Helpers")
    assert "Choose the group" in helper.post("/observations/new", data=GAUGE | {"organisation": far}).text
    assert client.post(gauge + "/sheet", data={"text": f"{far},5\n", "unit": "mm"}).status_code == 422
    field = client.post("/observations/new", data=GAUGE | {"kind": "sowing_date"}).headers["Location"]
    assert client.post(field, data=rows(("2026-03-01", "ma\0ize"))).status_code == 303


@pytest.mark.parametrize("path", ["/observations/", "/observations/new", "/observations/1", "/observations/1/sheet"])
def test_visitors_sign_in_first(client, path):
    assert "/accounts/sign-in" in client.get(path).headers["Location"]


def test_a_dataset_that_cannot_be_written_is_said_and_the_readings_stay(client, gauge, kept, monkeypatch):
    def full(*_args):
        raise OSError("no space left on the device")

    monkeypatch.setattr("web.observations.views.export_contributed", full)
    answer = client.post(gauge, data=rows(("2026-03-01", "5")))
    assert len(kept(gauge)) == 1
    assert "could not be written" in client.get(answer.headers["Location"]).text


def test_the_pages_speak_french(client, sign_in_as):
    sign_in_as("member", language="fr")
    page = client.get("/observations/").text
    assert "Que mesurons-nous" in page
    address = client.post("/observations/new", data=GAUGE).headers["Location"]
    answer = client.post(address, data=rows(("2026-03-01", "beaucoup")))
    assert "«\u00a0beaucoup\u00a0» n’est pas une quantité" in answer.text
