"""Writing a recipe in the studio: the editor as a plain page, forms that write into its text, two writers at once."""

import re

import pytest

from climserv.recipes.checking import examine
from climserv.recipes.versions.differences import differences_of_texts
from climserv.vocabulary.yaml_text import read_yaml

from .studio_pages import begin, save_number, text_of

JSON = {"Accept": "application/json"}


@pytest.fixture
def bench(client, sign_in_as):
    """The address of the editor of a fresh draft of `hot_days`."""
    sign_in_as("meteorologist", "Met service")
    return begin(client)


def form_at(bench: str, name: str) -> str:
    return bench.replace("/edit", f"/form/{name}")


def test_the_page_is_light_and_has_no_operations_in_it(client, bench):
    page = client.get(bench)
    assert page.status_code == 200
    # The text itself is most of it; operations come when they are looked for.
    assert len(page.data) < len(text_of(page.text).encode()) + 14_000
    assert "longest_dry_spell" not in page.text


def test_every_problem_comes_with_its_line_and_the_boxes_of_the_flow_lead_to_theirs(client, bench):
    text = text_of(client.get(bench).text)
    wrong = text.replace("operator: $operator", "operater: $operator").replace(
        "variable: tasmax", "variable: tasmux", 1
    )
    told = client.post("/recipes/check", data={"text": wrong}, headers=JSON).json["problems"]
    lines = {number for number, line in enumerate(wrong.split("\n"), start=1) if "operater" in line or "tasmux" in line}
    assert len(lines) == 2
    assert lines <= {one["line"] for one in told}
    flow = client.post("/recipes/check", data={"text": text}, headers=JSON).json["flow"]
    step = next(n for n, line in enumerate(text.split("\n"), start=1) if line.startswith("  - hot_days:"))
    assert f'data-go="{step}"' in flow


def test_what_could_stand_here_is_told_for_a_text_as_browsers_send_it(client, bench):
    lines = text_of(client.get(bench).text).split("\n")
    place = lines.index("steps:") + 1
    lines.insert(place, "  - dry_spell_af")
    sent = {"text": "\r\n".join(lines), "line": place + 1, "column": 16}
    assert [one["text"] for one in client.post("/recipes/complete", data=sent, headers=JSON).json] == [
        "dry_spell_after"
    ]


def test_an_operation_is_found_by_words_read_and_written_as_a_step(client, bench):
    text = text_of(client.get(bench).text)
    found = client.post(form_at(bench, "step"), data={"text": text, "find": "hot days"}, headers=JSON).json
    assert 'value="hot_days"' in found["html"]
    assert found["text"] is None
    manual = client.post(form_at(bench, "step"), data={"text": text, "op": "hot_days"}, headers=JSON).json["html"]
    assert 'name="arg.threshold"' in manual
    assert "What it takes for granted" in manual
    filled = {
        "op": "hot_days", "do": "write", "arg.threshold": "35", "open.threshold": "on", "arg.operator": ">=",
        "arg.season.from": "07-01", "arg.season.to": "07-31", "as": "very_hot",
    }  # fmt: skip
    told = client.post(form_at(bench, "step"), data={"text": text, **filled}, headers=JSON).json
    new = told["text"]
    value = read_yaml(new, "").value
    assert value["steps"][2] == {
        "hot_days": {"threshold": "$hot_days_threshold", "operator": ">=", "season": {"from": "07-01", "to": "07-31"}},
        "as": "very_hot",
    }
    assert value["parameters"]["hot_days_threshold"]["default"] == "35 degC"
    # All of it can be read; that there are two answers now is for the author to say, and they are told how.
    [problem] = examine(new, "recipe")[1]
    assert problem.next_step == "Name it: outputs: [very_hot, hot_days]"
    # Nothing that stood there is gone, and the line that is told is the first new one.
    assert not [line for sign, _, line in differences_of_texts(text, new).lines if sign == "-"]
    assert new.split("\n")[told["line"] - 1] == "  hot_days_threshold:"


def test_what_must_be_given_is_told_and_nothing_is_written(client, bench):
    text = text_of(client.get(bench).text)
    wrong = {"op": "hot_days", "do": "write", "arg.threshold": "20 mm"}
    told = client.post(form_at(bench, "step"), data={"text": text, **wrong}, headers=JSON).json
    assert told["text"] is None
    assert "Nothing was written" in told["html"]
    for name in ("threshold", "operator", "season"):
        assert f"<li>{name}: " in told["html"]
    # What was filled in is still there.
    assert 'value="20 mm"' in told["html"]


def test_inputs_parameters_words_and_limits_are_written_without_script(client, bench):
    for name, fields, found in (
        ("input", {"in.name": "rain", "in.variable": "pr", "in.record": "30", "in.optional": "on"}, ("inputs", "rain")),
        ("parameter", {"par.name": "least", "par.default": "3 day", "par.from": "1 day", "par.to": "9 day",
                       "par.ask.en": "How many: at least?", "par.ask.fr": "Combien ?"}, ("parameters", "least")),
        ("words", {"title.en": "Heat: too much", "question.sw": "Joto?"}, ("title", "en")),
        ("limits", {"limit.new.en": "A garden is not a field.", "limit.0.fr": "Autre chose."}, ("limits", -1)),
    ):  # fmt: skip
        before = client.get(bench).text
        sent = {"text": text_of(before).replace("\n", "\r\n"), "from_version": save_number(before), "do": "write"}
        page = client.post(form_at(bench, name), data={**sent, **fields})
        assert page.status_code == 200, page.text
        assert "Written into line" in page.text
        after = text_of(client.get(bench).text)
        assert text_of(page.text) == after != text_of(before)
        value = read_yaml(after, "").value
        assert value[found[0]][found[1]]
    assert value["inputs"]["rain"] == {"variable": "pr", "record": "30 year", "optional": True}
    assert value["title"]["en"] == "Heat: too much"
    assert value["question"]["sw"] == "Joto?"
    assert value["limits"][-1] == {"en": "A garden is not a field."}
    assert value["limits"][0]["fr"] == "Autre chose."
    assert "# Worked by hand" in after


