"""How a file is asked for and handed out: a small one at once, of a large one how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

from flask import Response, abort, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from tracker.core.bilingual import LANGUAGES, Language
from tracker.matrix import exports, tasks
from tracker.matrix.exports import MEDIA_TYPE, ROWS_AT_ONCE
from tracker.matrix.file_making import Kept, kept_path
from tracker.matrix.models import Export, FileInMaking
from tracker.matrix.states import FileFormat, Paper
from tracker.matrix.wishes import FileWish, audience_for
from tracker.web.access import current_actor
from tracker.web.languages import chosen_language

Choice = TypeVar("Choice")


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


def export_counter(get: Callable[[int], Export], page: Callable[[int], str]) -> Counter:
    """Where files of the matrix are asked for; `get` and `page` are this reader's ways to them."""
    return Counter(exports.make_export, tasks.make_export, get, page)


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


def wish_in_address(*, against: int | None) -> FileWish:
    """The file of a whole matrix that this address asks for, for this reader; 404 for one nobody offers."""
    return FileWish(
        format=_choice(FileFormat, "format", ""),
        language=language_in_address(),
        audience=audience_for(current_actor()),
        paper=_choice(Paper, "paper", Paper.A3),
        against=against,
    )


def language_in_address() -> Language:
    """The language that a file is asked for in, the page's own unless said; 404 for one nobody offers."""
    language = request.args.get("language", chosen_language())
    if language not in LANGUAGES:
        abort(404)
    return "en" if language == "en" else "id"


def _choice(kind: Callable[[str], Choice], name: str, default: str) -> Choice:
    try:
        return kind(request.args.get(name, default))
    except ValueError:
        abort(404)
