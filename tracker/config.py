"""Settings, all from the environment as TRACKER_*, with defaults that run the demo."""

import os
import secrets
from dataclasses import dataclass, field
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class SmtpServer:
    """Where mail leaves: encrypted from the first byte (`tls`), after STARTTLS (`starttls`), or never."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False
    tls: bool = False


@dataclass(frozen=True)
class Settings:
    """What an installation decides.

    `instance_path`: where the database, exports, sessions and the secret key live.
    `base_url`: the address printed in files (QR code), without a trailing slash.
    `proxies`: how many proxies of our own stand in front; only what they say of the visitor is believed.
    `smtp`, `mail_from`: the server that takes our mail, and its sender. Without a server nothing leaves: it
    is a demo, whose letters are shown on a page.
    `evidence_url`: where evidence is kept, file:///folder or s3://bucket/folder; "" is the instance folder.
    """

    instance_path: Path
    database_url: str
    secret_key: str
    base_url: str
    is_secure: bool
    proxies: int = 0
    smtp: SmtpServer | None = None
    mail_from: str = ""
    evidence_url: str = ""

    @property
    def is_demo(self) -> bool:
        """Whether letters are shown on a page instead of being sent."""
        return self.smtp is None


def settings_from_environment() -> Settings:
    """Read TRACKER_INSTANCE_PATH, _DATABASE_URL, _SECRET_KEY, _BASE_URL, _PROXIES, _SMTP_URL, _MAIL_FROM
    and _EVIDENCE_URL.

    Raises ValueError when one of them cannot be what it says.
    """
    instance = Path(os.environ.get("TRACKER_INSTANCE_PATH", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    smtp = _smtp_server()
    base_url = os.environ.get("TRACKER_BASE_URL", "http://localhost:5000").rstrip("/")
    return Settings(
        instance_path=instance,
        database_url=_database_url(instance),
        secret_key=os.environ.get("TRACKER_SECRET_KEY") or _kept_secret(instance / "secret_key"),
        base_url=base_url,
        is_secure=base_url.startswith("https://"),
        proxies=_number_of_proxies(),
        smtp=smtp,
        mail_from=_sender() if smtp else "",
        evidence_url=read_evidence_url(os.environ.get("TRACKER_EVIDENCE_URL", "")),
    )


def _database_url(instance: Path) -> str:
    url = os.environ.get("TRACKER_DATABASE_URL", f"sqlite:///{instance / 'tracker.db'}")
    # Hosting platforms still hand out the scheme that SQLAlchemy dropped.
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def _number_of_proxies() -> int:
    written = os.environ.get("TRACKER_PROXIES") or "0"
    if not (written.isascii() and written.isdigit()):
        raise ValueError(f"TRACKER_PROXIES is the number of proxies in front, for example 1, not {written!r}")
    return int(written)


_SMTP_SHAPE = "TRACKER_SMTP_URL is smtp://user:password@host:587?tls=1 or smtps://user:password@host:465"


def _smtp_server() -> SmtpServer | None:
    written = os.environ.get("TRACKER_SMTP_URL", "")
    return read_smtp_url(written) if written else None


def read_smtp_url(written: str) -> SmtpServer:
    """The server that an address such as smtp://user:password@host:587?tls=1 means.

    ValueError, which does not repeat the address because of the password, when it cannot be understood.
    """
    address = urlsplit(written)
    options = parse_qs(address.query, keep_blank_values=True)
    is_known = address.scheme in {"smtp", "smtps"} and options.keys() <= {"tls"}
    if not (is_known and address.hostname and address.path in {"", "/"}):
        raise ValueError(_SMTP_SHAPE)
    return SmtpServer(
        host=address.hostname,
        port=_smtp_port(address),
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
        starttls=address.scheme == "smtp" and options.get("tls") == ["1"],
        tls=address.scheme == "smtps",
    )


def _smtp_port(address: SplitResult) -> int:
    try:
        return address.port or (465 if address.scheme == "smtps" else 25)
    except ValueError as error:
        raise ValueError(_SMTP_SHAPE) from error


def _sender() -> str:
    written = os.environ.get("TRACKER_MAIL_FROM", "")
    _name, address = parseaddr(written)
    if "@" not in address:
        raise ValueError(
            "TRACKER_MAIL_FROM is the sender of our mail, for example Seknas OGI <surat@ogi.example>"
        )
    return written


def read_evidence_url(written: str) -> str:
    """Where evidence is kept, as written; "" when nothing is.

    ValueError when it is no folder of this machine and no S3 bucket, or when what S3 needs is not installed.
    """
    address = urlsplit(written)
    place = address.netloc if address.scheme == "s3" else address.path
    if written and (address.scheme not in {"file", "s3"} or not place.strip("/")):
        raise ValueError("TRACKER_EVIDENCE_URL is file:///folder or s3://bucket/folder")
    if address.scheme == "s3" and find_spec("s3fs") is None:
        raise ValueError(
            "TRACKER_EVIDENCE_URL says s3, which needs s3fs. Install it: "
            "pip install --require-hashes -r requirements-s3.txt"
        )
    return written


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()
