"""The indicators of the library xclim, by its own names, through the optional extra `xclim`: declared, never imported.

`xclim.json` beside this file is made from xclim's own metadata by `python -m climserv.running.listing_xclim`, one
indicator a line; an `Operation` is made of a line when it is first asked for. A seasonal indicator is computed on the
days of each season alone, so xclim's `freq`, its own missing-data rules and indexing are not asked. Percentiles that an
indicator wants (tx90p) are taken over the training years.

Left out, each with the reason: those that want what the vocabulary does not have (snow depth, discharge), hourly data,
or that hang on more than a season's days (standardised indices, fire codes that are carried on over years).
"""

import json
from functools import cache
from importlib.resources import files

from ..conventions import SEASONS, Convention
from .operation import OF, Argument, Operation

PREFIX = "xclim."
EXTRA = "xclim"

SEASON = Argument("season", "season", "first and last day of the season, both counted")
WINDOW = Argument(
    "percentile_window", "quantity", "how many days around each day the percentile is taken over, an odd number",
    unit="day", whole=True, low=1, high=61, default="5 day",
)  # fmt: skip

_STATED = (
    Convention(
        "missing", "any: one missing day makes the season unknown",
        {"en": "One missing day makes the season unknown.", "fr": "Un seul jour manquant rend la saison inconnue."},
    ),
)  # fmt: skip
_OUTCOMES = {
    "date": Convention(
        "outcome", "happened; did_not_happen: the library finds no such day; unknown; never merged",
        {"en": "A season without such a day is kept apart from one that cannot be known.",
         "fr": "Une saison sans un tel jour est distinguée d'une saison inconnue.",
         "sw": "Msimu usio na siku kama hiyo hutengwa na msimu usioweza kujulikana.",
         "es": "Una temporada sin tal día se distingue de una que no se puede conocer."},
    ),
    "number": Convention("outcome", "happened: it could be computed, zero is a number too; unknown: it could not"),
}  # fmt: skip


@cache
def _table() -> dict[str, dict]:
    """The file: `indicators`, by name, and `left_out`, the reason by name."""
    return json.loads(files(__package__).joinpath("xclim.json").read_text(encoding="utf-8"))


def names() -> tuple[str, ...]:
    """The names of all that can be asked for."""
    return tuple(PREFIX + name for name in _table()["indicators"])


def left_out(name: str) -> str:
    """Why an indicator that xclim has cannot be asked for; empty when it can, or xclim has none such."""
    return _table()["left_out"].get(name.removeprefix(PREFIX), "") if name.startswith(PREFIX) else ""


def line(name: str) -> dict:
    """What the file tells of an indicator."""
    if not name.startswith(PREFIX):
        raise KeyError(name)
    return _table()["indicators"][name.removeprefix(PREFIX)]


@cache
def operation(name: str) -> Operation:
    """The declaration of one indicator; raises `KeyError` when there is none of this name."""
    told = line(name)
    first, *others = told["variables"]
    arguments = [Argument(**{**_asked(OF), "variables": (first,)})]
    arguments += [Argument(other, "input", f"the daily series of {other}", variables=(other,)) for other in others]
    arguments += [Argument(**{**one, "choices": tuple(one.get("choices", ()))}) for one in told["arguments"]]
    if told["percentiles"]:
        arguments.append(WINDOW)
    seasonal = told["gives"] == "seasonal"
    if seasonal:
        arguments.append(SEASON)
    return Operation(
        name,
        1,
        told["about"],
        tuple(arguments),
        needs="series",
        gives=told["gives"],
        conventions=_conventions(name, told),
        source=told["source"],
        variables=(first,),
        variable="" if seasonal else told["variable"],
        unit="" if seasonal else told["unit"],
        metric=told["metric"],
        learns=bool(told["percentiles"]),
        # Measured: a call takes some milliseconds for each season, whatever the cells; blocks are small.
        cost=2000.0 if seasonal else 500.0,
    )


def _asked(argument: Argument) -> dict[str, object]:
    return {name: getattr(argument, name) for name in ("name", "kind", "about", "default")}


def _conventions(name: str, told: dict) -> tuple[Convention, ...]:
    asked = [one["name"] for one in told["arguments"]]
    how = "".join(f"; {one} {{{one}}}" for one in asked)
    index = Convention(
        "index", f"{name} of the library xclim{how}",
        {"en": f"The index is {told['name']} of the library xclim.",
         "fr": f"L'indice est {told['name']} de la bibliothèque xclim.",
         "sw": f"Kiashiria ni {told['name']} cha maktaba ya xclim.",
         "es": f"El índice es {told['name']} de la biblioteca xclim."},
    )  # fmt: skip
    if told["gives"] != "seasonal":
        return (index,)
    return (index, *_STATED, _OUTCOMES["date" if told["metric"] == "index_date" else "number"], *SEASONS)
