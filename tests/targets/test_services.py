"""Taking positions, agreeing, withdrawing, marking: what is kept, what is refused, what is recorded."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import SECRETARY, SOME_DAY, make_indicator, make_unit
from tests.targets.scene import END_OF_2022, Scene, make_scene, set_baseline
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.core import clock
from tracker.core.errors import NotAllowed, NotFound, RuleBroken
from tracker.core.numbers import read_number
from tracker.core.quantities import Comparator
from tracker.plans import definition_services
from tracker.plans.states import IndicatorKind, PlanState, RegulationStage
from tracker.targets import policy, queries, services
from tracker.targets.models import OfficialMark, Position, PublishedSeries, SetAsideWarning, Target
from tracker.targets.rules import indicator_status
from tracker.targets.states import (
    DropReason,
    PlausibilityRule,
    PositionKind,
    Sourcing,
    Stance,
    TalkStatus,
)
from tracker.targets.warnings import all_warnings


@pytest.fixture
def scene(session: Session) -> Scene:
    """A negotiation about one percentage."""
    return make_scene()


def status(scene: Scene) -> TalkStatus:
    """Where the talks about the scene's indicator stand."""
    return indicator_status(queries.ledger_of(SECRETARY, scene.indicator).talks)


def acts(session: Session) -> list[str]:
    """Everything recorded so far, in order."""
    return list(session.scalars(sa.select(AuditEntry.act).order_by(AuditEntry.id)))


def test_a_proposal_keeps_its_comparator_its_wording_and_the_day_it_is_due(scene: Scene) -> None:
    position = scene.proposal("minimal 80%")

    assert position.value == 80
    assert (position.comparator, position.as_written) == (Comparator.AT_LEAST, "minimal 80%")
    assert position.target is not None
    assert position.target.due_on == END_OF_2022
    assert position.definition is scene.indicator.definition


def test_a_counter_position_keeps_the_proposal(scene: Scene) -> None:
    scene.proposal("minimal 80%")
    scene.counter("45%", person=scene.septiana)

    ledger = queries.ledger_of(SECRETARY, scene.indicator)

    assert [position.as_written for position in ledger.positions] == ["minimal 80%", "45%"]
    assert ledger.cells([2021])[1].difference == -35
    assert [found.status for found in ledger.cells([2021])] == [TalkStatus.EMPTY, TalkStatus.CONTESTED]


def test_a_year_has_one_target_whoever_speaks_first(scene: Scene) -> None:
    first, second = scene.proposal(), scene.counter(due_on=date(2022, 6, 30))

    assert first.target is second.target
    assert services.open_target(SECRETARY, scene.indicator, year=2022) is first.target


def test_an_agreement_is_an_entry_of_its_own(scene: Scene, session: Session) -> None:
    scene.proposal()
    counter = scene.counter()

    agreed = scene.agreement(counter)

    assert agreed.value == 45
    assert (agreed.kind, agreed.refers_to) == (PositionKind.AGREED, counter)
    assert counter.kind is PositionKind.COUNTER
    assert status(scene) is TalkStatus.AGREED
    assert acts(session)[-3:] == ["target:propose", "target:counter", "target:agree"]


def test_a_counter_after_an_agreement_opens_the_talks_again(scene: Scene) -> None:
    scene.agreement(scene.proposal())
    scene.counter()

    assert status(scene) is TalkStatus.CONTESTED


def test_a_value_nobody_proposed_can_be_agreed_and_binds_the_lead(scene: Scene, session: Session) -> None:
    scene.agreement(scene.proposal())

    agreed = services.agree_value(
        SECRETARY,
        scene.indicator,
        year=2022,
        amount={"as_written": "60%", "reading": read_number("60%")},
        reason="Jalan tengah.",
        taken_on=SOME_DAY,
        clause=scene.clause,
    )

    assert agreed.organisation is scene.ministry
    assert status(scene) is TalkStatus.AGREED
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.act, entry.changes) == ("target:agree", {"value": ["minimal 80%", "60%"]})


