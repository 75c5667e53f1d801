"""Previews as plain data, for the studio: the limits that may be asked for, and what a preview shows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .config import Settings
from .products.answers import answer
from .products.counts import Counts
from .products.figures.cells import cells_of
from .products.tables import TABLE, table_rows
from .recipes.stated_words import LANGUAGES
from .recipes.stating import sentences
from .running.previewing import Limits, Preview
from .running.results.result import Answer
from .vocabulary.problems import Problem, Refused
from .vocabulary.units import parse_quantity

# A preview is one of several things that a worker does at once.
_SHARE = 8
# What may be asked for: years and members shown, seconds at most.
_MOST = {"years": 40, "members": 20, "seconds": 60}


def asked_limits(asked: Mapping[str, Any], settings: Settings) -> Limits:
    """The limits of a preview, as asked where that is allowed; memory is a share of what a run may use."""
    memory = parse_quantity(settings.memory_limit, where="CLIMSERV_MEMORY_LIMIT", like="byte").to("byte")
    limits = replace(Limits(), memory=min(Limits.memory, memory / _SHARE))
    problems = []
    for name, most in _MOST.items():
        number = asked.get(name, getattr(limits, name))
        if isinstance(number, bool) or not isinstance(number, int | float) or not 1 <= number <= most:
            what = f"a preview cannot have so many {name}"
            problems.append(Problem("preview.limit", f"preview, {name}", what, str(number), f"1 to {most}"))
        else:
            limits = replace(limits, **{name: number})
    if problems:
        raise Refused(problems)
    return limits


def shown(made: Preview) -> dict[str, Any]:
    """All that a page needs of a preview, as plain data.

    years      one row a place, member and season of each output, with the names of the columns of `table.csv`
    counts     rows as in `summary.csv`, with the output they are of
    map        counts of years in each cell, for the answer's statement; None where there is no grid
    """
    result, plan = made.result, made.plan
    counts = Counts(result)
    return {
        "recipe": {"id": plan.filled.id, "version": plan.filled.version, "sha256": plan.filled.sha256},
        "parameters": dict(plan.filled.parameters),
        "title": dict(plan.filled.title),
        "question": dict(plan.filled.question),
        "answer": {language: answer(counts, result.metric, language) for language in LANGUAGES},
        "conventions": {language: sentences(plan.filled.steps, language) for language in LANGUAGES},
        "area": {"name": plan.selection.name, "cells": len(plan.selection.index)},
        "notes": list(result.notes),
        "outputs": [_output(one, plan.filled) for one in result.answers],
        "years": [
            {"output": one.name, **dict(zip(TABLE, row, strict=True))}
            for one in result.answers
            for row in table_rows(one)
        ],
        "counts": [{"output": one.name, **row} for one in result.answers for row in one.summary],
        "map": cells_of(result, counts),
        "timings": [{"what": one.what, "step": one.step, "seconds": round(one.seconds, 4)} for one in made.timings],
        "seconds": round(made.seconds, 3),
        "expected": {"seconds": made.expected.seconds, "bytes": made.expected.memory + made.expected.result},
        "peak_bytes": made.peak,
    }


def _output(one: Answer, filled) -> dict[str, Any]:
    counted = filled.counted(one.name) or {}
    at = [str(moment) for moment in counted.get("at", ())]
    return {
        "name": one.name, "code": one.code, "metric": one.metric.code, "kind": one.metric.kind, "unit": one.metric.unit,
        "label": dict(one.metric.label), "start": one.start, "statement": str(counted.get("statement", "")), "at": at,
        "answer_at": str(counted.get("answer_at", "") or (at[0] if at else "")),
    }  # fmt: skip
