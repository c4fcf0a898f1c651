"""Who may do what, complete: every act, every role, one's own organisation and another one's."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest

from tracker.accounts import policy as accounts
from tracker.accounts.actors import PUBLIC, Actor, Visit
from tracker.accounts.models import Organisation, Person, Unit, User
from tracker.accounts.states import OrganisationKind, Role
from tracker.audit import policy as audit
from tracker.audit.labels import NOUNS, VERBS
from tracker.core import clock
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import Access
from tracker.matrix import policy as matrix
from tracker.matrix.states import Audience
from tracker.minutes import policy as minutes
from tracker.minutes.models import Meeting
from tracker.monitoring import paper_policy
from tracker.monitoring import policy as monitoring
from tracker.monitoring.paper_models import PeriodFile
from tracker.notifications import policy as notifications
from tracker.permissions import PERMISSIONS
from tracker.plans import policy as plans
from tracker.plans.models import Commitment, Indicator, Plan
from tracker.plans.states import PlanState
from tracker.reports import policy as reports
from tracker.reports.models import ReportingPeriod
from tracker.reports.report_models import Report, ReportVersion
from tracker.reports.states import ReportState, Voice
from tracker.reviews import policy as reviews
from tracker.reviews.file_models import RoundFile
from tracker.reviews.models import Answer, Recipient, ReviewRound
from tracker.reviews.states import RoundFileKind, RoundState
from tracker.targets import policy as targets
from tracker.targets.models import Position
from tracker.targets.states import PositionKind

POLICIES = (
    accounts,
    audit,
    notifications,
    minutes,
    plans,
    targets,
    reports,
    matrix,
    reviews,
    monitoring,
    paper_policy,
)
TRACKER = Path(inspect.getfile(Actor)).parents[1]

OWN, OTHER = 1, 2
# A capital is somebody of the organisation that takes part, a small letter somebody of another one.
ACTORS = {
    "A": Actor("Admin", Role.ADMINISTRATOR, user_id=1),
    "S": Actor("Staf", Role.SECRETARIAT, user_id=2),
    "M": Actor("K/L", Role.MINISTRY, user_id=3, organisation_id=OWN),
    "m": Actor("K/L lain", Role.MINISTRY, user_id=4, organisation_id=OTHER),
    "C": Actor("OMS", Role.CSO, user_id=5, organisation_id=OWN),
    "c": Actor("OMS lain", Role.CSO, user_id=6, organisation_id=OTHER),
    # By the personal link of the coordinator who is asked in the round, of a colleague, of somebody else.
    "K": Actor("Koordinator", visit=Visit(1, clock.now())),
    "k": Actor("Rekan", visit=Visit(2, clock.now())),
    "x": Actor("Penerima lain", visit=Visit(3, clock.now())),
    "P": PUBLIC,
}
NOBODY, ADMIN, STAFF, SIGNED_IN, EVERYBODY = "", "A", "AS", "ASMmCc", "ASMmCcKkxP"
TAKING_PART = "ASMC"
ASKED = "ASMmCcKkx"


@dataclass(frozen=True)
class World:
    """One thing of each kind; `organisation` takes part in the commitment, for which its user 3 speaks."""

    organisation: Organisation
    plan: Plan
    indicator: Indicator
    position: Position
    user: User
    round_state: RoundState = RoundState.OPEN

    @property
    def commitment(self) -> Commitment:
        """What the indicator belongs to."""
        return self.indicator.commitment

    @property
    def review(self) -> ReviewRound:
        """A round that asks a coordinator, a colleague of theirs, and somebody of another organisation."""
        asked = ((1, OWN, True), (2, OWN, False), (3, OTHER, False))
        recipients = [
            Recipient(id=id_, organisation_id=organisation, is_coordinator=is_coordinator)
            for id_, organisation, is_coordinator in asked
        ]
        return ReviewRound(
            plan=self.plan,
            recipients=recipients,
            state=self.round_state,
            due_on=clock.today(),
            grace_days=14,
        )

    def report(self, *, voice: Voice = Voice.GOVERNMENT, state: ReportState = ReportState.DRAFT) -> Report:
        """A report of the organisation that takes part."""
        versions = [ReportVersion(number=1, state=state)]
        return Report(commitment=self.commitment, organisation_id=OWN, voice=voice, versions=versions)

    def evidence(self) -> EvidenceItem:
        """A restricted piece of evidence of the organisation that takes part."""
        return EvidenceItem(
            commitment=self.commitment,
            organisation_id=OWN,
            access=Access.RESTRICTED,
            restriction_reason="Data pribadi.",
        )

    def file(self, kind: RoundFileKind, audience: Audience) -> RoundFile:
        """A file of the round; an answer book is the coordinator's."""
        review = self.review
        recipient = review.recipients[0] if kind is RoundFileKind.ANSWER_BOOK else None
        return RoundFile(kind=kind, audience=audience, round=review, recipient=recipient)

    def paper(self, audience: Audience, voice: Voice | None = None) -> PeriodFile:
        """The report of a period: for everybody, for the secretariat, or for its own people as `voice`."""
        organisation = OWN if voice else None
        period = ReportingPeriod(plan=self.plan)
        return PeriodFile(period=period, audience=audience, organisation_id=organisation, voice=voice)


