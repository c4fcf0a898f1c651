"""Where evidence is kept: each file once, under its SHA-256, in a folder or in an S3 bucket.

A file is written beside its place and moved there when all of it has arrived, so that a full disk, a broken
connection or a killed process leaves nothing half-written under a hash.
"""

import errno
import hashlib
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, UnsupportedOperation
from typing import Any, BinaryIO, cast
from uuid import uuid4

from fsspec.core import url_to_fs

from tracker.config import Settings
from tracker.core.errors import NotFound, RuleBroken

_log = logging.getLogger(__name__)
_BLOCK = 1 << 20
_HASH = re.compile("[0-9a-f]{64}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# Somebody waits at the other end, so a bucket that does not answer is told soon; others write into it too.
_PATIENCE = {"connect_timeout": 5, "read_timeout": 20, "retries": {"max_attempts": 2}}
_OPTIONS: dict[str, dict[str, Any]] = {
    "file": {"auto_mkdir": True},
    "s3": {"use_listings_cache": False, "config_kwargs": _PATIENCE},
}


@dataclass(frozen=True)
class KeptFile:
    """What a file is known by once it is kept: its SHA-256 in hex digits, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class EvidenceStore:
    """Files under their hashes, below `root` on any file system that fsspec knows."""

    files: Any
    root: str

    def put(self, source: BinaryIO) -> KeptFile:
        """Keep what is left to read of a file; the same content is kept once.

        Raises evidence_storage_full or evidence_storage_unreachable, and then nothing was kept.
        """
        unfinished = f"{self._unfinished}/{uuid4().hex}"
        with _in_words():
            try:
                kept = self._copy(source, unfinished)
                self._settle(unfinished, kept)
            except BaseException:
                self._drop(unfinished)
                raise
        return kept

    def put_bytes(self, content: bytes) -> KeptFile:
        """Keep a small file that is in memory. Raises as `put` does."""
        return self.put(BytesIO(content))

    def open(self, sha256: str) -> BinaryIO:
        """The file for reading. Raises NotFound, or evidence_storage_unreachable."""
        with _in_words():
            try:
                return cast(BinaryIO, self.files.open(self._place(sha256), "rb"))
            except FileNotFoundError:
                raise NotFound("evidence_file") from None

    def exists(self, sha256: str) -> bool:
        """Whether the file is there. Raises evidence_storage_unreachable."""
        with _in_words():
            return bool(self.files.exists(self._place(sha256)))

    def remove(self, sha256: str) -> None:
        """Remove the file, if it is there. Raises evidence_storage_unreachable."""
        with _in_words(), suppress(FileNotFoundError):
            self.files.rm_file(self._place(sha256))

    def size(self, sha256: str) -> int:
        """Its size in bytes. Raises NotFound, or evidence_storage_unreachable."""
        with _in_words():
            try:
                return int(self.files.size(self._place(sha256)))
            except FileNotFoundError:
                raise NotFound("evidence_file") from None

    def kept_before(self, moment: datetime) -> set[str]:
        """The hashes of files last put here before then. Raises evidence_storage_unreachable."""
        with _in_words():
            return {
                path.rpartition("/")[2]
                for path in self.files.find(self.root)
                if not path.startswith(f"{self._unfinished}/") and self.files.modified(path) < moment
            }

    def clear_unfinished(self, *, begun_before: datetime) -> int:
        """Remove what a killed process left half-written before then; returns how many files there were."""
        with _in_words():
            left = [
                path for path in self.files.find(self._unfinished) if self.files.modified(path) < begun_before
            ]
            for path in left:
                self.files.rm_file(path)
        return len(left)

    @property
    def _unfinished(self) -> str:
        return f"{self.root}/unfinished"

    def _place(self, sha256: str) -> str:
        if not _HASH.fullmatch(sha256):
            raise NotFound("evidence_file")
        return f"{self.root}/{sha256[:2]}/{sha256}"

    def _copy(self, source: BinaryIO, path: str) -> KeptFile:
        digest, size = hashlib.sha256(), 0
        with self.files.open(path, "wb") as target:
            while block := source.read(_BLOCK):
                digest.update(block)
                size += target.write(block)
            _let_it_reach_the_disk(target)
        return KeptFile(digest.hexdigest(), size)

    def _settle(self, unfinished: str, kept: KeptFile) -> None:
        # Over the same file too: it is young again, and not taken for one that nobody needs.
        self.files.mv(unfinished, self._place(kept.sha256))

    def _drop(self, unfinished: str) -> None:
        # What cannot be removed now is found by `clear_unfinished`.
        with suppress(Exception):
            self.files.rm_file(unfinished)


def store_of(settings: Settings) -> EvidenceStore:
    """Where this installation keeps its evidence; making it asks nobody."""
    url = settings.evidence_url or f"file://{settings.instance_path / 'evidence'}"
    files, root = url_to_fs(url, **_OPTIONS[url.partition(":")[0]])
    return EvidenceStore(files, root.rstrip("/"))


def _let_it_reach_the_disk(target: Any) -> None:
    target.flush()
    # Only a file of this machine has a number.
    with suppress(AttributeError, UnsupportedOperation):
        os.fsync(target.fileno())


@contextmanager
def _in_words() -> Iterator[None]:
    """Tell what a storage refuses; each kind of storage has errors of its own."""
    try:
        yield
    except (RuleBroken, NotFound):
        raise
    except Exception as reason:
        _log.exception("The storage of evidence failed")
        is_full = isinstance(reason, OSError) and reason.errno in _FULL
        code = "evidence_storage_full" if is_full else "evidence_storage_unreachable"
        raise RuleBroken(code, field="file") from reason
