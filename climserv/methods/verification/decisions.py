"""Acting on a warning: what came of it, what it was worth, and which trigger a group can live with.

Four counts, in the words of anticipatory action: a warning was followed by the event (worthy action) or not (in vain);
without a warning the event came (fail to act) or did not (worthy inaction). A year of which the warning or the event is
unknown is in none of the four and is counted apart.

Cost and loss. Acting costs `cost` whether the event comes or not; not acting when it comes loses `loss`. What a warning
is worth is told between two marks: 0 is the best that can be done by knowing only how often the event comes (always
act, or never), 1 is knowing it each time. Below 0 a group does better without the warning.
"""

from dataclasses import dataclass

import numpy as np

from climserv.vocabulary.four_counts import DecisionTable, years_over
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least
from .events import outcomes_of


def decision_table(warning, event) -> DecisionTable:
    """Count what came of warnings.

    warning, event  (year) booleans, or uint8 outcomes: HAPPENED (warned; it came), DID_NOT_HAPPEN, UNKNOWN; numbers 0
                    and 1 are refused, see `events`
    returns         DecisionTable
    source          Jolliffe and Stephenson (2012), Forecast Verification, 2nd edition, Wiley, chapter 3; the words are
                    those of anticipatory action

    >>> decision_table([True, True, False, False, False], [True, False, True, False, False])
    DecisionTable(worthy_action=1, in_vain=1, fail_to_act=1, worthy_inaction=2, unknown=0)
    >>> decision_table(np.array([1, 1, 2], np.uint8), np.array([1, 0, 2], np.uint8))
    DecisionTable(worthy_action=1, in_vain=0, fail_to_act=0, worthy_inaction=1, unknown=1)
    """
    warning, event = outcomes_of(warning, "decision_table, warning"), outcomes_of(event, "decision_table, event")
    if warning.shape != event.shape or warning.ndim != 1:
        refuse_if([_unlike(warning, event, "decision_table")])
    acted, came = warning == Outcome.HAPPENED, event == Outcome.HAPPENED
    quiet, stayed = warning == Outcome.DID_NOT_HAPPEN, event == Outcome.DID_NOT_HAPPEN
    four = [int(np.count_nonzero(both)) for both in (acted & came, acted & stayed, quiet & came, quiet & stayed)]
    return DecisionTable(*four, unknown=len(event) - sum(four))


def expense(table: DecisionTable, *, cost: float, loss: float) -> dict[str, float]:
    """What a year costs on average: by the warning, without any, and knowing each time; and what the warning is worth.

    cost, loss  of acting, and of an event that finds nobody prepared; one unit, `cost` not below 0, `loss` above 0
    returns     by_warning, without (the cheaper of always and never acting), perfect, and `value`: 0 as without, 1 as
                perfect; not a number when knowing could not help (acting costs more than the loss, or the event never
                or always comes)
    source      Richardson (2000), Quarterly Journal of the Royal Meteorological Society 126, 649-667

    Paying for predictions: acting costs a bean, a flood that finds nobody prepared costs four, and the flood comes
    when two dice sum to ten or more. Acting when the first die shows five or six:

    >>> pairs = [(first, second) for first in range(1, 7) for second in range(1, 7)]
    >>> table = decision_table([first >= 5 for first, _ in pairs], [sum(pair) >= 10 for pair in pairs])
    >>> {name: round(beans, 3) for name, beans in expense(table, cost=1, loss=4).items()}
    {'by_warning': 0.444, 'without': 0.667, 'perfect': 0.167, 'value': 0.444}
    """
    refuse_if(at_least(cost, 0, "expense, cost") + _above_zero(loss, "expense, loss"))
    years = table.years
    if years == 0:
        return dict.fromkeys(("by_warning", "without", "perfect", "value"), float("nan"))
    rate = table.events / years
    by_warning = (table.actions * cost + table.fail_to_act * loss) / years
    without, perfect = min(cost, rate * loss), rate * min(cost, loss)
    value = (without - by_warning) / (without - perfect) if without > perfect else float("nan")
    return {"by_warning": by_warning, "without": without, "perfect": perfect, "value": value}


