"""Reading one value as its declaration says, and writing it in one canonical way."""

import math
import re
from decimal import Decimal

from ..vocabulary.problems import Problem, Refused, did_you_mean
from ..vocabulary.seasons import parse_month_day, parse_years
from ..vocabulary.units import parse_quantity
from .operations import Argument

_INTEGER = re.compile(r"[+-]?\d{1,18}")
_WARMING = re.compile(r"\s*(\S+)\s+(\S+)\s+(\d{4}|never)\s*")
_MONTH_DAY = re.compile(r"\s*\d{1,2}-\d{1,2}\s*")


def number(value: float) -> str:
    """A number at ten significant digits, without exponent or trailing zeros: no measurement has more.

    So 2 cm and 20 mm, 300.15 K and 27 degC are written, and hashed, alike.
    """
    text = f"{Decimal(f'{value:.10g}'):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def read_value(raw: object, argument: Argument, unit: str = "") -> str | int:
    """The canonical form of one value of `argument`'s kind; raises `Refused` with problems that name no place yet.

    unit   write a quantity in this unit (a recipe's own, that of the default); default: as given
    """
    match argument.kind:
        case "quantity":
            return _quantity(raw, argument, unit)
        case "integer":
            return _integer(raw, argument)
        case "choice":
            return _choice(raw, argument.choices)
        case "moment" if not (isinstance(raw, str) and _MONTH_DAY.fullmatch(raw)):
            return _quantity(raw, argument, unit)
        case "years":
            return str(parse_years(str(raw), where=""))
        case "warming":
            return _warming(raw)
        case _:
            return str(parse_month_day(raw, where=""))


def is_month_day(text: str) -> bool:
    """Whether a canonical moment is a day of the year, rather than days after the start of a season."""
    return _MONTH_DAY.fullmatch(text) is not None


def amount(text: str | int, unit: str = "") -> float:
    """The number of a canonical value, in `unit`; whole numbers are themselves."""
    return text if isinstance(text, int) else parse_quantity(text, where="").to(unit)


def unit_of(text: str | int) -> str:
    """The unit of a canonical value; whole numbers have none."""
    return "" if isinstance(text, int) else parse_quantity(text, where="").unit


def bounds_words(low: object, high: object) -> str:
    """`5 mm to 60 mm`, `at least 1 day`, `at most 10`; nothing when there is no bound."""
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"at least {low}"
    return f"at most {high}" if high is not None else ""


def shown(raw: object) -> str:
    """A value as YAML writes it, short enough for a message."""
    words = {None: "nothing", True: "true", False: "false"}
    text = words[raw] if raw is None or isinstance(raw, bool) else str(raw)
    return text if len(text) <= 60 else text[:57] + "..."


def _quantity(raw: object, argument: Argument, unit: str) -> str:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        _refuse("quantity.bare", "a number needs its unit", raw, f"a quantity, such as '{raw} {argument.unit}'")
    quantity = parse_quantity(raw, where="", like=argument.unit)
    own = unit or quantity.unit
    if not math.isfinite(quantity.value):
        _refuse("quantity.form", "this number is too large", raw, f"a quantity, such as '10 {argument.unit}'")
    value, measured = quantity.to(own), quantity.to(argument.unit)
    if argument.whole:
        if abs(measured - round(measured)) > 1e-9:
            _refuse(
                "value.whole", f"this must be a whole number of {argument.unit}s", raw, f"such as 3 {argument.unit}"
            )
        # Whole days stay days: 48 hour and 2 day are one thing.
        own, value, measured = argument.unit, round(measured), round(measured)
    _within(measured, argument, raw, f" {argument.unit}")
    return f"{number(value)} {own}"


def _integer(raw: object, argument: Argument) -> int:
    if isinstance(raw, str) and _INTEGER.fullmatch(raw.strip()):
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool):
        _refuse("value.integer", "this must be a whole number without a unit", raw, "such as 2")
    _within(raw, argument, raw, "")
    return raw


def _warming(raw: object) -> str:
    found = _WARMING.fullmatch(str(raw))
    if found is None:
        what = "this is no model, scenario and first of the twenty years of a warming level"
        _refuse("value.warming", what, raw, "CanESM5 ssp585 2041, or CanESM5 ssp126 never")
    return " ".join(found.groups())


def _within(value: float, argument: Argument, raw: object, unit: str) -> None:
    low, high = argument.low, argument.high
    # A hair of rounding from a change of unit must not push a value over its own bound.
    slack = 1e-9 * max(1.0, abs(value))
    if (low is not None and value < low - slack) or (high is not None and value > high + slack):
        ends = (f"{number(end)}{unit}" if end is not None else None for end in (low, high))
        _refuse("value.bounds", "this is out of bounds", raw, bounds_words(*ends))


def _choice(raw: object, choices: tuple[str, ...]) -> str:
    if isinstance(raw, str) and raw in choices:
        return raw
    # Signs are too short to be near one another in any sense: => is not >.
    near = did_you_mean(str(raw), [choice for choice in choices if len(choice) > 2])
    return _refuse("value.choice", "this is not one of the choices", raw, ", ".join(choices), near)


def _refuse(code: str, what: str, got: object, allowed: str, next_step: str = ""):
    raise Refused(Problem(code, "", what, shown(got), allowed, next_step))
