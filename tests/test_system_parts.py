"""System packages that are missing: as root the set-up installs them, otherwise it says how."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.config import ROOT

PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
INSTALL = "apt-get update && apt-get install -y --no-install-recommends"
Machine = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Runs `.ci/system-parts` where there is Python, apt, Chromium at its place, and nothing else."""

    def command(name: str, body: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / name).chmod(0o755)

    def run(target: str, *, user: int, python: str, apt: str = "exit 0") -> subprocess.CompletedProcess[str]:
        command("id", f"echo {user}")
        command("python3", python)
        command("apt-get", f'echo "$@" >>{tmp_path / "asked"}\n{apt}')
        for name in ("sh", "tail"):
            (tmp_path / name).symlink_to(Path("/bin") / name)
        return subprocess.run(
            [ROOT / ".ci/system-parts", target], env={"PATH": str(tmp_path)}, capture_output=True, text=True
        )

    return run


COMPLETE = "exit 0"
WITHOUT_PANGO = "case $2 in *CDLL*) exit 1 ;; esac"
OLD = "case $2 in *version_info*) exit 1 ;; esac"


def test_nothing_is_said_when_nothing_is_missing(machine: Machine) -> None:
    done = machine("run", user=1000, python=COMPLETE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("target", "packages"), [("run", PANGO), ("test", f"{PANGO} libreoffice-calc-nogui")]
)
def test_somebody_who_may_not_install_gets_the_line_that_does(
    machine: Machine, tmp_path: Path, target: str, packages: str
) -> None:
    done = machine(target, user=1000, python=WITHOUT_PANGO)
    assert done.returncode == 1
    assert done.stderr == (
        f"Missing system packages. Install them with:\n    sudo sh -c '{INSTALL} {packages}'\n"
    )
    assert not (tmp_path / "asked").exists()


def test_root_installs_what_is_missing_and_nothing_else(machine: Machine, tmp_path: Path) -> None:
    done = machine("run", user=0, python=WITHOUT_PANGO)
    assert done.returncode == 0
    assert (tmp_path / "asked").read_text().splitlines() == [
        "update",
        f"install -y --no-install-recommends {PANGO}",
    ]


def test_a_failed_installation_fails_with_its_last_words(machine: Machine) -> None:
    done = machine("run", user=0, python=WITHOUT_PANGO, apt="echo no such package >&2; exit 100")
    assert done.returncode == 1
    assert done.stderr == "no such package\n"


def test_an_old_python_is_refused_by_its_number(machine: Machine) -> None:
    done = machine("run", user=1000, python=OLD)
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
