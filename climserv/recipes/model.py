"""The shape of a recipe: what a file must hold, field by field; `resolving` reads what the fields mean together."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt, model_validator

from ..vocabulary.metrics import METRICS
from ..vocabulary.problems import Problem
from ..vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES, parse_length
from ..vocabulary.units import parse_quantity
from ..vocabulary.variables import VARIABLES
from .cases import Case
from .shapes import Name, Part, Raw, Text, Words, known_in, language_code, read_with, wrong

ROLES = ("observation", "station", "projection", "forecast", "hindcast")

# Who may change a parameter in a session: those who decide with it, those who make the product.
CHANGERS = ("users", "producers")

# More of a thing than this is no recipe that anybody could check by reading it.
MOST_INPUTS, MOST_PARAMETERS, MOST_STEPS, MOST_OUTPUTS, MOST_TESTS, MOST_TEXTS = 20, 40, 50, 20, 60, 60


class Space(Part):
    """From the finest data it is honest for, up to the largest scale it speaks of."""

    finest: Annotated[str, read_with(parse_length)] = Field(alias="from")
    upto: Annotated[str, known_in(SPATIAL_SCALES, "spatial scale")]


class Answers(Part):
    """What the recipe can answer: its metric, and the envelope on each axis."""

    metric: Annotated[str, known_in(METRICS, "metric")]
    time: Annotated[tuple[Annotated[str, known_in(TIME_SCALES, "time scale")], ...], Field(min_length=1)]
    space: Space
    horizons: Annotated[tuple[Annotated[str, known_in(HORIZONS, "horizon")], ...], Field(min_length=1)]
    sites: StrictBool = True


class Input(Part):
    """One series that goes in; `record` is the least length that makes the answer worth giving."""

    variable: Annotated[str, known_in(VARIABLES, "variable")]
    step: Literal["day"] = "day"
    record: Annotated[str, read_with(parse_quantity, like="year")] | None = None
    role: tuple[Annotated[str, known_in(ROLES, "role")], ...] = ()
    optional: StrictBool = False


class InUse(Part):
    """A value that somebody works with, where the literature disagrees: shown to the session, none is preferred."""

    value: Raw
    by: Annotated[Text, Field(max_length=200)]
    source: Text


def _local(names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for code in names:
        language_code(code)
    return names


class Parameter(Part):
    """One number or choice that a recipe leaves open; its kind is that of the arguments it reaches.

    provisional   it may be changed in a session
    changed_by    who may: users, producers; both when nothing is said, nobody when it is not provisional
    in_use        values in the literature that disagree; the choice is the session's
    local         what people call it, by language
    None of the last three goes into the filled recipe, nor so into its hash: they change nothing that is computed.
    """

    default: Raw
    low: Raw = Field(None, alias="from")
    high: Raw = Field(None, alias="to")
    step: Raw = None
    choices: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    provisional: StrictBool = True
    changed_by: tuple[Annotated[str, known_in(CHANGERS, "group of people")], ...] | None = None
    ask: Words
    in_use: Annotated[tuple[InUse, ...], Field(max_length=MOST_TEXTS)] = ()
    local: Annotated[
        dict[str, Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]], AfterValidator(_local)
    ] = {}

    @model_validator(mode="after")
    def _changed_by_whom(self) -> "Parameter":
        if not self.provisional and self.changed_by:
            what = "nobody may change a parameter that is not provisional"
            got = f"changed_by: [{', '.join(self.changed_by)}]"
            raise wrong(Problem("parameter.changed_by", "", what, got, "changed_by: [], or provisional: true"))
        if self.provisional and self.changed_by == ():
            what, allowed = "a provisional parameter may be changed by somebody", "[users, producers]"
            raise wrong(Problem("parameter.changed_by", "", what, "changed_by: []", allowed, "Or: provisional: false"))
        return self

    @property
    def changers(self) -> tuple[str, ...]:
        """Who may change it in a session; nobody when it is not provisional."""
        return (self.changed_by or CHANGERS) if self.provisional else ()


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
            raise wrong(Problem("step.form", "", "a step is one operation with its arguments", "", example))
        arguments = raw[names[0]]
        if not isinstance(arguments, dict):
            raise wrong(Problem("step.form", "", "the arguments of a step are named", "", "{of: rain, ...}"))
        return {"op": names[0], "version": raw.get("version"), "as": raw.get("as"), "arguments": arguments}


class Recipe(Part):
    """A computation as its author wrote it.

    outputs  the seasonal values that go into the product, by name, the one that answers first; default: the last one
    tests    golden cases that travel with it; not in the filled recipe, nor so in its hash: they change no number
    """

    recipe: Name
    version: Annotated[StrictInt, Field(ge=1, le=100_000)]
    title: Words
    question: Words
    authors: Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_TEXTS)]
    answers: Answers
    inputs: Annotated[dict[Name, Input], Field(min_length=1, max_length=MOST_INPUTS)]
    parameters: Annotated[dict[Name, Parameter], Field(max_length=MOST_PARAMETERS)] = {}
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MOST_STEPS)]
    outputs: Annotated[tuple[Name, ...], Field(max_length=MOST_OUTPUTS)] = ()
    uses_hindsight: StrictBool | None = None
    limits: Annotated[tuple[Words, ...], Field(min_length=1, max_length=MOST_TEXTS)]
    references: Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_TEXTS)]
    tests: Annotated[tuple[Case, ...], Field(max_length=MOST_TESTS)] = ()

    @property
    def id(self) -> str:
        """The recipe's id, as `FilledRecipe` calls it too."""
        return self.recipe

    @property
    def name(self) -> str:
        """`recipe hot_days v1`, for messages."""
        return f"recipe {self.id} v{self.version}"
