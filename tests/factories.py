"""Plain functions that make things with sensible defaults. They add and flush; nothing commits."""

from datetime import date
from itertools import count

from flask_security.utils import hash_password

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, OrganisationName, Person, RoleRecord, Unit, User
from tracker.accounts.states import OrganisationKind, Role
from tracker.core import clock
from tracker.extensions import db
from tracker.minutes.models import Clause, Meeting
from tracker.minutes.rules import day_of, parse_label
from tracker.plans.models import Commitment, DefinitionVersion, Indicator, Milestone, Plan
from tracker.plans.states import IndicatorKind

_numbers = count(1)

SECRETARY = Actor(name="Sekretaris", role=Role.SECRETARIAT, origin="test")


def make_organisation(
    code: str = "", *, kind: OrganisationKind = OrganisationKind.MINISTRY, name: str = ""
) -> Organisation:
    """An organisation with one name."""
    code = code or f"ORG-{next(_numbers)}"
    organisation = Organisation(code=code, kind=kind)
    organisation.names.append(OrganisationName(short_name=code, name_ind=name or f"Organisasi {code}"))
    db.session.add(organisation)
    db.session.flush()
    return organisation


def make_unit(organisation: Organisation, short_name: str = "Biro A") -> Unit:
    """A unit of an organisation."""
    unit = Unit(short_name=short_name)
    organisation.units.append(unit)
    db.session.flush()
    return unit


def make_person(organisation: Organisation | None = None, name: str = "Septiana") -> Person:
    """Somebody who speaks."""
    person = Person(name=name, organisation=organisation)
    db.session.add(person)
    db.session.flush()
    return person


def make_user(
    role: Role = Role.SECRETARIAT, *, organisation: Organisation | None = None, password: str = ""
) -> User:
    """A user with one role."""
    number = next(_numbers)
    record = db.session.execute(db.select(RoleRecord).filter_by(name=role)).scalar_one_or_none()
    user = User(
        email=f"user{number}@example.org",
        name=f"Pengguna {number}",
        fs_uniquifier=f"user-{number}",
        password=hash_password(password) if password else None,
        organisation=organisation,
        created_at=clock.now(),
        roles=[record or RoleRecord(name=role)],
    )
    db.session.add(user)
    db.session.flush()
    return user


def make_plan(
    code: str = "", *, published: bool = False, first_year: int = 2021, last_year: int = 2022
) -> Plan:
    """A plan in negotiation."""
    plan = Plan(
        code=code or f"RAN-{next(_numbers)}",
        ordinal=6,
        title_ind="Rencana Aksi Nasional",
        period_start=first_year - 1,
        period_end=last_year,
        first_year=first_year,
        last_year=last_year,
        published_at=clock.now() if published else None,
    )
    db.session.add(plan)
    db.session.flush()
    return plan


def make_commitment(
    plan: Plan | None = None, *, lead: Organisation | None = None, code: str = ""
) -> Commitment:
    """A commitment of a plan."""
    plan = plan or make_plan()
    number = len(plan.commitments) + 1
    commitment = Commitment(
        code=code or f"K{number:02}", position=number, title_ind="Komitmen", lead=lead or make_organisation()
    )
    plan.commitments.append(commitment)
    db.session.flush()
    return commitment


def make_indicator(
    commitment: Commitment | None = None,
    *,
    kind: IndicatorKind = IndicatorKind.PERCENTAGE,
    name: str = "Indikator",
) -> Indicator:
    """An indicator with its first definition."""
    commitment = commitment or make_commitment()
    indicator = Indicator(number=len(commitment.indicators) + 1, kind=kind, unit_ind="persen")
    indicator.definitions.append(DefinitionVersion(number=1, name_ind=name, created_at=clock.now()))
    commitment.indicators.append(indicator)
    db.session.flush()
    return indicator


SOME_DAY = date(2020, 9, 21)


def make_meeting(
    code: str = "", *, title: str = "Rapat", date_text: str = "Senin, 21 September 2020"
) -> Meeting:
    """Minutes with a header and nothing else."""
    code = code or f"NOTULA-{next(_numbers)}"
    meeting = Meeting(code=code, title=title, date_text=date_text, held_on=day_of(date_text))
    db.session.add(meeting)
    db.session.flush()
    return meeting


def make_clause(
    meeting: Meeting | None = None,
    label: str = "II.6.b",
    *,
    text: str = "Isi butir.",
    speaker: Person | None = None,
) -> Clause:
    """A clause of some minutes."""
    meeting, place = meeting or make_meeting(), parse_label(label)
    clause = Clause(label=place.text, position=place.position, text=text, speaker=speaker)
    meeting.clauses.append(clause)
    db.session.flush()
    return clause


def make_milestone(commitment: Commitment | None = None, *, text: str = "Tonggak") -> Milestone:
    """A milestone of a commitment."""
    commitment = commitment or make_commitment()
    milestone = Milestone(number=len(commitment.milestones) + 1, text_ind=text)
    commitment.milestones.append(milestone)
    db.session.flush()
    return milestone
