"""The four counts of acting on a warning, how sure a share of few years is, and what a group can live with.

Pure: the arrays of `methods` and the pages of the web count and judge alike.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Two-sided 95 % of the normal distribution.
_Z95 = 1.959963984540054


@dataclass(frozen=True)
class DecisionTable:
    """The four counts, and the years of which nobody can tell."""

    worthy_action: int
    in_vain: int
    fail_to_act: int
    worthy_inaction: int
    unknown: int = 0

    @property
    def years(self) -> int:
        """Years in the four counts."""
        return self.worthy_action + self.in_vain + self.fail_to_act + self.worthy_inaction

    @property
    def events(self) -> int:
        return self.worthy_action + self.fail_to_act

    @property
    def actions(self) -> int:
        return self.worthy_action + self.in_vain


def count_pairs(years: Iterable[tuple[bool | None, bool | None]]) -> DecisionTable:
    """Count years, each as whether there was a warning and whether the event came; None is not known.

    >>> count_pairs([(True, True), (True, False), (False, True), (None, True)])
    DecisionTable(worthy_action=1, in_vain=1, fail_to_act=1, worthy_inaction=0, unknown=1)
    """
    pairs = list(years)
    four = [pairs.count(one) for one in ((True, True), (True, False), (False, True), (False, False))]
    return DecisionTable(*four, unknown=len(pairs) - sum(four))


def share_with_interval(count: int, of: int) -> tuple[float, float, float]:
    """A share and the 95 % interval of what it may be in the long run (Wilson's); not a number when `of` is 0.

    count, of  numbers of years
    returns    share, low, high
    source     Wilson (1927), Journal of the American Statistical Association 22, 209-212; Brown, Cai and DasGupta
               (2001), Statistical Science 16, 101-133, who advise it for small numbers

    >>> [round(part, 3) for part in share_with_interval(21, 30)]
    [0.7, 0.521, 0.833]
    """
    if of == 0:
        return float("nan"), float("nan"), float("nan")
    share, z2 = count / of, _Z95**2
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z95 / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    # Rounding must not put the share itself outside, as it would where all of them count, or none.
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def years_over(table: DecisionTable, *, in_vain: float, miss: float) -> float:
    """By how many years both errors together exceed what a group accepts; 0 where it can live with them.

    in_vain, miss   shares of all years, 2 in 10 is 0.2

    >>> years_over(DecisionTable(3, 4, 1, 7), in_vain=0.2, miss=0.2)
    1.0
    """
    # Whole years compare exactly: 0.2 of 15 years is 3, whatever 0.2 * 15 is in binary.
    pairs = ((table.in_vain, in_vain), (table.fail_to_act, miss))
    return sum(max(0.0, round(count - allowed * table.years, 9)) for count, allowed in pairs)
