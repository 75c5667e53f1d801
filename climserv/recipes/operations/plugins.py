"""Operations of other packages, by the entry points `climserv.steps`.

An entry point names a module attribute that holds an `Operation`, or several; each is called by the entry point's name
and a name of its own, such as `frosty.nights`. Declarations are read by the web process too, so their module must not
import arrays: the function stands in another one, which `Operation.function` names and the worker imports when a
recipe first runs it. A package that fails, or would take a name of ours, is left out with a warning.
"""

import sys
import warnings
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from .operation import Operation

GROUP = "climserv.steps"
# What the web process never imports.
HEAVY = ("xarray", "dask", "numba", "netCDF4")


def declared_elsewhere(points: Iterable[EntryPoint] | None = None) -> dict[str, Operation]:
    """The operations of all installed packages that declare some, by name; default: those of this environment."""
    found: dict[str, Operation] = {}
    points = entry_points(group=GROUP) if points is None else points
    for point in sorted(points, key=lambda point: (point.name, point.value)):
        before = {name for name in HEAVY if name in sys.modules}
        try:
            operations = _operations(point)
        except Exception as error:
            # Another's code may fail in any way; ours goes on without it.
            _warn(point, f"{type(error).__name__}: {error}")
            continue
        heavy = [name for name in HEAVY if name in sys.modules and name not in before]
        if heavy:
            _warn(
                point, f"declaring it imports {', '.join(heavy)}; name the function instead of importing it", kept=True
            )
        for operation in operations:
            fault = _fault(point, operation, found)
            if fault:
                _warn(point, fault)
            else:
                found[operation.name] = operation
    return found


def _operations(point: EntryPoint) -> tuple[Operation, ...]:
    given = point.load()
    operations = (given,) if isinstance(given, Operation) else tuple(given)
    strange = [one for one in operations if not isinstance(one, Operation)]
    if strange:
        raise TypeError(f"it gives {type(strange[0]).__name__}, not an Operation")
    return operations


def _fault(point: EntryPoint, operation: Operation, found: dict[str, Operation]) -> str:
    if not operation.name.startswith(f"{point.name}."):
        return f"operation {operation.name} is not called {point.name}.something"
    if point.name in ("xclim", "xsdba") or operation.name in found:
        return f"operation {operation.name} is declared by somebody else"
    return "" if operation.function else f"operation {operation.name} names no function"


def _warn(point: EntryPoint, what: str, kept: bool = False) -> None:
    end = "" if kept else "; it is left out"
    warnings.warn(f"{GROUP} {point.name} ({point.value}): {what}{end}", RuntimeWarning, stacklevel=3)
