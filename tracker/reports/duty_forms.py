"""What a list of duties is narrowed by."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from tracker.reports.duty_queries import Owed
from tracker.web.fields import TextChoice
from tracker.web.forms import FilterForm


class DutyFilterForm(FilterForm):
    """Narrows duties to those of one plan."""

    plan = TextChoice(_l("Rencana aksi"), required=False, blank=_l("Semua"))

    def offer(self, duties: Sequence[Owed]) -> list[str]:
        """Offer the plans of these duties by their codes, which are returned."""
        codes = list(dict.fromkeys(one.commitment.plan.code for one in duties))
        self.plan.offer([(code, code) for code in codes])
        return codes

    def narrowed(self, duties: Sequence[Owed]) -> list[Owed]:
        """Those of the plan asked for; all of them when none was, or one that is not offered."""
        code = self.values()["plan"]
        return [one for one in duties if not code or one.commitment.plan.code == code]
