"""What puts a report or an indicator on the staff's desk, and what a reader narrows the lists by."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.matrix.rows import MatrixRow
from tracker.reports.content import Content, IndicatorAnswer
from tracker.reports.figure_rules import Measured, measure
from tracker.reports.states import Completion
from tracker.targets.states import TalkStatus

_CONTESTED = frozenset({TalkStatus.CONTESTED, TalkStatus.NOT_SINGLE, TalkStatus.DROP_PROPOSED})


@dataclass(frozen=True)
class Place:
    """Where a line belongs: the codes of its plan and period ("" for none), and the short names of those
    whose it is.
    """

    plan: str
    organisations: tuple[str, ...]
    period: str = ""


@dataclass(frozen=True)
class Selection:
    """What a reader narrows a list to; "" means everything."""

    plan: str = ""
    organisation: str = ""
    period: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing was asked for in particular."""
        return self == Selection()

    def takes(self, place: Place) -> bool:
        """Whether a line at this place is asked for."""
        return (
            self.plan in ("", place.plan)
            and self.organisation in ("", *place.organisations)
            and self.period in ("", place.period)
        )


@dataclass(frozen=True)
class Denial:
    """What an account of civil society says otherwise than the report beside it (D27).

    `completion` is the account's, None where both say the same or one is silent; `indicators` are the keys of
    those with another figure.
    """

    completion: Completion | None
    indicators: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.completion or self.indicators)


def denial(report: Content, account: Content) -> Denial:
    """What an account denies of a report. Silence on either side denies nothing."""
    is_other = None not in (report.completion, account.completion) and report.completion != account.completion
    return Denial(account.completion if is_other else None, tuple(_denied_indicators(report, account)))


def _denied_indicators(report: Content, account: Content) -> Iterator[str]:
    answers = {one.key: one for one in account.indicators}
    for said in report.indicators:
        if said.key in answers and _is_denied(said, answers[said.key]):
            yield said.key


def _is_denied(said: IndicatorAnswer, other: IndicatorAnswer) -> bool:
    statements = (said.figure.statement, other.figure.statement)
    if None in statements:
        return False
    measured, against = (measure(one.kind, one.figure) for one in (said, other))
    if measured is None or against is None:
        return statements[0] is not statements[1]
    return _is_other(measured, against)


def _is_other(measured: Measured, against: Measured) -> bool:
    """Whether they differ in a value, a level or an aspect that both of them give: 46 of 100 is 23 of 50."""
    pairs: list[tuple[object, object]] = [(measured.value, against.value), (measured.level, against.level)]
    levels = {aspect.name: aspect.level for aspect in against.aspects}
    pairs += [(aspect.level, levels.get(aspect.name)) for aspect in measured.aspects]
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def year_that_counts(first_year: int, last_year: int, *, today: int) -> int:
    """The year whose targets a plan needs: this one; its first before it begins, its last once it is over."""
    return min(max(today, first_year), last_year)


def is_contested(row: MatrixRow) -> bool:
    """Whether the talks stand open against each other: on a figure, within one organisation, or on a drop."""
    return row.status in _CONTESTED


def lacks_target(row: MatrixRow, year: int) -> bool:
    """Whether nothing is agreed for a year of an indicator that stays (D7); a proposal is no agreement."""
    return not row.is_dropped and all(cell.agreed is None for cell in row.years if cell.year == year)
