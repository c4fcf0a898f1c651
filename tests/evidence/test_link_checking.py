"""A link is looked at as anybody would, and never within the network of the server."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tracker.evidence.link_checking import LinkSession, look_at
from tracker.evidence.link_rules import state_after
from tracker.evidence.states import LinkFinding, LinkState

PUBLIC = "bukti.example.go.id"


@dataclass
class Site:
    """A small site on this machine, and what was asked of it."""

    address: str
    asked: list[str] = field(default_factory=list)


class _Answers(BaseHTTPRequestHandler):
    site: Site

    def _answer(self) -> None:
        self.site.asked.append(f"{self.command} {self.path} {self.headers['Host']}")
        status, _slash, target = self.path.strip("/").partition("/to/")
        if self.command == "HEAD" and status == "405":
            return self._say(405)
        if target:
            return self._say(302, target)
        return self._say(200 if status == "405" else int(status))

    def _say(self, status: int, target: str = "") -> None:
        self.send_response(status)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815 - the names http.server wants

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a public name; its name leads to this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {}))
    found = Site(f"http://{PUBLIC}:{server.server_port}")
    server.RequestHandlerClass.site = found  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    real = socket.getaddrinfo

    def to_here(host: str, *rest: Any, **options: Any) -> Any:
        if host.endswith(".invalid.example"):
            raise socket.gaierror
        return real("127.0.0.1" if host == PUBLIC else host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", to_here)
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("200", LinkFinding.ANSWERS),
        ("404", LinkFinding.GONE),
        ("410", LinkFinding.GONE),
        ("401", LinkFinding.ASKS_SIGN_IN),
        ("403", LinkFinding.REFUSES_US),
        ("429", LinkFinding.REFUSES_US),
        ("500", LinkFinding.SERVER_TROUBLE),
        ("405", LinkFinding.ANSWERS),
        ("302/to//200", LinkFinding.ANSWERS),
        ("302/to//302/to//404", LinkFinding.GONE),
    ],
)
def test_what_a_site_answers_is_told(site: Site, path: str, found: LinkFinding) -> None:
    assert look_at(LinkSession(allow_loopback=True), f"{site.address}/{path}") is found
    assert all(PUBLIC in one for one in site.asked)


def test_a_redirect_without_end_leads_nowhere(site: Site) -> None:
    loop = f"{site.address}/302/to/{site.address}/302/to/x"
    assert look_at(LinkSession(allow_loopback=True), loop) in {LinkFinding.GONE, LinkFinding.NO_ANSWER}


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/", "http://10.0.0.8/", "http://localhost/", "file:///etc/passwd"]
)
def test_a_redirect_into_the_network_is_not_followed(site: Site, target: str) -> None:
    assert (
        look_at(LinkSession(allow_loopback=True), f"{site.address}/302/to/{target}") is LinkFinding.NOT_PUBLIC
    )
    assert len(site.asked) == 1


def test_a_public_name_that_leads_to_this_machine_is_not_asked(site: Site) -> None:
    assert look_at(LinkSession(), f"{site.address}/200") is LinkFinding.NOT_PUBLIC
    assert site.asked == []


def test_a_site_that_is_away_is_told_from_one_that_does_not_exist(site: Site) -> None:
    session = LinkSession(allow_loopback=True)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert look_at(session, f"http://{PUBLIC}:{port}/") is LinkFinding.NO_ANSWER
    assert look_at(session, "http://tidak-ada.invalid.example/") is LinkFinding.NO_SUCH_HOST


@pytest.mark.parametrize(
    "away", [LinkFinding.NO_ANSWER, LinkFinding.SERVER_TROUBLE, LinkFinding.NO_SUCH_HOST]
)
def test_a_site_that_is_away_is_dead_only_at_the_second_look(away: LinkFinding) -> None:
    assert state_after(away, None) is LinkState.UNCHECKED
    assert state_after(away, LinkFinding.ANSWERS) is LinkState.UNCHECKED
    assert state_after(away, LinkFinding.NO_ANSWER) is LinkState.DEAD


def test_what_is_sure_counts_at_once() -> None:
    assert state_after(LinkFinding.GONE, None) is LinkState.DEAD
    assert state_after(LinkFinding.ANSWERS, LinkFinding.GONE) is LinkState.ALIVE
    assert state_after(LinkFinding.REFUSES_US, LinkFinding.NO_ANSWER) is LinkState.UNCHECKED