def world(*, state: PlanState = PlanState.NEGOTIATION, kind: PositionKind = PositionKind.COUNTER) -> World:
    organisation = Organisation(id=OWN, code="OWN", kind=OrganisationKind.MINISTRY)
    plan = Plan(code="RAN", state=state)
    commitment = Commitment(plan=plan, lead_id=OWN, lead=organisation)
    indicator = Indicator(commitment=commitment, number=1)
    position = Position(kind=kind, indicator=indicator, organisation=organisation)
    return World(organisation, plan, indicator, position, User(id=3, name="K/L"))


def published() -> World:
    made = world()
    made.plan.published_at = clock.now()
    return made


# For each policy, the things it judges.
THINGS: dict[Callable[..., bool], Callable[[World], tuple[object, ...]]] = {
    accounts.can_create_organisation: lambda w: (),
    accounts.can_edit_organisation: lambda w: (w.organisation,),
    accounts.can_rename_organisation: lambda w: (w.organisation,),
    accounts.can_add_unit: lambda w: (w.organisation,),
    accounts.can_edit_unit: lambda w: (Unit(organisation=w.organisation),),
    accounts.can_see_person: lambda w: (Person(name="Septiana", organisation=w.organisation),),
    accounts.can_add_person: lambda w: (w.organisation,),
    accounts.can_edit_person: lambda w: (Person(name="Septiana", organisation=w.organisation),),
    accounts.can_list_users: lambda w: (),
    accounts.can_add_user: lambda w: (),
    accounts.can_change_role: lambda w: (w.user,),
    accounts.can_deactivate_user: lambda w: (w.user,),
    accounts.can_activate_user: lambda w: (w.user,),
    accounts.can_edit_user: lambda w: (w.user,),
    accounts.can_change_password: lambda w: (w.user,),
    audit.can_read_trail: lambda w: (),
    audit.can_read_history: lambda w: (),
    notifications.can_manage_mail: lambda w: (),
    minutes.can_read_minutes: lambda w: (),
    minutes.can_record_minutes: lambda w: (),
    minutes.can_edit_minutes: lambda w: (Meeting(),),
    plans.can_read_plan: lambda w: (w.plan,),
    plans.can_read_contact: lambda w: (w.plan,),
    plans.can_create_plan: lambda w: (),
    plans.can_edit_plan: lambda w: (w.plan,),
    plans.can_publish_plan: lambda w: (w.plan,),
    plans.can_step_plan: lambda w: (w.plan,),
    targets.can_read_indicator: lambda w: (w.indicator,),
    targets.can_speak: lambda w: (w.indicator,),
    targets.can_take_position: lambda w: (w.indicator, w.organisation),
    targets.can_withdraw: lambda w: (w.position,),
    targets.can_mark_official: lambda w: (w.position,),
    targets.can_agree: lambda w: (w.indicator,),
    targets.can_publish_series: lambda w: (w.commitment,),
    targets.can_set_aside: lambda w: (w.commitment,),
    matrix.can_read_matrix: lambda w: (w.plan,),
    matrix.can_act: lambda w: (),
    matrix.can_freeze: lambda w: (w.plan,),
    reports.can_read_periods: lambda w: (w.plan,),
    reports.can_set_periods: lambda w: (w.plan,),
    reports.can_read_grants: lambda w: (w.plan,),
    reports.can_read_reminders: lambda w: (w.plan,),
    reports.can_silence_reminders: lambda w: (w.plan,),
    reports.can_begin_report: lambda w: (w.commitment, OWN, Voice.GOVERNMENT),
    reports.can_write_report: lambda w: (w.report(),),
    reports.can_read_report: lambda w: (w.report(),),
    reports.can_read_version: lambda w: (w.report().newest,),
    reports.can_judge_report: lambda w: (w.report(),),
    reports.can_keep_evidence: lambda w: (w.evidence(),),
    reports.can_see_evidence: lambda w: (w.evidence(), [w.report(state=ReportState.VERIFIED).newest]),
    reports.can_open_evidence: lambda w: (w.evidence(), [w.report(state=ReportState.VERIFIED).newest]),
    paper_policy.can_have_paper: lambda w: (w.paper(Audience.INTERNAL, Voice.GOVERNMENT),),
    reviews.can_create_round: lambda w: (w.plan,),
    reviews.can_run_round: lambda w: (w.review,),
    reviews.can_see_round: lambda w: (w.review,),
    reviews.can_visit: lambda w: (w.review.recipients[0],),
    reviews.can_answer: lambda w: (w.review.recipients[0],),
    reviews.can_import: lambda w: (w.review.recipients[0],),
    reviews.can_read_note: lambda w: (w.review.recipients[0],),
    reviews.can_draft: lambda w: (w.review.recipients[0],),
    reviews.can_read_dispositions: lambda w: (w.review,),
    reviews.can_have_file: lambda w: (w.file(RoundFileKind.RECORD, Audience.INTERNAL),),
    reviews.can_mark_official: lambda w: (Answer(recipient=w.review.recipients[1]),),
    monitoring.can_read_desk: lambda w: (),
}

