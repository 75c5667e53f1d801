"""Runs of years: which part of a question a dataset holds."""

from collections.abc import Sequence

from ..vocabulary.seasons import Years


def overlap(one: Years, other: Years) -> Years | None:
    """The years in both; None when there are none."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Years(first, last) if first <= last else None


def part_held(asked: Years, runs: Sequence[Years]) -> Years | None:
    """The longest unbroken part of `asked` that the runs hold; the earlier of two as long."""
    parts = [part for run in runs if (part := overlap(asked, run))]
    return max(parts, key=lambda part: (len(part), -part.first), default=None)


def shared_years(one: Sequence[Years], other: Sequence[Years], *, longest: int) -> Years | None:
    """The last `longest` years of the first unbroken run that both hold.

    The first, because what follows the gap in a model's years is already a scenario.
    """
    for run in one:
        held = part_held(run, other)
        if held is not None:
            return Years(max(held.first, held.last - longest + 1), held.last)
    return None


def widened(asked: Years, runs: Sequence[Years], *, least: int) -> Years:
    """`asked` made at least `least` years long, about its middle, inside the run that holds it where one does."""
    missing = max(0, least - len(asked))
    first = asked.first - missing // 2
    last = first + max(least, len(asked)) - 1
    for run in runs:
        if overlap(asked, run) and len(run) >= last - first + 1:
            shift = max(0, run.first - first) - max(0, last - run.last)
            return Years(first + shift, last + shift)
    return Years(first, last)


def spoken(runs: Sequence[Years]) -> str:
    """`1995-2014, 2020-2099`; one year stands alone."""
    return ", ".join(str(run) if len(run) > 1 else str(run.first) for run in runs)
