"""The one shape of the target matrix: what page, frozen version, comparison, workbook and PDF all read.

Everything here is plain, frozen and free of database ids, so that the same negotiation gives the same
content, and the same fingerprint, on every machine (D18). Add a column here and nowhere else first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tracker.core.bilingual import Bilingual
from tracker.core.quantities import Comparator, Qualifier
from tracker.plans.states import Direction, IndicatorKind
from tracker.reports.states import AchievementStatus, Completion, ReportState, Statement, Voice
from tracker.targets.states import DropReason, PlausibilityRule, PositionKind, Stance, TalkStatus

# The format of a content without and with what was achieved. Nothing of the one is spelled in the other.
PLAIN_FORMAT, FORMAT_WITH_ACHIEVED = 1, 2
# Marks a field that came after versions had been frozen: while it is None, it is left out of the content.
LATE = {"late": True}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its wording (D1-D3): a number with its comparator, or a level of a scale."""

    as_written: str
    value: Decimal | None = None
    level: str | None = None
    comparator: Comparator = Comparator.EQUAL
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands: document code and clause label, or a text for a source elsewhere (D21)."""

    document: str = ""
    clause: str = ""
    text: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether this is "tanpa sumber"."""
        return not (self.document or self.text)


@dataclass(frozen=True, slots=True)
class Party:
    """Who holds a position: the organisation, the unit it is held for, and who spoke (D20).

    `person` is only shown to people who may see officials' names, unless `is_person_public` (D36).
    """

    organisation: str
    unit: str = ""
    person: str = ""
    is_person_public: bool = False


@dataclass(frozen=True, slots=True)
class CellPosition:
    """A position as a target cell shows it."""

    quantity: Quantity
    party: Party
    source: Source
    definition_version: int


@dataclass(frozen=True, slots=True)
class YearCell:
    """One indicator in one year: awal / usulan balik / disepakati, and the difference between the first two.

    `difference` is counter minus initial in the indicator's unit (percentage points for a percentage);
    None when either is missing or is not a number. `is_midterm`: after the plan's end, not scored (D8).
    """

    year: int
    due_on: date
    status: TalkStatus
    initial: CellPosition | None = None
    counter: CellPosition | None = None
    agreed: CellPosition | None = None
    difference: Decimal | None = None
    is_midterm: bool = False


@dataclass(frozen=True, slots=True)
class BaselineCell:
    """Data dasar: value, year and source; None as a whole means "belum diisi" (D7)."""

    quantity: Quantity
    year: int | None
    source: Source
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """Why a party holds its position; `drop_reason` for a deletion proposal (D14).

    `as_written` is what was said about the indicator itself; the wording of a figure stands in its cell.
    """

    party: Party
    stance: Stance
    kind: PositionKind
    text: str
    source: Source
    drop_reason: DropReason | None = None
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class WarningLine:
    """A plausibility warning: its rule and the values its words need, in one notation for every language."""

    rule: PlausibilityRule
    params: tuple[tuple[str, str], ...]
    set_aside_by: str = ""
    set_aside_reason: str = ""

    @property
    def is_set_aside(self) -> bool:
        """Whether somebody answered for it (D9)."""
        return bool(self.set_aside_reason)


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What an account states about an indicator: a figure, or that nothing moved (D26)."""

    statement: Statement
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """A figure in percent of a target, both in plain numbers: 46 is 102.2% of 45 (D29)."""

    target: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class AchievedCell:
    """How an indicator stands by one organisation's account of one period (D7, D27, D29).

    It is published when its `state` is VERIFIED, else awaited; with None nobody handed it in. An agency's
    figure is `reported`, then `verified`; that of civil society is `reported`. What counts is held against
    the target `agreed` when the period began, and against the `original` one where that differs.
    """

    period: str
    organisation: str
    voice: Voice
    state: ReportState | None = None
    status: AchievementStatus | None = None
    reported: StatedFigure | None = None
    verified: StatedFigure | None = None
    agreed: HeldAgainst | None = None
    original: HeldAgainst | None = None
    completion: Completion | None = None
    completion_scale: int | None = None

    @property
    def is_published(self) -> bool:
        """Whether it says something, and not only that a report is awaited."""
        return self.state is ReportState.VERIFIED


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One indicator. `key` ("RAN7-01/3") is its name for ever, in every file (D14, D42).

    `achieved` is None in a matrix that does not show what was achieved.
    """

    key: str
    commitment: str
    number: int
    name: Bilingual
    definition: Bilingual
    definition_version: int
    kind: IndicatorKind
    direction: Direction
    unit: Bilingual
    status: TalkStatus
    baseline: BaselineCell | None = None
    years: tuple[YearCell, ...] = ()
    lead: Party | None = None
    supporters: tuple[str, ...] = ()
    csos: tuple[str, ...] = ()
    reasons: tuple[ReasonLine, ...] = ()
    warnings: tuple[WarningLine, ...] = ()
    former_names: tuple[Bilingual, ...] = ()
    suggested_names: tuple[Bilingual, ...] = ()
    outside_monitor: str = ""
    achieved: tuple[AchievedCell, ...] | None = field(default=None, metadata=LATE)

    @property
    def is_dropped(self) -> bool:
        """Whether it stays only as a struck-through row (D14)."""
        return self.status is TalkStatus.DROPPED

    @property
    def open_warnings(self) -> tuple[WarningLine, ...]:
        """Warnings nobody has answered for."""
        return tuple(warning for warning in self.warnings if not warning.is_set_aside)


