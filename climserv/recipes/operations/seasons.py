"""Seasons and spells of rain, declared."""

from ..conventions import ONSET, SEASONS, Convention
from .operation import OF, OPERATORS, Argument, Operation

_STERN = "Stern, Dennett and Dale 1982, Experimental Agriculture 18, 223-236"
_MARTEAU = "Marteau et al. 2011, Agricultural and Forest Meteorology 151, 1356-1369"

WET_OPERATOR = Argument(
    "operator", "choice", "whether a day with just that much is wet (>=) or not (>)", choices=OPERATORS
)
_START = (
    OF,
    Argument("amount", "quantity", "how much rain the window must bring", unit="mm", low=0.1, high=1000),
    Argument(
        "window", "quantity", "over how many days in a row that rain is added up",
        unit="day", whole=True, low=1, high=60, ahead=True,
    ),
    Argument("wet_day", "quantity", "how much rain makes a day wet", unit="mm/day", low=0, high=50),
    WET_OPERATOR,
    Argument("wet_days", "integer", "the least number of wet days in the window", low=1, high=60),
    Argument(
        "anchor", "choice", "which day of the window is the date",
        choices=("first_wet_day", "window_start", "window_end"),
        words={
            "first_wet_day": {
                "en": "the first wet day of the window", "fr": "le premier jour de pluie de la fenêtre",
            },
            "window_start": {"en": "the first day of the window", "fr": "le premier jour de la fenêtre"},
            "window_end": {"en": "the last day of the window", "fr": "le dernier jour de la fenêtre"},
        },
    ),
    Argument(
        "dry_spell", "quantity", "how many dry days in a row undo the start",
        unit="day", whole=True, low=1, high=60,
    ),
    Argument(
        "look_ahead", "quantity", "days after the window in which no such dry spell may lie; 0 day: no test",
        unit="day", whole=True, low=0, high=120, ahead=True,
    ),
    Argument("search", "season", "first and last day on which the window may start"),
)  # fmt: skip
_AFTER = Argument(
    "after", "input", "the start of the rains, from a step before: the end is searched after it", takes="seasonal",
    dated=True, default="",
)  # fmt: skip

EXACT_MISSING = (
    Convention(
        "missing", "a season is unknown only when a missing day could change its answer",
        {"en": "A season is unknown only when a missing day could change its answer.",
         "fr": "Une saison n'est inconnue que si un jour manquant pouvait changer sa réponse."},
    ),
)  # fmt: skip
_ENDED = (
    Convention(
        "outcome",
        "happened; did_not_happen: not ended by the end of the search; unknown; never merged; without a start, or "
        "without the rain that last_rain asks for, there is no season, which counts as nothing",
        {"en": "A year whose rains had not ended by {last_en} is kept apart from a year that cannot be known; a year "
               "in which no rains began counts as nothing.",
         "fr": "Une année dont les pluies n'avaient pas cessé au {last_fr} est distinguée d'une année inconnue ; une "
               "année sans début des pluies ne compte pour rien."},
    ),
    Convention("search_start", "{first}"),
    Convention("search_end", "{last}"),
)  # fmt: skip

FIND_ONSET = Operation(
    "onset",
    1,
    "Finds the first day of a season by which enough rain has come without a long dry spell after it",
    _START,
    needs="series",
    gives="seasonal",
    conventions=(*ONSET, *SEASONS),
    source=f"{_STERN}; Sivakumar 1988, Agricultural and Forest Meteorology 42, 295-305",
    variables=("pr",),
    metric="rainy_season_onset",
    hindsight="look_ahead",
)

_BY_NOW = ("amount", "window", "wet_day", "operator", "wet_days")

