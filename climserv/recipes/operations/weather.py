"""Days on which several things of the weather come together, for good or ill, declared."""

from ..conventions import SEASONS, Convention
from ..stated_words import BOUNDED_WORDS
from .heat import COUNTED, EXACT_MISSING
from .operation import Argument, Operation

# What may be bounded: the argument and the variables it may be, the unit of its bounds with their limits.
BOUNDED = {
    "rain": (("pr",), "mm/day", 0, 2000),
    "tas": (("tas",), "degC", -90, 70),
    "tasmin": (("tasmin",), "degC", -90, 70),
    "tasmax": (("tasmax",), "degC", -90, 70),
    "hurs": (("hurs",), "%", 0, 110),
    "wind": (("sfcWind",), "m/s", 0, 75),
}


def _arguments():
    for name, (variables, *_) in BOUNDED.items():
        yield Argument(
            name, "input", f"{BOUNDED_WORDS[name]['en']}, where it is bounded", variables=variables, default=""
        )
    for name, (_, unit, low, high) in BOUNDED.items():
        for end, word in (("from", "least"), ("to", "most")):
            yield Argument(
                f"{name}_{end}", "quantity",
                f"{word} {BOUNDED_WORDS[name]['en']} of a day that counts, itself included", unit=unit, low=low,
                high=high, default="",
            )  # fmt: skip
    yield Argument(
        "over", "quantity", "each day's values are means of so many days up to it", unit="day", whole=True, low=1,
        high=120, default="1 day", behind=True,
    )  # fmt: skip
    yield Argument(
        "run", "quantity", "only days in a row of so many or more count", unit="day", whole=True, low=1, high=60,
        default="1 day",
    )  # fmt: skip
    yield Argument("season", "season", "first and last day of the season, both counted")


def _days(name: str, about: str) -> Operation:
    return Operation(
        name,
        1,
        about,
        tuple(_arguments()),
        needs="series",
        gives="seasonal",
        conventions=(
            Convention(
                "bounds", "{bounds}",
                {"en": "A day counts when all of this holds, the bounds included: {bounds_en}.",
                 "fr": "Un jour compte quand tout ceci est vrai, bornes comprises : {bounds_fr}."},
            ),
            Convention(
                "over", "{over}, in runs of {run}",
                {"en": "{averaged_en}", "fr": "{averaged_fr}"},
            ),
            *COUNTED,
            *EXACT_MISSING,
            *SEASONS,
        ),
        source="Zhang et al. 2011, WIREs Climate Change 2, 851-870: user-defined thresholds, here of several variables",
        variables=tuple(variable for variables, *_ in BOUNDED.values() for variable in variables),
        metric=name,
    )  # fmt: skip


COUNT_FAVOURABLE = _days("favourable_days", "Counts the days of a season on which the weather is as it is wished for")
COUNT_ADVERSE = _days("adverse_days", "Counts the days of a season on which several things together do harm")

OPERATIONS = (COUNT_FAVOURABLE, COUNT_ADVERSE)
