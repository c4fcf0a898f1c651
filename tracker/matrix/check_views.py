"""Whether a copy in hand is the latest: by the fingerprint at its foot, or by the file. For everybody."""

import tempfile
from http import HTTPStatus
from pathlib import Path

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerHour
from werkzeug.datastructures import FileStorage

from tracker.matrix import checking, policy, queries, sheets
from tracker.matrix.checking import CheckedFile
from tracker.matrix.comparison import compare
from tracker.matrix.forms import CheckFileForm, FingerprintForm
from tracker.matrix.page_changes import Change, changes_of
from tracker.matrix.queries import Copy
from tracker.matrix.views import bp, stamp_of_page
from tracker.web.access import current_actor, public
from tracker.web.attempts import count_attempt
from tracker.web.filters import language

_FILES = RateLimitItemPerHour(60, 1, "checked file")


@bp.route("/check", methods=["GET", "POST"])
@public
def check_file() -> ResponseReturnValue:
    """Ask for a fingerprint or a file, and tell what the file is."""
    fingerprint = "".join(request.args.get("fingerprint", "").split())
    if fingerprint:
        return redirect(url_for(".check", fingerprint=fingerprint))
    form = CheckFileForm()
    if form.accepted():
        count_attempt(_FILES, str(request.remote_addr))
        return _file_page(_checked(form.file.data))
    return render_template("matrix/check_form.html", form=form, by_fingerprint=FingerprintForm())


def _checked(sent: FileStorage) -> CheckedFile:
    with tempfile.TemporaryDirectory() as folder:
        # A workbook is only opened under a name that is one's.
        file = Path(folder, "salinan.xlsx")
        sent.save(file)
        return checking.check_file(file, name=sent.filename or "")


def _file_page(checked: CheckedFile) -> ResponseReturnValue:
    if checked.copy is None:
        page = render_template("matrix/check_file_unknown.html", checked=checked)
        return page, HTTPStatus.NOT_FOUND
    return _check_page(checked.copy, checked)


@bp.get("/check/<fingerprint>")
@public
def check(fingerprint: str) -> ResponseReturnValue:
    """What the QR code of a copy leads to: is this the latest version?"""
    copy = queries.find_copy(fingerprint)
    if copy is None:
        page = render_template("matrix/check_unknown.html", fingerprint=fingerprint[:64])
        return page, HTTPStatus.NOT_FOUND
    return _check_page(copy)


def _check_page(copy: Copy, checked: CheckedFile | None = None) -> str:
    may_read = policy.can_read_matrix(current_actor(), copy.version.plan)
    return render_template(
        "matrix/check.html",
        copy=copy,
        checked=checked,
        may_read=may_read,
        changes=_since(copy) if may_read and not copy.is_latest else (),
        stamp=stamp_of_page(copy.version),
        latest=stamp_of_page(copy.latest),
    )


def _since(copy: Copy) -> tuple[Change, ...]:
    actor = current_actor()
    comparison = compare(sheets.frozen_matrix(actor, copy.version), sheets.frozen_matrix(actor, copy.latest))
    return changes_of(comparison.differing, language())
