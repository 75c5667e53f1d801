"""Quantities with units: one Pint registry with a water context, and the strings people write.

A quantity in configuration is a string with its unit, `"20 mm"`, `"1 mm/day"`, `"30 degC"`; a bare number is an error.
"""

import math
import re
import sys
from dataclasses import dataclass
from functools import cache, lru_cache

from .problems import Problem, Refused

_NUMBER = re.compile(r"^\s*([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*$")

# UDUNITS writes powers without a sign: kg m-2 s-1. Pint wants kg*m**-2*s**-1.
_POWER = re.compile(r"(?<=[A-Za-z])\s*\^?\s*(-?\d+)\b")
_DAY = re.compile(r"\bdays?\b", re.IGNORECASE)

# Pint works numbers out: a tower of powers would keep it busy for ever. A unit has one small power at a time.
_LONGEST_UNIT = 60  # characters
_RAISED = re.compile(r"(?:\*\*|\^)\s*")
_SMALL_POWER = re.compile(r"[-+]?\d{1,2}(?:\.\d{1,3})?(?!\d|\.|\s*(?:\*\*|\^))")
# In one language this is a thousand, in another one: nobody guesses which.
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")

# Spellings found in real files and on paper, beside what Pint knows itself.
_SPELLINGS = {
    "c": "degC",
    "°c": "degC",
    "celsius": "degC",
    "deg c": "degC",
    "degree celsius": "degC",
    "degrees celsius": "degC",
    "degree_celsius": "degC",
    "degrees_celsius": "degC",
    "deg_c": "degC",
    "degc": "degC",
    "degrees c": "degC",
    "degree c": "degC",
    "celcius": "degC",
    "ºc": "degC",
    "deg k": "K",
    "deg_k": "K",
    "degk": "K",
    "degrees k": "K",
    "degree_kelvin": "K",
    "degrees_kelvin": "K",
    "degrees kelvin": "K",
    "deg_f": "degF",
    "deg f": "degF",
    "degrees f": "degF",
    "mm/24h": "mm/day",
    "mm/24 h": "mm/day",
    "mm/jour": "mm/day",
    "mm/dia": "mm/day",
    "mm/día": "mm/day",
    "mm/siku": "mm/day",
    "fraction": "1",
    "degree_fahrenheit": "degF",
    "degrees_fahrenheit": "degF",
    "kelvin": "K",
    "mm per day": "mm/day",
    "f": "degF",
    "°f": "degF",
    "fahrenheit": "degF",
    "k": "K",
    "%": "percent",
    "d": "day",
    "days": "day",
    "inches": "inch",
    "in": "inch",
    "°": "degree",
    "degree_north": "degree",
    "degrees_north": "degree",
    "degrees_east": "degree",
    "degree_east": "degree",
}


# The units of our recipes, cards and needs: what each measures, and the straight line to one common unit. Pint knows
# them too, and a test holds the two together; but the registry takes half a second to make, more than a match takes.
_COMMON = {
    "mm": ("length", 0.001, 0.0),
    "m": ("length", 1.0, 0.0),
    "km": ("length", 1000.0, 0.0),
    "degree": ("number", math.pi / 180, 0.0),
    "hour": ("time", 1 / 24, 0.0),
    "day": ("time", 1.0, 0.0),
    "week": ("time", 7.0, 0.0),
    "weeks": ("time", 7.0, 0.0),
    "year": ("time", 365.25, 0.0),
    "degC": ("temperature", 1.0, 273.15),
    "K": ("temperature", 1.0, 0.0),
    "degF": ("temperature", 5 / 9, 459.67 * 5 / 9),
    "1": ("number", 1.0, 0.0),
    "percent": ("number", 0.01, 0.0),
    "%": ("number", 0.01, 0.0),
    "ppm": ("number", 1e-6, 0.0),
    "mm/m": ("number", 0.001, 0.0),
    "month": ("time", 365.25 / 12, 0.0),
    "cm": ("length", 0.01, 0.0),
    # As water, which stands 0.1 mm deep when a tonne of it lies on a hectare.
    "tonne/hectare": ("length", 0.0001, 0.0),
    "K day": ("warmth", 1.0, 0.0),
    "K/km": ("lapse", 1.0, 0.0),
    "m/s": ("rate of rain", 86400e3, 0.0),
    "m s-1": ("rate of rain", 86400e3, 0.0),
    "Pa": ("pressure", 1.0, 0.0),
    "hPa": ("pressure", 100.0, 0.0),
    "mm/day": ("rate of rain", 1.0, 0.0),
    "kg m-2 s-1": ("rate of rain", 86400.0, 0.0),
}


@cache
def registry():
    """The one Pint registry; made on first use, because it takes a moment."""
    pint = _import_pint()
    ureg = pint.UnitRegistry(autoconvert_offset_to_baseunit=True, cache_folder=None)
    ureg.define("dekad = 10 * day")
    # One kilogram of water on a square metre stands one millimetre deep.
    water = pint.Context("water")
    density = ureg.Quantity(1000, "kg/m**3")
    for depth, mass in (("[length]", "[mass]/[length]**2"), ("[length]/[time]", "[mass]/[length]**2/[time]")):
        water.add_transformation(depth, mass, lambda _, value: value * density)
        water.add_transformation(mass, depth, lambda _, value: value / density)
    ureg.add_context(water)
    return ureg


