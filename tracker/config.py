"""Settings, all from the environment as TRACKER_*, with defaults that run the demo."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What an installation decides.

    `instance_path`: where the database, exports, sessions and the secret key live.
    `base_url`: the address printed in files (QR code), without a trailing slash.
    `proxies`: how many proxies of our own stand in front; only what they say of the visitor is believed.
    """

    instance_path: Path
    database_url: str
    secret_key: str
    base_url: str
    is_secure: bool
    proxies: int = 0


def settings_from_environment() -> Settings:
    """Read TRACKER_INSTANCE_PATH, _DATABASE_URL, _SECRET_KEY, _BASE_URL and _PROXIES.

    Raises ValueError when TRACKER_PROXIES is not a whole number from 0 upwards.
    """
    instance = Path(os.environ.get("TRACKER_INSTANCE_PATH", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    base_url = os.environ.get("TRACKER_BASE_URL", "http://localhost:5000").rstrip("/")
    return Settings(
        instance_path=instance,
        database_url=_database_url(instance),
        secret_key=os.environ.get("TRACKER_SECRET_KEY") or _kept_secret(instance / "secret_key"),
        base_url=base_url,
        is_secure=base_url.startswith("https://"),
        proxies=_number_of_proxies(),
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


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()
