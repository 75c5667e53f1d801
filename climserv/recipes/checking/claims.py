"""What a recipe claims of itself, against what its steps and inputs allow; a claim that goes further is refused."""

from collections.abc import Iterator

from ...vocabulary.metrics import METRICS
from ...vocabulary.problems import Problem
from ...vocabulary.scales import SPATIAL_SCALES, TIME_SCALES, kilometres, parse_length
from ...vocabulary.seasons import days_between, parse_month_day
from ...vocabulary.units import parse_quantity
from ..cost import CELL_YEARS, LONGEST, seconds_of_a_cell
from ..graph import FilledStep, names_read
from ..model import Input
from ..operations import OPERATIONS
from ..parameters import Found
from ..resolving import Parts, Resolved
from ..values import shown

# Which roles of data speak of which horizon; an input that names no role may be any of them.
SPEAKS_OF = {
    "past": ("observation", "station"),
    "days": ("forecast", "hindcast"),
    "now": ("forecast", "hindcast", "observation", "station"),
    "years": ("projection", "observation", "station"),
    "projection": ("projection",),
}

# A cell of a climate model is a mean over its area; only observations tell what is within it.
MODEL_KM = 1.0

# Years that teach a step nothing it could rely on are fewer than this: xsdba and ISIMIP ask for 20 and more.
LEAST_YEARS = 10


def claim_faults(parts: Parts, resolved: Resolved) -> Iterator[Found]:
    """Every claim that steps and inputs do not bear out; of steps that are not whole, only what they leave clear."""
    if parts.answers is not None:
        yield from _time(parts, resolved)
        yield from _sizes(parts)
    if resolved.found:
        return
    yield from _hindsight(parts, resolved)
    yield from _records(parts.inputs, resolved.steps)
    yield from _cost(resolved.steps)
    if parts.answers is not None:
        yield from _cells(parts, resolved)
        yield from _horizons(parts, resolved)


def _hindsight(parts: Parts, resolved: Resolved) -> Iterator[Found]:
    """A rule that looks ahead is right for history and cannot be used on the day: the claim must be true."""
    ahead = any(step.looks_ahead for step in resolved.steps)
    if parts.uses_hindsight is None or parts.uses_hindsight == ahead:
        return
    what = "no step looks ahead, so there is no hindsight"
    if ahead:
        what = "the steps look ahead, so the recipe uses hindsight"
    right = "true" if ahead else "false"
    got = shown(parts.uses_hindsight)
    yield ("uses_hindsight",), Problem("recipe.hindsight", "", what, got, f"uses_hindsight: {right}")


def _time(parts: Parts, resolved: Resolved) -> Iterator[Found]:
    """One value a season tells nothing of the days within it; daily data tell nothing of hours."""
    days = _season_days(resolved)
    metric = METRICS[parts.answers.metric]
    for place, code in enumerate(parts.answers.time):
        scale, path = TIME_SCALES[code], ("answers", "time", place)
        if scale.days < 1:
            what = "the inputs are daily, so nothing within a day can be told"
            yield path, Problem("claim.time", "", what, code, "day or coarser")
        elif metric.kind != "date" and days and scale.days * 2 <= days:
            what = f"one value for a season of {days} days cannot tell anything finer"
            allowed = ", ".join(one for one, other in TIME_SCALES.items() if other.days * 2 > days)
            yield (
                path,
                Problem("claim.time", "", what, code, allowed, "Claim a coarser scale, or count a shorter season"),
            )
        if code in parts.answers.time[:place]:
            yield path, Problem("value.twice", "", "this entry is there already", code)


def _season_days(resolved: Resolved) -> int:
    """The length of the main answer's season, with the defaults; 0 when it has none of its own."""
    step = next((one for one in reversed(resolved.steps) if resolved.outputs and one.name == resolved.outputs[0]), None)
    if step is None or step.season is None:
        return 0
    first, last = (parse_month_day(step.season[end], where="") for end in ("from", "to"))
    return days_between(first, last) + 1


def _sizes(parts: Parts) -> Iterator[Found]:
    """From the finest to the largest."""
    space = parts.answers.space
    finest = kilometres(parse_length(space.finest, where=""))
    if finest > SPATIAL_SCALES[space.upto].km:
        what = f"the finest is larger than the largest, {space.upto} ({SPATIAL_SCALES[space.upto].km:g} km)"
        yield ("answers", "space", "from"), Problem("claim.space", "", what, space.finest)