START_ON_THE_DAY = Operation(
    "onset_on_the_day",
    1,
    "Finds the first day by which enough rain has come, as those know it who stand in it: nothing that follows is read",
    (
        *(argument for argument in _START if argument.name in ("of", *_BY_NOW)),
        Argument("search", "season", "first and last day of the search; rain before it does not count"),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "amount", "{amount}",
            {"en": "It is time on the first day on which the last {window_en}, that day among them, have brought "
                   "{amount_en} or more together, with {wet_days} wet {day_en} or more among them.",
             "fr": "C'est le moment le premier jour où les derniers {window_fr}, ce jour compris, ont apporté ensemble "
                   "{amount_fr} ou plus, avec au moins {wet_days} {day_fr} de pluie."},
        ),
        *(one for one in ONSET if one.key in ("window", "wet_day", "operator", "wet_days")),
        Convention(
            "hindsight", "no: only rain up to the day is used; a false start cannot be told",
            {"en": "The rule reads no day that follows: it serves on the day itself and cannot tell a false start.",
             "fr": "La règle ne lit aucun jour qui suit : elle peut servir le jour même et ne reconnaît pas un faux "
                   "départ."},
        ),
        Convention(
            "search_start", "{first}",
            {"en": "The day is searched from {first_en} to {last_en}; rain before that does not count.",
             "fr": "Le jour est cherché du {first_fr} au {last_fr} ; la pluie tombée avant ne compte pas."},
        ),
        Convention("search_end", "{last}"),
        *(one for one in ONSET if one.key in ("missing", "outcome")),
        *SEASONS,
    ),
    source=_MARTEAU,
    variables=("pr",),
    metric="rainy_season_onset_on_the_day",
)  # fmt: skip

SECOND_RAIN = Operation(
    "second_rain",
    1,
    "Finds the first day by which enough rain has come a second time, soon enough after a first: for those who wait",
    (
        *(argument for argument in _START if argument.name in ("of", *_BY_NOW)),
        Argument(
            "within", "quantity", "within how many days after the first time the second must be there",
            unit="day", whole=True, low=1, high=60,
        ),
        Argument("search", "season", "first and last day of the search; rain before it does not count"),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "amount", "{amount}",
            {"en": "It is time on the first day on which the last {window_en}, that day among them, have brought "
                   "{amount_en} or more together for the second time, at most {within_en} after the first time; no "
                   "day is added up twice.",
             "fr": "C'est le moment le premier jour où les derniers {window_fr}, ce jour compris, ont apporté ensemble "
                   "{amount_fr} ou plus pour la seconde fois, {within_fr} au plus après la première ; aucun jour "
                   "n'est compté deux fois."},
        ),
        *(one for one in START_ON_THE_DAY.conventions if one.key != "amount"),
    ),
    source=_MARTEAU,
    variables=("pr",),
    metric="rainy_season_onset_on_the_day",
)  # fmt: skip

COUNT_FALSE_STARTS = Operation(
    "false_starts",
    1,
    "Counts the starts of the rains that a dry spell undid before the one that is kept",
    _START,
    needs="series",
    gives="seasonal",
    conventions=(
        *(one for one in ONSET if one.key not in ("missing", "outcome")),
        Convention(
            "false_start", "windows undone by one run of dry days are one false start",
            {"en": "Rains that one and the same run of dry days undid are one false start.",
             "fr": "Des pluies qu'une même suite de jours secs a annulées sont un seul faux départ."},
        ),
        Convention(
            "missing", "a missing day among the days looked at makes the season unknown",
            {"en": "A missing day up to the start of the rains makes the season unknown.",
             "fr": "Un jour manquant jusqu'au début des pluies rend la saison inconnue."},
        ),
        Convention("outcome", "happened: it could be counted, none is a count too; unknown: it could not"),
        *SEASONS,
    ),
    source=_MARTEAU,
    variables=("pr",),
    metric="false_starts",
    hindsight="look_ahead",
)  # fmt: skip

FIND_CESSATION = Operation(
    "cessation",
    2,
    "Finds the day on which the rains end",
    (
        OF,
        Argument(
            "rule", "choice", "what tells the end", choices=("dry_days", "dry_total", "last_rain"),
            words={
                "dry_days": {"en": "the first of the dry days", "fr": "le premier des jours secs"},
                "dry_total": {
                    "en": "the first of days that bring no more than that together",
                    "fr": "le premier des jours qui n'apportent pas plus que cela ensemble",
                },
                "last_rain": {
                    "en": "the last day by which as much has fallen",
                    "fr": "le dernier jour où il en est tombé autant",
                },
            },
        ),
        Argument(
            "amount", "quantity", "the rain of a wet day, or of all the days together", unit="mm", low=0, high=1000,
        ),
        Argument(
            "days", "quantity", "how many days in a row", unit="day", whole=True, low=1, high=120, ahead=True,
            behind=True,
        ),
        WET_OPERATOR,
        _AFTER,
        Argument("search", "season", "first and last day on which the rains may end"),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "rule", "{rule}, {amount}, {days}, {operator}",
            {"en": "The rains end, from {first_en} on, on {ended_en}.",
             "fr": "Les pluies cessent, à partir du {first_fr}, {ended_fr}."},
        ),
        *_ENDED,
        *EXACT_MISSING,
        *SEASONS,
    ),
    source=f"Sivakumar 1988, Agricultural and Forest Meteorology 42, 295-305; {_STERN}",
    variables=("pr",),
    metric="rainy_season_end",
    hindsight="days",
)  # fmt: skip

