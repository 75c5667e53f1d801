"""Words of the group's glossary, linked where they stand: what each means to both sides, one touch away."""

import re
from collections.abc import Mapping

from flask import url_for
from markupsafe import Markup

from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.sheets.sheet_kinds import GLOSSARY
from climserv.coproduction.sheets.sheets import sheets_of
from climserv.vocabulary.texts import text_in

from ..languages import language
from ..wording import well_set
from . import blueprint

Terms = Mapping[str, Mapping[str, str]]


def terms_of(state: CaseState) -> Terms:
    """Each word of the glossary, in small letters: what it means in one line, and where it stands."""
    words = {one.name: text_in(one.words, language()) for one in GLOSSARY.rows}
    found = {}
    for sheet in sheets_of(state, "glossary"):
        for row in sheet.rows:
            meaning = "; ".join(f"{words[name]}: {row[name]}" for name in ("users", "producers", "example")
                                if row.get(name))  # fmt: skip
            there = url_for("sheets.show", case_id=state.case, kind="glossary") + f"#sheet-{sheet.id}"
            found[str(row["term"]).casefold()] = {"meaning": meaning, "href": there}
    return found


@blueprint.app_template_filter("with_terms")
def with_terms(words: str, terms: Terms | None = None) -> Markup:
    """The words, well set, with the first of each term made a link that tells its meaning."""
    if not terms:
        return well_set(words)
    longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
    told, done, at = Markup(), set(), 0
    for found in re.finditer(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", words, re.IGNORECASE):
        term = found.group().casefold()
        if term in terms and term not in done:
            done.add(term)
            told += well_set(words[at : found.start()]) + _linked(found.group(), terms[term])
            at = found.end()
    return told + well_set(words[at:])


def _linked(word: str, term: Mapping[str, str]) -> Markup:
    return Markup('<dfn><a class="term" href="{}" title="{}">{}</a></dfn>').format(term["href"], term["meaning"], word)
