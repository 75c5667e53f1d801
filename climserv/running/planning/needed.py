"""What the steps of a filled recipe need: which inputs from where, and how many years beside those asked for."""

from collections.abc import Iterable, Mapping, Sequence

from ...data.opening import Source
from ...recipes.filling import FilledRecipe, FilledStep
from ...recipes.graph import names_read
from ...recipes.model import Input
from ...recipes.operations import OPERATIONS
from ...vocabulary.problems import Problem, Refused, refuse_if
from ...vocabulary.seasons import parse_month_day
from ...vocabulary.units import parse_quantity
from ..blocks.chain import reached

Inputs = Mapping[str, Input]


def needed(filled: FilledRecipe) -> tuple[dict[str, Input], dict[str, Input]]:
    """The inputs that are read from the data, and those that are read from the observations, by name."""
    observed = {
        name
        for step in filled.steps
        for argument, names in names_read(step.op, step.arguments).items()
        for name in names
        if OPERATIONS[step.op].argument(argument).observed
    }
    return (
        {name: one for name, one in filled.inputs.items() if name not in observed},
        {name: one for name, one in filled.inputs.items() if name in observed},
    )


def variables(inputs: Inputs) -> dict[str, str]:
    return {name: one.variable for name, one in inputs.items()}


def there(inputs: Inputs, sources: Sequence[Source], reference: Source | None) -> dict[str, Input]:
    """The inputs that all data hold; those that are not optional were asked for when the data were opened."""
    pieces = [piece for source in (*sources, *([reference] if reference else [])) for piece in source.pieces]
    return {
        name: one for name, one in inputs.items() if all(not one.optional or one.variable in p.units for p in pieces)
    }


def refuse_unreached(filled: FilledRecipe, inputs: Inputs, references: Iterable[str]) -> None:
    """Raise `Refused` when an output needs an optional input that the data do not hold."""
    for names in ((*inputs, *references), tuple(inputs)):
        missing = [name for name in filled.outputs if name not in reached(filled.steps, names)]
        if missing:
            lacking = {name: one.variable for name, one in filled.inputs.items() if name not in inputs}
            got = ", ".join(f"{name} ({variable})" for name, variable in lacking.items()) + " missing"
            what = f"{missing[0]} cannot be computed from what the data hold"
            next_step = "Name data that hold all of them, files of one set with commas between"
            raise Refused(Problem("recipe.inputs", f"recipe {filled.id} v{filled.version}", what, got, "", next_step))


def placements(filled: FilledRecipe) -> dict[str, str]:
    """How each input is brought to the target cells, where a step says so; it must be the first step of its series."""
    found: dict[str, str] = {}
    touched: set[str] = set()
    for number, step in enumerate(filled.steps):
        read = {name for names in names_read(step.op, step.arguments).values() for name in names}
        if step.op in ("regrid", "downscale"):
            name = str(step.arguments["of"])
            if name in touched or name not in filled.inputs or step.name != name:
                what = "a series is brought to other cells before anything else is done with it, under its own name"
                where = f"recipe {filled.id} v{filled.version}, step {number + 1} ({step.op})"
                raise Refused(Problem("regrid.order", where, what, name, "", "Make it the first step of this input"))
            if step.op == "regrid":
                found[name] = str(step.arguments["method"])
        touched |= read
    return found


def downscaled(filled: FilledRecipe) -> dict[str, float | None]:
    """The inputs that a `downscale` step takes from the source's cells to those of the observations.

    With analogs, how far around [km] the weather is compared; else None.
    """
    steps = [step.arguments for step in filled.steps if step.op == "downscale"]
    return {
        str(one["of"]): parse_quantity(one["around"], where="around").to("km") if one["method"] == "analogs" else None
        for one in steps
    }


def refuse_mixed_years(filled: FilledRecipe) -> None:
    """Delta change gives observed years: every series must be of them, and no step may want the years between."""
    if not any(step.op == "delta_change" for step in filled.steps):
        return
    own, _ = needed(filled)
    where, unmoved, problems = f"recipe {filled.id} v{filled.version}", set(own), []
    for number, step in enumerate(filled.steps):
        at = f"{where}, step {number + 1} ({step.op})"
        read = {name for names in names_read(step.op, step.arguments).values() for name in names}
        if step.op == "delta_change":
            unmoved -= {str(step.arguments["of"])}
        elif step.op in ("time_of_emergence", "at_warming_level"):
            what = "delta change gives the observed years moved, and none of those between then and later"
            problems.append(Problem("delta_change.years", at, what, step.op, "percentiles, change, robustness"))
        elif step.op != "regrid" and (wrong := sorted(read & unmoved)):
            what = "delta change gives observed years, and this series is still of the model's"
            advice = f"Begin with delta_change of {', '.join(wrong)}"
            problems.append(Problem("delta_change.order", at, what, ", ".join(wrong), "", advice))
    refuse_if(problems)


def years_past(filled: FilledRecipe, step: FilledStep) -> int:
    """How many times a step passes 31 December on its way from the start of its season."""
    season = _season(filled, step)
    if season is None:
        return 0
    start, end = (parse_month_day(season[key], where=key) for key in ("from", "to"))
    # The first day of a window lies in the season. A year of 360 days has the fewest days left after any date.
    ahead, left = _days(step, "ahead") - 1, 360 - 30 * (end.month - 1) - min(end.day, 30)
    return int(end < start) + (0 if ahead <= left else 1 + (ahead - left - 1) // 360)


def years_before(filled: FilledRecipe, step: FilledStep) -> int:
    """How many years a step reaches back over from the start of its season."""
    season, behind = _season(filled, step), _days(step, "behind")
    if season is None or behind <= 0:
        return 0
    start = parse_month_day(season["from"], where="from")
    there = 30 * (start.month - 1) + min(start.day, 30) - 1
    return 0 if behind <= there else 1 + (behind - there - 1) // 360


def _season(filled: FilledRecipe, step: FilledStep) -> Mapping[str, str] | None:
    """The step's own season; of a step that changes daily series, none."""
    if step.season is not None or OPERATIONS[step.op].gives != "seasonal":
        return step.season
    return filled.season(step.name)


def _days(step: FilledStep, where: str) -> int:
    """The days beyond a season's end (`ahead`) or before its start (`behind`) that a step reads."""
    parameters = OPERATIONS[step.op].parameters
    texts = [step.arguments[one.name] for one in parameters if getattr(one, where) and one.name in step.arguments]
    return round(sum(parse_quantity(text, where=where).to("day") for text in texts))
