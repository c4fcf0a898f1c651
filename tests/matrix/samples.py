"""Matrices made by hand: the one of the minutes, an earlier one of it, and invented ones of any size."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tracker.core.bilingual import Bilingual
from tracker.core.quantities import Comparator, Qualifier
from tracker.matrix.rows import (
    BaselineCell,
    CellPosition,
    CommitmentHeading,
    DefinitionLine,
    HistoryLine,
    Matrix,
    MatrixRow,
    Party,
    Quantity,
    ReasonLine,
    Source,
    VersionStamp,
    WarningLine,
    YearCell,
)
from tracker.plans.states import Direction, IndicatorKind
from tracker.targets.states import DropReason, PlausibilityRule, PositionKind, Stance, TalkStatus

MINUTES = "Notula 2020-09-21"
FROZEN_AT = datetime(2020, 9, 22, 6, 30, tzinfo=UTC)
PATTIRO = Party("Pattiro", person="Bejo")
MKOK = Party("KemenPAN-RB", unit="Biro MKOK", person="Septiana")
MINISTRY = Party("KemenPAN-RB")

_RISING = (
    "Tidak bisa langsung 80% dan 60%, karena proses pencapaian menjadi 80% dan 60% akan naik secara bertahap "
    "hingga tahun 2024."
)
_AIM = "Target yang ingin dicapai pada tahun 2022 menurut usulan Pattiro."


def clause(label: str) -> Source:
    """A clause of the minutes."""
    return Source(MINUTES, label)


PROPOSED, COUNTERED = clause("II.2.e"), clause("II.6.b")


def percent(value: str, as_written: str = "", comparator: Comparator = Comparator.EQUAL) -> Quantity:
    """A percentage, stored as 45."""
    return Quantity(as_written or f"{value}%", Decimal(value), comparator=comparator)


def level(name: str, as_written: str) -> Quantity:
    """A stage of a regulation, or yes/no."""
    return Quantity(as_written, level=name)


def position(quantity: Quantity, party: Party, source: Source) -> CellPosition:
    """A position under the first definition."""
    return CellPosition(quantity, party, source, 1)


def year_cell(
    year: int,
    *,
    initial: CellPosition | None = None,
    counter: CellPosition | None = None,
    agreed: CellPosition | None = None,
    status: TalkStatus = TalkStatus.PROPOSED,
) -> YearCell:
    """A target at the end of `year`, with the difference of its figures."""
    figures = [place.quantity.value if place else None for place in (initial, counter)]
    difference = figures[1] - figures[0] if figures[0] is not None and figures[1] is not None else None
    return YearCell(
        year, date(year, 12, 31), status, initial, counter, agreed, difference, is_midterm=year > 2022
    )


def reason(party: Party, kind: PositionKind, text: str, source: Source) -> ReasonLine:
    """Why a party holds its figure."""
    return ReasonLine(party, Stance.VALUE, kind, text, source)


def make_row(number: int, name: str, **changes: object) -> MatrixRow:
    """An indicator of the commitment of the minutes."""
    plain = MatrixRow(
        key=f"RAN7-01/{number}",
        commitment="RAN7-01",
        number=number,
        name=Bilingual(name),
        definition=Bilingual(""),
        definition_version=1,
        kind=IndicatorKind.PERCENTAGE,
        direction=Direction.RISE,
        unit=Bilingual("persen", "percent"),
        status=TalkStatus.PROPOSED,
        lead=Party("KemenPAN-RB", unit="Biro MKOK"),
        supporters=("Bappenas", "Kominfo", "Kantor Staf Presiden", "Ombudsman RI"),
        csos=("Pattiro",),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def minutes_rows() -> tuple[MatrixRow, ...]:
    """The six indicators of the minutes of 21 September 2020, as they stood after the meeting."""
    return (
        _complaints_followed_up(),
        _agencies_performing_well(),
        _integration(),
        _open_recap(),
        _functional_position(),
        _road_map(),
    )


def _complaints_followed_up() -> MatrixRow:
    return make_row(
        1,
        "Laporan pengaduan melalui SP4N-LAPOR! ditindaklanjuti",
        definition=Bilingual(
            "Persentase laporan pengaduan yang diselesaikan dari jumlah pengaduan yang masuk.",
            "Share of incoming complaints that are resolved.",
        ),
        status=TalkStatus.CONTESTED,
        years=(
            year_cell(
                2022,
                initial=position(percent("80", "minimal 80%", Comparator.AT_LEAST), PATTIRO, PROPOSED),
                counter=position(percent("45"), MKOK, COUNTERED),
                status=TalkStatus.CONTESTED,
            ),
        ),
        reasons=(
            reason(PATTIRO, PositionKind.INITIAL, _AIM, PROPOSED),
            reason(MKOK, PositionKind.COUNTER, _RISING, COUNTERED),
        ),
        warnings=(
            WarningLine(
                PlausibilityRule.BELOW_PUBLISHED,
                (
                    ("party", "KemenPAN-RB"),
                    ("year", "2022"),
                    ("value", "45%"),
                    ("published", "60%"),
                    ("published_year", "2020"),
                    ("series", "Peta jalan"),
                ),
            ),
            WarningLine(
                PlausibilityRule.NAME_AND_AIM_DIFFER,
                (("named", "ditindaklanjuti"), ("aimed", "diselesaikan")),
            ),
        ),
    )


def _agencies_performing_well() -> MatrixRow:
    return make_row(
        2,
        "Peningkatan kinerja pengelolaan SP4N-LAPOR! oleh lembaga pemerintah",
        definition=Bilingual(
            "Instansi terhubung yang menindaklanjuti paling sedikit 50% pengaduan yang masuk."
        ),
        status=TalkStatus.CONTESTED,
        baseline=BaselineCell(
            Quantity("sekitar 122 instansi (19%)", Decimal(19), qualifier=Qualifier.ABOUT),
            2020,
            clause("II.2.a"),
            numerator=Decimal(122),
        ),
        years=(
            year_cell(
                2022,
                initial=position(percent("60"), PATTIRO, PROPOSED),
                counter=position(percent("30"), MKOK, COUNTERED),
                status=TalkStatus.CONTESTED,
            ),
        ),
        reasons=(
            reason(PATTIRO, PositionKind.INITIAL, _AIM, PROPOSED),
            reason(MKOK, PositionKind.COUNTER, _RISING, COUNTERED),
        ),
        warnings=(WarningLine(PlausibilityRule.BASELINE_WITHOUT_DENOMINATOR, (("value", "19%"),)),),
    )


def _integration() -> MatrixRow:
    return make_row(
        3,
        "Integrasi SP4N-LAPOR! nasional dan daerah",
        suggested_names=(Bilingual("Keterhubungan SP4N-LAPOR! nasional dan daerah"),),
        outside_monitor="Stranas PK",
        status=TalkStatus.NOT_SINGLE,
        years=(
            year_cell(
                2022,
                initial=position(percent("100"), PATTIRO, PROPOSED),
                counter=position(percent("100", "sudah 100%"), MINISTRY, clause("II.5.f")),
                status=TalkStatus.NOT_SINGLE,
            ),
        ),
        reasons=(
            reason(PATTIRO, PositionKind.INITIAL, _AIM, PROPOSED),
            reason(
                replace(MINISTRY, person="Rosikin"),
                PositionKind.COUNTER,
                "Sudah terintegrasi dengan lebih dari 623 KL sehingga capaian indikator sudah 100%.",
                clause("II.5.f"),
            ),
            ReasonLine(
                replace(MINISTRY, person="Septiana"),
                Stance.DROP,
                PositionKind.COUNTER,
                "Stranas PK sudah mengawasi dengan cukup ketat; dapat dihapus agar tidak menjadi repetitif.",
                clause("II.6.d"),
                DropReason.DUPLICATE,
            ),
            ReasonLine(
                replace(MINISTRY, person="Imanudin"),
                Stance.RETAIN,
                PositionKind.COUNTER,
                "Dapat tetap dimasukkan, tapi melihat kualitasnya: organisasi, pengelola, tindak lanjut.",
                clause("II.7.a"),
            ),
        ),
        warnings=(
            WarningLine(
                PlausibilityRule.OPEN_DENOMINATOR,
                (("party", "KemenPAN-RB"), ("year", "2022"), ("value", "100%"), ("denominator", "> 623")),
            ),
        ),
    )


def _open_recap() -> MatrixRow:
    return make_row(
        4,
        "Terbukanya rekapitulasi laporan data dan informasi terkait pengaduan publik",
        kind=IndicatorKind.YES_NO,
        unit=Bilingual("ya/tidak", "yes/no"),
        years=(year_cell(2022, initial=position(level("yes", "terbuka"), PATTIRO, PROPOSED)),),
        reasons=(
            ReasonLine(
                MKOK,
                Stance.REMARK,
                PositionKind.COUNTER,
                "Bisa dibuat satu sub menu dalam website yang sudah ada.",
                clause("II.6.c"),
            ),
        ),
    )


def _functional_position() -> MatrixRow:
    return make_row(
        5,
        "Terbitnya PermenPAN-RB tentang Penetapan Jabatan Fungsional Pengelola Pengaduan",
        kind=IndicatorKind.REGULATION,
        unit=Bilingual("tahap peraturan", "stage of the regulation"),
        years=(
            year_cell(2021, initial=position(level("enactment", "terbit"), PATTIRO, clause("II.2.d"))),
            year_cell(2022, initial=position(level("promulgation", "terbit"), PATTIRO, PROPOSED)),
        ),
    )


def _road_map() -> MatrixRow:
    return make_row(
        6,
        "Terbitnya PermenPAN-RB tentang Road Map Sistem Pengelolaan Pengaduan Pelayanan Publik Nasional",
        kind=IndicatorKind.REGULATION,
        unit=Bilingual("tahap peraturan", "stage of the regulation"),
        status=TalkStatus.DROP_PROPOSED,
        years=(
            year_cell(
                2022,
                initial=position(level("promulgation", "terbit"), PATTIRO, PROPOSED),
                status=TalkStatus.DROP_PROPOSED,
            ),
        ),
        reasons=(
            ReasonLine(
                replace(MINISTRY, person="Yanuar"),
                Stance.DROP,
                PositionKind.COUNTER,
                "Roadmap sudah selesai, sehingga usulan ini dapat dihapus.",
                clause("II.4.a"),
                DropReason.ACHIEVED,
            ),
        ),
    )


def minutes_history() -> tuple[HistoryLine, ...]:
    """The ledger of indicators 1 and 2."""
    figures = (
        ("RAN7-01/1", percent("80", "minimal 80%", Comparator.AT_LEAST), PATTIRO, "II.2.e"),
        ("RAN7-01/2", percent("60"), PATTIRO, "II.2.e"),
        ("RAN7-01/1", percent("45"), MKOK, "II.6.b"),
        ("RAN7-01/2", percent("30"), MKOK, "II.6.b"),
    )
    return tuple(
        HistoryLine(
            row_key=key,
            sequence=sequence,
            taken_on=date(2020, 9, 21),
            kind=PositionKind.INITIAL if party is PATTIRO else PositionKind.COUNTER,
            stance=Stance.VALUE,
            year=2022,
            quantity=quantity,
            party=party,
            reason=_AIM if party is PATTIRO else _RISING,
            source=clause(label),
        )
        for sequence, (key, quantity, party, label) in enumerate(figures, 1)
    )


def minutes_definitions() -> tuple[DefinitionLine, ...]:
    """The wording in force of indicator 3, and the one suggested in the meeting."""
    return (
        DefinitionLine(
            "RAN7-01/3",
            1,
            Bilingual("Integrasi SP4N-LAPOR! nasional dan daerah"),
            Bilingual("Instansi pemerintah yang terhubung."),
            Bilingual("instansi yang terhubung"),
            Bilingual("seluruh instansi pemerintah"),
            True,
            "Usulan awal.",
            clause("II.2.e"),
        ),
        DefinitionLine(
            "RAN7-01/3",
            2,
            Bilingual("Keterhubungan SP4N-LAPOR! nasional dan daerah"),
            Bilingual("Kualitas keterhubungan: organisasi, pengelola, tindak lanjut pengaduan."),
            Bilingual(""),
            Bilingual(""),
            False,
            "Istilah integrasi dan keterhubungan memiliki makna berbeda.",
            clause("II.5.d"),
        ),
    )


def minutes_matrix() -> Matrix:
    """The matrix of the minutes after the meeting: 80/45 and 60/30 for 2022."""
    return Matrix(
        plan_code="RAN-OGI-2020-2022",
        plan_title=Bilingual(
            "Rencana Aksi Nasional Open Government Indonesia 2020–2022",
            "Open Government Indonesia National Action Plan 2020–2022",
        ),
        first_year=2021,
        last_year=2022,
        as_of=FROZEN_AT,
        years=(2021, 2022),
        commitments=(
            CommitmentHeading(
                "RAN7-01",
                Bilingual(
                    "Meningkatkan responsivitas instansi pengaduan yang terhubung dengan SP4N-LAPOR!",
                    "Raising the responsiveness of agencies connected to SP4N-LAPOR!",
                ),
                "ID0112",
            ),
        ),
        rows=minutes_rows(),
        history=minutes_history(),
        definitions=minutes_definitions(),
    )


def matrix_before_meeting() -> Matrix:
    """The matrix as proposed: no counter-positions yet."""
    after = minutes_matrix()
    rows = tuple(_as_proposed(row) for row in after.rows)
    return replace(after, rows=rows, history=after.history[:2], definitions=after.definitions[:1])


def _as_proposed(row: MatrixRow) -> MatrixRow:
    years = tuple(
        replace(cell, counter=None, difference=None, status=TalkStatus.PROPOSED) for cell in row.years
    )
    reasons = tuple(line for line in row.reasons if line.kind is PositionKind.INITIAL)
    return replace(
        row, years=years, reasons=reasons, warnings=(), status=TalkStatus.PROPOSED, suggested_names=()
    )


def make_stamp(**changes: object) -> VersionStamp:
    """The stamp of the version frozen the day after the meeting."""
    plain = VersionStamp(
        number=2,
        title="Keadaan setelah rapat 21 September 2020",
        note="Dikembalikan ke K/L dan OMS untuk didiskusikan dalam rapat internal.",
        sha256="3f9a51c07be2" + "d4" * 26,
        frozen_at=FROZEN_AT,
        check_url="https://ogi.example.go.id/check/3f9a51c07be2",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def draft_stamp() -> VersionStamp:
    """The stamp of a live draft."""
    return make_stamp(number=None, title="", note="")


_SENTENCES = (
    "Capaian dihitung dari laporan yang masuk melalui kanal resmi dan diverifikasi setiap triwulan.",
    "Kementerian mengusulkan kenaikan bertahap karena kesiapan pemerintah daerah belum merata.",
    "Organisasi masyarakat sipil menilai angka ini terlalu rendah dibandingkan dengan peta jalan.",
    "Ketergantungan pada lembaga lain perlu disepakati lebih dahulu dalam rapat koordinasi.",
    "Data dasar tersedia untuk 34 provinsi; sisanya menunggu integrasi sistem.",
)


def long_text(seed: int, length: int) -> str:
    """Plain Indonesian of exactly `length` characters, the same for the same seed, in paragraphs."""
    pieces, size = list[str](), 0
    while size < length:
        pieces.append(_SENTENCES[(seed + len(pieces) * 3) % len(_SENTENCES)])
        size += len(pieces[-1]) + 1
    breaks = ("\n" if number % 6 == 5 else " " for number in range(len(pieces)))
    return "".join(piece + gap for piece, gap in zip(pieces, breaks, strict=True))[:length]


def large_matrix(rows: int) -> Matrix:
    """An invented plan with `rows` indicators, five to a commitment; some reasons reach 5,000 characters."""
    made = tuple(_invented_row(number) for number in range(rows))
    codes = list(dict.fromkeys(row.commitment for row in made))
    headings = tuple(
        CommitmentHeading(code, Bilingual(f"Komitmen {code}: {long_text(place, 120)}", f"Commitment {code}"))
        for place, code in enumerate(codes)
    )
    return Matrix(
        plan_code="UJI-2024",
        plan_title=Bilingual("Rencana uji", "Trial plan"),
        first_year=2023,
        last_year=2024,
        as_of=FROZEN_AT,
        years=(2023, 2024),
        commitments=headings,
        rows=made,
        history=tuple(_invented_history(made)),
        definitions=(),
    )


_KINDS = (IndicatorKind.PERCENTAGE, IndicatorKind.COUNT, IndicatorKind.REGULATION, IndicatorKind.YES_NO)
_STATUSES = (
    TalkStatus.CONTESTED,
    TalkStatus.PROPOSED,
    TalkStatus.AGREED,
    TalkStatus.DROPPED,
    TalkStatus.EMPTY,
)


def _invented_row(seed: int) -> MatrixRow:
    kind, status = _KINDS[seed % len(_KINDS)], _STATUSES[seed % len(_STATUSES)]
    code, number = f"UJI-{seed // 5 + 1:04}", seed % 5 + 1
    length = 5_000 if seed % 50 == 7 else 200 + seed * 37 % 600
    cells = (
        ()
        if status is TalkStatus.EMPTY
        else tuple(_invented_cell(seed, year, kind, status) for year in (2023, 2024))
    )
    return make_row(
        number,
        f"Indikator {seed + 1}: {long_text(seed, 60 + seed * 13 % 80)}",
        key=f"{code}/{number}",
        commitment=code,
        definition=Bilingual(long_text(seed + 1, 80 + seed * 29 % 300)),
        kind=kind,
        unit=Bilingual("persen" if kind is IndicatorKind.PERCENTAGE else "pengaduan"),
        status=status,
        years=cells,
        reasons=(
            reason(PATTIRO, PositionKind.INITIAL, long_text(seed + 2, 150), clause("II.2.e")),
            reason(MKOK, PositionKind.COUNTER, long_text(seed, length), clause("II.6.b")),
        ),
        warnings=_invented_warnings(seed),
    )


def _invented_warnings(seed: int) -> tuple[WarningLine, ...]:
    if seed % 7:
        return ()
    params = (
        ("party", "KemenPAN-RB"),
        ("year", "2022"),
        ("value", "40%"),
        ("earlier", "50%"),
        ("earlier_year", "2021"),
    )
    return (WarningLine(PlausibilityRule.NOT_MONOTONIC, params),)


def _invented_cell(seed: int, year: int, kind: IndicatorKind, status: TalkStatus) -> YearCell:
    high, low = _invented_quantity(seed + year, kind), _invented_quantity(seed + year - 3, kind)
    agreed = position(low, MKOK, clause("II.6.b")) if status is TalkStatus.AGREED else None
    return year_cell(
        year,
        initial=position(high, PATTIRO, clause("II.2.e")),
        counter=position(low, MKOK, clause("II.6.b")),
        agreed=agreed,
        status=status,
    )


def _invented_quantity(seed: int, kind: IndicatorKind) -> Quantity:
    if kind is IndicatorKind.REGULATION:
        return level(("drafting", "harmonisation", "enactment")[seed % 3], "tahap")
    if kind is IndicatorKind.YES_NO:
        return level(("no", "yes")[seed % 2], "ya")
    value = Decimal(seed % 1000) / 10 if kind is IndicatorKind.PERCENTAGE else Decimal(seed * 227)
    return Quantity(str(value), value, comparator=tuple(Comparator)[seed % 3])


def _invented_history(rows: tuple[MatrixRow, ...]) -> Iterator[HistoryLine]:
    for sequence, row in enumerate(rows, 1):
        line = row.reasons[-1]
        quantity = row.years[0].counter if row.years else None
        yield HistoryLine(
            row_key=row.key,
            sequence=sequence,
            taken_on=date(2023, 1 + sequence % 12, 1 + sequence % 28),
            kind=line.kind,
            stance=Stance.VALUE if quantity else Stance.REMARK,
            year=row.years[0].year if row.years else None,
            quantity=quantity.quantity if quantity else Quantity(""),
            party=line.party,
            reason=line.text,
            source=line.source,
        )
