"""Sheets: what a group works out together on paper or screen, as rows, in versions, with whose word it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, SCRIBES, STEERING, Entity, Move, Role, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..logbook.versions import Versioned, with_version
from .sheet_kinds import KINDS, Field

if TYPE_CHECKING:
    from ..logbook.state import CaseState

LONGEST, LONGEST_STORY, MOST_ROWS = 300, 3000, 200


class State(StrEnum):
    KEPT = "kept"
    TAKEN_BACK = "taken_back"


class Action(StrEnum):
    RECORD = "record"
    REVISE = "revise"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, kw_only=True)
class Sheet(Versioned):
    """One sheet. Content: `kind`, `head` and `rows` by the names of fields, `paper` the number of the paper sheet."""

    kind: str = ""

    @property
    def head(self) -> Mapping[str, Any]:
        """What is said once; empty once taken back."""
        return self.latest.content.get("head", {}) if self._stands else {}

    @property
    def rows(self) -> tuple[Mapping[str, Any], ...]:
        """The rows as they stand; none once taken back."""
        return tuple(self.latest.content.get("rows", ())) if self._stands else ()

    @property
    def _stands(self) -> bool:
        return self.state == State.KEPT and self.latest is not None


def sheets_of(state: "CaseState", kind: str) -> list[Sheet]:
    """The sheets of a kind that stand, in the order they were made."""
    return [one for one in state.of(Sheet).values() if one.kind == kind and one.state == State.KEPT]


def busy(state: "CaseState") -> list[dict[str, str]]:
    """When people have no time to meet, as sessions ask for it: rows of `what`, `from`, `to`."""
    rows = (row for sheet in sheets_of(state, "calendar") for row in sheet.rows if row.get("busy") == "yes")
    return [{name: str(row[name]) for name in ("what", "from", "to")} for row in rows]


def bad_years(state: "CaseState") -> dict[int, list[str]]:
    """The years remembered as bad, and by whom; those that most remember first."""
    years: dict[int, list[str]] = {}
    for sheet in sheets_of(state, "bad_years"):
        for row in sheet.rows:
            years.setdefault(int(row["year"]), []).append(str(sheet.head.get("by", "")))
    return dict(sorted(years.items(), key=lambda one: (-len(one[1]), one[0])))


def balances(sheet: Sheet) -> list[float]:
    """Of a budget: the money left after each row, from nothing; below zero it must be borrowed or saved."""
    left, found = 0.0, []
    for row in sheet.rows:
        left += row.get("income", 0) - row.get("cost", 0)
        found.append(left)
    return found


def read(kind: str, head: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """What was typed, as a sheet's content: empty rows left out, numbers as numbers where they can be read."""
    asked = KINDS[kind]
    kept = [found for row in rows if (found := _typed(asked.rows, row))]
    return {"kind": kind, "head": _typed(asked.head, head), "rows": kept}


