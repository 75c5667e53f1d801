"""From steps as written to steps filled in: names looked up, values read, everything wrong collected with its path."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..vocabulary.problems import Problem, Refused, did_you_mean
from .model import Answers, Input, Parameter, Step
from .operations import OPERATIONS, Argument, Operation
from .parameters import Found, Path, ReadParameter, references, same_kind
from .rules import Setting, findings
from .values import amount, read_value, shown

_GIVES = {"series": "daily series", "seasonal": "seasonal values", "counts": "counts of years"}


@dataclass(frozen=True)
class FilledStep:
    """One step with nothing left open: every argument of its operation, in canonical form."""

    op: str
    version: int
    arguments: dict[str, object]

    @property
    def looks_ahead(self) -> bool:
        """Whether it uses days after the one it speaks of."""
        name = OPERATIONS[self.op].hindsight
        return bool(name) and amount(self.arguments[name], "day") > 0


@dataclass(frozen=True)
class Parts:
    """The parts of a recipe that steps speak of; None stands for a part that is there but could not be read."""

    inputs: Mapping[str, Input | None]
    parameters: Mapping[str, Parameter | None]
    steps: tuple[Step | None, ...]
    answers: Answers | None = None
    uses_hindsight: bool | None = None


@dataclass
class Resolved:
    """What came of it; `steps` is complete only when `found` is empty."""

    steps: list[FilledStep] = field(default_factory=list)
    values: dict[str, str | int] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)


class _Unread(Exception):  # noqa: N818 - not an error of ours: the fault is already noted
    """A value that could not be read; its fault is noted where it lies."""


def resolve(parts: Parts, settings: Mapping[str, object]) -> Resolved:
    """Fill every step with defaults, and with `settings` (parameter name to value as written) over them."""
    return _Resolver(parts, settings).run()


class _Resolver:
    def __init__(self, parts: Parts, settings: Mapping[str, object]):
        self.parts = parts
        self.settings = settings
        self.out = Resolved()
        self.read: dict[str, ReadParameter] = {}
        self.used: set[str] = set()
        # A step nobody could read may have used anything: then nothing is called unused.
        self.sees_all = None not in parts.steps
        self.stage, self.metric, self.season, self.subject = "series", "", None, ""

    def run(self) -> Resolved:
        for name in self.settings:
            if name not in self.parts.parameters:
                allowed = ", ".join(self.parts.parameters)
                near = did_you_mean(name, self.parts.parameters)
                self._fault(("settings", name), "parameter.unknown", "no such parameter", name, allowed, near)
        for place, step in enumerate(self.parts.steps):
            if step is not None:
                self._step(("steps", place), step)
        self._whole()
        for parameter in self.read.values():
            self.out.found += parameter.faults
        self.out.values = {name: p.value for name, p in self.read.items() if p.value is not None}
        return self.out

    def _step(self, at: Path, step: Step) -> None:
        self.used.update(f"parameter {name}" for name in references(step.arguments))
        operation = OPERATIONS.get(step.op)
        if operation is None:
            # Nobody knows what it reads or gives: no input is called unused, no order wrong.
            self.used.update(f"input {name}" for name in self.parts.inputs)
            self.stage = ""
            near, allowed = did_you_mean(step.op, OPERATIONS), ", ".join(OPERATIONS)
            self._fault((*at, step.op), "step.operation", "no such operation", step.op, allowed, near)
            return
        if step.version is not None and step.version != operation.version:
            what = f"operation {step.op} gives other numbers in another version"
            advice = f"Look at what changed, then write version: {operation.version}"
            allowed = str(operation.version)
            self._fault((*at, "version"), "step.version", what, str(step.version), allowed, advice)
        self._flow((*at, step.op), operation)
        arguments = self._arguments((*at, step.op), step, operation)
        if arguments is None:
            return
        readable = {name: one for name, one in self.parts.inputs.items() if one is not None}
        for name, problem in findings(step.op, arguments, Setting(readable, self.metric, self.season)):
            self.out.found.append(((*at, step.op, name), problem))
        self._remember((*at, step.op), operation, arguments)
        self.out.steps.append(FilledStep(step.op, operation.version, arguments))

    def _flow(self, path: Path, operation: Operation) -> None:
        """What goes in must be what the steps before it give."""
        if self.stage and operation.needs != self.stage:
            what = f"{operation.name} needs {_GIVES[operation.needs]}"
            got = f"{_GIVES[self.stage]}, which is what there is at this step"
            self._fault(
                path, "step.order", what, got, "", "Change the order of the steps, or add the one that is missing"
            )
        self.stage = operation.gives

    def _remember(self, path: Path, operation: Operation, arguments: dict[str, object]) -> None:
        if operation.metric:
            self.metric = operation.metric
            self.season = next(arguments[one.name] for one in operation.parameters if one.kind == "season")
        of = arguments.get("of", "")
        if of and self.subject and of != self.subject:
            what = "all steps of a recipe work on one series"
            self._fault((*path, "of"), "step.series", what, str(of), self.subject)
        self.subject = self.subject or of

    def _arguments(self, path: Path, step: Step, operation: Operation) -> dict[str, object] | None:
        """Every argument in canonical form; None when one of them could not be read."""
        names = [argument.name for argument in operation.parameters]
        for name in step.arguments:
            if name not in names:
                near = did_you_mean(name, names)
                what = f"{step.op} has no such argument"
                self._fault((*path, name), "step.argument", what, name, ", ".join(names), near)
        arguments: dict[str, object] = {}
        complete = True
        for argument in operation.parameters:
            try:
                value = self._argument(path, step, argument, arguments)
            except _Unread:
                complete = False
            else:
                if value != "":
                    arguments[argument.name] = value
        return arguments if complete else None

    def _argument(self, path: Path, step: Step, argument: Argument, earlier: dict[str, object]) -> object:
        here = (*path, argument.name)
        if argument.name in step.arguments:
            return self._value(here, step.arguments[argument.name], argument)
        if argument.default is None:
            what = f"{argument.name} is missing: {argument.about}"
            self._fault(path, "step.missing", what, "", _example(argument))
            raise _Unread
        if argument.name == "of":
            main = next((name for name, one in self.parts.inputs.items() if one is None or not one.optional), "")
            self.used.add(f"input {main}")
            return main
        if argument.name == "answer_at":
            moments = earlier.get("at")
            if moments is None:
                raise _Unread
            if len(moments) > 1:
                what = "with several moments, one must be named for the answer in words"
                self._fault(path, "step.missing", what, "", f"answer_at: {moments[0]}")
                raise _Unread
            return moments[0]
        return read_value(argument.default, argument) if argument.default != "" else ""

    def _value(self, path: Path, raw: object, argument: Argument) -> object:
        if argument.kind == "input":
            return self._input(path, raw)
        if argument.kind == "season":
            return self._season(path, raw)
        if argument.kind == "list":
            return self._list(path, raw, argument)
        if isinstance(raw, str) and raw.startswith("$"):
            return self._reference(path, raw[1:], argument)
        try:
            return read_value(raw, argument, "day" if argument.kind == "moment" else "")
        except Refused as refused:
            for problem in refused.problems:
                near = f"Did you mean ${raw}?" if raw in list(self.parts.parameters) else problem.next_step
                self._fault(path, problem.code, problem.what, problem.got, problem.allowed, near)
            raise _Unread from None

    def _input(self, path: Path, raw: object) -> str:
        self.used.add(f"input {raw}")
        if isinstance(raw, str) and raw in self.parts.inputs:
            return raw
        near = did_you_mean(str(raw), self.parts.inputs)
        # What was meant is not unused as well.
        self.used.update(f"input {one}" for one in self.parts.inputs if near == f"Did you mean {one}?")
        self._fault(path, "step.input", "no such input", shown(raw), ", ".join(self.parts.inputs), near)
        raise _Unread

    def _season(self, path: Path, raw: object) -> dict[str, str]:
        if not isinstance(raw, dict) or set(raw) != {"from", "to"}:
            what, allowed = "this is not a season", "{from: 06-01, to: 06-30}"
            self._fault(path, "value.season", what, "" if isinstance(raw, dict) else shown(raw), allowed)
            raise _Unread
        return dict(
            zip(("from", "to"), self._each({(*path, end): raw[end] for end in ("from", "to")}, _DAY), strict=True)
        )

    def _list(self, path: Path, raw: object, argument: Argument) -> list[object]:
        if not isinstance(raw, list) or not raw:
            what = "this must be a list with one entry at least"
            self._fault(path, "value.list", what, shown(raw), _example(argument))
            raise _Unread
        item = replace(argument, kind=argument.items)
        values = self._each({(*path, place): one for place, one in enumerate(raw)}, item)
        for place, value in enumerate(values):
            if value in values[:place]:
                self._fault((*path, place), "value.twice", "this entry is there already", str(value))
        return values

    def _each(self, raws: Mapping[Path, object], argument: Argument) -> list[object]:
        """Read several values; all their faults are noted before giving up."""
        values = []
        for path, raw in raws.items():
            try:
                values.append(self._value(path, raw, argument))
            except _Unread:
                continue
        if len(values) < len(raws):
            raise _Unread
        return values

    def _reference(self, path: Path, name: str, argument: Argument) -> str | int:
        parameters = self.parts.parameters
        known = name in parameters
        if not known:
            near = did_you_mean(name, parameters)
            allowed = ", ".join(f"${one}" for one in parameters)
            what = "no such parameter"
            self._fault(path, "step.reference", what, f"${name}", allowed, near.replace("mean ", "mean $"))
            # What was meant is read all the same: it is not unused, and may have faults of its own.
            name = next((one for one in parameters if near == f"Did you mean {one}?"), "")
            self.used.add(f"parameter {name}")
        parameter = parameters.get(name)
        if parameter is None:
            raise _Unread
        read = self.read.get(name)
        if read is None:
            read = self.read[name] = ReadParameter(name, parameter, argument, self.settings.get(name))
        elif not same_kind(read.argument, argument):
            what = f"parameter {name} is a {read.argument.kind} elsewhere and cannot be a {argument.kind} here"
            self._fault(path, "parameter.kinds", what, f"${name}")
            raise _Unread
        if read.value is None or not known:
            raise _Unread
        return read.value

    def _whole(self) -> None:
        """What only all steps together show."""
        parts = self.parts
        if self.sees_all:
            for noun, names in (("input", parts.inputs), ("parameter", parts.parameters)):
                for name in names:
                    if f"{noun} {name}" not in self.used:
                        what = f"no step uses this {noun}"
                        self._fault(
                            (f"{noun}s", name), f"{noun}.unused", what, name, "", "Use it in a step or leave it out"
                        )
            if self.stage and self.stage != "counts" and parts.steps:
                what = "the last step must give counts of years"
                last = ("steps", len(parts.steps) - 1)
                self._fault(last, "step.last", what, _GIVES[self.stage], "", "End with an ensemble step")
        if parts.answers and self.metric and parts.answers.metric != self.metric:
            what = "the steps compute another metric than the recipe says it answers"
            self._fault(("answers", "metric"), "answers.metric", what, parts.answers.metric, self.metric)

    def _fault(self, path: Path, code: str, what: str, got: str = "", allowed: str = "", next_step: str = "") -> None:
        self.out.found.append((path, Problem(code, "", what, got, allowed, next_step)))


_DAY = Argument("day", "month_day", "a day of every year")


def _example(argument: Argument) -> str:
    """What an argument looks like when it is right."""
    match argument.kind:
        case "choice":
            return ", ".join(argument.choices)
        case "quantity":
            return f"a quantity, such as '10 {argument.unit}'"
        case "season":
            return "{from: 06-01, to: 06-30}"
        case "list":
            return "[15 day, 35 day]"
        case "input":
            return "the name of an input"
        case "moment":
            return "15 day or 10-15"
        case _:
            return "a whole number, such as 2"
