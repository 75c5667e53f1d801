"""Paying for predictions: its exact figures, and a round as a group plays it."""

from fractions import Fraction
from itertools import product

import pytest
from hall import codes

from climserv.coproduction.sheets.games import Game, chance_of_flood, figures, strategies, totals
from climserv.vocabulary.problems import Refused


def test_the_figures_are_exact():
    found = figures()
    assert found.flood == Fraction(1, 6)
    assert (found.without, found.forecast, found.perfect) == (Fraction(2, 3), Fraction(4, 9), Fraction(1, 6))
    assert found.value == Fraction(4, 9)
    assert [f"{float(one):.3f}" for one in (found.without, found.forecast, found.perfect, found.value)] == [
        "0.667", "0.444", "0.167", "0.444",
    ]  # fmt: skip


def test_no_way_to_play_with_the_forecast_costs_less_than_the_figure():
    costs = []
    for rule in product((True, False), repeat=6):
        paid = [1 if rule[face - 1] else 4 * chance_of_flood(face) for face in range(1, 7)]
        costs.append(sum(paid, Fraction()) / 6)
    assert min(costs) == figures().forecast


def play(told, regional, local, prepared, forecast=True):
    told.does("peter", "game", "draw", "g", data={"regional": regional} if forecast else {})
    for player, prepares in prepared.items():
        told.does(player, "game", "choose", "g", data={"prepare": prepares})
    told.does("peter", "game", "settle", "g", data={"local": local} | ({} if forecast else {"regional": regional}))


def test_a_round_says_who_prepared_when_and_what_it_cost(told):
    told.does("peter", "game", "start", "g")
    play(told, 4, 5, {"wanjiru": True, "amina": False})
    play(told, 6, 4, {"wanjiru": False, "amina": True}, forecast=False)
    game = told.state.find(Game, "g")
    assert [turn.flood for turn in game.played] == [False, True]
    assert dict(game.played[0].prepared) == {"wanjiru": True, "amina": False}
    assert totals(game) == {"amina": 1, "wanjiru": 5}
    assert strategies(game) == {"always": 2, "never": 4, "knowing": 1}


def test_who_changes_their_mind_before_the_die_falls_has_chosen_once(told):
    told.does("peter", "game", "start", "g")
    told.does("peter", "game", "draw", "g", data={"regional": 5})
    for prepares in (True, False):
        told.does("wanjiru", "game", "choose", "g", data={"prepare": prepares})
    assert told.state.find(Game, "g").turns[-1].prepared == (("wanjiru", False),)
    assert totals(told.state.find(Game, "g")) == {"wanjiru": 0}


@pytest.mark.parametrize("dice", [{}, {"local": 7}, {"local": 0}, {"local": "6"}])
def test_a_die_shows_one_to_six(told, dice):
    told.does("peter", "game", "start", "g")
    told.does("peter", "game", "draw", "g", data={"regional": 5})
    with pytest.raises(Refused) as caught:
        told.does("peter", "game", "settle", "g", data=dice)
    assert codes(caught) == ["game.die"]


def test_without_a_forecast_both_dice_are_thrown_at_the_end(told):
    told.does("peter", "game", "start", "g")
    told.does("peter", "game", "draw", "g")
    with pytest.raises(Refused):
        told.does("peter", "game", "settle", "g", data={"local": 3})
