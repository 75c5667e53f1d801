"""What an operation and its arguments are, as data; each is checked when it is declared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from ..conventions import Convention

Kind = Literal[
    "input", "inputs", "quantity", "integer", "choice", "month_day", "season", "moment", "list", "years", "warming"
]

Value = Literal["series", "seasonal", "static", "counts", "spread"]
"""What travels between steps: daily `series` (cell, time); `seasonal` values with outcomes (cell, season); `static`
numbers of a cell; `counts` of years over members; `spread`, any other statement over members."""

# What is said of all members together, after the cells: no later step reads it.
OVER_MEMBERS = ("counts", "spread")

_FUNCTION = re.compile(r"|[A-Za-z_][\w.]*:[A-Za-z_]\w*")

# Which end of a comparison a word stands for; one table for the wet day and for the hot day.
OPERATORS = (">", ">=")


@dataclass(frozen=True)
class Argument:
    """One argument of an operation.

    kind      what is written: an `input` (a value by its name: an input of the recipe or what an earlier step gave),
              `inputs` (a list of them), a `quantity` with unit, a `season` as {from: 06-01, to: 06-30}, a `moment` as
              days after the start of the season or as a month-day, a `list` of `items`, `years` (1981-2010), `warming`
              (the first of the twenty years of a warming level: `CanESM5 ssp585 2041`), and so on
    unit      for a quantity: what it must measure
    whole     the quantity counts whole units
    low/high  the bounds of the operation itself, in `unit`; a recipe may set narrower ones
    choices   the words of a choice; `words` says them to readers, by choice and language
    default   used when a step leaves it out; None: it must be given, "": it may stay away
    takes     for an input: what kind of value it must be
    variables for an input: canonical variables it may be; empty: any
    observed  the input is of observations: read from the reference, over the training years
    ahead     a quantity of days that are read past the end of the season
    behind    a quantity of days that are read before the start of the season
    of_metric a moment is measured in the unit of the metric that is counted
    dated     the seasonal values that it names must be dates
    """

    name: str
    kind: Kind
    about: str
    unit: str = ""
    whole: bool = False
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    items: str = ""
    default: str | int | tuple[int, ...] | None = None
    takes: Value = "series"
    variables: tuple[str, ...] = ()
    observed: bool = False
    ahead: bool = False
    behind: bool = False
    of_metric: bool = False
    dated: bool = False
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def faults(self):
        """What an author may have got wrong, each with whether it is so."""
        yield "it has no words about it", not self.about
        yield "no such kind", self.kind not in get_args(Kind)
        yield "only a choice has choices, and it must have them", bool(self.choices) != (self.kind == "choice")
        yield "a quantity needs its unit", self.kind == "quantity" and not self.unit
        yield "a list needs items", (self.kind == "list") != bool(self.items)
        upside_down = self.low is not None and self.high is not None and self.low > self.high
        yield "its bounds are the wrong way round", upside_down
        yield "its default is none of its choices", bool(self.choices) and self.default not in (None, "", *self.choices)
        out = isinstance(self.default, int) and not (
            (self.low is None or self.low <= self.default) and (self.high is None or self.default <= self.high)
        )
        yield "its default is out of its bounds", out
        yield "only seasonal values are dates", self.dated and self.takes != "seasonal"
        yield (
            "words are of choices, in en and fr",
            not all(choice in self.choices and {"en", "fr"} <= set(said) for choice, said in self.words.items()),
        )

    @property
    def names_values(self) -> bool:
        """Whether it names values of the graph."""
        return self.kind in ("input", "inputs")


@dataclass(frozen=True)
class Operation:
    """One operation.

    needs, gives  what the main input (`of`) must be and what comes out
    variables     canonical variables the main input may be; empty: any
    variable      of a series that comes out: what it is. Empty: the same as the main input, whose name it takes over,
                  so that later steps that name that input get the changed one
    unit          of a series that comes out: its unit, where `variable` is given
    metric        the metric it computes, if it does
    learns        it learns from the training years, which it gets beside its values
    hindsight     the argument that makes it look ahead when it is above zero; "always": it does in any case
    conventions   what it takes for granted, stated in every product
    source        where the method is described
    cost          nanoseconds that one day of one cell takes on one core, roughly; `recipes.cost` adds them up
    repeats       the argument that says how many times over it is done, if there is one
    function      of a package's own operation: `package.module:function`, imported by the worker when it is first run
    """

    name: str
    version: int
    about: str
    parameters: tuple[Argument, ...]
    needs: Value
    gives: Value
    conventions: tuple[Convention, ...]
    source: str
    variables: tuple[str, ...] = ()
    variable: str = ""
    unit: str = ""
    metric: str = ""
    learns: bool = False
    hindsight: str = ""
    cost: float = 20.0
    repeats: str = ""
    function: str = ""

    def __post_init__(self):
        _declare(f"operation {self.name}", self._faults())
        for argument in self.parameters:
            _declare(f"operation {self.name}, {argument.name}", argument.faults())

    def _faults(self):
        names = [argument.name for argument in self.parameters]
        yield "this is no name", not all(part.isidentifier() for part in self.name.split("."))
        yield "versions begin at 1", self.version < 1
        yield "it has no words about it, or no source", not (self.about and self.source)
        yield "it states no conventions", not self.conventions
        yield "two arguments have one name", len(set(names)) < len(names)
        yield "hindsight names none of its arguments", self.hindsight not in ("", "always", *names)
        yield "it costs something", not self.cost > 0
        yield "it is repeated by none of its arguments", self.repeats not in ("", *names)
        yield "its function is not written package.module:function", not _FUNCTION.fullmatch(self.function)
        yield "a metric is seasonal", bool(self.metric) and self.gives != "seasonal"
        yield "only a series has a variable", bool(self.variable) and self.gives != "series"
        both = ({"en", "fr"} <= set(one.sentence) for one in self.conventions if one.sentence)
        yield "a convention is not told in en and fr", not all(both)

    @property
    def rebinds(self) -> bool:
        """Whether what comes out takes over the name of the main input."""
        return self.gives == "series" and not self.variable

    @property
    def over_members(self) -> bool:
        """Whether it speaks of all members together."""
        return self.gives in OVER_MEMBERS

    def argument(self, name: str) -> Argument | None:
        """The argument of that name, if there is one."""
        return next((argument for argument in self.parameters if argument.name == name), None)


def _declare(whose: str, faults) -> None:
    """An author's mistake shows at import."""
    for what, wrong in faults:
        if wrong:
            raise ValueError(f"{whose}: {what}")


OF = Argument(
    "of", "input", "the daily series; when left out, the latest one, at first the first input that is not optional",
    default="",
)  # fmt: skip
