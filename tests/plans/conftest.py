"""A plan with one full commitment, and people of each role to look at it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.factories import SECRETARY, make_clause, make_meeting, make_organisation, make_unit, make_user
from tracker.accounts.models import User
from tracker.accounts.states import OrganisationKind, Role
from tracker.audit.models import AuditEntry
from tracker.core.quantities import Qualifier
from tracker.extensions import db
from tracker.minutes.models import Clause
from tracker.plans.baseline_services import set_baseline
from tracker.plans.commitment_services import add_party, create_commitment
from tracker.plans.indicator_services import create_indicator
from tracker.plans.milestone_services import create_milestone
from tracker.plans.models import Commitment, Indicator, Plan
from tracker.plans.services import create_plan, link_meeting, publish_plan
from tracker.plans.states import IndicatorKind, Involvement, OgpValue

PLAN = "/plans/RAN6"
COMMITMENT = f"{PLAN}/commitments/RAN6-01"


@dataclass
class World:
    """The plan of the minutes, small, and browsers to visit it with."""

    app: Flask
    session: Session
    plan: Plan
    commitment: Commitment
    indicator: Indicator

    def as_role(self, role: Role | None) -> Browser:
        """A browser of somebody in this role; of the public for None."""
        visitor = Browser(self.app)
        return visitor if role is None else visitor.sign_in(self._user(role))

    def _user(self, role: Role) -> User:
        # What was read before somebody else wrote cannot be written upon in SQLite.
        self.session.rollback()
        user = make_user(role)
        self.session.commit()
        return user

    @property
    def staff(self) -> Browser:
        """A browser of somebody of the secretariat."""
        return self.as_role(Role.SECRETARIAT)

    @property
    def public(self) -> Browser:
        """A browser of nobody in particular."""
        return self.as_role(None)

    def publish(self) -> None:
        """Open the plan to everybody."""
        publish_plan(SECRETARY, self.plan)
        self.session.commit()

    def forget_pages(self) -> None:
        """Let pages be written anew: unlike acts, what factories make leaves no line in the trail."""
        self.app.extensions.pop("tracker_kept", None)

    @property
    def acts(self) -> list[str]:
        """The acts in the trail, oldest first."""
        self.refresh()
        return list(self.session.scalars(db.select(AuditEntry.act).order_by(AuditEntry.id)))

    def refresh(self) -> None:
        """Forget what was read, after somebody else has written."""
        self.session.rollback()
        self.session.expire_all()


@pytest.fixture
def world(app: Flask, session: Session) -> World:
    """The unpublished sixth plan with commitment RAN6-01, one milestone, one indicator and its baseline."""
    plan = _plan()
    clause = make_clause(make_meeting("NOTULA-1"), "II.2.a")
    link_meeting(SECRETARY, plan, clause.meeting)
    commitment = _commitment(plan)
    create_milestone(SECRETARY, commitment, text_ind="Jabfung ditetapkan", due_on=date(2021, 12, 31))
    indicator = _indicator(commitment, clause)
    session.commit()
    return World(app, session, plan, commitment, indicator)


def _plan() -> Plan:
    return create_plan(
        SECRETARY,
        code="RAN6",
        ordinal=6,
        title_ind="Rencana Aksi Nasional 2020–2022",
        title_eng="National Action Plan 2020–2022",
        period_start=2020,
        period_end=2022,
        first_year=2021,
        last_year=2022,
    )


def _commitment(plan: Plan) -> Commitment:
    ministry, cso = make_organisation("KEMENPAN-RB"), make_organisation("PATTIRO", kind=OrganisationKind.CSO)
    commitment = create_commitment(
        SECRETARY,
        plan,
        code="RAN6-01",
        title_ind="Responsivitas instansi pengaduan",
        lead=ministry,
        lead_unit=make_unit(ministry, "Biro MKOK"),
        problem_ind="Baru sekitar 122 instansi (19%) baik.\n\nKepercayaan masyarakat dapat hilang.",
        ogp_values=[OgpValue.ACCOUNTABILITY],
        sdg_links=["16.6", "16.10"],
        contact="Ibu Septiana, 021-0000",
    )
    add_party(SECRETARY, commitment, organisation=cso, involvement=Involvement.PROPOSER)
    return commitment


def _indicator(commitment: Commitment, clause: Clause) -> Indicator:
    name, share = "Instansi berkinerja baik", IndicatorKind.PERCENTAGE
    indicator = create_indicator(SECRETARY, commitment, kind=share, name_ind=name, unit_ind="persen")
    set_baseline(
        SECRETARY,
        indicator,
        as_written="sekitar 122 instansi (19%)",
        value=Decimal(19),
        qualifier=Qualifier.ABOUT,
        numerator=Decimal(122),
        clause=clause,
    )
    return indicator
