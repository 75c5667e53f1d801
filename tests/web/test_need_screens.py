"""A need taken in one question a screen: each step saves only what it asks, and one goes on where one was."""

import re

import pytest

from climserv.needs.missing import ASKED_IN_SESSION, WANTED
from climserv.storage.needs.needs import get_need, list_versions
from web.needs.form import value_at
from web.needs.screens import ROUNDS, SCREENS, screen_of

from .need_pages import fields_of, saved_id

AS_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def record_of(app):
    def read(need_id):
        with app.extensions["climserv"].database.reading() as session:
            return get_need(session, need_id).record

    return read


@pytest.fixture
def begun(client, sign_in_as):
    """A need with nothing but its question, by somebody who is signed in."""
    sign_in_as("member")
    data = {"screen": "question", "written_in": "en", "question": "When can we plant?", "then": "next"}
    answer = client.post("/needs/new", data=data)
    assert answer.headers["Location"] == "/needs/when-can-we-plant/ask/decision"
    return saved_id(answer)


@pytest.fixture
def say(client, begun):
    """`say("lead", then="next", **fields)` answers one screen as its page would send it."""

    def answer(screen, then="next", **fields):
        page = fields_of(client.get(f"/needs/{begun}/ask/{screen}").text)
        for name, value in fields.items():
            page.setlist(name, value if isinstance(value, list) else [value])
        return client.post(f"/needs/{begun}/ask/{screen}", data=page | {"then": then})

    return answer


def test_every_field_that_a_step_waits_for_is_asked_before_that_step():
    rounds = list(ROUNDS)
    before = {"match_time": "draft", "match_space": "draft", "match_metric": "draft", "product": "draft"}
    for wanted in WANTED:
        # The yes of another person is no field: it is given on the page that is read aloud.
        if wanted.field == "origin.confirmed_by":
            continue
        screen = SCREENS[screen_of(wanted.field)]
        assert rounds.index(screen.round) <= rounds.index(before.get(wanted.step, "confirm")), wanted.field
    assert all(screen_of(one.field) for one in ASKED_IN_SESSION)


def test_a_screen_touches_only_what_it_asks(say, begun, record_of):
    say("decision", **{"decision.what": "plant maize"})
    say("lead", **{"decision.lead.number": "2", "decision.lead.unit": "week"})
    say("open", unknown="cost of seed")
    say("bad-years", **{"bad_years.0.year": "1997", "bad_years.0.what": "floods"})
    record = record_of(begun)
    assert record["question"] == {"en": "When can we plant?"}
    assert record["decision"] == {"what": "plant maize", "lead": "2 week"}
    assert record["bad_years"] == {"1997": "floods"}
    assert record["unknown"] == ["cost of seed"]
    assert record["origin"]["recorded_by"] == "A member"


def test_next_back_and_stop_lead_where_they_say(say, begun):
    assert say("decision").headers["Location"].endswith("/ask/options")
    assert say("decision", then="back").headers["Location"].endswith("/ask/question")
    assert say("decision", then="pause").headers["Location"] == f"/needs/{begun}"
    # At the end of a round there is a pause: one sees what is still missing, and goes on or stops.
    assert say("languages", **{"reach.languages": ["sw"]}).headers["Location"] == f"/needs/{begun}"
    # Without a metric there are no numbers to ask for.
    assert say("counted").headers["Location"].endswith("/ask/languages")


def test_one_goes_on_where_one_was(client, say, begun):
    page = client.get(f"/needs/{begun}").text
    assert f'class="button primary" href="/needs/{begun}/ask/decision"' in page
    say("decision", not_yet=["decision.what"])
    page = client.get(f"/needs/{begun}").text
    assert f'class="button primary" href="/needs/{begun}/ask/options"' in page
    assert "you do not know yet: something to talk about" in page
    # What is missing leads to the screen where it is said; so does a field by its name.
    assert f'href="/needs/{begun}/ask/size"' in page
    answer = client.get(f"/needs/{begun}?field=metric.with.threshold")
    assert answer.headers["Location"].startswith(f"/needs/{begun}/ask/numbers")


def test_what_is_known_later_is_no_longer_unknown(say, begun, record_of):
    say("decision", not_yet=["decision.what"])
    assert record_of(begun)["unknown"] == ["decision.what"]
    say("decision", **{"decision.what": "plant maize"})
    assert "unknown" not in record_of(begun)