def _cells(parts: Parts, resolved: Resolved) -> Iterator[Found]:
    """Without observations, a model's cell is all there is."""
    finest = parts.answers.space.finest
    beyond = [code for code in parts.answers.horizons if code not in ("past", "now", "years")]
    if beyond and kilometres(parse_length(finest, where="")) < MODEL_KM and not _observed(resolved.steps):
        what = "without a step that adjusts to observations a model tells nothing finer than its cells"
        got, allowed = f"from: {finest} for {', '.join(beyond)}", f"{MODEL_KM:g} km or more"
        advice = "Claim less, or adjust to observations"
        yield ("answers", "space", "from"), Problem("claim.space", "", what, got, allowed, advice)


def _horizons(parts: Parts, resolved: Resolved) -> Iterator[Found]:
    """Data of a role speak of their own horizons; a rule that looks ahead cannot serve in the days it waits for."""
    observed = _observed(resolved.steps)
    ahead = any(step.looks_ahead for step in resolved.steps)
    for place, code in enumerate(parts.answers.horizons):
        path = ("answers", "horizons", place)
        if code in parts.answers.horizons[:place]:
            yield path, Problem("value.twice", "", "this entry is there already", code)
        if code == "days" and ahead:
            what = "a recipe that uses hindsight needs days that have not come yet, so it cannot speak of the next days"
            allowed = ", ".join(one for one in SPEAKS_OF if one != "days")
            yield path, Problem("claim.horizon", "", what, code, allowed, "Leave it out, or set look_ahead to 0 day")
        for name, one in parts.inputs.items():
            silent = one is not None and one.role and not set(one.role) & set(SPEAKS_OF[code])
            if silent and name not in observed and not one.optional:
                what = f"input {name} is {', '.join(one.role)} only, which tells nothing of this horizon"
                allowed = ", ".join(h for h, roles in SPEAKS_OF.items() if set(one.role) & set(roles))
                yield path, Problem("claim.horizon", "", what, code, allowed)


def _observed(steps: list[FilledStep]) -> set[str]:
    """The inputs that steps read as observations to learn from."""
    return {
        name
        for step in steps
        for argument, names in names_read(step.op, step.arguments).items()
        if OPERATIONS[step.op].argument(argument).observed
        for name in names
    }


def _records(inputs: dict[str, Input | None], steps: list[FilledStep]) -> Iterator[Found]:
    """What learns from years needs a number of them; a recipe content with fewer, or with any, claims too much."""
    told = set()
    for number, step in enumerate(steps):
        if not OPERATIONS[step.op].learns:
            continue
        for name in _read_from(step, steps[:number]):
            one = inputs.get(name)
            if one is None or name in told:
                continue
            told.add(name)
            allowed = f"{LEAST_YEARS} year or more"
            if one.record is None:
                what, advice = f"{step.op} learns from the years of this input, and no least record is named", "20 year"
                yield ("inputs", name), Problem("claim.record", "", what, "", allowed, f"Write record: {advice}")
            elif parse_quantity(one.record, where="").to("year") < LEAST_YEARS:
                what = f"{step.op} learns from the years of this input, and so few teach nothing"
                yield ("inputs", name, "record"), Problem("claim.record", "", what, one.record, allowed)


def _read_from(step: FilledStep, before: list[FilledStep]) -> Iterator[str]:
    """The names that a step reads, and those from which the steps before it made them."""
    for names in names_read(step.op, step.arguments).values():
        for name in names:
            yield name
            made = next((place for place in reversed(range(len(before))) if before[place].name == name), None)
            if made is not None:
                yield from _read_from(before[made], before[:made])


def _cost(steps: list[FilledStep]) -> Iterator[Found]:
    """A recipe that takes a minute for one cell takes weeks for a country."""
    seconds = seconds_of_a_cell(steps, CELL_YEARS)
    if seconds > LONGEST:
        what = f"{CELL_YEARS} years of one cell would take too long"
        allowed = f"up to {LONGEST} seconds"
        dear = max(range(len(steps)), key=lambda n: seconds_of_a_cell([steps[n]], CELL_YEARS))
        advice = "Leave out steps, or ask for fewer iterations"
        path = ("steps", dear, steps[dear].op)
        yield path, Problem("recipe.cost", "", what, f"about {seconds:.0f} seconds", allowed, advice)
