"""Adjustment of model data to observations: what the training years teach is applied to each period."""

from ...methods.adjustment import apply, train
from ..values import Arguments, Context, Series


def adjust(values, arguments: Arguments, context: Context) -> Series:
    """Without observations this step is not reached: the series stays as it came."""
    series: Series = values["of"]
    if "trained" not in context.learnt:
        reference, historical = values["to"], context.training["of"]
        context.learnt["trained"] = train(
            reference.values,
            historical.values,
            reference.month,
            historical.month,
            method=arguments["method"],
            kind=arguments["kind"],
            quantiles=arguments["quantiles"],
            wet_day=arguments.number("wet_day", "mm/day"),
            seed=arguments["seed"],
            cells=context.cells,
        )
    adjusted, facts = apply(context.learnt["trained"], series.values, series.month, days=series.day_number)
    context.facts.update(facts)
    return series.holding(adjusted)


FUNCTIONS = {"adjust": adjust}
