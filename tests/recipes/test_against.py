"""A recipe against the cards of data: what they lack, or do not tell, is said before anything is read."""

from dataclasses import dataclass, replace

import pytest

from climserv.catalogue.catalogue import load_catalogue
from climserv.recipes.against import check_against
from climserv.recipes.loading import read_recipe
from climserv.vocabulary.seasons import Years

from .small import SMALL


@dataclass(frozen=True)
class Member:
    id: str
    calendar: str = "standard"


@dataclass(frozen=True)
class Data:
    """As much of a card as is looked at."""

    dataset: str = "data"
    role: str = "observation"
    variables: tuple[str, ...] = ("tasmax",)
    step: str = "day"
    effective_resolution: str = "5 km"
    bounds: tuple[float, float, float, float] = (30, -5, 40, 5)
    members: tuple[Member, ...] = ()
    calendars: tuple[str, ...] = ("standard",)
    years: tuple[Years, ...] = (Years(1991, 2020),)


GOOD = Data()


@pytest.fixture(scope="module")
def recipe():
    return read_recipe(SMALL.replace("{variable: tasmax}", "{variable: tasmax, record: 20 year}"), "it.yaml")


def told(*args, **how) -> list[str]:
    return [str(problem) for problem in check_against(*args, **how)]


def test_data_that_fit(recipe):
    assert not told(recipe, [GOOD], area=(36, -1, 37, 0), years=Years(2000, 2010))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"variables": ("pr",)}, "input tasmax: the data do not hold tasmax. Got: data: pr."),
        ({"step": "month"}, "the recipe counts days, and these data hold none. Got: month."),
        ({"role": "projection"}, "the recipe does not speak of what projection data tell. Got: past."),
        (
            {"effective_resolution": "900 km"},
            "its cells are more than 10 times as wide as anything the recipe speaks of",
        ),
        ({"bounds": (0, 0, 1, 1)}, "it does not reach the area asked for. Got: 36 to 37 east, -1 to 0 north."),
        ({"years": (Years(2011, 2020),)}, "it holds none of the years asked for. Got: 2000-2010. Allowed: 2011-2020."),
        ({"years": (Years(1991, 2001), Years(2005, 2015))}, "the record of data is too short. Got: 11 years."),
    ],
)
def test_data_that_do_not_fit(recipe, change, expected):
    found = told(recipe, [replace(GOOD, **change)], area=(36, -1, 37, 0), years=Years(2000, 2010))
    assert any(expected in said for said in found), found
    assert len(found) <= 2


def test_several_data_sets_must_go_together():
    two = read_recipe(
        SMALL.replace(
            "{tasmax: {variable: tasmax}}", "{tasmax: {variable: tasmax}, night: {variable: tasmin}}"
        ).replace("steps:\n", "steps:\n  - put_in_order: {of: [night, tasmax]}\n"),
        "it.yaml",
    )
    other = replace(GOOD, dataset="other", variables=("tasmin",))
    assert not told(two, [GOOD, other])
    apart = replace(
        other, calendars=("360_day",), years=(Years(1950, 1960),), bounds=(0, 50, 5, 55), members=(Member("b"),)
    )
    found = told(two, [replace(GOOD, members=(Member("a"),)), apart])
    for words in ("no member in common", "its calendar is another", "no year in common", "no place in common"):
        assert any(words in said for said in found), found


def test_observations_are_asked_for_their_part(book):
    onset = book.recipe("rainy_season_onset")
    rain = replace(GOOD, variables=("pr",), role="projection", years=(Years(1990, 2080),))
    assert not told(onset, [rain])
    assert not told(onset, [rain], [replace(GOOD, variables=("pr",))])
    found = told(onset, [rain], [replace(rain, dataset="other")])
    assert any("input reference must be observed. Got: projection." in said for said in found)
    found = told(onset, [rain], [replace(GOOD, variables=("pr",), years=(Years(2001, 2010),))])
    assert any("input reference: the record of data is too short. Got: 10 years." in said for said in found)
    assert "no data set is named" in told(onset, [])[0]


def test_the_shipped_data_and_recipes(book):
    """Every shipped card is either fit for a recipe or refused with a reason; the two of the first days fit."""
    cards = {card.dataset: card for card in load_catalogue()}
    assert not told(book.recipe("rainy_season_onset"), [cards["embu-models"]], [cards["embu-observed"]])
    for recipe in book:
        for card in cards.values():
            assert all(said.endswith((".", "?")) for said in told(recipe, [card]))