WHO_MAY = {
    "organisation:create": STAFF,
    "organisation:edit": STAFF,
    "organisation:rename": STAFF,
    "unit:add": STAFF,
    "unit:edit": STAFF,
    "person:read": SIGNED_IN,
    "person:add": STAFF,
    "person:edit": STAFF,
    "user:list": ADMIN,
    "user:add": ADMIN,
    "user:change-role": ADMIN,
    "user:deactivate": ADMIN,
    "user:activate": ADMIN,
    "user:edit": "M",
    "user:change-password": "M",
    "audit:read": STAFF,
    "audit:read-history": SIGNED_IN,
    "mail:read": STAFF,
    "mail:send-again": STAFF,
    "minutes:read": SIGNED_IN,
    "minutes:record": STAFF,
    "minutes:edit": STAFF,
    "document:store": STAFF,
    "participant:add": STAFF,
    "participant:edit": STAFF,
    "participant:remove": STAFF,
    "clause:add": STAFF,
    "clause:edit": STAFF,
    "clause:remove": STAFF,
    "follow_up:add": STAFF,
    "follow_up:edit": STAFF,
    "follow_up:finish": STAFF,
    "follow_up:reopen": STAFF,
    "follow_up:remove": STAFF,
    "open_item:add": STAFF,
    "open_item:edit": STAFF,
    "open_item:resolve": STAFF,
    "open_item:remove": STAFF,
    "plan:read": SIGNED_IN,
    "plan:read-contact": SIGNED_IN,
    "plan:create": STAFF,
    "plan:edit": STAFF,
    "plan:publish": STAFF,
    "plan:unpublish": STAFF,
    "plan:submit": STAFF,
    "plan:start": STAFF,
    "plan:close": STAFF,
    "plan:reopen": STAFF,
    "plan:link_meeting": STAFF,
    "plan:unlink_meeting": STAFF,
    "commitment:create": STAFF,
    "commitment:edit": STAFF,
    "commitment:remove": STAFF,
    "commitment:add_party": STAFF,
    "commitment:remove_party": STAFF,
    "milestone:create": STAFF,
    "milestone:edit": STAFF,
    "milestone:remove": STAFF,
    "indicator:read": SIGNED_IN,
    "indicator:create": STAFF,
    "indicator:edit": STAFF,
    "definition:suggest": STAFF,
    "definition:redefine": STAFF,
    "definition:adopt": STAFF,
    "baseline:set": STAFF,
    "target:open": TAKING_PART,
    "target:propose": TAKING_PART,
    "target:counter": TAKING_PART,
    "target:withdraw": TAKING_PART,
    "target:cancel-agreement": TAKING_PART,
    "target:mark-official": TAKING_PART,
    "target:agree": STAFF,
    "indicator:propose-drop": TAKING_PART,
    "indicator:propose-rewording": TAKING_PART,
    "indicator:ask-to-retain": TAKING_PART,
    "indicator:remark": TAKING_PART,
    "indicator:agree-drop": STAFF,
    "indicator:agree-retain": STAFF,
    "indicator:agree-rewording": STAFF,
    "series:publish": STAFF,
    "series:remove": STAFF,
    "warning:set-aside": STAFF,
    "matrix:read": SIGNED_IN,
    "matrix:act": STAFF,
    "matrix:freeze": STAFF,
    "period:read": SIGNED_IN,
    "period:create": STAFF,
    "period:edit": STAFF,
    "period:remove": STAFF,
    "exception:read": SIGNED_IN,
    "exception:grant": STAFF,
    "exception:end": STAFF,
    "reminder:read": STAFF,
    "reminder:silence": STAFF,
    "reminder:resume": STAFF,
    "evidence:read": SIGNED_IN,
    "evidence:open": TAKING_PART,
    "evidence:add": "ASM",
    "evidence:edit": "ASM",
    "evidence:remove": "ASM",
    "evidence:change-access": TAKING_PART,
    "evidence:look-again": TAKING_PART,
    "report:read": "ASM",
    "report:read-version": "ASM",
    "report:begin": "ASM",
    "report:draft": "ASM",
    "report:hand-in": "ASM",
    "report:fill-in": "ASM",
    "report:take-back": "ASM",
    "report:correct": "ASM",
    "report:begin-verification": STAFF,
    "report:return": STAFF,
    "report:verify": STAFF,
    "round:read": "ASMmCcKkx",
    "round:create": STAFF,
    "round:edit": STAFF,
    "round:open": STAFF,
    "round:close": STAFF,
    "round:reopen": STAFF,
    "round:cancel": STAFF,
    "round:finalise": STAFF,
    "round:read-dispositions": STAFF,
    "round-file:read": SIGNED_IN,
    "period-file:read": "ASM",
    "recipient:read": "ASMCK",
    "recipient:add": STAFF,
    "recipient:choose-rows": STAFF,
    "recipient:remove": STAFF,
    "recipient:revoke-link": STAFF,
    "recipient:send-link": STAFF,
    "answer:give": "ASK",
    "import:confirm": "ASK",
    "import:undo": "ASK",
    "answer:read-note": "MCKk",
    "answer:draft": "K",
    "answer:mark-official": "ASK",
    "disposition:decide": STAFF,
    "disposition:reopen": STAFF,
    "signature:record": STAFF,
    "desk:read": STAFF,
}

