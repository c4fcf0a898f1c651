"""The monitoring report of a period as an official paper: tagged PDF/A, A4 portrait (D41)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.core.bilingual import Language, bilingual
from tracker.core.dates import WIB, format_datetime_wib
from tracker.core.digest import sha256_of
from tracker.core.text import paragraphs
from tracker.matrix.plain_paper import PORTRAIT, Dress, Table, set_paper
from tracker.matrix.states import Audience
from tracker.monitoring import paper_tables as tables
from tracker.monitoring.paper_charts import chart_of
from tracker.monitoring.paper_content import (
    Account,
    CommitmentPart,
    IndicatorPart,
    MilestoneSaid,
    PaperContent,
    Said,
)
from tracker.monitoring.paper_json import paper_to_json
from tracker.monitoring.paper_wording import (
    NONE,
    aim_text,
    completion_text,
    day_text,
    heading,
    identity_of,
    milestone_reason,
)
from tracker.plans.states import IndicatorKind
from tracker.reports.asked import AskedIndicator
from tracker.reports.period_rules import Period
from tracker.reports.states import Voice
from tracker.web.charts import LineChart
from tracker.web.labels import label

_CSS = ("period.css",)


@dataclass(frozen=True)
class PrintedIndicator:
    """An indicator: what it is, what is said of it, and why a verified value differs."""

    key: str
    name: str
    about: str
    table: Table
    reasons: Sequence[str]
    chart: LineChart | None


@dataclass(frozen=True)
class PrintedAccount:
    """What one organisation writes beside its figures."""

    heading: str
    about: str
    completion: str
    paragraphs: Sequence[str]
    obstacles: Sequence[tuple[str, str]]
    follow_ups: Sequence[str]
    proofs: Table


@dataclass(frozen=True)
class PrintedCommitment:
    """A commitment with everything that was said of it; begins a page."""

    code: str
    title: str
    facts: Sequence[tuple[str, str]]
    duties: Table
    indicators: Sequence[PrintedIndicator]
    milestones: Table
    reasons: Sequence[str]
    accounts: Sequence[PrintedAccount]


def write_period_pdf(content: PaperContent, *, language: Language, target: Path) -> None:
    """Write the report, byte for byte the same for the same content, in the locale of the moment.

    RuleBroken "pango_missing" when the machine lacks what sets a PDF.
    """
    title = content.plan_title.in_language(language)
    fingerprint = sha256_of(paper_to_json(content))
    html = render_template(
        "pdf/period.html",
        language_code=language,
        paper=PORTRAIT,
        title=f"{title} · {heading(content)}",
        dated=f"{_dated(content):%Y-%m-%dT%H:%M:%SZ}",
        plan_title=title,
        heading=heading(content),
        caution=_("Berkas internal") if content.audience is Audience.INTERNAL else "",
        facts=identity_of(content, fingerprint, language),
        counts=_counts(content),
        tables=[tables.owing_table(content), tables.look_table(content), tables.completion_table(content)],
        commitments=[_commitment(one, content.periods, language) for one in content.commitments],
        unpunctual=tables.unpunctual_table(content, language),
    )
    set_paper(html, _dress(content, fingerprint), target)


def _dated(content: PaperContent) -> datetime:
    """The moment of the file's properties: its day has one only where something was handed in."""
    return (content.newest or datetime.combine(content.as_of, time(), WIB)).astimezone(UTC)


def _dress(content: PaperContent, fingerprint: str) -> Dress:
    short = " ".join(fingerprint[start : start + 4] for start in (0, 4, 8))
    printed = _("sidik jari %(short)s", short=short)
    return Dress(
        PORTRAIT,
        head=f"{content.plan_code} · {heading(content)}",
        foot=f"{content.plan_code} · {content.period.code} · {content.as_of.isoformat()} · {printed}",
        more=_CSS,
    )


def _counts(content: PaperContent) -> list[tuple[int, str]]:
    found = tables.tally_of(content.duties)
    commitments = len(content.commitments)
    return [
        (commitments, ngettext("komitmen", "komitmen", commitments)),
        (found.owed, ngettext("laporan wajib", "laporan wajib", found.owed)),
        (found.on_time, _("tepat waktu")),
        (found.late, _("terlambat")),
        (found.missing, _("belum masuk")),
        (found.verified, _("diverifikasi")),
    ]


def _commitment(one: CommitmentPart, periods: Sequence[Period], language: Language) -> PrintedCommitment:
    return PrintedCommitment(
        code=f"{one.code} ({one.ogp_id})" if one.ogp_id else one.code,
        title=one.title.in_language(language),
        facts=list(_parties(one)),
        duties=tables.duty_table(one, language),
        indicators=[_indicator(each, periods, language) for each in one.indicators],
        milestones=tables.milestone_table(one, language),
        reasons=[_milestone_reason(each, language) for each in one.milestones if each.reported],
        accounts=[_account(each, language) for each in one.accounts],
    )


