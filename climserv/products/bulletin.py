"""The bulletin: one page in one language that stands alone, to be read on a phone or pinned to a wall."""

import base64
from functools import cache
from pathlib import Path

from ..vocabulary.texts import text_in
from .counts import OBSERVED, Counts, years_of_models
from .message import language_notice
from .words.bulletin_words import BULLETIN_WORDS
from .words.phrases import bare_count, count, month_day, number, rate, say, scenario, spoken, tenths
from .words.trust_words import FIELDS

_MOST_PLACES = 6
_MOST_TENS = 3


@cache
def _template():
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # Everything that comes from people or files is escaped; only our own drawing is marked as safe.
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("bulletin.html")


def bulletin(
    record: dict, counts: Counts, language: str, *, graph_svg: bytes, map_png: bytes | None, colour: str
) -> str:
    """The whole page as text; every number in it stands in the record, and so in the tables."""
    from markupsafe import Markup

    words = _words(language)
    drawing = graph_svg.decode()
    answer = record["answer"][language]
    area, period = record["area"]["name"], record["statement"]["record_period"]
    return _template().render(
        language=spoken(language),
        title=text_in(record["title"], language),
        where=", ".join(filter(None, [area, words["years"].format(period=period) if period else ""])),
        demo=record["demonstration"].get(language, ""),
        answer=answer,
        tens=_tens(counts, language),
        colour=colour,
        asides=record["asides"][language],
        definition=record["definition"][language],
        graph=Markup(drawing[drawing.index("<svg") :]),  # noqa: S704 - drawn by us; matplotlib escapes its texts
        graph_alt=words["graph.alt"].format(answer=answer),
        notices=[text for text in _notices(record, language) if text],
        outlook=record["outlook"][language],
        model_years=say(language, years_of_models(record)),
        map=base64.b64encode(map_png).decode() if map_png else "",
        map_alt=words["map.alt"].format(answer=answer),
        tables=_tables(record, counts, language),
        more_places=_more(counts, words),
        trust=[(words[f"trust.{name}"], text_in(record["trust"][name], language)) for name in FIELDS[:-1]],
        cannot_tell=text_in(record["trust"]["cannot_tell"], language),
        limits=[text_in(limit, language) for limit in record["limits"]],
        recipe=_recipe(record["recipe"], language),
        software=f"{record['software']['name']} {record['software']['version']}",
        parameters=[(name.replace("_", " "), value) for name, value in record["parameters"].items()],
        conventions=record["conventions_in_words"][language],
        datasets=[_dataset(one, language) for one in record["datasets"]],
        notes=record["notes"],
        references="; ".join(record["recipe"]["filled"].get("references", [])),
        id=record["id"],
        w={name.replace(".", "_"): text for name, text in words.items()},
    )


def _recipe(recipe: dict, language: str) -> str:
    return f"{text_in(recipe['title'], language)}, {_words(language)['version'].format(n=recipe['version'])}"


def _words(language: str) -> dict[str, str]:
    return {**BULLETIN_WORDS["en"], **BULLETIN_WORDS[spoken(language)]}


def _notices(record: dict, language: str) -> list[str]:
    hindsight = say(language, "hindsight") if record["hindsight"] else ""
    return [hindsight, say(language, "one_year"), language_notice(language)]


def _tens(counts: Counts, language: str) -> list[dict]:
    """Ten circles for the observations and for each scenario, with the raw count beside them."""
    found = []
    for place in counts.places if len(counts.places) <= _MOST_TENS else ():
        named = f"{place}. " if len(counts.places) > 1 else ""
        for group in (OBSERVED, *counts.scenarios):
            models = group != OBSERVED
            period = (
                (counts.period(group, "future") or counts.period(group, "baseline")) if models else counts.record_period
            )
            row = counts.row(place, group, period) if period else None
            if row is None or not rate(row["years_true"], row["years_valid"], language):
                continue
            true, valid = row["years_true"], row["years_valid"]
            name = scenario(group, language) if models else _words(language)["group.observed"]
            of = counts.of_models if models else "count"
            text = f"{named}{name}, {period}: {count(true, valid, language, of=of)}"
            found.append({"filled": tenths(true, valid), "text": text})
    return found


def _tables(record: dict, counts: Counts, language: str) -> list[dict]:
    return [_table(counts, place, language) for place in counts.places[:_MOST_PLACES]]


def _table(counts: Counts, place: str, language: str) -> dict:
    """Every group and period of one place, one column a condition."""
    words, code = _words(language), counts.statement.code
    heads = []
    for condition in counts.conditions:
        if counts.statement.is_date:
            heads.append({"words": words[code].format(date=month_day(condition, language)), "exact": condition})
        else:
            heads.append({"words": words[code].format(n=number(float(condition.split()[0]))), "exact": condition})
    rows = []
    groups = dict.fromkeys(str(row["member_group"]) for row in counts.rows)
    for group in groups:
        for period in counts.roles:
            found = [counts.row(place, group, period, condition) for condition in counts.conditions]
            if any(row is not None for row in found):
                cells = [_cell(row, language, words) for row in found]
                rows.append({"name": f"{_group(counts, group, words)}, {period}", "cells": cells})
    return {"place": place, "heads": heads, "rows": rows}


def _group(counts: Counts, group: str, words: dict[str, str]) -> str:
    if group == OBSERVED:
        return words["group.observed"]
    return words["group.pooled"].format(group=group) if group in counts.scenarios else group


def _cell(row, language: str, words: dict[str, str]) -> str:
    if row is None:
        return "–"
    unknown = row["years_unknown"]
    beside = f" ({words['counts.unknown'].format(n=unknown)})" if unknown else ""
    return bare_count(row["years_true"], row["years_valid"], language) + beside


def _more(counts: Counts, words: dict[str, str]) -> str:
    hidden = len(counts.places) - _MOST_PLACES
    return words["more_places"].format(n=hidden) if hidden > 0 else ""


def _dataset(dataset: dict, language: str) -> dict:
    licence = dataset["licence"]["name"] if dataset["licence"] else ""
    return {"title": text_in(dataset["title"], language), "licence": licence, "files": dataset["files"]}
