"""Papers of a round: a title block, facts, counts and plain tables (D41)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import render_template
from flask_babel import gettext as _

from tracker.core.bilingual import Language, bilingual
from tracker.core.dates import format_datetime_wib
from tracker.matrix import wording
from tracker.matrix.exports import check_url, stamp_of
from tracker.matrix.pdf_sheets import check_code
from tracker.matrix.plain_paper import PORTRAIT, Dress, Table, set_paper
from tracker.reviews.models import ReviewRound


@dataclass(frozen=True)
class Paper:
    """What is printed about a round; `dated` is the moment that its content is of."""

    heading: str
    facts: Sequence[tuple[str, str]]
    counts: Sequence[tuple[int, str]]
    tables: Sequence[Table]
    dated: datetime
    format: str = PORTRAIT
    caution: str = ""


def print_paper(review: ReviewRound, paper: Paper, *, language: Language, target: Path) -> None:
    """Set a paper as tagged PDF/A, byte for byte the same for the same content, in the locale of the moment.

    RuleBroken "pango_missing" when the machine lacks what sets a PDF.
    """
    title = bilingual(review.plan, "title").in_language(language)
    html = render_template(
        "pdf/paper.html",
        language_code=language,
        paper=paper.format,
        title=f"{title} · {paper.heading}",
        dated=f"{paper.dated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        plan_title=title,
        heading=paper.heading,
        about=review.title,
        caution=paper.caution,
        code=check_code(check_url(review.version.sha256)),
        facts=paper.facts,
        counts=paper.counts,
        tables=paper.tables,
    )
    set_paper(html, _dress(review, paper), target)


def identity_of(review: ReviewRound, *, language: Language) -> list[tuple[str, str]]:
    """What the round is about: its plan, and the version with its fingerprint and address (D18)."""
    stamp = stamp_of(review.version)
    frozen = format_datetime_wib(stamp.frozen_at, locale=language)
    return [
        (_("Rencana"), f"{review.plan.code} · {bilingual(review.plan, 'title').in_language(language)}"),
        (_("Matriks yang ditanyakan"), f"{wording.version_text(stamp)} ({frozen})"),
        (_("Sidik jari (SHA-256)"), stamp.sha256),
        (_("Alamat pemeriksaan"), stamp.check_url),
    ]


def _dress(review: ReviewRound, paper: Paper) -> Dress:
    fingerprint = wording.fingerprint_text(stamp_of(review.version))
    version = _("Versi %(number)s", number=review.version.number)
    return Dress(
        paper.format,
        head=f"{review.plan.code} · {paper.heading} · {review.title}",
        foot=f"{review.plan.code} · {version} · {fingerprint}",
    )
