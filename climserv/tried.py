"""What came of changed settings, as plain data for pages: counts, years and the map, as a product's record has them."""

from typing import Any

from .products.counts import Counts
from .products.figures.cells import cells_of
from .products.record import series
from .running.results.result import Result


def shown(result: Result) -> dict[str, Any]:
    """All that a page sets beside a product of the same question.

    parameters  all of the recipe's, as they were used
    statement   what the answer counts, with the years of the record
    outputs     by name, the main one first: metric, unit, summary (rows as in `summary.csv`) and series (years)
    map         counts of years in each cell, see `cells_of`; None where there is no grid
    """
    filled, counts = result.filled, Counts(result)
    record = {"unit": result.metric.unit, "record_period": counts.record_period}
    return {
        "parameters": dict(filled.parameters),
        "definition": {name: filled.defined(name) for name in filled.outputs},
        "statement": counts.statement.as_dict() | record,
        "outputs": [
            {
                "name": one.name, "code": one.code, "metric": one.metric.code, "unit": one.metric.unit,
                "summary": [{**row, "probability": row["probability"]} for row in one.summary],
                "series": series(one.places),
            }
            for one in result.answers
        ],
        "map": cells_of(result, counts),
    }  # fmt: skip
