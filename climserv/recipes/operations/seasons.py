"""Seasons and spells of rain, declared."""

from ..conventions import ONSET, SEASONS
from .operation import OF, OPERATORS, Argument, Operation

FIND_ONSET = Operation(
    "onset",
    1,
    "Finds the first day of a season by which enough rain has come without a long dry spell after it",
    (
        OF,
        Argument("amount", "quantity", "how much rain the window must bring", unit="mm", low=0.1, high=1000),
        Argument(
            "window", "quantity", "over how many days in a row that rain is added up",
            unit="day", whole=True, low=1, high=60, ahead=True,
        ),
        Argument("wet_day", "quantity", "how much rain makes a day wet", unit="mm/day", low=0, high=50),
        Argument("operator", "choice", "whether a day with just that much is wet (>=) or not (>)", choices=OPERATORS),
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
    ),
    needs="series",
    gives="seasonal",
    conventions=(*ONSET, *SEASONS),
    source=(
        "Stern, Dennett and Dale 1982, Experimental Agriculture 18, 223-236; "
        "Sivakumar 1988, Agricultural and Forest Meteorology 42, 295-305"
    ),
    variables=("pr",),
    metric="rainy_season_onset",
    hindsight="look_ahead",
)  # fmt: skip

OPERATIONS = (FIND_ONSET,)