def test_a_ministry_that_contradicts_itself_is_not_single_until_it_marks_one_position(scene: Scene) -> None:
    scene.proposal("100%")
    services.propose_drop(
        SECRETARY, scene.indicator, drop_reason=DropReason.DUPLICATE, as_written="dihapus", **scene.grounds()
    )
    keep = services.propose_rewording(
        SECRETARY, scene.indicator, as_written="dilihat dari kualitas", **scene.grounds()
    )
    assert status(scene) is TalkStatus.NOT_SINGLE
    with pytest.raises(RuleBroken, match="positions_not_single"):
        scene.agreement(keep)

    services.mark_official(scene.actor(Role.MINISTRY), keep, reason="Menurut menteri.")

    assert status(scene) is TalkStatus.CONTESTED


def test_agreeing_to_a_drop_strikes_the_indicator_out_and_ends_the_talk_about_it(scene: Scene) -> None:
    drop = services.propose_drop(
        SECRETARY, scene.indicator, drop_reason=DropReason.ACHIEVED, as_written="selesai", **scene.grounds()
    )
    agreed = scene.agreement(drop)
    assert status(scene) is TalkStatus.DROPPED
    with pytest.raises(RuleBroken, match="indicator_dropped"):
        scene.proposal()

    services.withdraw_position(
        SECRETARY, agreed, reason="Ternyata belum.", taken_on=SOME_DAY, clause=scene.clause
    )

    assert status(scene) is TalkStatus.DROP_PROPOSED


def test_agreeing_to_a_suggested_wording_adopts_it_and_old_targets_keep_theirs(scene: Scene) -> None:
    proposal = scene.proposal()
    suggested = definition_services.suggest_definition(
        SECRETARY,
        scene.indicator,
        name_ind="Keterhubungan",
        reason="Istilahnya berbeda.",
        clause=scene.clause,
    )
    wish = services.propose_rewording(
        SECRETARY, scene.indicator, as_written="keterhubungan", definition=suggested, **scene.grounds()
    )

    scene.agreement(wish)

    assert scene.indicator.definition is suggested
    assert proposal.definition.number == 1
    assert status(scene) is TalkStatus.PROPOSED


def test_a_rewording_nobody_spelt_out_is_agreed_in_the_words_given_then(scene: Scene) -> None:
    wish = services.propose_rewording(SECRETARY, scene.indicator, as_written="sub menu", **scene.grounds())
    with pytest.raises(RuleBroken, match="rewording_not_spelt_out"):
        scene.agreement(wish)

    agreed = services.agree_rewording(
        SECRETARY,
        wish,
        name_ind="Rekapitulasi sebagai sub menu",
        reason="Cukup satu sub menu.",
        taken_on=SOME_DAY,
        clause=scene.clause,
    )

    assert scene.indicator.definition.name_ind == "Rekapitulasi sebagai sub menu"
    assert agreed.definition is scene.indicator.definition
    with pytest.raises(RuleBroken, match="agreed_rewording_stays"):
        services.withdraw_position(SECRETARY, agreed, reason="x", taken_on=SOME_DAY, clause=scene.clause)


def test_only_a_rewording_is_agreed_in_other_words(scene: Scene) -> None:
    with pytest.raises(RuleBroken, match="nothing_to_agree"):
        services.agree_rewording(
            SECRETARY, scene.proposal(), name_ind="x", reason="x", taken_on=SOME_DAY, clause=scene.clause
        )


def test_asking_to_retain_answers_a_drop_proposal(scene: Scene) -> None:
    services.propose_drop(
        SECRETARY, scene.indicator, drop_reason=DropReason.OTHER, as_written="hapus", **scene.grounds()
    )
    keep = services.ask_to_retain(
        SECRETARY, scene.indicator, as_written="tetap", **scene.grounds(scene.pattiro)
    )

    scene.agreement(keep)

    assert status(scene) is TalkStatus.EMPTY


