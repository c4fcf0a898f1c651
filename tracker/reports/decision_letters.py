"""What letters say of decisions: a report was returned, with its notes; a report was verified."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.core import clock
from tracker.core.bilingual import bilingual
from tracker.core.dates import format_datetime_wib
from tracker.extensions import db
from tracker.notifications.letters import Action, Addressee, Facts, Letter, LetterKind, Paragraph, Quote
from tracker.reports.decision_services import RETURNED, VERIFIED
from tracker.reports.report_forms import place_words
from tracker.reports.report_models import Decision, Report
from tracker.reports.report_services import label_of
from tracker.reports.states import ReportState
from tracker.web.addresses import whole_address

# Older news than this is on the page of the report, and no news.
_NEWS_FOR = timedelta(days=7)


def write_returned(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """That a report was returned, with every note. Nothing once it has been handed in again."""
    decision = db.session.get(Decision, params["decision_id"])
    if decision is None or decision.submission.version.state is not ReportState.RETURNED:
        return None
    report = decision.submission.version.report
    notes = [Quote(place_words(field), note) for field, note in decision.notes.items()]
    general = [Quote(_("Catatan umum"), decision.note)] if decision.note else []
    how = _("Setiap catatan juga terbaca di samping isiannya. Perbaiki, lalu ajukan lagi.")
    return Letter(
        _("Laporan %(report)s dikembalikan", report=label_of(report)),
        (
            Paragraph(_("Sekretariat mengembalikan laporan ini untuk diperbaiki:")),
            _facts(report, decision, to),
            *general,
            *notes,
            Paragraph(how),
            Action(_("Perbaiki laporan"), whole_address("reports.edit_report", report_id=report.id)),
        ),
        _reason(report),
    )


def write_verified(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """That a report was verified and can be read by all. Nothing once that is no news."""
    decision = db.session.get(Decision, params["decision_id"])
    if decision is None or decision.decided_at < clock.now() - _NEWS_FOR:
        return None
    report = decision.submission.version.report
    differs = _("Sebagian nilainya berbeda dari yang dilaporkan; alasannya ada di halaman laporan.")
    return Letter(
        _("Laporan %(report)s diverifikasi", report=label_of(report)),
        (
            Paragraph(_("Laporan ini sudah diverifikasi dan terbuka untuk umum:")),
            _facts(report, decision, to),
            *([Paragraph(differs)] if decision.reasons else []),
            Action(_("Baca laporan"), whole_address("reports.report", report_id=report.id)),
        ),
        _reason(report),
    )


LETTERS: Mapping[str, LetterKind] = {
    RETURNED: LetterKind(_l("Laporan dikembalikan"), write_returned),
    VERIFIED: LetterKind(_l("Laporan diverifikasi"), write_verified),
}


def _facts(report: Report, decision: Decision, to: Addressee) -> Facts:
    title = bilingual(report.commitment, "title").in_language(to.language)
    return Facts(
        (
            (report.commitment.code, title),
            (_("Periode"), report.period.code),
            (_("Diputuskan"), format_datetime_wib(decision.decided_at, locale=to.language)),
        )
    )


def _reason(report: Report) -> str:
    return str(
        _(
            "Anda menerima surel ini karena akun Anda dapat menulis laporan %(organisation)s.",
            organisation=report.organisation.short_name,
        )
    )
