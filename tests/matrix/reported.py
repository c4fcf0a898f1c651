"""Quarters that were reported about, for the columns of the matrix that show what was achieved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from tests.reports.scene import FIGURE, Reporting, make_reporting
from tracker.core import clock
from tracker.matrix.rows import (
    FORMAT_WITH_ACHIEVED,
    AchievedCell,
    HeldAgainst,
    Matrix,
    Quantity,
    StatedFigure,
)
from tracker.plans.models import Plan
from tracker.reports import verification_services
from tracker.reports.report_models import Submission
from tracker.reports.states import (
    COMPLETION_SCALE,
    AchievementStatus,
    Completion,
    ReportState,
    Statement,
    Voice,
)

# The first quarter of 2022 is handed in by 5 April and due on the 15th, the second one on 15 July.
HANDED_IN = datetime(2022, 4, 5, 3, tzinfo=UTC)
AFTER_DUE = datetime(2022, 4, 20, 3, tzinfo=UTC)
AFTER_NEXT_DUE = datetime(2022, 7, 20, 3, tzinfo=UTC)
SAID = FIGURE | {
    "K01/T1.state": "under_way",
    "narrative": "Ditindaklanjuti.",
    "completion": "limited",
}


@dataclass
class Reported:
    """The quarter, and what was handed in for it."""

    quarter: Reporting
    submission: Submission | None = None

    @property
    def plan(self) -> Plan:
        """The plan reported about."""
        return self.quarter.talks.indicator.commitment.plan

    def verify(self) -> None:
        """Verify the ministry's report as it was handed in."""
        assert self.submission
        verification_services.verify_as_reported(self.quarter.staff, self.submission.version)

    def account(self) -> None:
        """Pattiro's account of the quarter, verified for its form."""
        report = self.quarter.account()
        verification_services.verify_as_reported(self.quarter.staff, report.newest)


@contextmanager
def reported(fields: dict[str, str] | None = None) -> Iterator[Reported]:
    """A published plan whose ministry has handed in 46 of 100 for the first quarter, on the day it did so."""
    quarter = make_reporting()
    with clock.fixed_at(HANDED_IN):
        yield Reported(quarter, quarter.handed_in(SAID | (fields or {})))


def achieved(*more: AchievedCell) -> tuple[AchievedCell, ...]:
    """46% of an agreed 45%, where 80% had been proposed; and further accounts."""
    figure = StatedFigure(Statement.FIGURE, Quantity("", Decimal("46.0")))
    first = AchievedCell(
        period="2022-TW1",
        organisation="KemenPAN-RB",
        voice=Voice.GOVERNMENT,
        state=ReportState.VERIFIED,
        status=AchievementStatus.ON_TARGET,
        reported=StatedFigure(Statement.FIGURE, Quantity("", Decimal("48.0"))),
        verified=figure,
        agreed=HeldAgainst(Decimal(45), Decimal("102.2")),
        original=HeldAgainst(Decimal(80), Decimal("57.5")),
        completion=Completion.LIMITED,
        completion_scale=COMPLETION_SCALE,
    )
    return (first, *more)


def awaited(period: str = "2022-TW2") -> AchievedCell:
    """The ministry's next report, past due."""
    return AchievedCell(period, "KemenPAN-RB", Voice.GOVERNMENT, status=AchievementStatus.NOT_REPORTED)


def society() -> AchievedCell:
    """Pattiro's account of the same quarter: 30%."""
    return AchievedCell(
        period="2022-TW1",
        organisation="Pattiro",
        voice=Voice.SOCIETY,
        state=ReportState.VERIFIED,
        status=AchievementStatus.OFF_TARGET,
        reported=StatedFigure(Statement.FIGURE, Quantity("", Decimal(30))),
        agreed=HeldAgainst(Decimal(45), Decimal("66.7")),
    )


def with_achieved(matrix: Matrix) -> Matrix:
    """The matrix with the accounts of a quarter in its first row, and none in the others."""
    first, *others = matrix.rows
    return replace(
        matrix,
        rows=(
            replace(first, achieved=achieved(awaited(), society())),
            *(replace(row, achieved=()) for row in others),
        ),
        format_version=FORMAT_WITH_ACHIEVED,
    )
