"""The storage of this installation, and what the worker does with what is kept in it."""

from datetime import timedelta
from functools import cache

from flask import current_app

from tracker.config import Settings
from tracker.core import clock
from tracker.evidence import queries
from tracker.evidence.link_checking import LinkSession, look_at
from tracker.evidence.link_rules import state_after
from tracker.evidence.models import EvidenceItem
from tracker.evidence.pictures import preview, public_copy
from tracker.evidence.states import LinkFinding
from tracker.evidence.storage import EvidenceStore, KeptFile, store_of
from tracker.extensions import reading, unit_of_work

# Longer than any request lasts: a younger file may be one whose row is not committed yet.
_UNNEEDED_AFTER = timedelta(days=1)
_store_of = cache(store_of)


def store() -> EvidenceStore:
    """Where this installation keeps its evidence."""
    settings: Settings = current_app.config["SETTINGS"]
    return _store_of(settings)


def make_copies(item_id: int) -> None:
    """Make the copies of a picture that others than its own side see. Made twice, they are the same."""
    with reading():
        item = queries.find_item(item_id)
        original = item.sha256 if item and item.is_picture else None
    if original:
        with store().open(original) as source:
            shown, small = public_copy(source), preview(source)
        kept = [store().put_bytes(content) for content in (shown, small)]
        _note_copies(item_id, *kept)


def _note_copies(item_id: int, shown: KeptFile, small: KeptFile) -> None:
    with unit_of_work():
        if item := queries.find_item(item_id):
            item.copy_sha256, item.preview_sha256 = shown.sha256, small.sha256


def check_new_link(item_id: int) -> None:
    """Look at a link, unless somebody has since it was handed in."""
    with reading():
        item = queries.find_item(item_id)
        is_new = item is not None and item.checked_at is None
    if is_new:
        check_link(item_id)


def check_link(item_id: int, session: LinkSession | None = None) -> None:
    """Look at a link and note what was found; the database is not held meanwhile."""
    with reading():
        item = queries.find_item(item_id)
        link = item.url if item else None
    if link:
        found = look_at(session or LinkSession(), link)
        with unit_of_work():
            if item := queries.find_item(item_id):
                note_finding(item, found)


def note_finding(item: EvidenceItem, found: LinkFinding) -> None:
    """Note what was found at a link just now."""
    item.link_state = state_after(found, item.link_finding)
    item.link_note, item.checked_at = found.value, clock.now()


def clear_store() -> int:
    """Remove files that no evidence needs, and what was left half-written; returns how many there were."""
    long_ago = clock.now() - _UNNEEDED_AFTER
    old = store().kept_before(long_ago)
    with reading():
        unneeded = old - queries.hashes_in_use()
    for sha256 in unneeded:
        store().remove(sha256)
    return len(unneeded) + store().clear_unfinished(begun_before=long_ago)
