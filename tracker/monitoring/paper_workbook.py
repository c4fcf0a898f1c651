"""The monitoring report of a period as a workbook: a sheet for each kind of thing that was said (D40)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.bilingual import Language, bilingual
from tracker.core.dates import WIB, format_datetime_wib
from tracker.core.digest import sha256_of
from tracker.evidence.states import Access
from tracker.matrix.rows import Quantity
from tracker.matrix.workbook_archive import name_workbook, save_steadily
from tracker.matrix.workbook_cells import Cell, date_content, share_content, value_cell, whole_content
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_styles import (
    BODY,
    COLUMN_HEADING,
    FIGURE,
    MUTED_TEXT,
    MUTED_WORDS,
    ORDINAL,
    PLAIN_LINE,
    STRONG,
    SUBTITLE,
    TITLE,
    set_base_font,
)
from tracker.monitoring.paper_content import Account, CommitmentPart, DutyLine, PaperContent, Proof, Said
from tracker.monitoring.paper_json import paper_to_json
from tracker.monitoring.paper_states import UNPUNCTUAL
from tracker.monitoring.paper_tables import looks_of, tally_of
from tracker.monitoring.paper_wording import (
    arrival_text,
    completion_text,
    heading,
    identity_of,
    look_text,
    meaning_of,
    milestone_reason,
    proof_text,
    rule_text,
    state_text,
    tally_lines,
    value_text,
)
from tracker.monitoring.progress_wording import rounded
from tracker.plans.states import IndicatorKind
from tracker.reports.achievement_rules import Known, Score, Worth
from tracker.reports.asked import AskedIndicator
from tracker.reports.figure_rules import Figure, measure
from tracker.reports.states import Uncounted, Voice
from tracker.reports.status_rules import shown_percent
from tracker.web.labels import label

_HEADING_ROW = 2
_EMPTY: Cell = ("", BODY)


@dataclass(frozen=True)
class _Book:
    """A workbook being written, and all that it is written from."""

    workbook: Workbook
    content: PaperContent
    fingerprint: str
    language: Language

    def table(self, title: str, headings: Mapping[str, float], lines: Iterable[Sequence[Cell]]) -> None:
        """A sheet with a heading row that stays in sight and is repeated on paper."""
        grid = Grid(self.workbook, title, list(headings.values()))
        grid.freeze(below=_HEADING_ROW, columns=2)
        grid.line(f"{title} · {heading(self.content)} · {self.content.plan_code}", SUBTITLE, height=18)
        grid.headings([(words, COLUMN_HEADING) for words in headings])
        for cells in lines:
            grid.append(cells)
        grid.finish(headings=(_HEADING_ROW, _HEADING_ROW), footer=self.footer)

    @property
    def footer(self) -> tuple[str, str, str]:
        """What stands at the foot of every printed page."""
        left = f"{self.content.plan_code} · {self.content.period.code} · {self.content.as_of.isoformat()}"
        printed = _("sidik jari %(short)s", short=self.fingerprint[:12])
        return left.replace("&", "&&"), printed, _("Halaman %(page)s dari %(pages)s", page="&P", pages="&N")

    def day(self, on: date | None) -> Cell:
        """A day as a real date."""
        return (date_content(on, self.language) if on else "", ORDINAL)

    def text(self, thing: object, field: str) -> Cell:
        """A bilingual text."""
        return bilingual(thing, field).in_language(self.language), BODY


def write_period_workbook(content: PaperContent, *, language: Language, target: Path) -> None:
    """Write the workbook, byte for byte the same for the same content, in the locale of the moment."""
    workbook = Workbook(write_only=True)
    set_base_font(workbook)
    book = _Book(workbook, content, sha256_of(paper_to_json(content)), language)
    _write_summary(book)
    book.table(_("Laporan"), _report_headings(), _report_lines(book))
    book.table(_("Indikator"), _indicator_headings(), _indicator_lines(book))
    book.table(_("Tonggak"), _milestone_headings(), _milestone_lines(book))
    book.table(_("Kendala"), _obstacle_headings(), _obstacle_lines(book))
    book.table(_("Tindak lanjut"), _plan_headings(), _plan_lines(book))
    book.table(_("Data dukung"), _proof_headings(), _proof_lines(book))
    book.table(_("Terlambat dan tidak lapor"), _duty_headings(), _late_lines(book))
    moment = content.newest or datetime.combine(content.as_of, time(), WIB)
    title = f"{heading(content)} · {content.plan_code}"
    name_workbook(workbook, title=title, language=language, moment=moment.astimezone(UTC))
    save_steadily(workbook, target)


def _write_summary(book: _Book) -> None:
    grid = Grid(book.workbook, _("Ringkasan"), (34.0, 14.0, 70.0))
    grid.line(heading(book.content), TITLE, height=24)
    for name, text in identity_of(book.content, book.fingerprint, book.language):
        grid.append([(name, STRONG), _EMPTY, (text, BODY)])
    grid.line("", PLAIN_LINE)
    grid.line(_("Laporan yang wajib"), SUBTITLE, height=18)
    for name, number in tally_lines(tally_of(book.content.duties)):
        grid.append([(name, STRONG), (whole_content(number), FIGURE), _EMPTY])
    grid.line("", PLAIN_LINE)
    grid.line(_("Keadaan indikator"), SUBTITLE, height=18)
    for look, number in looks_of(book.content).items():
        grid.append([(look_text(look), STRONG), (whole_content(number), FIGURE), (meaning_of(look), BODY)])
    grid.append([(_("Aturan penilaian"), STRONG), _EMPTY, (rule_text(), BODY)])
    grid.finish_plain(book.footer)


def _report_headings() -> dict[str, float]:
    return {
        _("Komitmen"): 13.0,
        _("Lembaga"): 20.0,
        _("Judul komitmen"): 50.0,
        _("Sebagai"): 16.0,
        _("Batas waktu"): 13.0,
        _("Masuk pada"): 13.0,
        _("Waktu"): 18.0,
        _("Keadaan laporan"): 18.0,
        _("Penyelesaian dilaporkan"): 18.0,
        _("Penyelesaian diverifikasi"): 18.0,
        _("Alasan"): 40.0,
        _("Uraian kemajuan"): 60.0,
    }


def _report_lines(book: _Book) -> Iterator[list[Cell]]:
    for one in book.content.commitments:
        accounts = {each.organisation: each for each in one.accounts}
        for duty in one.duties:
            start = _place(one, duty.organisation, book)
            account = accounts.pop(duty.organisation, None)
            yield [*start, *_duty_cells(duty, book), *_completion_cells(account)]
        for account in accounts.values():
            voice: Cell = (label(account.voice), BODY)
            state = _("diverifikasi") if account.verified else _("belum diverifikasi")
            handed_in = book.day(account.handed_in_at.astimezone(WIB).date())
            cells = [voice, _EMPTY, handed_in, _EMPTY, (state, BODY)]
            yield [*_place(one, account.organisation, book), *cells, *_completion_cells(account)]


def _place(commitment: CommitmentPart, organisation: str, book: _Book) -> list[Cell]:
    title = commitment.title.in_language(book.language)
    return [(commitment.code, STRONG), (organisation, BODY), (title, BODY)]


def _duty_cells(duty: DutyLine, book: _Book) -> list[Cell]:
    handed_in = duty.handed_in_at
    return [
        (label(duty.part), BODY),
        book.day(duty.due_on),
        book.day(handed_in.astimezone(WIB).date() if handed_in else None),
        (arrival_text(duty), BODY),
        (state_text(duty), BODY),
    ]


def _completion_cells(account: Account | None) -> list[Cell]:
    if account is None:
        return [_EMPTY] * 4
    verified = completion_text(account.verified.completion) if account.verified else ""
    return [
        (completion_text(account.reported.completion), BODY),
        (verified, BODY),
        (account.reasons.get("completion", ""), BODY),
        (account.content.narrative, BODY),
    ]


def _indicator_headings() -> dict[str, float]:
    return {
        _("Baris"): 13.0,
        _("Lembaga"): 18.0,
        _("Suara"): 13.0,
        _("Indikator"): 36.0,
        _("Satuan"): 12.0,
        _("Keadaan"): 20.0,
        _("Pembilang dilaporkan"): 13.0,
        _("Penyebut dilaporkan"): 13.0,
        _("Nilai dilaporkan"): 13.0,
        _("Pembilang diverifikasi"): 13.0,
        _("Penyebut diverifikasi"): 13.0,
        _("Nilai diverifikasi"): 13.0,
        _("Alasan berbeda"): 34.0,
        _("Data dasar"): 13.0,
        **{words: 13.0 for kind in _aims() for words in kind},
    }


def _aims() -> list[tuple[str, str, str]]:
    """For each of the three targets: its own column, that of capaian, that of kemajuan (D29)."""
    return [
        (_("Usulan awal"), _("Capaian: usulan awal"), _("Kemajuan: usulan awal")),
        (
            _("Disepakati pada awal periode"),
            _("Capaian: awal periode"),
            _("Kemajuan: awal periode"),
        ),
        (_("Terbaru saat dinilai"), _("Capaian: terbaru"), _("Kemajuan: terbaru")),
    ]


def _indicator_lines(book: _Book) -> Iterator[list[Cell]]:
    parts = (part for one in book.content.commitments for part in one.indicators)
    for said in (said for part in parts for said in part.said):
        achieved = said.achieved
        yield [
            (said.asked.key, STRONG),
            (said.organisation, BODY),
            (_("OMS") if said.voice is Voice.SOCIETY else _("K/L"), BODY),
            book.text(said.asked, "name"),
            book.text(said.asked, "unit"),
            (look_text(said.look) if said.figure or said.voice is Voice.GOVERNMENT else "", BODY),
            *_figure_cells(said, said.reported, book),
            *_figure_cells(said, said.verified, book),
            (said.reason, BODY),
            _known(said.asked, said.asked.baseline, book),
            *_worth_cells(said, achieved.original, book),
            *_worth_cells(said, achieved.at_start, book),
            *_worth_cells(said, achieved.latest, book),
        ]


def _figure_cells(said: Said, figure: Figure | None, book: _Book) -> list[Cell]:
    """Numerator, denominator and what they amount to; what was stated in words where there is no number."""
    if figure is None or figure.statement is None:
        return [("", FIGURE)] * 3
    measured = measure(said.asked.kind, figure)
    if measured is None:
        return [("", FIGURE), ("", FIGURE), (label(figure.statement), MUTED_WORDS)]
    parts = [_plain(part, book) for part in (figure.numerator, figure.denominator)]
    if measured.value is None or measured.aspects:
        return [*parts, (value_text(said.asked, measured), BODY)]
    return [*parts, _value(said.asked, rounded(said.asked, measured), book)]


def _plain(number: Decimal | None, book: _Book) -> Cell:
    if number is None:
        return "", FIGURE
    return value_cell(Quantity("", number), IndicatorKind.COUNT, book.language, FIGURE)


def _value(asked: AskedIndicator, value: Decimal, book: _Book) -> Cell:
    """A value in the indicator's unit; 45 percent is 0.45 (D3)."""
    kind = IndicatorKind.PERCENTAGE if asked.is_percentage else IndicatorKind.COUNT
    return value_cell(Quantity("", value), kind, book.language, FIGURE)


