"""An offer as the page shows it."""

from flask_babel import gettext

from climserv.vocabulary.texts import text_in

from .evidence import figures


def show_offer(offer, language: str) -> dict:
    """The offer's names, its three verdicts in the reader's language, and a key the draft button sends back."""
    return {
        "key": f"{offer.recipe}|{offer.version}|{offer.dataset}",
        "title": text_in(offer.recipe_title, language),
        "source": text_in(offer.dataset_title, language),
        "made_for_demonstration": offer.made_for_demonstration,
        "rows": [_row(axis, offer.verdicts[axis], language) for axis in ("time", "space", "metric")],
        "cannot": offer.worst == "cannot",
        "runnable": offer.runnable,
        "first": False,
    }


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
            {"value": f.value, "reason": text_in(f.reason, language),
             "evidence": figures(f.evidence, language)}
            # A rule that has nothing to tell has no sentence.
            for f in verdict.findings if text_in(f.reason, language)
        ],
    }  # fmt: skip
