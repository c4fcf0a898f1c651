"""The same file asked for by two readers at one moment."""

from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from flask import Flask

from tracker.extensions import db, unit_of_work
from tracker.matrix import exports
from tracker.matrix.models import Export, FrozenVersion
from tracker.matrix.states import Audience, FileFormat
from tracker.matrix.wishes import FileWish

WISH = FileWish(FileFormat.XLSX, "id", Audience.PUBLIC, organisation="Pattiro")


@pytest.mark.postgresql
def test_two_readers_get_the_same_file(demo_on_postgresql: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    both_have_looked, make_new, ids = Barrier(2), exports._new_export, list[int]()

    def meet(version: FrozenVersion, wish: FileWish) -> Export:
        both_have_looked.wait(timeout=30)
        return make_new(version, wish)

    def ask() -> None:
        with demo_on_postgresql.app_context(), unit_of_work():
            version = db.session.scalars(sa.select(FrozenVersion).order_by(FrozenVersion.id)).first()
            assert version is not None
            export = exports.request_of(version, WISH)
            db.session.flush()
            ids.append(export.id)

    monkeypatch.setattr(exports, "_new_export", meet)
    readers = [Thread(target=ask) for _reader in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(timeout=60)
    assert len(ids) == 2
    assert len(set(ids)) == 1
