"""The record of a product, `product.json`: what it is, what went in, what came out; one plain dictionary."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath

import climserv

from ..vocabulary.outcomes import NOT_A_SEASON, Outcome
from . import answers
from .counts import Counts
from .spreads import spread_sentences
from .trust import all_sources, made_for_demonstration, trust_block
from .words.phrases import checked, definition, say
from .words.trust_words import FIELDS

SCHEMA = "climserv.product/1"
# What a product takes from the need record; names, consents and notes of people stay behind.
NEED_PARTS = ("need", "question", "decision", "time", "space", "metric", "tolerance", "reach", "bad_years")


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces: the same bytes for the same content."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def need_as_used(need: Mapping | None) -> dict | None:
    """The parts of a need that a product answers; taking them twice changes nothing."""
    if need is None:
        return None
    return _plain({part: need[part] for part in NEED_PARTS if part in need})


def _plain(value: object) -> object:
    """Only what JSON holds: text keys, lists, no empty objects of ours."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def what_went_in(result, need: Mapping | None, languages: Sequence[str]) -> dict:
    """Everything that decides what a product is; no clock, no path, no name of a machine."""
    order = result.order
    return {
        "schema": SCHEMA,
        "software": climserv.__version__,
        "recipe": _plain(result.filled.as_dict()),
        "sources": [_checksums(source) for source in result.sources],
        "reference": _checksums(result.reference) if result.reference else None,
        "area": {"name": result.area.name, "geometry": _plain(result.area.geometry), "note": result.area.note},
        "asked": {"period": order.period, "baseline": order.baseline},
        "periods": [str(label) for label in result.places["period"].values],
        "need": sha256(canonical(need_as_used(need))),
        "languages": list(languages),
    }


def _checksums(source) -> dict:
    return {"name": source.name, "role": source.role, "files": [[f.name, f.sha256] for f in source.files]}


def product_id(result, need: Mapping | None, languages: Sequence[str]) -> str:
    return sha256(canonical(what_went_in(result, need, languages)))


def build_record(result, counts: Counts, need: Mapping | None, languages: Sequence[str]) -> dict:
    """The record without its `files`; `seal` adds those last."""
    filled, used = result.filled, need_as_used(need)
    question = (used or {}).get("question") or dict(filled.question)
    question = {languages[0]: question} if isinstance(question, str) else dict(question)
    texts = list(dict.fromkeys([*languages, "en"]))
    return {
        "schema": SCHEMA,
        "id": product_id(result, need, languages),
        "title": question,
        "question": question,
        "answer": {lang: answers.answer(counts, result.metric, lang) for lang in texts},
        "headline": {lang: answers.headline(counts, lang) for lang in texts},
        "outlook": {
            lang: answers.outlook(counts, result.metric, lang)
            + spread_sentences(result.spreads, result.metric, counts.scenarios, lang)
            for lang in texts
        },
        "asides": {lang: answers.asides(result, counts, lang) + _provisional(used, lang) for lang in texts},
        "definition": {lang: definition(result.metric.code, filled.defined(filled.outputs[0]), lang) for lang in texts},
        "statement": counts.statement.as_dict() | {"unit": result.metric.unit, "record_period": counts.record_period},
        "languages": list(languages),
        "unchecked_languages": [lang for lang in languages if not checked(lang)],
        "recipe": {
            "id": filled.id, "version": filled.version, "sha256": filled.sha256, "title": dict(filled.title),
            "filled": _plain(filled.as_dict()),
        },
        "parameters": _plain(filled.parameters),
        "need": used,
        "order": _order(result),
        "metric": {"code": result.metric.code, "kind": result.metric.kind, "unit": result.metric.unit,
                   "label": dict(result.metric.label)},
        "conventions": _plain(filled.conventions),
        "conventions_in_words": {lang: filled.convention_sentences(lang) for lang in texts},
        "hindsight": bool(filled.uses_hindsight),
        "looks_ahead": {name: filled.looks_ahead(name) for name in filled.outputs},
        "datasets": [_dataset(source, result) for source in all_sources(result)],
        "area": _area(result, counts),
        "periods": [{"label": label, "role": role} for label, role in counts.roles.items()],
        "members": [vars(member) for member in counts.members],
        "counts": [_plain_row(row) for row in result.summary],
        **({"spreads": _plain(result.spreads)} if result.spreads else {}),
        **({"so_far": _plain(result.so_far)} if result.so_far else {}),
        "series": series(result.places),
        **({"others": [_other(answer) for answer in result.others]} if result.others else {}),
        "adjustment": _plain(result.adjustment),
        "skill": _plain(result.skill),
        "trust": trust_block(result, counts),
        "limits": [_plain(limit) for limit in _limits(result)],
        "notes": list(result.notes),
        "made_for_demonstration": made_for_demonstration(result),
        "demonstration": {lang: say(lang, "demo") for lang in texts} if made_for_demonstration(result) else {},
        "software": {"name": "climserv", "version": climserv.__version__},
    }  # fmt: skip


