"""An offer as the page shows it."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext

from climserv.matching.matching import MatchReport, match
from climserv.needs.need import Need
from climserv.needs.sentence import Part
from climserv.vocabulary.texts import text_in

from ..house import house
from .evidence import figures

# What is said of a need above its match; the whole sentence opens beneath.
_ESSENCE = {"decision.what", "metric.words", "state.deadline"}
# So many offers are shown as columns beside the first; the others stand below, folded.
COLUMNS = 3


def report_of(need: Need) -> MatchReport:
    shelves = {"recipes": house().book, "catalogue": house().catalogue, "places": house().places}
    return match(need, **shelves, today=house().clock().date())


def show_offer(offer, language: str) -> dict:
    """The offer's names, its three verdicts in the reader's language, and a key the draft button sends back."""
    return {
        "key": offer_key(offer),
        "title": text_in(offer.recipe_title, language),
        "source": text_in(offer.dataset_title, language),
        "made_for_demonstration": offer.made_for_demonstration,
        "rows": [_row(axis, offer.verdicts[axis], language) for axis in ("time", "space", "metric")],
        "worst": offer.worst,
        "runnable": offer.runnable,
    }


def offer_key(offer) -> str:
    return f"{offer.recipe}|{offer.version}|{offer.dataset}"


def essence_of(parts: Sequence[Part]) -> list[Part]:
    """Of the sentences of a need those that say what is decided, what must be known, and by when."""
    sentences: list[list[Part]] = [[]]
    for part in parts:
        if part == Part(" "):
            sentences.append([])
        else:
            sentences[-1].append(part)
    kept = [one for one in sentences if _ESSENCE & {part.field for part in one}]
    return [part for number, one in enumerate(kept) for part in ([Part(" ")] if number else []) + one]


def other_answers(offers: Iterable, language: str) -> list[dict]:
    """Of the recipes that answer another question each once, with what it answers."""
    told: dict[str, dict] = {}
    for offer in offers:
        reason = next(f for f in offer.verdicts["metric"].findings if f.code == "metric.other").reason
        told.setdefault(offer.recipe, {"title": text_in(offer.recipe_title, language),
                                       "reason": text_in(reason, language)})  # fmt: skip
    return sorted(told.values(), key=lambda one: one["title"].casefold())


def answers_another(offer) -> bool:
    return "metric.other" in offer.verdicts["metric"].codes


def _row(axis: str, verdict, language: str) -> dict:
    """One axis: the finding that decides it as the one line, what must be read beside it, and the rest as the why."""
    names = {"time": gettext("When"), "space": gettext("Where"), "metric": gettext("What")}
    deciding = [f for f in verdict.findings if f.value == verdict.value and not f.note]
    notes = [f for f in verdict.findings if f.note]
    return {
        "axis": names[axis],
        "value": verdict.value,
        "reason": text_in(deciding[0].reason, language) if deciding else text_in(verdict.reason, language),
        "notes": [text_in(note.reason, language) for note in notes] if deciding else [],
        "remedy": text_in(verdict.remedy, language),
        "findings": [
            {"value": f.value, "reason": text_in(f.reason, language), "source": text_in(f.source, language),
             "evidence": figures(f.evidence, language)}
            # A rule that has nothing to tell has no sentence.
            for f in verdict.findings if text_in(f.reason, language)
        ],
    }  # fmt: skip
