"""Adjusting model output to observations, group of days by group of days: training and applying are two acts.

Three methods map quantiles. p is the share of days of the group that are lower (0 lowest, 1 highest); R(p) and H(p)
are the quantile functions of the reference and of the model in the training period, known at nodes
(k + 0.5) / quantiles.

  quantile_mapping            a value is looked up in H, and R at the same p is its adjusted value: the training climate
                              of the model becomes that of the reference
  detrended_quantile_mapping  the same for what is left of a value when its group's trend is brought to the training
                              mean (taken away for kind "+", divided out for "*"); what was taken is given back after.
                              The trend is a line by least squares over the days of the group, or their mean
                              (`degree` 0); for kind "*" it is kept at a tenth of that mean or more
  quantile_delta_mapping      p is the value's rank among the days of its group in the series that is adjusted, and the
                              value is changed by what separates R(p) from H(p): the model's own change of each
                              quantile, x - H(p) or x / H(p), is kept. Ranks are taken within the series given, so a
                              baseline and a future are applied one at a time.

Kind "+" adds R - H (temperature), kind "*" multiplies by R / H (rain).

Groups (`groups.make_groups`): months, seasons, days of the year with a window, or none. With a window, quantiles and
ranks are those of all days of the window, in the series that is adjusted as in training.

Interpolation. "nearest" takes the nearest node of the day's own group, which is what xsdba's `nearest` does. "linear"
draws straight lines between nodes, in the day's own group: a step stays at the turn of a month. "bilinear" also goes
straight from the middle of one group to that of the next, around the year: R and H at a day are those of the two
groups it lies between, weighted, node by node; so it is bilinear in (quantile, group). xsdba's `linear` instead cuts
each (quantile, group) rectangle along a diagonal, up to 0.8 K from bilinear. A day of the year has groups of its own,
so there the two are the same but for 29 February and the 360-day calendar. Where a neighbour was not taught, the own
group stands alone.

Tails. Below the first and above the last node the correction stays that of the node, added or multiplied, so the
adjusted value goes on rising with the raw one: no cliff, nothing left raw.

Dry days (kind "*"). A day with less than `wet_day` is dry, in reference, training and series alike. The dry days of a
group are put on a straight ramp from 0 to `wet_day`, in a random order that hangs on (seed, cell, day) only; adjusted
values below `wet_day` become 0. So a model that drizzles loses its drizzle, a model too dry gains wet days, and its own
change in the number of wet days is kept. Where the model was dry in training, a wet day is divided by `wet_day`
instead, or by the reference where that is dry as well: rain new to both stays as it is.

Bound (kind "*"). An adjusted value is at most `growth` times the largest reference value of the cell and group, or
the raw value where that is more. Values cut there are counted.

Missing days (what is not a finite number) stay missing and change no other day but by the rank they no longer take: a
dry day at the edge of the lot may become wet by it, so at least `wet_day`, or the other way round.

What cannot teach (`taught`). A group of a cell with fewer than `least_days` days (10 unless asked) of the reference or
of the model, or whose model is dry on all its days where the reference is wet on more than one in ten, gives missing
values, which are counted. Training is refused where that shows a slip of units: all such groups, or means a
thousandfold apart. Kind "*" is refused for values below zero; what rounding left there is taken as 0 and counted. Kind
"+" does not know what can be below zero: use "*" for rain, as recipes must, or bound the result
(`ordering.within_bounds`).

Others stand in the same table: `linear_scaling` and `variance_scaling` (see `scaling`), `trend_preserving` (see there).
Beside it: `deltas` (the observed days moved by the model's change), `multivariate` (variables that belong together),
`ordering` (lowest, mean and highest temperature; humidity).

A method is one row of the table in `methods`: how it learns (`Lesson` -> arrays by name) and how it moves values
(`Trained`, values, groups -> adjusted and counts). `train` and `apply` check what is given, and are the same for all;
saving, checking and opening again are too (`trained`). A further method needs its own module and its row.

Sources: Panofsky and Brier (1958); Cannon, Sobie and Murdock (2015), doi 10.1175/JCLI-D-14-00754.1, for quantile delta
and detrended quantile mapping; for the dry days Vrac, Noel and Vautard (2016), doi 10.1002/2015JD024511. Ours differs
from xsdba on purpose: its QDM stretches the ranks of a series with ties at its lowest value and, by default, ranks
within single days where it was trained on windows; its frequency adaptation is drawn unseeded and only in training;
its factors have no bound.
"""

from .acts import apply, shares, train
from .groups import Groups, make_groups
from .methods import METHODS
from .table import FACTS, INTERPOLATIONS, KINDS, Lesson, Method, Once, Rule, each_time
from .trained import Trained

__all__ = [
    "FACTS",
    "INTERPOLATIONS",
    "KINDS",
    "METHODS",
    "Groups",
    "Lesson",
    "Method",
    "Once",
    "Rule",
    "Trained",
    "apply",
    "each_time",
    "make_groups",
    "shares",
    "train",
]
