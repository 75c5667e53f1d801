"""Writing a product: the conductor. Every file is made beside the target and the folder is renamed when it is whole."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.texts import text_in
from .bulletin import bulletin
from .counts import Counts
from .figures.drawing import as_png, as_svg, colour_of, our_style
from .figures.figures import graph
from .figures.maps import make_map
from .message import message_text, sms_text
from .netcdf import write_netcdf
from .provenance import CRATE, crate
from .reading import RECORD
from .record import as_text, build_record, seal, sha256
from .tables import summary_csv, table_csv
from .words.phrases import say

# Twice the pixels of a phone at the width of the figure: sharp, and still under 100 kB.
_DPI = 200


def write_product(result, folder: str | Path, *, need: Mapping | None, languages: Sequence[str]) -> Path:
    """Write the product folder of `result`; the folder must be new or empty, and is never seen half-written.

    need       the need record it answers, or None: the recipe's own question is then the title
    languages  the first is that of `bulletin.html` and of the graph; each gets a bulletin and a message
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "this folder is not empty, and a product is never written over"
        raise Refused(Problem("product.exists", str(folder), what, next_step="Name a new folder"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        _write_all(result, workshop, need, tuple(dict.fromkeys(languages)) or ("en",))
        os.chmod(workshop, 0o755)  # noqa: S103 - a product is there to be read
        if folder.exists():
            folder.rmdir()
        workshop.rename(folder)
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise
    return folder


def _write_all(result, folder: Path, need: Mapping | None, languages: tuple[str, ...]) -> None:
    counts = Counts(result)
    record = build_record(result, counts, need, languages)
    title = text_in(record["title"], "en")
    write_netcdf(result, counts, folder / "data.nc", product=record["id"], title=title)
    files = {"table.csv": table_csv(result), "summary.csv": summary_csv(result)}
    files |= _pages(result, record, counts, languages)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    checksums = _checksums(folder)
    provenance = crate({**record, "files": checksums}, _sizes(folder) | {RECORD: None})
    (folder / CRATE).write_text(as_text(provenance), encoding="utf-8")
    (folder / RECORD).write_text(as_text(seal(record, _checksums(folder))), encoding="utf-8")


def _pages(result, record: dict, counts: Counts, languages: tuple[str, ...]) -> dict[str, str | bytes]:
    """Figures, bulletins and messages; those of the first language also stand alone as graph and map."""
    files: dict[str, str | bytes] = {}
    colour = colour_of(counts.statement, result.metric.bad_is)
    for language in languages:
        first = language == languages[0]
        if first:
            files |= _standing_alone(result, record, counts, language)
        drawn = _figures(result, record, counts, language, files.get("map.png") if first else None)
        page = bulletin(record, counts, language, **drawn, colour=colour)
        files["bulletin.html" if first else f"bulletin.{language}.html"] = page
        files[f"message.{language}.txt"] = message_text(record, language)
        demo = record["made_for_demonstration"]
        files[f"sms.{language}.txt"] = sms_text(counts, result.metric, language, demo=demo)
    return files


def _graph(result, record: dict, counts: Counts, language: str, title: str):
    bad = tuple(str(year) for year in (record["need"] or {}).get("bad_years") or ())
    figure = graph(result, counts, language, title=title, bad_years=bad, demo=_demo(record, language))
    figure.set_dpi(_DPI)
    return figure


def _map(result, record: dict, counts: Counts, language: str):
    figure = make_map(result, counts, language, demo=_demo(record, language))
    figure.set_dpi(_DPI)
    return figure


def _demo(record: dict, language: str) -> str:
    return say(language, "demo.short") if record["made_for_demonstration"] else ""


def _figures(result, record: dict, counts: Counts, language: str, cells: bytes | None) -> dict[str, bytes | None]:
    """The pictures inside a bulletin, whose page has the question as its title; `cells` is a map already made."""
    with our_style():
        drawing = as_svg(_graph(result, record, counts, language, ""), name="graph", title="")
        if cells is None and result.grid is not None:
            cells = as_png(_map(result, record, counts, language))
    return {"graph_svg": drawing, "map_png": cells}


def _standing_alone(result, record: dict, counts: Counts, language: str) -> dict[str, bytes]:
    """Graph and, for gridded data, map as files, with the question on the graph."""
    title = text_in(record["title"], language)
    with our_style():
        history = _graph(result, record, counts, language, title)
        files = {"graph.png": as_png(history), "graph.svg": as_svg(history, name="graph", title=title)}
        if result.grid is not None:
            cells = _map(result, record, counts, language)
            files |= {"map.png": as_png(cells), "map.svg": as_svg(cells, name="map", title=title)}
    return files


def _checksums(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()) for path in sorted(folder.iterdir())}


def _sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
