"""Elsewhere: HDF5 files that name other files of the machine as the place of their data.

The library follows such names without asking: numbers of an upload would then be the bytes of whatever the worker may
read. Nothing in the library's Python face tells of them, so that they are looked for in the bytes of the file, as the
HDF5 file format writes them. No file of weather needs one.
"""

import mmap
import re
from pathlib import Path

from ...vocabulary.problems import Problem

_SIGNATURE = b"\x89HDF\r\n\x1a\n"

# Where the superblock of each version keeps how many bytes an address has.
_ADDRESS_SIZE = {0: 13, 1: 13, 2: 9, 3: 9}

# An address of this many bytes or fewer is what the format allows.
_LARGEST_ADDRESS = 32

# What stands behind the name of an external link: version and flags, then two texts that end with a zero each.
_NAMES = re.compile(rb".[^\0]+\0[^\0]+\0", re.DOTALL)


def leads_elsewhere(path: Path) -> list[Problem]:
    """Why a file must not be opened: its data, or a part of it, are kept in other files."""
    with path.open("rb") as file:
        begin = file.read(len(_SIGNATURE))
        if begin[:4] != _SIGNATURE[:4]:
            return []
        if begin != _SIGNATURE:
            # The library goes on to look for the signature further behind, and we would read other addresses than it.
            return [_refused(path)]
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            size = content[_ADDRESS_SIZE.get(content[8], 9)]
            if not 1 <= size <= _LARGEST_ADDRESS:
                return [_refused(path)]
            found = any(look(content, size) for look in (_outer_storage, _virtual, _links, _packed_links))
    return [_refused(path)] if found else []


def _refused(path: Path) -> Problem:
    what, next_step = "this file names other files as the place of its data", "Send a copy that holds its data itself"
    return Problem("upload.elsewhere", path.name, what, "", "one file", next_step)


def _outer_storage(content: mmap.mmap, size: int) -> bool:
    """The message "external data files": its version, how many names, and the heap that holds them."""
    shape = re.compile(rb"(?=\x01\0\0\0..(?:[^\0].|\0[^\0])(.{%d}))" % size, re.DOTALL)
    return any(_stands_at(content, found[1], b"HEAP") for found in shape.finditer(content))


def _virtual(content: mmap.mmap, size: int) -> bool:
    """A layout of class "virtual": the heap that holds the names of its sources."""
    shape = re.compile(rb"(?=\x04\x03(.{%d}))" % size, re.DOTALL)
    return any(_stands_at(content, found[1], b"GCOL") for found in shape.finditer(content))


def _stands_at(content: mmap.mmap, address: bytes, mark: bytes) -> bool:
    at = int.from_bytes(address, "little")
    return at + len(mark) <= len(content) and content[at : at + len(mark)] == mark


def _links(content: mmap.mmap, _size: int) -> bool:
    """A link of type "external" (64), by what stands behind it: its own name, then a file's and an object's name."""
    return any(_is_link(content, found.start()) for found in re.finditer(rb"\x01[\x08-\x1f]\x40", content))


def _is_link(content: mmap.mmap, start: int) -> bool:
    flags = content[start + 1]
    if not flags & 0x08:
        return False
    at = start + 3 + (8 if flags & 0x04 else 0) + (1 if flags & 0x10 else 0)
    wide = 1 << (flags & 0x03)
    at, length = at + wide, int.from_bytes(content[at : at + wide], "little")
    at += length
    told_length = int.from_bytes(content[at : at + 2], "little")
    names = content[at + 2 : at + 2 + told_length]
    return length > 0 and told_length >= 4 and len(names) == told_length and bool(_NAMES.fullmatch(names))


def _packed_links(content: mmap.mmap, _size: int) -> bool:
    """Names of a group that are packed, which would hide links; the NetCDF library never packs them."""
    return any(found[1] != b"\0\0" for found in re.finditer(rb"FRHP\0..(..)", content, re.DOTALL))
