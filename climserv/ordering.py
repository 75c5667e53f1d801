"""From the words of a command line to an order, with every mistake said at once."""

from collections.abc import Sequence
from pathlib import Path

from .running.order import Order
from .vocabulary.problems import Problem, Refused


def order_from_words(
    recipe: str,
    data: Sequence[str],
    reference: str | None,
    settings: Sequence[str],
    area: str | None,
    period: str | None,
    baseline: str | None,
    need: Path | None,
) -> Order:
    """The order of `climserv run`; with a need, what is left out comes from the best runnable match of that recipe."""
    problems, values = [], {}
    for word in settings:
        name, sign, value = word.partition("=")
        if not sign or not name.strip() or not value.strip():
            allowed = "NAME=QUANTITY, such as threshold='30 degC'"
            problems.append(Problem("set.form", "--set", "this is not a setting", word, allowed))
        elif name.strip() in values:
            problems.append(Problem("set.twice", "--set", "this parameter is set twice", name.strip()))
        values[name.strip()] = value.strip()
    if problems:
        raise Refused(problems)
    if need is None:
        return Order(recipe, tuple(data), reference, values, area, period, baseline)
    return _for_need(recipe, data, reference, values, area, period, baseline, need)


def _for_need(recipe, data, reference, values, area, period, baseline, need) -> Order:
    from .matching.matching import match
    from .needs.loading import load_need, need_to_dict

    record = load_need(need)
    offered = next((o.order for o in match(record).offers if o.recipe == recipe and o.runnable), {})
    if data:
        # Their own files: places and years of the catalogue's data say nothing about them.
        offered = {"settings": offered.get("settings", {})}
    return Order(
        recipe=recipe,
        data=tuple(data or offered.get("data", ())),
        reference=reference or offered.get("reference"),
        settings={**offered.get("settings", {}), **values},
        area=area or offered.get("area"),
        period=period or offered.get("period"),
        baseline=baseline or offered.get("baseline"),
        need=need_to_dict(record),
    )