def _known(asked: AskedIndicator, known: Known, book: _Book) -> Cell:
    return (label(known), MUTED_WORDS) if isinstance(known, Uncounted) else _value(asked, known, book)


def _worth_cells(said: Said, worth: Worth, book: _Book) -> list[Cell]:
    scores = [_score(one, book) for one in (worth.capaian, worth.kemajuan)]
    return [_known(said.asked, worth.target, book), *scores]


def _score(score: Score, book: _Book) -> Cell:
    if score.percent is not None:
        return share_content(shown_percent(score.percent), book.language), FIGURE
    return (label(score.why_not) if score.why_not else "", MUTED_WORDS)


def _milestone_headings() -> dict[str, float]:
    return {
        _("Tonggak"): 14.0,
        _("Menurut"): 20.0,
        _("Uraian"): 60.0,
        _("Tenggat"): 14.0,
        _("Keadaan"): 16.0,
        _("Tanggal"): 14.0,
        _("Status verifikasi"): 18.0,
        _("Berbeda dari laporan"): 44.0,
    }


def _milestone_lines(book: _Book) -> Iterator[list[Cell]]:
    for said in (said for one in book.content.commitments for said in one.milestones):
        due = said.asked.due_on
        yield [
            (said.asked.key, STRONG),
            (said.organisation, BODY),
            book.text(said.asked, "text"),
            book.day(due) if due else (said.asked.due_text, BODY),
            (label(said.status.state) if said.status.state else "", BODY),
            book.day(said.status.on),
            _verification(is_verified=said.is_verified),
            (milestone_reason(said, book.language), BODY),
        ]


