"""Opening: a dataset's id or a file's path becomes a source, checked and ready to be read block by block."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..vocabulary.problems import Problem, Refused, did_you_mean, refuse_if
from ..vocabulary.variables import VARIABLES
from .cells import Cells
from .classic_size import cut_short
from .dates import STEP_ADVERBS, STEPS, Dates
from .made_region import GENERATOR, make_region
from .netcdf import open_netcdf, understand
from .pieces import Member, OpenedFile, Piece
from .stations import open_stations
from .zarr_header import ZarrHeader, is_zarr

__all__ = ["Cells", "Dates", "FileFact", "Member", "Piece", "Source", "open_file", "open_source"]

TABLES = (".csv", ".txt", ".tsv", ".dat")
NETCDF = (".nc", ".nc4", ".cdf", ".netcdf", ".h5")

# How NetCDF files begin: the classic kinds, and HDF5.
_NETCDF_MARKS = (b"CDF\x01", b"CDF\x02", b"CDF\x05", b"\x89HDF")


class CatalogueOfCards(Protocol):
    """What is asked of a catalogue: cards by id, and the folder their file paths are counted from."""

    def card(self, dataset: str) -> Any: ...

    def folder(self, card: Any) -> Path: ...

    def __contains__(self, dataset: object) -> bool: ...


@dataclass(frozen=True)
class FileFact:
    """A file that was read: its name, checksum and size in bytes."""

    name: str
    sha256: str
    size: int


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
    source: str | Path,
    *,
    catalogue: CatalogueOfCards,
    variables: Sequence[str] = (),
    role: str | None = None,
    made_folder: Path,
    step: str | None = "day",
) -> Source:
    """Open a dataset of the catalogue by its id, or a file by its path.

    variables    canonical names that are needed; what the data lack is refused with what they hold
    step         how often values are needed; data with fewer are refused; None opens data of any step
    role         of a path: observation, station, projection, forecast or hindcast; default: as the file looks
    made_folder  where data made for demonstration are made once
    Raises `Refused` with every problem found.
    """
    if str(source) in catalogue:
        return _open_card(catalogue.card(str(source)), catalogue, variables, Path(made_folder), step)
    path = _path(source, catalogue)
    fact = file_fact(path)
    opened = open_file(path)
    refuse_if([*too_coarse(opened.piece, step), *_lacking(opened, variables)])
    found = role or _role_of(opened.piece)
    notes = _notes([opened], variables)
    if role is None:
        notes += (f"{path.name} is taken as {found}, as the file looks",)
    return Source(path.name, found, {"en": path.name}, None, (fact,), (opened.piece,), False, notes)


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


def open_file(path: Path) -> OpenedFile:
    """The piece in one file or Zarr store, how it was read, and why some of its variables are not offered."""
    if is_zarr(path):
        header = ZarrHeader(path)
        opened = understand(header)
        opened.notes += header.notes()
        return opened
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise Refused(Problem("file.missing", path.name, "this file cannot be read", error.strerror or "")) from None
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if head in _NETCDF_MARKS:
        refuse_if(cut_short(path))
        return open_netcdf(path)
    if suffixes and (suffixes[-1] in TABLES or (suffixes[-1] == ".gz" and suffixes[0] in TABLES)):
        return open_stations(path)
    allowed = f"NetCDF, or station tables ({', '.join(TABLES)}, also .gz)"
    if suffixes and suffixes[-1] in NETCDF:
        next_step = "Fetch the file again: it is damaged or no NetCDF"
        raise Refused(
            Problem("file.damaged", path.name, "this file does not begin as NetCDF does", "", allowed, next_step)
        )
    next_step = "Save it in one of these"
    raise Refused(
        Problem("file.kind", path.name, "this kind of file is not read yet", "".join(suffixes), allowed, next_step)
    )


def plain_path(source: str | Path) -> Path:
    """A path of this machine; addresses of other machines are refused, and what is neither file nor id."""
    text = str(source)
    if "://" in text or text.lower().startswith(("http:", "https:", "dods:", "ftp:", "s3:", "file:")):
        next_step = "Fetch the file first and name its path"
        raise Refused(Problem("file.remote", "data", "data are read from this machine only", text, "a path", next_step))
    path = Path(text)
    if path.is_dir():
        allowed = "one NetCDF file or one station table"
        raise Refused(
            Problem("file.folder", text, "this is a folder; folders and Zarr stores are not read yet", "", allowed)
        )
    return path


def _path(source: str | Path, catalogue: CatalogueOfCards) -> Path:
    path = plain_path(source)
    if path.is_file():
        return path
    known = [card.dataset for card in catalogue]
    allowed = f"a path, or one of {', '.join(known)}" if known else "a path"
    raise Refused(Problem("file.missing", "data", "there is no such file or dataset", str(source), allowed,
                          did_you_mean(str(source), known)))  # fmt: skip


def _open_card(card: Any, catalogue: CatalogueOfCards, variables: Sequence[str], made_folder: Path,
               step: str | None) -> Source:  # fmt: skip
    paths = _made_paths(card, made_folder) if card.made_by else _shipped_paths(card, catalogue.folder(card))
    opened = [open_file(path) for path in paths]
    problems = [problem for one in opened for problem in _lacking(one, variables)]
    problems += [problem for one in opened for problem in too_coarse(one.piece, step)]
    refuse_if([*problems, *_unlike_card(card, [one.piece for one in opened])])
    return Source(
        card.dataset, card.role, dict(card.title), card, tuple(file_fact(path) for path in paths),
        tuple(one.piece for one in opened), card.made_for_demonstration, _notes(opened, variables),
    )  # fmt: skip


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
        if not path.is_file():
            problems.append(Problem("file.missing", where, "this file of the dataset is not there"))
        elif path.stat().st_size != file.size or file_fact(path).sha256 != file.sha256:
            next_step = "Fetch the file again, or write a new card for the changed one"
            what = "this file is not the one its card describes"
            problems.append(
                Problem("file.changed", where, what, "another checksum", f"sha256 {file.sha256[:12]}...", next_step)
            )
        paths.append(path)
    refuse_if(problems)
    return paths


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
        got = f"the file holds {', '.join([*piece.units, *opened.others][:12]) or 'nothing'}"
        problems += told or [Problem("variable.missing", piece.where, what, got, name, next_step)]
    return problems


def _role_of(piece: Piece) -> str:
    if len(piece.members) > 1 or piece.modelled:
        return "projection"
    return "station" if piece.cells.kind == "sites" else "observation"


def file_fact(path: Path) -> FileFact:
    """Name, checksum and size of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return FileFact(path.name, digest.hexdigest(), path.stat().st_size)