def _parties(one: CommitmentPart) -> Iterator[tuple[str, str]]:
    yield _("Penanggung jawab"), f"{one.lead_unit}, {one.lead}" if one.lead_unit else one.lead
    yield _("Instansi pendukung"), ", ".join(one.supporters) or NONE
    yield _("OMS"), ", ".join(one.society) or NONE
    if one.contact:
        yield _("Narahubung"), one.contact


def _indicator(part: IndicatorPart, periods: Sequence[Period], language: Language) -> PrintedIndicator:
    return PrintedIndicator(
        key=part.asked.key,
        name=bilingual(part.asked, "name").in_language(language),
        about=_about(part.asked, language),
        table=tables.said_table(part.said, language),
        reasons=[_reason(one) for one in part.said if one.reason],
        chart=chart_of(part, periods),
    )


def _about(asked: AskedIndicator, language: Language) -> str:
    """What is counted, and where it began."""
    numerator, denominator = (
        bilingual(asked, name).in_language(language) for name in ("numerator", "denominator")
    )
    unit = "" if asked.kind is IndicatorKind.PERCENTAGE else bilingual(asked, "unit").in_language(language)
    parts = [
        (_("Satuan"), unit),
        (_("Pembilang"), numerator),
        (_("Penyebut"), denominator),
        (_("Data dasar"), aim_text(asked, asked.baseline)),
        (_("Angka"), _("kumulatif") if asked.is_cumulative else _("per periode")),
    ]
    return " · ".join(f"{name}: {text}" for name, text in parts if text)


def _reason(said: Said) -> str:
    return str(
        _(
            "%(organisation)s: hasil verifikasi berbeda dari yang dilaporkan. Alasan: %(reason)s",
            organisation=said.organisation,
            reason=said.reason,
        )
    )


def _milestone_reason(said: MilestoneSaid, language: Language) -> str:
    return f"{said.asked.key}: {milestone_reason(said, language)}"


def _account(account: Account, language: Language) -> PrintedAccount:
    content = account.content
    return PrintedAccount(
        heading=f"{account.organisation} · {label(account.voice)}",
        about=_history(account, language),
        completion=_completion(account),
        paragraphs=paragraphs(content.narrative),
        obstacles=[(label(one.category) if one.category else NONE, one.text) for one in content.obstacles],
        follow_ups=[
            " · ".join(part for part in (one.text, one.owner, day_text(one.due_on, language)) if part)
            for one in content.follow_ups
        ],
        proofs=tables.proof_table(account, language),
    )


def _history(account: Account, language: Language) -> str:
    """When it was handed in and verified; by whom, where names may stand (D36)."""
    return " · ".join((_handed_in(account, language), _verified(account, language), *_corrected(account)))


def _handed_in(account: Account, language: Language) -> str:
    moment = format_datetime_wib(account.handed_in_at, locale=language)
    words = _by(_("Diajukan %(moment)s", moment=moment), account.handed_in_by)
    behalf = _("atas nama %(organisation)s", organisation=account.organisation)
    return f"{words}, {behalf}" if account.is_on_behalf else words


def _verified(account: Account, language: Language) -> str:
    if account.verified_at is None:
        return str(_("belum diverifikasi"))
    moment = format_datetime_wib(account.verified_at, locale=language)
    return _by(_judged(account, moment), account.verified_by)


def _corrected(account: Account) -> list[str]:
    if not account.correction:
        return []
    number = account.version - 1
    return [_("koreksi ke-%(number)s: %(reason)s", number=number, reason=account.correction)]


def _judged(account: Account, moment: str) -> str:
    """An account of civil society is judged for its form only (D27)."""
    if account.voice is Voice.SOCIETY:
        return str(_("bentuknya diperiksa %(moment)s", moment=moment))
    return str(_("diverifikasi %(moment)s", moment=moment))


def _by(words: str, name: str) -> str:
    return str(_("%(words)s oleh %(name)s", words=words, name=name)) if name else words


def _completion(account: Account) -> str:
    reported = completion_text(account.reported.completion)
    if account.verified is None:
        return str(_("%(completion)s (belum diverifikasi)", completion=reported))
    verified = completion_text(account.verified.completion)
    if verified == reported:
        return verified
    return str(
        _(
            "dilaporkan %(reported)s, diverifikasi %(verified)s. Alasan: %(reason)s",
            reported=reported,
            verified=verified,
            reason=account.reasons.get("completion", ""),
        )
    )
