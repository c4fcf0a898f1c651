"""What the pages of a report show: its indicators and milestones with what was said of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from tracker.core.errors import RuleBroken
from tracker.reports import report_queries
from tracker.reports.achievement_rules import Achievement
from tracker.reports.asked import AskedIndicator, AskedMilestone
from tracker.reports.breaches import Breach
from tracker.reports.field_wording import place_words
from tracker.reports.figure_rules import Figure, Measured, measure
from tracker.reports.milestone_rules import MilestoneStatus
from tracker.reports.report_models import Report, Submission
from tracker.reports.report_queries import Told
from tracker.reports.states import Completion, Statement
from tracker.targets.wording import level_word
from tracker.web.errors import words_for
from tracker.web.filters import number, share
from tracker.web.labels import label


@dataclass(frozen=True)
class FigureLine:
    """An indicator, what was said of it, and what that amounts to against its targets (D29)."""

    asked: AskedIndicator
    figure: Figure
    measured: Measured | None
    achieved: Achievement

    @property
    def level(self) -> str:
        """The level reached in words, "" for none."""
        reached = self.measured.level if self.measured else None
        return level_word(self.asked.kind, reached) if reached else ""


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone and what was said of it."""

    asked: AskedMilestone
    status: MilestoneStatus


def figure_lines(told: Told) -> list[FigureLine]:
    """Every indicator that was spoken of, in the plan's order."""
    figures = {one.key: one.figure for one in told.content.indicators}
    return [_line(one, figures[one.key]) for one in told.asked.indicators if one.key in figures]


def _line(asked: AskedIndicator, figure: Figure) -> FigureLine:
    return FigureLine(asked, figure, measure(asked.kind, figure), asked.achieved(figure))


def lines_before(earlier: Told | None) -> dict[str, FigureLine]:
    """What was said of each indicator last time, by key."""
    return {line.asked.key: line for line in figure_lines(earlier)} if earlier else {}


def computed_texts(told: Told) -> dict[str, str]:
    """What each indicator's figure amounts to, and of the agreed target, in one line; by key."""
    return {line.asked.key: _computed_text(line) for line in figure_lines(told)}


def _computed_text(line: FigureLine) -> str:
    measured, capaian = line.measured, line.achieved.at_start.capaian.percent
    if measured is None or measured.value is None:
        return _uncounted_text(line)
    value = share(measured.value) if line.asked.is_percentage else number(measured.value)
    formula = measured.formula
    how = f" = {number(formula.numerator)} ÷ {number(formula.denominator)}" if formula else ""
    if capaian is None:
        return value + how
    of_target = str(_("%(share)s dari target yang disepakati", share=share(capaian)))
    return f"{value}{how}; {of_target}"


def _uncounted_text(line: FigureLine) -> str:
    """What is said without a number: that nothing moved (D26), a level, aspects; or that there is nothing."""
    if line.figure.statement is Statement.NO_PROGRESS:
        return label(Statement.NO_PROGRESS)
    aspects = "; ".join(f"{one.name}: {one.level}" for one in line.figure.aspects)
    return line.level or aspects or str(_("belum ada angka"))


def milestone_lines(told: Told) -> list[MilestoneLine]:
    """Every milestone that was spoken of, in the plan's order."""
    said = {one.key: one.status for one in told.content.milestones}
    return [MilestoneLine(one, said[one.key]) for one in told.asked.milestones if one.key in said]


def fields_under(names: Sequence[str], place: str) -> list[str]:
    """The fields of a form that belong to an indicator, a milestone or a list, in their order."""
    return [name for name in names if name.startswith(f"{place}.")]


def places_of(told: Told) -> list[str]:
    """The fields of the form that a note of a return can stand beside."""
    figures = [f"{line.asked.key}.statement" for line in figure_lines(told)]
    steps = [f"{line.asked.key}.state" for line in milestone_lines(told)]
    obstacles = [f"obstacles.{place}.text" for place in range(len(told.content.obstacles))]
    plans = [f"follow_ups.{place}.text" for place in range(len(told.content.follow_ups))]
    return [*figures, *steps, "narrative", *obstacles, *plans, "completion"]


@dataclass(frozen=True)
class OddLine:
    """Something odd in a report: where, and what, in words."""

    place: str
    text: str


def odd_lines(odd: Iterable[Breach]) -> list[OddLine]:
    """What is odd, in words; each kind of it is worded as if it were refused."""
    return [
        OddLine(place_words(one.field), words_for(RuleBroken(one.code, params=dict(one.params))))
        for one in odd
    ]


@dataclass(frozen=True)
class Summary:
    """A report in one line, for whoever chooses among many."""

    report: Report
    submitted_at: datetime
    figures: Sequence[FigureLine]
    completion: Completion | None


def summary_of(report: Report) -> Summary | None:
    """What a report that was handed in says in short; None when nothing was handed in."""
    last = report.newest.last
    if last is None:
        return None
    told = report_queries.reported(last)
    return Summary(report, last.submitted_at, figure_lines(told), told.content.completion)


@dataclass(frozen=True)
class Differences:
    """What was verified otherwise than reported, as it was reported; the reasons by key or "completion"."""

    figures: Sequence[FigureLine]
    milestones: Sequence[MilestoneLine]
    completion: Completion | None
    reasons: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.figures or self.milestones or self.completion)


def differences(submission: Submission) -> Differences | None:
    """What a verified round says otherwise than it was handed in; None while it is not verified (D27)."""
    verification = submission.verification
    if verification is None:
        return None
    told, reported = report_queries.told(submission), report_queries.reported(submission)
    figures = {one.key: one.figure for one in told.content.indicators}
    states = {one.key: one.status for one in told.content.milestones}
    is_same = told.content.completion is reported.content.completion
    return Differences(
        [one for one in figure_lines(reported) if figures.get(one.asked.key) != one.figure],
        [one for one in milestone_lines(reported) if states.get(one.asked.key) != one.status],
        None if is_same else reported.content.completion,
        verification.reasons,
    )
