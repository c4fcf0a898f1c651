"""What reminders say, in the recipient's language; written for what is still missing as they leave."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from tracker.core import clock
from tracker.core.bilingual import bilingual
from tracker.core.dates import format_date, format_long_date
from tracker.extensions import db
from tracker.notifications.letters import Action, Addressee, Facts, Letter, LetterKind, Paragraph
from tracker.plans.models import Plan
from tracker.reports import reminder_queries
from tracker.reports.duty_page import time_of
from tracker.reports.duty_queries import Owed
from tracker.reports.reminder_queries import Watched
from tracker.reports.reminder_services import COPY, REMINDER
from tracker.reports.states import ReportState
from tracker.web.addresses import whole_address
from tracker.web.labels import label

_Pairs = tuple[tuple[str, str], ...]


def write_reminder(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """Which reports an organisation still owes until when, and where they are written. Nothing when none."""
    missing = _missing(params)
    if not missing:
        return None
    names = _names(missing)
    intro = ngettext(
        "%(num)s laporan kemajuan masih ditunggu dari %(organisation)s:",
        "%(num)s laporan kemajuan masih ditunggu dari %(organisation)s:",
        len(missing),
        organisation=names["organisation"],
    )
    how = _(
        "Masuk dengan akun Anda, tulis laporannya, lalu ajukan kepada sekretariat. Jika tidak ada yang "
        "bergerak dalam periode ini, nyatakan tidak ada kemajuan: itu juga laporan. Pengingat berhenti "
        "begitu laporan diajukan."
    )
    reason = _("Anda menerima surel ini karena akun Anda dapat mengajukan laporan %(organisation)s.", **names)
    return Letter(
        _subject(missing, names),
        (Paragraph(intro), *_facts(missing, to), *_where(missing), *_on_returned(missing), Paragraph(how)),
        reason,
    )


def write_copy(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """Which reports are still missing though their organisation was reminded twice. Nothing when none is."""
    missing = _missing(params)
    if not missing:
        return None
    names = _names(missing)
    intro = _(
        "%(organisation)s sudah diingatkan sedikitnya dua kali, tetapi laporan kemajuan berikut belum "
        "diajukan. Mohon bantu mengoordinasikannya.",
        **names,
    )
    reason = _(
        "Anda menerima tembusan ini karena mengoordinasikan laporan %(organisation)s, sebagai penanggung "
        "jawab komitmennya atau sekretariat.",
        **names,
    )
    return Letter(
        _("Tembusan: %(subject)s", subject=_subject(missing, names)),
        (Paragraph(intro), *_facts(missing, to), _list_of_duties(missing)),
        reason,
    )


LETTERS: Mapping[str, LetterKind] = {
    REMINDER: LetterKind(_l("Pengingat kewajiban laporan"), write_reminder),
    COPY: LetterKind(_l("Tembusan pengingat kewajiban laporan"), write_copy),
}


def _missing(params: Mapping[str, Any]) -> list[Watched]:
    """The reports of a letter that are still owed and reminded of, in the plan's order."""
    plan = db.session.get(Plan, params["plan_id"])
    letters = reminder_queries.letters_by_id(params["reminder_ids"])
    if plan is None or not letters:
        return []
    of_letter = {letter.id for letter in letters}
    watched = reminder_queries.watched_of_plan(
        plan, today=clock.today(), organisation_id=letters[0].organisation_id
    )
    return [one for one in watched if not one.stop and of_letter & {letter.id for letter in one.letters}]


def _names(missing: Sequence[Watched]) -> dict[str, str]:
    owed = missing[0].owed
    return {
        "organisation": owed.organisation.short_name,
        "plan": owed.commitment.plan.code,
        "report": _called(owed),
    }


def _called(owed: Owed) -> str:
    return f"{owed.commitment.code} {owed.period.code}"


def _subject(missing: Sequence[Watched], names: Mapping[str, str]) -> str:
    if len(missing) == 1:
        return str(_("Pengingat laporan %(report)s dari %(organisation)s", **names))
    subject = ngettext(
        "Pengingat %(num)s laporan %(plan)s dari %(organisation)s",
        "Pengingat %(num)s laporan %(plan)s dari %(organisation)s",
        len(missing),
        **names,
    )
    return str(subject)


def _facts(missing: Sequence[Watched], to: Addressee) -> list[Facts]:
    """The reports by their period and its days: what they share is said once."""
    groups: dict[_Pairs, list[tuple[str, str]]] = defaultdict(list)
    for one in missing:
        groups[_days(one, to)].append(_commitment(one.owed, to))
    return [Facts((*days, *commitments)) for days, commitments in groups.items()]


def _days(one: Watched, to: Addressee) -> _Pairs:
    period = one.owed.period
    first, last = (format_date(day, locale=to.language) for day in (period.starts_on, period.ends_on))
    due_on = format_long_date(one.owed.due_on, locale=to.language)
    days = (
        (_("Periode"), f"{period.code} ({first} – {last})"),
        (_("Batas waktu"), f"{due_on} ({_time(one.owed)})"),
    )
    if one.last_day is None:
        return days
    return (*days, (_("Formulir dikunci sesudah"), format_date(one.last_day, locale=to.language)))


def _commitment(owed: Owed, to: Addressee) -> tuple[str, str]:
    title = bilingual(owed.commitment, "title").in_language(to.language)
    state = label(owed.state) if owed.state else _("belum dimulai")
    return owed.commitment.code, f"{title} ({state})"


def _time(owed: Owed) -> str:
    """How much time is left; a report that came and was returned is not called late for it."""
    if owed.state is not ReportState.RETURNED:
        return time_of(owed)
    if owed.days_left > 0:
        return str(ngettext("%(num)s hari lagi", "%(num)s hari lagi", owed.days_left))
    if owed.days_left == 0:
        return str(_("hari ini batas waktunya"))
    return str(ngettext("sudah lewat %(num)s hari", "sudah lewat %(num)s hari", -owed.days_left))


def _where(missing: Sequence[Watched]) -> list[Action]:
    """The addresses of the reports that are begun; others are begun from the list of duties."""
    begun = [(one.owed, one.owed.report.id) for one in missing if one.owed.report]
    go_on = [
        Action(
            _("Lanjutkan laporan %(report)s", report=_called(owed)),
            whole_address("reports.edit_report", report_id=report_id),
        )
        for owed, report_id in begun
    ]
    return go_on if len(begun) == len(missing) else [*go_on, _list_of_duties(missing)]


def _on_returned(missing: Sequence[Watched]) -> list[Paragraph]:
    if all(one.owed.state is not ReportState.RETURNED for one in missing):
        return []
    notes = _(
        "Pada laporan yang dikembalikan, catatan sekretariat ada di samping isian yang perlu diperbaiki. "
        "Perbaiki, lalu ajukan lagi."
    )
    return [Paragraph(notes)]


def _list_of_duties(missing: Sequence[Watched]) -> Action:
    organisation = missing[0].owed.organisation
    where = whole_address("duties.of_organisation", organisation_id=organisation.id)
    return Action(
        _("Buka kewajiban laporan %(organisation)s", organisation=organisation.short_name),
        f"{where}?plan={missing[0].owed.commitment.plan.code}",
    )
