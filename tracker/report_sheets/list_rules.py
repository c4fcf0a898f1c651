"""The rows of a workbook's lists as entries of a draft: blank rows between them are closed up."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from tracker.reports.draft_rules import MOST_IN_A_LIST, PARTS_OF_LISTS, Fields

At = TypeVar("At")


def closed_up(fields: Fields, cells: Mapping[str, At], base: Fields) -> tuple[dict[str, str], dict[str, At]]:
    """The fields with blank entries of their lists closed up, and the cell that each came from.

    A list that says what it said in `base` stays as it is, and so does one of which a row is gone.
    """
    texts, places = dict(fields), dict(cells)
    for name, parts in PARTS_OF_LISTS.items():
        names = [f"{name}.{place}.{part}" for place in range(MOST_IN_A_LIST) for part in parts]
        if _is_changed(fields, base, names) and _is_whole(fields, base, names):
            for old, new in _moves(fields, name, parts).items():
                texts[new] = fields.get(old, "")
                if old in cells:
                    places[new] = cells[old]
    return texts, places


def _is_changed(fields: Fields, base: Fields, names: Iterable[str]) -> bool:
    return any(fields[one] != base.get(one, "") for one in names if one in fields)


def _is_whole(fields: Fields, base: Fields, names: Iterable[str]) -> bool:
    return all(one in fields for one in names if base.get(one))


def _moves(fields: Fields, name: str, parts: tuple[str, ...]) -> dict[str, str]:
    """Where each field of a list goes: entries that say something first, in their order."""
    entries = range(MOST_IN_A_LIST)
    says = {place: any(fields.get(f"{name}.{place}.{part}") for part in parts) for place in entries}
    ordered = [*(place for place in entries if says[place]), *(place for place in entries if not says[place])]
    return {
        f"{name}.{old}.{part}": f"{name}.{new}.{part}" for new, old in enumerate(ordered) for part in parts
    }
