"""The values of a recipe by name: its inputs, and what each step gives; which of them a step reads by default."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..vocabulary.metrics import METRICS
from .model import Input
from .operations import OPERATIONS, Argument, Operation, Value
from .values import amount

GIVES: dict[Value, str] = {
    "series": "daily series",
    "seasonal": "seasonal values",
    "static": "numbers of a cell",
    "counts": "counts of years",
    "spread": "a statement over members",
}


@dataclass(frozen=True)
class FilledStep:
    """One step with nothing left open: every argument of its operation, in canonical form.

    name  what it gives is called so by later steps and by `outputs`
    """

    op: str
    version: int
    arguments: dict[str, object]
    name: str = ""

    @property
    def looks_ahead(self) -> bool:
        """Whether it uses days after the one it speaks of."""
        name = OPERATIONS[self.op].hindsight
        return name == "always" or (bool(name) and amount(self.arguments[name], "day") > 0)

    @property
    def season(self) -> Mapping[str, str] | None:
        """Its own season, {from, to}; None when it has none."""
        return next((self.arguments[one.name] for one in OPERATIONS[self.op].parameters if one.kind == "season"), None)

    def as_dict(self) -> dict[str, object]:
        """Plain data; the name only where it is not the one that such a step gets by itself."""
        table: dict[str, object] = {"op": self.op, "version": self.version, "arguments": dict(self.arguments)}
        return table if self.name in ("", own_name(self.op, self.arguments)) else {**table, "as": self.name}


def own_name(op: str, arguments: Mapping[str, object]) -> str:
    """What a step's result is called when nothing is said: the operation, or the series that it changes."""
    of = arguments.get("of")
    if not (OPERATIONS[op].rebinds and of):
        return op
    return str(of) if isinstance(of, str) else str(of[0])


def names_given(operation: Operation, name: str, of: object) -> list[str]:
    """The values that a step of this name gives: a step that changes several series gives them all."""
    return list(of) if operation.rebinds and isinstance(of, list) else [name]


def names_read(op: str, arguments: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """The values that a filled step reads, by the argument that names them; `when` reads nothing."""
    read = {}
    for argument in OPERATIONS[op].parameters:
        given = arguments.get(argument.name)
        if argument.names_values and given and argument.name != "when":
            read[argument.name] = (given,) if isinstance(given, str) else tuple(given)
    return read


@dataclass(frozen=True)
class Named:
    """A value that steps may name: what kind, of which variable or metric and season, when it was given."""

    kind: Value
    variable: str = ""
    metric: str = ""
    season: Mapping[str, str] | None = None
    turn: int = 0


class Graph:
    """The values that there are before a step, and who read them.

    blind  a step could not be read: then nobody knows what else there is
    idle   series that a step made or changed and no later step has read, with the place of that step
    """

    def __init__(self, inputs: Mapping[str, Input | None]):
        self.values = {name: Named("series", one.variable if one else "") for name, one in inputs.items()}
        self.main_input = next((name for name, one in inputs.items() if one is None or not one.optional), "")
        self.blind = False
        self.read: set[str] = set()
        self.idle: dict[str, int] = {}
        self.counted: set[str] = set()

    def latest(self, kind: Value) -> str:
        """The value of this kind that a step gave last; of series at first the main input; "" when there is none."""
        made = [name for name, one in self.values.items() if one.kind == kind and one.turn]
        last = max(made, key=lambda name: self.values[name].turn, default="")
        return last or (self.main_input if kind == "series" else "")

    def look(self, name: str) -> None:
        """Note that a step reads a value."""
        self.read.add(name)
        self.idle.pop(name, None)

    def of_kind(self, kind: Value) -> list[str]:
        return [name for name, one in self.values.items() if one.kind == kind]

    @property
    def variables(self) -> dict[str, str]:
        return {name: one.variable for name, one in self.values.items() if one.variable}

    @property
    def main_metric(self) -> str:
        """The seasonal value with a metric that was made last: what the recipe answers when it names no outputs."""
        return next((name for name in reversed(self.values) if self.values[name].metric), "")

    def add(self, name: str, operation: Operation, arguments: Mapping[str, object], place: int = 0) -> None:
        """Note what the step at this place gives; it is the latest then."""
        turn = 1 + max((one.turn for one in self.values.values()), default=0)
        of = arguments.get("of")
        names = names_given(operation, name, of)
        if operation.gives == "series":
            self.idle.update(dict.fromkeys(names, place))
        source = self.values.get(of) if isinstance(of, str) else None
        season = next((arguments.get(one.name) for one in operation.parameters if one.kind == "season"), None)
        for one in names:
            before = self.values.get(one) if operation.rebinds else None
            variable = operation.variable or getattr(source or before, "variable", "")
            variable = variable if operation.gives == "series" else ""
            inherited = season or self._season(operation, arguments)
            self.values[one] = Named(operation.gives, variable, operation.metric, inherited, turn)

    def _season(self, operation: Operation, arguments: Mapping[str, object]) -> Mapping[str, str] | None:
        for names in names_read(operation.name, arguments).values():
            for name in names:
                if name in self.values and self.values[name].season:
                    return self.values[name].season
        return None

    def measured(self, argument: Argument, of: str) -> Argument:
        """A moment in the unit of the metric that is counted: days for dates and counts, mm for amounts of rain."""
        metric = METRICS.get(self.values[of].metric) if of in self.values else None
        if not argument.of_metric or metric is None or metric.kind != "amount":
            return argument
        return replace(argument, unit=metric.unit, whole=False, low=None, high=None)