def _verification(*, is_verified: bool) -> Cell:
    return (_("diverifikasi"), BODY) if is_verified else (_("belum diverifikasi"), MUTED_TEXT)


def _told(book: _Book) -> Iterator[tuple[CommitmentPart, Account]]:
    return ((one, account) for one in book.content.commitments for account in one.accounts)


def _teller(commitment: CommitmentPart, account: Account) -> list[Cell]:
    return [(commitment.code, STRONG), (account.organisation, BODY)]


def _obstacle_headings() -> dict[str, float]:
    return {
        _("Komitmen"): 14.0,
        _("Lembaga"): 20.0,
        _("Kategori"): 18.0,
        _("Kendala"): 90.0,
        _("Status verifikasi"): 18.0,
    }


def _obstacle_lines(book: _Book) -> Iterator[list[Cell]]:
    for commitment, account in _told(book):
        for one in account.content.obstacles:
            yield [
                *_teller(commitment, account),
                (label(one.category) if one.category else "", BODY),
                (one.text, BODY),
                _verification(is_verified=account.verified is not None),
            ]


def _plan_headings() -> dict[str, float]:
    return {
        _("Komitmen"): 14.0,
        _("Lembaga"): 20.0,
        _("Rencana tindak lanjut"): 80.0,
        _("Penanggung jawab"): 30.0,
        _("Tenggat"): 14.0,
        _("Status verifikasi"): 18.0,
    }


