"""Trying a recipe out in the studio, with a real worker: preview, a moved number, two versions side by side."""

import re
from types import SimpleNamespace

import pytest

from climserv.recipes.checking import examine
from climserv.running.jobs.jobs import Kind
from web.studio.movers import movers
from web.studio.tried import show_preview

from .studio_pages import begin, text_of, worker_of_tries

JSON = {"Accept": "application/json"}
DATA = {"data": "embu-models", "reference": "embu-observed", "area": "lower-embu", "years": "10"}


@pytest.fixture
def bench(client, sign_in_as):
    sign_in_as("meteorologist", "Met service")
    return begin(client)


@pytest.fixture
def worker(app, settings):
    with worker_of_tries(app, settings):
        yield


def tried(client, told: dict) -> dict:
    """The answer of the worker, waited for as the script does."""
    while told["open"]:
        told = client.get(told["look"], headers=JSON).json
    return told


def counts(html: str) -> list[str]:
    return re.findall(r"<strong>(\d+)</strong>", html)


def test_a_preview_tells_answer_map_graph_counts_times_and_memory(client, bench, worker):
    told = tried(client, client.post(bench.replace("/edit", "/preview"), data=DATA, headers=JSON).json)
    html = told["html"]
    for part in (
        'class="cells"',
        'class="chart',
        "seconds",
        "MB reckoned",
        "Where the time went",
        "<code>adjust</code>",
    ):
        assert part in html, part
    # The same on a page of its own, for those without script.
    asked = client.post(bench.replace("/edit", "/preview"), data=DATA)
    assert asked.status_code == 303
    page = client.get(asked.location).text
    assert "Move a number and see" in page
    assert counts(html)
    # Nothing was saved of it.
    assert "being written" in client.get(bench).text


def test_a_moved_number_stands_beside_what_was(client, bench, worker):
    address = bench.replace("/edit", "/preview")
    first = tried(client, client.post(address, data=DATA, headers=JSON).json)
    before = re.search(r'name="before" value="(\d+)"', first["html"])[1]
    moved = tried(client, client.post(address, data={"before": before, "set.threshold": "30 degC"}, headers=JSON).json)
    assert "before: 27 degC" in moved["html"]
    assert 'value="30 degC"' in moved["html"]
    rows = re.findall(r"<td>(\d+)</td><td><strong>(\d+)</strong></td>", moved["html"])
    # Of the observed years all 30 had a day above 27 degC, and 4 have one above 30; of the model years 89 of 90 will.
    assert rows[0] == ("30", "4")
    assert ("90", "89") in rows
    # Once more moved, it is still set beside the first, not beside the last.
    again = tried(client, client.post(address, data={"before": before, "set.threshold": "27 degC"}, headers=JSON).json)
    assert all(was == now for was, now in re.findall(r"<td>(\d+)</td><td><strong>(\d+)</strong></td>", again["html"]))
    # Without script it is a page with the same form on it.
    asked = client.post(address, data={"before": before, "set.threshold": "30 degC"})
    assert "before: 27 degC" in client.get(asked.location).text


def test_a_number_out_of_its_bounds_and_a_fault_of_the_text_are_told(client, bench, worker):
    address = bench.replace("/edit", "/preview")
    told = tried(client, client.post(address, data={**DATA, "set.threshold": "99 degC"}, headers=JSON).json)
    assert 'role="alert"' in told["html"]
    assert "10 degC to 45 degC" in told["html"]
    text = text_of(client.get(bench).text).replace("op: ", "op: ").replace('kind: "+"', 'kind: "x"')
    line = next(n for n, row in enumerate(text.split("\n"), start=1) if 'kind: "x"' in row)
    told = tried(client, client.post(address, data={**DATA, "text": text}, headers=JSON).json)
    assert f"{line}: step 1 (adjust), kind" in told["html"]


def test_the_text_in_the_editor_is_set_beside_another_version(client, bench, worker):
    text = text_of(client.get(bench).text).replace("default: 27 degC", "default: 30 degC")
    told = client.post(bench.replace("/edit", "/compare"), data={**DATA, "other": "1", "text": text}, headers=JSON).json
    html = tried(client, told)["html"]
    assert "Observed, 1991-2020" in html
    assert "2041-2070" in html
    assert "differs in" in html
    assert html.count("Version 1") >= 2
    same = client.post(bench.replace("/edit", "/compare"), data={**DATA, "other": "1"}, headers=JSON).json
    assert "the answer is the same in all" in tried(client, same)["html"]


