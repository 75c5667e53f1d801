"""Channels: the first words of a message for each way out, from a product's record; and the same words as a page.

People change them; every number in them is the product's (`numbers_of`).
"""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from ..vocabulary.texts import text_in
from ..vocabulary.told_numbers import told_numbers
from .day_notes import rules_on_the_day
from .message import language_notice, message_text
from .rules_compared import compared_in_words
from .words.channel_words import words_of
from .words.phrases import rate, say

CHANNELS = ("sms", "radio", "poster", "meeting")
# So many words are read aloud in a minute, slowly.
WORDS_A_MINUTE = 130


def first_words(record: Mapping, folder: Path, channel: str, language: str) -> str:
    """What the house proposes: of the SMS the product's own file, of all others from its record."""
    if channel == "sms":
        file = folder / f"sms.{language}.txt"
        return file.read_text(encoding="utf-8").splitlines()[0] if file.exists() else ""
    return {"radio": _radio, "poster": _poster, "meeting": _meeting}[channel](record, language)


def _radio(record: Mapping, language: str) -> str:
    """About a minute: the question, the answer twice, and that it is no promise."""
    words, answer = words_of(language), record["answer"].get(language, record["answer"]["en"])
    lines = [_demo(record, language), words["radio"].format(place=record["area"]["name"]), _title(record, language),
             "", answer, words["no_promise"], "", words["again"], answer, "", words["ask"]]  # fmt: skip
    return _joined(lines)


def _poster(record: Mapping, language: str) -> str:
    """The question, the answer, and from which years it is counted."""
    words = words_of(language)
    period = record["statement"]["record_period"]
    lines = [_title(record, language), _demo(record, language), record["area"]["name"], "",
             record["answer"].get(language, record["answer"]["en"]), "",
             words["from"].format(period=period) if period else "", words["no_promise"],
             language_notice(language)]  # fmt: skip
    return _joined(lines)


def _meeting(record: Mapping, language: str) -> str:
    """All that is read aloud, then what people talk about, and what it cannot tell."""
    words = words_of(language)
    cannot = text_in(record["trust"]["cannot_tell"], language)
    rules = [f"{place}: {told}" for place, told in _rules(record, language)]
    talk = [words["talk"], *(f"- {words[name]}" for name in ("ask", "fits", "does"))]
    return _joined([message_text(record, language).strip(), "", *rules, "", cannot, "", *talk])


def _rules(record: Mapping, language: str) -> list[tuple[str, str]]:
    """At each place, the rules of the product that can be used on the day, beside each other in a sentence."""
    rules = list(rules_on_the_day(record))
    told = ((place["name"], compared_in_words(record, rules, place["name"], language))
            for place in record["area"]["places"])  # fmt: skip
    return [one for one in told if one[1]] if len(rules) > 1 else []


def _title(record: Mapping, language: str) -> str:
    return text_in(record["title"], language)


def _demo(record: Mapping, language: str) -> str:
    return say(language, "demo") if record["made_for_demonstration"] else ""


def _joined(lines) -> str:
    """Lines without two empty ones in a row."""
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip() + "\n"


def minutes_aloud(text: str) -> float:
    """How long it takes to read aloud [minute]."""
    return len(text.split()) / WORDS_A_MINUTE


def numbers_of(record: Mapping) -> list[str]:
    """Every number of the product's sentences, settings and counts, with the rates in ten that are told of these."""
    told = [record[name] for name in ("title", "answer", "headline", "asides", "outlook", "definition", "parameters")]
    told += [record["trust"]["cannot_tell"], record["statement"]["record_period"], _rules(record, "en")]
    for row in (row for one in (record, *record.get("others", ())) for row in one["counts"]):
        condition = str(row["condition"])
        told += [row["years_true"], row["years_valid"], row["years_unknown"], condition, row["period"]]
        told.append(rate(row["years_true"], row["years_valid"], "en"))
    return sorted({number for text in _texts(told) for number in told_numbers(text)})


def _texts(told) -> list[str]:
    if isinstance(told, Mapping):
        return _texts(list(told.values()))
    if isinstance(told, list | tuple):
        return [text for one in told for text in _texts(one)]
    return [] if told is None else [str(told)]


def as_html(text: str, language: str) -> str:
    """The same words as a page of its own: the first line is its title, an empty line ends a paragraph."""
    title, _, rest = text.strip().partition("\n")
    body = []
    for part in filter(None, (part.strip() for part in rest.split("\n\n"))):
        lines = [escape(line.removeprefix("- ")) for line in part.splitlines()]
        listed = [line.startswith("- ") for line in part.splitlines()]
        if any(listed):
            head = "".join(f"<p>{line}</p>" for line, item in zip(lines, listed, strict=True) if not item)
            items = "".join(f"<li>{line}</li>" for line, item in zip(lines, listed, strict=True) if item)
            body.append(f"{head}<ul>{items}</ul>")
        else:
            body.append("<p>" + "<br>".join(lines) + "</p>")
    return (
        f'<!doctype html>\n<html lang="{escape(language, quote=True)}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title></head>\n'
        f"<body><h1>{escape(title)}</h1>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )
