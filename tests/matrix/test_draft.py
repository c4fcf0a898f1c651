"""The draft: what the tables hold, as one matrix."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from tests.factories import (
    SECRETARY,
    make_commitment,
    make_indicator,
    make_organisation,
    make_plan,
    make_user,
)
from tests.matrix.counting import counted
from tests.matrix.ledger import (
    DAY_AFTER,
    Story,
    make_baseline,
    make_position,
    make_rows,
    make_series,
    make_story,
)
from tracker.accounts.actors import PUBLIC
from tracker.accounts.models import OrganisationName
from tracker.core import clock
from tracker.core.bilingual import Bilingual
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.matrix import material_queries
from tracker.matrix.content import to_content
from tracker.matrix.queries import build_matrix, get_plan_now
from tracker.matrix.rows import WarningLine
from tracker.plans.models import DefinitionVersion
from tracker.plans.states import IndicatorKind
from tracker.targets.labels import explain
from tracker.targets.models import OfficialMark, SetAsideWarning, Target
from tracker.targets.states import DropReason, PlausibilityRule, PositionKind, Stance, TalkStatus
from tracker.targets.warnings import all_warnings


def test_the_row_of_the_minutes_shows_proposal_counter_and_difference(session: Session) -> None:
    story = make_story()
    matrix = build_matrix(SECRETARY, story.plan)
    row = matrix.rows[0]
    cell = row.years[1]
    assert (row.key, row.status, matrix.years) == ("RAN7-01/1", TalkStatus.CONTESTED, (2021, 2022))
    assert cell.initial is not None
    assert cell.counter is not None
    assert (cell.initial.quantity.as_written, cell.initial.party.organisation) == (
        "minimal 80%",
        "RAN7-PATTIRO",
    )
    assert (cell.counter.party.unit, cell.counter.party.person) == ("Biro MKOK", "Septiana")
    assert (cell.counter.source.document, cell.counter.source.clause) == ("RAN7-NOTULA", "II.6.b")
    assert (cell.difference, cell.agreed) == (Decimal(-35), None)
    assert [reason.text for reason in row.reasons] == ["Alasan", "Naik bertahap hingga 2024"]


def test_a_year_of_the_plan_without_a_target_is_empty_and_not_zero(session: Session) -> None:
    row = build_matrix(SECRETARY, make_story().plan).rows[0]
    assert (row.years[0].year, row.years[0].status, row.years[0].initial) == (2021, TalkStatus.EMPTY, None)
    assert row.baseline is None


def test_a_target_after_the_plan_is_kept_as_midterm(session: Session) -> None:
    story = make_story()
    make_position(story.indicator, "90", year=2024, organisation=story.cso)
    matrix = build_matrix(SECRETARY, story.plan)
    assert matrix.years == (2021, 2022, 2024)
    assert [cell.is_midterm for cell in matrix.rows[0].years] == [False, False, True]


def test_the_lead_the_supporters_and_the_csos_are_told_apart(session: Session) -> None:
    row = build_matrix(SECRETARY, make_story().plan).rows[0]
    assert row.lead is not None
    assert (row.lead.organisation, row.supporters, row.csos) == ("RAN7-PANRB", (), ("RAN7-PATTIRO",))


def test_rows_stand_in_the_order_of_the_plan(session: Session) -> None:
    plan = make_plan("P")
    last, first = make_commitment(plan, code="A"), make_commitment(plan, code="B")
    last.position, first.position = 2, 1
    for commitment in (last, first):
        make_indicator(commitment)
        make_indicator(commitment)
    assert [row.key for row in build_matrix(SECRETARY, plan).rows] == ["B/1", "B/2", "A/1", "A/2"]


def test_two_positions_of_one_organisation_make_the_row_not_single(session: Session) -> None:
    story = make_story()
    other = make_position(story.indicator, "50", kind=PositionKind.COUNTER, organisation=story.ministry)
    assert build_matrix(SECRETARY, story.plan).rows[0].status is TalkStatus.NOT_SINGLE
    db.session.add(OfficialMark(position=other, reason="Resmi", marked_at=DAY_AFTER + timedelta(hours=1)))
    row = build_matrix(SECRETARY, story.plan).rows[0]
    assert row.status is TalkStatus.CONTESTED
    assert row.years[1].counter is not None
    assert row.years[1].counter.quantity.value == Decimal(50)


def test_an_agreed_drop_strikes_the_row_and_keeps_its_number(session: Session) -> None:
    story = make_story()
    kept = make_indicator(story.commitment)
    said: dict[str, Any] = {
        "stance": Stance.DROP,
        "drop_reason": DropReason.ACHIEVED,
        "organisation": story.ministry,
    }
    make_position(story.indicator, kind=PositionKind.AGREED, as_written="dihapus", **said)
    rows = build_matrix(SECRETARY, story.plan).rows
    assert (rows[0].is_dropped, rows[0].warnings, rows[1].number) == (True, (), kept.number)


def test_a_suggested_wording_is_listed_and_does_not_rename_the_row(session: Session) -> None:
    story = make_story()
    version = DefinitionVersion(number=2, name_ind="Keterhubungan", is_adopted=False, created_at=DAY_AFTER)
    story.indicator.definitions.append(version)
    db.session.flush()
    make_position(
        story.indicator,
        kind=PositionKind.COUNTER,
        stance=Stance.REWORD,
        definition=version,
        organisation=story.ministry,
        as_written="istilah integrasi dan keterhubungan berbeda",
    )
    row = build_matrix(SECRETARY, story.plan).rows[0]
    assert (row.name, row.suggested_names) == (
        Bilingual("Pengaduan ditindaklanjuti"),
        (Bilingual("Keterhubungan"),),
    )


def test_a_drafted_name_nobody_has_decided_about_is_a_suggestion(session: Session) -> None:
    story = make_story()
    _draft(story, 2, "Keterhubungan")
    row = build_matrix(SECRETARY, story.plan).rows[0]
    assert (row.name.ind, row.suggested_names) == (
        "Pengaduan ditindaklanjuti",
        (Bilingual("Keterhubungan"),),
    )
    _draft(story, 3, "Pengaduan diselesaikan", is_adopted=True)
    row = build_matrix(SECRETARY, story.plan).rows[0]
    assert (row.name.ind, row.suggested_names) == ("Pengaduan diselesaikan", ())


def test_a_drafted_name_is_no_suggestion_once_its_position_is_withdrawn(session: Session) -> None:
    story = make_story()
    draft = _draft(story, 2, "Keterhubungan")
    said: dict[str, Any] = {"stance": Stance.REWORD, "definition": draft, "organisation": story.ministry}
    asked = make_position(story.indicator, kind=PositionKind.COUNTER, **said)
    assert build_matrix(SECRETARY, story.plan).rows[0].suggested_names == (Bilingual("Keterhubungan"),)
    make_position(story.indicator, kind=PositionKind.WITHDRAWN, refers_to=asked, **said)
    assert build_matrix(SECRETARY, story.plan).rows[0].suggested_names == ()


def _draft(story: Story, number: int, name: str, *, is_adopted: bool = False) -> DefinitionVersion:
    version = DefinitionVersion(number=number, name_ind=name, is_adopted=is_adopted, created_at=DAY_AFTER)
    story.indicator.definitions.append(version)
    db.session.flush()
    return version


def test_an_adopted_wording_renames_the_row_from_the_day_of_its_agreement(session: Session) -> None:
    story = make_story()
    version = DefinitionVersion(number=2, name_ind="Keterhubungan", is_adopted=True, created_at=DAY_AFTER)
    story.indicator.definitions[0].created_at = DAY_AFTER
    story.indicator.definitions.append(version)
    db.session.flush()
    agreed_at = DAY_AFTER + timedelta(days=9)
    make_position(
        story.indicator,
        kind=PositionKind.AGREED,
        stance=Stance.REWORD,
        definition=version,
        organisation=story.ministry,
        recorded_at=agreed_at,
    )
    now = build_matrix(SECRETARY, story.plan).rows[0]
    before = build_matrix(SECRETARY, story.plan, as_of=agreed_at - timedelta(days=1)).rows[0]
    assert (now.name.ind, now.former_names) == ("Keterhubungan", (Bilingual("Pengaduan ditindaklanjuti"),))
    assert (before.name.ind, before.definition_version) == ("Pengaduan ditindaklanjuti", 1)


def test_an_earlier_moment_knows_nothing_of_what_was_recorded_later(session: Session) -> None:
    story = make_story()
    story.indicator.definitions[0].created_at = DAY_AFTER
    make_position(
        story.indicator,
        "60",
        kind=PositionKind.COUNTER,
        organisation=story.ministry,
        unit=story.bureau,
        refers_to=story.counter,
        recorded_at=DAY_AFTER + timedelta(days=30),
    )
    shown = {
        moment: build_matrix(SECRETARY, story.plan, as_of=moment).rows[0].years[1].counter
        for moment in (DAY_AFTER, DAY_AFTER + timedelta(days=30))
    }
    assert [found.quantity.as_written for found in shown.values() if found] == ["45%", "60%"]


def test_before_an_indicator_was_written_down_there_is_no_row(session: Session) -> None:
    story = make_story()
    assert build_matrix(SECRETARY, story.plan, as_of=DAY_AFTER - timedelta(days=365)).rows == ()


def test_a_warning_somebody_answered_for_stays_with_its_answer(session: Session) -> None:
    story = make_story()
    make_baseline(story.indicator, "50")
    warned = [line.rule for line in build_matrix(SECRETARY, story.plan).rows[0].warnings]
    assert PlausibilityRule.BELOW_BASELINE in warned
    answered = _set_aside_everything(story)
    assert {line.set_aside_reason for line in answered} == {"Memang begitu"}
    assert {line.set_aside_by for line in answered} != {""}


def test_a_warning_about_an_agreed_value_keeps_its_answer_too(session: Session) -> None:
    story = make_story()
    make_baseline(story.indicator, "50")
    make_position(story.indicator, "40", kind=PositionKind.AGREED, organisation=story.ministry)
    assert {line.set_aside_reason for line in _set_aside_everything(story)} == {"Memang begitu"}


def _set_aside_everything(story: Story) -> tuple[WarningLine, ...]:
    user = make_user()
    for raised in all_warnings(story.commitment):
        said: dict[str, Any] = {
            "rule": raised.anomaly.rule,
            "fingerprint": raised.anomaly.fingerprint,
            "set_aside_by": user,
        }
        db.session.add(
            SetAsideWarning(
                commitment_id=story.commitment.id, reason="Memang begitu", set_aside_at=clock.now(), **said
            )
        )
    db.session.flush()
    return build_matrix(SECRETARY, story.plan).rows[0].warnings


def test_a_road_map_of_the_whole_commitment_warns_at_its_heading(session: Session) -> None:
    story = make_story()
    make_series(story.commitment, {2020: "227995", 2021: "454790", 2022: "909580"})
    heading = build_matrix(SECRETARY, story.plan).commitments[0]
    assert [line.rule for line in heading.warnings] == [PlausibilityRule.BROKEN_DOUBLING]


def test_a_road_map_bears_its_name_in_both_languages(session: Session, app: Flask) -> None:
    story = make_story()
    series = make_series(story.commitment, {2020: "227995", 2021: "454790", 2022: "909580"})
    series.name_eng = "Road map"
    (line,) = build_matrix(SECRETARY, story.plan).commitments[0].warnings
    for language, name in (("id", "“Peta jalan”"), ("en", "“Road map”")):
        with app.test_request_context(), force_locale(language):
            assert name in explain(line.rule, line.params)


def test_a_road_map_of_the_indicator_is_what_the_counter_is_held_against(session: Session) -> None:
    story = make_story()
    make_series(story.commitment, {2020: "60", 2021: "70", 2022: "80"}, story.indicator)
    rules = [line.rule for line in build_matrix(SECRETARY, story.plan).rows[0].warnings]
    assert PlausibilityRule.BELOW_PUBLISHED in rules


def test_levels_are_shown_where_there_are_no_numbers(session: Session) -> None:
    story = make_story()
    indicator = make_indicator(story.commitment, kind=IndicatorKind.REGULATION)
    target = Target(indicator=indicator, year=2021, due_on=DAY_AFTER.date())
    said: dict[str, Any] = {
        "target": target,
        "level": "enactment",
        "as_written": "ditetapkan",
        "organisation": story.cso,
    }
    make_position(indicator, kind=PositionKind.INITIAL, **said)
    cell = build_matrix(SECRETARY, story.plan).rows[1].years[0]
    assert cell.initial is not None
    assert (cell.initial.quantity.level, cell.due_on, cell.difference) == (
        "enactment",
        DAY_AFTER.date(),
        None,
    )


def test_the_newest_name_of_an_organisation_is_used(session: Session) -> None:
    story = make_story()
    story.ministry.names.append(
        OrganisationName(short_name="KemenPANRB", name_ind="Kementerian", valid_from=DAY_AFTER.date())
    )
    db.session.flush()
    matrix = build_matrix(SECRETARY, story.plan)
    assert matrix.rows[0].lead is not None
    assert matrix.rows[0].lead.organisation == "KemenPANRB"
    assert [line.code for line in matrix.organisations] == ["RAN7-PANRB", "RAN7-PATTIRO"]


def test_the_history_counts_the_entries_of_the_plan_from_one(session: Session) -> None:
    make_story("EARLIER")
    history = build_matrix(SECRETARY, make_story().plan).history
    assert [(line.sequence, line.row_key) for line in history] == [(1, "RAN7-01/1"), (2, "RAN7-01/1")]


def test_the_same_negotiation_has_the_same_content_whatever_the_ids(session: Session) -> None:
    moment = clock.now() + timedelta(days=1)
    first = to_content(build_matrix(SECRETARY, make_story().plan, as_of=moment))
    session.rollback()
    make_rows(make_plan(), 5)
    second = to_content(build_matrix(SECRETARY, make_story().plan, as_of=moment))
    assert first == second


def test_the_number_of_statements_does_not_grow_with_the_plan(session: Session) -> None:
    small, large = make_plan(), make_plan()
    make_rows(small, 10)
    make_rows(large, 200)
    with counted() as few:
        build_matrix(SECRETARY, small)
    with counted() as many:
        rows = build_matrix(SECRETARY, large).rows
    assert len(rows) == 200
    assert len(few) == len(many) <= 8


def test_rather_no_matrix_than_one_without_its_rows(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    commitments = material_queries._commitments
    monkeypatch.setattr(material_queries, "_commitments", lambda plan: commitments(plan).where(sa.false()))
    with pytest.raises(RuntimeError, match="changed while it was read"):
        build_matrix(SECRETARY, make_story().plan)


def test_the_public_does_not_find_the_matrix_of_an_unpublished_plan(session: Session) -> None:
    with pytest.raises(NotFound):
        build_matrix(PUBLIC, make_story().plan)
    assert build_matrix(PUBLIC, make_story("OPEN", published=True).plan).rows


def test_a_draft_is_stale_after_a_new_entry_and_fresh_otherwise(session: Session) -> None:
    story = make_story()
    before = get_plan_now(SECRETARY, "RAN7").freshness
    assert get_plan_now(SECRETARY, "RAN7").freshness == before
    make_position(story.indicator, "55", organisation=make_organisation())
    assert get_plan_now(SECRETARY, "RAN7").freshness != before