def _typed(fields: tuple[Field, ...], given: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for field in fields:
        words = " ".join(str(given.get(field.name, "")).split())
        if words:
            found[field.name] = _number(words) if field.type in ("number", "year") else words
    return found


def _number(words: str) -> float | int | str:
    plain = words.replace(" ", "").replace("\u202f", "").replace("\u00a0", "").replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return words
    return int(number) if number.is_integer() else number


def apply(sheet: Sheet | None, event: Event, state: "CaseState") -> Sheet:
    sheet = sheet or Sheet(**born(event), kind=str(event.said.get("kind", "")))
    if event.action == Action.TAKE_BACK:
        return replace(sheet, versions=tuple(replace(one, content={}) for one in sheet.versions))
    return with_version(sheet, event, state)


def filled_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A kind that there is, every needed answer, answers of the right form, enough rows and not too many."""
    said = event.said
    known = state.find(Sheet, event.entity_id)
    asked = KINDS.get(str(said["kind"]))
    if asked is None or (known and known.kind and known.kind != asked.name):
        yield NO_KIND.at(f"sheet {event.entity_id}", got=str(said["kind"]), kinds=", ".join(KINDS))
        return
    rows = list(said.get("rows", ()))
    if not asked.least <= len(rows) <= MOST_ROWS:
        yield ROWS.at(asked.name, got=str(len(rows)), least=asked.least, most=MOST_ROWS)
    yield from _answers(asked.head, said.get("head", {}), asked.name)
    for number, row in enumerate(rows, 1):
        yield from _answers(asked.rows, row, f"{asked.name}, row {number}")
    yield from _together(asked.name, rows)


def _answers(fields: tuple[Field, ...], given: Mapping[str, Any], where: str) -> Iterable[Problem]:
    for field in fields:
        value, place = given.get(field.name), f"{where}: {field.words['en']}"
        if value in (None, ""):
            if field.needed:
                yield EMPTY.at(place)
        elif field.type == "choice" and value not in field.choices:
            yield NO_CHOICE.at(place, got=str(value), choices=", ".join(field.choices))
        elif field.type in ("number", "year") and not _in_bounds(field, value):
            yield NO_NUMBER.at(place, got=str(value), least=f"{field.least:g}", most=f"{field.most:.10g}")
        elif field.type == "day" and not _is_day(value):
            yield NO_DAY.at(place, got=str(value))
        elif len(str(value)) > (LONGEST_STORY if field.type == "long" else LONGEST):
            yield LONG.at(place, got=str(len(str(value))), most=LONGEST_STORY if field.type == "long" else LONGEST)
    unknown = set(given) - {field.name for field in fields}
    if unknown:
        yield EXTRA.at(where, got=", ".join(sorted(unknown)), fields=", ".join(one.name for one in fields))


def _in_bounds(field: Field, value: Any) -> bool:
    whole = field.type == "number" or isinstance(value, int)
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and whole and field.least <= value <= field.most
    )


def _is_day(value: Any) -> bool:
    try:
        # A leap year, so that 29 February is a day.
        return bool(re.fullmatch(r"\d\d-\d\d", str(value))) and bool(date.fromisoformat(f"2024-{value}"))
    except ValueError:
        return False


def _together(kind: str, rows: list[Mapping[str, Any]]) -> Iterable[Problem]:
    """What must hold between rows: chances make up the whole, one trigger is chosen, an order of days, a year once."""
    if kind == "scenarios":
        chances = [row.get("chance") for row in rows]
        if all(isinstance(one, int | float) for one in chances) and abs(sum(chances) - 100) > 1:
            yield CHANCES.at(kind, got=f"{sum(chances):g}")
    if kind == "trigger" and sum(row.get("chosen") == "yes" for row in rows) > 1:
        yield ONE_TRIGGER.at(kind, got=str(sum(row.get("chosen") == "yes" for row in rows)))
    for number, row in enumerate(rows, 1):
        first, last = row.get("first"), row.get("last")
        if kind == "timeline" and isinstance(first, int | float) and isinstance(last, int | float) and last > first:
            yield BACKWARDS.at(f"timeline, row {number}", got=f"{last:g} > {first:g}")
    years = [row.get("year") for row in rows if "year" in row]
    twice = sorted({str(year) for year in years if years.count(year) > 1})
    if twice:
        yield TWICE.at(kind, got=", ".join(twice))


_FILL = {"needs": ("kind", "rows"), "checks": (filled_rightly,), "versions": True}

MOVES = {
    (NOT_YET, Action.RECORD): Move(State.KEPT, EVERYBODY | SCRIBES, **_FILL),
    (State.KEPT, Action.REVISE): Move(State.KEPT, EVERYBODY | SCRIBES, needs_reason=True, **_FILL),
    (State.KEPT, Action.TAKE_BACK): Move(State.TAKEN_BACK, frozenset({Role.AUTHOR, *STEERING}), needs_reason=True),
}

NO_KIND = Refusal(
    "sheet.kind",
    en=("there is no such sheet, or this one is of another kind", "%(kinds)s", "Take one of these sheets"),
    fr=("cette feuille n’existe pas, ou elle est d’un autre genre", "%(kinds)s", "Prenez l’une de ces feuilles"),
    sw=("hakuna karatasi kama hiyo, au hii ni ya aina nyingine", "%(kinds)s", "Chukua moja ya karatasi hizi"),
    es=("no existe esa hoja, o esta es de otro tipo", "%(kinds)s", "Tome una de estas hojas"),
)
ROWS = Refusal(
    "sheet.rows",
    en=("too few rows are filled, or too many", "%(least)s to %(most)s rows", "Fill a row, or begin another sheet"),
    fr=("trop peu de lignes remplies, ou trop", "de %(least)s à %(most)s lignes",
        "Remplissez une ligne, ou prenez une autre feuille"),
    sw=("mistari iliyojazwa ni michache mno, au mingi mno", "mistari %(least)s hadi %(most)s",
        "Jaza mstari, au anza karatasi nyingine"),
    es=("hay muy pocas filas llenas, o demasiadas", "de %(least)s a %(most)s filas",
        "Rellene una fila, o empiece otra hoja"),
)  # fmt: skip
EMPTY = Refusal(
    "sheet.empty",
    en=("this is empty", "an answer", "Fill it in, or take the row away"),
    fr=("ceci est vide", "une réponse", "Remplissez-le, ou ôtez la ligne"),
    sw=("hapa pako tupu", "jibu", "Jaza, au ondoa mstari"),
    es=("esto está vacío", "una respuesta", "Rellénelo, o quite la fila"),
)
NO_CHOICE = Refusal(
    "sheet.choice",
    en=("this answer is not offered", "%(choices)s", "Choose one of them"),
    fr=("cette réponse n’est pas proposée", "%(choices)s", "Choisissez-en une"),
    sw=("jibu hili halipo kati ya yanayotolewa", "%(choices)s", "Chagua mojawapo"),
    es=("esta respuesta no se ofrece", "%(choices)s", "Elija una de ellas"),
)
NO_NUMBER = Refusal(
    "sheet.number",
    en=("this is no number that can stand here", "a number from %(least)s to %(most)s", "Write it in digits"),
    fr=("ce nombre ne peut pas figurer ici", "un nombre de %(least)s à %(most)s", "Écrivez-le en chiffres"),
    sw=("hii si namba inayoweza kukaa hapa", "namba kuanzia %(least)s hadi %(most)s", "Iandike kwa tarakimu"),
    es=("no es un número que pueda estar aquí", "un número de %(least)s a %(most)s", "Escríbalo en cifras"),
)
NO_DAY = Refusal(
    "sheet.day",
    en=("the day cannot be read", "month and day, such as 10-01 for 1 October", "Write it again"),
    fr=("le jour est illisible", "mois et jour, par exemple 10-01 pour le 1er octobre", "Récrivez-le"),
    sw=("siku haisomeki", "mwezi na siku, kama 10-01 kwa tarehe 1 Oktoba", "Iandike tena"),
    es=("no se puede leer el día", "mes y día, como 10-01 para el 1 de octubre", "Escríbalo otra vez"),
)
LONG = Refusal(
    "sheet.long",
    en=("this is too long", "%(most)s characters", "Say it shorter, or in two rows"),
    fr=("c’est trop long", "%(most)s caractères", "Dites-le plus court, ou sur deux lignes"),
    sw=("hii ni ndefu mno", "herufi %(most)s", "Sema kwa ufupi, au kwa mistari miwili"),
    es=("es demasiado largo", "%(most)s letras", "Dígalo más corto, o en dos filas"),
)
EXTRA = Refusal(
    "sheet.extra",
    en=("the sheet does not ask for this", "%(fields)s", "Leave it out"),
    fr=("la feuille ne demande pas ceci", "%(fields)s", "Ôtez-le"),
    sw=("karatasi haiulizi hili", "%(fields)s", "Liache"),
    es=("la hoja no pregunta esto", "%(fields)s", "Déjelo fuera"),
)
CHANCES = Refusal(
    "sheet.chances",
    en=("the chances do not add up to 100", "chances of all seasons that make 100", "Count them again together"),
    fr=("les chances ne font pas 100 ensemble", "des chances qui font 100", "Recomptez-les ensemble"),
    sw=("nafasi hazifikii jumla ya 100", "nafasi za misimu yote zinazofanya 100", "Zihesabuni tena pamoja"),
    es=("las probabilidades no suman 100", "las de todas las temporadas, que sumen 100", "Cuéntenlas otra vez juntos"),
)
ONE_TRIGGER = Refusal(
    "sheet.one_trigger",
    en=("more than one trigger is chosen", "one, or none yet", "Choose one; what others think is dissent"),
    fr=("plus d’un seuil est choisi", "un seul, ou aucun encore",
        "Choisissez-en un ; qui voit autrement l’écrit comme avis divergent"),
    sw=("vichocheo zaidi ya kimoja vimechaguliwa", "kimoja, au bado",
        "Chagua kimoja; wanachofikiri wengine ni maoni tofauti"),
    es=("se eligió más de un disparador", "uno, o ninguno todavía", "Elija uno; lo que piensan otros es el disenso"),
)  # fmt: skip
BACKWARDS = Refusal(
    "sheet.backwards",
    en=("at least is more than at most", "the larger number of days under at most", "Write them the other way round"),
    fr=("le moins dépasse le plus", "le plus grand nombre de jours sous « au plus »", "Inversez-les"),
    sw=("chini ni kubwa kuliko zaidi", "namba kubwa ya siku chini ya zaidi", "Ziandike kinyume chake"),
    es=("el mínimo es mayor que el máximo", "el número mayor de días en el máximo", "Escríbalos al revés"),
)
TWICE = Refusal(
    "sheet.twice",
    en=("a year stands here twice", "each year once", "Take one of the two rows away"),
    fr=("une année figure deux fois", "chaque année une fois", "Ôtez l’une des deux lignes"),
    sw=("mwaka mmoja umeandikwa mara mbili hapa", "kila mwaka mara moja", "Ondoa moja ya mistari miwili"),
    es=("un año está aquí dos veces", "cada año una vez", "Quite una de las dos filas"),
)

SHEET = Entity(
    "sheet", Sheet, State, Action, MOVES, apply, ends=frozenset({State.TAKEN_BACK}),
    refusals=(NO_KIND, ROWS, EMPTY, NO_CHOICE, NO_NUMBER, NO_DAY, LONG, EXTRA, CHANCES, ONE_TRIGGER, BACKWARDS, TWICE),
)  # fmt: skip
