"""Two review rounds of the invented plan: one that came to its end, as in life, and one that is open."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.accounts.queries import get_organisation_by_code
from tracker.core import clock
from tracker.core.quantities import format_number
from tracker.extensions import db
from tracker.matrix import services as matrix
from tracker.matrix.answers import AnswerContent
from tracker.matrix.models import FrozenVersion
from tracker.matrix.queries import get_version
from tracker.matrix.rows import Quantity
from tracker.matrix.states import AnswerKind
from tracker.plans.models import Plan
from tracker.reviews import (
    answer_services,
    disposition_services,
    invitation_services,
    round_services,
    signature_services,
)
from tracker.reviews.models import Answer, Recipient, ReviewRound
from tracker.reviews.states import AskScope, Decision
from tracker.targets.states import DropReason

DAYS_TO_ANSWER = 14
_LETTER = (
    "Bersama ini kami kirimkan matriks target untuk dibahas di lingkungan Bapak/Ibu. Mohon jawaban untuk "
    "setiap baris sampai batas waktu; baris yang tidak dijawab dicatat sebagai tidak menjawab, bukan setuju."
)
_LETTER_EN = (
    "Please find enclosed the target matrix for discussion within your organisation. We ask for an answer to "
    "each row by the due date; a row without an answer is recorded as not answered, not as agreed."
)
AGREES = AnswerContent(AnswerKind.AGREE)


def seed_rounds(actor: Actor, plan: Plan) -> None:
    """A closed round over the newest version, what it changed as the next version, and a round over that."""
    closed = _prepare(actor, plan, get_version(actor, plan), "Tanggapan atas matriks awal")
    people = _ask_everybody(actor, closed)
    round_services.open_round(actor, closed)
    _decide(actor, _answer(actor, people))
    round_services.close_round(actor, closed)
    round_services.finalise_round(actor, closed)
    _sign(actor, closed)
    db.session.flush()
    matrix.freeze(actor, plan, title="Sesudah putaran pertama", note="Hasil tanggapan K/L dan OMS.")
    db.session.flush()


def seed_open_round(actor: Actor, plan: Plan) -> None:
    """A round that is open for two weeks from today on, with a first answer."""
    review = _prepare(actor, plan, get_version(actor, plan), "Tanggapan atas hasil putaran pertama")
    people = _ask_everybody(actor, review)
    round_services.open_round(actor, review)
    db.session.flush()
    _give(actor, people["rina"], "CTH-01/1", AGREES)


def _prepare(actor: Actor, plan: Plan, version: FrozenVersion, title: str) -> ReviewRound:
    review = round_services.create_round(
        actor,
        plan,
        version=version,
        title=title,
        due_on=clock.today() + timedelta(days=DAYS_TO_ANSWER),
        letter_ind=_LETTER,
        letter_eng=_LETTER_EN,
    )
    db.session.flush()
    return review


def _ask_everybody(actor: Actor, review: ReviewRound) -> Mapping[str, Recipient]:
    """A coordinator and a colleague of one ministry, one silent ministry, and two CSOs."""
    asked = (
        ("rina", "CONTOH-KL-1", "Rina (Biro Perencanaan)", True),
        ("joko", "CONTOH-KL-1", "Joko (Pusat Data)", False),
        ("tata-usaha", "CONTOH-KL-2", "Tata Usaha Kementerian Contoh Data", True),
        ("sari", "CONTOH-OMS-1", "Sari (Lembaga Contoh Warga)", True),
    )
    people = {
        key: _ask(actor, review, get_organisation_by_code(actor, code), key, name, is_coordinator=coordinates)
        for key, code, name, coordinates in asked
    }
    db.session.flush()
    return people


def _ask(
    actor: Actor,
    review: ReviewRound,
    organisation: Organisation,
    mailbox: str,
    name: str,
    *,
    is_coordinator: bool,
) -> Recipient:
    return invitation_services.add_recipient(
        actor,
        review,
        organisation=organisation,
        name=name,
        email=f"{mailbox}@contoh.example",
        scope=AskScope.CHOSEN,
        row_keys=[f"CTH-01/{number}" for number in range(1, 7)],
        is_coordinator=is_coordinator,
    )


def _answer(actor: Actor, people: Mapping[str, Recipient]) -> dict[str, Answer]:
    """Agreeing, countering, contradicting each other, asking for a drop and for other words; and silence."""
    rina, joko, sari = people["rina"], people["joko"], people["sari"]
    answers = {
        "share": _give(actor, rina, "CTH-01/1", _counter("25%", "25")),
        "count": _give(actor, rina, "CTH-01/5", _counter(format_number(Decimal(1500)), "1500")),
        "drop": _give(actor, rina, "CTH-01/3", _drop()),
        "words": _give(actor, rina, "CTH-01/2", _says(AnswerKind.REWORD, "Pakai “layanan aktif”.")),
        "joko": _give(actor, joko, "CTH-01/1", _counter("28%", "28")),
        "wish": _give(actor, sari, "CTH-01/6", _says(AnswerKind.REMARK, "Mohon dimajukan ke tahun 2025.")),
    }
    _give(actor, rina, "CTH-01/4", AGREES)
    _give(actor, sari, "CTH-01/1", AnswerContent(AnswerKind.NO_OBJECTION))
    answer_services.mark_official(actor, answers["share"])
    db.session.flush()
    return answers


def _decide(actor: Actor, answers: Mapping[str, Answer]) -> None:
    """Every remark gets its answer: two values, a drop and a wording are agreed, the rest is not taken up."""
    accept = disposition_services.accept
    for key in ("share", "count"):
        accept(actor, answers[key], reason="Disesuaikan dengan anggaran 2025.", agree=True)
    accept(actor, answers["drop"], reason="Sudah dipantau melalui sistem lain.", agree=True)
    words = "Jumlah layanan aktif keterbukaan anggaran desa"
    accept(actor, answers["words"], reason="Lebih jelas.", agree=True, new_name=words)
    for key, reason in (
        ("joko", "Jawaban resmi kementerian adalah 25%."),
        ("wish", "Jadwal tetap; tahun 2026 sudah paling cepat."),
    ):
        disposition_services.dispose(actor, answers[key], decision=Decision.REJECTED, reason=reason)
    db.session.flush()


def _sign(actor: Actor, review: ReviewRound) -> None:
    for code, name, position in (
        ("CONTOH-KL-1", "Rina Contoh", "Kepala Biro Perencanaan"),
        ("CONTOH-OMS-1", "Sari Contoh", "Direktur"),
        ("SEKNAS-OGI", "Wira Contoh", "Sekretaris"),
    ):
        organisation = get_organisation_by_code(actor, code)
        signature_services.sign(actor, review, organisation=organisation, name=name, position=position)


def _give(actor: Actor, recipient: Recipient, row_key: str, content: AnswerContent) -> Answer:
    answer = answer_services.give_answer(actor, recipient, row_key, content)
    db.session.flush()
    return answer


def _counter(as_written: str, value: str) -> AnswerContent:
    values = ((2025, Quantity(as_written, Decimal(value))),)
    return AnswerContent(AnswerKind.COUNTER, values, remark="Anggaran 2025 hanya cukup untuk ini.")


def _drop() -> AnswerContent:
    return AnswerContent(
        AnswerKind.DROP, drop_reason=DropReason.DUPLICATE, remark="Sudah dipantau melalui sistem lain."
    )


def _says(kind: AnswerKind, remark: str) -> AnswerContent:
    return AnswerContent(kind, remark=remark)
