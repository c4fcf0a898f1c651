"""Parts that the letters of a round share, in the language that is set."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from tracker.core import clock
from tracker.core.bilingual import bilingual
from tracker.core.dates import format_long_date
from tracker.notifications.letters import Action, Addressee, Facts, Paragraph, Quote
from tracker.reviews import queries
from tracker.reviews.answer_services import last_day
from tracker.reviews.invitation_services import link_of
from tracker.reviews.models import Recipient
from tracker.reviews.states import RoundState


def find_recipient(params: Mapping[str, Any], *states: RoundState) -> Recipient | None:
    """Whom a letter is for; None when their link is revoked or the round is in none of the states."""
    recipient = queries.recipient_to_write_to(params["recipient_id"])
    if recipient is None or recipient.revoked_at is not None or recipient.round.state not in states:
        return None
    return recipient


def names_in(recipient: Recipient, to: Addressee) -> dict[str, object]:
    """What plan, round and organisation are called, for the places in a text."""
    plan = recipient.round.plan
    return {
        "plan": plan.code,
        "title": bilingual(plan, "title").in_language(to.language),
        "number": recipient.round.number,
        "organisation": recipient.organisation.short_name,
    }


def round_facts(recipient: Recipient, to: Addressee) -> Facts:
    """Which round, over which version, how many rows, until when."""
    review, version = recipient.round, recipient.round.version
    unit = f", {recipient.unit.short_name}" if recipient.unit else ""
    return Facts(
        (
            (_("Putaran"), f"{review.number}, {review.title}"),
            (_("Versi"), f"{version.number}, {version.title}"),
            (_("Atas nama"), recipient.organisation.short_name + unit),
            (_("Baris yang ditanyakan"), str(len(recipient.row_keys))),
            (_("Jawaban paling lambat"), _day(review.due_on, to)),
        )
    )


def cover_letter(recipient: Recipient, to: Addressee) -> list[Quote]:
    """The round's cover letter; in the other language, and saying so, when it is not written in this one."""
    letter = bilingual(recipient.round, "letter")
    text = letter.in_language(to.language)
    if not text:
        return []
    if not letter.is_borrowed(to.language):
        return [Quote(_("Surat pengantar"), text)]
    if to.language == "en":
        return [Quote(_("Surat pengantar (belum ada dalam bahasa Inggris)"), text)]
    return [Quote(_("Surat pengantar (belum ada dalam bahasa Indonesia)"), text)]


def personal_link(recipient: Recipient, to: Addressee, params: Mapping[str, Any]) -> tuple[Action, Paragraph]:
    """The personal link and what it is good for; when it replaces one that was sent before, that it does."""
    address = f"{current_app.config['SETTINGS'].base_url}/r/{link_of(recipient)}"
    terms = _(
        "Tautan ini khusus untuk %(organisation)s dan berlaku sampai %(day)s. "
        "Jangan meneruskannya ke luar organisasi Anda.",
        organisation=recipient.organisation.short_name,
        day=_day(recipient.round.last_day_of_links, to),
    )
    is_replaced = params.get("is_link_replaced", False)
    replaced = _("Tautan dalam surel sebelumnya tidak berlaku lagi.") if is_replaced else ""
    return Action(_("Buka halaman jawaban"), address), Paragraph(f"{terms} {replaced}".strip())


def time_left(recipient: Recipient, to: Addressee) -> str:
    """Until when answers are awaited, or that it is past and until when they are still taken."""
    due_on = recipient.round.due_on
    if clock.today() <= due_on:
        return str(_("Jawaban ditunggu paling lambat %(day)s.", day=_day(due_on, to)))
    past = _(
        "Batas waktu %(day)s telah lewat; jawaban masih diterima sampai %(last_day)s "
        "selama putaran belum ditutup.",
        day=_day(due_on, to),
        last_day=_day(last_day(recipient.round), to),
    )
    return str(past)


def on_silence() -> Paragraph:
    """What becomes of rows that nobody answers (D16)."""
    return Paragraph(
        _("Baris yang tidak dijawab dicatat sebagai “tidak ada tanggapan”, bukan sebagai persetujuan.")
    )


def why_received(names: Mapping[str, object]) -> str:
    """Why one receives a letter of a round; `names` as `names_in` has them."""
    reason = _(
        "Anda menerima surel ini karena tercatat sebagai penerima dari %(organisation)s "
        "dalam putaran %(number)s atas %(plan)s.",
        **names,
    )
    return str(reason)


def _day(on: date, to: Addressee) -> str:
    return format_long_date(on, locale=to.language)
