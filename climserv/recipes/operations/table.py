"""All operations in one table; a name that stands in two rooms is an author's mistake and shows at import."""

from types import MappingProxyType

from . import (
    adjustment,
    animals,
    crops,
    ensembles,
    heat,
    members,
    regridding,
    seasons,
    spells,
    verification,
    water,
    xsdba,
)
from .operation import Operation

ROOMS = (adjustment, regridding, seasons, spells, heat, animals, water, crops, ensembles, members, verification, xsdba)


def _collected() -> dict[str, Operation]:
    found: dict[str, Operation] = {}
    for room in ROOMS:
        for operation in room.OPERATIONS:
            if operation.name in found:
                raise ValueError(f"operation {operation.name} is declared twice, again in {room.__name__}")
            found[operation.name] = operation
    return found


OPERATIONS: MappingProxyType[str, Operation] = MappingProxyType(_collected())
