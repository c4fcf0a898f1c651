"""The record ("berita acara") of a review round: what was agreed, what was not, who was silent, who signs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from tracker.accounts.states import OrganisationKind
from tracker.core import clock
from tracker.core.bilingual import Language
from tracker.core.dates import format_date, format_datetime_wib
from tracker.core.errors import RuleBroken
from tracker.matrix.plain_paper import Table
from tracker.matrix.queries import matrix_at
from tracker.matrix.rows import MatrixRow
from tracker.matrix.states import AnswerKind, Audience
from tracker.matrix.wording import party_text, position_text, reason_text, status_text
from tracker.reviews import answer_queries, queries
from tracker.reviews.models import NonResponse, ReviewRound, Signature
from tracker.reviews.overview import OrganisationLine, RowLine, row_lines
from tracker.reviews.paper_press import Paper, identity_of, print_paper
from tracker.reviews.paper_words import NONE, ToldAnswer, told_answers
from tracker.reviews.rounds import matrix_of
from tracker.reviews.rules import runs_of_rows
from tracker.reviews.states import TOLD, RoundState, RoundStep, RowStanding
from tracker.reviews.wording import row_name, year_words
from tracker.targets.states import PositionKind, Stance, TalkStatus
from tracker.web.labels import label

Outcome = AnswerKind | RowStanding

# What is counted for each organisation, a column each.
_OUTCOMES: tuple[Outcome, ...] = (
    *(kind for kind in AnswerKind if kind is not AnswerKind.CLEARED),
    RowStanding.NOT_SINGLE,
    RowStanding.NO_RESPONSE,
)


@dataclass(frozen=True)
class _Record:
    """All that a record is written from."""

    review: ReviewRound
    language: Language
    audience: Audience
    rows: Sequence[MatrixRow]
    answers: Sequence[RowLine]
    silences: Sequence[NonResponse]
    signatures: Sequence[Signature]

    def with_status(self, *statuses: TalkStatus) -> list[MatrixRow]:
        """The rows that stand so."""
        return [row for row in self.rows if row.status in statuses]

    def moment(self, at: datetime | None) -> str:
        """A moment in words."""
        return format_datetime_wib(at, locale=self.language) if at else _("belum")


def write_record(review: ReviewRound, *, language: Language, audience: Audience, target: Path) -> None:
    """Write the record as tagged PDF/A, byte for byte the same for the same state of the round.

    A final round is told as the ledger stood when it became final, a closed one as it stands now. Names of
    those who signed are only in the INTERNAL one (D36). RuleBroken "record_too_early" before the closing. The
    caller has seen to it that the reader may see the round.
    """
    check_told(review)
    record = _collect(review, language, audience)
    with force_locale(language):
        print_paper(review, _paper(record), language=language, target=target)


def check_told(review: ReviewRound) -> None:
    """Refuse a record while answers are taken."""
    if review.state not in TOLD:
        raise RuleBroken("record_too_early")


def _collect(review: ReviewRound, language: Language, audience: Audience) -> _Record:
    matrix = matrix_at(review.plan, review.finalised_at or clock.now())
    asked = {key for recipient in review.recipients for key in recipient.row_keys}
    return _Record(
        review,
        language,
        audience,
        rows=[row for row in matrix.rows if row.key in asked],
        answers=row_lines(review, matrix_of(review).rows, answer_queries.answers_of(review)),
        silences=queries.non_responses(review),
        signatures=queries.signatures_of(review),
    )


def _paper(record: _Record) -> Paper:
    review = record.review
    is_final = review.state is RoundState.FINAL
    return Paper(
        heading=_("Berita acara putaran %(number)s", number=review.number),
        facts=_facts(record),
        counts=_counts(record),
        tables=[
            _agreed_table(record),
            _open_table(record),
            _dropped_table(record),
            _answers_table(record),
            _silence_table(record),
            _dispositions_table(record),
            _signatures_table(record),
        ],
        dated=_dated(record),
        caution=""
        if is_final
        else _("Putaran ditutup tetapi belum selesai: isi berita acara dapat berubah."),
    )


def _dated(record: _Record) -> datetime:
    steps = (event.happened_at for event in record.review.events)
    signed = (signature.signed_at for signature in record.signatures)
    return max((record.review.created_at, *steps, *signed))


def _facts(record: _Record) -> list[tuple[str, str]]:
    review = record.review
    return [
        *identity_of(review, language=record.language),
        (_("Dibuka"), record.moment(review.opened_at)),
        (_("Batas waktu menjawab"), format_date(review.due_on, locale=record.language)),
        *_reopenings(record),
        (_("Ditutup"), record.moment(review.closed_at)),
        (_("Selesai"), record.moment(review.finalised_at)),
    ]


def _reopenings(record: _Record) -> list[tuple[str, str]]:
    return [
        (_("Dibuka kembali"), f"{record.moment(event.happened_at)} · {event.reason}")
        for event in record.review.events
        if event.step is RoundStep.REOPEN
    ]


def _counts(record: _Record) -> list[tuple[int, str]]:
    asked, agreed = len(record.rows), len(record.with_status(TalkStatus.AGREED))
    dropped = len(record.with_status(TalkStatus.DROPPED))
    organisations = len({one.organisation_id for one in record.review.recipients})
    return [
        (asked, ngettext("baris ditanyakan", "baris ditanyakan", asked)),
        (organisations, ngettext("lembaga ditanya", "lembaga ditanya", organisations)),
        (agreed, _("disepakati")),
        (asked - agreed - dropped, _("belum disepakati")),
        (dropped, _("dihapus")),
    ]


def _agreed_table(record: _Record) -> Table:
    return Table(
        "agreed",
        _("Baris yang disepakati"),
        [*_row_columns(), ("figures", _("Disepakati")), ("party", _("Untuk"))],
        [
            [*_row_cells(row), _agreed_figures(row, record.language), _agreed_parties(row)]
            for row in record.with_status(TalkStatus.AGREED)
        ],
        nothing=_("Belum ada baris yang disepakati."),
    )


def _row_columns() -> list[tuple[str, str]]:
    return [("row", _("Baris")), ("indicator", _("Indikator"))]


def _row_cells(row: MatrixRow) -> list[str]:
    return [row.key, row_name(row)]


def _agreed_figures(row: MatrixRow, language: Language) -> str:
    return "\n".join(
        f"{cell.year}: {position_text(cell.agreed, row.kind, language)}" for cell in row.years if cell.agreed
    )


def _agreed_parties(row: MatrixRow) -> str:
    """Whom the agreed figures bind; those who lead the row when the agreement names nobody else."""
    bound = [party_text(cell.agreed.party, Audience.PUBLIC) for cell in row.years if cell.agreed]
    return "\n".join(dict.fromkeys(bound)) or party_text(row.lead, Audience.PUBLIC)


def _open_table(record: _Record) -> Table:
    settled = {TalkStatus.AGREED, TalkStatus.DROPPED}
    return Table(
        "open",
        _("Baris yang belum disepakati"),
        [*_row_columns(), ("status", _("Status pembahasan")), ("figures", _("Kedudukan angka"))],
        [
            [*_row_cells(row), status_text(row.status), _standing_figures(row)]
            for row in record.rows
            if row.status not in settled
        ],
        nothing=_("Semua baris sudah disepakati atau dihapus."),
    )


def _standing_figures(row: MatrixRow) -> str:
    return "\n".join(f"{year}: {words}" for year, words in year_words(row))


def _dropped_table(record: _Record) -> Table:
    return Table(
        "dropped",
        _("Baris yang dihapus"),
        [*_row_columns(), ("reason", _("Alasan"))],
        [[*_row_cells(row), _drop_reasons(row)] for row in record.with_status(TalkStatus.DROPPED)],
        nothing=_("Tidak ada baris yang dihapus."),
    )


def _drop_reasons(row: MatrixRow) -> str:
    """Why it was agreed to drop the row; its proposal and their reasons stand in the matrix's history."""
    dropping = [line for line in row.reasons if line.stance is Stance.DROP]
    agreed = [line for line in dropping if line.kind is PositionKind.AGREED]
    return "\n".join(reason_text(line, Audience.PUBLIC) for line in agreed or dropping)


