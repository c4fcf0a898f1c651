"""A long list in pages: which rows to fetch, which numbers to offer, where they lead."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, url_for

PAGE_SIZE = 50


@dataclass(frozen=True)
class Pagination:
    """One page of `total` rows, counted from 1."""

    page: int
    per_page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def offset(self) -> int:
        """How many rows come before this page: the OFFSET of its query, beside `per_page` as its LIMIT."""
        return (self.page - 1) * self.per_page

    @property
    def first(self) -> int:
        """The number of its first row; 0 in an empty list."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """The number of its last row."""
        return min(self.offset + self.per_page, self.total)

    @property
    def has_prev(self) -> bool:
        """Whether there is a page before it."""
        return self.page > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after it."""
        return self.page < self.pages

    def iter_pages(self) -> Iterator[int | None]:
        """The numbers to offer: the first, the last, this one and its neighbours; None for a gap."""
        before = 0
        for number in sorted({1, self.pages, self.page - 1, self.page, self.page + 1}):
            if not 1 <= number <= self.pages:
                continue
            if number - before > 1:
                yield None
            yield number
            before = number


def page_of(total: int, *, per_page: int = PAGE_SIZE) -> Pagination:
    """The page that the address asks for by ?page=; the nearest one when there is no such page."""
    text = request.args.get("page", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
    pages = Pagination(1, per_page, total).pages
    return Pagination(min(max(wanted, 1), pages), per_page, total)


def page_address(number: int) -> str:
    """The address of this list's page `number`, with everything else in the address kept."""
    kept = {**request.args.to_dict(flat=False), **(request.view_args or {}), "page": number}
    return url_for(request.endpoint or "", **kept)
