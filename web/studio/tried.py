"""What came of a try, made ready for its page: years as bars, counts, a map of cells, and what it took."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user

from climserv.products.words.phrases import quantity
from climserv.recipes.checking import examine
from climserv.recipes.in_words import in_words
from climserv.running.jobs.jobs import Job
from climserv.vocabulary.problems import Problem
from climserv.vocabulary.seasons import parse_month_day
from climserv.vocabulary.texts import text_in

from ..house import house
from ..products.history import History, day_label, draw
from .movers import movers
from .told import NAME, told

SIZE = (420, 190)
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")


def show_proof(job: Job, _language: str) -> dict:
    """How the golden cases went."""
    tests = job.result["tests"]
    return {
        "sound": job.result["sound"], "run": tests["run"], "passed": tests["passed"], "there": tests["there"],
        "problems": told(_problem(one) for one in (*job.result["problems"], *tests["failed"])),
    }  # fmt: skip


def show_preview(job: Job, language: str) -> dict:
    """Years, counts, map, and what it took; beside an earlier preview, its counts and numbers too."""
    found, first = job.result, _first(job)
    recipe = examine(job.order["order"]["text"], NAME)[0]
    used, before = found["parameters"], first["parameters"] if first else {}
    was = {_counted(row): row["years_true"] for row in first["counts"]} if first else {}
    return {
        "answer": text_in(found["answer"], language), "notes": [in_words(note, language) for note in found["notes"]],
        "area": found["area"],
        "movers": movers(recipe, language, used, before) if recipe else [],
        "before": job.order.get("before") or job.id, "compared": bool(first),
        "answer_before": text_in(first["answer"], language) if first else "",
        "map": found["map"] and _map(found["map"]),
        "outputs": [_output(found, one, language, was) for one in found["outputs"]],
        "timings": [{**one, "seconds": round(one["seconds"], 2)} for one in found["timings"]],
        "seconds": round(found["seconds"], 1), "megabytes": round(found["expected"]["bytes"] / 1e6, 1),
        "peak": round(found["peak_bytes"] / 1e6, 1),
    }  # fmt: skip


def _first(job: Job) -> Mapping | None:
    """What came of the preview that this one is set beside; None where there is none, or it is gone."""
    before = job.order.get("before")
    earlier = house().jobs.see(before, current_user) if before else None
    return earlier.result if earlier is not None else None


def _counted(row: Mapping) -> tuple:
    """What a count is of."""
    return tuple(row[name] for name in ("output", "place", "member_group", "period", "condition"))


def show_comparison(job: Job, language: str) -> dict:
    """Both versions year by year; the years that differ stand out."""
    found = job.result
    rows = found["rows"]
    before, after = (
        _graphs(rows, found["outputs"][side], language, lambda row, side=side: row[side])
        for side in ("before", "after")
    )
    groups = dict.fromkeys((row["place"], row["member"], row["period"]) for row in rows)
    return {
        "said": found["said"].get(language, found["said"]["en"]), "numbers": job.order.get("numbers", ("", "")),
        "answers": {side: text_in(found["answers"][side], language) for side in ("before", "after")},
        "graphs": [
            {"who": who(*key), "before": before.get(key), "after": after.get(key)} for key in groups
        ],
        "rows": [
            {"who": who(row["place"], row["member"]), "season": row["season"], "differs": row["differs"],
             "before": season_words(row["before"], language), "after": season_words(row["after"], language)}
            for row in rows
        ],
    }  # fmt: skip


def who(place: str, member: str, period: str = "") -> str:
    """Whose years these are; of the whole area, no place is named."""
    member = _("Observed") if member == "observed" else member
    return ", ".join(one for one in ("" if place == "all" else place, member, period) if one)


def season_words(season: Mapping | None, language: str) -> str:
    """One season's answer: a date, a quantity, or why there is none."""
    if season is None:
        return "–"
    if season["outcome"] == "unknown":
        return _("cannot be known")
    if season["outcome"] == "did_not_happen":
        return _("did not happen")
    if season["date"]:
        return format_date(date.fromisoformat(season["date"]), "d MMMM")
    return quantity(f"{float(season['value']):g} {season['unit']}", language)


