"""The whole demo: what `flask seed demo` writes, through the services a person uses."""

from collections.abc import Callable

from tracker.accounts import services as accounts
from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.demo import invented_plan, minutes_plan, people
from tracker.extensions import db
from tracker.plans.models import Plan

MINUTES_PLAN = minutes_plan.PLAN
Progress = Callable[[int, int], None]


def is_seeded() -> bool:
    """Whether the demo is already there."""
    return db.session.scalar(db.select(Plan.id).filter_by(code=MINUTES_PLAN)) is not None


def seed_demo(actor: Actor, *, progress: Progress) -> None:
    """Write it all. Every moment in it is fixed, so that its versions have the same hash on every machine."""
    # The plan of the minutes, each invented commitment, and what was reported on them.
    total = invented_plan.COMMITMENTS + 2
    progress(0, total)
    organisations = seed_minutes(actor)
    progress(1, total)
    secretariat = organisations["SEKNAS-OGI"]
    invented_plan.seed_invented_plan(actor, secretariat, progress=lambda done: progress(1 + done, total))


def seed_minutes(actor: Actor) -> dict[str, Organisation]:
    """The people of the demo and the plan of the minutes; returns the organisations by code."""
    with clock.fixed_at(minutes_plan.PREPARED):
        accounts.ensure_roles()
        organisations = people.seed_organisations(actor)
        people.seed_users(actor, organisations)
    minutes_plan.seed_minutes_plan(actor, organisations)
    return organisations
