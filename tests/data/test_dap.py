"""OPeNDAP: an allowed host is read block by block; a small server of version 2 on this machine stands for it."""

import contextlib
import http.server
import re
import socket
import threading
from urllib.parse import unquote

import numpy as np
import pytest

from climserv.data.files.gate import ask, through_gate
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


class Sender(http.server.BaseHTTPRequestHandler):
    """Sends every question on to another place."""

    place = ""

    def do_GET(self):
        self.send_response(302)
        self.send_header("Location", self.place + self.path.removeprefix("/rain.nc"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(handler):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def address(monkeypatch):
    monkeypatch.setenv("no_proxy", "localhost,opendap.example.org")
    monkeypatch.setattr(Server, "asked", [])
    with serving(Server) as port:
        yield f"http://127.0.0.1:{port}/rain.nc"


@pytest.fixture
def sender(address, monkeypatch):
    """An address on 127.0.0.1 that sends on to localhost."""
    monkeypatch.setattr(Sender, "place", address.replace("127.0.0.1", "localhost"))
    with serving(Sender) as port:
        yield f"http://127.0.0.1:{port}/rain.nc"


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


def test_a_host_that_sends_on_to_an_allowed_one_is_followed(sender, tmp_path):
    source = open_source(sender, catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1", "localhost"])
    read = source.pieces[0].read("pr", 0, np.array([4]), slice(10, 13))
    np.testing.assert_array_equal(read, RAIN[10:13, 0, 1][None])


def test_a_host_that_sends_on_elsewhere_is_refused_and_the_other_never_asked(sender, tmp_path):
    with pytest.raises(Refused, match="sends on to a place that may not be opened") as refusal:
        open_source(sender, catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1"])
    assert (refusal.value.problems[0].code, refusal.value.problems[0].got) == ("file.remote", "http://localhost")
    assert Server.asked == []


@pytest.mark.parametrize("place", ["file:///etc/hosts", "ftp://127.0.0.1/rain.nc", "http://user@127.0.0.1/rain.nc"])
def test_nothing_but_plain_addresses_is_followed(sender, tmp_path, monkeypatch, place):
    monkeypatch.setattr(Sender, "place", place)
    with pytest.raises(Refused, match="sends on to a place"):
        open_source(sender, catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1"])


def test_a_host_that_sends_on_only_after_it_was_opened_is_refused_too(address, tmp_path, monkeypatch):
    source = open_source(address, catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1"])
    monkeypatch.setattr(Server, "do_GET", Sender.do_GET)
    monkeypatch.setattr(Server, "place", "http://localhost:9/rain.nc", raising=False)
    with pytest.raises(Refused, match="sends on to a place"):
        source.pieces[0].read("pr", 0, np.array([0]), slice(0, 1))


def test_a_host_that_sends_in_circles_is_told(sender, tmp_path, monkeypatch):
    monkeypatch.setattr(Sender, "place", sender)
    with pytest.raises(Refused, match="sends on more than 5 times"):
        open_source(sender, catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1"])


def test_a_name_that_leads_to_this_machine_is_refused(address, tmp_path, monkeypatch):
    known = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *more, **how: known(host.replace("opendap.example.org", "127.0.0.1"), *more)
    )
    with pytest.raises(Refused, match=r"the name opendap\.example\.org leads to this machine"):
        open_source(
            address.replace("127.0.0.1", "opendap.example.org"), catalogue={}, made_folder=tmp_path,
            hosts=["opendap.example.org"],
        )  # fmt: skip
    assert Server.asked == []


def test_half_an_answer_is_no_answer(address, tmp_path, monkeypatch):
    source = open_source(address, catalogue={}, made_folder=tmp_path, hosts=["127.0.0.1"])
    answer = Server.do_GET

    def half(self):
        if ".dods" not in self.path:
            return answer(self)
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"ffff\r\nDataset {")
        return None

    monkeypatch.setattr(Server, "do_GET", half)
    with pytest.raises(Refused, match="a block of pr cannot be read"):
        source.pieces[0].read("pr", 0, np.array([0]), slice(0, 1))


def test_who_does_not_know_its_secret_gets_nothing_through_the_gate(address):
    with through_gate(address, ["127.0.0.1"]) as inside:
        here = re.match(r"http://127\.0\.0\.1:\d+", inside)[0]
        for path in ("/data.dds", "/other/data.dds", inside.removeprefix(here) + ".html"):
            with pytest.raises(OSError, match="404"):
                ask(here + path, ["127.0.0.1"])
        with ask(inside + ".dds", ["127.0.0.1"]) as answer:
            assert answer.read().startswith(b"Dataset {")
    assert [asked for asked in Server.asked if "html" in asked] == []
