"""Where the pages of plans are, and the way down to them."""

from flask import url_for
from flask_babel import gettext as _

from tracker.plans.models import Commitment, Indicator, Plan


def page_of_plan(plan: Plan) -> str:
    """The address of a plan's page."""
    return url_for("plans.show", plan_code=plan.code)


def page_of_commitment(commitment: Commitment, part: str | None = None) -> str:
    """The address of a commitment's page, or of a part of it: "milestones" or "indicators"."""
    return url_for("plans.commitment", plan_code=commitment.plan.code, code=commitment.code, _anchor=part)


def page_of_indicator(indicator: Indicator) -> str:
    """The address of an indicator's page, where its negotiation is."""
    return url_for("targets.indicator", indicator_id=indicator.id)


def way_to(place: Plan | Commitment | None) -> list[tuple[str, str]]:
    """The breadcrumbs above a page that lies in this plan or commitment, or in the list of plans."""
    top = [(_("Rencana aksi"), url_for("plans.index"))]
    if isinstance(place, Commitment):
        return [*way_to(place.plan), (place.code, page_of_commitment(place))]
    return [*top, (place.code, page_of_plan(place))] if place else top
