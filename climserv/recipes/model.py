"""The shape of a recipe: what a file must hold, field by field; `resolving` reads what the fields mean together."""

import re
from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from ..vocabulary.metrics import METRICS
from ..vocabulary.problems import Problem, Refused, did_you_mean
from ..vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES, parse_length
from ..vocabulary.units import parse_quantity
from ..vocabulary.variables import VARIABLES

# A value as YAML gives it; what it means is known from the step it reaches.
Raw = Any

ROLES = ("observation", "station", "projection", "forecast", "hindcast")


def _wrong(problem: Problem) -> PydanticCustomError:
    """Carry a problem's own words through pydantic; `loading` takes them out again."""
    return PydanticCustomError(problem.code, "{what}", {**problem.as_dict()})


def _known_in(names: Collection[str], noun: str):
    def known(name: str) -> str:
        if name in names:
            return name
        allowed = ", ".join(names)
        raise _wrong(Problem("recipe.name", "", f"no such {noun}", name, allowed, did_you_mean(name, names)))

    return AfterValidator(known)


def _read_with(read, **how):
    """A validator that keeps the text and lets `read` object."""

    def readable(text: str) -> str:
        try:
            read(text, where="", **how)
        except Refused as refused:
            raise _wrong(refused.problems[0]) from None
        return text

    return AfterValidator(readable)


def _words(texts: dict[str, str]) -> dict[str, str]:
    for code, text in texts.items():
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", code):
            raise _wrong(Problem("recipe.language", "", "this is not a language code", code, "en, fr, sw, es"))
        if not text.strip():
            raise _wrong(Problem("recipe.language", "", f"the text in {code} is empty"))
    if "en" not in texts:
        given = ", ".join(texts) or "none"
        raise _wrong(
            Problem("recipe.language", "", "the language en is missing: it is what others fall back to", given)
        )
    return texts


def _plain_name(name: str) -> str:
    if re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name):
        return name
    raise _wrong(
        Problem("recipe.id", "", "this cannot be a name", name, "small letters, digits and _, such as hot_days")
    )


Words = Annotated[dict[str, str], AfterValidator(_words)]
Name = Annotated[str, AfterValidator(_plain_name)]


class Part(BaseModel):
    """Unknown fields are refused; nothing is changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Space(Part):
    """From the finest data it is honest for, up to the largest scale it speaks of."""

    finest: Annotated[str, _read_with(parse_length)] = Field(alias="from")
    upto: Annotated[str, _known_in(SPATIAL_SCALES, "spatial scale")]


class Answers(Part):
    """What the recipe can answer: its metric, and the envelope on each axis."""

    metric: Annotated[str, _known_in(METRICS, "metric")]
    time: Annotated[tuple[Annotated[str, _known_in(TIME_SCALES, "time scale")], ...], Field(min_length=1)]
    space: Space
    horizons: Annotated[tuple[Annotated[str, _known_in(HORIZONS, "horizon")], ...], Field(min_length=1)]
    sites: StrictBool = True


class Input(Part):
    """One series that goes in; `record` is the least length that makes the answer worth giving."""

    variable: Annotated[str, _known_in(VARIABLES, "variable")]
    step: Literal["day"] = "day"
    record: Annotated[str, _read_with(parse_quantity, like="year")] | None = None
    role: tuple[Annotated[str, _known_in(ROLES, "role")], ...] = ()
    optional: StrictBool = False


class Parameter(Part):
    """One number or choice that a recipe leaves open; its kind is that of the arguments it reaches.

    provisional   users may change it in a session
    """

    default: Raw
    low: Raw = Field(None, alias="from")
    high: Raw = Field(None, alias="to")
    step: Raw = None
    choices: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    provisional: StrictBool = True
    ask: Words


class Step(Part):
    """One use of an operation: `{onset: {of: rain, amount: $amount}}`, with `version: 1` beside it if wished.

    called  `as: name` beside it names what it gives; without it, the operation's name, or for a changed series the
            name of the series
    """

    op: str
    version: StrictInt | None = None
    called: Name | None = Field(None, alias="as")
    arguments: dict[str, Raw]

    @model_validator(mode="before")
    @classmethod
    def _from_file(cls, raw: object) -> object:
        names = [name for name in raw if name not in ("version", "as")] if isinstance(raw, dict) else []
        if len(names) != 1:
            example = "- onset: {of: rain, ...}"
            raise _wrong(Problem("step.form", "", "a step is one operation with its arguments", "", example))
        arguments = raw[names[0]]
        if not isinstance(arguments, dict):
            raise _wrong(Problem("step.form", "", "the arguments of a step are named", "", "{of: rain, ...}"))
        return {"op": names[0], "version": raw.get("version"), "as": raw.get("as"), "arguments": arguments}


class Recipe(Part):
    """A computation as its author wrote it.

    outputs  the seasonal values that go into the product, by name, the one that answers first; default: the last one
    """

    recipe: Name
    version: Annotated[StrictInt, Field(ge=1)]
    title: Words
    question: Words
    authors: Annotated[tuple[str, ...], Field(min_length=1)]
    answers: Answers
    inputs: Annotated[dict[Name, Input], Field(min_length=1)]
    parameters: dict[Name, Parameter] = {}
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    outputs: tuple[Name, ...] = ()
    uses_hindsight: StrictBool | None = None
    limits: Annotated[tuple[Words, ...], Field(min_length=1)]
    references: Annotated[tuple[str, ...], Field(min_length=1)]

    @property
    def id(self) -> str:
        """The recipe's id, as `FilledRecipe` calls it too."""
        return self.recipe

    @property
    def name(self) -> str:
        """`recipe hot_days v1`, for messages."""
        return f"recipe {self.id} v{self.version}"