def _order(result) -> dict:
    """The order, so that the product can be made again; files by name, not by where they lay on one machine."""
    order = _plain(result.order.as_dict())

    def named(text: str, source) -> str:
        return source.name if source.card is None else text

    return order | {
        "recipe": PurePath(order["recipe"]).name,
        "data": [named(text, source) for text, source in zip(order["data"], result.sources, strict=True)],
        "reference": named(order["reference"], result.reference) if result.reference else order["reference"],
        "area": PurePath(order["area"]).name if _is_file(order["area"]) else order["area"],
        "need": need_as_used(order.get("need")),
        **({"global_means": PurePath(order["global_means"]).name} if order.get("global_means") else {}),
    }


def _is_file(area: str | None) -> bool:
    return bool(area) and area.lower().endswith((".geojson", ".json"))


def _provisional(need: Mapping | None, language: str) -> list[str]:
    """That the group is not sure of its threshold, where its need says so."""
    sure = ((need or {}).get("metric") or {}).get("sure")
    return [say(language, "provisional")] if str(sure).lower() in ("no", "false") else []


def _dataset(source, result) -> dict:
    card = source.card
    return {
        "id": source.name,
        "role": source.role,
        "used_as": "reference" if source is result.reference else "data",
        "title": dict(source.title),
        "files": [{"name": f.name, "sha256": f.sha256, "size": f.size} for f in source.files],
        "members": [member.id for piece in source.pieces for member in piece.members],
        "calendars": list(dict.fromkeys(piece.dates.calendar for piece in source.pieces)),
        "licence": _plain(card.licence.model_dump()) if card else None,
        "period": card.period if card else _years(source),
        "made_for_demonstration": source.made_for_demonstration,
        "notes": list(source.notes),
    }


def _years(source) -> str:
    first = min(int(piece.dates.year[0]) for piece in source.pieces)
    return f"{first}-{max(int(piece.dates.year[-1]) for piece in source.pieces)}"


def _area(result, counts: Counts) -> dict:
    lat, lon = ([float(v) for v in result.places[name].values] for name in ("lat", "lon"))
    at = [_at(place) for place in zip(counts.places, lat, lon, strict=True)]
    area = result.area
    # Without an area, every site was taken: their own names say more than "all".
    name = area.name if result.order.area or len(counts.places) == 1 else ", ".join(counts.places)
    return {"name": name, "note": area.note, "places": at, "geometry": _plain(area.geometry)}


def _at(place: tuple[str, float, float]) -> dict:
    name, lat, lon = place
    # A station whose position the file does not give stays without one.
    known = [None if x != x else round(x, 6) for x in (lat, lon)]
    return {"name": name, "lat": known[0], "lon": known[1]}


def _limits(result) -> list:
    cards = [source.card for source in all_sources(result) if source.card]
    return [dict(limit) for limit in (*result.filled.limits, *(one for card in cards for one in card.limits))]


def _plain_row(row: Mapping) -> dict:
    share = row["probability"]
    return _plain(dict(row)) | {"probability": None if share is None or share != share else float(share)}


def _other(answer) -> dict:
    """An output beside the main one: what it is, its counts and its years."""
    metric = {"code": answer.metric.code, "kind": answer.metric.kind, "unit": answer.metric.unit}
    return {
        "name": answer.name, "code": answer.code, "metric": metric | {"label": dict(answer.metric.label)},
        "start": answer.start, "counts": [_plain_row(row) for row in answer.summary], "series": series(answer.places),
        **({"spreads": _plain(answer.spreads)} if answer.spreads else {}),
    }  # fmt: skip


def series(places) -> list[dict]:
    """Small lists for the page's own charts: [season label, value or null, outcome word] of each member and period."""
    places = places.transpose("member", "period", "place", "season")
    value, outcome = places["value"].values, places["outcome"].values
    labels = places["season_label"].transpose("period", "season").values
    found = []
    for m, member in enumerate(places["member"].values):
        for p, period in enumerate(places["period"].values):
            for i, place in enumerate(places["place"].values):
                seasons = zip(labels[p], value[m, p, i], outcome[m, p, i], strict=True)
                rows = [_season(*season) for season in seasons if season[2] != NOT_A_SEASON]
                if rows:
                    found.append(
                        {"place": str(place), "member": str(member), "group": str(places["group"].values[m]),
                         "period": str(period), "period_role": str(places["period_role"].values[p]), "values": rows}
                    )  # fmt: skip
    return found


def _season(label, value, outcome) -> list:
    # Seven digits are what float32 carries; the same text stands in table.csv.
    number = float(f"{float(value):.7g}") if outcome == Outcome.HAPPENED else None
    return [str(label), number, Outcome(int(outcome)).word]


def seal(record: Mapping, files: Mapping[str, str]) -> dict:
    """The record with the checksums of its files, and one of itself, so that a change to any of it is seen."""
    whole = {**record, "files": dict(sorted(files.items()))}
    return whole | {"record_sha256": own_checksum(whole)}


def own_checksum(record: Mapping) -> str:
    return sha256(canonical({key: value for key, value in record.items() if key != "record_sha256"}))


def as_text(record: Mapping) -> str:
    return json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def missing_trust(product: Mapping) -> list[str]:
    """The fields of the trust block that are empty; with any of them, the product cannot be released."""
    trust = product.get("trust") or {}
    return [name for name in FIELDS if not str((trust.get(name) or {}).get("en", "")).strip()]
