"""A recipe's parameters: default, bounds and choices, and the value somebody sets, read as the step needs them."""

from collections.abc import Iterator
from dataclasses import replace

from ..vocabulary.problems import Problem, Refused
from .model import Parameter
from .operations import Argument
from .values import amount, bounds_words, read_value, shown, unit_of

# Where a fault is, as keys into the file (or into the settings), and what it is.
Path = tuple[str | int, ...]
Found = tuple[Path, Problem]

# Kinds that have an order people may move along: only they have bounds and steps.
_ORDERED = ("quantity", "integer")


class ReadParameter:
    """One parameter, read for the argument it reaches.

    value   canonical value, in the unit of the default; None when it could not be read
    unit    the recipe's own unit of it
    faults  everything wrong with it
    """

    def __init__(self, name: str, parameter: Parameter, argument: Argument, setting: object = None):
        self.argument = argument
        self.faults: list[Found] = []
        self._at: Path = ("parameters", name)
        self._parameter = parameter
        default = self._read(parameter.default, "default")
        self.unit = unit_of(default) if default is not None and argument.kind == "quantity" else ""
        self._low, self._high = self._bounds()
        self._check_choices()
        self._check_step()
        if default is not None:
            self._check_allowed(
                default, parameter.default, (*self._at, "default"), "the default is out of its own bounds"
            )
        self._check_in_use()
        self.value = default
        if setting is not None:
            self.value = self._set(setting, ("settings", name))

    def _set(self, raw: object, path: Path) -> str | int | None:
        value = self._read(raw, path=path)
        if value is None:
            return None
        before = len(self.faults)
        self._check_allowed(value, raw, path, "this is out of bounds")
        return value if len(self.faults) == before else None

    def _read(self, raw: object, field: str = "", path: Path = ()) -> str | int | None:
        try:
            return read_value(raw, self.argument, getattr(self, "unit", ""))
        except Refused as refused:
            # The recipe's own bounds are narrower, and are what a setting is told of.
            own = self._own_bounds() if path else ""
            for problem in refused.problems:
                if own and problem.code == "value.bounds":
                    problem = replace(problem, allowed=own)
                self.faults.append((path or (*self._at, field), problem))
            return None

    def _bounds(self) -> tuple[str | int | None, str | int | None]:
        given = {"from": self._parameter.low, "to": self._parameter.high}
        given = {end: raw for end, raw in given.items() if raw is not None}
        if given and self.argument.kind not in _ORDERED:
            for end in given:
                self._fault((end,), "parameter.bounds", f"a {_noun(self.argument)} has no bounds", shown(given[end]))
            return None, None
        low, high = (self._read(given[end], end) if end in given else None for end in ("from", "to"))
        if low is not None and high is not None and self._size(low) > self._size(high):
            self._fault(("to",), "parameter.bounds", "the bounds are the wrong way round", f"{low} to {high}")
            return None, None
        return low, high

    def _check_choices(self) -> None:
        choices = self._parameter.choices
        if choices is None:
            return
        if self.argument.kind != "choice":
            self._fault(("choices",), "parameter.choices", f"a {_noun(self.argument)} has bounds, not choices")
            return
        for place, choice in enumerate(choices):
            try:
                read_value(choice, self.argument)
            except Refused as refused:
                self.faults += [((*self._at, "choices", place), problem) for problem in refused.problems]

    def _check_in_use(self) -> None:
        """What others work with must be of the same kind, and within the bounds, so that a session can take it."""
        for place, one in enumerate(self._parameter.in_use):
            path = (*self._at, "in_use", place, "value")
            try:
                value = read_value(one.value, self.argument)
            except Refused as refused:
                self.faults += [(path, problem) for problem in refused.problems]
                continue
            self._check_allowed(value, one.value, path, "a value in use is out of the bounds, so nobody could take it")

    def _check_step(self) -> None:
        """The step of a slider is a difference, so it has no zero of its own and must be in the default's unit."""
        step = self._parameter.step
        if step is None:
            return
        if self.argument.kind not in _ORDERED:
            self._fault(("step",), "parameter.step", f"a {_noun(self.argument)} has no step", shown(step))
            return
        try:
            read = read_value(step, replace(self.argument, low=None, high=None))
        except Refused as refused:
            self.faults += [((*self._at, "step"), problem) for problem in refused.problems]
            return
        if self.unit and unit_of(read) != self.unit:
            self._fault(
                ("step",), "parameter.step", "the step must be in the unit of the default", read, f"1 {self.unit}"
            )
        elif amount(read, unit_of(read)) <= 0:
            self._fault(("step",), "parameter.step", "the step must be above zero", shown(step))

    def _check_allowed(self, value: str | int, raw: object, path: Path, what: str) -> None:
        choices = self._parameter.choices
        if choices is not None and self.argument.kind == "choice":
            if value not in choices:
                self.faults.append((path, Problem("value.choice", "", what, shown(raw), ", ".join(choices))))
            return
        low, high = self._low, self._high
        too_low = low is not None and self._size(value) < self._size(low)
        if too_low or (high is not None and self._size(value) > self._size(high)):
            self.faults.append((path, Problem("value.bounds", "", what, shown(raw), self._own_bounds())))

    def _own_bounds(self) -> str:
        return bounds_words(getattr(self, "_low", None), getattr(self, "_high", None))

    def _size(self, value: str | int) -> float:
        """In the unit of the argument: bounds may be in another one than the default, or the default unreadable."""
        return amount(value, self.argument.unit if self.argument.kind == "quantity" else "")

    def _fault(self, below: Path, code: str, what: str, got: str = "", allowed: str = "") -> None:
        self.faults.append(((*self._at, *below), Problem(code, "", what, got, allowed)))


def _noun(argument: Argument) -> str:
    return argument.kind.replace("_", "-")


def same_kind(one: Argument, other: Argument) -> bool:
    """Whether one parameter can serve both arguments."""
    return (one.kind, one.unit, one.choices, one.whole) == (other.kind, other.unit, other.choices, other.whole)


def references(raw: object) -> Iterator[str]:
    """Names of the parameters that a raw argument points to: `$amount`."""
    if isinstance(raw, str) and raw.startswith("$"):
        yield raw[1:]
    elif isinstance(raw, dict):
        for inner in raw.values():
            yield from references(inner)
    elif isinstance(raw, list):
        for inner in raw:
            yield from references(inner)
