"""What was done to a version and said of it, made ready for its page."""

from collections.abc import Iterable, Mapping

from flask_babel import format_datetime
from flask_babel import gettext as _

from climserv.vocabulary.problems import Problem

from .told import told

WHEN = "d MMMM y, HH:mm"


def when(moment) -> str:
    return format_datetime(moment, WHEN)


def event_words() -> Mapping[str, str]:
    return {
        "written": _("begun"), "saved": _("saved"), "changed": _("saved"), "tested": _("golden cases passed"),
        "tests failed": _("golden cases failed"), "tests of an earlier text": _("golden cases of an earlier text ran"),
        "author added": _("a second author came in"), "check asked": _("a check was asked for"),
        "commented": _("a remark was made"), "approved": _("approved"), "declined": _("sent back"),
        "offered": _("offered"), "in use": _("used for the first time"), "deprecated": _("taken out of service"),
    }  # fmt: skip


def show_events(events: Iterable, number: int, names: Mapping[int, str]) -> list[dict]:
    """What was done to this version, newest first; several savings on end by one person are one line."""
    words, lines = event_words(), []
    for event in events:
        if event.version != number:
            continue
        line = {"what": words.get(event.action, event.action), "who": names.get(event.who, ""), "when": when(event.at),
                "reason": event.reason or "", "times": 1}  # fmt: skip
        last = lines[-1] if lines else {}
        same = all(last.get(key) == line[key] for key in ("what", "who")) and not line["reason"]
        if same and event.action in ("saved", "changed"):
            line["times"] = lines.pop()["times"] + 1
        lines.append(line)
    return lines[::-1]


def show_tests(event) -> dict | None:
    """How the golden cases of this text went."""
    if event is None:
        return None
    report = event.data["report"]
    tests = report.get("tests", report)
    failed = [Problem(**one) if isinstance(one, Mapping) else one for one in tests.get("failed", ())]
    return {
        "passed": event.data["passed"], "good": tests.get("passed", 0), "run": tests.get("run", 0),
        "failed": [one["text"] for one in told(failed)], "when": when(event.at),
    }  # fmt: skip


def show_lines(version, said: Iterable) -> list[dict]:
    """The text line by line, with what was said of each in this very text."""
    here = [comment for comment in said if comment.save_number == version.save_number]
    return [
        {"number": number, "text": text, "comments": [show_comment(c) for c in here if c.line == number]}
        for number, text in enumerate(version.text.splitlines(), start=1)
    ]


def show_earlier(version, said: Iterable, saves: Iterable) -> list[dict]:
    """What was said of lines of earlier texts, with the line as it was then."""
    texts = {save.number: save.text.splitlines() for save in saves}
    return [
        {**show_comment(one), "line": one.line, "said_of": texts[one.save_number][one.line - 1].strip()}
        for one in said
        if one.line and one.save_number != version.save_number
    ]


def show_comment(comment) -> dict:
    return {"who": comment.speaker.name, "when": when(comment.said_at), "text": comment.text}


def show_check(check) -> dict:
    words = {
        "": _("no answer yet"), "approved": _("approved"), "declined": _("sent back"),
        "fallen": _("no longer counts: the text has changed since"),
    }  # fmt: skip
    return {
        "asker": check.asker.name, "peer": check.peer.name if check.peer else "", "note": check.note,
        "asked": when(check.asked_at), "answer": words[check.answer], "reason": check.reason, "code": check.answer,
        "answerer": check.answerer.name if check.answerer else "",
    }  # fmt: skip
