"""Spreads: what the steps over members found, as sentences of one product; the numbers stand in its table."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..vocabulary.texts import text_in
from .words.phrases import days_unit, month_day, number, scenario, spoken
from .words.spread_words import SPREAD_WORDS

# More places than these are in the table only.
_MOST_PLACES = 3
_RANGES = {"percentile_of_members": "members", "percentile_of_years": "years", "change": "change",
           "at_warming_level": "warming"}  # fmt: skip


def spread_sentences(rows: Sequence[Mapping], metric, scenarios: Sequence[str], language: str) -> list[str]:
    """A sentence for each statement over the members of a scenario; of single members the table tells.

    rows  as `running.spreading.spread` gives them
    """
    places = list(dict.fromkeys(row["place"] for row in rows))[:_MOST_PLACES]
    chosen = [row for row in rows if row["place"] in places and row["member_group"] in scenarios]
    found = []
    for (place, *_), some in groupby(chosen, key=_together):
        told = list(_told(list(some), metric, language))
        found += [f"{place}: {text}" if len(places) > 1 and first == 0 else text for first, text in enumerate(told)]
    return found


def _together(row: Mapping) -> tuple[str, ...]:
    """What one sentence is made of; a robust change is said behind the share that agrees."""
    kind = "robustness" if row["statement"] == "agreement" else row["statement"]
    return row["place"], row["member_group"], row["period"], kind, row["unit"]


def _told(rows: Sequence[Mapping], metric, language: str) -> Iterator[str]:
    words, first = SPREAD_WORDS[spoken(language)], rows[0]
    named = {
        "who": scenario(first["member_group"], language), "period": first["period"], "n": first["members"],
        "label": text_in(metric.label, language),
    }  # fmt: skip
    if (key := _RANGES.get(first["statement"])) is not None:
        yield from _range(words[key], rows, words, named, language)
    elif first["statement"] == "time_of_emergence":
        last = first["words"].split()[-1] if first["words"] else ""
        if last.isdigit():
            yield words["emergence" if first["value"] is not None else "emergence.not"].format(**named, year=last)
    else:
        for row in rows:
            if row["value"] is None:
                continue
            key = f"{row['statement']}.{row['condition'] if row['statement'] == 'agreement' else int(row['value'])}"
            yield words[key].format(**named, share=round(100 * row["value"]))


def _range(template: str, rows: Sequence[Mapping], words: Mapping, named: Mapping, language: str) -> Iterator[str]:
    """The lowest, middle and highest percentile that were asked for, where all are known."""
    by = sorted((float(row["condition"][1:]), row) for row in rows if row["condition"].startswith("p"))
    if not by or any(row["value"] is None for _, row in by):
        return
    middle = min(by, key=lambda pair: abs(pair[0] - 50))[1]
    low, high = by[0][1], by[-1][1]
    against = middle["words"].removeprefix("against ")
    yield template.format(
        **named,
        low=_said(low, language),
        middle=_said(middle, language),
        high=_said(high, language),
        level=rows[0]["period"],
        against=words["against"].format(baseline=against),
    )


def _said(row: Mapping, language: str) -> str:
    """A value as people read it: a date, or a number with its unit."""
    first = row["words"].split()[0] if row["words"] else ""
    if len(first) == 5 and first[2] == "-":
        return month_day(first, language)
    value = row["value"]
    shown = round(value, 1 if abs(value) < 100 else 0)
    unit = "%" if row["unit"] == "%" else days_unit(row["unit"], abs(shown), language)
    return f"{number(shown)} {unit}".strip()