def _answers_table(record: _Record) -> Table:
    counted = _counted(record.answers)
    return Table(
        "counted",
        _("Jawaban per lembaga"),
        [
            ("organisation", _("Lembaga")),
            ("number", _("Ditanya")),
            *(("number", label(outcome)) for outcome in _OUTCOMES),
        ],
        [
            [name, str(tally.total()), *(str(tally[outcome]) for outcome in _OUTCOMES)]
            for name, tally in counted.items()
        ],
        nothing=_("Tidak ada lembaga yang ditanya."),
        note=_("Satu jawaban setiap lembaga dan baris. Diam bukan persetujuan."),
    )


def _counted(rows: Iterable[RowLine]) -> dict[str, Counter[Outcome]]:
    found: dict[str, Counter[Outcome]] = {}
    for line in (each for row in rows for each in row.organisations):
        found.setdefault(line.organisation.short_name, Counter())[_outcome(line)] += 1
    return dict(sorted(found.items()))


def _outcome(line: OrganisationLine) -> Outcome:
    """What an organisation says with one voice, or that it has none, or that it is silent (D12)."""
    if line.standing is not RowStanding.SINGLE:
        return line.standing
    official = [one.answer.kind for one in line.answers if one.is_official]
    return official[0] if official else line.answers[-1].answer.kind


