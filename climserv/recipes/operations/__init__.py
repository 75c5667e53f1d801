"""The table of operations: what a step may be, each declared once, as data, in the module of its room.

Form, schema, documentation, checks and provenance read these lines; the function behind each is resolved by the engine.
Changing the numbers an operation gives raises its version.
"""

from .ensembles import STATEMENTS
from .operation import OF, OPERATORS, Argument, Kind, Operation, Value
from .table import OPERATIONS

__all__ = ["OF", "OPERATIONS", "OPERATORS", "STATEMENTS", "Argument", "Kind", "Operation", "Value"]