def relative_value(table: DecisionTable, ratios) -> np.ndarray:
    """Worth of a warning for users of every cost/loss ratio: 1 perfect, 0 as good as knowing only the frequency.

    ratios   (ratio) cost / loss, each from 0 to 1
    returns  (ratio) float64; not a number where knowing could not help
    source   Richardson (2000), Quarterly Journal of the Royal Meteorological Society 126, 649-667

    >>> table = DecisionTable(worthy_action=5, in_vain=7, fail_to_act=1, worthy_inaction=23)
    >>> [round(float(worth), 3) for worth in relative_value(table, [0.25, 1 / 6])]
    [0.444, 0.6]
    """
    ratios = np.asarray(ratios, np.float64)
    if not ((ratios >= 0) & (ratios <= 1)).all():
        refuse_if(
            [Problem("argument.bounds", "relative_value, ratios", "a ratio out of bounds", _span(ratios), "0 to 1")]
        )
    return np.array([expense(table, cost=ratio, loss=1.0)["value"] for ratio in ratios.tolist()])


@dataclass(frozen=True)
class Trigger:
    """A probability from which a group acts, and what would have come of it.

    tolerable  whether both errors stay within what the group accepts; None when there is no year to tell by
    """

    probability: float
    table: DecisionTable
    tolerable: bool | None


def triggers(probability, event, *, in_vain: float, miss: float, candidates=None) -> list[Trigger]:
    """What every trigger would have meant, the best for this group first.

    probability     (year) forecast of the event, 0 to 1; not a number where there was none
    event           (year) booleans or uint8 outcomes, as in `decision_table`
    in_vain, miss   what the group accepts: "in ten years, how often may we act and it does not come; how often may it
                    come and we have not acted", as shares of all years (2 in 10 is 0.2)
    candidates      probabilities to act from; default: every value that was forecast
    returns         triggers: tolerable ones first; among them the one with the fewest misses, then the fewest actions
                    in vain, then the higher probability; the others by how far they exceed what is accepted; last
                    those that nothing is known of, in no year
    source          the menu of triggers of forecast-based financing: manual.forecast-based-financing.org

    >>> found = triggers([0.1, 0.3, 0.6, 0.8], [False, True, False, True], in_vain=0.25, miss=0.25)
    >>> [(one.probability, one.tolerable, one.table.in_vain, one.table.fail_to_act) for one in found]
    [(0.3, True, 1, 0), (0.8, True, 0, 1), (0.6, True, 1, 1), (0.1, False, 2, 0)]
    """
    here = "triggers, "
    refuse_if(at_least(in_vain, 0, here + "in_vain") + at_least(miss, 0, here + "miss"))
    probability, event = np.asarray(probability, np.float64), outcomes_of(event, here + "event")
    if probability.shape != event.shape or probability.ndim != 1:
        refuse_if([_unlike(probability, event, "triggers")])
    known = np.isfinite(probability)
    if not ((probability[known] >= 0) & (probability[known] <= 1)).all():
        got = _span(probability[known])
        refuse_if([Problem("argument.bounds", here + "probability", "not a probability", got, "0 to 1")])
    asked = np.unique(probability[known]) if candidates is None else np.unique(np.asarray(candidates, np.float64))
    found = [_trigger(limit, probability, known, event, in_vain, miss) for limit in asked.tolist()]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _trigger(limit, probability, known, event, in_vain, miss) -> tuple[tuple, Trigger]:
    """One trigger with the key that puts the best first."""
    warning = np.where(known, np.where(probability >= limit, Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN), Outcome.UNKNOWN)
    table = decision_table(warning.astype(np.uint8), event)
    over = years_over(table, in_vain=in_vain, miss=miss)
    key = (table.years == 0, over, table.fail_to_act, table.in_vain, -limit)
    return key, Trigger(limit, table, not over if table.years else None)


def _span(values) -> str:
    return f"{values.min():g} to {values.max():g}"


def _unlike(first, second, where: str) -> Problem:
    what = "the warning and the event must be given for the same years"
    return Problem("array.shape", where, what, f"{first.shape} and {second.shape}", "two series of one length")


def _above_zero(value, where: str) -> list[Problem]:
    return [] if value > 0 else [Problem("argument.bounds", where, "a number out of bounds", str(value), "above 0")]
