"""Minutes as a page: in Markdown or HTML, in a language of the house. Words of people stay as they were said."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from ..people.labels import WORDS as LABELS
from ..people.labels import Kind as LabelKind
from ..sheets.sheet_kinds import KINDS
from .minutes import content_hash
from .minutes_words import WORDS

Line = tuple[str, str]
"""What it is (`h1`, `h2`, `p`, `li`, `sub`: a line under the last) and its words."""


def markdown(minutes: Mapping[str, Any], title: str, language: str) -> str:
    """The minutes in Markdown; what people wrote cannot become markup."""
    marks = {"h1": "# ", "h2": "\n## ", "p": "\n", "li": "- ", "sub": "    - "}
    return "\n".join(marks[what] + _plain(words) for what, words in lines(minutes, title, language)) + "\n"


def html(minutes: Mapping[str, Any], title: str, language: str) -> str:
    """The minutes as one page that needs nothing else, for reading and for printing."""
    body, listing = [], False
    for what, words in lines(minutes, title, language):
        if (what in ("li", "sub")) != listing:
            listing = not listing
            body.append("<ul>" if listing else "</ul>")
        tag, more = ("li", ' class="under"') if what == "sub" else (what, "")
        body.append(f"<{tag}{more}>{escape(words)}</{tag}>")
    body += ["</ul>"] if listing else []
    style = (
        "body{font:1.05rem/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}.under{margin-left:1.5rem}"
    )
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    top = f'<!doctype html><html lang="{escape(language)}"><head>{head}<style>{style}</style></head><body>'
    return top + "\n".join(body) + "</body></html>\n"


def lines(minutes: Mapping[str, Any], title: str, language: str) -> Iterator[Line]:
    """The minutes, line by line."""
    words = WORDS.get(language, WORDS["en"])
    yield "h1", f"{words['title']}{words['colon']}{title}"
    yield "p", " · ".join(filter(None, (minutes["starts"].replace("T", " "), minutes["place"])))
    for name, part in PARTS.items():
        found = list(part(minutes, words, language))
        if found or name != "next":
            yield "h2", words[name]
            yield from found or [("p", words["none"])]
    yield "p", f"{words['hash']}{words['colon']}{content_hash(dict(minutes))}"


def _present(minutes: Mapping, words: Mapping, language: str) -> Iterator[Line]:
    for by in ("side", "gender", "age_band"):
        groups = minutes["present"].get(by, {})
        if by == "side" or set(groups) - {"", "not said"}:
            for group, people in groups.items():
                named = words.get(f"side.{group}", group)
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
    "promises": _promises, "next": _next,
}  # fmt: skip


def _sides(counts: Mapping[str, int], words: Mapping) -> str:
    return ", ".join(f"{words.get(f'side.{side}', side)} {number}" for side, number in counts.items())


def _plain(words: str) -> str:
    """Words on one line, with the signs that Markdown would read as its own made plain."""
    marked = re.sub(r"([\\`*_{}\[\]<>#|&~])", r"\\\1", " ".join(words.split()))
    # What begins a line may also be taken for a list, a number of one, or a rule.
    return re.sub(r"^(?:(\d+)(?=[.)])|(?=[-+=]))", r"\1\\", marked)
