"""What became of each row between two matrices: semula / menjadi (D19). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal

from tracker.matrix.rows import CellPosition, Matrix, MatrixRow, RowDifference, YearCell
from tracker.matrix.states import RowChange
from tracker.targets.states import TalkStatus

# A row's name; and its heading, which is compared where headings are.
_NOT_COMPARED = {"key", "years"}
_CELL_PARTS = tuple(field.name for field in fields(YearCell) if field.name != "year")


@dataclass(frozen=True)
class Statistics:
    """How the revision moved: rows by what happened to them, and target cells by how their last figure moved.

    The last figure of a cell is the agreed one, else the counter-proposal, else the initial proposal.
    `redefined` counts rows whose wording in force changed, `dropped` and `restored` rows struck or taken
    back, `agreed` and `reopened` cells that got or lost their agreed value.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0
    raised: int = 0
    lowered: int = 0
    countered: int = 0
    agreed: int = 0
    reopened: int = 0
    dropped: int = 0
    restored: int = 0
    redefined: int = 0


@dataclass(frozen=True)
class Comparison:
    """What became of the rows of two matrices: in the order of `after`, removed rows where they stood.

    `differing` are those that are not the same in both; `keys` are all.
    """

    before_as_of: datetime
    after: Matrix
    years: tuple[int, ...]
    keys: tuple[str, ...]
    differing: tuple[RowDifference, ...]
    statistics: Statistics

    @property
    def after_as_of(self) -> datetime:
        """The moment that the later matrix shows."""
        return self.after.as_of

    @property
    def rows(self) -> tuple[RowDifference, ...]:
        """Every row of either matrix, made from the later one whenever it is asked for."""
        found = {difference.key: difference for difference in self.differing}
        same = {
            row.key: RowDifference(row.key, row, row, ()) for row in self.after.rows if row.key not in found
        }
        return tuple(found.get(key) or same[key] for key in self.keys)

    @property
    def is_empty(self) -> bool:
        """Whether nothing a reader sees has changed."""
        return not self.differing


def compare(before: Matrix, after: Matrix) -> Comparison:
    """Hold two matrices of one plan against each other, row by row under their keys.

    Of rows that are the same nothing is kept, so that plans of any size can be compared.
    """
    rest = {row.key: row for row in before.rows}
    old, new, found = list(rest), list[str](), dict[str, RowDifference]()
    for row in after.rows:
        new.append(row.key)
        difference = _difference(row.key, rest.pop(row.key, None), row)
        if change_of(difference) is not RowChange.SAME:
            found[row.key] = difference
    found |= {key: RowDifference(key, row, None, ()) for key, row in rest.items()}
    keys = _merged_order(old, new)
    differing = tuple(found[key] for key in keys if key in found)
    return Comparison(
        before_as_of=before.as_of,
        after=after,
        years=tuple(sorted({*before.years, *after.years})),
        keys=tuple(keys),
        differing=differing,
        statistics=_statistics(differing, same=len(keys) - len(differing)),
    )


def change_of(difference: RowDifference) -> RowChange:
    """What happened to the row."""
    if difference.before is None:
        return RowChange.ADDED
    if difference.after is None:
        return RowChange.REMOVED
    return RowChange.CHANGED if difference.fields else RowChange.SAME


def last_figure(cell: YearCell | None) -> CellPosition | None:
    """The position that came last in the life of a target: agreed, else counter, else initial."""
    return (cell.agreed or cell.counter or cell.initial) if cell else None


def _merged_order(old: list[str], new: list[str]) -> list[str]:
    # A removed row follows the row it used to follow.
    kept, order = set(new), list[str]()
    after: dict[str, list[str]] = {}
    last = ""
    for key in old:
        if key in kept:
            last = key
        else:
            after.setdefault(last, []).append(key)
    order.extend(after.get("", ()))
    for key in new:
        order.extend((key, *after.get(key, ())))
    return order


def _difference(key: str, before: MatrixRow | None, after: MatrixRow | None) -> RowDifference:
    if before is None or after is None or before == after:
        return RowDifference(key, before, after, ())
    names = tuple(field.name for field in fields(MatrixRow) if field.name not in _NOT_COMPARED)
    plain = [name for name in names if _differs(name, before, after)]
    return RowDifference(key, before, after, (*plain, *_cell_fields(before, after)))


def _differs(name: str, before: MatrixRow, after: MatrixRow) -> bool:
    old, new = getattr(before, name), getattr(after, name)
    # That only one of two matrices shows what was achieved is no change of it.
    return old != new and not (name == "achieved" and None in (old, new))


def _cell_fields(before: MatrixRow, after: MatrixRow) -> Iterator[str]:
    """Names such as "2022.counter"; a cell that is only in one of the two is compared with an empty one."""
    for year, old, new in _paired_cells(before, after):
        for part in _CELL_PARTS:
            if getattr(old, part, None) != getattr(new, part, None):
                yield f"{year}.{part}"


def _paired_cells(
    before: MatrixRow, after: MatrixRow
) -> Iterator[tuple[int, YearCell | None, YearCell | None]]:
    old, new = ({cell.year: cell for cell in row.years} for row in (before, after))
    for year in sorted({*old, *new}):
        yield year, old.get(year), new.get(year)


def _statistics(differing: tuple[RowDifference, ...], *, same: int) -> Statistics:
    changes = [change_of(row) for row in differing]
    pairs = [(row.before, row.after) for row in differing if row.before and row.after]
    cells = [(old, new) for before, after in pairs for _year, old, new in _paired_cells(before, after)]
    return Statistics(
        added=changes.count(RowChange.ADDED),
        removed=changes.count(RowChange.REMOVED),
        changed=changes.count(RowChange.CHANGED),
        same=same,
        raised=sum(_rise(old, new) > 0 for old, new in cells),
        lowered=sum(_rise(old, new) < 0 for old, new in cells),
        countered=sum(_gained(old, new, "counter") for old, new in cells),
        agreed=sum(_gained(old, new, "agreed") for old, new in cells),
        reopened=sum(_gained(new, old, "agreed") for old, new in cells),
        dropped=sum(_turned(before, after, TalkStatus.DROPPED) for before, after in pairs),
        restored=sum(_turned(after, before, TalkStatus.DROPPED) for before, after in pairs),
        redefined=sum(_wording(before) != _wording(after) for before, after in pairs),
    )


def _rise(before: YearCell | None, after: YearCell | None) -> Decimal:
    old, new = last_figure(before), last_figure(after)
    if not old or not new or old.quantity.value is None or new.quantity.value is None:
        return Decimal(0)
    return new.quantity.value - old.quantity.value


def _gained(before: YearCell | None, after: YearCell | None, part: str) -> bool:
    return getattr(before, part, None) is None and getattr(after, part, None) is not None


def _turned(before: MatrixRow, after: MatrixRow, status: TalkStatus) -> bool:
    return before.status is not status and after.status is status


def _wording(row: MatrixRow) -> tuple[object, ...]:
    return row.definition_version, row.name, row.definition
