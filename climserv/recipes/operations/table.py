"""All operations in one table; a name that stands in two rooms is an author's mistake and shows at import."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from . import (
    adjustment,
    animals,
    crops,
    ensembles,
    forecasts,
    growth,
    heat,
    members,
    regridding,
    seasons,
    spells,
    verification,
    water,
    weather,
    xclim,
    xsdba,
)
from .operation import Operation
from .plugins import declared_elsewhere

ROOMS = (
    adjustment,
    regridding,
    seasons,
    spells,
    heat,
    growth,
    weather,
    animals,
    water,
    crops,
    ensembles,
    members,
    forecasts,
    verification,
    xsdba,
)


class Table(Mapping[str, Operation]):
    """Our own operations at once; those of xclim and of other packages from the first look that needs them.

    plugins  gives the operations of other packages, by name
    """

    def __init__(self, rooms: Iterable, plugins: Callable[[], Mapping[str, Operation]] = declared_elsewhere):
        self._own: dict[str, Operation] = {}
        self._plugins = plugins
        for room in rooms:
            for operation in room.OPERATIONS:
                if operation.name in self._own:
                    raise ValueError(f"operation {operation.name} is declared twice, again in {room.__name__}")
                self._own[operation.name] = operation

    @cached_property
    def _elsewhere(self) -> dict[str, Operation]:
        return {name: one for name, one in self._plugins().items() if name not in self._own}

    def __getitem__(self, name: str) -> Operation:
        if name in self._own:
            return self._own[name]
        if isinstance(name, str) and name.startswith(xclim.PREFIX):
            return xclim.operation(name)
        return self._elsewhere[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from xclim.names()
        yield from self._elsewhere

    def __len__(self) -> int:
        return len(self._own) + len(xclim.names()) + len(self._elsewhere)

    @property
    def own(self) -> Mapping[str, Operation]:
        """Those declared here, one by one."""
        return MappingProxyType(self._own)


OPERATIONS = Table(ROOMS)
