"""Matching: one need against much, many needs against much, and what one change asks to be matched again."""

import os
import random
import resource
import time

from climserv.catalogue.card import Card
from climserv.matching.area import area_of_box
from climserv.matching.demand.board import Board
from climserv.matching.judging import Asked
from climserv.matching.offers import offers_for
from climserv.matching.shelf import Shelf
from climserv.needs.loading import need_from_dict
from climserv.recipes.book import load_book

_ROLES = ("observation", "station", "projection", "projection", "observation")
_HELD = (("pr",), ("pr", "tasmin", "tasmax"), ("pr", "tas", "hurs", "tasmin", "tasmax"), ("tasmax",))


def _cards(count: int) -> list[Card]:
    return [_card(number, random.Random(number)) for number in range(count)]


def _card(number: int, draw: random.Random) -> Card:
    role, west, south = _ROLES[number % 5], draw.randint(25, 40), draw.randint(-10, 5)
    point = role == "station"
    members = [{"id": f"m{n}", "model": f"m{n}", "scenario": "ssp585", "calendar": "standard"} for n in range(5)]
    size = "1 km" if point else f"{draw.choice((5, 10, 25, 50, 100))} km"
    return Card.model_validate(
        {
            "dataset": f"set-{number:03d}", "title": {"en": f"Set {number}"}, "about": {"en": "for a benchmark"},
            "role": role, "variables": list(_HELD[number % 4]), "step": "day", "calendars": ["standard"],
            "resolution": "point" if point else size, "effective_resolution": size,
            "period": "1981-2070" if role == "projection" else "1991-2020",
            "bounds": [west, south, west, south] if point else [west, south, west + 12, south + 10],
            "members": members if role == "projection" else [],
            "made_by": {"generator": "none", "seed": number, "part": "none"},
            "licence": {"id": "x", "name": "x", "redistribution": True, "source": "x"},
            "origin": {"en": "made"}, "limits": [{"en": "made"}],
        }
    )  # fmt: skip


def _recipes(count: int) -> list:
    """The recipes of the book, again and again under other names."""
    book = list(load_book())
    return [book[n % len(book)].model_copy(update={"recipe": f"recipe_{n:03d}"}) for n in range(count)]


def _needs(count: int) -> list[Asked]:
    draw, metrics = random.Random(0), sorted({recipe.answers.metric for recipe in load_book()})
    return [_need(number, draw, metrics) for number in range(count)]


def _need(number: int, draw: random.Random, metrics: list[str]) -> Asked:
    horizon = draw.choice(("past", "now", "projection", "years"))
    time_ = {"scale": draw.choice(("dekad", "month", "season", "season", "year")), "horizon": horizon}
    if horizon == "projection":
        time_["period_of_interest"] = draw.choice(("2031-2060", "2041-2070"))
    west, south = draw.uniform(26, 48), draw.uniform(-9, 12)
    box = f"{west:.3f},{south:.3f},{west + 0.3:.3f},{south + 0.3:.3f}"
    record = {
        "need": f"need-{number:05d}", "time": time_, "metric": {"is": draw.choice(metrics)},
        "space": {"place": box, "scale": draw.choice(("village", "ward", "district")),
                  "resolution": {"threshold": draw.choice(("5 km", "25 km", "50 km"))}},
        "who": {"people": draw.randint(10, 5000)}, "reach": {"languages": ["en"]},
    }  # fmt: skip
    need, problems = need_from_dict(record)
    assert not problems
    return Asked(need, area_of_box(box))


def _line(name: str, seconds: float, goal: float, **more) -> dict:
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    told = {"ours_s": round(seconds, 3), "threads": 1, "cores": os.cpu_count(), "peak_mb": peak}
    return {"name": name, "goal_s": goal, **told, **more, "met": seconds <= goal}


def one_need(quick: bool) -> dict:
    """One need against 200 recipes on 50 datasets, every offer with its verdicts in order; the shelf is known."""
    shelf, (warm, *needs) = Shelf(_recipes(200), _cards(50)), _needs(6)
    offers_for(warm, shelf)
    seconds, cpu, offers = [], [], []
    for asked in needs:
        before, worked = time.perf_counter(), time.process_time()
        offers = offers_for(asked, Shelf(shelf.recipes, shelf.cards, shelf.judge))
        seconds.append(time.perf_counter() - before)
        cpu.append(time.process_time() - worked)
    middle, slowest = sorted(seconds)[len(seconds) // 2], round(max(seconds), 3)
    worked = round(sorted(cpu)[len(cpu) // 2], 3)
    return _line("one_need", middle, 0.1, cpu_s=worked, offers=len(offers), slowest_s=slowest)


def many_needs(quick: bool) -> dict:
    """10,000 needs in as many places, 200 recipes, 50 datasets: the best offer of each, from nothing."""
    needs, recipes, cards = _needs(1000 if quick else 10_000), _recipes(200), _cards(50)
    before, worked = time.perf_counter(), time.process_time()
    board = Board(needs, recipes, cards)
    seconds, worked = time.perf_counter() - before, round(time.process_time() - worked, 1)
    told = {"cpu_s": worked, "needs": len(needs), "unmet": len(board.unmet())}
    return _line("many_needs", seconds, 6 if quick else 60, **told)


def after_one_change(quick: bool) -> dict:
    """The same needs after one recipe, then one dataset, is changed and after both are new; the slowest counts."""
    needs, recipes, cards = _needs(1000 if quick else 10_000), _recipes(200), _cards(50)
    board, seconds, turned = Board(needs, recipes, cards), {}, {}
    finer = recipes[7].model_copy(update={"version": recipes[7].version + 1})
    newer = cards[3].model_copy(update={"period": "1981-2080"})
    for what, change in (
        ("recipe_new", {"recipes": [*recipes, finer]}),
        ("recipe_gone", {"recipes": recipes}),
        ("dataset_changed", {"cards": [newer if card is cards[3] else card for card in cards]}),
        ("dataset_gone", {"cards": [card for card in cards if card.dataset != newer.dataset]}),
    ):
        before = time.perf_counter()
        turned[what] = len(board.change(**change))
        seconds[what] = round(time.perf_counter() - before, 3)
    return _line("after_one_change", max(seconds.values()), 2, each_s=seconds, needs_turned=turned)