def test_a_fault_stays_on_its_screen_with_what_was_typed(say, begun, record_of):
    answer = say("lead", **{"decision.lead.number": "soon"})
    assert answer.status_code == 422
    assert 'id="decision.lead-wrong"' in answer.text
    assert 'value="soon"' in answer.text
    assert f'action="/needs/{begun}/ask/lead"' in answer.text
    assert record_of(begun)["question"]


@pytest.mark.parametrize(
    ("language", "typed", "unit", "kept"),
    [
        ("en", "2.5", "week", "2.5 week"),
        ("en", "1 1/2 weeks", "day", "1.5 weeks"),
        ("fr", "0,85", "month", "0.85 month"),
        ("fr", "2 semaines", "day", "2 week"),
        ("sw", "siku 14", "week", "14 day"),
        ("es", "3", "dekad", "3 dekad"),
    ],
)
def test_numbers_are_read_as_people_write_them(client, begun, record_of, language, typed, unit, kept):
    data = {"decision.lead.number": typed, "decision.lead.unit": unit, "from_version": "1"}
    app_languages = client.application.config["LANGUAGES"]
    client.application.config["LANGUAGES"] = [*app_languages, ("sw", "Kiswahili"), ("es", "Español")]
    heard = {"Accept-Language": language}
    assert client.post(f"/needs/{begun}/ask/lead", data=data, headers=heard).status_code == 303
    assert record_of(begun)["decision"]["lead"] == kept
    if language == "fr" and "," in typed:
        page = client.get(f"/needs/{begun}/ask/lead", headers=heard).text
        assert 'value="0,85"' in page
        again = fields_of(page)
        assert client.post(f"/needs/{begun}/ask/lead", data=again, headers=heard).status_code == 303
        assert record_of(begun)["decision"]["lead"] == kept


def test_a_measure_of_their_own_is_said_once_then_used_and_read_back(client, say, begun, record_of):
    say("measures", **{"measures.0.name": "moon", "measures.0.size": "29.5 days"})
    say("lead", **{"decision.lead.number": "2 moons"})
    assert record_of(begun)["decision"]["lead"] == "59 day"
    assert "59 days (2 moon)" in client.get(f"/needs/{begun}").text


def test_plain_words_suggest_metrics_that_stay_a_guess_until_somebody_says_yes(client, say, begun, record_of):
    say("measure", **{"metric.words": "when do the rains start well enough to plant"})
    page = client.get(f"/needs/{begun}/ask/counted").text
    assert 'name="guess" value="rainy_season_onset"' in page
    assert "because you said" in page
    assert "no long dry spell follows" in page, "each suggestion says what it means"
    assert "is" not in record_of(begun)["metric"], "nothing is chosen by itself"
    answer = say("counted", guess="rainy_season_onset")
    assert answer.headers["Location"].endswith("/ask/numbers")
    assert record_of(begun)["metric"]["guessed_from"]
    page = client.get(f"/needs/{begun}/ask/numbers").text
    assert "Nobody has said yet that this is what you mean" in page
    assert "guessed from our words" in client.get(f"/needs/{begun}").text
    say("numbers", sure="yes", sure_by="the chair", **{"with.rainy_season_onset.amount.number": "3/4 inch"})
    metric = record_of(begun)["metric"]
    assert metric["confirmed_by"] == "the chair"
    assert metric["with"] == {"amount": "0.75 inch"}
    say("numbers", sure="no")
    assert set(record_of(begun)["metric"]) == {"words"}


def test_a_metric_chosen_from_the_list_is_no_guess_and_has_its_own_numbers(client, say, begun, record_of):
    say("counted", **{"metric.is": "frost_days"})
    assert record_of(begun)["metric"] == {"is": "frost_days"}
    assert "Frost is at, or below" in client.get(f"/needs/{begun}/ask/numbers").text
    say("numbers", **{"with.frost_days.threshold.number": "30", "with.frost_days.threshold.unit": "degF"})
    assert record_of(begun)["metric"]["with"] == {"threshold": "30 degF"}
    say("counted", **{"metric.is": "hot_days"})
    assert record_of(begun)["metric"] == {"is": "hot_days"}


