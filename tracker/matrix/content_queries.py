"""The canonical content of frozen versions, for those who read it once through."""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from itertools import count
from typing import Any

import sqlalchemy as sa

from tracker.extensions import db
from tracker.matrix.models import FrozenVersion

_PIECE = 1 << 22


def content_pieces(version: FrozenVersion) -> Iterator[str]:
    """The canonical content in pieces: that of a plan of 20,000 rows has some 140 MB."""
    # SQLite would fetch the whole text for each piece of it that is selected.
    return _read_handle(version) if db.engine.dialect.name == "sqlite" else _select_pieces(version)


def _read_handle(version: FrozenVersion) -> Iterator[str]:
    connection: Any = db.session.connection().connection.driver_connection
    decoder = getincrementaldecoder("utf-8")()
    with connection.blobopen("frozen_version", "content", version.id, readonly=True) as handle:
        while piece := handle.read(_PIECE):
            yield decoder.decode(piece)


def _select_pieces(version: FrozenVersion) -> Iterator[str]:
    for start in count(1, _PIECE):
        piece = sa.func.substr(FrozenVersion.content, start, _PIECE)
        text: str = db.session.scalars(sa.select(piece).where(FrozenVersion.id == version.id)).one()
        if not text:
            return
        yield text