FIND_DRY_SOIL = Operation(
    "dry_soil_cessation",
    2,
    "Finds the day on which the soil's water comes to an end",
    (
        OF,
        Argument(
            "evapotranspiration", "input", "what the soil loses each day; else `loss`", variables=("evspsblpot",),
            default="",
        ),
        Argument("loss", "quantity", "what it loses a day", unit="mm/day", low=0, high=30, default="5 mm/day"),
        Argument("capacity", "quantity", "most water that the soil holds", unit="mm", low=1, high=1000),
        Argument("initial", "quantity", "water before the balance begins", unit="mm", low=0, high=1000, default="0 mm"),
        Argument(
            "run_up", "quantity", "days before the search on which the balance begins",
            unit="day", whole=True, low=0, high=300, behind=True, default="120 day",
        ),
        Argument("left", "quantity", "the water is at an end at this much", unit="mm", low=0, high=1000),
        Argument(
            "days", "quantity", "for how many days it must stay so", unit="day", whole=True, low=1, high=60, ahead=True,
        ),
        _AFTER,
        Argument("search", "season", "first and last day on which the rains may end"),
    ),
    needs="series",
    gives="seasonal",
    conventions=(
        Convention(
            "rule", "{capacity} of soil water, from {initial} {run_up} before; at an end at {left} for {days}",
            {"en": "The season ends, from {first_en} on, with the first of {days_en} on which a soil that holds "
                   "{capacity_en} has {left_en} or less.",
             "fr": "La saison finit, à partir du {first_fr}, avec le premier de {days_fr} où un sol qui contient "
                   "{capacity_fr} n'a plus que {left_fr}."},
        ),
        Convention(
            "loss", "{evapotranspiration}, else {loss}",
            {"en": "Where no evapotranspiration is given the soil loses {loss_en}.",
             "fr": "Sans évapotranspiration donnée, le sol perd {loss_fr}."},
        ),
        *_ENDED,
        *EXACT_MISSING,
        *SEASONS,
    ),
    source=_STERN,
    variables=("pr",),
    metric="rainy_season_end",
    hindsight="days",
)  # fmt: skip

MEASURE_SEASON = Operation(
    "season_length",
    2,
    "Counts the days from the start of the rains to their end",
    (
        Argument("start", "input", "the start of the rains, from a step before", takes="seasonal", dated=True),
        Argument("end", "input", "the end of the rains, from a step before", takes="seasonal", dated=True),
        Argument(
            "not_ended", "choice", "what becomes of rains that had not ended when the search for their end did",
            choices=("to_search_end", "did_not_happen"), default="to_search_end",
            words={
                "did_not_happen": {
                    "en": "has no known length", "fr": "n'a pas de durée connue",
                },
                "to_search_end": {
                    "en": "is counted to the end of that search, and was at least so long",
                    "fr": "est comptée jusqu'à la fin de cette recherche, et a duré au moins cela",
                },
            },
        ),
    ),
    needs="seasonal",
    gives="seasonal",
    conventions=(
        Convention(
            "not_ended", "{not_ended}",
            {"en": "A season that had not ended when its search did {not_ended_en}.",
             "fr": "Une saison qui n'avait pas fini à la fin de la recherche {not_ended_fr}."},
        ),
        Convention(
            "outcome", "happened; did_not_happen: no start; unknown: start or end is; never merged",
            {"en": "A year without a start has no season; it counts as short.",
             "fr": "Une année sans début n'a pas de saison ; elle compte comme courte."},
        ),
        # The steps that find start and end say what their seasons are.
        Convention("missing", "unknown when start or end is"),
    ),
    source=_STERN,
    variables=("pr",),
    metric="season_length",
)  # fmt: skip

OPERATIONS = (
    FIND_ONSET, START_ON_THE_DAY, SECOND_RAIN, COUNT_FALSE_STARTS, FIND_CESSATION, FIND_DRY_SOIL, MEASURE_SEASON,
)  # fmt: skip
