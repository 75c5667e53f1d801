"""An operation told to people who write recipes: what it needs and gives, and every argument, as plain data."""

from ...vocabulary.problems import unknown_name
from ..graph import GIVES
from ..operations import OPERATIONS, Argument, Operation
from ..values import bounds_words, number


def describe(name: str) -> dict[str, object]:
    """Everything its declaration says; raises `Refused` with the nearest name for one that there is not."""
    if name not in OPERATIONS:
        raise unknown_name("step.operation", "", "operation", name, OPERATIONS)
    operation = OPERATIONS[name]
    return {
        "name": name,
        "version": operation.version,
        "about": operation.about,
        "needs": GIVES[operation.needs],
        "gives": GIVES[operation.gives],
        "variables": list(operation.variables),
        "metric": operation.metric,
        "learns": operation.learns,
        "hindsight": operation.hindsight,
        "cost": operation.cost,
        "arguments": [described(argument) for argument in operation.parameters],
        "conventions": [one.key for one in operation.conventions],
        "example": example(operation),
        "source": operation.source,
    }


def described(argument: Argument) -> dict[str, object]:
    """One argument; `allowed` says in words what may stand there, `default` is None when it must be given."""
    return {
        "name": argument.name,
        "kind": argument.kind,
        "about": argument.about,
        "unit": argument.unit,
        "choices": list(argument.choices),
        "allowed": allowed(argument),
        "default": argument.default,
        "required": argument.default is None,
    }


def allowed(argument: Argument) -> str:
    """What may stand there, in a few words: `5 mm to 60 mm`, `month, season`."""
    if argument.choices:
        return ", ".join(argument.choices)
    unit = f" {argument.unit}" if argument.unit else ""
    low, high = (f"{number(end)}{unit}" if end is not None else None for end in (argument.low, argument.high))
    variables = f"an input of {', '.join(argument.variables)}" if argument.variables else "the name of an input"
    forms = {
        "input": variables if argument.takes == "series" else f"the name of {GIVES[argument.takes]}",
        "inputs": "a list of names",
        "quantity": bounds_words(low, high) or f"a quantity, such as 10{unit}",
        "integer": bounds_words(low, high) or "a whole number",
        "month_day": "month-day, such as 10-01",
        "season": "{from: 06-01, to: 06-30}",
        "moment": "15 day or 10-15",
        "list": "a list, such as [CanESM5 ssp585 2041]"
        if argument.items == "warming"
        else "a list, such as [15 day, 35 day]",
        "years": "years, such as 1981-2010",
    }
    return forms[argument.kind]


def example(operation: Operation) -> str:
    """The step with every argument that must be given, to be filled in."""
    wanted = [argument for argument in operation.parameters if argument.default is None]
    return f"- {operation.name}: {{{', '.join(f'{one.name}: {_sample(one)}' for one in wanted)}}}"


def _sample(argument: Argument) -> str:
    """A value that may stand there."""
    if argument.choices:
        return f'"{argument.choices[0]}"'
    if argument.kind == "quantity":
        return f"{number(argument.low if argument.low is not None else 1)} {argument.unit}"
    samples = {"season": "{from: 06-01, to: 08-31}", "month_day": "06-01", "list": "[15 day]", "inputs": "[]"}
    return samples.get(argument.kind, str(int(argument.low or 1)) if argument.kind == "integer" else argument.name)
