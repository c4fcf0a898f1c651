"""Writing a report and handing it in (D24–D28, D30)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.errors import RuleBroken, StaleEdit
from tracker.core.revisions import count_revision
from tracker.core.text import LONG_TEXT, clean_text
from tracker.extensions import db
from tracker.plans.models import Commitment
from tracker.reports import (
    draft_rules,
    period_rules,
    policy,
    report_queries,
    report_rules,
    verification_rules,
)
from tracker.reports.asked import Asked
from tracker.reports.asked_queries import asked_of
from tracker.reports.breaches import Breach, breach, refuse
from tracker.reports.carrying_rules import carried_over
from tracker.reports.content import Content, Frame
from tracker.reports.content_json import asked_to_json, content_to_json
from tracker.reports.duty_queries import lock_on, voice_of
from tracker.reports.models import ReportingPeriod
from tracker.reports.report_models import Decision, DraftSave, Report, ReportVersion, Submission
from tracker.reports.states import EDITABLE, LockReason, ReportStep, SubmitOutcome, Voice, next_state

# So many saves of a draft are kept to bring two people's edits together.
_SAVES_KEPT = 300


@dataclass(frozen=True)
class Draft:
    """What a draft says when it is read, and everything that keeps it from being handed in."""

    content: Content
    asked: Asked
    problems: tuple[Breach, ...]


def begin_report(
    actor: Actor, commitment: Commitment, period: ReportingPeriod, organisation: Organisation
) -> Report:
    """Begin a report, or find the one that is begun: two people who begin at once write in the same one."""
    begun = report_queries.find_report(commitment, period, organisation)
    if begun:
        authorise(policy.can_write_report, actor, begun)
        return begun
    voice = _voice(commitment, period, organisation)
    authorise(policy.can_begin_report, actor, commitment, organisation.id, voice)
    report = Report(
        commitment=commitment,
        period=period,
        organisation=organisation,
        organisation_id=organisation.id,
        voice=voice,
    )
    _check_open(report)
    db.session.add(report)
    _add_version(actor, report, number=1)
    record(actor, "report:begin", report, label=label_of(report), on_behalf_of=organisation)
    return report


def _voice(commitment: Commitment, period: ReportingPeriod, organisation: Organisation) -> Voice:
    if commitment.plan_id != period.plan_id:
        raise RuleBroken("period_of_another_plan")
    voice = voice_of(commitment, organisation.id)
    if voice is None:
        raise RuleBroken("organisation_not_involved")
    return voice


def _add_version(actor: Actor, report: Report, *, number: int, reason: str = "") -> ReportVersion:
    version = ReportVersion(
        report=report, number=number, reason=reason, begun_at=clock.now(), begun_by_id=actor.user_id
    )
    db.session.add(version)
    return version


def lock_of(report: Report) -> LockReason | None:
    """Why nothing can be written in a report today, or None."""
    today = clock.today()
    return lock_on(report.period, report.organisation_id, report.voice, report.versions, today=today)


def _check_open(report: Report) -> None:
    if lock := lock_of(report):
        raise RuleBroken("report_locked", params={"why": lock})


def check_editable(version: ReportVersion) -> None:
    """Refuse to write in a version that is locked, or handed in and not returned."""
    _check_open(version.report)
    if version.state not in EDITABLE:
        raise RuleBroken("report_step_not_possible")


def save_draft(actor: Actor, version: ReportVersion, fields: Mapping[str, str], *, seen: int) -> DraftSave:
    """Keep a draft as typed. `seen` is the number of the save it was typed over, 0 for none.

    What somebody else saved meanwhile stays where this one did not touch it. Where both wrote, StaleEdit
    tells the stored texts; the same fields sent again over the newest save are kept.
    """
    authorise(policy.can_write_report, actor, version.report)
    check_editable(version)
    _check_lengths(fields)
    newest = version.saves[-1] if version.saves else None
    base = next((one.fields for one in version.saves if one.number == seen), {})
    stored = newest.fields if newest else {}
    joined = draft_rules.merged(base, stored, fields)
    number = newest.number if newest else 0
    if joined.clashes:
        raise StaleEdit(joined.clashes, number)
    if newest and joined.fields == stored:
        return newest
    save = DraftSave(
        version=version,
        number=number + 1,
        fields=joined.fields,
        saved_at=clock.now(),
        saved_by_id=actor.user_id,
    )
    db.session.add(save)
    # Two saves in the same instant: the second one finds the version counted on.
    count_revision(version)
    _forget_old_saves(version)
    db.session.flush()
    return save


def carry_over(actor: Actor, version: ReportVersion) -> bool:
    """Fill what is blank in the draft with what still holds from the report before; whether anything did."""
    report, stored = version.report, report_queries.draft_of(version)
    earlier, asked = report_queries.before(report), asked_of(report.commitment, report.period)
    names = draft_rules.names_of(asked, report.voice)
    carried = carried_over(earlier.content, stored, names=names) if earlier else {}
    if carried:
        number = version.saves[-1].number if version.saves else 0
        save_draft(actor, version, stored | carried, seen=number)
    return bool(carried)


def _check_lengths(fields: Mapping[str, str]) -> None:
    refuse(
        breach("text_too_long", name, limit=LONG_TEXT, length=len(text))
        for name, text in fields.items()
        if len(text) > LONG_TEXT
    )


def _forget_old_saves(version: ReportVersion) -> None:
    for save in version.saves[:-_SAVES_KEPT]:
        db.session.delete(save)


def read_draft(version: ReportVersion) -> Draft:
    """What the draft says as it was last saved, and everything that keeps it from being handed in."""
    report = version.report
    asked = asked_of(report.commitment, report.period)
    content, unread = draft_rules.read_draft(
        draft_rules.compact(report_queries.draft_of(version)),
        asked,
        voice=report.voice,
        evidence=report_queries.evidence_of(version),
    )
    return Draft(content, asked, problems_of(report, content, asked, unread))


def problems_of(
    report: Report, content: Content, asked: Asked, unread: Iterable[Breach]
) -> tuple[Breach, ...]:
    """Everything that is wrong with what a report says; what could not be read is not judged besides."""
    earlier = report_queries.before(report)
    frame = Frame(
        first_year=asked.first_year,
        last_year=asked.last_year,
        today=clock.today(),
        levels_before=report_queries.levels_of_report(earlier),
        milestones_before=report_queries.milestones_of_report(earlier),
    )
    known = tuple(unread)
    misread = {one.field for one in known}
    judged = report_rules.submission_breaches(content, frame)
    return (*known, *(one for one in judged if one.field not in misread))


def submit(actor: Actor, version: ReportVersion, *, seen: int) -> Submission:
    """Hand in the draft as it was saved under number `seen`.

    The same draft handed in twice is one submission. Raises SeveralBroken with all that is missing or wrong,
    StaleEdit when somebody has saved something newer.
    """
    authorise(policy.can_write_report, actor, version.report)
    draft = read_draft(version)
    sent = report_rules.Submission(seen, report_rules.content_digest(draft.content))
    if (waiting := version.last) and _is_repeated(version, waiting, sent):
        return waiting
    check_editable(version)
    _check_newest(version, seen)
    refuse(draft.problems)
    version.state = next_state(version.state, ReportStep.SUBMIT)
    return _handed_in(actor, version, draft, sent)


def _is_repeated(version: ReportVersion, last: Submission, sent: report_rules.Submission) -> bool:
    """Whether the same was handed in a moment ago. What was returned may be handed in again unchanged."""
    before = report_rules.Submission(last.draft, last.digest)
    is_repeated = report_rules.submit_outcome(before, sent) is SubmitOutcome.REPEATED
    return is_repeated and version.state not in EDITABLE


def _check_newest(version: ReportVersion, seen: int) -> None:
    newest = version.saves[-1] if version.saves else None
    if newest and newest.number != seen:
        raise StaleEdit(newest.fields, newest.number)


def _handed_in(
    actor: Actor, version: ReportVersion, draft: Draft, sent: report_rules.Submission
) -> Submission:
    report, now = version.report, clock.now()
    handed_in = Submission(
        version=version,
        round=len(version.submissions) + 1,
        draft=sent.revision,
        content=content_to_json(draft.content),
        asked=asked_to_json(draft.asked),
        digest=sent.digest,
        due_on=period_rules.due_day(report.period.days, report.period.exceptions_of(report.organisation_id)),
        submitted_at=now,
        submitted_by_id=actor.user_id,
        is_on_behalf=actor.organisation_id != report.organisation_id,
        authors=_authors(actor, version),
    )
    db.session.add(handed_in)
    for attached in version.evidence:
        attached.item.released_at = attached.item.released_at or now
    record(actor, "report:hand-in", report, label=label_of(report), on_behalf_of=report.organisation)
    return handed_in


def _authors(actor: Actor, version: ReportVersion) -> list[int]:
    wrote = {save.saved_by_id for save in version.saves} | {actor.user_id}
    earlier = {author for one in version.submissions for author in one.authors or ()}
    return sorted({one for one in wrote if one is not None} | earlier)


def withdraw(actor: Actor, version: ReportVersion) -> None:
    """Take a report back before anybody begins to verify it; its draft is written on."""
    report = version.report
    authorise(policy.can_write_report, actor, report)
    lock = lock_of(report)
    refuse(verification_rules.withdrawal_breaches(version.state, lock))
    version.state = next_state(version.state, ReportStep.WITHDRAW)
    _decide(actor, version, ReportStep.WITHDRAW)
    record(actor, "report:take-back", report, label=label_of(report), on_behalf_of=report.organisation)


def correct(actor: Actor, report: Report, *, reason: str) -> ReportVersion:
    """Begin a correction of a verified report: a new version with its reason, beginning as the old (D30)."""
    authorise(policy.can_write_report, actor, report)
    before, reason = report.newest, clean_text(reason)
    refuse(verification_rules.correction_breaches(before.state, reason))
    number = verification_rules.next_version([one.number for one in report.versions])
    version = _add_version(actor, report, number=number, reason=reason)
    _take_over(actor, before, version)
    record(actor, "report:correct", report, label=label_of(report), reason=reason,
           on_behalf_of=report.organisation)  # fmt: skip
    return version


def _take_over(actor: Actor, before: ReportVersion, version: ReportVersion) -> None:
    """The correction begins with what the earlier version said and showed."""
    version.saves.append(
        DraftSave(
            number=1,
            fields=report_queries.draft_of(before),
            saved_at=clock.now(),
            saved_by_id=actor.user_id,
        )
    )
    for attached in before.evidence:
        version.evidence.append(type(attached)(item=attached.item, place=attached.place))


def _decide(actor: Actor, version: ReportVersion, step: ReportStep) -> Decision:
    decision = Decision(
        submission=version.last, step=step, decided_at=clock.now(), decided_by_id=actor.user_id
    )
    db.session.add(decision)
    return decision


def label_of(report: Report) -> str:
    """What the trail calls a report: "Kemenpan-RB RAN7-01 2022-TW1"."""
    return f"{report.organisation.short_name} {report.commitment.code} {report.period.code}"