OPENED_BY_PUBLICATION = {"plan:read", "indicator:read", "period:read", "matrix:read", "evidence:read"}


def allowed(act: str, things: World) -> str:
    policy = PERMISSIONS[act]
    return "".join(mark for mark, actor in ACTORS.items() if policy(actor, *THINGS[policy](things)))


@pytest.mark.parametrize("act", WHO_MAY)
def test_each_role_may_do_what_the_table_says(act: str) -> None:
    assert allowed(act, world()) == WHO_MAY[act]


@pytest.mark.parametrize("act", WHO_MAY)
def test_publication_opens_reading_to_everybody_and_nothing_else(act: str) -> None:
    expected = EVERYBODY if act in OPENED_BY_PUBLICATION else WHO_MAY[act]
    assert allowed(act, published()) == expected


@pytest.mark.parametrize("state", [state for state in PlanState if state is not PlanState.NEGOTIATION])
def test_after_the_negotiation_ministries_and_csos_change_nothing(state: PlanState) -> None:
    for act, marks in WHO_MAY.items():
        # What was shown as evidence stays its organisation's.
        if marks == TAKING_PART and not act.startswith("evidence:"):
            assert set(allowed(act, world(state=state))) <= set(STAFF), act


def test_an_agreement_is_cancelled_by_the_secretariat_only() -> None:
    assert allowed("target:cancel-agreement", world(kind=PositionKind.AGREED)) == STAFF


@pytest.mark.parametrize("state", list(RoundState))
def test_those_who_are_asked_see_what_was_decided_after_the_closing(state: RoundState) -> None:
    is_told = state in {RoundState.CLOSED, RoundState.FINAL}
    things = replace(world(), round_state=state)
    assert allowed("round:read-dispositions", things) == (ASKED if is_told else STAFF)


