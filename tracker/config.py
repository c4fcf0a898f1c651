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
    """

    instance_path: Path
    database_url: str
    secret_key: str
    base_url: str
    is_secure: bool


def settings_from_environment() -> Settings:
    """Read TRACKER_INSTANCE_PATH, TRACKER_DATABASE_URL, TRACKER_SECRET_KEY, TRACKER_BASE_URL."""
    instance = Path(os.environ.get("TRACKER_INSTANCE_PATH", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    base_url = os.environ.get("TRACKER_BASE_URL", "http://localhost:5000").rstrip("/")
    return Settings(
        instance_path=instance,
        database_url=_database_url(instance),
        secret_key=os.environ.get("TRACKER_SECRET_KEY") or _kept_secret(instance / "secret_key"),
        base_url=base_url,
        is_secure=base_url.startswith("https://"),
    )


def _database_url(instance: Path) -> str:
    url = os.environ.get("TRACKER_DATABASE_URL", f"sqlite:///{instance / 'tracker.db'}")
    # Hosting platforms still hand out the scheme that SQLAlchemy dropped.
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()