@dataclass(frozen=True, slots=True)
class CommitmentHeading:
    """The heading its rows stand under. `code` is unique in the plan; `warnings` are about no single row."""

    code: str
    title: Bilingual
    ogp_id: str = ""
    warnings: tuple[WarningLine, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation that takes part: its lasting code and the name it bears in this matrix."""

    code: str
    short_name: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of the ledger, for the sheet "Riwayat"; `sequence` counts within the plan from 1."""

    row_key: str
    sequence: int
    taken_on: date
    kind: PositionKind
    stance: Stance
    year: int | None
    quantity: Quantity
    party: Party
    reason: str
    source: Source
    drop_reason: DropReason | None = None
    is_official: bool = False
    definition_version: int = 1


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    """One definition version of an indicator, for the sheet "Definisi" (D13)."""

    row_key: str
    version: int
    name: Bilingual
    definition: Bilingual
    numerator: Bilingual
    denominator: Bilingual
    is_adopted: bool
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Matrix:
    """The target matrix of a plan at one moment: what is hashed when it is frozen.

    Rows stand in the order of their commitments. `rows`, `history` and `definitions` may lie in a file and be
    read from it (`content.open_content`); then each line is made anew whenever it is read.
    """

    plan_code: str
    plan_title: Bilingual
    first_year: int
    last_year: int
    as_of: datetime
    years: tuple[int, ...]
    commitments: tuple[CommitmentHeading, ...]
    rows: Sequence[MatrixRow]
    history: Sequence[HistoryLine] = ()
    definitions: Sequence[DefinitionLine] = ()
    organisations: tuple[OrganisationLine, ...] = ()
    format_version: int = PLAIN_FORMAT

    @property
    def shows_achieved(self) -> bool:
        """Whether its rows say what was achieved."""
        return self.format_version >= FORMAT_WITH_ACHIEVED


@dataclass(frozen=True, slots=True)
class VersionStamp:
    """What identifies a frozen version in a file. A draft has number None and is marked DRAF.

    `check_url` is the public address where anyone can see whether a copy is the latest.
    """

    number: int | None
    title: str
    note: str
    sha256: str
    frozen_at: datetime
    check_url: str

    @property
    def is_draft(self) -> bool:
        """Whether this is a live draft and not a frozen version."""
        return self.number is None

    @property
    def fingerprint(self) -> str:
        """The first twelve digits of the hash, in groups of four, for people to compare by eye."""
        return " ".join(self.sha256[start : start + 4] for start in (0, 4, 8))


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row in two versions: what it was and what it has become; `fields` names what differs (D19)."""

    key: str
    before: MatrixRow | None
    after: MatrixRow | None
    fields: tuple[str, ...]