def test_a_withdrawn_position_is_an_entry_and_no_longer_counts(scene: Scene) -> None:
    scene.proposal()
    counter = scene.counter()

    entry = services.withdraw_position(
        scene.actor(Role.MINISTRY), counter, reason="Keliru.", taken_on=SOME_DAY, source_text="Surat"
    )

    assert (entry.kind, entry.refers_to, entry.organisation) == (
        PositionKind.WITHDRAWN,
        counter,
        scene.ministry,
    )
    assert status(scene) is TalkStatus.PROPOSED
    with pytest.raises(RuleBroken, match="position_no_longer_stands"):
        services.withdraw_position(SECRETARY, counter, reason="Lagi.", taken_on=SOME_DAY, clause=scene.clause)


def test_a_newer_position_replaces_an_older_one_of_the_same_unit(scene: Scene) -> None:
    scene.proposal()
    older = scene.counter("45%")

    scene.counter("50%", replaces=older)

    found = queries.ledger_of(SECRETARY, scene.indicator).cells()[0]
    assert found.counter is not None
    assert found.counter.value == 50
    assert found.status is TalkStatus.CONTESTED


def test_a_position_cannot_replace_another_units(scene: Scene) -> None:
    with pytest.raises(RuleBroken, match="replaces_something_else") as refused:
        scene.counter("50%", replaces=scene.counter("45%", unit=None))
    assert refused.value.field == "replaces"


Change = Callable[[Scene], dict[str, Any]]
REFUSED: dict[str, tuple[Change, str, str]] = {
    "no reason": (lambda _: {"reason": " \n"}, "reason_missing", "reason"),
    "no source": (lambda _: {"clause": None}, "source_missing", "clause"),
    "no wording": (lambda _: {"as_written": "\u202e "}, "wording_missing", "as_written"),
    "a wording too long": (lambda _: {"as_written": "x" * 301}, "text_too_long", "as_written"),
    "a reason too long": (lambda _: {"reason": "x" * 10_001}, "text_too_long", "reason"),
    "a source too long": (lambda _: {"source_text": "x" * 301}, "text_too_long", "source_text"),
    "no value": (lambda _: {"reading": None}, "value_missing", "value"),
    "a level for a number": (lambda _: {"reading": None, "level": "yes"}, "value_not_a_number", "value"),
    "less than nothing": (lambda _: {"reading": read_number("-5%")}, "value_negative", "value"),
    "another unit than percent": (
        lambda _: {"reading": read_number("45 instansi")}, "unit_is_not_percent", "value",
    ),
    "no year": (lambda _: {"year": None}, "year_missing", "year"),
    "a year before the plan": (lambda _: {"year": 2019}, "target_year_out_of_range", "year"),
    "a year beyond reason": (lambda _: {"year": 2101}, "target_year_out_of_range", "year"),
    "a day to come": (
        lambda _: {"taken_on": clock.today() + timedelta(days=1)}, "taken_in_the_future", "taken_on",
    ),
    "a denominator of nothing": (
        lambda _: {"denominator": read_number("0")}, "denominator_not_positive", "denominator",
    ),
    "another organisation's unit": (
        lambda scene: {"unit": make_unit(scene.stranger)}, "unit_of_other_organisation", "unit",
    ),
    "a reason to drop what is not dropped": (
        lambda _: {"drop_reason": DropReason.OTHER}, "drop_reason_missing", "drop_reason",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code", "field"), REFUSED.values(), ids=REFUSED)
def test_a_position_is_refused_at_its_field_and_nothing_is_kept(
    scene: Scene, session: Session, change: Change, code: str, field: str
) -> None:
    with pytest.raises(RuleBroken, match=code) as refused:
        scene.counter(**change(scene))

    assert refused.value.field == field
    assert session.scalar(sa.select(sa.func.count(Position.id))) == 0
    assert session.scalar(sa.select(sa.func.count(Target.id))) == 0


def test_a_position_without_a_source_is_kept_when_that_is_stated_and_counted(scene: Scene) -> None:
    scene.proposal()
    scene.counter(clause=None, sourcing=Sourcing.STATED_MISSING)

    assert queries.count_without_source([scene.indicator.id]) == 1


def test_a_drop_needs_its_reason_code(scene: Scene) -> None:
    with pytest.raises(RuleBroken, match="drop_reason_missing"):
        services.take_position(
            SECRETARY,
            scene.indicator,
            kind=PositionKind.COUNTER,
            stance=Stance.DROP,
            as_written="dihapus",
            **scene.grounds(),
        )


@pytest.mark.parametrize("kind", [PositionKind.AGREED, PositionKind.WITHDRAWN])
def test_agreements_and_withdrawals_are_no_positions_to_take(scene: Scene, kind: PositionKind) -> None:
    with pytest.raises(ValueError, match=kind.value):
        services.take_position(
            SECRETARY, scene.indicator, kind=kind, stance=Stance.REMARK, as_written="x", **scene.grounds()
        )


def test_values_follow_the_kind_of_the_indicator(session: Session) -> None:
    scene = make_scene(IndicatorKind.REGULATION)
    position = scene.counter(reading=None, level=RegulationStage.ENACTMENT.value, as_written="ditetapkan")

    assert position.level == "enactment"
    with pytest.raises(RuleBroken, match="level_unknown"):
        scene.counter(reading=None, level="yes")
    with pytest.raises(RuleBroken, match="level_unknown"):
        scene.counter()
    with pytest.raises(RuleBroken, match="denominator_without_percentage"):
        scene.counter(reading=None, level="enactment", denominator=read_number("623"))


def test_a_count_is_no_percentage(session: Session) -> None:
    scene = make_scene(IndicatorKind.COUNT)
    assert scene.counter("227.995").value == 227_995
    with pytest.raises(RuleBroken, match="unit_is_percent"):
        scene.counter("45%")


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("position", "reason"), ("official_mark", "reason"), ("set_aside_warning", "reason")],
)
def test_the_database_refuses_to_change_or_remove_entries(
    scene: Scene, session: Session, statement: str, table: str, column: str
) -> None:
    services.mark_official(SECRETARY, scene.counter(), reason="Resmi.")
    set_baseline(scene.indicator, "19")
    (raised,) = all_warnings(scene.indicator.commitment)
    services.set_aside(SECRETARY, scene.indicator.commitment, raised.anomaly, reason="Sudah diperiksa.")

    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(sa.text(statement.format(table, column)))


