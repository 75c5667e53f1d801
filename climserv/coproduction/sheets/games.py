"""Paying for predictions: a game about forecasts that are often wrong and still worth something.

A flood comes where a regional and a local die show ten or more together. To prepare costs 1; a flood that finds
somebody unprepared costs 4. With the forecast, the regional die is seen before people choose.
source  the game of that name of the Red Cross Red Crescent Climate Centre; the figures are worked out here, exactly
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, SCRIBES, Entity, Move, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal

if TYPE_CHECKING:
    from ..logbook.state import CaseState

FACES = range(1, 7)
FLOOD_AT, PREPARE, UNPREPARED = 10, 1, 4


@dataclass(frozen=True)
class Figures:
    """What is known of the game before it is played, exactly. Costs are of one round, of who plays best.

    flood      chance of a flood
    without    cost without a forecast; `forecast` with the regional die; `perfect` knowing both dice
    value      share of what perfect knowledge would save that the forecast saves
    """

    flood: Fraction
    without: Fraction
    forecast: Fraction
    perfect: Fraction

    @property
    def value(self) -> Fraction:
        return (self.without - self.forecast) / (self.without - self.perfect)


def chance_of_flood(regional: int | None = None) -> Fraction:
    """The chance of a flood, before any die is seen or with the regional one seen."""
    throws = list(product(FACES if regional is None else (regional,), FACES))
    return Fraction(sum(sum(throw) >= FLOOD_AT for throw in throws), len(throws))


def figures() -> Figures:
    """The figures of the game, from all throws of two dice."""
    flood = chance_of_flood()
    seen = [min(Fraction(PREPARE), UNPREPARED * chance_of_flood(face)) for face in FACES]
    return Figures(flood, min(Fraction(PREPARE), UNPREPARED * flood), sum(seen, Fraction()) / 6, flood * PREPARE)


class State(StrEnum):
    WAITING = "waiting"
    CHOOSING = "choosing"
    ENDED = "ended"


class Action(StrEnum):
    START = "start"
    DRAW = "draw"
    CHOOSE = "choose"
    SETTLE = "settle"
    END = "end"


@dataclass(frozen=True)
class Turn:
    """One round: the dice (0 while not thrown), and who has chosen what."""

    regional: int = 0
    local: int = 0
    forecast: bool = False
    prepared: tuple[tuple[str, bool], ...] = ()

    @property
    def flood(self) -> bool:
        return bool(self.local) and self.regional + self.local >= FLOOD_AT

    def cost(self, player: str) -> int:
        """What the round cost a player; who did not choose did not prepare."""
        return PREPARE if dict(self.prepared).get(player) else UNPREPARED * self.flood


@dataclass(frozen=True, kw_only=True)
class Game(Thing):
    """A game: its rounds in order."""

    turns: tuple[Turn, ...] = ()

    @property
    def played(self) -> tuple[Turn, ...]:
        """The rounds whose dice have both been thrown."""
        return tuple(turn for turn in self.turns if turn.local)

    @property
    def players(self) -> tuple[str, ...]:
        """Everybody who has ever chosen."""
        return tuple(dict.fromkeys(player for turn in self.turns for player, _ in turn.prepared))


def totals(game: Game) -> dict[str, int]:
    """What the rounds played have cost each player, from their first choice on; the thriftiest first."""
    found = {}
    for player in game.players:
        first = next(n for n, turn in enumerate(game.turns) if player in dict(turn.prepared))
        found[player] = sum(turn.cost(player) for turn in game.turns[first:] if turn.local)
    return dict(sorted(found.items(), key=lambda one: one[1]))


def strategies(game: Game) -> dict[str, int]:
    """What the same throws would have cost who always prepared, who never did, and who knew all beforehand."""
    floods = sum(turn.flood for turn in game.played)
    return {"always": PREPARE * len(game.played), "never": UNPREPARED * floods, "knowing": PREPARE * floods}


def apply(game: Game | None, event: Event, state: "CaseState") -> Game:
    game, said = game or Game(**born(event)), event.said
    if event.action == Action.DRAW:
        regional = int(said.get("regional", 0))
        return replace(game, turns=(*game.turns, Turn(regional, forecast=bool(regional))))
    if event.action == Action.CHOOSE:
        now = game.turns[-1]
        chosen = dict(now.prepared) | {event.person: said.get("prepare") is True}
        return replace(game, turns=(*game.turns[:-1], replace(now, prepared=tuple(chosen.items()))))
    if event.action == Action.SETTLE:
        now = game.turns[-1]
        dice = {"regional": now.regional or int(said.get("regional", 0)), "local": int(said.get("local", 0))}
        return replace(game, turns=(*game.turns[:-1], replace(now, **dice)))
    return game


def dice_are_dice(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A die shows one to six; the local one is thrown at the end, and the regional one if it was not shown before."""
    said, last = event.said, event.action == Action.SETTLE
    shown = any(turn.forecast for turn in state.find(Game, event.entity_id).turns[-1:])
    asked = {"regional": last and not shown, "local": last}
    for die, needed in asked.items():
        if (die in said or needed) and said.get(die) not in FACES:
            yield NO_DIE.at(f"game {event.entity_id}", got=f"{die}: {said.get(die)}")


SCRIBING = frozenset(SCRIBES)

MOVES = {
    (NOT_YET, Action.START): Move(State.WAITING, SCRIBING),
    (State.WAITING, Action.DRAW): Move(State.CHOOSING, SCRIBING, checks=(dice_are_dice,)),
    (State.CHOOSING, Action.CHOOSE): Move(State.CHOOSING, EVERYBODY | SCRIBES),
    (State.CHOOSING, Action.SETTLE): Move(State.WAITING, SCRIBING, checks=(dice_are_dice,)),
    (State.WAITING, Action.END): Move(State.ENDED, SCRIBING),
}

NO_DIE = Refusal(
    "game.die",
    en=("a die does not show this", "a number from 1 to 6", "Throw again, and write what it shows"),
    fr=("un dé ne montre pas cela", "un nombre de 1 à 6", "Relancez, et écrivez ce qu’il montre"),
    sw=("dadu haionyeshi hivi", "namba kuanzia 1 hadi 6", "Rusha tena, kisha andika inachoonyesha"),
    es=("un dado no muestra esto", "un número de 1 a 6", "Tire otra vez y escriba lo que muestra"),
)

GAME = Entity("game", Game, State, Action, MOVES, apply, ends=frozenset({State.ENDED}), refusals=(NO_DIE,))
