"""The accounts that civil society gives beside the reports of agencies (D27)."""

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.accounts.queries import get_organisation
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.reports.duty_list_queries import accounts_to_begin, own_accounts, periods_to_speak_of
from tracker.reports.duty_views import bp
from tracker.web.access import current_actor, roles


@bp.get("/accounts-of-ours")
@roles(Role.CSO)
def accounts() -> ResponseReturnValue:
    """What one's own organisation has said, and what it can speak of now."""
    actor, today = current_actor(), clock.today()
    own = actor.organisation_id
    periods = periods_to_speak_of(actor, today=today) if own else []
    return render_template(
        "reports/accounts.html",
        organisation=get_organisation(actor, own) if own else None,
        accounts=own_accounts(actor) if own else [],
        to_begin={one: accounts_to_begin(actor, one, today=today) for one in periods},
    )
