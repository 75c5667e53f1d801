"""Which years a draft is made for: those of the need where the data hold them, else a stated choice."""

from ..vocabulary.seasons import Years
from .rules.case import NORMAL_YEARS, Case
from .years import part_held

# The years most often asked of projections; taken where the need names none and the data hold them all.
MIDDLE = Years(2041, 2070)


def chosen_period(case: Case) -> Years | None:
    """The years to compute; None when the data hold none of those asked about.

    A record: the part of the years asked about that it holds; named for years to come, or not at all, its last normal.
    Models: the part they hold after the training years, else 2041-2070, else their last normal. Asked about this
    season they are given no year of it: there they have none.
    """
    asked, runs = case.asked_years, case.data.years
    if case.group == "record":
        if asked is not None and case.need.time.horizon == "past":
            return part_held(asked, runs)
        longest = max(runs, key=lambda run: (len(run), run.first))
        return longest if case.need.time.horizon == "past" else _last_normal(longest)
    if asked is not None and case.need.time.horizon in ("projection", "years"):
        return part_held(asked, runs)
    return MIDDLE if part_held(MIDDLE, runs) == MIDDLE else _last_normal(runs[-1])


def _last_normal(run: Years) -> Years:
    return Years(max(run.first, run.last - NORMAL_YEARS + 1), run.last)
