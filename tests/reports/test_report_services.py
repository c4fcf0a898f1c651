"""Reports on their way: drafted, handed in, returned, handed in again, verified, corrected."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.factories import SECRETARY, make_user
from tests.reports.scene import AFTER_TW1, FIGURE, WHOLE, Reporting, make_reporting
from tests.targets.scene import Scene
from tracker.accounts.actors import Actor
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.core.errors import NotAllowed, RuleBroken, StaleEdit
from tracker.core.numbers import read_number
from tracker.reports import report_queries, report_services, verification_services
from tracker.reports.asked_queries import asked_of
from tracker.reports.breaches import SeveralBroken
from tracker.reports.content import Content
from tracker.reports.figure_rules import Figure
from tracker.reports.report_models import Submission
from tracker.reports.states import Completion, ReportState, Statement
from tracker.targets import services as targets
from tracker.targets.states import DropReason


@pytest.fixture
def quarter(session: Session) -> Reporting:
    """The first quarter of 2022, a few days after its end."""
    return make_reporting()


@pytest.fixture(autouse=True)
def april() -> object:
    """The days in which the form is open."""
    with clock.fixed_at(AFTER_TW1):
        yield


def verified(quarter: Reporting, handed_in: Submission) -> Submission:
    """As reported, by the secretariat."""
    verification_services.verify_as_reported(quarter.staff, handed_in.version)
    return handed_in


def lowered(talks: Scene, value: str) -> None:
    """Let a lower target be agreed."""
    targets.agree_value(
        SECRETARY,
        talks.indicator,
        year=2022,
        amount={"as_written": value, "reading": read_number(value)},
        reason="Diturunkan.",
        taken_on=clock.today(),
        clause=talks.clause,
    )


def test_46_percent_is_held_against_80_and_45_and_stays_so(quarter: Reporting) -> None:
    handed_in = verified(quarter, quarter.handed_in())
    before = report_queries.told(handed_in)
    with clock.fixed_at(AFTER_TW1 + timedelta(days=30)):
        lowered(quarter.talks, "30%")
    after = report_queries.told(handed_in)
    assert after == before
    found = after.asked.indicators[0].achieved(after.content.indicators[0].figure)
    assert found.original.capaian.percent == Decimal("57.5")
    assert round(found.latest.capaian.percent or 0, 1) == Decimal("102.2")
    assert found.at_start == found.latest


def test_two_who_begin_at_once_write_in_the_same_report(quarter: Reporting) -> None:
    assert quarter.begin(quarter.ministry) is quarter.begin(quarter.staff)


def test_an_organisation_that_takes_no_part_does_not_report(quarter: Reporting) -> None:
    with pytest.raises(RuleBroken, match="organisation_not_involved"):
        quarter.begin(SECRETARY, organisation=quarter.talks.stranger)


def test_others_do_not_write_in_a_report(quarter: Reporting) -> None:
    stranger = make_user(Role.MINISTRY, organisation=quarter.talks.stranger).as_actor("test")
    version = quarter.begin(quarter.ministry)
    for actor in (stranger, quarter.pattiro, Actor("publik")):
        with pytest.raises(NotAllowed):
            report_services.save_draft(actor, version, FIGURE, seen=0)


@pytest.mark.parametrize(
    ("days", "why"), [(-10, "not_open_yet"), (60, "past_due")], ids=["too early", "too late"]
)
def test_a_form_that_is_locked_says_why(quarter: Reporting, days: int, why: str) -> None:
    with clock.fixed_at(AFTER_TW1 + timedelta(days=days)), pytest.raises(RuleBroken) as refused:
        quarter.begin(quarter.ministry)
    assert (refused.value.code, refused.value.params) == ("report_locked", {"why": why})


def test_civil_society_may_speak_after_the_form_is_locked(quarter: Reporting) -> None:
    with clock.fixed_at(AFTER_TW1 + timedelta(days=60)):
        assert quarter.account().newest.state is ReportState.SUBMITTED


def test_a_draft_is_kept_as_typed_and_joined_with_that_of_a_colleague(quarter: Reporting) -> None:
    version = quarter.begin(quarter.ministry)
    mine = report_services.save_draft(quarter.ministry, version, {"narrative": "sekitar…"}, seen=0)
    theirs = {"K01/1.numerator": "empat puluh"}
    report_services.save_draft(quarter.staff, version, theirs, seen=0)
    assert report_queries.draft_of(version) == theirs | {"narrative": "sekitar…"}
    clash = {"narrative": "lain", "K01/1.numerator": "47"}
    with pytest.raises(StaleEdit) as refused:
        report_services.save_draft(quarter.ministry, version, clash, seen=mine.number)
    assert refused.value.current == {"K01/1.numerator": "empat puluh"}


def test_what_is_missing_is_told_by_field_and_nothing_is_handed_in(quarter: Reporting) -> None:
    version = quarter.begin(quarter.ministry)
    save = report_services.save_draft(quarter.ministry, version, FIGURE | {"K01/T1.on": "besok"}, seen=0)
    with pytest.raises(SeveralBroken) as refused:
        report_services.submit(quarter.ministry, version, seen=save.number)
    assert {one.field for one in refused.value.breaches} == {
        "K01/T1.on",
        "K01/T1.state",
        "narrative",
        "completion",
    }
    assert (version.state, version.submissions) == (ReportState.DRAFT, [])


def test_the_same_report_sent_twice_is_handed_in_once(quarter: Reporting) -> None:
    first = quarter.handed_in()
    again = report_services.submit(quarter.ministry, first.version, seen=first.draft)
    assert again is first
    assert len(first.version.submissions) == 1


def test_a_report_that_somebody_else_wrote_on_is_not_handed_in_unseen(quarter: Reporting) -> None:
    version = quarter.begin(quarter.ministry)
    mine = report_services.save_draft(quarter.ministry, version, WHOLE, seen=0)
    report_services.save_draft(quarter.staff, version, WHOLE | {"narrative": "Lain."}, seen=mine.number)
    with pytest.raises(StaleEdit):
        report_services.submit(quarter.ministry, version, seen=mine.number)


def test_a_withdrawn_report_is_written_on_and_handed_in_again(quarter: Reporting) -> None:
    first = quarter.handed_in()
    report_services.withdraw(quarter.ministry, first.version)
    assert (first.version.state, first.version.last) == (ReportState.DRAFT, None)
    again = report_services.submit(quarter.ministry, first.version, seen=first.draft)
    assert again.round == 2


def test_what_is_being_verified_is_not_withdrawn(quarter: Reporting) -> None:
    handed_in = quarter.handed_in()
    verification_services.begin_verification(quarter.staff, handed_in.version)
    with pytest.raises(SeveralBroken, match="report_step_not_possible"):
        report_services.withdraw(quarter.ministry, handed_in.version)


def test_a_returned_report_keeps_its_notes_and_every_round(quarter: Reporting) -> None:
    first = quarter.handed_in()
    version = first.version
    verification_services.return_report(
        quarter.staff, version, note="", notes={"narrative": "Lengkapi."}, fields=["narrative"]
    )
    with clock.fixed_at(AFTER_TW1 + timedelta(days=60)):
        save = report_services.save_draft(
            quarter.ministry, version, WHOLE | {"narrative": "Lengkap."}, seen=first.draft
        )
        second = report_services.submit(quarter.ministry, version, seen=save.number)
    assert [one.decisions[0].notes if one.decisions else None for one in version.standing] == [
        {"narrative": "Lengkapi."},
        None,
    ]
    assert report_queries.told(first).content.narrative == WHOLE["narrative"]
    assert second.round == 2


def test_a_report_is_not_returned_without_a_note(quarter: Reporting) -> None:
    version = quarter.handed_in().version
    with pytest.raises(SeveralBroken, match="return_note_missing"):
        verification_services.return_report(quarter.staff, version, note=" ", notes={}, fields=[])


def test_nobody_verifies_what_they_wrote_on_behalf_of_another(quarter: Reporting) -> None:
    version = quarter.begin(quarter.staff)
    save = report_services.save_draft(quarter.staff, version, WHOLE, seen=0)
    handed_in = report_services.submit(quarter.staff, version, seen=save.number)
    assert handed_in.is_on_behalf
    with pytest.raises(SeveralBroken, match="verifier_wrote_report"):
        verification_services.verify_as_reported(quarter.staff, version)
    colleague = make_user(Role.SECRETARIAT).as_actor("test")
    verification_services.verify_as_reported(colleague, version)
    assert version.state is ReportState.VERIFIED


def changed(content: Content, figure: Figure) -> Content:
    """The content with another figure on its indicator."""
    return replace(content, indicators=(replace(content.indicators[0], figure=figure),))


def test_a_verified_value_may_differ_with_a_reason_and_both_are_kept(quarter: Reporting) -> None:
    handed_in = quarter.handed_in()
    reported = report_queries.reported(handed_in).content
    other = Figure(Statement.FIGURE, numerator=Decimal(44), denominator=Decimal(100))
    verify = verification_services.verify
    with pytest.raises(SeveralBroken, match="verified_value_reason_missing"):
        verify(quarter.staff, handed_in.version, verified=changed(reported, other), reasons={})
    reasons = {"K01/1": "Dua instansi belum punya bukti."}
    verify(quarter.staff, handed_in.version, verified=changed(reported, other), reasons=reasons)
    assert report_queries.told(handed_in).content == changed(reported, other)
    assert report_queries.reported(handed_in).content == reported


def test_the_words_of_a_report_are_not_rewritten(quarter: Reporting) -> None:
    handed_in = quarter.handed_in()
    reported = report_queries.reported(handed_in).content
    with pytest.raises(SeveralBroken, match="account_is_not_rewritten"):
        verification_services.verify(
            quarter.staff, handed_in.version, verified=replace(reported, narrative="Lain."), reasons={}
        )


def test_the_account_of_civil_society_is_judged_for_its_form_only(quarter: Reporting) -> None:
    version = quarter.account().newest
    assert version.last
    reported = report_queries.reported(version.last).content
    other = replace(reported, completion=Completion.SUBSTANTIAL)
    with pytest.raises(SeveralBroken, match="account_is_not_rewritten"):
        verification_services.verify(
            quarter.staff, version, verified=other, reasons={"completion": "Tidak setuju."}
        )
    verification_services.verify_as_reported(quarter.staff, version)
    assert version.report.verified is version


def test_finished_needs_evidence_that_everybody_can_open(quarter: Reporting) -> None:
    with pytest.raises(SeveralBroken, match="complete_without_evidence"):
        quarter.handed_in(WHOLE | {"completion": "complete"})


def test_a_correction_is_a_new_version_and_the_earlier_one_stays(quarter: Reporting) -> None:
    handed_in = verified(quarter, quarter.handed_in())
    with clock.fixed_at(AFTER_TW1 + timedelta(days=90)):
        version = report_services.correct(quarter.ministry, handed_in.version.report, reason="Salah hitung.")
        report = version.report
        assert report.verified is handed_in.version
        save = report_services.save_draft(
            quarter.ministry, version, WHOLE | {"K01/1.numerator": "44"}, seen=1
        )
        again = report_services.submit(quarter.ministry, version, seen=save.number)
        verified(quarter, again)
    assert report.verified is version
    assert report_queries.told(handed_in).content.indicators[0].figure.numerator == 46


def test_a_stage_does_not_go_back_behind_that_of_the_quarter_before(quarter: Reporting) -> None:
    verified(quarter, quarter.handed_in(WHOLE | {"K01/T1.state": "done", "K01/T1.on": "1 Maret 2022"}))
    with (
        clock.fixed_at(AFTER_TW1 + timedelta(days=91)),
        pytest.raises(SeveralBroken, match="milestone_goes_back"),
    ):
        quarter.handed_in(code="2022-TW2")


def test_the_database_refuses_to_rewrite_what_was_handed_in(quarter: Reporting, session: Session) -> None:
    verified(quarter, quarter.handed_in())
    session.flush()
    for table in ("submission", "decision"):
        for change in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(sa.exc.DBAPIError, match="append-only"), session.begin_nested():
                session.execute(sa.text(change))


def test_of_a_dropped_indicator_nothing_is_asked_any_more(quarter: Reporting) -> None:
    talks = quarter.talks
    removal = targets.propose_drop(
        SECRETARY, talks.indicator, drop_reason=DropReason.ACHIEVED, as_written="dihapus", **talks.grounds()
    )
    talks.agreement(removal)
    asked = asked_of(talks.indicator.commitment, quarter.periods["2022-TW1"])
    assert asked.indicators == ()
    assert len(asked.milestones) == 1
