"""Errors a person can cause. They carry codes; the words are made at the edge."""

from collections.abc import Mapping, Sequence


class DomainError(Exception):
    """Something the domain refuses.

    `code` is a snake_case sentence ("reason_missing"), `field` the input it belongs to, if any, and
    `params` the values its words need.
    """

    def __init__(
        self, code: str, *, field: str | None = None, params: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = dict(params or {})

    @property
    def each(self) -> "Sequence[DomainError]":
        """All that was refused at once, this one included."""
        return (self,)


class RuleBroken(DomainError):
    """A rule of the domain says no."""


class NotFound(DomainError):
    """The thing does not exist, or this actor may not know that it does."""

    def __init__(self, what: str) -> None:
        super().__init__("not_found", params={"what": what})


class NotAllowed(DomainError):
    """The actor may see the thing but not do this to it."""

    def __init__(self, act: str) -> None:
        super().__init__("not_allowed", params={"act": act})


class StaleEdit(DomainError):
    """Somebody saved another version since this form was opened.

    `current` is the newest value of each field, so that both can be shown and nothing is lost.
    """

    def __init__(self, current: Mapping[str, object], revision: int) -> None:
        super().__init__("stale_edit", params={"revision": revision})
        self.current = dict(current)
        self.revision = revision