def test_both_versions_take_the_numbers_that_are_chosen(client, bench, worker):
    """A named set, and a number typed over it; the editor offers both, and what the other version lacks is left out."""
    kept = {"title": "Embu heat", "set.threshold": "24 degC", "set.at_least": ""}
    assert client.post("/recipes/hot_days/sets/new", data=kept).status_code == 303
    page = client.get(bench).text
    assert '<option value="embu-heat">Embu heat</option>' in page
    assert 'name="set.threshold"' in page
    text = text_of(page).replace("$threshold", "$hotter").replace("\n  threshold:", "\n  hotter:").split("\ntests:")[0]
    asked = {**DATA, "other": "1", "text": text, "set-of": "embu-heat", "set.operator": ">="}
    told = client.post(bench.replace("/edit", "/compare"), data=asked, headers=JSON).json
    html = tried(client, told)["html"]
    assert "differs in" in html, html
    first = client.post(bench.replace("/edit", "/preview"), data={**DATA, "set-of": "embu-heat"}, headers=JSON).json
    assert 'value="24 degC"' in tried(client, first)["html"]


def test_a_try_is_open_only_to_who_asked_and_only_under_its_recipe(client, bench, worker, people):
    told = client.post(bench.replace("/edit", "/preview"), data=DATA, headers=JSON).json
    assert client.get(told["look"].replace("hot_days", "hot_nights")).status_code == 404
    people.sign_in(client, "meteorologist", "Another service")
    assert client.get(told["look"]).status_code == 404
    other = begin(client)
    assert client.post(other.replace("/edit", "/preview"), data={"before": told["run"]}).status_code == 404
    people.sign_in(client, "member")
    assert client.post(bench.replace("/edit", "/preview"), data=DATA).status_code == 404
    assert client.post(bench.replace("/edit", "/preview"), data={**DATA, "text": "recipe: a"}).status_code == 403


def test_a_slider_has_the_ends_of_the_recipe_in_its_unit(app, client, sign_in_as):
    sign_in_as("meteorologist", "Met service")
    recipe = examine(text_of(client.get(begin(client)).text), "recipe")[0]
    with app.test_request_context():
        one, operator, *_rest = movers(recipe, "fr", {"threshold": "30 degC"}, {"threshold": "27 degC"})
    assert one["slider"] == {"low": 10.0, "high": 45.0, "step": 0.5, "value": 30.0, "unit": "degC"}
    assert (one["was"], one["ask"][:9]) == ("27 degC", "À partir ")
    assert operator["choices"] == (">", ">=")
    assert operator["slider"] is None
    with app.test_request_context():
        # In another unit than the ends the slider would stand in the wrong place.
        assert movers(recipe, "en", {"threshold": "86 degF"})[0]["slider"] is None


FOUND = {
    "answer": {"en": "Yes"}, "notes": [], "area": {"name": "all", "cells": 1}, "parameters": {}, "map": None,
    "counts": [], "timings": [], "seconds": 1.0, "expected": {"bytes": 1e6}, "peak_bytes": 0,
}  # fmt: skip
OUTPUT = {
    "name": "onset", "kind": "date", "unit": "day", "label": {"en": "Onset"}, "start": "09-01", "statement": "",
    "at": [], "answer_at": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "line", "states"),
    [
        ({}, None, {"not_counted"}),
        ({"statement": "by", "at": ["11-01"], "answer_at": "10-01"}, 30.0, {"counted", "not_counted"}),
        ({"statement": "later_than", "at": ["01-10"]}, 131.0, {"not_counted"}),
    ],
)
def test_the_line_stands_where_the_years_are_counted_at_or_there_is_none(app, given, line, states):
    years = [
        {"output": "onset", "place": "all", "member": "observed", "period": "p", "season": str(2000 + n),
         "value": value, "unit": "day", "date": "", "outcome": "happened"}
        for n, value in enumerate(("20", "40"))
    ]  # fmt: skip
    job = SimpleNamespace(
        id=1, kind=Kind.PREVIEW, order={"order": {"text": ""}},
        result={**FOUND, "outputs": [{**OUTPUT, **given}], "years": years},
    )  # fmt: skip
    with app.test_request_context():
        [graph] = show_preview(job, "en")["outputs"][0]["graphs"]
    drawn = graph["graph"]
    assert drawn.states == states
    if line is None:
        assert drawn.threshold is None
    else:
        # The scale is that of the bars: a bar of 40 days is so high.
        a_day = drawn.bars[1].height / 40
        assert (drawn.bottom - drawn.threshold) / a_day == pytest.approx(line, abs=0.5)
