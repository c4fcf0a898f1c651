"""What a list of the desk is narrowed by."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from tracker.monitoring.desk_queries import Line
from tracker.monitoring.desk_rules import Selection
from tracker.plans.models import Plan
from tracker.web.fields import TextChoice
from tracker.web.forms import FilterForm


class DeskFilterForm(FilterForm):
    """Plan, organisation and period; what is not offered narrows nothing."""

    plan = TextChoice(_l("Rencana aksi"), required=False, blank=_l("Semua"))
    organisation = TextChoice(_l("Lembaga"), required=False, blank=_l("Semua"))
    period = TextChoice(_l("Periode"), required=False, blank=_l("Semua"))

    def offer(self, plans: Iterable[Plan], lines: Iterable[Line]) -> None:
        """Offer the plans, and the organisations and periods of these lines."""
        places = [one.place for one in lines]
        names = {name for place in places for name in place.organisations}
        periods = {place.period for place in places if place.period}
        self.plan.offer([(plan.code, plan.code) for plan in plans])
        self.organisation.offer([(name, name) for name in sorted(names, key=str.casefold)])
        self.period.offer([(code, code) for code in sorted(periods)])

    def selection(self) -> Selection:
        """What was asked for."""
        return Selection(**{name: value or "" for name, value in self.values().items()})
