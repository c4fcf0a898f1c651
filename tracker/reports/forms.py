"""The shape of what is entered about reporting periods."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.reports import report_forms
from tracker.reports.models import ReportingPeriod
from tracker.reports.period_rules import FormDays, Period
from tracker.reports.states import ExceptionKind, PeriodCalendar
from tracker.web.fields import DateField, DaysField, EnumChoice, IdChoice, IdChoices, LongText, ShortText
from tracker.web.forms import BaseForm

_CALENDARS = tuple(calendar for calendar in PeriodCalendar if calendar is not PeriodCalendar.FREE)


class CalendarForm(BaseForm):
    """Cuts the years of a plan into periods. The days have the names that the rules give them."""

    calendar = EnumChoice(_l("Kalender pelaporan"), PeriodCalendar, only=_CALENDARS)
    opens_on = DaysField(
        _l("Formulir dibuka"), default=1, description=_l("Hari sesudah periode berakhir; 1 = esok harinya.")
    )
    due_on = DaysField(_l("Batas waktu"), default=15, description=_l("Hari sesudah periode berakhir."))
    locks_on = DaysField(
        _l("Formulir dikunci"),
        default=30,
        description=_l("Hari sesudah periode berakhir; sampai saat itu laporan diterima sebagai terlambat."),
    )

    def form_days(self) -> FormDays:
        """As the rules want them."""
        return FormDays(**{name: self[f"{name}_on"].data for name in ("opens", "due", "locks")})


class PeriodForm(BaseForm):
    """One period, day by day."""

    code = ShortText(_l("Kode periode"), description=_l("Misalnya 2022-TW1."), limit=40)
    start = DateField(_l("Hari pertama"))
    end = DateField(_l("Hari terakhir"))
    opens_on = DateField(_l("Formulir dibuka"))
    due_on = DateField(_l("Batas waktu"))
    locks_on = DateField(_l("Formulir dikunci sesudah"))

    def period(self) -> Period:
        """As the rules know it."""
        return Period(**self.values())


def period_data(period: ReportingPeriod) -> dict[str, Any]:
    """A period as the fields of its form."""
    return {**vars(period.days), "revision": period.revision}


class ExceptionForm(BaseForm):
    """What one organisation is granted."""

    organisation = IdChoice(_l("Lembaga"))
    kind = EnumChoice(_l("Pengecualian"), ExceptionKind)
    until_on = DateField(_l("Berlaku sampai"))
    reason = LongText(_l("Alasan"), description=_l("Terbaca oleh semua yang masuk dengan akun."))

    def offer(self, organisations: Sequence[tuple[int, str]]) -> None:
        """Fill what can be chosen."""
        self.organisation.offer(organisations)


class CorrectionForm(BaseForm):
    """Why a verified report is corrected."""

    reason = LongText(_l("Alasan koreksi"), description=_l("Terbuka untuk umum di samping versi barunya."))


class TogetherForm(BaseForm):
    """Which of the reports that wait are verified together."""

    reports = IdChoices(_l("Laporan yang diverifikasi"))


def return_form(places: Sequence[str]) -> type[BaseForm]:
    """A note in general, and one for each of these fields of a report."""
    general = LongText(_l("Catatan umum"), required=False)
    notes = {field: LongText(_note_on(field), required=False) for field in places}
    return type("ReturnForm", (BaseForm,), {"general": general, **notes})


def _note_on(field: str) -> str:
    return str(gettext("Catatan pada: %(field)s", field=report_forms.place_words(field)))
