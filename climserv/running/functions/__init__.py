"""The function behind each operation, resolved by our own table and never by a name in a recipe.

A function takes the values that the step names, by the argument that names them; its filled arguments; and what it may
know of the block beside. It gives one value (several for an operation that changes several series at once).
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from ...recipes.operations import OPERATIONS, Operation
from ...vocabulary.problems import Problem, Refused
from ..blocks.values import Arguments, Context, Value
from . import adjustment, crop, growth, heat, regridding, seasons, water, xclim, xsdba

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


class Functions(Mapping[str, Function]):
    """Our own functions at once; those of xclim and of other packages' operations when they are asked for."""

    def __init__(self, own: Mapping[str, Function]):
        self._own = own
        self._found: dict[str, Function] = {}

    def __getitem__(self, name: str) -> Function:
        if name in self._own:
            return self._own[name]
        if name in xclim.FUNCTIONS:
            return xclim.FUNCTIONS[name]
        if name not in self._found:
            self._found[name] = _imported(OPERATIONS[name])
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from xclim.FUNCTIONS
        yield from (name for name, operation in OPERATIONS.items() if operation.function)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _imported(operation: Operation) -> Function:
    """The function that another package's declaration names; the name comes from the package, never from a recipe."""
    module, _, attribute = operation.function.partition(":")
    if not module:
        raise KeyError(operation.name)
    try:
        return getattr(import_module(module), attribute)
    except Exception as error:
        # Another's code may fail in any way.
        what, step = "the package that declares this step cannot run it", "Mend or remove the package"
        got = f"{type(error).__name__}: {error}"[:200]
        raise Refused(Problem("plugin.failed", operation.name, what, got, "", step)) from error


CELL_WISE = Functions(_collected())
