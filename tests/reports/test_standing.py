"""Where an owed report belongs in the list of duties, and how punctual an organisation was."""

import pytest

from tracker.reports.standing_rules import Punctuality, Standing, group_of, punctuality
from tracker.reports.states import DutyGroup, LockReason, ReportState

ON_TIME = Standing(ReportState.VERIFIED, LockReason.VERIFIED, is_handed_in=True)
MISSING = Standing(None, LockReason.PAST_DUE, days_late=9, is_missing=True)


def late(days: int) -> Standing:
    """A report that was handed in so many days late."""
    return Standing(ReportState.SUBMITTED, None, days_late=days, is_handed_in=True)


@pytest.mark.parametrize(
    ("standing", "group"),
    [
        (Standing(None, None), DutyGroup.NOW),
        (Standing(ReportState.DRAFT, None), DutyGroup.NOW),
        (Standing(ReportState.RETURNED, None, is_handed_in=True), DutyGroup.NOW),
        (MISSING, DutyGroup.MISSED),
        (Standing(None, LockReason.NOT_OPEN_YET), DutyGroup.COMING),
        (Standing(None, LockReason.NOT_OPEN_YET, is_exempt=True), DutyGroup.DONE),
        (Standing(ReportState.SUBMITTED, None), DutyGroup.DONE),
        (Standing(ReportState.UNDER_VERIFICATION, LockReason.PAST_DUE), DutyGroup.DONE),
        (ON_TIME, DutyGroup.DONE),
        (Standing(None, LockReason.PLAN_CLOSED), DutyGroup.DONE),
    ],
)
def test_an_owed_report_belongs_to_one_group(standing: Standing, group: DutyGroup) -> None:
    assert group_of(standing) is group


def test_nothing_due_is_no_punctuality() -> None:
    assert punctuality([]).is_empty
    assert punctuality([Standing(None, None), Standing(None, None, is_exempt=True)]).is_empty


def test_what_came_in_time_late_and_not_at_all_is_counted() -> None:
    returned = Standing(ReportState.RETURNED, None, is_handed_in=True, was_returned=True)
    found = punctuality([ON_TIME, returned, late(3), MISSING, Standing(None, None)])
    assert found == Punctuality(on_time=2, late=1, days_late=3, missing=1, returned=1)
    assert not found.is_empty


@pytest.mark.parametrize(("days", "middle"), [([1, 40, 2], 2), ([1, 2, 5, 40], 5), ([7], 7)])
def test_the_middle_late_report_is_a_real_one(days: list[int], middle: int) -> None:
    assert punctuality(map(late, days)).days_late == middle


def test_a_missing_report_does_not_count_among_the_late_ones() -> None:
    assert punctuality([MISSING]) == Punctuality(on_time=0, late=0, days_late=None, missing=1, returned=0)
