"""Pages and downloads against floors of the same run: a bare Flask page and a bare `send_file`.

Requests go by the test client, so ratios hold the overhead of the app alone and not of a socket. Pages are
held against an app that does nothing but answer; downloads against a view of our own signed-in app.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
from flask import Flask, Response, send_file
from flask.testing import FlaskClient

from tests.factories import make_user
from tracker import create_app
from tracker.accounts.actors import command_line_actor
from tracker.config import Settings
from tracker.demo.load import seed_load
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue
from tracker.matrix import services
from tracker.plans.queries import get_plan
from tracker.web.access import roles

RUNS = 7
BARE = "/bare"
REQUESTS = 20
# Thirty-eight commitments of four indicators: 152 rows.
COMMITMENTS = 38


@dataclass(frozen=True)
class Measured:
    """A page, the floor it is held against, and the ratio it should stay within."""

    name: str
    address: str
    floor: str
    goal: float
    headers: dict[str, str]


def run() -> None:
    """Print the median of each page and its ratio to its floor."""
    with tempfile.TemporaryDirectory() as folder:
        app, plan = _app(Path(folder))
        client = _signed_in(app)
        for measured in _pages(client, plan):
            _report(client, measured)
        with app.app_context():
            db.engine.dispose()


def _app(folder: Path) -> tuple[Flask, str]:
    app = create_app(
        Settings(
            folder, f"sqlite:///{folder / 'tracker.db'}", "only for measuring", "http://tracker.test", False
        )
    )
    queue.immediate = True
    with app.app_context():
        db.create_all()
        with unit_of_work():
            plan = seed_load(COMMITMENTS)
        with unit_of_work():
            services.freeze(command_line_actor(), get_plan(command_line_actor(), plan), title="Ukur")
    _add_floors(app, folder)
    return app, plan


def _add_floors(app: Flask, folder: Path) -> None:
    kept = folder / "floor.bin"

    @app.get("/floor/file")
    @roles()
    def file() -> Response:
        return send_file(kept, as_attachment=True, etag="floor", download_name="floor.bin")


def _bare_client() -> FlaskClient:
    bare = Flask("bare")
    bare.add_url_rule(BARE, view_func=lambda: "<!doctype html><title>x</title>")
    return bare.test_client()


def _signed_in(app: Flask) -> FlaskClient:
    with app.app_context(), unit_of_work():
        identity = make_user().fs_uniquifier
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = identity
        session["_fresh"] = True
    return client


def _pages(client: FlaskClient, plan: str) -> list[Measured]:
    matrix, version = f"/plans/{plan}/matrix", f"/plans/{plan}/versions/1"
    download = f"{version}/download?format=xlsx&language=id"
    client.get(download)  # beyond the rows made at once: the job makes it, and the second time it is kept
    first = client.get(download)
    Path(client.application.instance_path, "floor.bin").write_bytes(first.data)
    tags = {address: client.get(address).headers.get("ETag", "") for address in (matrix, version, download)}
    return [
        Measured("frozen matrix, 152 rows", version, BARE, 4, {}),
        Measured("draft matrix, 152 rows", matrix, BARE, 20, {}),
        Measured("commitment page", f"/plans/{plan}/commitments/K00001", BARE, 9, {}),
        Measured("frozen matrix, 304", version, BARE, 3.5, {"If-None-Match": tags[version]}),
        Measured("draft matrix, 304", matrix, BARE, 3.5, {"If-None-Match": tags[matrix]}),
        Measured("kept download", download, "/floor/file", 1.3, {}),
        Measured("kept download, 304", download, "/floor/file", 1.3, {"If-None-Match": tags[download]}),
    ]


def _report(client: FlaskClient, measured: Measured) -> None:
    floor_client = _bare_client() if measured.floor == BARE else client
    floor_headers = (
        {"If-None-Match": '"floor"'} if measured.headers and measured.floor == "/floor/file" else {}
    )
    ours: list[float] = []
    floors: list[float] = []
    for _run in range(RUNS):
        ours.append(_seconds(lambda: client.get(measured.address, headers=measured.headers)))
        floors.append(_seconds(lambda: floor_client.get(measured.floor, headers=floor_headers)))
    own, floor = median(ours), median(floors)
    click.echo(
        f"{measured.name}: {own * 1000:.2f} ms, floor {floor * 1000:.2f} ms, "
        f"ratio {own / floor:.2f} (goal {measured.goal})"
    )


def _seconds(request: Callable[[], object]) -> float:
    start = time.perf_counter()
    for _request in range(REQUESTS):
        request()
    return (time.perf_counter() - start) / REQUESTS
