"""Files of the monitoring report of a period: made from what is said when they are asked for (D18)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from flask_babel import force_locale

from tracker.accounts.actors import Actor, authorise
from tracker.core import clock, leftovers
from tracker.core.bilingual import Language
from tracker.core.digest import sha256_of
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.matrix.file_making import Progress, ask_for, exports_folder, left_lying, make, throw_away
from tracker.matrix.states import FileFormat
from tracker.monitoring import paper_policy
from tracker.monitoring.paper_content import PaperContent
from tracker.monitoring.paper_json import paper_from_json, paper_to_json
from tracker.monitoring.paper_models import PeriodFile
from tracker.monitoring.paper_pdf import write_period_pdf
from tracker.monitoring.paper_policy import Readers
from tracker.monitoring.paper_queries import content_of
from tracker.monitoring.paper_workbook import write_period_workbook
from tracker.reports.models import ReportingPeriod
from tracker.reports.policy import can_read_periods

# Part of what every file is made from: raise it when a layout changes.
LAYOUT = 1
KEPT_FOR = timedelta(days=7)
_WRITERS: dict[FileFormat, Callable[..., None]] = {
    FileFormat.PDF: write_period_pdf,
    FileFormat.XLSX: write_period_workbook,
}


@dataclass(frozen=True)
class Order:
    """Which file is asked for, for whom, how many rows it has, and all that it says as it is kept."""

    period: ReportingPeriod
    format: FileFormat
    language: Language
    readers: Readers
    rows: int
    content: str

    @property
    def basis(self) -> str:
        """The same for the same file of the same content, and for no other."""
        which = (LAYOUT, self.period.id, self.format, self.language, self.readers)
        return sha256_of(repr((*which, self.content)))


def order_paper(actor: Actor, period: ReportingPeriod, *, language: Language, form: FileFormat) -> Order:
    """The report of a period as the actor may have it, as it stands today."""
    authorise(can_read_periods, actor, period.plan)
    content = content_of(actor, period, today=clock.today())
    return Order(
        period,
        form,
        language,
        paper_policy.readers_like(actor),
        rows_of(content),
        paper_to_json(content),
    )


def rows_of(content: PaperContent) -> int:
    """What it has to show: accounts of indicators, and what was said beside them."""
    said = sum(len(each.said) for one in content.commitments for each in one.indicators)
    return said + len(content.duties) + sum(len(one.proofs) for one in content.accounts)


def request_file(order: Order) -> int:
    """The id of the kept file of this order, or of a new one that waits to be made."""
    wanted = sa.select(PeriodFile).where(PeriodFile.basis == order.basis)
    file_id = ask_for(wanted, lambda: _new_file(order))
    # What was thrown away has forgotten what it said.
    db.session.get_one(PeriodFile, file_id).content = order.content
    return file_id


def _new_file(order: Order) -> PeriodFile:
    period = order.period
    parts = ("laporan-pemantauan", period.plan.code, period.code, order.language)
    return PeriodFile(
        period_id=period.id,
        organisation_id=order.readers.organisation_id,
        voice=order.readers.voice,
        format=order.format,
        language=order.language,
        audience=order.readers.audience,
        content=order.content,
        basis=order.basis,
        file_name=f"{'-'.join(parts)}.{order.format}",
        requested_at=clock.now(),
    )


def get_file(actor: Actor, file_id: int) -> PeriodFile:
    """A file by its id, as far as the actor may have it."""
    file = db.session.get(PeriodFile, file_id)
    if file is None or not paper_policy.can_have_paper(actor, file):
        raise NotFound("file")
    return file


def make_file(file_id: int) -> None:
    """Make a waiting file of what it was asked to say."""
    make(PeriodFile, file_id, partial(_write, file_id))


def waiting_files() -> list[int]:
    """Files nobody is making."""
    return left_lying(PeriodFile)


def clear_files() -> int:
    """Throw away files that nobody has asked for in seven days; returns how many there were.

    So long lie those of a period that was removed, too.
    """
    thrown = throw_away(PeriodFile, older_than=KEPT_FOR)
    return thrown + leftovers.throw_away(_without_row(), unused_since=clock.now() - KEPT_FOR)


def _without_row() -> list[Path]:
    known = set(db.session.scalars(sa.select(PeriodFile.sha256)))
    shelf = exports_folder() / PeriodFile.shelf
    return [path for path in shelf.glob("*") if path.stem not in known]


def _write(file_id: int, target: Path, _progress: Progress) -> None:
    file = db.session.get_one(PeriodFile, file_id)
    language: Language = "en" if file.language == "en" else "id"
    content = paper_from_json(file.content)
    with force_locale(language):
        _WRITERS[file.format](content, language=language, target=target)
