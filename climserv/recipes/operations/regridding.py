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

_PLACING = (
    Convention(
        "placing", "{method}",
        {"en": "Models are brought to the cells of the observations: {method_en}.",
         "fr": "Les modèles sont amenés sur les mailles des observations : {method_fr}."},
    ),
)  # fmt: skip

REGRID = Operation(
    "regrid",
    1,
    "Says how a series is brought to the cells of the observations; stands before every other step of that series",
    (
        OF,
        Argument(
            "method", "choice",
            "nearest: each cell takes the nearest one, rain keeps its showers; conservative: the mean by shared area; "
            "bilinear: between the four cells around",
            choices=("nearest", "conservative", "bilinear"), default="nearest",
            words={
                "nearest": {"en": "each takes the nearest cell", "fr": "chacune prend la maille la plus proche"},
                "conservative": {
                    "en": "each takes the mean over the area it shares",
                    "fr": "chacune prend la moyenne sur la surface partagée",
                },
                "bilinear": {
                    "en": "each lies between the four cells around it",
                    "fr": "chacune est placée entre les quatre mailles qui l'entourent",
                },
            },
        ),
    ),
    needs="series",
    gives="series",
    conventions=_PLACING,
    source="Jones 1999, Monthly Weather Review 127, 2204-2210: first-order conservative remapping",
)  # fmt: skip

OPERATIONS = (
    REGRID,
    LAPSE_RATE,
)
