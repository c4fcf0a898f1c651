"""The rules of a round, from values alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.matrix.samples import minutes_matrix
from tracker.core.bilingual import Bilingual
from tracker.core.errors import RuleBroken
from tracker.matrix.answers import AnswerContent
from tracker.matrix.rows import Matrix, MatrixRow
from tracker.matrix.states import AnswerKind
from tracker.reviews import rules
from tracker.reviews.rules import GivenAnswer
from tracker.reviews.states import AskScope, ImportClass
from tracker.targets.states import TalkStatus

AGREES = AnswerContent(AnswerKind.AGREE)


def changed(matrix: Matrix, place: int, **changes: object) -> Matrix:
    """The matrix with one row changed."""
    rows = list(matrix.rows)
    rows[place] = replace(rows[place], **changes)  # type: ignore[arg-type]
    return replace(matrix, rows=tuple(rows))


def test_nothing_has_moved_in_the_same_matrix() -> None:
    assert rules.moved_rows(minutes_matrix(), minutes_matrix()) == {}


def test_a_new_figure_moves_a_row() -> None:
    sent = minutes_matrix()
    row = next(row for row in sent.rows if any(cell.counter for cell in row.years))
    years = tuple(
        replace(
            cell,
            counter=replace(
                cell.counter, quantity=replace(cell.counter.quantity, as_written="50%", value=Decimal(50))
            ),
        )
        if cell.counter
        else cell
        for cell in row.years
    )
    moved = rules.moved_rows(sent, changed(sent, list(sent.rows).index(row), years=years))
    assert set(moved) == {row.key}
    assert {field.partition(".")[2] for field in moved[row.key].fields} == {"counter"}


@pytest.mark.parametrize(
    "changes", [{"status": TalkStatus.DROPPED}, {"name": Bilingual("Nama lain", "Another name")}]
)
def test_a_dropped_or_renamed_row_has_moved(changes: dict[str, object]) -> None:
    sent = minutes_matrix()
    moved = rules.moved_rows(sent, changed(sent, 0, **changes))
    assert [one.fields for one in moved.values()] == [tuple(changes)]


def test_what_no_answer_is_about_moves_nothing() -> None:
    sent = minutes_matrix()
    assert rules.moved_rows(sent, changed(sent, 0, warnings=(), outside_monitor="Stranas PK")) == {}


def test_a_row_that_was_added_or_taken_out_is_nobodys_conflict() -> None:
    sent = minutes_matrix()
    fewer = replace(sent, rows=tuple(sent.rows)[1:])
    assert rules.moved_rows(sent, fewer) == {}
    assert rules.moved_rows(fewer, sent) == {}


@pytest.mark.parametrize(
    ("read", "mine", "is_overtaken", "expected"),
    [
        (None, None, True, ImportClass.IGNORED),
        (AGREES, None, False, ImportClass.NEW),
        (AGREES, AGREES, True, ImportClass.SAME),
        (AGREES, AnswerContent(AnswerKind.NO_OBJECTION), False, ImportClass.CHANGED),
        (AGREES, None, True, ImportClass.CONFLICT),
    ],
)
def test_what_a_row_of_a_workbook_would_do(
    read: AnswerContent | None, mine: AnswerContent | None, is_overtaken: bool, expected: ImportClass
) -> None:
    given = GivenAnswer(1, 1, mine) if mine else None
    assert rules.classify(read, mine=given, is_overtaken=is_overtaken) is expected


def living() -> list[MatrixRow]:
    """The rows that can be asked about."""
    return [row for row in minutes_matrix().rows if not row.is_dropped]


def test_chosen_rows_come_in_the_order_of_the_matrix_and_dropped_ones_never() -> None:
    rows = minutes_matrix().rows
    keys = [row.key for row in rows]
    asked = rules.rows_asked(rows, organisation="", scope=AskScope.CHOSEN, chosen=[*reversed(keys)])
    assert asked == [row.key for row in living()]


@pytest.mark.parametrize(
    ("chosen", "wanted", "answered", "code"),
    [
        ([], [], [], "no_rows_chosen"),
        (["A/1"], ["A/1", "A/9"], [], "rows_not_in_version"),
        (["A/1"], ["A/1"], ["A/2"], "answered_rows_left_out"),
    ],
)
def test_a_choice_of_rows_that_cannot_be_is_refused(
    chosen: list[str], wanted: list[str], answered: list[str], code: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        rules.check_chosen_rows(chosen, wanted=wanted, answered=answered)
    assert (refusal.value.code, refusal.value.field) == (code, "row_keys")
    rules.check_chosen_rows(["A/1", "A/2"], wanted=["A/1", "A/2"], answered=["A/2"])
