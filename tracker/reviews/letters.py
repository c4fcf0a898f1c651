"""What the letters of a round say. Those with a personal link make it as they are written."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from tracker.core import clock
from tracker.notifications.letters import Addressee, Letter, LetterKind, Paragraph, Quote
from tracker.reviews import answer_queries
from tracker.reviews.answer_services import last_day
from tracker.reviews.letter_parts import (
    cover_letter,
    find_recipient,
    names_in,
    on_silence,
    personal_link,
    round_facts,
    time_left,
    why_received,
)
from tracker.reviews.models import Disposition, Recipient
from tracker.reviews.rounds import matrix_of
from tracker.reviews.states import RoundState, RoundStep
from tracker.web.labels import label


def write_invitation(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """What is asked of whom until when, with the personal link. Nothing unless the round is open."""
    recipient = find_recipient(params, RoundState.OPEN)
    if recipient is None:
        return None
    names = names_in(recipient, to)
    asked = _("Seknas OGI meminta tanggapan %(organisation)s atas matriks target %(title)s.", **names)
    how = _(
        "Di halaman itu Anda dapat menjawab baris demi baris, atau mengunduh buku kerja Excel, "
        "mengisinya, lalu mengunggahnya kembali. Tidak perlu akun."
    )
    facts, letter = round_facts(recipient, to), cover_letter(recipient, to)
    return Letter(
        _("Mohon tanggapan atas matriks target %(plan)s, putaran %(number)s", **names),
        (
            Paragraph(asked),
            facts,
            *letter,
            *personal_link(recipient, to, params),
            Paragraph(how),
            on_silence(),
        ),
        why_received(names),
    )


def write_reminder(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """How many rows are still open, with the personal link. Nothing when none is, or it is too late."""
    recipient = find_recipient(params, RoundState.OPEN)
    if recipient is None or clock.today() > last_day(recipient.round):
        return None
    waiting = len(answer_queries.rows_open_at_organisation(recipient))
    if not waiting:
        return None
    names = names_in(recipient, to)
    rows = ngettext(
        "%(num)s baris belum dijawab oleh %(organisation)s.",
        "%(num)s baris belum dijawab oleh %(organisation)s.",
        waiting,
        organisation=names["organisation"],
    )
    intro = Paragraph(f"{rows} {time_left(recipient, to)}")
    return Letter(
        _("Pengingat: tanggapan atas matriks target %(plan)s, putaran %(number)s", **names),
        (intro, round_facts(recipient, to), *personal_link(recipient, to, params), on_silence()),
        why_received(names),
    )


def write_reopened(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """Until when answers are taken again, and why, with the personal link. Nothing unless it is open."""
    recipient = find_recipient(params, RoundState.OPEN)
    if recipient is None:
        return None
    names = names_in(recipient, to)
    again = _(
        "Putaran %(number)s atas matriks target %(title)s dibuka kembali. Jawaban yang sudah Anda berikan "
        "tetap ada dan dapat diubah.",
        **names,
    )
    reason = Quote(_("Alasan"), _last_reason(recipient, RoundStep.REOPEN))
    return Letter(
        _("Dibuka kembali: putaran %(number)s atas matriks target %(plan)s", **names),
        (Paragraph(again), reason, round_facts(recipient, to), *personal_link(recipient, to, params)),
        why_received(names),
    )


def write_cancelled(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """That nothing is asked any more, and why."""
    recipient = find_recipient(params, RoundState.CANCELLED)
    if recipient is None:
        return None
    names = names_in(recipient, to)
    over = _(
        "Putaran %(number)s atas matriks target %(title)s dibatalkan. Anda tidak perlu menjawab lagi; "
        "jawaban yang sudah diberikan tetap tersimpan.",
        **names,
    )
    return Letter(
        _("Dibatalkan: putaran %(number)s atas matriks target %(plan)s", **names),
        (Paragraph(over), Quote(_("Alasan"), _last_reason(recipient, RoundStep.CANCEL))),
        why_received(names),
    )


def write_dispositions(to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    """What was decided, in the day before `until`, about what the recipient had answered (D17)."""
    recipient = find_recipient(params, RoundState.OPEN, RoundState.CLOSED, RoundState.FINAL)
    if recipient is None:
        return None
    until = datetime.fromisoformat(params["until"])
    decided = answer_queries.decided_between(recipient, until - timedelta(days=1), until)
    if not decided:
        return None
    names = names_in(recipient, to)
    intro = _(
        "Seknas OGI menanggapi jawaban Anda dalam putaran %(number)s atas matriks target %(title)s:",
        **names,
    )
    is_open = clock.today() <= recipient.round.last_day_of_links
    link = personal_link(recipient, to, params) if is_open else ()
    return Letter(
        _("Tanggapan atas jawaban Anda: %(plan)s, putaran %(number)s", **names),
        (Paragraph(intro), *_decisions(recipient, decided, to), *link),
        why_received(names),
    )


LETTERS: Mapping[str, LetterKind] = {
    "round-invitation": LetterKind(_l("Undangan menanggapi"), write_invitation),
    "round-reminder": LetterKind(_l("Pengingat"), write_reminder),
    "round-reopened": LetterKind(_l("Putaran dibuka kembali"), write_reopened),
    "round-cancelled": LetterKind(_l("Putaran dibatalkan"), write_cancelled),
    "round-dispositions": LetterKind(_l("Tanggapan atas jawaban"), write_dispositions),
}


def _decisions(recipient: Recipient, decided: Sequence[Disposition], to: Addressee) -> list[Quote]:
    keys = {disposition.answer.row_key for disposition in decided}
    rows = matrix_of(recipient.round).rows
    called = {row.key: f"{row.key} {row.name.in_language(to.language)}" for row in rows if row.key in keys}
    return [_decision(called[disposition.answer.row_key], disposition) for disposition in decided]


def _decision(row: str, disposition: Disposition) -> Quote:
    lines = [_("Alasan: %(reason)s", reason=disposition.reason)]
    if disposition.answer.remark:
        lines.insert(0, _("Anda menulis: %(remark)s", remark=disposition.answer.remark))
    return Quote(f"{row}: {label(disposition.decision)}", "\n".join(lines))


def _last_reason(recipient: Recipient, step: RoundStep) -> str:
    return [event.reason for event in recipient.round.events if event.step is step][-1]
