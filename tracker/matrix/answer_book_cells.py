"""The cells for an answer: blank, or filled with what was answered so far."""

from tracker.core.errors import RuleBroken
from tracker.matrix import book_reading as raw
from tracker.matrix.answer_book_values import answer_words, read_value
from tracker.matrix.answers import AnswerContent
from tracker.matrix.book_reading import RawCell
from tracker.matrix.rows import MatrixRow, Quantity
from tracker.matrix.states import AnswerKind
from tracker.matrix.wording import quantity_text
from tracker.matrix.workbook_cells import LOCALE_MARK, Cell, Content, Figure, value_content
from tracker.matrix.workbook_edition import Edition
from tracker.matrix.workbook_styles import OPEN_CHOICE, OPEN_FIGURE, OPEN_TEXT
from tracker.plans.states import IndicatorKind
from tracker.web.labels import label


class AnswerCells:
    """Turns answers into cells of an edition's sheet."""

    def __init__(self, edition: Edition) -> None:
        self._years, self._language = edition.matrix.years, edition.language
        self._words = answer_words()

    def cells(self, row: MatrixRow, answer: AnswerContent | None) -> list[Cell]:
        """Kind, a value for each year, reason for dropping, remark and note."""
        if answer is None or answer.kind is AnswerKind.CLEARED:
            blanks: list[Cell] = [(self._blank(row), OPEN_FIGURE)] * len(self._years)
            return [("", OPEN_CHOICE), *blanks, *[("", OPEN_TEXT)] * 3]
        values = dict(answer.values)
        return [
            (label(answer.kind), OPEN_CHOICE),
            *((self._value(row, values.get(year)), OPEN_FIGURE) for year in self._years),
            (label(answer.drop_reason) if answer.drop_reason else "", OPEN_TEXT),
            (answer.remark, OPEN_TEXT),
            (answer.note, OPEN_TEXT),
        ]

    def _value(self, row: MatrixRow, quantity: Quantity | None) -> Content:
        """What reads back as the same value: a figure if possible, else its wording (D3)."""
        if quantity is None:
            return self._blank(row)
        figure = value_content(quantity, row.kind, self._language)
        for content in (figure, quantity.as_written):
            if self._read(content, row) == quantity:
                return content
        return figure if isinstance(figure, Figure) else quantity_text(quantity, row.kind, self._language)

    def _blank(self, row: MatrixRow) -> Content:
        # A protected sheet keeps its formats: without this one "45%" would be shown as 0.45.
        if row.kind is IndicatorKind.PERCENTAGE:
            return Figure("", f"{LOCALE_MARK[self._language]}0.00%")
        return ""

    def _read(self, content: Content, row: MatrixRow) -> Quantity | None:
        try:
            return read_value(_as_cell(content), row, self._words).quantity
        except RuleBroken:
            return None


def _as_cell(content: Content) -> RawCell:
    if isinstance(content, str):
        return RawCell(raw.TEXT, content)
    kind = raw.PERCENT if content.number_format.endswith("%") else raw.NUMBER
    return RawCell(kind, content.digits)