def _import_pint():
    """Pint, without the Dask it would pull in: the web process reads units and must stay small."""
    hide = "pint" not in sys.modules and "dask" not in sys.modules
    if hide:
        sys.modules["dask"] = None
    try:
        import pint
    finally:
        if hide:
            del sys.modules["dask"]
    return pint


@lru_cache(maxsize=2048)  # bounded: units also come from strangers' files and forms
def parse_unit(text: str):
    """The Pint unit of a unit string as found in files and forms; raises `ValueError` when it is none."""
    plain = text.strip()
    plain = _SPELLINGS.get(plain.lower(), plain)
    plain = _POWER.sub(r"**\1", _DAY.sub("day", plain))
    plain = re.sub(r"\s*/\s*", "/", plain)
    plain = re.sub(r"(?<=[\w\)])\s+(?=[A-Za-z\(])", "*", plain)
    if not _can_be_worked_out(plain):
        raise ValueError(f"{text[:_LONGEST_UNIT]!r} is not a unit")
    try:
        return registry().parse_units(plain)
    except Exception as error:
        raise ValueError(f"{text!r} is not a unit") from error


def _can_be_worked_out(plain: str) -> bool:
    """Whether every power in a unit is one small number, of something that is no power itself."""
    raised = list(_RAISED.finditer(plain))
    return len(plain) <= _LONGEST_UNIT and all(
        _SMALL_POWER.match(plain, one.end()) and not plain[: one.start()].rstrip().endswith(")") for one in raised
    )


@lru_cache(maxsize=2048)
def conversion(unit: str, to: str) -> tuple[float, float]:
    """The straight line `canonical = factor * value + offset` that takes numbers from `unit` to `to`.

    Rain may change between depth and mass of water (`mm/day` and `kg m-2 s-1`). Raises `ValueError` when the two units
    do not measure the same thing.
    """
    if unit in _COMMON and to in _COMMON:
        return _common_line(unit, to)
    ureg = registry()
    pint = _import_pint()
    source, target = parse_unit(unit), parse_unit(to)
    try:
        with ureg.context("water"):
            zero = ureg.Quantity(0.0, source).to(target).magnitude
            one = ureg.Quantity(1.0, source).to(target).magnitude
    except pint.DimensionalityError as error:
        raise ValueError(f"{unit!r} cannot be turned into {to!r}") from error
    return float(one - zero), float(zero)


def _common_line(unit: str, to: str) -> tuple[float, float]:
    (measured, factor, offset), (wanted, by, less) = _COMMON[unit], _COMMON[to]
    if measured != wanted:
        raise ValueError(f"{unit!r} cannot be turned into {to!r}")
    return factor / by, (offset - less) / by


def measures_the_same(unit: str, other: str) -> bool:
    """Whether numbers in `unit` can be turned into `other`; an unknown unit measures nothing."""
    try:
        conversion(unit, other)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, as written: `Quantity(20.0, "mm")`. Compare and convert with `to`."""

    value: float
    unit: str

    def to(self, unit: str) -> float:
        """The number in `unit`; raises `ValueError` when the dimensions differ."""
        factor, offset = conversion(self.unit, unit)
        return self.value * factor + offset

    def __str__(self) -> str:
        number = f"{self.value:.10g}"
        return f"{number} {self.unit}".strip()


def parse_quantity(text: object, *, where: str, like: str | None = None) -> Quantity:
    """Read `"20 mm"`; with `like`, refuse what does not measure the same thing as that unit.

    A comma is read as a decimal point (`0,85 mm`), where it cannot mean thousands (`1,000 mm`). Raises
    `Refused` with where, what was given and an example.
    """
    example = f"a number with its unit, such as '10 {like}'" if like else "a number with its unit, such as '20 mm'"
    found = _NUMBER.match(text) if isinstance(text, str) else None
    if found is None:
        raise Refused(Problem("quantity.form", where, "this is not a quantity", str(text), example))
    number, unit = found.groups()
    if _THOUSANDS.fullmatch(number):
        what = "a comma before three digits may mean thousands or a decimal point"
        advice = "Write thousands without a comma, and a decimal point as a point"
        raise Refused(Problem("quantity.comma", where, what, text, example, advice))
    if not unit:
        raise Refused(Problem("quantity.bare", where, "a number needs its unit", str(text), example))
    unit = _SPELLINGS.get(unit.lower(), unit)
    try:
        if unit not in _COMMON:
            parse_unit(unit)
    except ValueError:
        raise Refused(Problem("unit.unknown", where, "this unit is not known", unit, example)) from None
    if like is not None and not measures_the_same(unit, like):
        raise Refused(
            Problem("unit.dimension", where, f"this does not measure the same thing as {like}", text, example)
        )
    return Quantity(float(number.replace(",", ".")), unit)
