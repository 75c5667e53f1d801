"""Kinds of files: each is told by how it begins, then by its name, and opened by the room that reads it."""

from pathlib import Path

from ...vocabulary.problems import Problem, Refused, refuse_if
from ..pieces import OpenedFile
from ..tabular.stations import open_stations
from .classic_header import cut_short
from .netcdf import open_netcdf, understand
from .paths import NETCDF, SHEETS, TABLES
from .zarr_header import ZarrHeader, is_zarr

# How files begin: the classic kinds of NetCDF and HDF5; GRIB; the zip archive that an Excel workbook is.
_NETCDF_MARKS = (b"CDF\x01", b"CDF\x02", b"CDF\x05", b"\x89HDF")
_GRIB_MARK = b"GRIB"
# What a server sends that asks for a sign-in, or has not found the file.
_PAGE_MARKS = (b"<!do", b"<htm", b"<?xm", b"<hea")
_ZIP_MARK = b"PK\x03\x04"

READ = f"NetCDF, Zarr, GRIB, Excel ({', '.join(SHEETS)}), or station tables ({', '.join(TABLES)}, also .gz)"


def open_file(path: Path) -> OpenedFile:
    """The piece in one file or Zarr store, how it was read, and why some of its variables are not offered."""
    if is_zarr(path):
        return _open_zarr(path)
    if path.is_dir():
        what, next_step = "this folder is no Zarr store, and no single file", "Name the files in it"
        raise Refused(Problem("file.folder", path.name, what, "", READ, next_step))
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise Refused(Problem("file.missing", path.name, "this file cannot be read", error.strerror or "")) from None
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if head in _NETCDF_MARKS:
        refuse_if(cut_short(path))
        return open_netcdf(path)
    if head == _GRIB_MARK:
        from .grib_header import GribHeader

        return understand(GribHeader(path))
    if head == _ZIP_MARK and suffixes and suffixes[-1] in SHEETS:
        return open_stations(path)
    if suffixes and (suffixes[-1] in TABLES or (suffixes[-1] == ".gz" and suffixes[0] in TABLES)):
        return open_stations(path)
    raise Refused(_page(path) if head.lower() in _PAGE_MARKS else _unknown(path, suffixes))


def _page(path: Path) -> Problem:
    what, next_step = (
        "this is a web page and no data",
        "Fetch the data again: the page most likely says why they did not come",
    )
    return Problem("file.page", path.name, what, "", READ, next_step)


def _unknown(path: Path, suffixes: list[str]) -> Problem:
    if suffixes and suffixes[-1] in (*NETCDF, *SHEETS):
        kind = "NetCDF" if suffixes[-1] in NETCDF else "an Excel workbook"
        next_step = f"Fetch the file again: it is damaged or no {kind.removeprefix('an ')}"
        return Problem("file.damaged", path.name, f"this file does not begin as {kind} does", "", READ, next_step)
    return Problem(
        "file.kind", path.name, "this kind of file is not read", "".join(suffixes), READ, "Save it in one of these"
    )


def _open_zarr(path: Path) -> OpenedFile:
    header = ZarrHeader(path)
    opened = understand(header)
    opened.notes += header.notes()
    return opened
