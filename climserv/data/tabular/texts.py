"""Text files as people save them: UTF-8, what Excel calls Unicode, and the letters of old Windows."""

import gzip
from pathlib import Path

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import Note, note

# A text table larger than this, unpacked, is refused: stations of a whole country for a century are smaller.
LARGEST = 400_000_000

_MARKED = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_text(path: Path) -> tuple[str, list[Note]]:
    """The text of a file, unpacked, and a note where its letters had to be guessed.

    A file that is not UTF-8 is read as Windows-1252, which any file can be: signs and digits are the same in both, and
    names with accents may come out wrong, which the note says.
    """
    raw = _bytes(path)
    encoding = _MARKED.get(raw[:2])
    if encoding is None and b"\0" in raw[:4096]:
        raise Refused(Problem("file.kind", path.name, "this is no text table", "binary data", "CSV text or NetCDF"))
    try:
        return raw.decode(encoding or "utf-8-sig"), []
    except UnicodeDecodeError:
        if encoding:
            what, next_step = "this text is cut off or damaged", "Save it as `CSV UTF-8`"
            raise Refused(Problem("table.text", path.name, what, encoding, "UTF-8", next_step)) from None
    return raw.decode("cp1252", errors="replace"), [note("letters")]


def _bytes(path: Path) -> bytes:
    try:
        if path.suffix.lower() == ".gz":
            with gzip.open(path) as file:
                raw = file.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)
    except (OSError, EOFError) as error:
        raise Refused(Problem("file.damaged", path.name, "this file cannot be read", str(error))) from None
    if len(raw) > LARGEST:
        raise Refused(Problem("table.large", path.name, "the table is too large", "", f"{LARGEST // 10**6} MB as text"))
    return raw
