"""What could stand at a place of the text; `|` marks the place."""

import pytest

from climserv.recipes.operations import OPERATIONS
from climserv.recipes.writing.completing import complete
from climserv.recipes.writing.documenting import allowed

HEAD = """\
inputs:
  rain: {variable: pr}
  et0: {variable: evspsblpot}
parameters:
  amount:
    default: 20 mm
steps:
"""


def at(text: str) -> list[str]:
    before, _, after = text.partition("|")
    line = before.count("\n") + 1
    return [one["text"] for one in complete(before + after, line, len(before) - before.rfind("\n") - 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("re|", ["recipe", "references"]),
        ("recipe: x\nanswers:\n  met|", ["metric"]),
        ("answers: {metric: hot_n|", ["hot_nights"]),
        ("answers:\n  time: [se|", ["season"]),
        ("answers:\n  space: {from: 1 km, upto: di|", ["district"]),
        ("inputs:\n  rain:\n    variable: tasm|", ["tasmin", "tasmax"]),
        ("inputs: {rain: {variable: pr}, t: {ro|", ["role"]),
        ("inputs:\n  rain: {variable: pr, role: [st|", ["station"]),
        ("parameters:\n  amount:\n    pro|", ["provisional"]),
        ("parameters:\n  amount:\n    provisional: t|", ["true"]),
        ("tests:\n  - ab|", ["about"]),
        ("tests:\n  - about: x\n    expect:\n      - {season: 2000, outcome: d|", ["did_not_happen"]),
        (HEAD + "  - adjust: {of: rain, ki|", ["kind"]),
        (HEAD + "  - onset:\n      of: rain\n      anc|", ["anchor"]),
        (HEAD + "  - onset:\n      anchor: first|", ["first_wet_day"]),
        (HEAD + "  - onset:\n      operator: |", ['">"', '">="', "$amount"]),
        (HEAD + "  - onset:\n      amount: $|", ["$amount"]),
        (HEAD + "  - onset:\n      of: |", ["rain", "et0"]),
        (HEAD + "  - onset:\n      search: {fr|", ["from"]),
        (HEAD + "  - onset: {of: rain}\n    as: first\n  - ensemble: {of: f|", ["first"]),
        (HEAD + "  - xclim.tx_days_a|", ["xclim.tx_days_above"]),
        (HEAD + "  - nothing: {of: |", []),
        ("outputs: [|\nsteps:\n  - onset: {}\n", ["onset"]),
    ],
)  # fmt: skip
def test_suggestions(text, expected):
    assert at(text) == expected


def test_operations_are_told_with_what_they_do():
    found = complete(HEAD + "  - ons", HEAD.count("\n") + 1, 7)
    assert found[0] == {"text": "onset", "kind": "operation", "about": OPERATIONS["onset"].about}


@pytest.mark.parametrize("place", [(0, 0), (99, 0), (1, 999), (3, -5)])
def test_any_place_is_answered(place):
    assert isinstance(complete(HEAD, *place), list)


def test_every_place_of_the_book_is_answered(texts):
    """No place in a whole recipe, cut anywhere, brings a traceback."""
    text = texts["rainy_season_onset"]
    for number, line in enumerate(text.split("\n"), 1):
        for column in range(0, len(line) + 1, 7):
            assert isinstance(complete(text, number, column), list)


def test_every_argument_says_what_may_stand_there():
    for name, operation in OPERATIONS.items():
        assert all(argument.about and allowed(argument) for argument in operation.parameters), name
