"""Evidence is kept once, whole or not at all: in a folder, in memory, in a bucket."""

import errno
import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.memory import MemoryFileSystem
from moto.server import ThreadedMotoServer

from tracker.config import Settings, read_evidence_url, settings_from_environment
from tracker.core.digest import sha256_of
from tracker.core.errors import NotFound, RuleBroken
from tracker.evidence.storage import EvidenceStore, KeptFile, store_of
from tracker.web.errors import words_for

CONTENT = b"Laporan B06 " * 200_000
OTHER = b"Laporan B09"
LATER = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of an empty S3 bucket on a server of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "ap-southeast-3")
        yield "s3://bukti"
    server.stop()


@pytest.fixture(params=["folder", "memory", "bucket"])
def store(request: pytest.FixtureRequest, settings: Settings) -> EvidenceStore:
    """An empty store of each kind."""
    if request.param == "folder":
        return store_of(settings)
    if request.param == "memory":
        return EvidenceStore(MemoryFileSystem(), f"/{uuid4().hex}")
    return _in_bucket(settings, request.getfixturevalue("bucket"))


def _in_bucket(settings: Settings, bucket: str) -> EvidenceStore:
    store = store_of(replaced(settings, f"{bucket}/{uuid4().hex}"))
    if not store.files.exists("bukti"):
        store.files.mkdir("bukti", region_name="ap-southeast-3")
    return store


def replaced(settings: Settings, url: str) -> Settings:
    """The settings with evidence kept elsewhere."""
    return Settings(**vars(settings) | {"evidence_url": url})


def everything_in(store: EvidenceStore) -> list[str]:
    """The names of all files there are."""
    return [path.rpartition("/")[2] for path in store.files.find(store.root)]


def test_a_kept_file_is_read_back_by_its_hash(store: EvidenceStore) -> None:
    kept = store.put(io.BytesIO(CONTENT))
    assert kept == KeptFile(sha256_of(CONTENT), len(CONTENT))
    assert store.exists(kept.sha256)
    with store.open(kept.sha256) as source:
        assert source.read() == CONTENT


def test_the_same_content_is_kept_once(store: EvidenceStore) -> None:
    kept = [store.put(io.BytesIO(content)).sha256 for content in (CONTENT, OTHER, CONTENT)]
    assert sorted(everything_in(store)) == sorted(set(kept))


def test_a_removed_file_is_gone_and_may_be_removed_again(store: EvidenceStore) -> None:
    kept = store.put(io.BytesIO(CONTENT))
    store.remove(kept.sha256)
    store.remove(kept.sha256)
    assert not store.exists(kept.sha256)
    with pytest.raises(NotFound):
        store.open(kept.sha256)


