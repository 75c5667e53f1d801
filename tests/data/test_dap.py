"""OPeNDAP: an allowed host is read block by block; a small server of version 2 on this machine stands for it."""

import http.server
import re
import threading
from urllib.parse import unquote

import numpy as np
import pytest

from climserv.data.opening import open_source
from climserv.vocabulary.problems import Refused

from .making import some_rain

# Small arrays are fetched by the library when it opens an address; this one is large.
RAIN = some_rain(2000)

ARRAYS = {
    "time": (("time",), np.arange(2000.0), {"units": "days since 2001-01-01", "calendar": "noleap"}),
    "lat": (("lat",), np.array([2.0, 1.0]), {"units": "degrees_north"}),
    "lon": (("lon",), np.array([350.0, 0.0, 10.0]), {"units": "degrees_east"}),
    "pr": (("time", "lat", "lon"), RAIN, {"units": "kg m-2 s-1", "standard_name": "precipitation_flux"}),
}
KINDS = {"f8": "Float64", "f4": "Float32"}


def cut(asked: str) -> list[tuple[str, np.ndarray]]:
    """What a constraint such as `pr[0:1:3][0:1:1][2],lat` asks for."""
    found = []
    for part in asked.split(",") if asked else ARRAYS:
        name, values = part.split("[")[0], ARRAYS[part.split("[")[0]][1]
        spans = [[int(n) for n in text.split(":")] for text in re.findall(r"\[([\d:]+)\]", part)]
        index = tuple(slice(s[0], s[-1] + 1, s[1] if len(s) == 3 else 1) for s in spans)
        found.append((name, values[index]))
    return found


def declaration(arrays) -> str:
    lines = []
    for name, values in arrays:
        dims = "".join(f"[{d} = {n}]" for d, n in zip(ARRAYS[name][0], values.shape, strict=True))
        lines.append(f"    {KINDS[values.dtype.str[1:]]} {name}{dims};\n")
    return "Dataset {\n" + "".join(lines) + "} rain.nc;\n"


def attributes() -> str:
    each = (
        f"    {name} {{\n" + "".join(f'        String {a} "{text}";\n' for a, text in told.items()) + "    }\n"
        for name, (_, _, told) in ARRAYS.items()
    )
    return "Attributes {\n" + "".join(each) + "}\n"


class Server(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self):
        path, _, query = self.path.partition("?")
        query = unquote(query)
        self.asked.append(f"{path}?{query}")
        if path.endswith(".das"):
            body = attributes().encode()
        elif path.endswith(".dds"):
            body = declaration(cut(query)).encode()
        elif path.endswith(".dods"):
            arrays = cut(query)
            body = declaration(arrays).encode() + b"\nData:\n"
            for _, values in arrays:
                body += np.array([values.size, values.size], ">u4").tobytes()
                body += np.ascontiguousarray(values).astype(values.dtype.newbyteorder(">")).tobytes()
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def address(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(Server, "asked", [])
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/rain.nc"
        server.shutdown()
        thread.join()


def test_an_allowed_host_is_read_block_by_block(address, tmp_path):
    source = open_source(address, catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1"])
    (piece,) = source.pieces
    assert (piece.dates.calendar, piece.cells.lons.tolist()) == ("noleap", [-10, 0, 10])
    assert not any(".dods" in asked and "pr" in asked for asked in Server.asked)
    read = piece.read("pr", 0, np.array([4]), slice(10, 13))
    np.testing.assert_array_equal(read, RAIN[10:13, 0, 1][None])
    (block,) = [asked for asked in Server.asked if ".dods" in asked and "pr" in asked]
    assert re.search(r"pr\[10:(1:)?12\]", block)
    assert any("checksum" in note for note in source.notes)
    assert len(source.files[0].sha256) == 64


def test_a_host_that_is_not_allowed_is_never_asked(address, tmp_path):
    with pytest.raises(Refused, match="may not be opened"):
        open_source(address, catalogue={}, made_folder=tmp_path, hosts=["opendap.example.org"])
    with pytest.raises(Refused, match="this machine only"):
        open_source(address, catalogue={}, made_folder=tmp_path)
    assert Server.asked == []


def test_what_changed_there_meanwhile_is_refused(address, tmp_path, monkeypatch):
    source = open_source(address, catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1"])
    monkeypatch.setitem(ARRAYS["pr"][2], "units", "mm/day")
    with pytest.raises(Refused, match="changed after they were opened"):
        source.pieces[0].read("pr", 0, np.array([0]), slice(0, 1))


def test_an_address_that_does_not_answer_is_told(tmp_path):
    with pytest.raises(Refused) as refusal:
        open_source("http://127.0.0.1:9/a.nc", catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1"])
    assert [problem.code for problem in refusal.value.problems] == ["file.remote"]
