"""What all figures share: colours, type, and saving that gives the same bytes twice."""

import io
import re
from contextlib import contextmanager

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

PAPER, INK, QUIET = "#fffdf8", "#22201c", "#6b665c"
# The counted years: deep green where that is good news, dark ochre where it hurts. Both print dark, the rest light.
GOOD, HURTS, OTHER = "#1f6b45", "#a8620b", "#e3d9c3"

# At this width a point is about a pixel on a 360 px phone, so that 11 point text stays readable.
WIDTH = 4.7
TEXT, SMALL = 11, 10
_MEASURE = TextToPath()

STYLE = {
    "font.family": ["DejaVu Sans"],
    "font.size": TEXT,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.8,
    "hatch.color": QUIET,
    "svg.fonttype": "path",
    "path.simplify": False,
}


@contextmanager
def our_style():
    """Our look, whatever the machine's own matplotlib settings are."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        yield


def new_figure(height: float) -> Figure:
    return Figure(figsize=(WIDTH, height), facecolor=PAPER)


def as_png(figure: Figure) -> bytes:
    out = io.BytesIO()
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})
    return out.getvalue()


def as_svg(figure: Figure, *, name: str, title: str) -> bytes:
    """The figure as SVG; `name` keeps its inner ids apart from those of other figures in one page."""
    out = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": name}):
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": "climserv", "Title": title})
    return own_ids(out.getvalue(), name).encode()


def own_ids(svg: str, name: str) -> str:
    """Ids with `name` before them: two figures in one page must not share any."""
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    svg = re.sub(r"url\(#", f"url(#{name}-", svg)
    return re.sub(r'href="#', f'href="#{name}-', svg)


def wrapped(text: str, *, size: float = TEXT, inches: float = WIDTH - 0.3) -> list[str]:
    """Lines of bold text that fit the width."""
    font = FontProperties(family=STYLE["font.family"], size=size, weight="bold")
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _MEASURE.get_text_width_height_descent(longer, font, ismath=False)[0] > inches * 72:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def colour_of(statement, bad_is: str) -> str:
    """Green where the statement is good news for the metric, ochre where it hurts."""
    says_much = statement.code in ("later_than", "at_least", "more_than")
    return HURTS if says_much == (bad_is in ("late", "many")) else GOOD
