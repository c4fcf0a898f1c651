"""Canonical bytes and fingerprints."""

import hashlib
import json
from pathlib import Path

_BLOCK = 1 << 20


def canonical_json(content: object) -> str:
    """One spelling for one content: sorted keys, no blanks, UTF-8 (D18). Numbers must come as text or int."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256_of(content: bytes | str) -> str:
    """The SHA-256 of bytes, or of text in UTF-8, as 64 hex digits."""
    digest = hashlib.sha256()
    # A large text is not encoded as a whole.
    for start in range(0, len(content), _BLOCK):
        block = content[start : start + _BLOCK]
        digest.update(block.encode() if isinstance(block, str) else block)
    return digest.hexdigest()


def sha256_of_file(path: Path) -> str:
    """The SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
