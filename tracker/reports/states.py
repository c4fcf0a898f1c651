"""The life of a report, and what can be said in it (D24–D32)."""

from enum import StrEnum

from tracker.reports.breaches import breach, refuse


class ReportState(StrEnum):
    """Where one version of a report is in its life (D25)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_VERIFICATION = "under_verification"
    RETURNED = "returned"
    VERIFIED = "verified"


class ReportStep(StrEnum):
    """What can be done to a version of a report."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    BEGIN_VERIFICATION = "begin_verification"
    RETURN = "return"
    VERIFY = "verify"


# To begin verification stops a withdrawal; who verifies or returns at once need not begin it first.
NEXT_STATE: dict[tuple[ReportState, ReportStep], ReportState] = {
    (ReportState.DRAFT, ReportStep.SUBMIT): ReportState.SUBMITTED,
    (ReportState.SUBMITTED, ReportStep.WITHDRAW): ReportState.DRAFT,
    (ReportState.SUBMITTED, ReportStep.BEGIN_VERIFICATION): ReportState.UNDER_VERIFICATION,
    (ReportState.SUBMITTED, ReportStep.RETURN): ReportState.RETURNED,
    (ReportState.SUBMITTED, ReportStep.VERIFY): ReportState.VERIFIED,
    (ReportState.UNDER_VERIFICATION, ReportStep.RETURN): ReportState.RETURNED,
    (ReportState.UNDER_VERIFICATION, ReportStep.VERIFY): ReportState.VERIFIED,
    (ReportState.RETURNED, ReportStep.SUBMIT): ReportState.SUBMITTED,
}
# The reporter writes in these, the secretariat decides about those.
EDITABLE = frozenset({ReportState.DRAFT, ReportState.RETURNED})
DECIDABLE = frozenset({ReportState.SUBMITTED, ReportState.UNDER_VERIFICATION})
# The end of a version. What is wrong with it is corrected by another version beside it (D30).
FINAL = ReportState.VERIFIED


def next_state(state: ReportState, step: ReportStep) -> ReportState:
    """The state after a step; SeveralBroken for a step that does not lead on from this state."""
    if (state, step) not in NEXT_STATE:
        refuse([breach("report_step_not_possible")])
    return NEXT_STATE[state, step]


def possible_steps(state: ReportState) -> frozenset[ReportStep]:
    """The steps that lead on from a state."""
    return frozenset(step for before, step in NEXT_STATE if before is state)


class PeriodCalendar(StrEnum):
    """How the years of a plan are cut into reporting periods (D24). FREE periods are written one by one."""

    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    B_SERIES = "b_series"
    FREE = "free"


class ExceptionKind(StrEnum):
    """What an organisation is granted for a period, with a reason and an end.

    An extension moves the due day; an unlock only opens the form again, and the report stays late.
    """

    EXTENSION = "extension"
    UNLOCK = "unlock"
    EXEMPTION = "exemption"


class LockReason(StrEnum):
    """Why a report's form takes nothing; the first that applies."""

    PLAN_CLOSED = "plan_closed"
    VERIFIED = "verified"
    NOT_OPEN_YET = "not_open_yet"
    PAST_DUE = "past_due"


class DutyPart(StrEnum):
    """As what an organisation owes a report."""

    LEAD = "lead"
    SUPPORTER = "supporter"


class DutyGroup(StrEnum):
    """What is to be done about an owed report, in the order in which they are listed."""

    NOW = "now"
    COMING = "coming"
    MISSED = "missed"
    DONE = "done"


class Voice(StrEnum):
    """Whose account a report is: that of an agency that owes it, or of civil society beside it (D27)."""

    GOVERNMENT = "government"
    SOCIETY = "society"


class Statement(StrEnum):
    """What is stated about an indicator; that nothing moved is a statement, silence is none (D7, D26)."""

    FIGURE = "figure"
    NO_PROGRESS = "no_progress"


class MilestoneState(StrEnum):
    """How far a milestone is. Whether it is late is told by its dates."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    STALLED = "stalled"
    DONE = "done"


# What may be reported after what. A milestone wrongly reported as done needs that report corrected (D30).
MILESTONE_AFTER: dict[MilestoneState, frozenset[MilestoneState]] = {
    MilestoneState.NOT_STARTED: frozenset(MilestoneState),
    MilestoneState.UNDER_WAY: frozenset(MilestoneState) - {MilestoneState.NOT_STARTED},
    MilestoneState.STALLED: frozenset(MilestoneState) - {MilestoneState.NOT_STARTED},
    MilestoneState.DONE: frozenset({MilestoneState.DONE}),
}


class ObstacleCategory(StrEnum):
    """What kind of thing is in the way (D31): anggaran, regulasi, SDM, koordinasi, teknis, data, lain."""

    BUDGET = "budget"
    REGULATION = "regulation"
    STAFF = "staff"
    COORDINATION = "coordination"
    TECHNICAL = "technical"
    DATA = "data"
    OTHER = "other"


# Stored with each value of `Completion`, so that values of another scale are never mixed with these (D28).
COMPLETION_SCALE = 1


class Completion(StrEnum):
    """OGP's five points, in order (D28)."""

    NO_EVIDENCE = "no_evidence"
    NOT_STARTED = "not_started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"


class Uncounted(StrEnum):
    """Why there is no capaian or no kemajuan to show (D7, D8, D14, D29)."""

    NO_FIGURE = "no_figure"
    NO_TARGET = "no_target"
    NO_BASELINE = "no_baseline"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    ZERO_DIVISOR = "zero_divisor"
    BASELINE_IS_TARGET = "baseline_is_target"
    MIDTERM = "midterm"
    DROPPED = "dropped"


class AchievementStatus(StrEnum):
    """How an indicator stands in a period by one account of it (D7, D8, D14, D26)."""

    ON_TARGET = "on_target"
    ATTENTION = "attention"
    OFF_TARGET = "off_target"
    NO_PROGRESS = "no_progress"
    NOT_REPORTED = "not_reported"
    WITHOUT_TARGET = "without_target"
    NOT_COUNTED = "not_counted"
    NOT_SCORED = "not_scored"


class SubmitOutcome(StrEnum):
    """What a submit amounts to when another one came first."""

    TAKEN = "taken"
    REPEATED = "repeated"
    OVERTAKEN = "overtaken"


class ReminderStop(StrEnum):
    """Why nobody is reminded; the first that applies."""

    SUBMITTED = "report_submitted"
    EXEMPT = "exempt"
    CLOSED = "form_closed"
    UNPUBLISHED = "unpublished"
    SILENCED = "silenced"
