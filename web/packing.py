"""Styles, scripts and drawings go out packed to browsers that can unpack them: a third of the bytes on a slow net.

Pages themselves do not: where what somebody typed stands beside a secret of theirs, lengths must tell nothing.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

PACKED = ("text/css", "text/javascript", "image/svg+xml")


def set_up_packing(app: Flask) -> None:
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if request.endpoint != "static" or response.mimetype not in PACKED:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or "gzip" not in request.accept_encodings:
        return response
    response.direct_passthrough = False
    response.set_data(_packed(response.get_data()))
    response.content_encoding = "gzip"
    # Other bytes of the same file: what a browser holds in either form is still good.
    etag, _weak = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response


@lru_cache(maxsize=128)
def _packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
