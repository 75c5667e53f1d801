"""Odds as people say them: `2 in 10`."""

import re

from ..vocabulary.problems import Problem, Refused

_FORM = re.compile(r"\s*(\d{1,3})\s*(?:in|of|out of|on|sur|kati ya|de cada|/)\s*(\d{1,3})\s*", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:%|percent)\s*")


def parse_odds(text: object, *, where: str) -> tuple[int, int]:
    """Read `2 in 10` (also `2 of 10`, `2 sur 10`, `2/10`) as (times, years); raises `Refused` for anything else."""
    found = _FORM.fullmatch(text) if isinstance(text, str) else None
    if found:
        times, years = int(found[1]), int(found[2])
        if years > 0 and times <= years:
            return times, years
    raise Refused(
        Problem("odds.form", where, "this is not so many times in so many years", str(text), "such as 2 in 10")
    )


def parse_certainty(text: object, *, where: str) -> float:
    """Read `7 in 10`, or `70 %`, as a share between 0 and 1; raises `Refused` for anything else."""
    percent = _PERCENT.fullmatch(text) if isinstance(text, str) else None
    if percent:
        share = float(percent[1].replace(",", ".")) / 100
        if share <= 1:
            return share
    try:
        times, years = parse_odds(text, where=where)
    except Refused:
        raise Refused(
            Problem("certainty.form", where, "this does not say how often it must be right", str(text),
                    "such as 7 in 10, or 70 %")
        ) from None  # fmt: skip
    return times / years
