"""Examples to begin from: the sample needs, without the names of those who said them."""

from functools import cache

from climserv.config import shipped
from climserv.needs.loading import load_need, need_to_dict
from climserv.vocabulary.texts import text_in


@cache
def _samples() -> dict[str, dict]:
    folder = shipped("sample_data") / "needs"
    return {path.stem: need_to_dict(load_need(path)) for path in sorted(folder.glob("*.yaml"))}


def examples(language: str) -> list[dict[str, str]]:
    return [
        {"id": name, "title": text_in(record.get("question", {}), language) or name}
        for name, record in _samples().items()
    ]


def example_record(name: str) -> dict:
    """The record of an example, empty for any other name. Who said it and who confirmed it stays behind."""
    record = {key: value for key, value in _samples().get(name, {}).items() if key not in ("origin", "need")}
    if "metric" in record:
        record["metric"] = {key: value for key, value in record["metric"].items() if key != "confirmed_by"}
    return record