@pytest.mark.parametrize(
    ("kind", "audience", "marks"),
    [
        (RoundFileKind.ANSWER_BOOK, Audience.PUBLIC, "ASK"),
        # With the notes that stay within the organisation.
        (RoundFileKind.ANSWER_BOOK, Audience.INTERNAL, "K"),
        (RoundFileKind.RECORD, Audience.PUBLIC, ASKED),
        # With the names of those who signed.
        (RoundFileKind.RECORD, Audience.INTERNAL, SIGNED_IN),
        (RoundFileKind.DISPOSITIONS, Audience.PUBLIC, ASKED),
    ],
)
def test_a_file_of_a_round_is_for_those_who_may_have_it_made(
    kind: RoundFileKind, audience: Audience, marks: str
) -> None:
    file = replace(world(), round_state=RoundState.CLOSED).file(kind, audience)
    assert "".join(mark for mark, actor in ACTORS.items() if reviews.can_have_file(actor, file)) == marks


@pytest.mark.parametrize(
    ("audience", "voice", "marks"),
    [
        (Audience.PUBLIC, None, EVERYBODY),
        # With what nobody has verified yet: everybody's, or that of one organisation.
        (Audience.INTERNAL, None, STAFF),
        (Audience.INTERNAL, Voice.GOVERNMENT, "ASM"),
        (Audience.INTERNAL, Voice.SOCIETY, "ASC"),
    ],
)
def test_the_report_of_a_period_is_for_those_for_whom_it_was_made(
    audience: Audience, voice: Voice | None, marks: str
) -> None:
    file = published().paper(audience, voice)
    readers = "".join(m for m, actor in ACTORS.items() if paper_policy.can_have_paper(actor, file))
    assert readers == marks


def test_an_account_of_civil_society_is_written_by_its_own_people() -> None:
    report = world().report(voice=Voice.SOCIETY)
    writers = "".join(mark for mark, actor in ACTORS.items() if reports.can_write_report(actor, report))
    assert writers == "ASC"


def test_a_verified_version_is_everybodys_once_the_plan_is_published() -> None:
    verified = published().report(state=ReportState.VERIFIED)
    verified.versions.append(ReportVersion(number=2, state=ReportState.DRAFT))
    for version, marks in zip(verified.versions, (EVERYBODY, "ASM"), strict=True):
        readers = "".join(m for m, actor in ACTORS.items() if reports.can_read_version(actor, version))
        assert readers == marks


def test_a_released_name_is_seen_by_everybody() -> None:
    released = Person(name="Rosikin", is_name_released=True)
    assert all(accounts.can_see_person(actor, released) for actor in ACTORS.values())


def test_the_tables_speak_of_the_same_acts() -> None:
    assert set(WHO_MAY) == set(PERMISSIONS)
    assert set(THINGS) == set(PERMISSIONS.values())


def _policies(module: ModuleType) -> Iterator[Callable[..., bool]]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if name.startswith("can_") and function.__module__ == module.__name__:
            yield function


def test_no_policy_is_missing_from_the_table() -> None:
    everywhere = {function for module in POLICIES for function in _policies(module)}
    assert everywhere == set(PERMISSIONS.values())
    assert {path.parent.name for path in TRACKER.glob("*/*policy.py")} == {
        m.__name__.split(".")[1] for m in POLICIES
    }


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


_ACT = re.compile(r"[a-z_]+:[a-z_-]+")


def recorded_acts() -> set[str]:
    """Every act that some service writes into the trail by name."""
    files = [path for path in TRACKER.glob("*/*.py") if path.stem not in {"labels", "permissions"}]
    texts = {text for path in files for text in _texts(ast.parse(path.read_text()))}
    return {text for text in texts if _ACT.fullmatch(text) and text != "wsgi:app"}


def test_every_act_in_the_trail_has_a_permission_of_the_same_name() -> None:
    assert recorded_acts() <= set(PERMISSIONS)


@pytest.mark.parametrize("act", PERMISSIONS)
def test_every_act_can_be_said(act: str) -> None:
    noun, _colon, verb = act.replace("_", "-").partition(":")
    assert noun in NOUNS
    assert verb in VERBS
