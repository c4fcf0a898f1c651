"""What a process keeps in memory, so that only what changed is put together again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar

from flask import current_app

Value = TypeVar("Value")


@dataclass
class Kept(Generic[Value]):
    """The values used last, as many as weigh `limit` together; `weigh` says how much one of them does."""

    limit: int
    weigh: Callable[[Value], int]
    _values: "OrderedDict[Hashable, Value]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, key: Hashable) -> Value | None:
        """The value kept under `key`, if it is there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value kept under `key`, made now if it is not there."""
        found = self.find(key)
        if found is not None:
            return found
        value = make()
        with self._lock:
            self._values[key] = value
            self._shed()
        return value

    def _shed(self) -> None:
        weight = sum(self.weigh(value) for value in self._values.values())
        while weight > self.limit and len(self._values) > 1:
            _key, oldest = self._values.popitem(last=False)
            weight -= self.weigh(oldest)


def kept(name: str, *, limit: int, weigh: Callable[[Any], int]) -> Kept[Any]:
    """This application's own store of that name."""
    stores: dict[str, Kept[Any]] = current_app.extensions.setdefault("tracker_kept", {})
    return stores.setdefault(name, Kept(limit, weigh))
