"""Every look at single pieces of evidence, for callers whose own policy judges."""

from datetime import timedelta

import sqlalchemy as sa

from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import PICTURES, LinkState
from tracker.extensions import db
from tracker.plans.models import Commitment

_LOOKED_AT_EVERY = timedelta(days=7)
_UNSURE_LOOKED_AT_EVERY = timedelta(days=1)
_LINKS_AT_ONCE = 500


def find_item(item_id: int) -> EvidenceItem | None:
    """A piece of evidence, or None."""
    return db.session.get(EvidenceItem, item_id)


def same_file(commitment: Commitment, organisation: Organisation, sha256: str) -> EvidenceItem | None:
    """The item with this file that the organisation has for the commitment, if there is one."""
    return db.session.scalar(_of(commitment, organisation).where(EvidenceItem.sha256 == sha256))


def same_link(commitment: Commitment, organisation: Organisation, url: str) -> EvidenceItem | None:
    """The item with this link that the organisation has for the commitment, if there is one."""
    return db.session.scalar(_of(commitment, organisation).where(EvidenceItem.url == url))


def _of(commitment: Commitment, organisation: Organisation) -> sa.Select[EvidenceItem]:
    return sa.select(EvidenceItem).where(
        EvidenceItem.commitment_id == commitment.id, EvidenceItem.organisation_id == organisation.id
    )


def pictures_without_copies(*, younger_than: timedelta | None = None) -> list[int]:
    """The ids of pictures whose copies are still to be made."""
    query = sa.select(EvidenceItem.id).where(
        EvidenceItem.kind.in_(PICTURES), EvidenceItem.preview_sha256.is_(None)
    )
    if younger_than is not None:
        query = query.where(EvidenceItem.added_at > clock.now() - younger_than)
    return list(db.session.scalars(query.order_by(EvidenceItem.id)))


def links_never_looked_at(*, younger_than: timedelta) -> list[int]:
    """The ids of young links that nobody has looked at."""
    query = sa.select(EvidenceItem.id).where(
        EvidenceItem.url.is_not(None),
        EvidenceItem.checked_at.is_(None),
        EvidenceItem.added_at > clock.now() - younger_than,
    )
    return list(db.session.scalars(query.order_by(EvidenceItem.id)))


def links_to_look_at() -> list[int]:
    """The ids of links whose time has come, those first that were looked at longest ago."""
    now, last = clock.now(), EvidenceItem.checked_at
    is_unsure = EvidenceItem.link_state == LinkState.UNCHECKED
    is_due = last.is_(None) | (last < now - _LOOKED_AT_EVERY)
    query = sa.select(EvidenceItem.id).where(
        EvidenceItem.url.is_not(None), is_due | (is_unsure & (last < now - _UNSURE_LOOKED_AT_EVERY))
    )
    return list(db.session.scalars(query.order_by(last.nulls_first(), EvidenceItem.id).limit(_LINKS_AT_ONCE)))


def hashes_in_use() -> set[str]:
    """The hashes of all files that belong to some evidence: originals, public copies and previews."""
    columns = (EvidenceItem.sha256, EvidenceItem.copy_sha256, EvidenceItem.preview_sha256)
    rows = db.session.execute(sa.select(*columns))
    return {sha256 for row in rows for sha256 in row if sha256}
