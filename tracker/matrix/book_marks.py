"""The hidden marks by which a workbook is known again when it comes back, whatever it is about (D42).

A mark is text, so it survives every program; it is sealed, so nobody can make or alter one.
"""

import hmac
import re
from base64 import urlsafe_b64encode

from tracker.core.errors import RuleBroken

PREFIX = "ogi"
FORMAT_VERSION = 1
# The hidden column of keys; over it stands the stamp of the sheet.
KEY = "key"
# Stands in the column of keys beside what is no row.
NO_ROW = f"{PREFIX}{FORMAT_VERSION}.heading"

_SEAL_BYTES = 16
_VERSION = re.compile(rf"{PREFIX}([0-9]{{1,6}})\.")


def column_tag(field: str) -> str:
    """The mark over a column."""
    return f"{PREFIX}{FORMAT_VERSION}.{field}"


def check_format(stamp: str) -> None:
    """RuleBroken "answer_book_other_format" for the mark of another version of this format."""
    version = _VERSION.match(stamp)
    if version and int(version[1]) != FORMAT_VERSION:
        params = {"found": version[1], "expected": str(FORMAT_VERSION)}
        raise RuleBroken("answer_book_other_format", params=params)


class Sealer:
    """Seals texts with the installation's secret for one purpose, and knows its own again."""

    def __init__(self, secret: bytes, purpose: bytes) -> None:
        self._secret, self._purpose = secret, purpose

    def sealed(self, body: str) -> str:
        """The text with its seal behind it."""
        digest = hmac.digest(self._secret, self._purpose + body.encode(), "sha256")[:_SEAL_BYTES]
        return f"{body}.{urlsafe_b64encode(digest).decode().rstrip('=')}"

    def opened(self, text: str) -> str:
        """The text under a seal that is right, else nothing."""
        body = text.rpartition(".")[0]
        return body if hmac.compare_digest(self.sealed(body).encode(), text.encode()) else ""