BY_ROLE = {
    Role.SECRETARIAT: {"ministry": True, "pattiro": True, "stranger": True, "agree": True},
    Role.ADMINISTRATOR: {"ministry": True, "pattiro": True, "stranger": True, "agree": True},
    Role.MINISTRY: {"ministry": True, "pattiro": False, "stranger": False, "agree": False},
    Role.CSO: {"ministry": False, "pattiro": True, "stranger": False, "agree": False},
    None: {"ministry": False, "pattiro": False, "stranger": False, "agree": False},
}


@pytest.mark.parametrize("role", BY_ROLE)
def test_who_may_speak_for_whom_and_who_may_agree(scene: Scene, role: Role | None) -> None:
    actor = scene.actor(role) if role else PUBLIC
    allowed = {
        name: policy.can_take_position(actor, scene.indicator, getattr(scene, name))
        for name in ("ministry", "pattiro", "stranger")
    }

    assert allowed | {"agree": policy.can_agree(actor, scene.indicator)} == BY_ROLE[role]


def test_an_organisation_outside_the_commitment_has_no_say(scene: Scene) -> None:
    outsider = Actor("Orang Kominfo", Role.MINISTRY, organisation_id=scene.stranger.id)
    assert not policy.can_speak(outsider, scene.indicator)


def test_parties_speak_only_while_the_plan_is_negotiated(scene: Scene) -> None:
    scene.indicator.commitment.plan.state = PlanState.SUBMITTED

    assert not policy.can_speak(scene.actor(Role.MINISTRY), scene.indicator)
    assert policy.can_speak(scene.actor(Role.SECRETARIAT), scene.indicator)


