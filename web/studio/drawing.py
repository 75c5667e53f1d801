"""The flow of a recipe as a drawing: boxes in rows from what goes in to what comes out, lines between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from climserv.recipes.writing.flow import Node

BOX_WIDTH, BOX_HEIGHT = 168, 46
GAP, RISE = 16, 38


@dataclass(frozen=True)
class Box:
    """One value of the recipe; `x` and `y` are its left upper corner, `line` where the file says it (0: not told)."""

    name: str
    says: str
    kind: str
    x: float
    y: float
    line: int = 0

    @property
    def middle(self) -> float:
        return self.x + BOX_WIDTH / 2


@dataclass(frozen=True)
class Drawing:
    """Boxes and the lines between them, as paths of SVG."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


def draw(
    nodes: Sequence[Node], edges: Sequence[tuple[str, str]], lines_of: Mapping[str, int] = MappingProxyType({})
) -> Drawing:
    """A drawing of nodes and of edges `(from, to)` between their ids: a box stands below all that it reads.

    lines_of  the line of the file that says a node, by its id

    Within a row the boxes keep the order in which they are given, so that the same recipe is drawn the same.
    """
    rows = _rows([node.id for node in nodes], edges)
    counts = [sum(1 for row in rows.values() if row == number) for number in range(max(rows.values(), default=0) + 1)]
    width = max(counts, default=1) * (BOX_WIDTH + GAP) - GAP
    placed: dict[str, Box] = {}
    used = [0] * len(counts)
    for node in nodes:
        row = rows[node.id]
        indent = (width - counts[row] * (BOX_WIDTH + GAP) + GAP) / 2
        x, y = indent + used[row] * (BOX_WIDTH + GAP), row * (BOX_HEIGHT + RISE)
        used[row] += 1
        placed[node.id] = Box(node.name, node.says, node.kind, x, y, lines_of.get(node.id, 0))
    height = len(counts) * (BOX_HEIGHT + RISE) - RISE
    lines = tuple(_line(placed[start], placed[end]) for start, end in edges)
    return Drawing(width, height, tuple(placed.values()), lines)


def _rows(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How many boxes, at most, lie above each; as many rounds as boxes suffice where there is no circle."""
    rows = dict.fromkeys(names, 0)
    for _round in names:
        for start, end in edges:
            rows[end] = max(rows[end], rows[start] + 1)
    return {name: min(row, len(names)) for name, row in rows.items()}


def _line(start: Box, end: Box) -> str:
    top, bottom = start.y + BOX_HEIGHT, end.y
    bend = max((bottom - top) / 2, 12)
    return (
        f"M{start.middle:g} {top:g}C{start.middle:g} {top + bend:g} {end.middle:g} {bottom - bend:g} "
        f"{end.middle:g} {bottom:g}"
    )
