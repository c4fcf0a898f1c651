"""How the papers of a round tell answers and what was decided about them: organisations, never persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from tracker.core.bilingual import Language
from tracker.matrix.rows import MatrixRow
from tracker.matrix.wording import quantity_text
from tracker.reviews import answer_queries
from tracker.reviews.models import Answer
from tracker.reviews.overview import AnswerLine, RowLine
from tracker.web.labels import label

NONE = "–"


@dataclass(frozen=True)
class ToldAnswer:
    """An answer with its row and what was decided about it, in the language of the moment."""

    row: MatrixRow
    line: AnswerLine
    language: Language

    @property
    def answer(self) -> Answer:
        """The answer itself."""
        return self.line.answer

    @property
    def organisation(self) -> str:
        """Who says it, with the unit that answered for it."""
        asked = self.answer.recipient
        name = asked.organisation.short_name
        return f"{name}, {asked.unit.short_name}" if asked.unit else name

    @property
    def kind(self) -> str:
        """What is answered, with the code of a wish to drop (D14)."""
        said = label(self.answer.kind)
        return f"{said}: {label(self.answer.drop_reason)}" if self.answer.drop_reason else said

    @property
    def figures(self) -> str:
        """The counter-values, a line for each year."""
        return "\n".join(
            f"{value.year}: {quantity_text(answer_queries.quantity_of(value), self.row.kind, self.language)}"
            for value in self.answer.values
        )

    @property
    def asked(self) -> str:
        """All that is asked for, in one cell."""
        parts = (self.kind, self.figures, self.answer.remark)
        return "\n".join(part for part in parts if part)

    @property
    def decision(self) -> str:
        """What was decided, or that it still has to be; a dash where nothing was asked for (D17)."""
        if self.line.needs_decision:
            return str(_("belum ditanggapi"))
        return label(self.line.disposition.decision) if self.line.disposition else NONE

    @property
    def reason(self) -> str:
        """The public reason of the decision."""
        return self.line.disposition.reason if self.line.disposition else ""

    @property
    def enters_ledger(self) -> bool:
        """Whether the decision that stands led to an entry of the ledger."""
        return self.line.is_decided and bool(self.line.disposition and self.line.disposition.entries)


def told_answers(rows: Sequence[RowLine], language: Language) -> Iterator[ToldAnswer]:
    """Every standing answer, in the order of the matrix."""
    return (ToldAnswer(line.row, answer, language) for line in rows for answer in line.answers)
