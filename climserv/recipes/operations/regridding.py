"""Bringing data to other cells and heights, declared."""

from ..conventions import Convention
from .operation import OF, Argument, Operation

_HEIGHT = (
    Convention(
        "height", "from {from_height} to {to_height} by {rate}, the same in every month",
        {"en": "Temperature is moved from a height of {from_height_en} to one of {to_height_en} by {rate_en}; "
               "this adds no detail of the weather.",
         "fr": "La température est ramenée d'une altitude de {from_height_fr} à une altitude de {to_height_fr} à "
               "raison de {rate_fr} ; cela n'ajoute aucun détail du temps qu'il fait."},
    ),
)  # fmt: skip

LAPSE_RATE = Operation(
    "lapse_rate",
    1,
    "Moves temperature from the height that the data stand for to the height of the place",
    (
        OF,
        Argument("from_height", "quantity", "the height that the data stand for", unit="m", low=-450, high=9000),
        Argument("to_height", "quantity", "the height of the place", unit="m", low=-450, high=9000),
        Argument(
            "rate", "quantity", "by how much it is colder higher up; that of the standard atmosphere", unit="K/km",
            low=-20, high=20, default="6.5 K/km",
        ),
    ),
    needs="series",
    gives="series",
    conventions=_HEIGHT,
    source="ISO 2533:1975, the standard atmosphere",
    variables=("tas", "tasmin", "tasmax"),
)  # fmt: skip

OPERATIONS = (LAPSE_RATE,)
