"""What organisations owe: a list for each of them."""

from io import BytesIO

from flask import Blueprint, current_app, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.models import Organisation
from tracker.accounts.queries import get_organisation
from tracker.accounts.standings import organisation_standings
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.reports.duty_calendar import MEDIA_TYPE, calendar_of
from tracker.reports.duty_forms import DutyFilterForm
from tracker.reports.duty_list_queries import duties_of_organisation
from tracker.reports.duty_page import grouped, standing
from tracker.reports.history_queries import history_of_reports
from tracker.reports.standing_rules import punctuality
from tracker.reports.states import DutyGroup
from tracker.web.access import current_actor, public, roles
from tracker.web.languages import chosen_language
from tracker.web.pagination import page_of

bp = Blueprint("duties", __name__)
organisation_standings.add(standing)


@bp.get("/duties")
@roles(Role.MINISTRY)
def own() -> ResponseReturnValue:
    """The duties of one's own organisation; an account of none is led to the list of organisations."""
    own_id = current_actor().organisation_id
    if own_id is None:
        return redirect(url_for("accounts.organisations"))
    return redirect(url_for(".of_organisation", organisation_id=own_id))


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
        folded={DutyGroup.COMING},
        feed=url_for(".feed", organisation_id=organisation.id, lang=chosen_language()),
        punctuality=punctuality(one.standing for one in shown),
        breadcrumbs=_way(organisation, _("Kewajiban laporan")),
    )


@bp.get("/organisations/<int:organisation_id>/reports")
@public
def history(organisation_id: int) -> ResponseReturnValue:
    """What an organisation handed in and what became of it, newest first."""
    actor = current_actor()
    organisation = get_organisation(actor, organisation_id)
    happenings = history_of_reports(actor, organisation)
    pagination = page_of(len(happenings))
    return render_template(
        "reports/history.html",
        organisation=organisation,
        pagination=pagination,
        happenings=happenings[pagination.offset : pagination.last],
        breadcrumbs=_way(organisation, _("Riwayat laporan")),
    )


@bp.get("/organisations/<int:organisation_id>/duties.ics")
@public
def feed(organisation_id: int) -> ResponseReturnValue:
    """The same as a calendar; a calendar program is not signed in, so it gets what is published."""
    actor = current_actor()
    organisation = get_organisation(actor, organisation_id)
    content = calendar_of(
        actor,
        organisation,
        duties_of_organisation(actor, organisation, today=clock.today()),
        base_url=current_app.config["SETTINGS"].base_url,
        language=chosen_language(),
    )
    name = f"duties-{organisation.id}.ics"
    return send_file(BytesIO(content), mimetype=MEDIA_TYPE, as_attachment=True, download_name=name, max_age=0)


def _way(organisation: Organisation, here: str) -> list[tuple[str, str | None]]:
    page = url_for("accounts.organisation", organisation_id=organisation.id)
    return [
        (_("Organisasi"), url_for("accounts.organisations")),
        (organisation.short_name, page),
        (here, None),
    ]