def _plan_lines(book: _Book) -> Iterator[list[Cell]]:
    for commitment, account in _told(book):
        for one in account.content.follow_ups:
            yield [
                *_teller(commitment, account),
                (one.text, BODY),
                (one.owner, BODY),
                book.day(one.due_on),
                _verification(is_verified=account.verified is not None),
            ]


def _proof_headings() -> dict[str, float]:
    return {
        _("Komitmen"): 14.0,
        _("Lembaga"): 20.0,
        _("Untuk"): 14.0,
        _("Data dukung"): 50.0,
        _("Jenis"): 14.0,
        _("Ukuran (bita)"): 14.0,
        _("Tanggal"): 14.0,
        _("Alamat"): 50.0,
        _("SHA-256"): 68.0,
    }


def _proof_lines(book: _Book) -> Iterator[list[Cell]]:
    for commitment, account in _told(book):
        for one in account.proofs:
            yield [*_teller(commitment, account), *_proof_cells(one, book)]


def _proof_cells(proof: Proof, book: _Book) -> list[Cell]:
    kind = label(proof.kind) if proof.kind else _("tautan")
    return [
        (proof.place, BODY),
        (proof_text(proof, book.language), BODY),
        ("" if proof.access is Access.RESTRICTED else kind, BODY),
        _plain(Decimal(proof.size) if proof.size is not None else None, book),
        book.day(proof.dated),
        (proof.url, BODY),
        (proof.sha256, BODY),
    ]


def _duty_headings() -> dict[str, float]:
    return {
        _("Komitmen"): 14.0,
        _("Lembaga"): 20.0,
        _("Judul komitmen"): 60.0,
        _("Sebagai"): 18.0,
        _("Batas waktu"): 14.0,
        _("Masuk pada"): 20.0,
        _("Waktu"): 18.0,
        _("Hari terlambat"): 12.0,
        _("Keadaan laporan"): 20.0,
    }


def _late_lines(book: _Book) -> Iterator[list[Cell]]:
    for one in book.content.commitments:
        for duty in one.duties:
            if duty.arrival in UNPUNCTUAL:
                moment = duty.handed_in_at
                yield [
                    *_place(one, duty.organisation, book),
                    (label(duty.part), BODY),
                    book.day(duty.due_on),
                    (format_datetime_wib(moment, locale=book.language) if moment else "", BODY),
                    (label(duty.arrival), BODY),
                    (whole_content(duty.days_late), FIGURE),
                    (state_text(duty), BODY),
                ]
