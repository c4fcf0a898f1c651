"""The life of a round and what is said in it: opened, answered, decided, closed, final (D12, D16, D17)."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import SECRETARY
from tests.reviews.scene import AGREES, ROW, Scene, answered, by_link, counter, make_round
from tracker.accounts.actors import PUBLIC
from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.core.dates import WIB
from tracker.core.errors import NotAllowed, NotFound, RuleBroken
from tracker.matrix.answers import AnswerContent
from tracker.matrix.queries import build_matrix
from tracker.matrix.states import AnswerKind
from tracker.notifications.models import Mail
from tracker.reviews import (
    answer_queries,
    answer_services,
    disposition_services,
    invitation_services,
    overview,
    policy,
    queries,
    round_services,
    signature_services,
)
from tracker.reviews.rounds import matrix_of
from tracker.reviews.states import Decision, RoundState, RowStanding
from tracker.targets.models import Position
from tracker.targets.states import DropReason, PositionKind, TalkStatus


def _standing(scene: Scene, organisation: Organisation) -> RowStanding:
    lines = overview.row_lines(
        scene.review, matrix_of(scene.review).rows, answer_queries.answers_of(scene.review)
    )
    found = {line.organisation.id: line.standing for line in lines[0].organisations}
    return found[organisation.id]


def _status(scene: Scene) -> TalkStatus:
    return build_matrix(SECRETARY, scene.story.plan).rows[0].status


def test_opening_fixes_the_rows_and_writes_to_everybody(session: Session) -> None:
    scene = make_round()
    assert scene.review.state is RoundState.OPEN
    assert scene.bureau.row_keys == scene.pattiro.row_keys == [ROW]
    letters = session.scalars(sa.select(Mail).where(Mail.letter == "round-invitation")).all()
    assert {mail.to_address for mail in letters} == {
        "biro@contoh.example",
        "perencana@contoh.example",
        "pattiro@contoh.example",
    }


def test_no_link_lies_in_the_database_before_it_is_sent(session: Session) -> None:
    scene = make_round()
    assert scene.bureau.link_sha256 is None
    secret = invitation_services.link_of(scene.bureau)
    assert secret not in str(vars(scene.bureau))
    assert queries.recipient_by_link(secret) is scene.bureau
    assert queries.recipient_by_link(secret + "x") is None


def test_a_link_stays_until_the_installation_has_another_secret(app: Flask, session: Session) -> None:
    scene = make_round()
    secret = invitation_services.link_of(scene.bureau)
    assert invitation_services.link_of(scene.bureau) == secret
    assert invitation_services.link_of(scene.planner) != secret
    app.secret_key = "another"
    renewed = invitation_services.link_of(scene.bureau)
    assert renewed != secret
    assert queries.recipient_by_link(secret) is None
    assert queries.recipient_by_link(renewed) is scene.bureau


def test_a_link_ends_with_the_grace_and_is_good_for_as_long_again_once_the_round_is_over(
    session: Session,
) -> None:
    scene = make_round()
    grace = timedelta(days=scene.review.grace_days)
    last = scene.review.due_on + grace

    def is_open(on: date) -> bool:
        with clock.fixed_at(datetime.combine(on, time(12), tzinfo=WIB)):
            return policy.can_visit(by_link(scene.bureau), scene.bureau)

    assert is_open(last)
    assert not is_open(last + timedelta(days=1))
    with clock.fixed_at(datetime.combine(last, time(12), tzinfo=WIB)):
        round_services.close_round(SECRETARY, scene.review)
    assert is_open(last + grace)
    assert not is_open(last + grace + timedelta(days=1))


def test_an_answer_counts_and_an_earlier_one_stays(session: Session) -> None:
    scene = make_round()
    first = answered(scene.bureau, AGREES)
    second = answered(scene.bureau, counter("45"))
    assert answer_queries.newest_answer(scene.bureau, ROW) is second
    assert session.get(type(first), first.id) is first
    assert _standing(scene, scene.story.ministry) is RowStanding.SINGLE
    assert _standing(scene, scene.story.cso) is RowStanding.PENDING


def test_the_same_answer_again_changes_nothing(session: Session) -> None:
    scene = make_round()
    assert answered(scene.bureau, counter("45")) is answered(scene.bureau, counter("45"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (AnswerContent(AnswerKind.COUNTER, remark="Alasan."), "counter_value_missing"),
        (AnswerContent(AnswerKind.DROP, remark="Alasan."), "answer_drop_reason_missing"),
        (AnswerContent(AnswerKind.REMARK), "answer_reason_missing"),
        (counter("45", reason=" "), "answer_reason_missing"),
        (AnswerContent(AnswerKind.AGREE, counter("45").values), "values_without_counter"),
        (AnswerContent(AnswerKind.AGREE, drop_reason=DropReason.OTHER), "drop_reason_without_drop"),
    ],
)
def test_an_answer_says_what_its_kind_needs(session: Session, content: AnswerContent, code: str) -> None:
    scene = make_round()
    with pytest.raises(RuleBroken, match=code):
        answered(scene.bureau, content)


def test_colleagues_who_differ_are_not_single_until_their_coordinator_marks_one(session: Session) -> None:
    scene = make_round()
    official = answered(scene.bureau, counter("45"))
    answered(scene.planner, counter("50"))
    assert _standing(scene, scene.story.ministry) is RowStanding.NOT_SINGLE
    with pytest.raises(NotAllowed):
        answer_services.mark_official(by_link(scene.planner), official)
    answer_services.mark_official(by_link(scene.bureau), official)
    session.flush()
    assert _standing(scene, scene.story.ministry) is RowStanding.SINGLE


def test_nobody_answers_for_somebody_else_or_about_another_row(session: Session) -> None:
    scene = make_round()
    for stranger in (PUBLIC, by_link(scene.pattiro)):
        with pytest.raises(NotAllowed):
            answer_services.give_answer(stranger, scene.bureau, ROW, AGREES)
    with pytest.raises(NotFound):
        answer_services.give_answer(by_link(scene.bureau), scene.bureau, "RAN7-01/9", AGREES)


def test_a_revoked_link_lets_nobody_in_again_and_a_new_one_does(session: Session) -> None:
    scene = make_round()
    before = by_link(scene.bureau)
    invitation_services.revoke_link(SECRETARY, scene.bureau, reason="Salah alamat.")
    with pytest.raises(NotAllowed):
        answer_services.give_answer(before, scene.bureau, ROW, AGREES)
    invitation_services.send_link_again(SECRETARY, scene.bureau)
    with pytest.raises(NotAllowed):
        answer_services.give_answer(before, scene.bureau, ROW, AGREES)
    assert answered(scene.bureau, AGREES)


def test_after_the_grace_no_answer_is_taken(session: Session) -> None:
    scene = make_round()
    scene.review.due_on = clock.today() - timedelta(days=scene.review.grace_days)
    assert answered(scene.bureau, AGREES)
    scene.review.due_on -= timedelta(days=1)
    with pytest.raises(NotAllowed):
        answered(scene.pattiro, AGREES)
    with pytest.raises(RuleBroken, match="round_is_past_due"):
        answer_services.give_answer(SECRETARY, scene.pattiro, ROW, AGREES)


def test_closing_writes_down_who_was_silent_and_agreement_is_not_assumed(session: Session) -> None:
    scene = make_round()
    answered(scene.pattiro, AGREES)
    round_services.close_round(SECRETARY, scene.review)
    session.flush()
    silent = [(one.organisation_id, one.row_key) for one in queries.non_responses(scene.review)]
    assert silent == [(scene.story.ministry.id, ROW)]
    assert _standing(scene, scene.story.ministry) is RowStanding.NO_RESPONSE
    with pytest.raises(RuleBroken, match="round_takes_no_answers"):
        answered(scene.bureau, AGREES)


def test_a_round_is_reopened_and_cancelled_with_a_reason_only(session: Session) -> None:
    scene = make_round()
    round_services.close_round(SECRETARY, scene.review)
    day = clock.today() + timedelta(days=3)
    with pytest.raises(RuleBroken, match="round_reason_missing"):
        round_services.reopen_round(SECRETARY, scene.review, reason=" ", due_on=day)
    round_services.reopen_round(SECRETARY, scene.review, reason="Biro meminta waktu.", due_on=day)
    assert answered(scene.bureau, AGREES)
    round_services.cancel_round(SECRETARY, scene.review, reason="Versi keliru.")
    assert [event.step.value for event in scene.review.events] == ["open", "close", "reopen", "cancel"]


def test_a_remark_without_an_answer_keeps_the_round_from_being_final(session: Session) -> None:
    scene = make_round()
    answer = answered(scene.bureau, counter("45"))
    answered(scene.pattiro, AGREES)
    round_services.close_round(SECRETARY, scene.review)
    with pytest.raises(RuleBroken, match="remarks_without_disposition"):
        round_services.finalise_round(SECRETARY, scene.review)
    disposition_services.dispose(SECRETARY, answer, decision=Decision.REJECTED, reason="Road map 60%.")
    session.flush()
    round_services.finalise_round(SECRETARY, scene.review)
    assert scene.review.state is RoundState.FINAL


def test_an_accepted_counter_value_is_agreed_in_the_ledger_in_the_same_act(session: Session) -> None:
    scene = make_round()
    answer = answered(scene.bureau, counter("50"))
    decided = disposition_services.accept(SECRETARY, answer, reason="Disetujui rapat.", agree=True)
    session.flush()
    kinds = [entry.position.kind for entry in decided.entries]
    assert kinds == [PositionKind.COUNTER, PositionKind.AGREED]
    assert decided.entries[0].position.source_text.startswith("RAN7 putaran 1")
    assert _status(scene) is TalkStatus.AGREED


def test_what_a_colleague_says_stands_in_the_way_until_the_answer_is_official(session: Session) -> None:
    scene = make_round()
    answered(scene.bureau, counter("45"))
    answer = answered(scene.planner, counter("50"))
    with pytest.raises(RuleBroken, match="positions_not_single"), session.begin_nested():
        disposition_services.accept(SECRETARY, answer, reason="Disetujui rapat.", agree=True)
    answer_services.mark_official(by_link(scene.bureau), answer)
    session.flush()
    disposition_services.accept(SECRETARY, answer, reason="Disetujui rapat.", agree=True)
    session.flush()
    assert _status(scene) is TalkStatus.AGREED


def test_a_decision_taken_back_takes_its_effect_back(session: Session) -> None:
    scene = make_round()
    answer = answered(scene.bureau, counter("50"))
    before = _status(scene)
    disposition_services.accept(SECRETARY, answer, reason="Disetujui rapat.", agree=True)
    session.flush()
    disposition_services.reopen_disposition(SECRETARY, answer, reason="Keliru baris.")
    session.flush()
    assert _status(scene) is before
    assert [one.id for one in answer_queries.undisposed(answer_queries.answers_of(scene.review))] == [
        answer.id
    ]
    entries = session.scalars(sa.select(Position).where(Position.source_text != "")).all()
    assert [entry.kind for entry in entries] == [
        PositionKind.COUNTER,
        PositionKind.AGREED,
        PositionKind.WITHDRAWN,
        PositionKind.WITHDRAWN,
    ]


def test_a_wish_to_drop_and_a_wish_to_reword_reach_the_ledger(session: Session) -> None:
    scene = make_round()
    drop = AnswerContent(AnswerKind.DROP, drop_reason=DropReason.DUPLICATE, remark="Dipantau Stranas PK.")
    answer = answered(scene.bureau, drop)
    disposition_services.accept(SECRETARY, answer, reason="Sudah dipantau.", agree=True)
    session.flush()
    assert _status(scene) is TalkStatus.DROPPED


def test_a_rewording_is_agreed_in_the_words_that_were_decided(session: Session) -> None:
    scene = make_round()
    answer = answered(scene.bureau, AnswerContent(AnswerKind.REWORD, remark="Pakai kata keterhubungan."))
    disposition_services.accept(
        SECRETARY, answer, reason="Lebih tepat.", agree=True, new_name="Keterhubungan pengaduan"
    )
    session.flush()
    session.expire_all()
    assert build_matrix(SECRETARY, scene.story.plan).rows[0].name.ind == "Keterhubungan pengaduan"


def test_what_is_agreed_while_an_organisation_is_not_single_keeps_the_round_open(session: Session) -> None:
    scene = make_round()
    answers = [answered(scene.bureau, counter("45")), answered(scene.planner, counter("50"))]
    answered(scene.pattiro, AGREES)
    disposition_services.accept(SECRETARY, answers[0], reason="Disetujui.", agree=True)
    disposition_services.dispose(SECRETARY, answers[1], decision=Decision.REJECTED, reason="Biro resmi.")
    round_services.close_round(SECRETARY, scene.review)
    session.flush()
    with pytest.raises(RuleBroken, match="agreed_while_not_single"):
        round_services.finalise_round(SECRETARY, scene.review)


def test_signatures_are_on_the_version_and_given_once(session: Session) -> None:
    scene = make_round()
    with pytest.raises(RuleBroken, match="signing_too_early"):
        signature_services.sign(SECRETARY, scene.review, organisation=scene.story.cso, name="Bejo")
    round_services.close_round(SECRETARY, scene.review)
    signature = signature_services.sign(SECRETARY, scene.review, organisation=scene.story.cso, name="Bejo")
    session.flush()
    assert signature.sha256 == scene.review.version.sha256
    with pytest.raises(RuleBroken, match="already_signed"):
        signature_services.sign(SECRETARY, scene.review, organisation=scene.story.cso, name="Bejo")


def test_only_the_secretariat_runs_a_round(session: Session) -> None:
    scene = make_round()
    answer = answered(scene.bureau, counter("45"))
    bureau = by_link(scene.bureau)
    for act in (
        lambda: round_services.close_round(bureau, scene.review),
        lambda: disposition_services.dispose(bureau, answer, decision=Decision.ACCEPTED, reason="Ya."),
        lambda: invitation_services.revoke_link(bureau, scene.pattiro, reason="Bukan."),
    ):
        with pytest.raises(NotAllowed):
            act()
