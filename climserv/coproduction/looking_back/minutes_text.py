"""Minutes line by line, in a language of the house, for every form of a document. Words of people stay as said."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..people.described import in_words
from ..people.labels import WORDS as LABELS
from ..people.labels import Kind as LabelKind
from ..sheets.sheet_kinds import KINDS
from .minutes import content_hash
from .minutes_words import WORDS

Line = tuple[str, Any]
"""What it is (`h1`, `h2`, `p`, `li`, `sub`: a line under the last, `data`) and its words; of data a name and a text."""
# What `climserv product rebuild --from-minutes` looks for.
MARK = "climserv.agreement/1"


def lines(
    minutes: Mapping[str, Any], title: str, language: str, stands: Mapping[str, Any] | None = None
) -> Iterator[Line]:
    """The minutes, line by line; with `stands` (as of `minutes.standing`) it is said how far they are agreed to."""
    words = WORDS.get(language, WORDS["en"])
    yield "h1", f"{words['title']}{words['colon']}{title}"
    yield "p", " · ".join(filter(None, (minutes["starts"].replace("T", " "), minutes["place"])))
    if stands:
        yield "p", _standing(stands, words)
    for name, part in PARTS.items():
        found = list(part(minutes, words, language))
        if found or name not in UNASKED:
            yield "h2", words[name]
            yield from found or [("p", words["none"])]
    yield "p", f"{words['hash']}{words['colon']}{content_hash(dict(minutes))}"
    for one in minutes["agreements"]:
        if one["again"]:
            yield "data", (MARK, json.dumps(one, ensure_ascii=False, indent=1, sort_keys=True))


def title_of(minutes: Mapping[str, Any], title: str, language: str) -> str:
    """The title of the document."""
    words = WORDS.get(language, WORDS["en"])
    return f"{words['title']}{words['colon']}{title}, {minutes['starts'][:10]}"


def _standing(stands: Mapping, words: Mapping) -> str:
    told = words[f"stands.{stands['state']}"]
    if stands["state"] == "agreed":
        return f"{stands['day']}{words['colon']}{told}"
    sides = ", ".join(words[f"side.{side}"] for side in stands["sides"])
    return f"{told} {words['agreed_by']}{words['colon']}{sides}" if sides else told


def _present(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for by in ("side", "gender", "age_band"):
        groups = minutes["present"].get(by, {})
        if by == "side" or set(groups) - {"", "not said"}:
            for group, people in groups.items():
                named = words.get(f"side.{group}") or words.get(group) or in_words(by, group, language)
                yield "li", f"{named}{words['colon']}{people} {words['people']}"
    if any(minutes["turns"].values()):
        yield "p", f"{words['turns']}: " + _sides(minutes["turns"], words)


def _table(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for one in minutes["table"]:
        yield "li", f"{one['title']} ({words['version']} {one['version']})"
    if minutes["sheets"]:
        titles = [KINDS[one["kind"]].title[language if language in WORDS else "en"] for one in minutes["sheets"]]
        yield "li", f"{words['sheets']}{words['colon']}{'; '.join(titles)}"


def _said(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for one in minutes["said"]:
        who = ", ".join(filter(None, (one["name"], words[f"side.{one['side']}"])))
        yield "li", f"{one['words']} ({who})"
        for kind, text in one["labels"]:
            told = LABELS[LabelKind(kind)] if kind in tuple(LabelKind) else {"en": kind}
            yield "sub", " ".join(filter(None, (told.get(language, told["en"]), text)))
    for name in ("kept_back", "taken_back"):
        if minutes[name]:
            yield "p", f"{words[name]}{words['colon']}{minutes[name]}"
    for remark in minutes["parked"]:
        yield "li", f"{words['parked']}{words['colon']}{remark}"


def _decisions(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for one in minutes["decisions"]:
        on = f" ({one['on']}, {words['version']} {one['version']})" if one["on"] else ""
        yield "li", f"{one['question']}{on}{words['colon']}{words.get(one['state'], one['state'])}"
        if one["counts"] is None:
            yield "sub", words["few"]
        for side, values in (one["counts"] or {}).items():
            counted = ", ".join(f"{words.get(value, value)} {number}" for value, number in values.items())
            yield "sub", f"{words.get(f'side.{side}', side)}{words['colon']}{counted}"
        for view in one["dissent"]:
            yield "li", _dissent(view, words)


def _dissent(view: Mapping, words: Mapping) -> str:
    who = ", ".join(filter(None, (view["name"], words[f"side.{view['side']}"] if view["side"] else "")))
    told = f"{words['dissent']}{words['colon']}{words.get(view['word'], words['one_dissent'])}"
    told += f" × {view['people']}" if view["people"] > 1 else ""
    told += f" ({who})" if who else ""
    told += f"{words['colon']}{view['words']}" if view["words"] else ""
    told += "".join(f"; {words[name]}{words['colon']}{view[name]}" for name in ("mend", "met") if view[name])
    return told + (f"; {words['overruled']}" if view["overruled"] else "")


def _agreements(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for one in minutes["agreements"]:
        recipe, need, colon = one["recipe"], one["need"], words["colon"]
        yield "li", f"{one['title']}, {words['version']} {one['number']}"
        yield "sub", f"{words['need']}{colon}{need.get('id')}, {words['version']} {need.get('version')}"
        yield "sub", f"{words['recipe']}{colon}{recipe['id']}, {words['version']} {recipe['version']}"
        for name, value in sorted(one["parameters"].items()):
            yield "sub", f"{name}{colon}{value}"
        for dataset in one["datasets"]:
            yield "sub", f"{words['data']}{colon}{dataset['id']} [{dataset['checksum'][:12]}]"
        yield "sub", f"{words['content_hash']}{colon}{one['content_hash']}"
        if one["again"]:
            yield "sub", f"{words['product']}{colon}{one['again']['id']}"
            yield "p", words["again"]


def _corrected(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for why in minutes["corrected"]:
        yield "li", why


def _changes(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for one in minutes["changes"]:
        side = words.get(f"side.{one['side']}", "")
        yield "li", f"{one['title']}, {words['version']} {one['version']} {words['by']} {side} [{one['hash'][:12]}]"
        for name, (before, now) in one["parameters"].items():
            yield "sub", f"{name}{words['colon']}{before} → {now}" if before else f"{name}{words['colon']}{now}"
        if one["summary"] or one["why"]:
            yield "sub", "; ".join(filter(None, (one["summary"], one["why"])))


def _promises(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for one in minutes["promises"]:
        side = words.get(f"side.{one['side']}", "")
        yield "li", f"{one['text']}{words['colon']}{one['owner']} ({side}), {words['due']} {one['due']}"


def _next(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for one in minutes["next"]:
        yield "li", " · ".join(filter(None, (one["starts"].replace("T", " "), one["place"])))


PARTS: Mapping[str, Callable[[Mapping, Mapping, str], Iterator[Line]]] = {
    "present": _present, "table": _table, "said": _said, "decisions": _decisions, "changes": _changes,
    "agreements": _agreements, "promises": _promises, "corrected": _corrected, "next": _next,
}  # fmt: skip
# Parts that are left out where there is nothing to say.
UNASKED = ("agreements", "corrected", "next")


def _sides(counts: Mapping[str, int], words: Mapping) -> str:
    return ", ".join(f"{words.get(f'side.{side}', side)} {number}" for side, number in counts.items())
