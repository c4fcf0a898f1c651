"""Lists that lie in a file: a large plan is then never in memory as a whole, however often it is read."""

import os
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import eq
from typing import Any, overload

from pydantic import TypeAdapter

_AT_ONCE = 50
_BUFFER = 1 << 20


class LineFile:
    """A file without a name, which is gone when nobody can read it any more."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=_BUFFER)  # noqa: SIM115
        self.end = 0
        weakref.finalize(self, self._file.close)

    def write(self, text: str) -> int:
        """Add a line, and say where it ends."""
        self.end += self._file.write(text.encode() + b",")
        return self.end

    def read(self, start: int, end: int) -> bytes:
        """The lines from `start` to `end`, as a list in JSON."""
        self._file.flush()
        return b"[%b]" % os.pread(self._file.fileno(), end - start - 1, start)


class Lines(Sequence[Any]):
    """The lines of a list in a file. Each is made anew whenever it is asked for."""

    def __init__(self, file: LineFile, shape: Any) -> None:
        self._file = file
        self._adapter = _adapter(shape)
        # Where the first line begins, and where each of them ends.
        self._bounds = array("Q", [0])

    def fill(self, lines: Iterable[str]) -> None:
        """Write the lines, each in JSON, one after the other into the file; to be done once."""
        self._bounds = array("Q", [self._file.end])
        self._bounds.extend(self._file.write(line) for line in lines)

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._bounds) - 1

    def __iter__(self) -> Iterator[Any]:
        """The lines one after the other; only a few of them are in memory at once."""
        for first in range(0, len(self), _AT_ONCE):
            yield from self._read(first, min(first + _AT_ONCE, len(self)))

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        """A line, or a part of the list."""
        numbers = range(len(self))[place]
        if isinstance(numbers, range):
            return tuple(self[number] for number in numbers)
        return self._read(numbers, numbers + 1)[0]

    def __eq__(self, other: object) -> bool:
        """Whether the other one is a list of equal lines."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def _read(self, first: int, last: int) -> list[Any]:
        return self._adapter.validate_json(self._file.read(self._bounds[first], self._bounds[last]))


@cache
def _adapter(shape: Any) -> TypeAdapter[list[Any]]:
    return TypeAdapter(list[shape])
