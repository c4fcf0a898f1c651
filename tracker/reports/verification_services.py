"""Judging what was handed in: taken up, returned with notes, verified (D25, D27)."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.text import LONG_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.reports import policy, report_queries, verification_rules
from tracker.reports.asked_queries import asked_of
from tracker.reports.breaches import Breach, breach, refuse
from tracker.reports.content import Content
from tracker.reports.content_json import asked_to_json, content_to_json
from tracker.reports.decision_services import tell_reporter
from tracker.reports.draft_rules import REASON, compact, read_draft
from tracker.reports.oddity_queries import oddities_of
from tracker.reports.report_models import Decision, Report, ReportVersion, Submission
from tracker.reports.report_rules import completion_breaches
from tracker.reports.report_services import label_of, problems_of
from tracker.reports.states import ReportStep, Voice, next_state
from tracker.reports.verification_rules import HandedIn, Verifier

_ACTS = {
    ReportStep.BEGIN_VERIFICATION: "report:begin-verification",
    ReportStep.RETURN: "report:return",
    ReportStep.VERIFY: "report:verify",
}


def begin_verification(actor: Actor, version: ReportVersion) -> Decision:
    """Take a report up, so that it is no longer withdrawn while somebody reads it."""
    _authorise(actor, version)
    return _decided(actor, version, ReportStep.BEGIN_VERIFICATION)


def return_report(
    actor: Actor, version: ReportVersion, *, note: str, notes: Mapping[str, str], fields: Collection[str]
) -> Decision:
    """Return a report to its reporter with a note in general, notes beside its `fields`, or both."""
    _authorise(actor, version)
    note, said = clean_text(note), {name: clean_text(text) for name, text in notes.items()}
    refuse(verification_rules.return_breaches(said, general=note, fields=fields))
    for text in (note, *said.values()):
        check_length(text, field="note", limit=LONG_TEXT)
    kept = {name: text for name, text in said.items() if text}
    return _decided(actor, version, ReportStep.RETURN, note=note, notes=kept)


def verify(
    actor: Actor, version: ReportVersion, *, verified: Content, reasons: Mapping[str, str], note: str = ""
) -> Decision:
    """Verify a report. Where a value differs from the reported one, `reasons` says why; both are kept (D27).

    `reasons` is by indicator key, milestone key and "completion". The targets are kept as they stand now.
    """
    _authorise(actor, version)
    report, handed_in = version.report, _waiting(version)
    reported = report_queries.reported(handed_in).content
    said = {name: clean_text(text) for name, text in reasons.items()}
    refuse([*_unexplained(reported, verified, said), *_moderated(version, reported, verified)])
    refuse(completion_breaches(verified.completion, verified.evidence))
    return _decided(
        actor,
        version,
        ReportStep.VERIFY,
        note=clean_text(note),
        verified=content_to_json(verified),
        reasons={name: text for name, text in said.items() if text},
        asked=asked_to_json(asked_of(report.commitment, report.period)),
    )


def verify_as_typed(
    actor: Actor, version: ReportVersion, fields: Mapping[str, str], *, note: str = ""
) -> Decision:
    """Verify a report with values typed as in a draft; "RAN7-01/1.reason" says why the value differs.

    Raises SeveralBroken with all that is wrong with them, and what `verify` raises.
    """
    _authorise(actor, version)
    report, told = version.report, report_queries.reported(_waiting(version))
    typed, unread = read_draft(compact(fields), told.asked, voice=report.voice)
    verified = replace(
        told.content,
        indicators=typed.indicators,
        milestones=typed.milestones,
        completion=typed.completion,
    )
    refuse(problems_of(report, verified, told.asked, unread))
    return verify(actor, version, verified=verified, reasons=reasons_in(fields), note=note)


def reasons_in(fields: Mapping[str, str]) -> dict[str, str]:
    """The reasons among typed fields, by what they are about."""
    return {name.removesuffix(REASON): text for name, text in fields.items() if name.endswith(REASON)}


def verify_as_reported(actor: Actor, version: ReportVersion) -> Decision:
    """Verify a report with the values it reports."""
    reported = report_queries.reported(_waiting(version)).content
    return verify(actor, version, verified=reported, reasons={})


def verify_together(actor: Actor, reports: Collection[Report]) -> None:
    """Verify several reports with the values they report: all of them, or none if one is not to be.

    Raises SeveralBroken when in one of them something is odd: it is verified alone.
    """
    if not reports:
        raise RuleBroken("no_report_chosen", field="reports")
    odd = oddities_of(reports)
    for report in reports:
        version = report.newest
        authorise(policy.can_judge_report, actor, report)
        waiting = replace(handed_in_of(version), warnings=len(odd[report.id]))
        refuse(verification_rules.bulk_breaches(verifier_of(actor), waiting))
        verify_as_reported(actor, version)


def may_go_together(actor: Actor, report: Report, odd: Collection[Breach]) -> bool:
    """Whether this actor may verify a report together with others, given what is odd in it."""
    waiting = replace(handed_in_of(report.newest), warnings=len(odd))
    return not verification_rules.bulk_breaches(verifier_of(actor), waiting)


def _authorise(actor: Actor, version: ReportVersion) -> None:
    authorise(policy.can_judge_report, actor, version.report)
    refuse(verification_rules.decision_breaches(verifier_of(actor), handed_in_of(version)))


def verifier_of(actor: Actor) -> Verifier:
    """Who judges, as the rules know them; the operator of the server is nobody's author."""
    return Verifier(actor.user_id or 0, actor.organisation_id)