def _silence_table(record: _Record) -> Table:
    name_of = attrgetter("organisation.short_name")
    silent = groupby(sorted(record.silences, key=name_of), key=name_of)
    keys = {name: [one.row_key for one in group] for name, group in silent}
    return Table(
        "silent",
        _("Yang tidak menjawab"),
        [("organisation", _("Lembaga")), ("number", _("Jumlah baris")), ("rows", _("Baris"))],
        [[name, str(len(rows)), runs_of_rows(rows)] for name, rows in keys.items()],
        nothing=_("Semua lembaga menjawab semua baris yang ditanyakan."),
    )


def _dispositions_table(record: _Record) -> Table:
    told = told_answers(record.answers, record.language)
    return Table(
        "dispositions",
        _("Tanggapan atas jawaban"),
        [
            ("row", _("Baris")),
            ("organisation", _("Lembaga")),
            ("asked", _("Yang diminta")),
            ("decision", _("Tanggapan")),
            ("reason", _("Alasan")),
        ],
        [_disposition_cells(one) for one in told if one.line.disposition or one.line.needs_decision],
        nothing=_("Tidak ada jawaban yang perlu ditanggapi."),
    )


def _disposition_cells(told: ToldAnswer) -> list[str]:
    return [told.row.key, told.organisation, told.asked, told.decision, told.reason]


def _signatures_table(record: _Record) -> Table:
    unsigned = [["", "", name, "", "", ""] for name in _not_yet_signed(record)]
    return Table(
        "signatures",
        _("Penanda tangan"),
        [
            ("signer", _("Nama")),
            ("position", _("Jabatan")),
            ("organisation", _("Lembaga")),
            ("moment", _("Ditandatangani")),
            ("print", _("Sidik jari")),
            ("pen", _("Tanda tangan")),
        ],
        [*(_signature_cells(record, one) for one in record.signatures), *unsigned],
        nothing=_("Belum ada."),
        note=_signing_note(record),
    )


def _signing_note(record: _Record) -> str:
    about = str(_("Yang ditandatangani adalah versi matriks dengan sidik jari yang tertera."))
    names = str(_("Nama penanda tangan ada dalam berkas bagi orang yang masuk dengan akun."))
    is_nameless = record.signatures and record.audience is Audience.PUBLIC
    return f"{about} {names}" if is_nameless else about


def _signature_cells(record: _Record, one: Signature) -> list[str]:
    short = " ".join(one.sha256[start : start + 4] for start in (0, 4, 8))
    signer = one.name if record.audience is Audience.INTERNAL else NONE
    name = one.organisation.short_name
    return [signer, one.position, name, record.moment(one.signed_at), short, ""]


def _not_yet_signed(record: _Record) -> list[str]:
    """Who still has to sign: everybody asked, and the secretariat."""
    signed = {one.organisation_id for one in record.signatures}
    asked = {one.organisation_id: one.organisation.short_name for one in record.review.recipients}
    names = sorted(name for organisation, name in asked.items() if organisation not in signed)
    kinds = {one.organisation.kind for one in record.signatures}
    secretariat = [] if OrganisationKind.SECRETARIAT in kinds else [_("Sekretariat Nasional OGI")]
    return [*names, *secretariat]
