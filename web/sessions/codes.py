"""A web address drawn as squares, for the camera of a phone."""

from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=64)
def drawn(address: str) -> Markup:
    """The picture as SVG, dark on light also where the page is dark: cameras read no other."""
    return Markup(  # noqa: S704 - drawn by us, from squares
        segno.make(address, error="m", micro=False).svg_inline(
            border=2, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
        )
    )
