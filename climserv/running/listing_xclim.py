"""Making `recipes/operations/xclim.json` from xclim's own metadata: `python -m climserv.running.listing_xclim`.

Run by hand when the range of versions of xclim changes; a test compares the file with the library that is installed.
"""

import json
import re
import warnings
from pathlib import Path

from ..recipes.operations import xclim as declared
from ..recipes.operations.operation import Argument
from ..recipes.values import read_value
from ..vocabulary.metrics import METRICS
from ..vocabulary.problems import Refused
from ..vocabulary.units import measures_the_same
from ..vocabulary.variables import VARIABLES

FILE = Path(declared.__file__).with_name("xclim.json")

_UNITS = {
    "[temperature]": "degC", "[precipitation]": "mm/day", "[length]": "mm", "[speed]": "m/s", "[time]": "day",
    "K days": "K day", "[temperature]*[time]": "K day", "[]": "1",
}  # fmt: skip
# What a seasonal number measures, by xclim's unit, and the metric that it is.
_METRICS = {
    "days": "index_days", "mm": "index_rain", "mm/day": "index_rain_rate", "mm d-1": "index_rain_rate",
    "K": "index_temperature", "K days": "index_degree_days", "K d": "index_degree_days", "m s-1": "index_wind",
    "1": "index_number", "": "index_number",
}  # fmt: skip
# Kelvin that are a width, not a temperature.
_WIDTHS = ("range", "variability")
_DAILY = {"mean_temperature_from_max_and_min": "tas", "potential_evapotranspiration": "evspsblpot"}
_NOT_ASKED = ("freq", "ds", "indexer", "bootstrap", "resample_before_rl", "mask_invalid", "wind_cap_min")
_OPERATORS = {">", ">=", "<", "<="}
_REASONS = {
    "standardized_precipitation_index": "take standardised_precipitation_index, which is climserv's own",
    "standardized_precipitation_evapotranspiration_index": "take climserv's own step for it",
    "fire_season": "it is carried on over years",
    "rain_season": "it gives three answers; take onset, cessation and season_length",
    "water_budget_from_tas": "take water_budget after a step that gives evapotranspiration",
    "potential_evapotranspiration": "take reference_evapotranspiration or hargreaves, which are climserv's own",
    "universal_thermal_climate_index": "it needs the mean radiant temperature, which daily data do not tell",
    "antecedent_precipitation_index": "it is carried on over years",
    "australian_hardiness_zones": "it hangs on many years at once",
    "usda_hardiness_zones": "it hangs on many years at once",
    "huglin_index": "xclim computes it for calendar years only",
    "clearness_index": "xclim wants places in a form of its own",
    "drought_code": "it is carried on over years",
    "duff_moisture_code": "it is carried on over years",
    "cffwis_indices": "it is carried on over years",
    "freezethaw_spell_mean_length": "xclim cannot compute it for a season alone",
}


class _Left(Exception):  # noqa: N818 - caught where the name is known
    """Why an indicator cannot be declared."""


def listing() -> dict[str, dict]:
    """What the file holds, from the library that is installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import xclim
        from xclim.indicators import atmos, convert, land
    table: dict[str, dict] = {"indicators": {}, "left_out": {}}
    for module in (atmos, convert, land):
        for name in sorted(vars(module)):
            indicator = getattr(module, name)
            if name.startswith("_") or name in table["indicators"] or not hasattr(indicator, "cf_attrs"):
                continue
            try:
                table["indicators"][name] = _line(name, module.__name__.rpartition(".")[2], indicator)
            except _Left as left:
                table["left_out"].setdefault(name, str(left))
    return {
        "xclim": ".".join(xclim.__version__.split(".")[:2]),
        **{k: dict(sorted(v.items())) for k, v in table.items()},
    }


def _line(name: str, module: str, indicator) -> dict:
    """One indicator; raises `_Left` with the reason why it cannot be asked for."""
    if name in _REASONS:
        raise _Left(_REASONS[name])
    kinds = {key: one.kind.name for key, one in indicator.parameters.items()}
    percentiles = {key: _percentile(name) for key, kind in kinds.items() if kind == "VARIABLE" and key.endswith("_per")}
    variables = [key for key, kind in kinds.items() if kind == "VARIABLE" and key not in percentiles]
    if name == "humidex":
        variables.append("hurs")
    lat = "lat" in variables
    variables = [one for one in variables if one != "lat"]
    strange = [one for one in variables if one not in VARIABLES]
    if strange:
        raise _Left(f"it needs {', '.join(strange)}, which climserv does not know")
    if indicator.src_freq not in ("D", ["D"], None) or not variables:
        raise _Left("it does not work on daily data")
    if len(indicator.cf_attrs) != 1:
        raise _Left("it gives several answers at once")
    arguments = [_argument(key, one) for key, one in indicator.parameters.items() if _is_asked(key, kinds[key])]
    arguments += [_asked_percentile(key, given) for key, given in percentiles.items()]
    gives, metric, unit = _given(name, indicator, "freq" in indicator.parameters)
    return {
        "name": name, "module": module, "about": _sentence(indicator.title), "variables": variables,
        "arguments": [one for one in arguments if one], "percentiles": list(percentiles), "lat": lat, "gives": gives,
        "metric": metric, "unit": unit, "variable": _DAILY.get(name, f"xclim_{name}") if gives == "series" else "",
        "source": f"xclim, {module}.{name}" + _references(indicator),
    }  # fmt: skip


def _is_asked(key: str, kind: str) -> bool:
    return key not in _NOT_ASKED and kind not in ("VARIABLE", "OPTIONAL_VARIABLE", "DATASET", "KWARGS", "MASK")


def _given(name: str, indicator, seasonal: bool) -> tuple[str, str, str]:
    """What comes out: its kind, its metric and its unit."""
    (told,) = indicator.cf_attrs
    unit = told.get("units") or ""
    if not seasonal:
        return "series", "", {"C": "degC", "": "1"}.get(unit, unit)
    if "day_of_year" in told.get("standard_name", "") or told.get("is_dayofyear") or _is_date(name, told):
        return "seasonal", "index_date", "day"
    metric = _METRICS[unit]
    if metric == "index_temperature" and any(word in name for word in _WIDTHS):
        metric = "index_range"
    return "seasonal", metric, METRICS[metric].unit


def _is_date(name: str, told: dict) -> bool:
    return told.get("units") in (None, "") and bool(re.search(r"^(first|last)_|_(start|end|date)$|spring_frost", name))


def _percentile(name: str) -> str | None:
    """The share that an indicator's name tells: tx90p."""
    found = re.search(r"(\d+)p$", name)
    fixed = {"warm_spell_duration_index": "90", "cold_spell_duration_index": "10"}.get(name)
    share = found[1] if found else fixed
    return f"{share} percent" if share else None


