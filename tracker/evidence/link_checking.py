"""Looking whether a link handed in as evidence is there for everybody (D32).

Every address on the way, also after a redirect, must be one of the public web by its text and by where its
name leads; the connection goes to the very number that was judged.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import requests
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress

from tracker.core.errors import RuleBroken
from tracker.evidence.link_rules import read_link
from tracker.evidence.states import LinkFinding

_log = logging.getLogger(__name__)

_PATIENCE = (5, 15)
_MOST_REDIRECTS = 5
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# Servers that know no HEAD say so in several ways.
_ASK_WITH_GET = frozenset(
    {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
)


class LinkSession(HTTPSession):  # type: ignore[misc]
    """A visitor without an account, cookies or proxies, who goes nowhere but to the public web."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        super().__init__(
            Config(
                ip_filter_enable=True,
                ip_filter_allow_loopback_ips=allow_loopback,
                never_redirect=False,
                default_timeout=_PATIENCE,
                user_agent_override="RAN-OGI-Tracker (pemeriksa tautan bukti)",
            )
        )
        self.trust_env = False
        self.max_redirects = _MOST_REDIRECTS

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Where an answer leads on to, which must be public too. Raises RuleBroken."""
        target: str | None = super().get_redirect_target(resp)
        if target is not None:
            read_link(requests.compat.urljoin(resp.url, target))
        return target


def look_at(session: LinkSession, link: str) -> LinkFinding:
    """What is found at a link. Nothing of its content is read."""
    try:
        read_link(link)
        status = _status(session, "HEAD", link)
        if status in _ASK_WITH_GET:
            status = _status(session, "GET", link)
        return _finding(status)
    except (RuleBroken, InvalidIPAddress):
        return LinkFinding.NOT_PUBLIC
    except requests.ConnectionError as reason:
        return LinkFinding.NO_SUCH_HOST if "resolve" in str(reason) else LinkFinding.NO_ANSWER
    except requests.TooManyRedirects:
        return LinkFinding.GONE
    except (requests.RequestException, ValueError, OSError):
        _log.info("A link could not be looked at", exc_info=True)
        return LinkFinding.NO_ANSWER


def _status(session: LinkSession, method: str, link: str) -> int:
    with _answer(session, method, link) as answer:
        return int(answer.status_code)


@contextmanager
def _answer(session: LinkSession, method: str, link: str) -> Iterator[requests.Response]:
    # What one server sets must not be told to the next.
    session.cookies.clear()
    with session.request(method, link, allow_redirects=True, stream=True) as answer:
        yield answer


def _finding(status: int) -> LinkFinding:
    if status < HTTPStatus.BAD_REQUEST:
        return LinkFinding.ANSWERS
    if status in _GONE:
        return LinkFinding.GONE
    if status == HTTPStatus.UNAUTHORIZED:
        return LinkFinding.ASKS_SIGN_IN
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return LinkFinding.SERVER_TROUBLE
    return LinkFinding.REFUSES_US
