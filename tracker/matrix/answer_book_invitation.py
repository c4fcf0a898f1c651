"""What a round's workbook is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.matrix.answers import AnswerContent


@dataclass(frozen=True)
class Invitation:
    """What a round's workbook is about: whose it is, which rows it asks about, what was answered so far.

    `title` is the round's, `organisation` the short name of the recipient's, `row_keys` the rows asked about
    in the matrix's order. `bases` has for each row the id of the newest answer that anybody of the
    organisation had given, `answers` the recipient's own, which are filled in.
    """

    round_id: int
    recipient_id: int
    title: str
    organisation: str
    due_on: date
    row_keys: tuple[str, ...]
    bases: Mapping[str, int]
    answers: Mapping[str, AnswerContent]