@pytest.mark.parametrize("name", ["", "../secret_key", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_nothing_but_a_hash_leads_to_a_file(store: EvidenceStore, name: str) -> None:
    for act in (store.open, store.exists, store.remove):
        with pytest.raises(NotFound):
            act(name)


class CutOff(io.BytesIO):
    """An upload whose connection breaks after its first block."""

    def read(self, size: int | None = -1) -> bytes:
        """One block, and no more."""
        if self.tell():
            raise ConnectionResetError(errno.ECONNRESET, "reset")
        return super().read(size)


def test_a_connection_that_breaks_leaves_nothing_behind(store: EvidenceStore) -> None:
    with pytest.raises(RuleBroken, match="evidence_storage_unreachable"):
        store.put(CutOff(CONTENT))
    assert everything_in(store) == []


def test_a_place_that_holds_half_a_file_is_filled_again(store: EvidenceStore) -> None:
    kept = store.put(io.BytesIO(CONTENT))
    with store.files.open(f"{store.root}/{kept.sha256[:2]}/{kept.sha256}", "wb") as target:
        target.write(OTHER)
    store.put(io.BytesIO(CONTENT))
    with store.open(kept.sha256) as source:
        assert source.read() == CONTENT


def test_what_a_killed_process_left_is_cleared_and_what_is_being_written_is_not(store: EvidenceStore) -> None:
    kept = store.put(io.BytesIO(CONTENT))
    with store.files.open(f"{store.root}/unfinished/{uuid4().hex}", "wb") as target:
        target.write(OTHER)
    assert store.clear_unfinished(begun_before=LATER - timedelta(days=2)) == 0
    assert store.clear_unfinished(begun_before=LATER) == 1
    assert store.clear_unfinished(begun_before=LATER) == 0
    assert everything_in(store) == [kept.sha256]


class FullFile:
    """A file on a disk with room for one block."""

    def __init__(self, target: Any) -> None:
        self.target = target

    def __enter__(self) -> "FullFile":
        return self

    def __exit__(self, *_reason: object) -> None:
        self.target.close()

    def write(self, block: bytes) -> int:
        """One block, and no more."""
        if self.target.tell():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self.target.write(block))


class FullDisk(LocalFileSystem):  # type: ignore[misc]
    """A disk with hardly any room."""

    def open(self, path: str, mode: str = "rb", **options: Any) -> Any:
        """The file, which takes little."""
        opened = super().open(path, mode, **options)
        return FullFile(opened) if mode == "wb" else opened


def test_a_full_disk_is_told_and_leaves_nothing_behind(app: Flask, tmp_path: Path) -> None:
    store = EvidenceStore(FullDisk(auto_mkdir=True), str(tmp_path / "evidence"))
    with pytest.raises(RuleBroken) as refusal:
        store.put(io.BytesIO(CONTENT))
    assert refusal.value.code == "evidence_storage_full"
    assert everything_in(store) == []
    with app.test_request_context():
        assert "penuh" in words_for(refusal.value)


class NoWayThere(LocalFileSystem):  # type: ignore[misc]
    """A disk that fills up, or goes away, as a file is moved to its place."""

    def mv(self, *_paths: str, **_options: Any) -> None:
        """Fail."""
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_file_that_cannot_be_moved_to_its_place_is_not_kept(tmp_path: Path) -> None:
    store = EvidenceStore(NoWayThere(auto_mkdir=True), str(tmp_path / "evidence"))
    with pytest.raises(RuleBroken, match="evidence_storage_unreachable"):
        store.put(io.BytesIO(CONTENT))
    assert everything_in(store) == []


def test_a_bucket_that_is_not_there_is_told_in_words(settings: Settings, bucket: str) -> None:
    store = store_of(replaced(settings, "s3://tidak-ada/bukti"))
    with pytest.raises(RuleBroken, match="evidence_storage_unreachable"):
        store.put(io.BytesIO(OTHER))


def test_evidence_lies_in_the_instance_folder_unless_said(settings: Settings, tmp_path: Path) -> None:
    kept = store_of(settings).put(io.BytesIO(OTHER))
    assert (settings.instance_path / "evidence" / kept.sha256[:2] / kept.sha256).read_bytes() == OTHER
    elsewhere = tmp_path / "other place"
    store_of(replaced(settings, f"file://{elsewhere}")).put(io.BytesIO(OTHER))
    assert (elsewhere / kept.sha256[:2] / kept.sha256).read_bytes() == OTHER


@pytest.mark.parametrize("url", ["", "file:///srv/bukti", "s3://bukti", "s3://bukti/ogi"])
def test_the_setting_says_where_evidence_is_kept(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRACKER_INSTANCE_PATH", str(tmp_path))
    monkeypatch.setenv("TRACKER_EVIDENCE_URL", url)
    assert settings_from_environment().evidence_url == url


@pytest.mark.parametrize(
    "url", ["/srv/bukti", "ftp://host/x", "s3://", "s3:///x", "file://", "file:///", "bukti"]
)
def test_a_place_that_cannot_be_meant_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="TRACKER_EVIDENCE_URL is"):
        read_evidence_url(url)


def test_a_bucket_without_what_it_needs_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.config.find_spec", lambda _name: None)
    with pytest.raises(ValueError, match=r"requirements-s3\.txt"):
        read_evidence_url("s3://bukti")
