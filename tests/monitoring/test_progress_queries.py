"""Two values of every period, and nobody reads what is not public yet."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.monitoring.progress_scene import IN_JULY, Watch, watched
from tests.reports.scene import WHOLE
from tracker.accounts.actors import PUBLIC, Actor
from tracker.core.dates import day_in_wib
from tracker.core.errors import NotFound
from tracker.extensions import unit_of_work
from tracker.monitoring.progress_queries import Account, Kept, PeriodProgress, progress_of_plan
from tracker.reports import verification_services
from tracker.reports.draft_rules import REASON
from tracker.reports.states import ReportState

TODAY = day_in_wib(IN_JULY)


@pytest.fixture
def watch(app: Flask) -> Iterator[Watch]:
    """July 2022, and nothing reported."""
    with watched(app) as watch:
        yield watch


def quarter(watch: Watch, actor: Actor = PUBLIC, code: str = "2022-TW1") -> PeriodProgress:
    """A quarter of the commitment as this actor sees it."""
    (only,) = progress_of_plan(actor, watch.commitment.plan, today=TODAY)
    return next(one for one in only.periods if one.period.code == code)


def numerator(kept: Kept | None) -> str:
    """What was said of the only indicator."""
    return str(kept.told.content.indicators[0].figure.numerator) if kept else "-"


def values(account: Account) -> str:
    """As reported and as verified: "46/41"."""
    return f"{numerator(account.reported)}/{numerator(account.verified)}"


def test_who_owes_a_report_is_there_before_anybody_reports(watch: Watch) -> None:
    agencies = quarter(watch).agencies
    assert [one.organisation.short_name for one in agencies] == ["KemenPAN-RB", "Bappenas"]
    assert [one.owed.days_late for one in agencies if one.owed] == [81, 81]
    assert not any(one.report or one.standing for one in agencies)


def test_what_is_not_verified_is_read_by_its_writers_and_the_secretariat_only(watch: Watch) -> None:
    watch.reported()
    for actor in (watch.quarter.ministry, watch.quarter.staff):
        assert values(quarter(watch, actor).lead) == "46/-"
    for actor in (PUBLIC, watch.quarter.pattiro):
        lead = quarter(watch, actor).lead
        assert (lead.report, values(lead)) == (None, "-/-")
        assert lead.owed
        assert lead.owed.state is ReportState.SUBMITTED


def test_reported_and_verified_values_stand_side_by_side_for_everybody(watch: Watch) -> None:
    submission = watch.reported()
    other = WHOLE | {"K01/1.numerator": "41", f"K01/1{REASON}": "Lima ganda."}
    with unit_of_work():
        verification_services.verify_as_typed(watch.quarter.staff, submission.version, other)
    lead = quarter(watch).lead
    assert values(lead) == "46/41"
    assert lead.standing is lead.verified


def test_a_correction_is_public_once_it_is_verified_and_the_earlier_version_stays(watch: Watch) -> None:
    correction = watch.corrected(watch.verified(), "40")
    assert values(quarter(watch).lead) == "46/46"
    seen = quarter(watch, watch.quarter.staff).lead
    assert values(seen) == "40/46"
    assert seen.is_being_corrected
    with unit_of_work():
        verification_services.verify_as_reported(watch.quarter.staff, correction.version)
    lead = quarter(watch).lead
    assert values(lead) == "40/40"
    assert [one.number for one in lead.earlier] == [1]


def test_an_account_of_civil_society_is_there_once_it_is_published(watch: Watch) -> None:
    with unit_of_work():
        account = watch.quarter.account()
    assert quarter(watch).society == ()
    (own,) = quarter(watch, watch.quarter.pattiro).society
    assert own.reported
    with unit_of_work():
        verification_services.verify_as_reported(watch.quarter.staff, account.newest)
    (public,) = quarter(watch).society
    assert (public.organisation.short_name, public.owed) == ("Pattiro", None)


def test_a_verified_report_stays_when_its_organisation_no_longer_takes_part(watch: Watch) -> None:
    watch.verified()
    with unit_of_work():
        commitment = watch.commitment
        commitment.lead = commitment.supporters[0]
    lead, former = quarter(watch).agencies
    assert lead.organisation.short_name == "Bappenas"
    assert (former.organisation.short_name, former.owed, values(former)) == ("KemenPAN-RB", None, "46/46")


def test_a_plan_of_one_year_at_a_time(watch: Watch) -> None:
    (only,) = progress_of_plan(PUBLIC, watch.commitment.plan, today=TODAY, year=2021)
    assert [one.period.code for one in only.periods] == [f"2021-TW{number}" for number in range(1, 5)]


def test_an_unpublished_plan_is_not_found(watch: Watch) -> None:
    plan = watch.commitment.plan
    with unit_of_work():
        plan.published_at = None
    with pytest.raises(NotFound):
        progress_of_plan(PUBLIC, plan, today=TODAY)
