"""Delta change: the observed days themselves, moved by the model's change of the mean."""

from .acts import apply, train
from .groups import Groups
from .trained import Trained


def train_change(future, historical, future_groups: Groups, hist_groups: Groups, **rule) -> Trained:
    """What changes in the model, for each cell and group of days: an adjustment that can be saved like any other.

    future, historical          (cell, time) float32, the model in the period asked for and in the observed one
    future_groups, hist_groups  their groups, from `make_groups`
    rule                        kind, and what else `train` takes: wet_day, cells, interpolation, growth, least_days,
                                most
    returns                     Trained, whose `reference` is the future
    source                      Hay, Wilby and Leavesley (2000), Journal of the American Water Resources Association 36,
                                387-397

    A model that gets 2 K warmer in January:

    >>> from climserv.methods.adjustment.groups import as_groups
    >>> days = as_groups([1, 1, 1])
    >>> trained = train_change([[285, 286, 287]], [[283, 284, 285]], days, days, kind="+", least_days=1)
    >>> [float(trained.found[name][0, 0]) for name in ("reference", "historical")]
    [286.0, 284.0]
    """
    return train(future, historical, future_groups, hist_groups, method="linear_scaling", **rule)


def delta_change(observed, obs_groups: Groups, trained: Trained):
    """The observed series moved by the model's change of the mean of each group.

    The days are the observed ones: their order, spells and number of wet days are those of the past, and so is the
    length of the series. Only amounts are of the period asked for. It is not an adjusted model.

    observed    (cell, time) float32, any calendar; missing days stay missing
    obs_groups  the groups of its days
    trained     from `train_change`
    returns     (cell, time) float32, and facts as `apply` gives them
    source      Hay, Wilby and Leavesley (2000), Journal of the American Water Resources Association 36, 387-397

    A model that gets 2 K warmer, and four observed days of which one is missing:

    >>> from climserv.methods.calendars import Timeline
    >>> from climserv.methods.adjustment.groups import make_groups
    >>> days = make_groups(Timeline("noleap", [2001] * 4, [1] * 4, [1, 2, 3, 4]), "month")
    >>> trained = train_change([[285, 286, 287, 288]], [[283, 284, 285, 286]], days, days, kind="+", least_days=1)
    >>> moved, facts = delta_change([[280, 281, float("nan"), 282]], days, trained)
    >>> moved.tolist(), facts["values"]
    ([[282.0, 283.0, nan, 284.0]], 3)
    """
    return apply(trained, observed, obs_groups)
