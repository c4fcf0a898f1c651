"""What is made of a version is the same on every machine, to the byte (D18)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.matrix import made_elsewhere
from tracker.config import ROOT

Folders = tuple[Path, Path]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """What two processes made that have other hash seeds and time zones."""
    first, second = (tmp_path_factory.mktemp("elsewhere") for _process in range(2))
    runs = (start(first, "1", "Asia/Jayapura"), start(second, "4242", "America/New_York"))
    assert [run.wait() for run in runs] == [0, 0]
    return first, second


def start(folder: Path, seed: str, zone: str) -> subprocess.Popen[bytes]:
    """A process that makes everything in the folder."""
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, "-m", made_elsewhere.__name__, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=surroundings)


@pytest.mark.parametrize("name", made_elsewhere.MADE)
def test_two_processes_with_other_hash_seeds_and_zones_write_the_same_bytes(
    folders: Folders, name: str
) -> None:
    first, second = ((folder / name).read_bytes() for folder in folders)
    assert first == second
    assert first


def test_the_fingerprint_is_the_one_made_here(folders: Folders) -> None:
    assert (folders[0] / made_elsewhere.FINGERPRINT).read_text() == made_elsewhere.fingerprint()
