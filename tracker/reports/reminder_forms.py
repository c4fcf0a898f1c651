"""What a list of reminders is narrowed by, and why reminders are silenced."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from tracker.reports.reminder_queries import Watched
from tracker.web.fields import IdChoice, LongText, TextChoice
from tracker.web.forms import BaseForm, FilterForm


class ReminderFilterForm(FilterForm):
    """Narrows reminders to those of one period, of one organisation, or both."""

    period = TextChoice(_l("Periode"), required=False, blank=_l("Semua yang sudah dibuka"))
    organisation = IdChoice(_l("Lembaga"), required=False, blank=_l("Semua"))

    def offer(self, watched: Sequence[Watched]) -> None:
        """Offer the periods and organisations of these reports."""
        codes = dict.fromkeys(one.owed.period.code for one in watched)
        names = {one.owed.organisation.id: one.owed.organisation.short_name for one in watched}
        self.period.offer([(code, code) for code in codes])
        self.organisation.offer(sorted(names.items(), key=lambda pair: pair[1].lower()))

    @property
    def is_of_period(self) -> bool:
        """Whether a period was asked for."""
        return bool(self.values()["period"])

    def narrowed(self, watched: Sequence[Watched]) -> list[Watched]:
        """Those asked for; what is not offered narrows nothing."""
        wanted = self.values()
        period, organisation_id = wanted["period"] or None, wanted["organisation"]
        return [
            one
            for one in watched
            if period in (None, one.owed.period.code) and organisation_id in (None, one.owed.organisation.id)
        ]


class SilenceForm(BaseForm):
    """Why a report is reminded of no more."""

    reason = LongText(
        _l("Alasan"),
        description=_l(
            "Terbaca oleh sekretariat dan masuk ke jejak audit. Laporannya sendiri tetap ditunggu."
        ),
    )
