"""The function behind each operation, resolved by our own table and never by a name in a recipe.

A function takes the values that the step names, by the argument that names them; its filled arguments; and what it may
know of the block beside. It gives one value (several for an operation that changes several series at once).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..values import Arguments, Context, Value
from . import adjustment, crop, growth, heat, regridding, seasons, water, xsdba

Function = Callable[[Mapping[str, Value], Arguments, Context], Value]

ROOMS = (adjustment, regridding, seasons, heat, growth, water, crop, xsdba)


def _collected() -> dict[str, Function]:
    found: dict[str, Function] = {}
    for room in ROOMS:
        for name, function in room.FUNCTIONS.items():
            if name in found:
                raise ValueError(f"operation {name} has two functions, the second in {room.__name__}")
            found[name] = function
    return found


CELL_WISE: MappingProxyType[str, Function] = MappingProxyType(_collected())
