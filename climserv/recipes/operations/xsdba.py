"""Adjustments of the library xsdba, by its own names, through the optional extra `xclim`: declared, never imported.

Left out: PrincipalComponents, OTC, dOTC and NpdfTransform alone, which turn places into each other or draw at random
within a block, so that numbers would hang on how cells are cut; and xsdba's random adaptation of wet days, for the same
reason. MBCn gets its turns from the seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..conventions import Convention
from .adjustment import GROUP_WORDS
from .operation import OF, Argument, Operation

PREFIX = "xsdba."
EXTRA = "xclim"

_TO = Argument("to", "input", "the observations to adjust to", observed=True)
_WHEN = Argument("when", "input", "an optional input: without it the step is left out, and said to be", default="")
_KIND = Argument("kind", "choice", "differences (+, temperature) or ratios (*, rain)", choices=("+", "*"))
_GROUP = Argument(
    "group", "choice", "the part of the year adjusted as one", choices=tuple(GROUP_WORDS), default="month",
    words=GROUP_WORDS,
)  # fmt: skip
_WINDOW = Argument(
    "window", "quantity", "group day_of_year only: how many days around each day count with it, an odd number",
    unit="day", whole=True, low=1, high=181, default="1 day",
)  # fmt: skip
_QUANTILES = Argument("quantiles", "integer", "how many quantiles are compared", low=5, high=500, default=50)
_INTERPOLATION = Argument(
    "interpolation", "choice", "between quantiles and groups, as xsdba does it", choices=("nearest", "linear"),
    default="nearest",
)  # fmt: skip
_EXTRAPOLATION = Argument(
    "extrapolation", "choice", "beyond the outermost quantiles: their factor, or a missing value",
    choices=("constant", "nan"), default="constant",
)  # fmt: skip
_MAPPING = (_KIND, _GROUP, _WINDOW, _QUANTILES, _INTERPOLATION, _EXTRAPOLATION)


@dataclass(frozen=True)
class Peer:
    """One class of xsdba.

    arguments   what a step can ask beside the inputs
    trains      xsdba's name of each argument that goes to `train`, by ours; those that go to `adjust`
    variables   canonical variables it is made for; empty: any
    together    it works on several variables at once
    beside      further inputs
    cost        nanoseconds of a day of a cell
    """

    about: str
    arguments: tuple[Argument, ...]
    source: str
    trains: Mapping[str, str] = field(default_factory=dict)
    adjusts: Mapping[str, str] = field(default_factory=dict)
    variables: tuple[str, ...] = ()
    together: bool = False
    beside: tuple[Argument, ...] = ()
    cost: float = 3000.0


# What xsdba's MBCn can be asked; months and seasons it refuses.
_TOGETHER = ("day_of_year", "none")
_LEARN = {"kind": "kind", "quantiles": "nquantiles"}
_MOVE = {"interpolation": "interp", "extrapolation": "extrapolation"}
_CANNON = "Cannon, Sobie and Murdock 2015, Journal of Climate 28, 6938-6959"
CLASSES: dict[str, Peer] = {
    "EmpiricalQuantileMapping": Peer(
        "Maps the model's quantiles onto the observed ones, as xsdba does it", _MAPPING,
        "xsdba; Déqué 2007, Global and Planetary Change 57, 16-26", _LEARN, _MOVE,
    ),
    "DetrendedQuantileMapping": Peer(
        "Maps quantiles about the trend, as xsdba does it",
        (*_MAPPING, Argument("detrend", "integer", "degree of the trend taken away", low=0, high=4, default=1)),
        "xsdba; " + _CANNON, _LEARN, {**_MOVE, "detrend": "detrend"},
    ),
    "QuantileDeltaMapping": Peer(
        "Moves quantiles and keeps the model's change of each, as xsdba does it", _MAPPING, "xsdba; " + _CANNON,
        _LEARN, _MOVE,
    ),
    "Scaling": Peer(
        "Brings the mean to the observed one, as xsdba does it", (_KIND, _GROUP, _WINDOW, _INTERPOLATION),
        "xsdba's documentation of Scaling", {"kind": "kind"}, {"interpolation": "interp"},
    ),
    "LOCI": Peer(
        "Brings the frequency of wet days and their mean rain to the observed ones, as xsdba does it",
        (
            Argument("wet_day", "quantity", "less rain than this counts as none", unit="mm/day", low=0.01, high=20,
                     default="1 mm/day"),
            _GROUP, _WINDOW, _INTERPOLATION,
        ),
        "xsdba; Schmidli, Frei and Vidale 2006, International Journal of Climatology 26, 679-689",
        {"wet_day": "thresh"}, {"interpolation": "interp"}, variables=("pr",),
    ),
    "ExtremeValues": Peer(
        "Adjusts the tail of a series that was adjusted before, by a generalised Pareto distribution, as xsdba does it",
        (
            Argument("cluster", "quantity", "rain above this belongs to an event", unit="mm/day", low=0, high=100,
                     default="1 mm/day"),
        ),
        "xsdba; Roy, Rondeau-Genesse, Jalbert and Fournier 2023, Climate Services 30, 100361",
        {"cluster": "cluster_thresh"}, {}, variables=("pr",),
        beside=(Argument("adjusted", "input", "the same series as an earlier step adjusted it", variables=("pr",)),),
    ),
    "MBCn": Peer(
        "Adjusts several variables so that they hang together as observed, as xsdba does it",
        (
            replace(_GROUP, choices=_TOGETHER, default="none", words={name: GROUP_WORDS[name] for name in _TOGETHER}),
            _WINDOW, _QUANTILES,
            Argument("iterations", "integer", "how many times the variables are turned", low=2, high=100, default=20),
            Argument("seed", "integer", "decides the turns", low=0, high=2**31 - 1, default=1),
        ),
        "xsdba; Cannon 2018, Climate Dynamics 50, 31-49", {"quantiles": "nquantiles"}, {}, together=True,
    ),
}  # fmt: skip


def _inputs(peer: Peer) -> tuple[Argument, ...]:
    if not peer.together:
        return (OF, *peer.beside, _TO, _WHEN)
    about = "the observations of the same variables, in the same order"
    several = Argument("of", "inputs", "the daily series, such as temperature and humidity; two or more")
    return (several, Argument("to", "inputs", about, observed=True), _WHEN)


def _declared(name: str, peer: Peer) -> Operation:
    by = ", by {group}" if any(argument.name == "group" for argument in peer.arguments) else ""
    return Operation(
        PREFIX + name,
        1,
        peer.about,
        (*_inputs(peer), *peer.arguments),
        needs="series",
        gives="series",
        conventions=(
            Convention(
                "adjustment",
                f"{PREFIX}{name} of the library xsdba{by}; without observations none is made",
                {
                    "en": f"Where there are observations, model data are adjusted to them by {name} of the library "
                    "xsdba.",
                    "fr": f"Là où il y a des observations, les données des modèles y sont ajustées par {name} de la "
                    "bibliothèque xsdba.",
                    "sw": f"Palipo na vipimo, data za modeli hurekebishwa kulingana navyo kwa {name} ya maktaba ya "
                    "xsdba.",
                    "es": f"Donde hay observaciones, los datos de los modelos se ajustan a ellas con {name} de la "
                    "biblioteca xsdba.",
                },
            ),
        ),
        source=peer.source,
        variables=peer.variables,
        learns=True,
        cost=peer.cost,
        repeats="iterations" if any(argument.name == "iterations" for argument in peer.arguments) else "",
    )


OPERATIONS = tuple(_declared(name, peer) for name, peer in CLASSES.items())
