"""A need as a file: it comes in, goes through the form, and goes out the same."""

import re

import pytest

from climserv.config import shipped
from climserv.needs.loading import dump_need, load_need

from .need_pages import fields_of, saved_id

SAMPLES = sorted((shipped("sample_data") / "needs").glob("*.yaml"))


def test_a_file_comes_in_and_goes_out_the_same(client, sign_in_as):
    sign_in_as("member")
    text = SAMPLES[0].read_text(encoding="utf-8")
    answer = client.post("/needs/bring", data={"text": text})
    assert answer.status_code == 303, answer.text
    given = client.get(f"/needs/{saved_id(answer)}/need.yaml")
    assert given.mimetype == "text/yaml"
    assert "attachment" in given.headers["Content-Disposition"]
    assert given.text == dump_need(load_need(SAMPLES[0]))


RICH = """need: rich
question: {en: Too hot?}
decision:
  what: choose a variety
  by: {from: 10-01, to: 11-30}
  lead: 2 weeks
  deadline: 09-10
space:
  place: suffolk
  resolution: {threshold: point, breakthrough: 5 km, goal: 1 km}
metric: {is: hot_days, with: {threshold: 24 degC}, confirmed_by: the chair}
evidence:
  baseline:
    - {question: "How often do you replant?", answer: "three times\\nin ten years"}
    - {question: "What does it cost?", answer: "?"}
    - {question: "?", answer: the first heavy rain}
    - {question: "Who decides today?", answer: the elders}
origin: {owner: the group, visibility: partners, labels: [ours], session: first}
unknown: [cost of seed]
"""


@pytest.mark.parametrize("text", [RICH, *(path.read_text(encoding="utf-8") for path in SAMPLES)])
def test_a_file_that_was_opened_and_saved_in_the_form_goes_out_the_same(client, sign_in_as, text):
    """What a browser sends back is read from the page itself: every field as it stands there."""
    sign_in_as("member")
    need_id = saved_id(client.post("/needs/bring", data={"text": text}))
    before = client.get(f"/needs/{need_id}/need.yaml").text
    page = fields_of(client.get(f"/needs/{need_id}/all").text)
    answer = client.post(f"/needs/{need_id}", data=page)
    assert answer.status_code == 303, re.findall(r'class="wrong"[^>]*>([^<]*)', answer.text)
    after = client.get(f"/needs/{need_id}/need.yaml").text
    assert sorted(after.splitlines()) == sorted(before.splitlines())


def test_a_faulty_file_is_told_all_its_faults_and_stays_in_the_box(client, sign_in_as):
    sign_in_as("member")
    text = "need: my-need\ndecision: {lead: soon}\nspace: {scale: parish}\nsurprise: 1\n"
    answer = client.post("/needs/bring", data={"text": text})
    assert answer.status_code == 422
    for told in ("decision.lead", "space.scale", "surprise"):
        assert told in answer.text
    assert "scale: parish" in answer.text
