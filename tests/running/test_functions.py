"""Every operation that a recipe may name has its function, and every function its declaration."""

import inspect

from climserv.recipes.operations import OPERATIONS
from climserv.running.functions import CELL_WISE


def test_declared_and_written_are_the_same():
    # Counts of years are made over members and blocks, after the cells.
    declared = {name for name, operation in OPERATIONS.items() if not operation.over_members}
    assert declared == set(CELL_WISE)


def test_functions_take_values_arguments_and_context():
    for name, function in CELL_WISE.items():
        assert list(inspect.signature(function).parameters) == ["values", "arguments", "context"], name
