"""A small negotiation to play in: Pattiro proposes, a ministry with two speakers answers, minutes hold it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.factories import (
    SECRETARY,
    SOME_DAY,
    make_clause,
    make_commitment,
    make_indicator,
    make_meeting,
    make_organisation,
    make_person,
    make_plan,
    make_unit,
    make_user,
)
from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, Person, Unit, User
from tracker.accounts.states import OrganisationKind, Role
from tracker.core.numbers import read_number
from tracker.extensions import db
from tracker.minutes.models import Clause
from tracker.plans.models import Baseline, CommitmentParty, Indicator
from tracker.plans.states import IndicatorKind, Involvement
from tracker.targets import services
from tracker.targets.models import Position


@dataclass
class Scene:
    """Who takes part and about what."""

    ministry: Organisation
    pattiro: Organisation
    stranger: Organisation
    bureau: Unit
    septiana: Person
    clause: Clause
    indicator: Indicator
    users: dict[Role, User]

    def actor(self, role: Role) -> Actor:
        """The user in a role, as services know one."""
        return self.users[role].as_actor("test")

    def grounds(self, organisation: Organisation | None = None, **more: Any) -> dict[str, Any]:
        """Why and where, for a position of the ministry unless said otherwise."""
        known = {
            "organisation": organisation or self.ministry,
            "reason": "Naik bertahap.",
            "taken_on": SOME_DAY,
        }
        return {**known, "clause": self.clause, **more}

    def proposal(self, value: str = "minimal 80%", *, year: int = 2022, **more: Any) -> Position:
        """Pattiro's proposal."""
        said = {"as_written": value, "reading": read_number(value), **self.grounds(self.pattiro)}
        return services.propose_target(SECRETARY, self.indicator, year=year, **{**said, **more})

    def counter(self, value: str = "45%", *, year: int = 2022, **more: Any) -> Position:
        """The ministry's answer, held for its bureau."""
        said = {"as_written": value, "reading": read_number(value), "unit": self.bureau, **self.grounds()}
        return services.counter_target(SECRETARY, self.indicator, year=year, **{**said, **more})

    def agreement(self, position: Position, **more: Any) -> Position:
        """The secretariat writes down that a position was agreed."""
        warrant = {"reason": "Disepakati dalam rapat.", "taken_on": SOME_DAY, "clause": self.clause}
        return services.agree_position(SECRETARY, position, **{**warrant, **more})


def make_scene(kind: IndicatorKind = IndicatorKind.PERCENTAGE, *, published: bool = True) -> Scene:
    """Ministry (lead), Pattiro (proposer), a stranger, and one indicator without any position."""
    plan = make_plan(published=published)
    ministry = make_organisation("KemenPAN-RB")
    pattiro = make_organisation("Pattiro", kind=OrganisationKind.CSO)
    stranger = make_organisation("Kominfo")
    commitment = make_commitment(plan, lead=ministry)
    commitment.parties.append(CommitmentParty(organisation=pattiro, involvement=Involvement.PROPOSER))
    meeting = make_meeting("NOTULA-1")
    plan.meetings.append(meeting)
    users = {
        Role.SECRETARIAT: make_user(Role.SECRETARIAT),
        Role.ADMINISTRATOR: make_user(Role.ADMINISTRATOR),
        Role.MINISTRY: make_user(Role.MINISTRY, organisation=ministry),
        Role.CSO: make_user(Role.CSO, organisation=pattiro),
    }
    return Scene(
        ministry=ministry,
        pattiro=pattiro,
        stranger=stranger,
        bureau=make_unit(ministry, "Biro MKOK"),
        septiana=make_person(ministry, "Septiana"),
        clause=make_clause(meeting, "II.6.b"),
        indicator=make_indicator(commitment, kind=kind, name="Laporan pengaduan"),
        users=users,
    )


def set_baseline(indicator: Indicator, value: str, *, denominator: str | None = None) -> None:
    """A baseline of 122 agencies, with or without what it is of."""
    indicator.baseline = Baseline(
        as_written=f"sekitar 122 instansi ({value}%)",
        value=Decimal(value),
        numerator=Decimal(122),
        denominator=Decimal(denominator) if denominator else None,
        year=2019,
    )
    db.session.flush()


END_OF_2022 = date(2022, 12, 31)
