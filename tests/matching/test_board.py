"""Many needs at once: the board says what the report says, after every change; cohorts of needs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from match_making import BOOK, HERE, HOT, made_card, made_models, made_need

from climserv.matching.demand.board import Board
from climserv.matching.demand.cohorts import cohorts
from climserv.matching.judging import Asked
from climserv.matching.offers import offers_for
from climserv.matching.rules.rules import verdicts
from climserv.matching.rules.verdicts import AXES
from climserv.matching.shelf import Shelf
from climserv.vocabulary.metrics import METRICS

CARDS = [
    made_card(), made_models(), made_card("coarse", resolution="50 km", effective_resolution="50 km"),
    made_models("alone", reference=None, variables=["pr", "tasmax", "tasmin"]),
    made_card("gauge", role="station", resolution="point", effective_resolution="1 km", bounds=[0.2, 0.2, 0.2, 0.2]),
    made_card("rain", variables=["pr"]),
]  # fmt: skip
NAMES = (
    "hot_days", "seasonal_rain", "rainy_season_onset", "wet_days", "hot_nights", "drought_trigger", "heat_wave_days",
    "farmers_rule_and_agronomic_rule",
)  # fmt: skip
RECIPES = [one for one in BOOK if one.id in NAMES]

asking = st.builds(
    lambda metric, scale, horizon, place: made_need(
        metric=metric,
        settings={},
        time={"scale": scale, "horizon": horizon},
        space={"place": "here", "scale": place},
    ),
    st.sampled_from([*sorted(METRICS)[:12], "hot_days", "rain_rank", "longest_dry_spell", "rainy_season_onset"]),
    st.sampled_from(["dekad", "season", "year"]),
    st.sampled_from(["past", "now", "projection", "days"]),
    st.sampled_from(["village", "ward", "district"]),
)


def named(needs):
    return [Asked(need.model_copy(update={"need": f"n{n}"}), HERE) for n, need in enumerate(needs)]


def says_the_same(board):
    for name, asked in board.needs.items():
        first = offers_for(asked, Shelf(board.shelf.recipes, board.shelf.cards))[0]
        place = (first.rank, first.nearness, first.loss, first.recipe, -first.version, first.dataset)
        assert board.best[name].key == place, name


@settings(max_examples=25, deadline=None)
@given(asking)
def test_the_board_s_best_is_the_report_s_first(need):
    says_the_same(Board(named([need]), RECIPES, CARDS))


@settings(max_examples=12, deadline=None)
@given(st.lists(asking, min_size=1, max_size=4), st.lists(st.sampled_from(RECIPES), unique_by=id),
       st.lists(st.sampled_from(CARDS), min_size=1, unique_by=id))  # fmt: skip
def test_after_a_change_the_board_says_what_a_new_one_says(needs, recipes, cards):
    board = Board(named(needs), RECIPES, CARDS)
    board.change(recipes=recipes or RECIPES)
    board.change(cards=cards)
    board.change(recipes=RECIPES)
    board.change(cards=CARDS[::-1])
    says_the_same(board)


@settings(max_examples=15, deadline=None)
@given(asking)
def test_what_is_remembered_is_what_the_rules_say(need):
    asked, shelf = named([need])[0], Shelf(RECIPES, CARDS)
    # Another need before it fills the memory with what must not be taken for this one's.
    offers_for(Asked(made_need(), HERE), shelf)
    for offer in offers_for(asked, shelf):
        case = shelf.judge.case(asked, offer._recipe, offer._data)
        assert {a: offer.verdicts[a].as_dict() for a in AXES} == {a: v.as_dict() for a, v in verdicts(case).items()}
        losses = sum(offer.verdicts[axis].loss for axis in AXES) + offer.reach.loss
        assert offer.loss == pytest.approx(losses, abs=1e-5)


def test_who_is_told_when_a_recipe_comes():
    needs = named([made_need(time={"scale": "season", "horizon": "past"}), made_need(metric="wet_days", settings={})])
    board = Board(needs, [HOT], CARDS)
    assert [one.need.need for one in board.unmet()] == ["n1"]
    assert board.change(recipes=RECIPES) == {"n1"}
    assert board.unmet() == []


def test_alike_needs_are_joined_with_the_reason():
    def deciding(day, metric="hot_days"):
        return made_need(metric=metric, settings={}, decision={"deadline": day})

    needs = named([deciding("09-17"), deciding("10-10"), deciding("03-01"), deciding("09-20", "wet_days")])
    (one,) = cohorts(needs)
    assert one.needs == ("n0", "n1")
    assert "number of hot days" in one.reasons["en"]
