"""JSON that arrives in pieces, cut into its values."""

from collections.abc import Iterable, Iterator
from json import JSONDecodeError, JSONDecoder

_DECODER = JSONDecoder()


class Scanner:
    """Reads canonical JSON, which has no blanks between its parts. What is no JSON raises ValueError."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._text, self._place = "", 0

    def members(self) -> Iterator[str]:
        """The names of an object's members; the value of each is to be read before the next name."""
        self._mark("{")
        yield self._name()
        while self._mark(",}") == ",":
            yield self._name()

    def value(self) -> str:
        """The next value, as it is spelled."""
        while (end := self._end()) == len(self._text):
            # Cut off, or perhaps only seemingly whole: 20 may be the beginning of 2020.
            self._fetch()
        start, self._place = self._place, end
        return self._text[start:end]

    def lines(self) -> Iterator[str]:
        """The next value, a list, value by value."""
        self._mark("[")
        if self._mark("{]") == "]":
            return
        self._place -= 1
        yield self.value()
        while self._mark(",]") == ",":
            yield self.value()

    def _name(self) -> str:
        name = self.value()
        self._mark(":")
        return name[1:-1]

    def _mark(self, allowed: str) -> str:
        if self._place == len(self._text):
            self._fetch()
        mark = self._text[self._place]
        if mark not in allowed:
            raise ValueError(f"{mark!r} where one of {allowed!r} should be")
        self._place += 1
        return mark

    def _end(self) -> int:
        try:
            return _DECODER.raw_decode(self._text, self._place)[1]
        except JSONDecodeError:
            return len(self._text)

    def _fetch(self) -> None:
        piece = next(self._pieces, "")
        if not piece:
            raise ValueError("the content ends too early")
        self._text, self._place = self._text[self._place :] + piece, 0