def handed_in_of(version: ReportVersion) -> HandedIn:
    """What waits, as the rules know it."""
    authors = version.last.authors if version.last else []
    return HandedIn(version.state, version.report.organisation_id, frozenset(authors))


def _waiting(version: ReportVersion) -> Submission:
    if version.last is None:
        raise RuleBroken("report_step_not_possible")
    return version.last


def _unexplained(reported: Content, verified: Content, reasons: Mapping[str, str]) -> list[Breach]:
    """Each value that differs without a reason, by the field of that reason."""
    pairs = {one.key: (one.figure, _figure(verified, one.key)) for one in reported.indicators}
    states = {one.key: (one.status, _status(verified, one.key)) for one in reported.milestones}
    whole = {"completion": (reported.completion, verified.completion)}
    return [
        found
        for place, (before, after) in {**pairs, **states, **whole}.items()
        for found in verification_rules.difference_breaches(
            f"{place}{REASON}", reported=before, verified=after, reason=reasons.get(place, "")
        )
    ]


def _figure(content: Content, key: str) -> object:
    return next((one.figure for one in content.indicators if one.key == key), None)


def _status(content: Content, key: str) -> object:
    return next((one.status for one in content.milestones if one.key == key), None)


def _moderated(version: ReportVersion, reported: Content, verified: Content) -> list[Breach]:
    """Words are the reporter's own, and the account of civil society is judged for its form only (D27)."""
    same_values = replace(
        verified,
        indicators=reported.indicators,
        milestones=reported.milestones,
        completion=reported.completion,
    )
    is_society = version.report.voice is Voice.SOCIETY
    if same_values != reported or (is_society and verified != reported):
        return [breach("account_is_not_rewritten")]
    return []


def _decided(actor: Actor, version: ReportVersion, step: ReportStep, **kept: object) -> Decision:
    handed_in, report = _waiting(version), version.report
    version.state = next_state(version.state, step)
    decision = Decision(
        submission=handed_in, step=step, decided_at=clock.now(), decided_by_id=actor.user_id, **kept
    )
    db.session.add(decision)
    record(actor, _ACTS[step], report, label=label_of(report), reason=str(kept.get("note", "")))
    tell_reporter(decision)
    return decision
