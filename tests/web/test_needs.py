"""The need form: half-done is fine, nothing typed is lost, every fault stands beside its field."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from climserv.config import shipped
from climserv.needs.loading import load_need, need_from_dict, need_to_dict
from climserv.storage.needs.needs import get_need, list_versions
from web.needs.asked_settings import METRIC_NAMES, setting_questions
from web.needs.form import field_of_problem, filled_paths, record_of_values, values_of_form, values_of_record
from web.needs.screens import all_questions

from .need_pages import saved_id

SAMPLES = sorted((shipped("sample_data") / "needs").glob("*.yaml"))
FORM = {
    "written_in": "en",
    "question": "When can we plant maize safely?",
    "decision.what": "plant maize",
    "decision.options": "plant at first rain\nwait for the second rain",
    "decision.by.from.day": "01", "decision.by.from.month": "10",
    "decision.by.to.day": "30", "decision.by.to.month": "11",
    "decision.lead.number": "2", "decision.lead.unit": "week",
    "time.horizon": "now", "time.scale": "season",
    "space.place": "lower-embu", "space.scale": "ward",
    "metric.is": "rainy_season_onset",
    "with.rainy_season_onset.amount.number": "20", "with.rainy_season_onset.amount.unit": "mm",
    "tolerance.in_vain": "2 in 10",
    "bad_years.0.year": "1997", "bad_years.0.what": "floods", "bad_years.0.rank": "2",
    "bad_years.1.year": "2005", "bad_years.1.what": "failed", "bad_years.1.rank": "1",
    "bad_years.1.by": "elders; women",
    "reach.languages": ["sw", "en"],
    "not_yet": ["tolerance.miss"],
    "unknown": "cost of replanting",
}  # fmt: skip


@pytest.fixture
def record_of(app):
    def read(need_id, version=None):
        with app.extensions["climserv"].database.reading() as session:
            return get_need(session, need_id, version).record

    return read


def test_a_member_writes_a_need_and_everything_is_kept(client, sign_in_as, record_of):
    person = sign_in_as("member")
    answer = client.post("/needs/new", data=FORM)
    assert answer.status_code == 303
    record = record_of(saved_id(answer))
    assert record["question"] == {"en": "When can we plant maize safely?"}
    assert record["decision"]["by"] == {"from": "10-01", "to": "11-30"}
    assert record["decision"]["lead"] == "2 week"
    assert record["metric"] == {"is": "rainy_season_onset", "with": {"amount": "20 mm"}}
    assert record["bad_years"] == {"1997": "floods", "2005": "failed"}
    assert record["bad_years_by"] == {"2005": ["elders", "women"]}
    assert record["worst_first"] == ["2005", "1997"]
    assert record["reach"]["languages"] == ["sw", "en"]
    assert record["unknown"] == ["tolerance.miss", "cost of replanting"]
    assert record["origin"]["recorded_by"] == person.name
    page = client.get(answer.headers["Location"]).text
    assert "Saved, as version 1" in page
    assert "plant at first rain" in page


def test_a_need_is_saved_half_done_and_goes_on_to_the_match(client, sign_in_as, record_of):
    sign_in_as("member")
    answer = client.post("/needs/new", data={"written_in": "en", "question": "Will it rain?", "then": "match"})
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/match")
    assert record_of(saved_id(answer))["question"] == {"en": "Will it rain?"}


def test_every_fault_stands_beside_its_field_and_what_was_typed_stays(client, sign_in_as, record_of):
    sign_in_as("member")
    wrong = FORM | {
        "decision.lead.number": "soon",
        "decision.by.from.month": "",
        "with.rainy_season_onset.amount.number": "a lot",
        "bad_years.0.year": "last year",
    }
    answer = client.post("/needs/new", data=wrong)
    assert answer.status_code == 422
    for field in ("decision.lead", "decision.by.from", "bad_years"):
        assert f'href="#{field}"' in answer.text
        assert f'id="{field}"' in answer.text
        assert f'id="{field}-wrong"' in answer.text
    for typed in ("soon", "a lot", "last year"):
        assert typed in answer.text
    # What could be read is saved all the same: a phone may lose its network before the rest is mended.
    need_id = re.search(r'action="/needs/([a-z0-9-]+)"', answer.text)[1]
    assert record_of(need_id)["decision"]["what"] == "plant maize"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_need_goes_through_the_form_unchanged(path, language):
    record = need_to_dict(load_need(path))
    shown = values_of_record(record, language)
    form = MultiDict([*shown.given.items(), *((n, v) for n, many in shown.many.items() for v in many)])
    back, problems = need_from_dict(record_of_values(values_of_form(form), record, language=language))
    assert problems == []
    again = need_to_dict(back)
    assert sorted(again.pop("unknown", [])) == sorted(record.pop("unknown", []))
    assert again == record


def test_saving_makes_a_version_and_saving_the_same_again_makes_none(client, sign_in_as, app):
    sign_in_as("member")
    need_id = saved_id(client.post("/needs/new", data=FORM))
    changed = FORM | {"decision.what": "plant maize and beans", "from_version": "1"}
    assert client.post(f"/needs/{need_id}", data=changed).status_code == 303
    assert client.post(f"/needs/{need_id}", data=changed | {"from_version": "2"}).status_code == 303
    with app.extensions["climserv"].database.reading() as session:
        versions = list_versions(session, need_id)
    assert [v.number for v in versions] == [1, 2]
    assert versions[1].record["origin"] == versions[0].record["origin"]


def test_two_people_writing_at_once_lose_nothing(client, people, record_of):
    people.sign_in(client, "member")
    need_id = saved_id(client.post("/needs/new", data=FORM))
    client.post("/accounts/sign-out")
    people.sign_in(client, "member")
    client.post(f"/needs/{need_id}", data=FORM | {"decision.what": "hers", "from_version": "1"})
    client.post("/accounts/sign-out")
    people.sign_in(client, "member")
    his = FORM | {"decision.what": "his", "from_version": "1"}
    answer = client.post(f"/needs/{need_id}", data=his)
    assert answer.status_code == 409
    assert 'value="his"' in answer.text
    assert "Somebody else saved" in answer.text
    assert record_of(need_id)["decision"]["what"] == "hers"
    by_script = client.post(f"/needs/{need_id}", data=his, headers={"Accept": "application/json"})
    assert (by_script.status_code, by_script.json["conflict"]) == (409, True)
    # The form now starts from the newest version, so the next saving is a decision and goes through.
    assert 'name="from_version" value="2"' in answer.text
    assert client.post(f"/needs/{need_id}", data=his | {"from_version": "2"}).status_code == 303


def test_ones_own_saving_whose_answer_got_lost_is_no_conflict(client, sign_in_as, record_of):
    sign_in_as("member")
    need_id = saved_id(client.post("/needs/new", data=FORM))
    client.post(f"/needs/{need_id}", data=FORM | {"decision.what": "first", "from_version": "1"})
    answer = client.post(f"/needs/{need_id}", data=FORM | {"decision.what": "second", "from_version": "1"})
    assert answer.status_code == 303
    assert record_of(need_id)["decision"]["what"] == "second"


def test_the_script_saves_and_hears_the_sentence(client, sign_in_as):
    sign_in_as("member")
    need_id = saved_id(client.post("/needs/new", data=FORM))
    as_script = {"Accept": "application/json"}
    data = FORM | {"decision.what": "sow beans", "from_version": "1"}
    answer = client.post(f"/needs/{need_id}", data=data, headers=as_script)
    assert (answer.json["ok"], answer.json["version"]) == (True, 2)
    assert "sow beans" in "".join(part["text"] for part in answer.json["sentence"])
    preview = client.post("/needs/preview", data=FORM | {"decision.what": "rest"}, headers=as_script)
    assert "rest" in "".join(part["text"] for part in preview.json["sentence"])
    gaps = client.post("/needs/preview", data={"written_in": "en"}, headers=as_script).json["sentence"]
    assert any(part["gap"] for part in gaps)


def test_the_fields_of_the_record_are_asked_and_kept_half_done(client, sign_in_as, record_of):
    sign_in_as("member")
    asked = {
        "written_in": "en",
        "evidence.baseline.0.question": "How often do you replant?", "evidence.baseline.0.answer": "about three",
        "evidence.baseline.1.question": "What does it cost?", "evidence.baseline.2.answer": "the first rain",
        "origin.visibility": "partners", "metric.confirmed_by": "the chair",
        "space.resolution.threshold.number": "25", "space.resolution.threshold.unit": "km",
        "decision.deadline.day": "10", "decision.deadline.month": "09",
    }  # fmt: skip
    record = record_of(need_id := saved_id(client.post("/needs/new", data=asked)))
    assert record["evidence"]["baseline"] == [
        {"question": "How often do you replant?", "answer": "about three"},
        {"question": "What does it cost?", "answer": "?"},
        {"question": "?", "answer": "the first rain"},
    ]
    assert record["origin"]["visibility"] == "partners"
    assert record["metric"] == {"confirmed_by": "the chair"}
    assert record["space"] == {"resolution": {"threshold": "25 km"}}
    assert record["decision"]["deadline"] == "09-10"
    page = client.get(f"/needs/{need_id}/all").text
    assert "You need the answer by 10 September." in page
    assert 'value="What does it cost?"' in page
    assert 'value="?"' not in page
    # Rubbed out again, nothing of it stays behind.
    empty = dict.fromkeys(asked, "") | {"written_in": "en", "from_version": "1"}
    client.post(f"/needs/{need_id}", data=empty)
    assert {"evidence", "space", "metric", "decision"} & set(record_of(need_id)) == set()


def test_a_size_without_a_unit_we_know_is_told_beside_its_field(client, sign_in_as):
    sign_in_as("member")
    data = {"written_in": "en", "space.resolution.threshold.number": "near", "space.resolution.threshold.unit": "km"}
    answer = client.post("/needs/new", data=data)
    assert answer.status_code == 422
    assert 'id="space.resolution.threshold-wrong"' in answer.text
    assert 'value="near"' in answer.text


def test_the_day_by_which_the_answer_is_needed_follows_from_the_dates(client, sign_in_as):
    sign_in_as("member")
    need_id = saved_id(client.post("/needs/new", data=FORM))
    for path in (f"/needs/{need_id}", f"/needs/{need_id}/ask/lead", f"/needs/{need_id}/match"):
        assert "You need the answer by 17 September." in client.get(path).text
    french = client.get(f"/needs/{need_id}", headers={"Accept-Language": "fr"}).text
    assert "Il vous faut la réponse pour le 17 septembre." in french
    heard = client.post("/needs/preview", data=FORM | {"decision.lead.number": "1", "decision.lead.unit": "day"}).json
    assert heard["deadline"] == "You need the answer by 30 September."
    assert client.post("/needs/preview", data=FORM | {"decision.lead.number": ""}).json["deadline"] == ""
    assert "data-deadline hidden" in client.get("/needs/new").text


def test_what_is_not_needed_to_match_is_folded_until_it_says_something():
    later = {q.path for q in all_questions() if q.later}
    assert {"decision.by.words", "origin.consents", "origin.sheet"} <= later
    empty = MultiDict({"space.resolution.threshold.unit": "km", "evidence.baseline.0.answer": ""})
    assert filled_paths(values_of_form(empty)) == set()
    said = MultiDict({"space.resolution.threshold.number": "5", "evidence.baseline.2.answer": "yes"})
    assert filled_paths(values_of_form(said)) == {"space.resolution.threshold", "evidence.baseline"}


@pytest.mark.parametrize("word", ["new", "bring", "preview", "paper"])
def test_no_need_takes_the_name_of_a_page(client, sign_in_as, word):
    sign_in_as("member")
    answer = client.post("/needs/new", data={"written_in": "en", "question": word})
    assert saved_id(answer) == f"need-{word}"
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("role", ["meteorologist", "facilitator"])
def test_others_read_a_need_and_cannot_change_it(client, people, role):
    people.sign_in(client, "member")
    need_id = saved_id(client.post("/needs/new", data=FORM))
    client.post("/accounts/sign-out")
    people.sign_in(client, role, "Another house")
    assert client.get(f"/needs/{need_id}").headers["Location"] == f"/needs/{need_id}/match"
    assert client.post(f"/needs/{need_id}", data=FORM | {"from_version": "1"}).status_code == 403
    assert client.get("/needs/new").status_code == 403
    assert "When can we plant maize safely?" in client.get("/needs/").text


def test_another_cooperative_sees_nothing_of_it(client, people):
    people.sign_in(client, "member", "One")
    need_id = saved_id(client.post("/needs/new", data=FORM))
    client.post("/accounts/sign-out")
    people.sign_in(client, "member", "Two")
    for path in (f"/needs/{need_id}", f"/needs/{need_id}/match", f"/needs/{need_id}/need.yaml"):
        assert client.get(path).status_code == 404
    assert "maize" not in client.get("/needs/").text


@pytest.mark.parametrize("metric", METRIC_NAMES)
def test_the_numbers_of_every_metric_are_asked_in_words(metric):
    for question in setting_questions(metric):
        assert str(question.label) != question.path
        assert question.kind in ("quantity", "plain_number", "whole", "month_day", "choice")


def test_every_field_has_its_label_and_every_id_is_its_own(client, sign_in_as):
    sign_in_as("member")
    page = client.get(f"/needs/{saved_id(client.post('/needs/new', data=FORM))}/all").text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'<label for="([^"]+)"', page):
        assert target in ids
    for question in all_questions():
        assert question.path in ids


def test_problems_find_the_field_they_belong_to():
    assert field_of_problem("decision.lead", "") == "decision.lead"
    assert field_of_problem("metric.with.threshold", "hot_days") == "with.hot_days.threshold"
    assert field_of_problem("metric.with.odd", "hot_days") == "metric.is"
    assert field_of_problem("bad_years.last", "") == "bad_years"
    assert field_of_problem("decision.by", "") == "decision.by.from"
    assert field_of_problem("surprise", "") == ""


def test_words_that_look_like_markup_stay_words(client, sign_in_as):
    sign_in_as("member")
    answer = client.post("/needs/new", data=FORM | {"question": "<script>alert(1)</script>?"})
    for path in (f"/needs/{saved_id(answer)}", "/needs/", f"/needs/{saved_id(answer)}/match"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_the_sentence_names_the_ways_an_answer_arrives_by(client, sign_in_as):
    sign_in_as("member")
    data = FORM | {"reach.channels": ["sms", "radio", "market crier"]}
    heard = client.post("/needs/preview", data=data, headers={"Accept-Language": "fr"}).json["sentence"]
    said = next(part["text"] for part in heard if part["field"] == "reach.channels")
    assert said == "un message texte (SMS), la radio et market crier"