def _asked_percentile(key: str, given: str | None) -> dict:
    variable = key.removesuffix("_per")
    return {
        "name": f"{variable}_percentile", "kind": "quantity", "unit": "percent", "low": 0.1, "high": 99.9,
        "about": f"which percentile of {variable} over the training years", **({"default": given} if given else {}),
    }  # fmt: skip


def _argument(key: str, one) -> dict:
    """One parameter of xclim's as an argument of ours, with xclim's default."""
    about, kind = _sentence(one.description) or key.replace("_", " "), one.kind.name
    told = {"name": key, "about": about}
    default = one.default
    if kind == "STRING" and isinstance(one.choices, set):
        choices = sorted(one.choices & _OPERATORS or one.choices)
        return {**told, "kind": "choice", "choices": choices, "default": default}
    if kind == "BOOL":
        return {**told, "kind": "choice", "choices": ["yes", "no"], "default": "yes" if default else "no"}
    if kind == "DAY_OF_YEAR":
        return {**told, "kind": "month_day", "default": default or ""}
    if kind == "NUMBER":
        if default is None or isinstance(default, int) or float(default).is_integer():
            return {
                **told,
                "kind": "integer",
                "low": 0,
                "high": 10000,
                "default": "" if default is None else int(default),
            }
        return {**told, "kind": "quantity", "unit": "1", "default": f"{default:g} 1"}
    if kind == "QUANTIFIED":
        return {**told, **_quantity(one)}
    raise _Left(f"its parameter {key} cannot be asked for")


def _quantity(one) -> dict:
    """A quantity, in the unit that its dimension asks; rain may be asked as a rate or as an amount."""
    text = one.default if isinstance(one.default, str) else ""
    unit = _UNITS.get(str(one.units), "")
    for other in ("degC", "mm/day", "mm", "m/s", "K day", "1"):
        written = text.partition(" ")[2]
        if not unit and text and measures_the_same(written, other):
            unit = other
    if not unit:
        raise _Left("it asks a quantity that climserv does not know")
    default = ""
    if text:
        try:
            default = read_value(text, Argument("x", "quantity", "x", unit=unit))
        except Refused:
            raise _Left("its default is no quantity that climserv knows") from None
    return {"kind": "quantity", "unit": unit, "default": default}


def _sentence(text: str) -> str:
    """The first sentence, without the marks of documentation."""
    plain = re.sub(r"\s+", " ", re.sub(r"[`*]|:[a-z:]+:", "", text or "")).strip()
    return plain.split(". ")[0].rstrip(".")


def _references(indicator) -> str:
    found = re.findall(r":cite[a-z:]*:`([^`]+)`", f"{indicator.references} {indicator.notes}")
    return "; " + ", ".join(dict.fromkeys(", ".join(found).split(", "))) if found else ""


def write(path: Path = FILE) -> None:
    """The file, one indicator a line, so that a change is seen."""
    table = listing()
    lines = [f'{{\n"xclim": {json.dumps(table["xclim"])},']
    for group, end in (("indicators", ","), ("left_out", "")):
        inner = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in table[group].items())
        lines.append(f'"{group}": {{\n{inner}\n}}{end}')
    path.write_text("\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
