"""What decides in a review round, from values alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from tracker.core.errors import RuleBroken
from tracker.matrix.answers import ASKS_FOR_SOMETHING, AnswerContent
from tracker.matrix.comparison import compare
from tracker.matrix.rows import Matrix, MatrixRow, RowDifference
from tracker.matrix.states import AnswerKind
from tracker.reviews.states import AskScope, Decision, ImportClass, RoundState, RowStanding
from tracker.targets.states import TalkStatus

# How many days after the last one a round may still take answers.
LONGEST_GRACE = 90
# The fields of a row, and the parts of a year's cell, that a reviewer answers to.
_FIELDS_ANSWERED_TO = frozenset({"name", "definition", "unit", "baseline", "status"})
_CELL_PARTS_ANSWERED_TO = frozenset({"initial", "counter", "agreed"})
_DECIDED = frozenset({Decision.ACCEPTED, Decision.PARTIAL, Decision.REJECTED})


@dataclass(frozen=True)
class GivenAnswer:
    """An answer as one of several of an organisation: its id, who gave it, and what it says."""

    id: int
    recipient_id: int
    content: AnswerContent


def rows_asked(
    rows: Iterable[MatrixRow], *, organisation: str, scope: AskScope, chosen: Collection[str] = ()
) -> list[str]:
    """The keys of the rows an organisation (by its short name) is asked about; dropped rows are not asked."""
    living = (row for row in rows if not row.is_dropped)
    if scope is AskScope.ALL:
        return [row.key for row in living]
    if scope is AskScope.CHOSEN:
        return [row.key for row in living if row.key in chosen]
    return [row.key for row in living if takes_part(row, organisation)]


def check_chosen_rows(chosen: Collection[str], *, wanted: Collection[str], answered: Iterable[str]) -> None:
    """Refuse to ask about nothing, about a row that is not there, or no more about an answered one."""
    if not chosen:
        raise RuleBroken("no_rows_chosen", field="row_keys")
    if unknown := sorted({*wanted} - {*chosen}):
        raise RuleBroken("rows_not_in_version", field="row_keys", params={"rows": ", ".join(unknown)})
    if left := sorted({*answered} - {*chosen}):
        raise RuleBroken("answered_rows_left_out", field="row_keys", params={"rows": ", ".join(left)})


def takes_part(row: MatrixRow, organisation: str) -> bool:
    """Whether the organisation leads, supports or accompanies the row's commitment."""
    lead = {row.lead.organisation} if row.lead else set()
    return organisation in {*lead, *row.supporters, *row.csos}


def needs_disposition(content: AnswerContent) -> bool:
    """Whether the secretariat must answer it: everything that asks or says something (D17)."""
    return content.kind in ASKS_FOR_SOMETHING or (
        content.kind is not AnswerKind.CLEARED and bool(content.remark.strip())
    )


def is_decided(decision: Decision | None) -> bool:
    """Whether the newest disposition of an answer stands; one that was reopened does not."""
    return decision in _DECIDED


def standing(answers: Sequence[GivenAnswer], *, official: int | None, is_closed: bool) -> RowStanding:
    """What the newest answers of an organisation's people to one row amount to (D12, D16)."""
    given = [answer for answer in answers if answer.content.kind is not AnswerKind.CLEARED]
    if not given:
        return RowStanding.NO_RESPONSE if is_closed else RowStanding.PENDING
    if official in {answer.id for answer in given} or len({_position(answer) for answer in given}) == 1:
        return RowStanding.SINGLE
    return RowStanding.NOT_SINGLE


def answer_of_organisation(answers: Sequence[GivenAnswer], *, official: int | None) -> GivenAnswer | None:
    """The answer that stands for the organisation: the official one, or the only position there is."""
    given = [answer for answer in answers if answer.content.kind is not AnswerKind.CLEARED]
    marked = [answer for answer in given if answer.id == official]
    if marked:
        return marked[0]
    return given[-1] if given and len({_position(answer) for answer in given}) == 1 else None


