"""What a stored password costs whoever steals the database."""

import pytest
from flask import Flask
from flask_security.utils import hash_password, verify_password

from tests.conftest import built_app
from tracker.accounts import sign_in
from tracker.config import Settings
from tracker.extensions import security

PASSWORD = "rencana-aksi-terbuka"


@pytest.fixture
def installation(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords as an installation keeps them, until the end of the test."""
    monkeypatch.setattr(security, "pwd_context", security.pwd_context)
    monkeypatch.delitem(sign_in.SETTINGS, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS")


@pytest.mark.usefixtures("installation")
def test_an_installation_hashes_with_argon2id_and_64_mebibytes(settings: Settings) -> None:
    with built_app(settings) as own, own.app_context():
        stored = hash_password(PASSWORD)
        assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        assert verify_password(PASSWORD, stored)


def test_tests_hash_the_same_way_for_less(app: Flask) -> None:
    with app.app_context():
        assert hash_password(PASSWORD).startswith("$argon2id$v=19$m=8,t=1,p=1$")
