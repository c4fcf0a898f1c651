"""Where the monitoring report of a period is handed out, and the page that shows how far a large one is."""

from functools import partial

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.extensions import turn_to_writing, unit_of_work
from tracker.matrix.file_sending import Counter, language_in_address, send, show_progress
from tracker.matrix.states import FileFormat
from tracker.monitoring import paper_files, paper_tasks
from tracker.monitoring.views import bp
from tracker.plans.queries import get_plan
from tracker.reports.duty_list_queries import find_period
from tracker.web.access import current_actor, public


@bp.get("/plans/<plan_code>/periods/<period_code>/report.xlsx", defaults={"form": FileFormat.XLSX})
@bp.get("/plans/<plan_code>/periods/<period_code>/report.pdf", defaults={"form": FileFormat.PDF})
@public
def period_paper(plan_code: str, period_code: str, form: FileFormat) -> ResponseReturnValue:
    """The report of a period, or the page that shows how far it is."""
    actor = current_actor()
    period = find_period(actor, get_plan(actor, plan_code), period_code)
    order = paper_files.order_paper(actor, period, language=language_in_address(), form=form)
    turn_to_writing()
    with unit_of_work():
        file_id = paper_files.request_file(order)
    get = partial(paper_files.get_file, actor)
    counter = Counter(paper_files.make_file, paper_tasks.make_period_file, get, _page_of)
    return counter.hand_out(file_id, rows=order.rows, form=form)


@bp.get("/period-files/<int:file_id>")
@public
def paper_progress(file_id: int) -> ResponseReturnValue:
    """How far a file is."""
    file = paper_files.get_file(current_actor(), file_id)
    period, days = file.period, paper_files.KEPT_FOR.days
    return show_progress(
        file,
        heading=_("Laporan pemantauan"),
        kicker=period.plan,
        file_address=url_for(".paper_file", file_id=file_id),
        gone=ngettext(
            "Berkas disimpan %(num)s hari sejak terakhir diminta. Minta lagi dari halaman periode.",
            "Berkas disimpan %(num)s hari sejak terakhir diminta. Minta lagi dari halaman periode.",
            days,
        ),
        back=(
            _("Kembali ke periode"),
            url_for("reports.period", plan_code=period.plan.code, period_code=period.code),
        ),
    )


@bp.get("/period-files/<int:file_id>/file")
@public
def paper_file(file_id: int) -> ResponseReturnValue:
    """A finished file."""
    found = paper_files.get_file(current_actor(), file_id)
    return send(found) if found.is_ready else redirect(_page_of(file_id))


def _page_of(file_id: int) -> str:
    return url_for("monitoring.paper_progress", file_id=file_id)
