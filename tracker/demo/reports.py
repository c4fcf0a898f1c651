"""The reports of the invented plan's newest quarters, each by the people and on the days of its story."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.core.numbers import read_number
from tracker.core.quantities import format_number
from tracker.demo import report_drafts, report_evidence, report_words
from tracker.demo.people import Desk
from tracker.demo.report_drafts import Subject
from tracker.demo.report_stories import LEADS, MORNING, SOCIETY, STORIES, SUPPORTERS, Deed
from tracker.notifications.services import cancel_letters
from tracker.plans.models import Commitment, Indicator, Plan
from tracker.plans.states import Involvement
from tracker.reports import report_services, verification_services
from tracker.reports.asked_queries import asked_of
from tracker.reports.decision_services import VERIFIED
from tracker.reports.draft_rules import REASON
from tracker.reports.models import ReportingPeriod
from tracker.reports.report_models import ReportVersion
from tracker.targets import services as targets

_NOTHING = "."
# Of which less is agreed later: in the third quarter the second indicator of the second commitment.
_LOWERED = (2, 1, 1)
Fields = dict[str, str]
Event = tuple[datetime, Callable[[], None]]


@dataclass
class _Paper:
    """A report on its way; `letter` says which evidence it shows."""

    subject: Subject
    organisation: Organisation
    story: str
    letter: str
    fields: Fields
    desk: Desk
    version: ReportVersion | None = field(default=None, init=False)

    @property
    def writer(self) -> Actor:
        """Who writes it."""
        return self.desk.writers[self.organisation.id]


def seed_reports(desk: Desk, plan: Plan, periods: Sequence[ReportingPeriod]) -> None:
    """Everything that happened to the reports of these periods before today, in the order of the days."""
    today = clock.today()
    planned = [*_lowered_target(desk, plan, periods), *_days_of(_papers(desk, plan, periods))]
    for moment, act in sorted(planned, key=lambda one: one[0]):
        if moment.date() < today:
            with clock.fixed_at(moment):
                act()
    # Verifications of long ago are no news; whoever has something to mend is told.
    cancel_letters(f"{VERIFIED}:")


def _lowered_target(desk: Desk, plan: Plan, periods: Sequence[ReportingPeriod]) -> Iterator[Event]:
    """In the middle of the third quarter less is agreed for one indicator: earlier reports stay what they were."""
    line, number, place = _LOWERED
    if line < len(periods):
        indicator, period = plan.commitments[number].indicators[place], periods[line]
        moment = datetime.combine(period.starts_on + timedelta(days=45), MORNING)
        yield moment, partial(_agree_less, desk.judge, indicator, period)


def _agree_less(actor: Actor, indicator: Indicator, period: ReportingPeriod) -> None:
    asked = asked_of(indicator.commitment, period).indicator(indicator.key)
    assert asked is not None
    assert isinstance(asked.aims.at_start, Decimal)
    lower = read_number(format_number(asked.aims.at_start * 9 // 10))
    counter = targets.counter_target(
        actor,
        indicator,
        year=period.starts_on.year,
        as_written=lower.as_written,
        reading=lower,
        organisation=indicator.commitment.lead,
        reason="Anggaran tahun berjalan dipotong.",
        source_text="Surat penyesuaian contoh",
        taken_on=clock.today(),
    )
    targets.agree_position(
        actor,
        counter,
        reason="Disepakati dalam rapat triwulan contoh.",
        source_text="Berita acara contoh",
        taken_on=clock.today(),
    )


def _papers(desk: Desk, plan: Plan, periods: Sequence[ReportingPeriod]) -> Iterator[_Paper]:
    for line, period in enumerate(periods):
        for number, commitment in enumerate(plan.commitments):
            yield from _papers_on(desk, Subject(commitment, number, period, line))


def _papers_on(desk: Desk, subject: Subject) -> Iterator[_Paper]:
    """The reports of the lead and of the supporter, and the account of the proposer, as far as written."""
    commitment, line, number = subject.commitment, subject.line, subject.number
    own = report_evidence.SHOWN[line][number]
    added = report_evidence.SHOWN_BY_SUPPORTERS[number % len(report_evidence.SHOWN_BY_SUPPORTERS)]
    known = (
        (commitment.lead, LEADS, own, report_drafts.of_lead),
        (_party(commitment, Involvement.SUPPORTER), SUPPORTERS, added, report_drafts.of_supporter),
        (_party(commitment, Involvement.PROPOSER), SOCIETY, _NOTHING, report_drafts.of_society),
    )
    for organisation, stories, shown, written in known:
        if (story := stories[line][number]) != _NOTHING:
            yield _Paper(subject, organisation, story, shown, written(subject), desk)


def _party(commitment: Commitment, involvement: Involvement) -> Organisation:
    return next(one.organisation for one in commitment.parties if one.involvement is involvement)


def _days_of(papers: Iterable[_Paper]) -> Iterator[Event]:
    """Each deed in office hours, so that no two reports are handed in in the same minute."""
    for paper in papers:
        minutes = timedelta(minutes=paper.subject.number * 17 + paper.organisation.id % 7)
        for step in STORIES[paper.story]:
            day = paper.subject.period.due_on + timedelta(days=step.day)
            yield datetime.combine(day, MORNING) + minutes, partial(_DEEDS[step.deed], paper)


def _write(paper: _Paper) -> None:
    _save(paper, paper.writer, report_drafts.unfinished(paper.fields))


def _hand_in(paper: _Paper) -> None:
    _handed_in(paper, paper.writer, paper.fields)


def _hand_in_on_behalf(paper: _Paper) -> None:
    _handed_in(paper, paper.desk.helper, paper.fields)


def _hand_in_overstated(paper: _Paper) -> None:
    _handed_in(paper, paper.writer, report_drafts.overstated(paper.fields))


def _take_up(paper: _Paper) -> None:
    verification_services.begin_verification(paper.desk.judge, _begun(paper))


def _return(paper: _Paper) -> None:
    notes = report_drafts.notes_on(paper.fields)
    verification_services.return_report(
        paper.desk.judge, _begun(paper), note=report_words.RETURNED, notes=notes, fields=notes.keys()
    )


def _return_for_form(paper: _Paper) -> None:
    """An account of civil society is judged for its form only (D27)."""
    notes = {"narrative": report_words.NOT_SAID_WHEN}
    verification_services.return_report(
        paper.desk.judge, _begun(paper), note="", notes=notes, fields=notes.keys()
    )


def _verify(paper: _Paper) -> None:
    verification_services.verify_as_reported(paper.desk.judge, _begun(paper))


def _verify_lower(paper: _Paper) -> None:
    """Verify it with less in its first share than was reported."""
    reason = {f"{report_drafts.first_share(paper.fields)}{REASON}": report_words.COUNTED_TWICE}
    lower = report_drafts.with_first_share(paper.fields, percent=96)
    verification_services.verify_as_typed(paper.desk.judge, _begun(paper), lower | reason)


def _correct(paper: _Paper) -> None:
    report = _begun(paper).report
    paper.version = report_services.correct(paper.writer, report, reason=report_words.CORRECTED)
    paper.letter = _NOTHING
    _handed_in(paper, paper.writer, report_drafts.with_first_share(paper.fields, percent=104))


def _handed_in(paper: _Paper, writer: Actor, fields: Fields) -> None:
    number = _save(paper, writer, fields)
    version = _begun(paper)
    if paper.letter != _NOTHING and not version.evidence:
        report_evidence.show(writer, version, paper.letter)
    report_services.submit(writer, version, seen=number)


def _save(paper: _Paper, writer: Actor, fields: Fields) -> int:
    """Save a draft over the newest one, beginning the report if nobody has; returns its number."""
    if paper.version is None:
        subject = paper.subject
        report = report_services.begin_report(writer, subject.commitment, subject.period, paper.organisation)
        paper.version = report.newest
    saves = paper.version.saves
    return report_services.save_draft(
        writer, paper.version, fields, seen=saves[-1].number if saves else 0
    ).number


def _begun(paper: _Paper) -> ReportVersion:
    assert paper.version is not None
    return paper.version


_DEEDS: dict[Deed, Callable[[_Paper], None]] = {
    Deed.WRITE: _write,
    Deed.HAND_IN: _hand_in,
    Deed.HAND_IN_ON_BEHALF: _hand_in_on_behalf,
    Deed.HAND_IN_OVERSTATED: _hand_in_overstated,
    Deed.TAKE_UP: _take_up,
    Deed.RETURN: _return,
    Deed.RETURN_FOR_FORM: _return_for_form,
    Deed.VERIFY: _verify,
    Deed.VERIFY_LOWER: _verify_lower,
    Deed.CORRECT: _correct,
}
