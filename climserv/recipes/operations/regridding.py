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

_RATE = Argument(
    "rate", "quantity", "by how much it is colder higher up; that of the standard atmosphere", unit="K/km",
    low=-20, high=20, default="6.5 K/km",
)  # fmt: skip

LAPSE_RATE = Operation(
    "lapse_rate",
    1,
    "Moves temperature from the height that the data stand for to the height of the place",
    (
        OF,
        Argument("from_height", "quantity", "the height that the data stand for", unit="m", low=-450, high=9000),
        Argument("to_height", "quantity", "the height of the place", unit="m", low=-450, high=9000),
        _RATE,
    ),
    needs="series",
    gives="series",
    conventions=_HEIGHT,
    source="ISO 2533:1975, the standard atmosphere",
    variables=("tas", "tasmin", "tasmax"),
)  # fmt: skip

HEIGHT_CORRECTION = Operation(
    "height_correction",
    1,
    "Moves temperature from the height of the cells of its data to that of the place, as both data tell them: orog in "
    "the files, or in a file of its own named beside them with a comma (CMIP: orog_fx_*.nc of the same model and grid)",
    (OF, _RATE),
    needs="series",
    gives="series",
    conventions=(
        Convention(
            "height_of_cells", "from the surface altitude of the source's cells to that of the place by {rate}",
            {"en": "Temperature is moved from the height of the models' cells to that of the place by {rate_en}; this "
                   "adds no detail of the weather.",
             "fr": "La température est ramenée de l'altitude des mailles des modèles à celle du lieu à raison de "
                   "{rate_fr} ; cela n'ajoute aucun détail du temps qu'il fait."},
        ),
    ),
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

DOWNSCALE = Operation(
    "downscale",
    1,
    "Adjusts models on their own coarse cells and brings them to the detail of the observations (BCSD, analogs)",
    (
        OF,
        Argument("to", "input", "the gridded observations, finer than the models", observed=True),
        Argument("when", "input", "an optional input: without it the step is left out, and said to be", default=""),
        Argument(
            "method", "choice",
            "bcsd: bias correction with spatial disaggregation; analogs: each day made of similar days of the "
            "observations",
            choices=("bcsd", "analogs"), default="bcsd",
            words={
                "bcsd": {"en": "their anomalies are put on the climatology of each fine cell; the weather itself is no "
                               "finer than the models",
                         "fr": "leurs anomalies sont posées sur la climatologie de chaque maille fine ; le temps "
                               "lui-même n'est pas plus fin que les modèles"},
                "analogs": {"en": "each of their days is made of observed days with similar weather around, on the "
                                  "climatology of each fine cell moved by their change",
                            "fr": "chacun de leurs jours est composé de jours observés au temps semblable alentour, "
                                  "sur la climatologie de chaque maille fine déplacée de leur changement"},
            },
        ),
        Argument("kind", "choice", "differences (+, temperature) or ratios (*, rain)", choices=("+", "*")),
        Argument("group", "choice", "the part of the year adjusted as one", choices=("month",), default="month"),
        Argument("quantiles", "integer", "how many quantiles are compared", low=5, high=500, default=50),
        Argument("wet_day", "quantity", "ratios only: less rain than this counts as none", unit="mm/day", low=0,
                 high=10, default="0.1 mm/day"),
        Argument("seed", "integer", "starts the random order of dry days", low=0, high=2**31 - 1, default=1),
        Argument("analogs", "integer", "analogs only: of how many days a day is made; fewer for rain keep its showers",
                 low=1, high=100, default=30),
        Argument("within", "quantity", "analogs only: how far apart in the year the days may lie", unit="day",
                 whole=True, low=0, high=182, default="45 day"),
        Argument("around", "quantity", "analogs only: how far around the area the weather is compared", unit="km",
                 low=0, high=3000, default="300 km"),
    ),
    needs="series",
    gives="series",
    conventions=(
        Convention(
            "adjustment",
            "{method}, {kind}: quantile_delta_mapping by month on the models' own cells to the means of the "
            "observations there. bcsd: anomalies from its monthly climatology between four cells, on that of each fine "
            "cell. analogs: weights of {analogs} observed days within {within} whose anomalies rebuild the model's "
            "over all cells within {around}, on the fine climatology moved by the change between four cells. Rain at "
            "most 3 times its highest; without observations none is made",
            {"en": "Where there are observations, models are adjusted to them on the models' own cells, month by "
                   "month, and {method_en}.",
             "fr": "Là où il y a des observations, les modèles y sont ajustés sur leurs propres mailles, mois par "
                   "mois, et {method_fr}."},
        ),
    ),
    learns=True,
    source="Wood, Leung, Sridhar and Lettenmaier 2004, Climatic Change 62, 189-216; daily: Thrasher et al. 2012, "
    "Hydrology and Earth System Sciences 16, 3309-3314; analogs: Hidalgo, Dettinger and Cayan 2008, California Energy "
    "Commission CEC-500-2007-123, after adjustment as Maurer et al. 2010, Hydrology and Earth System Sciences 14, "
    "1125-1138",
)  # fmt: skip

OPERATIONS = (
    REGRID,
    DOWNSCALE,
    LAPSE_RATE,
    HEIGHT_CORRECTION,
)
