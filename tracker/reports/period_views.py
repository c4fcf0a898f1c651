"""One reporting period of a plan: who reported, and what civil society says beside it."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.queries import get_organisation
from tracker.core import clock
from tracker.plans.addresses import way_to
from tracker.plans.queries import get_plan
from tracker.reports import policy
from tracker.reports.duty_list_queries import (
    accounts_in_period,
    accounts_to_begin,
    duties_in_period,
    find_period,
)
from tracker.reports.duty_page import lines_of
from tracker.reports.views import bp, page_of_periods
from tracker.web.access import current_actor, public


@bp.get("/plans/<plan_code>/periods/<period_code>")
@public
def period(plan_code: str, period_code: str) -> ResponseReturnValue:
    """Every report that is owed for a period, how it stands, and the accounts of civil society (D27)."""
    actor = current_actor()
    plan = get_plan(actor, plan_code)
    found = find_period(actor, plan, period_code)
    today = clock.today()
    return render_template(
        "reports/period.html",
        plan=plan,
        period=found,
        lines=lines_of(actor, duties_in_period(actor, found, today=today)),
        accounts=accounts_in_period(actor, found),
        may_read_reminders=policy.can_read_reminders(actor, plan),
        own_accounts=accounts_to_begin(actor, found, today=today),
        own_organisation=get_organisation(actor, actor.organisation_id) if actor.organisation_id else None,
        breadcrumbs=[*way_to(plan), (_("Periode pelaporan"), page_of_periods(plan)), (found.code, None)],
    )
