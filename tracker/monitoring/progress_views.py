"""How far a plan and its commitments are, period by period."""

from flask import render_template, request
from flask_babel import gettext as _

from tracker.audit.queries import trail_mark
from tracker.core import clock
from tracker.monitoring import progress_page, progress_queries
from tracker.monitoring.progress_charts import charts_of
from tracker.monitoring.progress_heat import heat_map
from tracker.monitoring.progress_standing import standing
from tracker.monitoring.progress_states import Look
from tracker.monitoring.progress_wording import explanation
from tracker.monitoring.views import bp
from tracker.plans.addresses import way_to
from tracker.plans.models import Plan
from tracker.plans.queries import find_commitment, get_plan
from tracker.plans.standings import commitment_standings
from tracker.targets.queries import ledgers
from tracker.web.access import current_actor, public
from tracker.web.conditional import kept_while

commitment_standings.add(standing)


@bp.get("/plans/<plan_code>/commitments/<code>/progress")
@public
@kept_while(trail_mark)
def commitment_progress(plan_code: str, code: str) -> str:
    """What was reported, verified and said by civil society on a commitment, period by period (D27)."""
    actor, today = current_actor(), clock.today()
    commitment = find_commitment(actor, plan_code, code)
    progress = progress_queries.progress_of_commitment(actor, commitment, today=today)
    return render_template(
        "monitoring/commitment_progress.html",
        plan=commitment.plan,
        commitment=commitment,
        periods=progress_page.period_pages(progress, today=today),
        to_come=progress_page.periods_to_come(progress, today=today),
        charts=charts_of(progress, ledgers([one.id for one in commitment.indicators])),
        breadcrumbs=[*way_to(commitment), (_("Kemajuan"), None)],
    )


@bp.get("/plans/<plan_code>/progress")
@public
@kept_while(trail_mark)
def plan_progress(plan_code: str) -> str:
    """The heat map of a plan, of all its periods or of one year's."""
    actor, today = current_actor(), clock.today()
    plan = get_plan(actor, plan_code)
    year = _year(plan)
    progress = progress_queries.progress_of_plan(actor, plan, today=today, year=year)
    dropping = progress_queries.dropping_ledgers([one.commitment for one in progress])
    return render_template(
        "monitoring/plan_progress.html",
        plan=plan,
        years=range(plan.first_year, plan.last_year + 1),
        year=year,
        map=heat_map(progress, dropping, today=today),
        legend=[(look, explanation(look)) for look in Look],
        breadcrumbs=[*way_to(plan), (_("Kemajuan"), None)],
    )


def _year(plan: Plan) -> int | None:
    """The year of the address; None for any that the plan does not have."""
    wanted = request.args.get("year", type=int)
    return wanted if wanted is not None and plan.first_year <= wanted <= plan.last_year else None
