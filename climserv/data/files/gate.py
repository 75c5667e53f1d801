"""The gate to other machines: the NetCDF library asks this process, and this process asks the host that is allowed.

The library follows wherever a server sends it on to, and no setting of .ncrc or .dodsrc stops it (`ocset_flags_perlink`
of NetCDF-C sets CURLOPT_FOLLOWLOCATION always). So it is never let out: each of its questions is asked anew from here,
host, redirect, certificate and the address that the name led to being looked at before anything is sent. What is looked
at is what is connected to; no time passes between the two. Where the operator's environment names a proxy, that proxy
looks up the name, and only the name is looked at here. Addresses of a private network are not refused: a service often
has its data there, and the operator allowed the name. Nobody signs in: .netrc is not read.
"""

import contextlib
import http.client
import http.server
import ipaddress
import os
import secrets
import shutil
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit, urlunsplit

from ...vocabulary.problems import Problem, Refused
from .paths import allowed_address

_HERE = "127.0.0.1"
_SECONDS = 60.0
_MOST_REDIRECTS = 5

# What the version 2 of OPeNDAP asks: the description, the attributes, the data.
_QUESTIONS = ("dds", "das", "dods")
_PASSED_ON = ("Content-Type", "Content-Length", "Content-Encoding", "Content-Description", "XDODS-Server", "XDAP")


@contextlib.contextmanager
def through_gate(address: str, hosts: Sequence[str]) -> Iterator[str]:
    """An address of this process at which the library finds what stands at `address`, as long as the block lasts.

    Raises `Refused` where a host that is not allowed was to be asked, whatever the library made of that.
    """
    _no_proxy_to_here()
    with _Gate(address, hosts) as gate:
        thread = threading.Thread(target=gate.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield gate.inside
        except (RuntimeError, OSError) as error:
            gate.refuse_if_asked_astray()
            raise OSError(gate.trouble or str(error)) from None
        finally:
            gate.shutdown()
            thread.join()
        # The library does without an answer that it can spare, and takes half an answer for a whole one.
        gate.refuse_if_asked_astray()
        if gate.broken_off:
            raise OSError(gate.trouble)


class _Gate(http.server.ThreadingHTTPServer):
    """Listens on this machine alone, and answers who knows its secret."""

    def __init__(self, address: str, hosts: Sequence[str]):
        super().__init__((_HERE, 0), _Question)
        parts = urlsplit(address)
        scheme = "https" if parts.scheme.lower() == "https" else "http"
        self.outside = urlunsplit((scheme, parts.netloc, parts.path, "", ""))
        self.path = f"/{secrets.token_urlsafe(16)}/data"
        self.inside = f"http://{_HERE}:{self.server_port}{self.path}" + (f"?{parts.query}" if parts.query else "")
        self.hosts = hosts
        self.refused: Refused | None = None
        self.trouble, self.broken_off = "", False

    def refuse_if_asked_astray(self) -> None:
        if self.refused is not None:
            raise self.refused


class _Question(http.server.BaseHTTPRequestHandler):
    server: _Gate

    def do_GET(self) -> None:
        path, _, constraint = self.path.partition("?")
        before, _, question = path.rpartition(".")
        if before != self.server.path or question not in _QUESTIONS:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        asked = f"{self.server.outside}.{question}" + (f"?{constraint}" if constraint else "")
        try:
            with ask(asked, self.server.hosts) as answer:
                self._pass_on(answer)
        except Refused as refusal:
            self.server.refused = refusal
            self.send_error(HTTPStatus.FORBIDDEN)
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.server.trouble = str(error)
            self.send_error(HTTPStatus.BAD_GATEWAY)

    def _pass_on(self, answer: http.client.HTTPResponse) -> None:
        self.send_response(answer.status)
        for name in _PASSED_ON:
            if (value := answer.headers.get(name)) is not None:
                self.send_header(name, value)
        self.end_headers()
        # Nothing may follow half an answer: the library would take it for data.
        try:
            shutil.copyfileobj(answer, self.wfile)
        except (OSError, http.client.HTTPException) as error:
            self.server.trouble, self.server.broken_off = f"the answer broke off: {error}", True

    def log_message(self, *_) -> None:
        pass


def ask(address: str, hosts: Sequence[str]) -> http.client.HTTPResponse:
    """What is at an address; a redirect is followed only to hosts that are allowed, and never out of https."""
    opener = urllib.request.build_opener(_NoRedirect, _Http, _Https)
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            return opener.open(allowed_address(address, hosts), timeout=_SECONDS)
        except urllib.error.HTTPError as error:
            location = error.headers.get("Location") if error.code in (301, 302, 303, 307, 308) else None
            error.close()
            if location is None:
                raise OSError(f"the server answers {error.code} {error.reason}") from None
            address = _sent_on(address, location, hosts)
        except urllib.error.URLError as error:
            raise OSError(str(error.reason)) from None
    raise OSError(f"the server sends on more than {_MOST_REDIRECTS} times")


def _sent_on(address: str, location: str, hosts: Sequence[str]) -> str:
    """The address that a server sends on to; refused unless it is an allowed one and as safe."""
    to = urljoin(address, location)
    before, after = urlsplit(address), urlsplit(to)
    try:
        allowed_address(to, hosts)
        safe = after.scheme == before.scheme or after.scheme == "https"
    except Refused:
        safe = False
    if not safe:
        what = f"{before.hostname} sends on to a place that may not be opened"
        got = f"{after.scheme}://{after.hostname}" if after.hostname else to
        next_step = "Name the address that the data are at, or ask the operator to add that host to REMOTE_HOSTS"
        raise Refused(Problem("file.remote", "data", what, got, f"{before.scheme} at {', '.join(hosts)}", next_step))
    return to


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_) -> None:
        return None


class _HttpConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _refuse_surprise(self.host, self.sock.getpeername()[0])


class _HttpsConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _refuse_surprise(self.host, self.sock.getpeername()[0])


def _by_proxy(request: urllib.request.Request) -> bool:
    return request.host != urlsplit(request.full_url).netloc


class _Http(urllib.request.HTTPHandler):
    def http_open(self, request):
        return self.do_open(http.client.HTTPConnection if _by_proxy(request) else _HttpConnection, request)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, request):
        connection = http.client.HTTPSConnection if _by_proxy(request) else _HttpsConnection
        return self.do_open(connection, request, context=ssl.create_default_context())


def _refuse_surprise(host: str, peer: str) -> None:
    """Refuse a name of another machine that led to this one, or to the hidden places beside it."""
    if host == "localhost" or _is_number(host):
        return
    found = ipaddress.ip_address(peer.partition("%")[0])
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_loopback or found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved:
        what = f"the name {host} leads to this machine, or to a place that only this machine can reach"
        next_step = "Ask the operator: where this is meant, REMOTE_HOSTS holds the number instead of the name"
        raise Refused(Problem("file.remote", "data", what, str(found), "an address of another machine", next_step))


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _no_proxy_to_here() -> None:
    """The library would ask even this machine by way of a proxy that the environment names."""
    spared = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    if spared != "*" and _HERE not in (name.strip() for name in spared.split(",")):
        os.environ["no_proxy"] = f"{spared},{_HERE}".lstrip(",")
