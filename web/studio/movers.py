"""The numbers of a recipe that people may move, as fields: a box for each, and a slider where it has two ends."""

from collections.abc import Mapping

from climserv.recipes.model import Parameter, Recipe
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.units import parse_quantity

_NONE: Mapping[str, object] = {}
STEPS = 100  # of a slider whose recipe names none


def movers(
    recipe: Recipe, language: str, used: Mapping[str, object] = _NONE, before: Mapping[str, object] = _NONE
) -> list[dict]:
    """Each parameter with the value it has now and, where there was another one, the value before."""
    found = []
    for name, one in recipe.parameters.items():
        now = str(used.get(name, one.default))
        was = str(before[name]) if name in before else ""
        found.append({
            "name": name, "ask": text_in(one.ask, language), "value": now, "choices": one.choices or (),
            "was": was if was != now else "", "slider": _slider(one, now),
        })  # fmt: skip
    return found


def _slider(one: Parameter, now: str) -> dict | None:
    """The ends, the step and the place of a slider, in the unit of the value; None where there are no ends."""
    if one.low is None or one.high is None:
        return None
    try:
        value = _read(now)
        low, high = (_read(end) for end in (one.low, one.high))
        step = _read(one.step) if one.step is not None else None
    except (Refused, ValueError):
        return None
    units = {end[1] for end in (value, low, high, step) if end}
    if len(units) > 1:
        return None
    width = step[0] if step else (1 if isinstance(one.default, int) else (high[0] - low[0]) / STEPS)
    return {"low": low[0], "high": high[0], "step": width, "value": value[0], "unit": value[1]}


def _read(raw: object) -> tuple[float, str]:
    if isinstance(raw, int) or str(raw).lstrip("-").isdigit():
        return float(raw), ""
    quantity = parse_quantity(raw, where="")
    return quantity.value, quantity.unit
