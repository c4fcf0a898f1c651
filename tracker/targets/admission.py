"""What the ledger admits: when one may agree, withdraw or mark, and what an entry must hold."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tracker.core.errors import RuleBroken
from tracker.core.quantities import PERCENT
from tracker.core.text import LONG_TEXT, check_length
from tracker.plans.rules import levels_of
from tracker.plans.states import IndicatorKind
from tracker.targets.rules import Entry, Talks, is_replacement, live
from tracker.targets.states import DropReason, PositionKind, Saying, Sourcing, Stance

LAST_YEAR = 2100


def check_not_dropped(talks: Talks) -> None:
    """Nothing more is said about a dropped indicator until the agreement to drop it is cancelled (D14)."""
    if talks.is_dropped:
        raise RuleBroken("indicator_dropped")


def check_may_agree(talks: Talks, entry: Entry) -> None:
    """Refuse agreement while an organisation contradicts itself (D12), or when there is nothing to agree."""
    check_single(talks)
    if entry not in talks.held or entry.stance is Stance.REMARK:
        raise RuleBroken("nothing_to_agree")
    if any(agreement.refers_to == entry.number for agreement in talks.agreements):
        raise RuleBroken("already_agreed")


def check_single(talks: Talks) -> None:
    """Refuse agreement on a dropped row, or while an organisation contradicts itself (D12)."""
    check_not_dropped(talks)
    if talks.contradictions:
        raise RuleBroken("positions_not_single")


def check_may_withdraw(entries: Sequence[Entry], entry: Entry) -> None:
    """Only what still stands can be withdrawn; an adopted wording is followed by a new one instead (D13)."""
    if entry not in live(entries):
        raise RuleBroken("position_no_longer_stands")
    if entry.is_agreement and entry.stance is Stance.REWORD:
        raise RuleBroken("agreed_rewording_stays")


def check_may_mark(entries: Sequence[Entry], entry: Entry) -> None:
    """Only a standing position of a party can be its official one (D12)."""
    if entry not in live(entries) or entry.is_agreement:
        raise RuleBroken("position_no_longer_stands")


def check_reasoned(
    reason: str, *, clause: object | None, source_text: str, sourcing: Sourcing = Sourcing.REQUIRED
) -> None:
    """Reason and source are required (D11), unless the writer states that there is no source (D21)."""
    check_reason(reason)
    check_sourced(clause=clause, source_text=source_text, sourcing=sourcing)


def check_reason(reason: str) -> None:
    """Refuse an act without its reason (D11)."""
    if not reason.strip():
        raise RuleBroken("reason_missing", field="reason")
    check_length(reason, field="reason", limit=LONG_TEXT)


def check_sourced(*, clause: object | None, source_text: str, sourcing: Sourcing) -> None:
    """Refuse a statement that stands nowhere, unless that is stated (D21)."""
    if clause is None and not source_text.strip() and sourcing is Sourcing.REQUIRED:
        raise RuleBroken("source_missing", field="clause")


def check_wording(as_written: str) -> None:
    """Refuse a position without the words it was put in (D1)."""
    if not as_written:
        raise RuleBroken("wording_missing", field="as_written")


def check_series(name: str, years: Sequence[int]) -> None:
    """A published series has a name, and at least one year, each once."""
    if not name:
        raise RuleBroken("series_name_missing", field="name_ind")
    if not years:
        raise RuleBroken("series_empty", field="points")
    if len(set(years)) < len(years):
        raise RuleBroken("series_year_twice", field="points")


def check_amount(
    kind: IndicatorKind, *, value: Decimal | None, level: str | None, unit: str | None = None
) -> None:
    """Refuse a value that the indicator's kind cannot have (D6). `unit` is what stood behind the number."""
    if value is None and not level:
        raise RuleBroken("value_missing", field="value" if kind.is_numeric else "level")
    if kind.is_numeric:
        _check_number(kind, value, unit)
    elif levels_of(kind) and level not in levels_of(kind):
        raise RuleBroken("level_unknown", field="level")


def _check_number(kind: IndicatorKind, value: Decimal | None, unit: str | None) -> None:
    if value is None:
        raise RuleBroken("value_not_a_number", field="value")
    if value < 0 and kind is not IndicatorKind.RATIO:
        raise RuleBroken("value_negative", field="value")
    is_percent = kind is IndicatorKind.PERCENTAGE
    if unit is not None and (unit == PERCENT) is not is_percent:
        raise RuleBroken("unit_is_not_percent" if is_percent else "unit_is_percent", field="value")


def check_denominator(kind: IndicatorKind, denominator: Decimal | None) -> None:
    """Only a percentage is a share of something, and of more than nothing (D5)."""
    if denominator is None:
        return
    if kind is not IndicatorKind.PERCENTAGE:
        raise RuleBroken("denominator_without_percentage", field="denominator")
    if denominator <= 0:
        raise RuleBroken("denominator_not_positive", field="denominator")


def saying_of(kind: PositionKind, stance: Stance, *, withdrawn: PositionKind | None = None) -> Saying:
    """Which sentence tells this entry; `withdrawn` is the kind of the entry that a withdrawal refers to."""
    if kind is PositionKind.WITHDRAWN:
        return Saying.AGREEMENT_CANCELLED if withdrawn is PositionKind.AGREED else Saying.WITHDRAWN
    if kind is PositionKind.COUNTER and stance is Stance.VALUE:
        return Saying.VALUE_COUNTERED
    proposed, agreed = _SAYINGS[stance]
    return agreed if kind is PositionKind.AGREED else proposed


_SAYINGS = {
    Stance.VALUE: (Saying.VALUE_PROPOSED, Saying.VALUE_AGREED),
    Stance.RETAIN: (Saying.RETAIN_ASKED, Saying.RETAIN_AGREED),
    Stance.REWORD: (Saying.REWORDING_PROPOSED, Saying.REWORDING_AGREED),
    Stance.DROP: (Saying.DROP_PROPOSED, Saying.DROP_AGREED),
    Stance.REMARK: (Saying.REMARKED, Saying.REMARKED),
}


def check_may_replace(entries: Sequence[Entry], newer: Entry, older: Entry) -> None:
    """A position replaces only a standing one of the same organisation, unit and subject (D10)."""
    if older not in live(entries):
        raise RuleBroken("position_no_longer_stands", field="replaces")
    if not is_replacement(newer, older):
        raise RuleBroken("replaces_something_else", field="replaces")


def check_year(year: int | None, *, first: int) -> None:
    """Refuse a target for a year before the plan begins; later ones are its mid-term direction (D8)."""
    if year is None:
        raise RuleBroken("year_missing", field="year")
    if not first <= year <= LAST_YEAR:
        raise RuleBroken("target_year_out_of_range", field="year", params={"first": first, "last": LAST_YEAR})


def check_taken_on(taken_on: date, *, today: date) -> None:
    """Refuse a position that nobody can have taken yet."""
    if taken_on > today:
        raise RuleBroken("taken_in_the_future", field="taken_on")


def check_drop_reason(stance: Stance, drop_reason: DropReason | None) -> None:
    """A proposal to drop carries its reason code, and nothing else does (D14)."""
    if (stance is Stance.DROP) is not (drop_reason is not None):
        raise RuleBroken("drop_reason_missing", field="drop_reason")