def test_the_script_saves_a_screen_and_hears_the_whole_sentence(client, say, begun):
    say("decision", **{"decision.what": "plant maize"})
    page = fields_of(client.get(f"/needs/{begun}/ask/decides").text)
    page["who.decides"] = "the elders"
    preview = client.post("/needs/preview", data=page, headers=AS_SCRIPT).json
    said = "".join(part["text"] for part in preview["sentence"])
    assert "plant maize" in said
    assert "the elders" in said
    saved = client.post(f"/needs/{begun}/ask/decides", data=page, headers=AS_SCRIPT).json
    assert saved["ok"]
    assert "the elders" in "".join(part["text"] for part in saved["sentence"])


def test_examples_are_one_tap_away_and_are_saved_only_by_the_group(client, begun, record_of, app):
    page = client.get(f"/needs/{begun}/ask/options").text
    assert "How others said it" in page
    assert "plant at the first rain; wait for the second rain" in page
    filled = client.get(f"/needs/{begun}/ask/options?example=embu-maize-planting").text
    assert "wait for the second rain\n" in fields_of(filled)["decision.options"].replace("\r", "") + "\n"
    with app.extensions["climserv"].database.reading() as session:
        assert len(list_versions(session, begun)) == 1
    assert "ward extension officer" not in client.get(f"/needs/{begun}/ask/whose").text


def test_a_local_sign_of_another_group_is_no_example(client, people):
    people.sign_in(client, "member", "One")
    data = {"written_in": "en", "question": "When?", "origin.visibility": "partners",
            "knowledge.local.0.what": "the secret tree", "who.decides": "Mama Njeri"}  # fmt: skip
    need_id = saved_id(client.post("/needs/new", data=data))
    assert "the secret tree" in client.get(f"/needs/{need_id}/all").text
    client.post("/accounts/sign-out")
    people.sign_in(client, "member", "Two")
    other = saved_id(client.post("/needs/new", data={"written_in": "en", "question": "Why?"}))
    assert "the secret tree" not in client.get(f"/needs/{other}/ask/signs").text
    assert "Mama Njeri" not in client.get(f"/needs/{other}/ask/decides").text


@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_screen_asks_what_it_says_and_stands_alone(client, begun, screen):
    page = client.get(f"/needs/{begun}/ask/{screen}").text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {question.path for question in SCREENS[screen].leaves} <= set(ids)
    assert set(re.findall(r'<label for="([^"]+)"', page)) <= set(ids)
    assert page.count("<h1") == 1


def test_the_whole_record_can_be_said(client, sign_in_as, record_of):
    sign_in_as("member")
    said = {
        "question": "When?", "written_in": "en", "who.decides": "men", "who.decides_gender": "men",
        "who.does": "women", "who.does_gender": "women", "who.people": "1,200",
        "who.means_to_act.0.what": "oxen", "who.means_to_act.0.when": "after the neighbours",
        "decision.by.recurs": "once", "decision.by.year": "2027", "decision.reversible": "costly",
        "space.altitude": "900 to 1200 m", "space.lives_here": "farmers", "space.also": "the hills",
        "levels.lead.threshold.number": "1", "levels.lead.threshold.unit": "week",
        "levels.certainty.goal": "9 in 10", "levels.step.breakthrough": "dekad",
        "metric.variants.0.words": "two good rains", "metric.variants.0.whose": "neighbours", "metric.impact": "loss",
        "knowledge.local.0.what": "a tree", "knowledge.local.0.label": "community only",
        "knowledge.existing_sources.0.source": "radio", "knowledge.existing_sources.0.trusted": "3",
        "inclusion.barriers": "milking time", "inclusion.meeting_times": "afternoons", "reach.devices": "phones",
        "reach.literacy": "half", "reach.format": "picture", "origin.consents": "no names", "origin.labels": "ours",
        "measures.0.name": "debe", "measures.0.size": "20 litros", "tolerance.cost_act": "two bags",
    }  # fmt: skip
    record = record_of(saved_id(client.post("/needs/new", data=said)))
    for path, kept in {
        "who.people": 1200, "decision.by.year": 2027, "levels.lead": {"threshold": "1 week"},
        "levels.step": {"breakthrough": "dekad"}, "levels.certainty": {"goal": "9 in 10"},
        "who.means_to_act": [{"what": "oxen", "when": "after the neighbours"}],
        "metric.variants": [{"words": "two good rains", "whose": "neighbours"}],
        "knowledge.existing_sources": [{"source": "radio", "trusted": 3}], "measures": {"debe": "20 litre"},
    }.items():  # fmt: skip
        assert value_at(record, path) == kept
