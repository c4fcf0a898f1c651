"""What an organisation owes in all plans that an actor may read."""

from datetime import date

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.plans.queries import visible_plans
from tracker.reports.duty_queries import Owed, owed_of_plan


def duties_of_organisation(actor: Actor, organisation: Organisation, *, today: date) -> list[Owed]:
    """The reports it owes in the plans this actor may read, newest plan first; closed plans too."""
    plans = [line.plan for line in visible_plans(actor)]
    return [one for plan in plans for one in owed_of_plan(plan, today=today, organisation_id=organisation.id)]