def _position(answer: GivenAnswer) -> tuple[object, ...]:
    """What two answers must share to be one position; remarks may be worded differently."""
    content = answer.content
    return content.kind, content.values, content.drop_reason


def silent_rows(
    asked: Mapping[str, Collection[str]], answered: Mapping[str, Collection[str]]
) -> list[tuple[str, str]]:
    """(organisation, row) for each row an organisation was asked about and left untouched."""
    return [
        (organisation, key)
        for organisation, keys in sorted(asked.items())
        for key in keys
        if key not in answered.get(organisation, ())
    ]


def check_may_finalise(*, undisposed: int, agreed_while_not_single: Sequence[str]) -> None:
    """Refuse a final round with an unanswered remark (D17), or a row agreed while positions differ (D12)."""
    if undisposed:
        raise RuleBroken("remarks_without_disposition", params={"count": undisposed})
    if agreed_while_not_single:
        rows = ", ".join(agreed_while_not_single)
        raise RuleBroken("agreed_while_not_single", params={"rows": rows})


def agreed_while_not_single(status_of: Mapping[str, TalkStatus], not_single: Collection[str]) -> list[str]:
    """The rows whose targets are agreed although an organisation's answers differ and none is official."""
    return [key for key in sorted(not_single) if status_of.get(key) is TalkStatus.AGREED]


def last_day_of_links(*, due_on: date, grace_days: int) -> date:
    """The last day a personal link opens anything."""
    return due_on + timedelta(days=grace_days)


def check_takes_answers(state: RoundState, *, last_day: date, today: date) -> None:
    """Refuse an answer to a round that is not open or whose last day, grace included, is over."""
    if state is not RoundState.OPEN:
        raise RuleBroken("round_takes_no_answers")
    if today > last_day:
        raise RuleBroken("round_is_past_due", params={"last_day": last_day.isoformat()})


def moved_rows(sent: Matrix, now: Matrix) -> dict[str, RowDifference]:
    """Row → what has been changed in it since it was sent out, as far as an answer is about that.

    Only rows of both; a dropped row is one whose status has changed.
    """
    differing = (one for one in compare(sent, now).differing if one.before and one.after)
    moved = (replace(one, fields=tuple(filter(_is_answered_to, one.fields))) for one in differing)
    return {one.key: one for one in moved if one.fields}


def _is_answered_to(field: str) -> bool:
    _year, dot, part = field.rpartition(".")
    return part in (_CELL_PARTS_ANSWERED_TO if dot else _FIELDS_ANSWERED_TO)


def classify(read: AnswerContent | None, *, mine: GivenAnswer | None, is_overtaken: bool) -> ImportClass:
    """What an uploaded row would do (D42).

    `mine` is the uploader's newest answer. The row `is_overtaken` when since the workbook was made somebody
    at the organisation has answered, or the secretariat has changed what the answer is about. A row left
    blank is ignored and takes nothing back.
    """
    if read is None:
        return ImportClass.IGNORED
    if mine and mine.content == read:
        return ImportClass.SAME
    if is_overtaken:
        return ImportClass.CONFLICT
    return ImportClass.CHANGED if mine else ImportClass.NEW


def runs_of_rows(keys: Iterable[str]) -> str:
    """Rows of the matrix in few words, neighbours drawn together: "RAN7-01/1–3, 5; RAN7-02/1"."""
    numbers: dict[str, list[int]] = {}
    for key in keys:
        code, _slash, number = key.rpartition("/")
        numbers.setdefault(code, []).append(int(number))
    return "; ".join(f"{code}/{_runs(sorted(found))}" for code, found in numbers.items())


def _runs(numbers: Sequence[int]) -> str:
    # What stands in a run has the same distance to its place.
    runs = [[number for _place, number in run] for _, run in groupby(enumerate(numbers), _distance)]
    return ", ".join(_run(run) for run in runs)


def _distance(placed: tuple[int, int]) -> int:
    place, number = placed
    return number - place


def _run(run: Sequence[int]) -> str:
    return {1: f"{run[0]}", 2: f"{run[0]}, {run[-1]}"}.get(len(run), f"{run[0]}–{run[-1]}")