def test_nobody_takes_a_position_for_others_or_agrees_without_the_right(scene: Scene) -> None:
    counter = scene.counter()
    said: dict[str, Any] = {"as_written": "10%", "reading": read_number("10%"), "year": 2022}
    with pytest.raises(NotAllowed):
        services.counter_target(scene.actor(Role.CSO), scene.indicator, **said, **scene.grounds())
    with pytest.raises(NotAllowed):
        services.agree_position(
            scene.actor(Role.MINISTRY), counter, reason="x", taken_on=SOME_DAY, clause=scene.clause
        )
    with pytest.raises(NotAllowed):
        services.mark_official(scene.actor(Role.CSO), counter, reason="x")


def test_a_ministry_cannot_cancel_an_agreement(scene: Scene) -> None:
    agreed = scene.agreement(scene.counter())
    with pytest.raises(NotAllowed):
        services.withdraw_position(
            scene.actor(Role.MINISTRY), agreed, reason="x", taken_on=SOME_DAY, clause=scene.clause
        )


def test_an_unpublished_plan_is_hidden_from_the_public_only(session: Session) -> None:
    scene = make_scene(published=False)
    position = scene.counter()
    for ask in (queries.ledger_of, lambda actor, _: queries.get_position(actor, position.id)):
        with pytest.raises(NotFound):
            ask(PUBLIC, scene.indicator)
        assert ask(scene.actor(Role.CSO), scene.indicator)


def test_the_trail_tells_for_whom_and_what_was_replaced(scene: Scene, session: Session) -> None:
    scene.counter("50%", replaces=scene.counter("45%"))

    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()

    assert entry is not None
    assert entry.act == "target:counter"
    assert entry.subject_label == f"{scene.indicator.key} 2022"
    assert entry.changes == {"value": ["45%", "50%"]}
    assert entry.on_behalf_of_id == scene.ministry.id
    assert entry.reason == "Naik bertahap."


def test_a_published_series_warns_about_a_target_that_lags_behind_it(scene: Scene) -> None:
    commitment = scene.indicator.commitment
    services.publish_series(
        SECRETARY,
        commitment,
        indicator=scene.indicator,
        name_ind="Road map",
        unit_ind="persen",
        points=[(2020, read_number("60%"), "60%")],
        clause=scene.clause,
    )
    scene.proposal()
    scene.counter("45%")

    assert [raised.anomaly.rule for raised in all_warnings(commitment)] == [PlausibilityRule.BELOW_PUBLISHED]


def test_an_agreement_leaves_only_what_is_in_force_to_be_judged(scene: Scene) -> None:
    set_baseline(scene.indicator, "19", denominator="642")
    scene.agreement(scene.proposal("80%"))
    scene.counter("10%", unit=None)
    assert [raised.anomaly.rule for raised in all_warnings(scene.indicator.commitment)] == [
        PlausibilityRule.BELOW_BASELINE
    ]

    scene.agreement(scene.proposal("70%"))

    assert all_warnings(scene.indicator.commitment) == ()


def test_a_dropped_indicator_is_not_judged(scene: Scene) -> None:
    set_baseline(scene.indicator, "19")
    scene.agreement(
        services.propose_drop(
            SECRETARY, scene.indicator, drop_reason=DropReason.OTHER, as_written="hapus", **scene.grounds()
        )
    )

    assert all_warnings(scene.indicator.commitment) == ()


def test_a_warning_set_aside_comes_back_when_its_numbers_change(scene: Scene, session: Session) -> None:
    commitment = scene.indicator.commitment
    set_baseline(scene.indicator, "19")
    (raised,) = all_warnings(commitment)
    services.set_aside(SECRETARY, commitment, raised.anomaly, reason="Penyebut ditanyakan.")
    with pytest.raises(RuleBroken, match="warning_already_set_aside"):
        services.set_aside(SECRETARY, commitment, raised.anomaly, reason="Lagi.")
    (kept,) = all_warnings(commitment)
    assert kept.set_aside is not None
    assert kept.set_aside.reason == "Penyebut ditanyakan."

    assert scene.indicator.baseline is not None
    scene.indicator.baseline.numerator = Decimal(123)

    (again,) = all_warnings(commitment)
    assert again.set_aside is None
    assert acts(session)[-1] == "warning:set-aside"
    assert session.scalar(sa.select(sa.func.count(SetAsideWarning.id))) == 1


