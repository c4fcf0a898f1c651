"""Taking in a workbook that came back: it is opened while nothing holds the database, and then kept."""

from pathlib import Path

from tracker.accounts.actors import Actor
from tracker.core.errors import RuleBroken
from tracker.extensions import reading, unit_of_work
from tracker.matrix.answer_book_tags import Seal as AnswerSeal
from tracker.matrix.book_reading import RawSheet
from tracker.matrix.book_sheets import marked_sheets
from tracker.report_sheets import services
from tracker.reports import report_queries
from tracker.reviews.uploads import secret_of_books


def take_in(actor: Actor, report_id: int, *, file: Path, file_name: str) -> int:
    """The id of the upload that is kept. RuleBroken says why a file is refused as a whole."""
    with reading():
        sheets = marked_sheets(file)
    _check_not_answers(sheets)
    with unit_of_work():
        version = report_queries.get_report(actor, report_id).newest
        return services.keep_upload(actor, version, sheets, file=file, file_name=file_name).id


def _check_not_answers(sheets: list[RawSheet]) -> None:
    """Say so when the workbook is one of a round."""
    try:
        AnswerSeal(secret_of_books()).read_stamp(sheets[0].stamp)
    except RuleBroken:
        return
    raise RuleBroken("sheet_is_answer_book")
