"""Matrices made by hand: the one of the minutes in small, and strategies for any other."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from tracker.core.bilingual import Bilingual
from tracker.core.quantities import Comparator, Qualifier
from tracker.matrix.rows import (
    AchievedCell,
    BaselineCell,
    CellPosition,
    CommitmentHeading,
    DefinitionLine,
    HeldAgainst,
    HistoryLine,
    Matrix,
    MatrixRow,
    OrganisationLine,
    Party,
    Quantity,
    ReasonLine,
    Source,
    StatedFigure,
    WarningLine,
    YearCell,
)
from tracker.plans.states import Direction, IndicatorKind
from tracker.reports.states import (
    COMPLETION_SCALE,
    AchievementStatus,
    Completion,
    ReportState,
    Statement,
    Voice,
)
from tracker.targets.states import DropReason, PlausibilityRule, PositionKind, Stance, TalkStatus

MINUTES = "NOTULA-2020-09-21"
PATTIRO = Party("Pattiro", person="Bapak Bejo")
MKOK = Party("KemenPAN-RB", "Biro MKOK", "Ibu Septiana")
AS_OF = datetime(2020, 9, 22, 3, tzinfo=UTC)


def position(
    value: str, clause: str = "II.2.e", *, party: Party = PATTIRO, wording: str = ""
) -> CellPosition:
    """A position with a number."""
    quantity = Quantity(wording or f"{value}%", Decimal(value))
    return CellPosition(quantity, party, Source(MINUTES, clause), 1)


def cell(
    year: int = 2022,
    *,
    initial: str | None = "80",
    counter: str | None = None,
    agreed: str | None = None,
    status: TalkStatus = TalkStatus.PROPOSED,
) -> YearCell:
    """A yearly target of a percentage."""
    difference = Decimal(counter) - Decimal(initial) if counter and initial else None
    return YearCell(
        year,
        date(year, 12, 31),
        status,
        position(initial) if initial else None,
        position(counter, "II.6.b", party=MKOK) if counter else None,
        position(agreed, "II.6.b", party=MKOK) if agreed else None,
        difference,
    )


def row(
    number: int = 1, *cells: YearCell, commitment: str = "K01", status: TalkStatus = TalkStatus.PROPOSED
) -> MatrixRow:
    """An indicator of KemenPAN-RB's commitment, proposed by Pattiro."""
    return MatrixRow(
        key=f"{commitment}/{number}",
        commitment=commitment,
        number=number,
        name=Bilingual(f"Indikator {number}"),
        definition=Bilingual("Pengaduan yang ditindaklanjuti"),
        definition_version=1,
        kind=IndicatorKind.PERCENTAGE,
        direction=Direction.RISE,
        unit=Bilingual("persen", "percent"),
        status=status,
        baseline=BaselineCell(
            Quantity("sekitar 19%", Decimal(19), qualifier=Qualifier.ABOUT), 2019, Source(MINUTES, "II.2.a")
        ),
        years=cells or (cell(),),
        lead=MKOK,
        csos=("Pattiro",),
        reasons=(
            ReasonLine(
                PATTIRO, Stance.VALUE, PositionKind.INITIAL, "Sesuai peta jalan", Source(MINUTES, "II.2.e")
            ),
        ),
    )


def matrix(*rows: MatrixRow, as_of: datetime = AS_OF) -> Matrix:
    """A plan with these rows under the commitments they name."""
    codes = list(dict.fromkeys(one.commitment for one in rows))
    return Matrix(
        plan_code="RAN7",
        plan_title=Bilingual("Rencana aksi"),
        first_year=2021,
        last_year=2022,
        as_of=as_of,
        years=tuple(sorted({cell.year for one in rows for cell in one.years} | {2021, 2022})),
        commitments=tuple(CommitmentHeading(code, Bilingual(f"Komitmen {code}")) for code in codes),
        rows=rows,
        organisations=(
            OrganisationLine("KEMENPANRB", "KemenPAN-RB", Bilingual("Kementerian PAN dan RB")),
            OrganisationLine("PATTIRO", "Pattiro", Bilingual("Pattiro")),
        ),
    )


