"""How the parts of a matrix are spelled in canonical JSON: one function for each shape.

The spelling is that of `core.digest.canonical_json`, but it is written straight from the dataclasses: a plan
of 20,000 rows never stands in memory a second time as dicts.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from json.encoder import encode_basestring
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from tracker.core.digest import canonical_json
from tracker.matrix.rows import Party, Quantity, Source

Spell = Callable[[Any], str]

# Parts that many rows share, as one object in a matrix that comes from `assembly`.
_SHARED = (Party, Quantity, Source)
_MOST_REMEMBERED = 20_000


def member_types(shape: Any) -> dict[str, Any]:
    """The fields of a dataclass in the order in which they are spelled, with their types."""
    hints = get_type_hints(shape)
    return {name: hints[name] for name in sorted(field.name for field in fields(shape))}


def late_members(shape: Any) -> tuple[str, ...]:
    """The fields of a dataclass that are left out while none of them is filled."""
    return tuple(member.name for member in fields(shape) if "late" in member.metadata)


class Spelling:
    """The spelling of one matrix. A part that comes again is not spelled again."""

    def __init__(self) -> None:
        self._spellers: dict[Any, Spell] = {}

    def speller(self, shape: Any) -> Spell:
        """The function that spells values of a type that a matrix is made of."""
        found = self._spellers.get(shape)
        if found is None:
            found = self._spellers[shape] = self._made(shape)
        return found

    def _made(self, shape: Any) -> Spell:
        if is_dataclass(shape):
            return _remembering(self._record(shape)) if shape in _SHARED else self._record(shape)
        if get_origin(shape) in (tuple, Sequence):
            return self._list(shape)
        if get_origin(shape) in (Union, UnionType):
            return self._optional(shape)
        return _PLAIN.get(shape) or _other(shape)

    def _record(self, shape: Any) -> Spell:
        members, late = member_types(shape), late_members(shape)
        whole = self._members(members)
        if not late:
            return whole
        early = self._members({name: kind for name, kind in members.items() if name not in late})
        is_early = _all_none(late)
        return lambda value: (early if is_early(value) else whole)(value)

    def _members(self, members: dict[str, Any]) -> Spell:
        template = "{" + ",".join(f'"{name}":%s' for name in members) + "}"
        values, spellers = attrgetter(*members), [self.speller(member) for member in members.values()]
        return lambda value: template % tuple(map(_spelled, spellers, values(value)))

    def _list(self, shape: Any) -> Spell:
        first, *others = get_args(shape)
        if others in ([], [Ellipsis]):
            spell = self.speller(first)
            return lambda values: "[" + ",".join(map(spell, values)) + "]"
        spellers = [self.speller(part) for part in (first, *others)]
        return lambda values: "[" + ",".join(map(_spelled, spellers, values)) + "]"

    def _optional(self, shape: Any) -> Spell:
        (some,) = (part for part in get_args(shape) if part is not NoneType)
        spell = self.speller(some)
        return lambda value: "null" if value is None else spell(value)


def _all_none(names: tuple[str, ...]) -> Callable[[Any], bool]:
    return lambda value: all(getattr(value, name) is None for name in names)


def _spelled(spell: Spell, value: Any) -> str:
    return spell(value)


def _remembering(spell: Spell) -> Spell:
    # Values are kept with their spelling, so that no other value can come to bear the same id.
    known: dict[int, tuple[Any, str]] = {}

    def spell_once(value: Any) -> str:
        found = known.get(id(value))
        if found is None:
            if len(known) == _MOST_REMEMBERED:
                known.clear()
            found = known[id(value)] = (value, spell(value))
        return found[1]

    return spell_once


def _other(shape: Any) -> Spell:
    if isinstance(shape, type) and issubclass(shape, Enum):
        return {member: canonical_json(member.value) for member in shape}.__getitem__
    adapter: TypeAdapter[Any] = TypeAdapter(shape)
    return lambda value: canonical_json(adapter.dump_python(value, mode="json"))


def _quoted(value: object) -> str:
    return f'"{value}"'


_PLAIN: dict[Any, Spell] = {
    str: encode_basestring,
    int: str,
    bool: {True: "true", False: "false"}.__getitem__,
    Decimal: _quoted,
    date: _quoted,
}
