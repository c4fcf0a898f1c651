"""What organisations owe: a list for each of them."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.models import Organisation
from tracker.accounts.queries import get_organisation
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.reports.duty_forms import DutyFilterForm
from tracker.reports.duty_list_queries import duties_of_organisation
from tracker.reports.duty_page import grouped
from tracker.reports.standing_rules import punctuality
from tracker.web.access import current_actor, public, roles

bp = Blueprint("duties", __name__)


@bp.get("/duties")
@roles(Role.MINISTRY)
def own() -> ResponseReturnValue:
    """The duties of one's own organisation."""
    return redirect(url_for(".of_organisation", organisation_id=current_actor().organisation_id))


@bp.get("/organisations/<int:organisation_id>/duties")
@public
def of_organisation(organisation_id: int) -> ResponseReturnValue:
    """Every report an organisation owes, by what is to be done about it, and how punctual it was."""
    actor, form = current_actor(), DutyFilterForm()
    organisation = get_organisation(actor, organisation_id)
    owed = duties_of_organisation(actor, organisation, today=clock.today())
    plans = form.offer(owed)
    shown = form.narrowed(owed)
    return render_template(
        "reports/duties.html",
        organisation=organisation,
        form=form,
        has_several_plans=len(plans) > 1,
        groups=grouped(actor, shown),
        punctuality=punctuality(one.standing for one in shown),
        breadcrumbs=_way(organisation),
    )


def _way(organisation: Organisation) -> list[tuple[str, str | None]]:
    page = url_for("accounts.organisation", organisation_id=organisation.id)
    return [
        (_("Organisasi"), url_for("accounts.organisations")),
        (organisation.short_name, page),
        (_("Kewajiban laporan"), None),
    ]