_text = st.text(max_size=12)
_bilingual = st.builds(Bilingual, _text, _text)
_decimal = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)
_quantity = st.builds(
    Quantity,
    _text,
    st.none() | _decimal,
    st.none() | _text,
    st.sampled_from(Comparator),
    st.none() | st.sampled_from(Qualifier),
)
_source = st.builds(Source, _text, _text, _text)
_party = st.builds(Party, _text, _text, _text, st.booleans())
_position = st.builds(CellPosition, _quantity, _party, _source, st.integers(1, 3))
_stated = st.builds(StatedFigure, st.sampled_from(Statement), st.none() | _quantity)
_held = st.builds(HeldAgainst, _decimal, _decimal)
_achieved = st.builds(
    AchievedCell,
    _text,
    _text,
    st.sampled_from(Voice),
    st.none() | st.sampled_from(ReportState),
    st.none() | st.sampled_from(AchievementStatus),
    st.none() | _stated,
    st.none() | _stated,
    st.none() | _held,
    st.none() | _held,
    st.none() | st.sampled_from(Completion),
    st.none() | st.just(COMPLETION_SCALE),
)
_dates = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
_reason = st.builds(
    ReasonLine,
    _party,
    st.sampled_from(Stance),
    st.sampled_from(PositionKind),
    _text,
    _source,
    st.none() | st.sampled_from(DropReason),
)
_warning = st.builds(
    WarningLine,
    st.sampled_from(PlausibilityRule),
    st.lists(st.tuples(_text, _text), max_size=2).map(tuple),
    _text,
    _text,
)


def _cell(year: int) -> st.SearchStrategy[YearCell]:
    some = st.none() | _position
    return st.builds(
        YearCell,
        st.just(year),
        _dates,
        st.sampled_from(TalkStatus),
        some,
        some,
        some,
        st.none() | _decimal,
        st.booleans(),
    )


def _row(key: tuple[str, int]) -> st.SearchStrategy[MatrixRow]:
    commitment, number = key
    names = st.lists(_text, max_size=2).map(tuple)
    return st.builds(
        MatrixRow,
        st.just(f"{commitment}/{number}"),
        st.just(commitment),
        st.just(number),
        _bilingual,
        _bilingual,
        st.integers(1, 3),
        st.sampled_from(IndicatorKind),
        st.sampled_from(Direction),
        _bilingual,
        st.sampled_from(TalkStatus),
        baseline=st.none()
        | st.builds(
            BaselineCell, _quantity, st.none() | st.integers(2000, 2030), _source, st.none() | _decimal
        ),
        years=st.tuples(_cell(2021), _cell(2022)) | st.just(()),
        lead=st.none() | _party,
        supporters=names,
        csos=names,
        achieved=st.none() | st.lists(_achieved, max_size=2).map(tuple),
        reasons=st.lists(_reason, max_size=2).map(tuple),
        warnings=st.lists(_warning, max_size=2).map(tuple),
    )


_history = st.builds(
    HistoryLine,
    _text,
    st.integers(1, 99),
    _dates,
    st.sampled_from(PositionKind),
    st.sampled_from(Stance),
    st.none() | st.integers(2020, 2024),
    _quantity,
    _party,
    _text,
    _source,
)
_definition = st.builds(
    DefinitionLine,
    _text,
    st.integers(1, 9),
    _bilingual,
    _bilingual,
    _bilingual,
    _bilingual,
    st.booleans(),
    _text,
    _source,
)
_keys = st.lists(st.tuples(st.sampled_from(["K01", "K02"]), st.integers(1, 4)), unique=True, max_size=4)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Any matrix with unique row keys in order."""
    keys = sorted(draw(_keys))
    made = matrix(*(draw(_row(key)) for key in keys), as_of=draw(st.datetimes(timezones=st.just(UTC))))
    history = tuple(draw(st.lists(_history, max_size=2)))
    return replace(made, history=history, definitions=tuple(draw(st.lists(_definition, max_size=2))))
