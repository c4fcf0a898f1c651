"""Pages and downloads against floors of the same run: a bare Flask page and a bare `send_file`.

Both are asked through gunicorn over one open connection, because that is what a reader waits for. Pages are
held against an app that does nothing but answer; downloads against a view of our own, signed in, that does
nothing but send a file of the same size. A page is made once and kept; `first` is what making it takes.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.bench.client import Connection, served
from tests.bench.served import BARE, FILE_FLOOR
from tests.factories import make_user
from tracker import create_app
from tracker.accounts.actors import command_line_actor
from tracker.config import Settings
from tracker.demo.load import seed_load
from tracker.extensions import db, unit_of_work
from tracker.matrix import exports, services
from tracker.matrix.models import Export
from tracker.plans.queries import get_plan

RUNS = 9
REQUESTS = 60
# Thirty-eight commitments of four indicators: 152 rows.
COMMITMENTS = 38
_SECRET = "only for measuring"


@dataclass(frozen=True)
class Measured:
    """A page, the floor it is held against, and the ratio it should stay within."""

    name: str
    address: str
    floor: str
    goal: float
    tag: str = ""


def run() -> None:
    """Print the median of each page and its ratio to its floor."""
    with tempfile.TemporaryDirectory() as folder:
        plan, cookie, tags = _fill(Path(folder))
        with _connections(Path(folder), cookie) as (own, bare):
            for measured in _pages(plan, tags):
                _report(measured, own, bare if measured.floor == BARE else own)


@contextmanager
def _connections(folder: Path, cookie: str) -> Iterator[tuple[Connection, Connection]]:
    environment = {
        "TRACKER_INSTANCE_PATH": str(folder),
        "TRACKER_SECRET_KEY": _SECRET,
    }
    ours, bare = (served(f"tests.bench.served:{name}()", environment) for name in ("ours", "bare"))
    with ours as own_port, bare as bare_port:
        own, empty = Connection(own_port, {"Cookie": cookie}), Connection(bare_port)
        # The first answer of a server waits for the server itself.
        own.get(FILE_FLOOR)
        empty.get(BARE)
        yield own, empty


def _fill(folder: Path) -> tuple[str, str, dict[str, str]]:
    app = create_app(
        Settings(folder, f"sqlite:///{folder / 'tracker.db'}", _SECRET, "http://tracker.test", False)
    )
    with app.app_context():
        db.create_all()
        with unit_of_work():
            plan = seed_load(COMMITMENTS)
        with unit_of_work():
            services.freeze(command_line_actor(), get_plan(command_line_actor(), plan), title="Ukur")
    client, cookie = _signed_in(app)
    tags = _tags(client, plan, folder)
    with app.app_context():
        db.engine.dispose()
    return plan, cookie, tags


def _signed_in(app: Flask) -> tuple[FlaskClient, str]:
    with app.app_context(), unit_of_work():
        identity = make_user().fs_uniquifier
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = identity
        session["_fresh"] = True
    client.get("/plans")
    cookie = client.get_cookie("session")
    if cookie is None:
        raise RuntimeError("signing in began no session")
    return client, f"session={cookie.value}"


def _addresses(plan: str) -> dict[str, str]:
    version = f"/plans/{plan}/versions/1"
    return {
        "frozen": version,
        "draft": f"/plans/{plan}/matrix",
        "commitment": f"/plans/{plan}/commitments/K00001",
        "download": f"{version}/download?format=xlsx&language=id",
    }


def _tags(client: FlaskClient, plan: str, folder: Path) -> dict[str, str]:
    addresses = _addresses(plan)
    client.get(addresses["download"])  # beyond the rows made at once: a job makes it
    with client.application.app_context():
        (export_id,) = db.session.scalars(sa.select(Export.id))
        db.session.rollback()
        exports.make_export(export_id)
    (folder / "floor.bin").write_bytes(client.get(addresses["download"]).data)
    return {name: client.get(address).headers.get("ETag", "") for name, address in addresses.items()}


def _pages(plan: str, tags: dict[str, str]) -> list[Measured]:
    at = _addresses(plan)
    return [
        Measured("frozen matrix, 152 rows", at["frozen"], BARE, 4),
        Measured("draft matrix, 152 rows", at["draft"], BARE, 20),
        Measured("commitment page", at["commitment"], BARE, 9),
        Measured("frozen matrix, 304", at["frozen"], BARE, 3.5, tags["frozen"]),
        Measured("draft matrix, 304", at["draft"], BARE, 3.5, tags["draft"]),
        Measured("commitment page, 304", at["commitment"], BARE, 3.5, tags["commitment"]),
        Measured("kept download", at["download"], FILE_FLOOR, 1.3),
        Measured("kept download, 304", at["download"], FILE_FLOOR, 1.3, tags["download"]),
    ]


def _report(measured: Measured, own: Connection, floor: Connection) -> None:
    asks_again = {"If_None_Match": measured.tag} if measured.tag else {}
    floor_asks_again = {"If_None_Match": '"floor"'} if measured.tag and measured.floor == FILE_FLOOR else {}
    first = _milliseconds(own, measured.address, asks_again, 1)
    ours: list[float] = []
    floors: list[float] = []
    for _run in range(RUNS):
        ours.append(_milliseconds(own, measured.address, asks_again, REQUESTS))
        floors.append(_milliseconds(floor, measured.floor, floor_asks_again, REQUESTS))
    click.echo(
        f"{measured.name}: {median(ours):.2f} ms (first {first:.1f}), floor {median(floors):.2f} ms, "
        f"ratio {median(ours) / median(floors):.2f} (goal {measured.goal})"
    )


def _milliseconds(connection: Connection, address: str, headers: dict[str, str], times: int) -> float:
    expected = 304 if headers else 200
    start = time.perf_counter()
    for _request in range(times):
        status, _size = connection.get(address, **headers)
        if status != expected:
            raise RuntimeError(f"{address} answered {status}, not {expected}")
    return (time.perf_counter() - start) / times * 1000
