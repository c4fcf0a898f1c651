"""What a link handed in as evidence may be: an address on the public web, with nothing secret in it (D32).

Only its text is judged. Whoever follows it must judge again where the name leads (`link_checking`).
"""

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, urlsplit, urlunsplit

from tracker.core.errors import RuleBroken
from tracker.core.text import clean_text
from tracker.evidence.states import LinkFinding, LinkState

LONGEST_LINK = 2_000

_SCHEMES = frozenset({"http", "https"})
_UNFIT = re.compile(r"[\s\\<>\"{}|^`]")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")
_LONGEST_HOST = 253
# Browsers read a host whose last part is a number as an IPv4 address: 127.1, 0x7f.0.0.1, 0177.1.
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_PRIVATE_ENDINGS = frozenset(
    {"localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "test", "invalid", "onion"}
)


_SURE = {
    LinkFinding.ANSWERS: LinkState.ALIVE,
    LinkFinding.GONE: LinkState.DEAD,
    LinkFinding.ASKS_SIGN_IN: LinkState.DEAD,
    LinkFinding.NOT_PUBLIC: LinkState.DEAD,
    # Some servers answer people and turn machines away.
    LinkFinding.REFUSES_US: LinkState.UNCHECKED,
}


def state_after(found: LinkFinding, before: LinkFinding | None) -> LinkState:
    """What a link is after it was looked at; `before` is what was found the time before.

    A server that is away, or our own way to it, is given a second look before the link counts as dead.
    """
    if found in _SURE:
        return _SURE[found]
    was_away = before is not None and before not in _SURE
    return LinkState.DEAD if was_away else LinkState.UNCHECKED


def read_link(written: str) -> str:
    """The address, its host in ASCII and without blanks around it.

    Raises evidence_link_missing, evidence_link_too_long, evidence_link_not_web, evidence_link_has_password,
    evidence_link_not_public, evidence_link_not_understood.
    """
    link = clean_text(written)
    if not link:
        raise _refusal("evidence_link_missing")
    if len(link) > LONGEST_LINK:
        raise RuleBroken("evidence_link_too_long", field="link", params={"limit": LONGEST_LINK})
    address = _split(link)
    host = _public_host(address)
    port = "" if address.port is None else f":{address.port}"
    return urlunsplit((address.scheme, host + port, address.path, address.query, address.fragment))


def _split(link: str) -> SplitResult:
    """The parts of a link of the web. Its port is known to be one."""
    try:
        address = urlsplit(link)
        is_understood = bool(address.hostname) and address.port != 0
    except ValueError:
        raise _refusal("evidence_link_not_understood") from None
    if address.scheme not in _SCHEMES:
        raise _refusal("evidence_link_not_web")
    if not is_understood or _UNFIT.search(link):
        raise _refusal("evidence_link_not_understood")
    if "@" in address.netloc:
        raise _refusal("evidence_link_has_password")
    return address


def _public_host(address: SplitResult) -> str:
    host = _ascii(address.hostname or "")
    if ":" in host:
        return f"[{_public_number(host)}]"
    last = host.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        return _public_number(host)
    if "." not in host or last in _PRIVATE_ENDINGS:
        raise _refusal("evidence_link_not_public")
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        raise _refusal("evidence_link_not_understood")
    return host


def _ascii(host: str) -> str:
    try:
        written = unicodedata.normalize("NFKC", host).encode("idna").decode("ascii")
    except UnicodeError:
        raise _refusal("evidence_link_not_understood") from None
    return written.lower().removesuffix(".")


def _public_number(host: str) -> str:
    """An address in numbers, which must be one that everybody can reach."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        raise _refusal("evidence_link_not_public") from None
    within = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None) or number
    if not (number.is_global and within.is_global) or number.is_multicast:
        raise _refusal("evidence_link_not_public")
    return str(number)


def _refusal(code: str) -> RuleBroken:
    return RuleBroken(code, field="link")
