"""From steps as written to steps filled in: names looked up, values read, everything wrong collected with its path."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..vocabulary.problems import Problem, Refused, did_you_mean, some_names
from .graph import GIVES, FilledStep, Graph, names_given, own_name
from .model import Answers, Input, Parameter, Recipe, Step
from .operations import OPERATIONS, Argument, Operation
from .operations.xclim import left_out
from .parameters import Found, Path, ReadParameter, references, same_kind
from .rules import Setting, findings
from .values import read_value, shown
from .writing.documenting import allowed

__all__ = ["FilledStep", "Parts", "Resolved", "parts_of", "resolve"]


@dataclass(frozen=True)
class Parts:
    """The parts of a recipe that steps speak of; None stands for a part that is there but could not be read."""

    inputs: Mapping[str, Input | None]
    parameters: Mapping[str, Parameter | None]
    steps: tuple[Step | None, ...]
    answers: Answers | None = None
    uses_hindsight: bool | None = None
    outputs: tuple[str, ...] = ()


def parts_of(recipe: Recipe) -> Parts:
    """The parts of a well-shaped recipe that steps speak of."""
    return Parts(recipe.inputs, recipe.parameters, recipe.steps, recipe.answers, recipe.uses_hindsight, recipe.outputs)


@dataclass
class Resolved:
    """What came of it; `steps` and `outputs`, the main one first, are complete only when `found` is empty."""

    steps: list[FilledStep] = field(default_factory=list)
    outputs: tuple[str, ...] = ()
    values: dict[str, str | int] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)


# More moments than this are no table that anybody reads.
MOST_ENTRIES = 60


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
        self.graph = Graph(parts.inputs)
        self.unsure = False
        # Where each of the steps that could be filled stands in the file.
        self.places: list[int] = []

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
            # Nobody knows what it reads or gives: no input is called unused, no name unknown.
            self.used.update(f"input {name}" for name in self.parts.inputs)
            self.graph.blind = True
            self._unknown((*at, step.op), step.op)
            return
        if step.version is not None and step.version != operation.version:
            what = f"operation {step.op} gives other numbers in another version"
            advice = f"Look at what changed, then write version: {operation.version}"
            allowed = str(operation.version)
            self._fault((*at, "version"), "step.version", what, str(step.version), allowed, advice)
        arguments, complete = self._arguments((*at, step.op), step, operation)
        if not complete:
            self._give((*at, step.op), step, operation, arguments)
            return
        for name, problem in findings(step.op, arguments, self._setting(arguments)):
            self.out.found.append(((*at, step.op, name), problem))
        name = self._give((*at, step.op), step, operation, arguments)
        self.out.steps.append(FilledStep(step.op, operation.version, arguments, name))
        self.places.append(int(at[1]))

    def _unknown(self, path: Path, name: str) -> None:
        reason = left_out(name)
        if reason:
            self._fault(path, "step.operation", f"this indicator of xclim cannot be asked for: {reason}", shown(name))
            return
        allowed = some_names(name, OPERATIONS)
        near = did_you_mean(name, OPERATIONS)
        self._fault(path, "step.operation", "no such operation", shown(name), allowed, near)

    def _setting(self, arguments: Mapping[str, object]) -> Setting:
        readable = {name: one for name, one in self.parts.inputs.items() if one is not None}
        of = arguments.get("of")
        counted = self.graph.values.get(of) if isinstance(of, str) else None
        metric, season = (counted.metric, counted.season) if counted else ("", None)
        metrics = {name: one.metric for name, one in self.graph.values.items() if one.kind == "seasonal"}
        return Setting(readable, metric, season, self.graph.variables, metrics)

    def _give(self, path: Path, step: Step, operation: Operation, arguments: dict[str, object]) -> str:
        """Note what the step gives under its name; what it was read from may be incomplete."""
        name = step.called or own_name(step.op, arguments)
        if operation.gives == "counts":
            of = str(arguments.get("of", ""))
            self.unsure |= not of
            if of and of in self.graph.counted:
                self._fault(path, "step.twice", "these values are counted already", of, "", "Count them in one step")
            self.graph.counted.add(of)
            return name
        if operation.gives == "spread":
            self.unsure |= not arguments.get("of")
            if any((one.op, one.arguments) == (step.op, arguments) for one in self.out.steps):
                self._fault(path, "step.twice", "this is said already", step.op, "", "Leave one of the two out")
            return name
        changed = operation.rebinds and not step.called
        if name in self.graph.values and not changed:
            what = "this name is there already"
            self._fault(path, "step.name", what, name, "", f"Write `as: another_name` beside {step.op}")
        self.graph.add(name, operation, arguments, int(path[1]))
        return name

    def _arguments(self, path: Path, step: Step, operation: Operation) -> tuple[dict[str, object], bool]:
        """Every argument in canonical form, and whether all of them could be read."""
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
                value = self._argument(path, step, self.graph.measured(argument, str(arguments.get("of"))), arguments)
            except _Unread:
                complete = False
            else:
                if value != "":
                    arguments[argument.name] = value
        return arguments, complete

    def _argument(self, path: Path, step: Step, argument: Argument, earlier: dict[str, object]) -> object:
        here = (*path, argument.name)
        if argument.name == "of":
            argument = replace(argument, takes=OPERATIONS[step.op].needs)
        if argument.name in step.arguments:
            return self._value(here, step.arguments[argument.name], argument)
        if argument.default is None:
            what = f"{argument.name} is missing: {argument.about}"
            self._fault(path, "step.missing", what, "", allowed(argument))
            raise _Unread
        if argument.name == "of":
            return self._latest(path, step.op, argument)
        if argument.name == "answer_at":
            moments = earlier.get("at")
            if moments is None:
                raise _Unread
            if len(moments) > 1:
                what = "with several moments, one must be named for the answer in words"
                self._fault(path, "step.missing", what, "", f"answer_at: {moments[0]}")
                raise _Unread
            return moments[0]
        if isinstance(argument.default, tuple):
            return self._list(here, list(argument.default), argument)
        return read_value(argument.default, argument) if argument.default != "" else ""

    def _value(self, path: Path, raw: object, argument: Argument) -> object:
        if argument.kind == "input":
            return self._input(path, raw, argument)
        if argument.kind == "inputs":
            return self._list(path, raw, replace(argument, items="input"))
        if argument.kind == "season":
            return self._season(path, raw)
        if argument.kind == "list":
            return self._list(path, raw, argument)
        # The years that are compared decide what is read: a setting cannot change them under a plan.
        if isinstance(raw, str) and raw.startswith("$") and argument.kind != "years":
            return self._reference(path, raw[1:], argument)
        try:
            return read_value(raw, argument, argument.unit if argument.kind == "moment" else "")
        except Refused as refused:
            for problem in refused.problems:
                near = f"Did you mean ${raw}?" if raw in list(self.parts.parameters) else problem.next_step
                self._fault(path, problem.code, problem.what, problem.got, problem.allowed, near)
            raise _Unread from None

    def _latest(self, path: Path, op: str, argument: Argument) -> str:
        """The main input of a step that names none: what there is of the kind it needs, the latest."""
        name = self.graph.latest(argument.takes)
        if not name:
            if not self.graph.blind:
                got = f"{GIVES['series']}, which is what there is at this step"
                self._out_of_order(path, op, argument, got)
            raise _Unread
        self._read(name)
        return name

    def _read(self, name: str) -> None:
        self.used.add(f"input {name}")
        self.graph.look(name)

    def _out_of_order(self, path: Path, op: str, argument: Argument, got: str) -> None:
        self.unsure = True
        what = f"{op} needs {GIVES[argument.takes]}"
        advice = "Change the order of the steps, or add the one that is missing"
        self._fault(path, "step.order", what, got, "", advice)

    def _input(self, path: Path, raw: object, argument: Argument) -> str:
        self._read(str(raw))
        values = self.graph.values
        if isinstance(raw, str) and raw in values:
            if values[raw].kind == argument.takes:
                return raw
            self._out_of_order(path, str(path[2]), argument, f"{raw}, which is {GIVES[values[raw].kind]}")
            raise _Unread
        later = self._given_later(raw, int(path[1]))
        if later:
            what = f"step {later} gives this only later: steps are taken in their order, and never in a circle"
            self._fault(path, "step.order", what, shown(raw), "", "Change the order of the steps")
            self.unsure = True
            raise _Unread
        if self.graph.blind:
            raise _Unread
        known = self.graph.of_kind(argument.takes)
        near = did_you_mean(str(raw), known)
        # What was meant is not unused as well.
        self.used.update(f"input {one}" for one in known if near == f"Did you mean {one}?")
        self._fault(path, "step.input", "no such input", shown(raw), ", ".join(known), near)
        raise _Unread

    def _given_later(self, name: object, here: int) -> int:
        """The number of the step, this one or a later one, that gives a value of this name; 0 when none does."""
        for number, step in enumerate(self.parts.steps[here:], here + 1):
            if step is not None and name == (step.called or step.op):
                return number
        return 0

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
            self._fault(path, "value.list", what, shown(raw), allowed(argument))
            raise _Unread
        if len(raw) > MOST_ENTRIES:
            self._fault(path, "value.list", "this list is too long", str(len(raw)), f"up to {MOST_ENTRIES} entries")
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
        self._outputs()

    def _outputs(self) -> None:
        """What goes into the product: seasonal values with a metric, the main one counted and the one promised."""
        parts, graph = self.parts, self.graph
        for place, name in enumerate(parts.outputs):
            if name not in graph.values or not graph.values[name].metric:
                known = [one for one, value in graph.values.items() if value.metric]
                what, near = "no step gives such seasonal values of a metric", did_you_mean(name, known)
                if not graph.blind:
                    self._fault(("outputs", place), "outputs.name", what, name, ", ".join(known), near)
            elif name in parts.outputs[:place]:
                self._fault(("outputs", place), "value.twice", "this entry is there already", name)
        main = parts.outputs[0] if parts.outputs else graph.main_metric
        metric = graph.values[main].metric if main in graph.values else ""
        if parts.answers and metric and parts.answers.metric != metric:
            what = "the steps compute another metric than the recipe says it answers"
            self._fault(("answers", "metric"), "answers.metric", what, parts.answers.metric, metric)
        self.out.outputs = parts.outputs or ((main,) if main else ())
        for number, step in enumerate(self.out.steps):
            # Counting the main answer is what an ensemble step does when nothing is said.
            if OPERATIONS[step.op].gives == "counts" and step.arguments.get("of") == main:
                kept = {name: value for name, value in step.arguments.items() if name != "of"}
                self.out.steps[number] = replace(step, arguments=kept)
        if self.sees_all and parts.steps and not (graph.blind or self.unsure):
            self._all_used(main)

    def _all_used(self, main: str) -> None:
        last = ("steps", len(self.parts.steps) - 1)
        if main not in self.graph.counted:
            what = "the last step must give counts of years"
            got = GIVES["seasonal" if main else "series"]
            self._fault(last, "step.last", what, got, "", "End with an ensemble step")
        for place, step in zip(self.places, self.out.steps, strict=True):
            of, operation = step.arguments.get("of"), OPERATIONS[step.op]
            if operation.gives == "spread" and of not in self.out.outputs:
                what, advice = "only outputs are told over members", f"Name it: outputs: [{main}, {of}]"
                self._fault(("steps", place, step.op, "of"), "step.output", what, str(of), "", advice)
            unused = not operation.over_members and step.name not in (*self.graph.read, *self.out.outputs)
            advice = f"Name it: outputs: [{main}, {step.name}]"
            if operation.gives == "series":
                given = names_given(operation, step.name, of)
                unused = all(self.graph.idle.get(name) == place for name in given)
                advice = "Put it before the step that shall use it, or leave it out"
            if unused:
                what = "nothing uses what this step gives"
                self._fault(("steps", place, step.op), "step.unused", what, step.name, "", advice)

    def _fault(self, path: Path, code: str, what: str, got: str = "", allowed: str = "", next_step: str = "") -> None:
        self.out.found.append((path, Problem(code, "", what, got, allowed, next_step)))


_DAY = Argument("day", "month_day", "a day of every year")
