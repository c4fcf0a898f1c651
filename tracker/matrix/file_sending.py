"""How a file reaches who asked for it: at once when it is small, else by a page that shows how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

from flask import Response, redirect, render_template, send_file
from flask.typing import ResponseReturnValue

from tracker.matrix.exports import MEDIA_TYPE, ROWS_AT_ONCE
from tracker.matrix.file_making import Kept, kept_path
from tracker.matrix.models import FileInMaking
from tracker.matrix.states import FileFormat


class Finished(Kept, Protocol):
    """A file that can be sent."""

    @property
    def finished_at(self) -> datetime | None:
        """When it was made."""


@dataclass(frozen=True)
class Counter:
    """Where files of one kind are asked for: who makes them, and at which address this reader finds them.

    `make` makes a file now, `leave` leaves it to the worker; `get` fetches it anew, for this reader alone.
    """

    make: Callable[[int], object]
    leave: Callable[[int], object]
    get: Callable[[int], FileInMaking]
    page: Callable[[int], str]

    def hand_out(self, file_id: int, *, rows: int, form: FileFormat) -> ResponseReturnValue:
        """The file, if it is there or small enough to be made now; else the page that shows how far it is."""
        file = self.get(file_id)
        if not file.is_ready and rows > ROWS_AT_ONCE[form]:
            self.leave(file_id)
            return redirect(self.page(file_id))
        if not file.is_ready:
            self.make(file_id)
            file = self.get(file_id)
        return send(file) if file.is_ready else redirect(self.page(file_id))


def send(file: Finished) -> Response:
    """The file itself, or that the reader has it."""
    path = kept_path(file)
    return send_file(
        path,
        mimetype=MEDIA_TYPE[FileFormat(path.suffix[1:])],
        as_attachment=True,
        download_name=file.file_name,
        etag=str(file.sha256),
        last_modified=file.finished_at,
        max_age=0,
    )


def show_progress(file: FileInMaking, **words: Any) -> ResponseReturnValue:
    """How far a file is. The page loads itself anew until the file is there; no script is needed."""
    if file.is_gone:
        return render_template("matrix/export_gone.html", file=file, **words), HTTPStatus.GONE
    response = Response(render_template("matrix/export.html", file=file, **words))
    if file.is_waiting:
        response.headers["Refresh"] = "2"
    return response
