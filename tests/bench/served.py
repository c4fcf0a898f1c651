"""What pages are measured on: our app with a floor for files, and an app that only answers."""

from pathlib import Path

from flask import Flask, Response, send_file

from tracker import create_app
from tracker.web.access import roles

FILE_FLOOR = "/floor/file"
BARE = "/bare"


def ours() -> Flask:
    """Our app, with one more view that does nothing but send a file to people who are signed in."""
    app = create_app()
    kept = Path(app.instance_path, "floor.bin")

    @app.get(FILE_FLOOR)
    @roles()
    def file() -> Response:
        return send_file(kept, as_attachment=True, etag="floor", download_name="floor.bin")

    return app


def bare() -> Flask:
    """An app with one page and nothing else."""
    app = Flask("bare")
    app.add_url_rule(BARE, view_func=lambda: "<!doctype html><title>x</title>")
    return app