def _output(found: Mapping, output: Mapping, language: str, was: Mapping) -> dict:
    rows = [row for row in found["years"] if row["output"] == output["name"]]
    graphs = _graphs(rows, output, language, lambda row: row)
    counts = [row for row in found["counts"] if row["output"] == output["name"]]
    return {
        "label": text_in(output["label"], language), "name": output["name"],
        "graphs": [{"who": who(*key), "graph": graph} for key, graph in graphs.items()],
        "rows": [{"who": who(row["place"], row["member"]), "season": row["season"], "told": season_words(row, language)}
                 for row in rows],
        "counts": [
            {**row, "who": who(row["place"], row["member_group"]), "before": was.get(_counted(row)),
             "main": row["condition"] == output.get("answer_at"), "when": _condition(row["condition"], language)}
            for row in counts
        ],
    }  # fmt: skip


def _graphs(rows: Sequence[Mapping], output: Mapping, language: str, side) -> dict[tuple[str, ...], History]:
    """A small graph for each place, member and period; the threshold is the output's own, where it has one."""
    start = _start(output)
    groups: dict[tuple[str, ...], list] = {}
    for row in rows:
        season = side(row)
        if season is not None:
            value = float(season["value"]) if season["value"] not in ("", None) else None
            key = (row["place"], row["member"], row["period"])
            groups.setdefault(key, []).append((row["season"], value, season["outcome"]))
    statement, line = _statement(output, start)

    def label(value: float) -> str:
        return day_label(start, value, lambda day: format_date(day, "d MMM")) if start else f"{value:g}"

    return {
        key: draw(
            seasons, statement=statement, condition=lambda _season: line or 0.0, line=line, label_value=label, size=SIZE
        )
        for key, seasons in groups.items()
    }


def _start(output: Mapping) -> tuple[int, int] | None:
    """The day that dates of an output are counted from."""
    if output["kind"] != "date" or not output.get("start"):
        return None
    day = parse_month_day(output["start"], where="")
    return day.month, day.day


def _statement(output: Mapping, start: tuple[int, int] | None) -> tuple[str, float | None]:
    """The comparison that the years are counted by, and its number; where there is none, no year is counted."""
    at = output.get("answer_at") or next(iter(output.get("at") or ()), None)
    if not output.get("statement") or at is None:
        return "", None
    return output["statement"], _number(str(at), start)


def _number(at: str, start: tuple[int, int] | None) -> float:
    """A moment as the days from the start of the season that its values are counted in; else the number itself."""
    if start is None or not _MONTH_DAY.fullmatch(at):
        return float(at.split()[0])
    day = parse_month_day(at, where="")
    first = date(2001, *start)
    return float((date(2001 + ((day.month, day.day) < start), day.month, day.day) - first).days)


def _condition(at: str, language: str) -> str:
    """What years are counted by: a day of the year, or an amount."""
    if _MONTH_DAY.fullmatch(at):
        day = parse_month_day(at, where="")
        return format_date(date(2000, day.month, day.day), "d MMMM")
    return quantity(at, language)


def _map(found: Mapping) -> dict:
    """Each panel as rects of one degree grid, north at the top; `share` in tenths says how dark."""
    lats, lons = sorted(set(found["lat"]), reverse=True), sorted(set(found["lon"]))
    panels = []
    for panel in found["panels"]:
        cells = list(_cells(found, panel, lats, lons))
        panels.append({"group": panel["group"], "period": panel["period"], "cells": cells})
    return {"width": len(lons), "height": len(lats), "panels": panels}


def _cells(found: Mapping, panel: Mapping, lats, lons) -> Iterator[dict]:
    for lat, lon, true, valid in zip(found["lat"], found["lon"], panel["true"], panel["valid"], strict=True):
        tenth = round(10 * true / valid) if valid else None
        yield {"x": lons.index(lon), "y": lats.index(lat), "tenth": tenth, "true": true, "valid": valid}


def _problem(one: Mapping) -> Problem:
    return Problem(**{name: one.get(name, "") for name in ("code", "where", "what", "got", "allowed", "next_step")})
