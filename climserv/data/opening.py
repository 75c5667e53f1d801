"""Opening: a dataset's id or a file's path becomes a source, checked and ready to be read block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..vocabulary.fingerprints import fingerprint, size_and_time
from ..vocabulary.problems import Problem, Refused, did_you_mean, refuse_if
from ..vocabulary.variables import VARIABLES
from .files.file_facts import FileFact, file_fact
from .files.file_kinds import open_file
from .files.paths import find_files, is_remote, plain_path
from .joined.fixed_heights import apart, lay_beside, read_fixed
from .joined.sets import common_name, join_set
from .made.made_region import GENERATOR, make_region
from .pieces import Member, OpenedFile, Piece
from .places.cells import Cells
from .times.dates import STEP_ADVERBS, STEPS, Dates

__all__ = ["Cells", "Dates", "FileFact", "Member", "Piece", "Source", "open_file", "open_source", "plain_path"]

# Roles of data that models made; the others were observed.
PROJECTED = ("projection", "forecast", "hindcast")


class CatalogueOfCards(Protocol):
    """What is asked of a catalogue: cards by id, and the folder their file paths are counted from."""

    def card(self, dataset: str) -> Any: ...

    def folder(self, card: Any) -> Path: ...

    def __contains__(self, dataset: object) -> bool: ...


@dataclass(frozen=True)
class Source:
    """A dataset that is open: `pieces` of one calendar and grid each; `notes` say what was taken for granted."""

    name: str
    role: str
    title: dict[str, str]
    card: Any
    files: tuple[FileFact, ...]
    pieces: tuple[Piece, ...]
    made_for_demonstration: bool = False
    notes: tuple[str, ...] = field(default=())


def open_source(
    source: str | Path | Sequence[str | Path],
    *,
    catalogue: CatalogueOfCards,
    variables: Sequence[str] = (),
    role: str | None = None,
    made_folder: Path,
    step: str | None = "day",
    roots: Sequence[Path] | None = None,
    hosts: Sequence[str] = (),
) -> Source:
    """Open a dataset of the catalogue by its id, or files by their paths: one, a folder, a pattern, a list of these.

    variables    canonical names that are needed; what the data lack is refused with what they hold
    step         how often values are needed; data with fewer are refused; None opens data of any step
    role         of a path: observation, station, projection, forecast or hindcast; default: as the file looks
    made_folder  where data made for demonstration are made once
    roots        folders that paths may lead to; None: anywhere on this machine
    hosts        other machines whose OPeNDAP addresses may be opened
    Several files are one set: joined in time, in variables, in sites, and as members.
    Raises `Refused` with every problem found.
    """
    if isinstance(source, str) and source in catalogue:
        return _open_card(catalogue.card(str(source)), catalogue, variables, Path(made_folder), step)
    if is_remote(source):
        return _open_address(str(source), variables, role, step, hosts)
    paths = _paths(source, catalogue, roots)
    opened, said = open_all(paths, variables)
    refuse_if(problem for one in opened for problem in (*too_coarse(one.piece, step), *_lacking(one, variables)))
    name = paths[0].name if len(paths) == 1 else set_name(paths)
    files = tuple(file_fact(path) for path in paths)
    return _source(name, role, files, opened, (*said, *_notes(opened, variables)))


def _source(name: str, role: str | None, files, opened: list[OpenedFile], notes: tuple[str, ...]) -> Source:
    """A source that no card describes; without a role it is what it looks like, and says so."""
    pieces = tuple(one.piece for one in opened)
    looks = _role_of(pieces)
    found = role or looks
    if found in ("observation", "station") and len(pieces) > 1:
        got = "; ".join(
            f"{piece.where} ({len(piece.cells)} {piece.cells.kind}, {piece.dates.calendar})" for piece in pieces
        )
        what, next_step = "these files are not one set of observations", "Name one of them"
        raise Refused(Problem("set.unlike", name, what, got, "one calendar, step and grid", next_step))
    if role is None:
        notes += (f"{name} is taken as {found}, as the file looks",)
    elif (looks == "projection") != (role in PROJECTED):
        notes += (f"{name} is taken as {role}, as it was named; the file itself does not say so",)
    return Source(name, found, {"en": name}, None, files, pieces, False, tuple(dict.fromkeys(notes)))


def set_name(paths: Sequence[Path]) -> str:
    """What to call a set: by its files and not by how they were named, so that the same files are the same set."""
    return f"{common_name([path.name for path in paths])} ({len(paths)} files)"


def _open_address(address: str, variables: Sequence[str], role, step, hosts: Sequence[str]) -> Source:
    """Data at an OPeNDAP address of a host that the operator allows."""
    from .files.dap import open_address

    opened, fact = open_address(address, hosts)
    refuse_if([*too_coarse(opened.piece, step), *_lacking(opened, variables)])
    said = f"{fact.name} is read from another machine: its checksum is of its description, not of its numbers"
    return _source(fact.name, role, (fact,), [opened], (said, *_notes([opened], variables)))


def too_coarse(piece: Piece, step: str | None) -> list[Problem]:
    """Where a piece has fewer values than one a `step`; None needs nothing."""
    if step is None or STEPS.index(piece.step) <= STEPS.index(step):
        return []
    adverb, next_step = STEP_ADVERBS[piece.step], f"Ask the source for its {STEP_ADVERBS[step]} file"
    what = f"the data are {adverb}: one value a {piece.step}"
    return [Problem(f"time.{adverb}", piece.where, what, piece.step, f"one value a {step}", next_step)]


def _notes(opened: list[OpenedFile], variables: Sequence[str]) -> tuple[str, ...]:
    """What was taken for granted with the variables that are needed (all, when none is named), each once."""
    wanted = {"", *variables}
    found = (text for one in opened for variable, text in one.notes if not variables or variable in wanted)
    return tuple(dict.fromkeys(found))


def _paths(source: str | Path | Sequence[str | Path], catalogue: CatalogueOfCards, roots) -> list[Path]:
    paths = find_files(source, roots)
    if paths:
        # In one order however they were named: then the same files make the same product.
        return sorted(paths, key=lambda path: (path.name, str(path)))
    known = [card.dataset for card in catalogue]
    allowed = f"a path, or one of {', '.join(known)}" if known else "a path"
    got = (
        source
        if isinstance(source, str)
        else ", ".join(map(str, source))
        if isinstance(source, list | tuple)
        else str(source)
    )
    raise Refused(Problem("file.missing", "data", "there is no such file or dataset", got, allowed,
                          did_you_mean(got, known)))  # fmt: skip


def open_all(paths: Sequence[Path], variables: Sequence[str]) -> tuple[list[OpenedFile], list[str]]:
    """The files, joined to one set; every file that does not open is told.

    Heights in a file of their own, as CMIP's orog_fx, are laid beside the days of the same cells and model.
    """
    problems: list[Problem] = []
    days, fixed = apart(paths)

    def each() -> Iterator[OpenedFile]:
        for path in days:
            try:
                yield open_file(path)
            except Refused as refusal:
                problems.extend(refusal.problems)

    try:
        opened, notes = join_set(each(), variables)
    except Refused as refusal:
        refuse_if(problems)
        raise refusal from None
    refuse_if(problems)
    notes = [*notes, *lay_beside([one.piece for one in opened], map(read_fixed, fixed))]
    return opened, notes


def _open_card(card: Any, catalogue: CatalogueOfCards, variables: Sequence[str], made_folder: Path,
               step: str | None) -> Source:  # fmt: skip
    paths = _made_paths(card, made_folder) if card.made_by else _shipped_paths(card, catalogue.folder(card))
    opened, said = open_all(paths, ())
    problems = [problem for one in opened for problem in _lacking(one, variables)]
    problems += [problem for one in opened for problem in too_coarse(one.piece, step)]
    refuse_if([*problems, *_unlike_card(card, [one.piece for one in opened])])
    notes = tuple(dict.fromkeys((*said, *_notes(opened, variables))))
    return Source(
        card.dataset, card.role, dict(card.title), card, _facts(card, paths), tuple(one.piece for one in opened),
        card.made_for_demonstration, notes,
    )  # fmt: skip


def _facts(card: Any, paths: Sequence[Path]) -> tuple[FileFact, ...]:
    """The files as the card tells them, who was asked about each already; made ones are looked at."""
    if card.made_by:
        return tuple(file_fact(path) for path in paths)
    return tuple(file_fact(path, file.sha256) for path, file in zip(paths, card.files, strict=True))


def _made_paths(card: Any, made_folder: Path) -> list[Path]:
    made = card.made_by
    if made.generator != GENERATOR:
        raise Refused(Problem("card.generator", f"card {card.dataset}", "no such generator", made.generator, GENERATOR))
    return list(make_region(made_folder, part=made.part, seed=made.seed))


def _shipped_paths(card: Any, folder: Path) -> list[Path]:
    """The files of a card, each as it was when the card was written."""
    problems, paths = [], []
    for file in card.files:
        path = folder / file.path
        where = f"dataset {card.dataset}: {file.path}"
        if not path.exists():
            problems.append(Problem("file.missing", where, "this file of the dataset is not there"))
        elif not _as_described(file, path):
            next_step = "Fetch the file again, or write a new card for the changed one"
            what = "this file is not the one its card describes"
            problems.append(
                Problem("file.changed", where, what, "another checksum", f"sha256 {file.sha256[:12]}...", next_step)
            )
        paths.append(path)
    refuse_if(problems)
    return paths


def _as_described(file: Any, path: Path) -> bool:
    """Whether a file is the one of its card: of the same size and time of change, else of the same checksum."""
    size, modified = size_and_time(path)
    return size == file.size and (modified == file.modified or fingerprint(path).sha256 == file.sha256)


def _unlike_card(card: Any, pieces: list[Piece]) -> list[Problem]:
    """Where the files do not hold what the card promises: variables, members."""
    where = f"dataset {card.dataset}"
    problems = [
        Problem(
            "card.variables", where, "a file lacks a variable that its card promises", name, ", ".join(piece.variables)
        )
        for piece in pieces
        for name in card.variables
        if name not in piece.units
    ]
    promised, found = {m.id for m in card.members}, {m.id for piece in pieces for m in piece.members}
    if promised and promised != found:
        what = "the members in the files are not those of the card"
        problems.append(Problem("card.members", where, what, ", ".join(sorted(found)), ", ".join(sorted(promised))))
    return problems


def _lacking(opened: OpenedFile, variables: Sequence[str]) -> list[Problem]:
    """Why needed variables are not there: the reasons found while opening, or that the file has none of the kind."""
    piece, problems = opened.piece, []
    if not piece.units and not variables:
        told = [problem for _, problem in opened.refused]
        got, allowed = ", ".join(opened.others), ", ".join(VARIABLES)
        return told or [Problem("variable.none", piece.where, "no variable of this file is known", got, allowed)]
    for name in variables:
        if name in piece.units:
            continue
        told = [problem for variable, problem in opened.refused if variable == name]
        known = VARIABLES[name]
        what = f"there is no {known.label['en']} ({name}) in this file"
        next_step = f"Name the variable {name} (also read: {', '.join(known.aliases[1:5])}), or send a file that has it"
        held = dict.fromkeys((*piece.units, *opened.others))
        got = f"the file holds {', '.join(list(held)[:12]) or 'nothing'}"
        problems += told or [Problem("variable.missing", piece.where, what, got, name, next_step)]
    return problems


def _role_of(pieces: Sequence[Piece]) -> str:
    members = [member for piece in pieces for member in piece.members]
    starts = {member.init for member in members if member.init}
    said = " ".join([*(piece.where for piece in pieces), *(member.scenario for member in members)]).lower()
    if "hindcast" in said or len(starts) > 1:
        return "hindcast"
    if starts:
        return "forecast"
    if any(len(piece.members) > 1 or piece.modelled for piece in pieces) or len(pieces) > 1:
        return "projection"
    return "station" if pieces[0].cells.kind == "sites" else "observation"
