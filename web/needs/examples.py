"""How others said it: the sample needs, and needs that are open to the reader, without who said them."""

from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from climserv.config import shipped
from climserv.needs.loading import load_need, need_from_dict, need_to_dict
from climserv.needs.sharing import as_others_read_it
from climserv.needs.similar import bounds_of_geometry, similar_needs
from climserv.storage.needs.needs import list_needs
from climserv.storage.permissions import Who
from climserv.vocabulary.texts import text_in

from .form import value_at
from .in_words import value_in_words
from .questions import Screen

MOST = 4


@cache
def _samples() -> dict[str, dict]:
    folder = shipped("sample_data") / "needs"
    return {path.stem: need_to_dict(load_need(path)) for path in sorted(folder.glob("*.yaml"))}


def example_record(name: str) -> dict:
    """The record of an example, empty for any other name. Who said it and who confirmed it stays behind."""
    record = {key: value for key, value in _samples().get(name, {}).items() if key not in ("origin", "need")}
    if "metric" in record:
        record["metric"] = {key: value for key, value in record["metric"].items() if key != "confirmed_by"}
    return record


def said_by_others(session: Session, who: Who, screen: Screen, record: dict[str, Any], language: str) -> list[dict]:
    """What others answered to a screen, those with needs alike first, then the examples; each answer once.

    `example` is set where one tap can put the answer into the fields.
    """
    found: list[dict] = []
    for source, example in [*((one, "") for one in _open_records(session, who, record)), *_examples()]:
        lines = _answers(screen, source, language)
        if lines and all(one["lines"] != lines for one in found):
            title = text_in(source.get("question", {}), language)
            found.append({"title": title, "lines": lines, "example": example})
    return found[:MOST]


def _examples() -> list[tuple[dict, str]]:
    return [(example_record(name), name) for name in _samples()]


def _open_records(session: Session, who: Who, record: dict[str, Any]) -> list[dict]:
    """The needs open to the reader, those like this one first; no name, no local knowledge of theirs."""
    mine, _problems = need_from_dict({**record, "need": record.get("need") or "new"})
    others = {}
    for version in list_needs(session, who):
        if version.need_id != mine.need:
            others[version.need_id] = as_others_read_it(need_from_dict(version.record)[0])
    alike = [one.other for one in similar_needs(mine, others.values(), bounds_of_geometry)]
    order = [*alike, *(name for name in others if name not in alike)][:MOST]
    records = (need_to_dict(others[name]) for name in order)
    return [{key: value for key, value in one.items() if key not in ("origin", "who")} for one in records]


def _answers(screen: Screen, record: dict[str, Any], language: str) -> list[str]:
    values = ((question, value_at(record, question.path)) for question in screen.leaves)
    return [value_in_words(question, value, language) for question, value in values if value]
