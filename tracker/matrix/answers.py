"""What a reviewer says about a row of the matrix, however it arrives: by a form or in a workbook. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.core.errors import RuleBroken
from tracker.matrix.rows import Quantity
from tracker.matrix.states import AnswerKind
from tracker.targets.states import DropReason

# What the secretariat must answer (D17), and what needs a reason from the first day (D11).
ASKS_FOR_SOMETHING = frozenset({AnswerKind.COUNTER, AnswerKind.DROP, AnswerKind.REWORD, AnswerKind.REMARK})


@dataclass(frozen=True)
class AnswerContent:
    """What an answer says, without who and when: equal contents are the same answer.

    `values` are counter-values by year. `remark` is for the secretariat and then for all; `note` stays within
    the organisation.
    """

    kind: AnswerKind
    values: tuple[tuple[int, Quantity], ...] = ()
    drop_reason: DropReason | None = None
    remark: str = ""
    note: str = ""


def check_answer(content: AnswerContent) -> None:
    """Refuse an answer that lacks what its kind needs (D11, D14), naming the field."""
    for breach in breaches_of(content):
        raise breach


def breaches_of(content: AnswerContent) -> Iterator[RuleBroken]:
    """Everything that an answer of this kind lacks, or has too much (D11, D14), each naming the field."""
    if content.kind is AnswerKind.COUNTER and not content.values:
        yield RuleBroken("counter_value_missing", field="values")
    if content.kind is AnswerKind.DROP and content.drop_reason is None:
        yield RuleBroken("answer_drop_reason_missing", field="drop_reason")
    if content.kind in ASKS_FOR_SOMETHING and not content.remark.strip():
        yield RuleBroken("answer_reason_missing", field="remark")
    if content.kind is not AnswerKind.COUNTER and content.values:
        yield RuleBroken("values_without_counter", field="kind")
    if content.kind is not AnswerKind.DROP and content.drop_reason is not None:
        yield RuleBroken("drop_reason_without_drop", field="kind")
