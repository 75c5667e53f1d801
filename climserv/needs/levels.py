"""What a need asks of an answer, on three levels: no use beyond `threshold`, much better from `breakthrough` on, no
gain beyond `goal`; the manner of WMO's rolling review of requirements."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from ..vocabulary.problems import Problem
from ..vocabulary.scales import kilometres, parse_length, parse_step
from ..vocabulary.units import parse_quantity
from .need import Need
from .odds import parse_certainty

LEVELS = ("threshold", "breakthrough", "goal")


@dataclass(frozen=True)
class Level:
    """The three levels of one requirement as numbers in `unit`; None where the need does not say.

    better   which way an answer gets better: "smaller" or "larger"
    """

    unit: str
    better: str
    threshold: float | None = None
    breakthrough: float | None = None
    goal: float | None = None

    def reached(self, value: float) -> str:
        """The best level that a value of `unit` reaches; "below" where it misses the threshold, "" if none is said.

        >>> Level("km", "smaller", threshold=25, goal=1).reached(10)
        'threshold'
        """
        said = [(name, number) for name in LEVELS if (number := getattr(self, name)) is not None]
        fits = [name for name, number in said if (value <= number if self.better == "smaller" else value >= number)]
        return (fits[-1] if fits else "below") if said else ""


@dataclass(frozen=True)
class _Kind:
    path: str
    unit: str
    better: str
    number: Callable[[str], float]


def _days(text: str) -> float:
    return parse_quantity(text, where="", like="day").to("day")


# Each requirement, where it stands in the record, and how its levels become numbers.
REQUIREMENTS: dict[str, _Kind] = {
    "resolution": _Kind("space.resolution", "km", "smaller", lambda text: kilometres(parse_length(text, where=""))),
    "step": _Kind("levels.step", "day", "smaller", lambda text: parse_step(text, where="").to("day")),
    "lead": _Kind("levels.lead", "day", "larger", _days),
    "certainty": _Kind("levels.certainty", "1", "larger", lambda text: parse_certainty(text, where="")),
    "timeliness": _Kind("levels.timeliness", "day", "smaller", _days),
}


def levels_of(need: Need) -> dict[str, Level]:
    """Every requirement of the need that is said on at least one level, by its name in `REQUIREMENTS`."""
    found: dict[str, Level] = {}
    for name, kind in REQUIREMENTS.items():
        part, _, last = kind.path.partition(".")
        said = getattr(getattr(need, part), last)
        numbers = {level: kind.number(text) for level in LEVELS if (text := getattr(said, level, None))}
        if numbers:
            found[name] = Level(kind.unit, kind.better, **numbers)
    return found


def disordered_levels(need: Need) -> list[Problem]:
    """Levels that go the wrong way, such as a goal coarser than the threshold: kept as written, and told."""
    problems = []
    for name, level in levels_of(need).items():
        said = [(part, number) for part in LEVELS if (number := getattr(level, part)) is not None]
        sign = 1 if level.better == "smaller" else -1
        for (less, one), (more, other) in pairwise(said):
            if sign * other > sign * one:
                way = "at most" if level.better == "smaller" else "at least"
                problems.append(Problem(
                    "need.levels", f"{REQUIREMENTS[name].path}.{more}", f"the {more} asks for less than the {less}",
                    f"{other:g} {level.unit}", f"{way} {one:g} {level.unit}", "Swap the two, or leave one out",
                ))  # fmt: skip
    return problems