def test_a_doubling_that_breaks_is_a_warning_of_the_commitment(scene: Scene) -> None:
    points = [(2020, "227.995"), (2021, "454.790"), (2022, "909.580")]
    services.publish_series(
        SECRETARY,
        scene.indicator.commitment,
        name_ind="Road map",
        unit_ind="pengaduan",
        points=[(year, read_number(text), text) for year, text in points],
        source_text="Road map",
    )

    (raised,) = all_warnings(scene.indicator.commitment)

    assert raised.anomaly.rule is PlausibilityRule.BROKEN_DOUBLING
    assert raised.anomaly.subject == scene.indicator.commitment.code


ONE_IN_2020 = (2020, read_number("1"), "1")
SERIES: dict[str, tuple[dict[str, Any], str, str]] = {
    "no name": ({"name_ind": " "}, "series_name_missing", "name_ind"),
    "no year": ({"points": []}, "series_empty", "points"),
    "a year twice": ({"points": [ONE_IN_2020, ONE_IN_2020]}, "series_year_twice", "points"),
    "no source": ({"source_text": ""}, "source_missing", "clause"),
    "a name too long": ({"name_ind": "x" * 301}, "text_too_long", "name_ind"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code", "field"), SERIES.values(), ids=SERIES)
def test_a_series_is_refused_at_its_field(
    scene: Scene, change: dict[str, Any], code: str, field: str
) -> None:
    said: dict[str, Any] = {"name_ind": "Deret", "unit_ind": "persen", "source_text": "Buku"}
    said["points"] = [ONE_IN_2020]
    with pytest.raises(RuleBroken, match=code) as refused:
        services.publish_series(SECRETARY, scene.indicator.commitment, **{**said, **change})
    assert refused.value.field == field


def test_a_series_entered_by_mistake_can_be_removed_and_stays_in_the_trail(
    scene: Scene, session: Session
) -> None:
    series = services.publish_series(
        SECRETARY,
        scene.indicator.commitment,
        name_ind="Deret",
        unit_ind="tahap",
        points=[(2021, "enactment", "penetapan")],
        source_text="Buku",
    )

    services.remove_series(SECRETARY, series, reason="Salah komitmen.")

    assert session.scalar(sa.select(sa.func.count(PublishedSeries.id))) == 0
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.act, entry.changes) == ("series:remove", {"2021": ["penetapan", None]})


def test_the_latest_mark_is_kept_beside_the_earlier_one(scene: Scene, session: Session) -> None:
    first, second = scene.counter("45%"), scene.counter("40%")
    services.mark_official(SECRETARY, first, reason="Menurut biro.")
    services.mark_official(SECRETARY, second, reason="Menurut menteri.")

    assert session.scalar(sa.select(sa.func.count(OfficialMark.id))) == 2
    held = queries.ledger_of(SECRETARY, scene.indicator).talks.held
    assert [entry.number for entry in held] == [second.id]


def test_many_ledgers_are_read_in_as_many_statements_as_one(scene: Scene, session: Session) -> None:
    commitment = scene.indicator.commitment
    for indicator in [scene.indicator, *(make_indicator(commitment) for _number in range(6))]:
        scene.indicator = indicator
        scene.proposal()
        scene.counter(person=scene.septiana)

    def statements(indicators: int) -> int:
        session.expire_all()
        ids = [indicator.id for indicator in commitment.indicators[:indicators]]
        counted: list[str] = []
        listener = lambda _c, _cur, statement, *_rest: counted.append(statement)  # noqa: E731
        sa.event.listen(session.get_bind(), "before_cursor_execute", listener)
        for ledger in queries.ledgers(ids).values():
            assert [position.organisation.short_name for position in ledger.positions]
            assert ledger.talks.years == (2022,)
        sa.event.remove(session.get_bind(), "before_cursor_execute", listener)
        return len(counted)

    assert statements(1) == statements(7)