def test_claims_are_proposed_from_the_facts_and_refused_beyond_them(client, bench):
    text = text_of(client.get(bench).text)
    data = {"text": text, "data": "embu-models"}
    alone = client.post(form_at(bench, "facts"), data=data, headers=JSON).json["html"]
    assert "claims more than these data bear" in alone
    assert "Allowed: 1 degree or more" in alone
    data["reference"] = "embu-observed"
    html = client.post(form_at(bench, "facts"), data=data, headers=JSON).json["html"]
    assert "These data bear what the recipe claims" in html
    assert 'name="claim.finest" value="0.05 degree"' in html
    assert re.search(r"holds 30 years", html)
    claim = {
        **data, "do": "write", "claim.horizons": ["past"], "claim.finest": "0.01 degree", "claim.upto": "ward",
        "claim.record.tasmax": "25", "claim.record.reference": "60", "claim.keep.0": "on",
        "claim.limit.0.en": "Cells are wide.", "claim.limit.1.en": "Not kept.",
    }  # fmt: skip
    told = client.post(form_at(bench, "facts"), data=claim, headers=JSON).json
    assert told["text"] is None
    assert "Got: 0.01 degree. Allowed: 0.05 degree or more" in told["html"]
    assert "Got: 60 year. Allowed: up to 30 year" in told["html"]
    claim |= {"claim.finest": "0.05 degree", "claim.record.reference": "20"}
    value = read_yaml(client.post(form_at(bench, "facts"), data=claim, headers=JSON).json["text"], "").value
    assert value["answers"]["horizons"] == ["past"]
    assert value["answers"]["space"] == {"from": "0.05 degree", "upto": "ward"}
    assert value["answers"]["sites"] is False
    assert value["inputs"]["tasmax"]["record"] == "25 year"
    assert value["limits"][-1] == {"en": "Cells are wide."}


def test_a_form_on_a_text_that_cannot_be_read_changes_nothing(client, bench):
    broken = "recipe: [\n  x: }"
    told = client.post(
        form_at(bench, "words"), data={"text": broken, "do": "write", "title.en": "A"}, headers=JSON
    ).json
    assert told["text"] is None
    assert "Nothing was written" in told["html"]
    page = client.post(form_at(bench, "facts"), data={"text": broken, "data": "embu-models", "do": "write"})
    assert page.status_code == 422
    assert text_of(page.text) == broken


def test_of_two_writers_neither_loses_a_word(client, app, people, bench, sign_in_as):
    first = client.get(bench).text
    started = {"from_version": save_number(first)}
    theirs, mine = (text_of(first).replace("Hot days in a season", words) for words in ("Theirs", "Mine"))
    assert client.post(bench, data={"text": theirs, **started}).status_code == 303
    told = client.post(bench, data={"text": mine, **started}, headers=JSON)
    assert told.status_code == 409
    assert told.json["theirs"] == theirs
    page = client.post(bench, data={"text": mine, **started})
    assert page.status_code == 409
    assert text_of(page.text) == mine
    assert "Theirs" in page.text
    # Saved again, mine stands on top, and theirs stays in the history.
    assert client.post(bench, data={"text": mine, "from_version": save_number(page.text)}).status_code == 303
    assert text_of(client.get(bench).text) == mine
    # A form that writes is a writer as well.
    late = {"text": mine, "do": "write", "title.en": "Later", **started}
    page = client.post(form_at(bench, "words"), data=late)
    assert page.status_code == 409
    assert "Later" in text_of(page.text)
    assert text_of(client.get(bench).text) == mine


def test_only_those_who_write_recipes_reach_the_forms(client, bench, people):
    people.sign_in(client, "member")
    assert client.post(form_at(bench, "step"), data={"text": "recipe: a"}).status_code == 403
    people.sign_in(client, "meteorologist", "Another service")
    assert client.get(bench).status_code == 404
    assert client.post(form_at(bench, "cards"), data={}).status_code == 404


def test_a_step_is_moved_and_taken_out_without_script(client, sign_in_as):
    """Plain posts: the page comes back with the text as it stands then, saved, and with all else as it was."""
    sign_in_as("meteorologist", "Met service")
    edit = begin(client)
    page = client.get(edit).text
    text, form = text_of(page), edit.replace("/edit", "/form/order")
    sent = {"text": text, "from_version": save_number(page)}
    assert "Take out" in client.post(form, data=sent).text
    moved = client.post(form, data={**sent, "move": "down.0"})
    assert moved.status_code == 200
    first, second = text.index("  - adjust:"), text.index("  - hot_days:")
    assert first < second
    assert text_of(moved.text).index("  - hot_days:") < text_of(moved.text).index("  - adjust:")
    assert text_of(client.get(edit).text) == text_of(moved.text)
    again = {"text": text_of(moved.text), "from_version": save_number(moved.text)}
    out = client.post(form, data={**again, "move": "out.1"})
    assert "  - adjust:" not in text_of(out.text)
    refused = client.post(form, data={"text": text_of(out.text), "from_version": save_number(out.text), "move": "up.0"})
    assert refused.status_code == 422
    assert "There is no such place among the steps" in refused.text, re.findall(r"<li>.*?</li>", refused.text)
