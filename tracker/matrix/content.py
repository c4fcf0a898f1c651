"""The canonical content of a matrix: what a frozen version keeps, and what its fingerprint is of (D18)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from tracker.core.memory import collector_paused
from tracker.matrix.content_lines import LineFile, Lines
from tracker.matrix.content_scanner import Scanner
from tracker.matrix.content_spelling import Spelling, member_types
from tracker.matrix.rows import DefinitionLine, HistoryLine, Matrix, MatrixRow

# What a large plan has very many of.
_LONG: Final = {"rows": MatrixRow, "history": HistoryLine, "definitions": DefinitionLine}


def to_content(matrix: Matrix) -> str:
    """The matrix as canonical JSON: sorted keys, dates in ISO 8601, numbers as the digits once entered."""
    return "".join(_pieces(matrix))


def from_content(content: str) -> Matrix:
    """The matrix that was frozen. Content that is not of this shape raises `pydantic.ValidationError`."""
    with collector_paused():
        matrix: Matrix = _adapter(Matrix).validate_json(content)
    return replace(
        matrix,
        rows=tuple(matrix.rows),
        history=tuple(matrix.history),
        definitions=tuple(matrix.definitions),
    )


def open_content(pieces: Iterable[str]) -> Matrix:
    """The same matrix for those who go through it row by row: its long lists stay in a file.

    A row out of shape raises `pydantic.ValidationError` when it is read, and broken JSON `ValueError` here.
    """
    scanner, file = Scanner(pieces), LineFile()
    short, long = {}, {name: Lines(file, shape) for name, shape in _LONG.items()}
    for name in scanner.members():
        if name in long:
            long[name].fill(scanner.lines())
        else:
            short[name] = scanner.value()
    short |= dict.fromkeys(long, "[]")
    content = ",".join(f'"{name}":{value}' for name, value in short.items())
    matrix = from_content(f"{{{content}}}")
    return replace(matrix, rows=long["rows"], history=long["history"], definitions=long["definitions"])


def with_rows_at_hand(matrix: Matrix) -> Matrix:
    """The matrix with its rows in memory, for those who go back and forth in them."""
    return replace(matrix, rows=tuple(matrix.rows))


def is_same_but_moment(content: str, pieces: Iterable[str]) -> bool:
    """Whether a content differs from another one, given in pieces, in nothing but the moment it shows."""
    # "as_of" comes first, as the names of the members are sorted.
    place, skipped = content.index(","), False
    for piece in pieces:
        rest = piece if skipped else piece[piece.index(",") :]
        if not content.startswith(rest, place):
            return False
        place, skipped = place + len(rest), True
    return place == len(content)


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _pieces(matrix: Matrix) -> Iterator[str]:
    """The content in many small pieces."""
    spelling, between = Spelling(), "{"
    for name, shape in member_types(Matrix).items():
        yield f'{between}"{name}":'
        value = getattr(matrix, name)
        yield from _list(value, spelling) if _is_list(value) else (spelling.speller(shape)(value),)
        between = ","
    yield "}"


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _list(values: Sequence[Any], spelling: Spelling) -> Iterator[str]:
    between = "["
    for value in values:
        yield between + spelling.speller(type(value))(value)
        between = ","
    yield "]" if values else "[]"
