"""Drafts' files and volumes that nobody used are thrown away; those of frozen versions are not."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.browser import Browser
from tests.factories import SECRETARY
from tests.matrix.ledger import make_story
from tracker.core import clock
from tracker.extensions import db
from tracker.matrix import tasks
from tracker.matrix.clearing import clear_drafts, clear_volumes
from tracker.matrix.exports import volumes_folder
from tracker.matrix.file_making import kept_path
from tracker.matrix.models import Export
from tracker.matrix.services import freeze

EIGHT_DAYS, SIX_DAYS = timedelta(days=8), timedelta(days=6)
DRAFT = "/plans/RAN7/matrix/download?format=xlsx"


@pytest.fixture
def plan(app: Flask) -> Iterator[None]:
    """A published plan with a frozen version."""
    with app.app_context():
        story = make_story(published=True)
        freeze(SECRETARY, story.plan, title="Setelah rapat")
        db.session.commit()
        yield


def only_export() -> Export:
    """The one export there is, as it is now."""
    db.session.expire_all()
    export: Export = db.session.scalars(sa.select(Export)).one()
    return export


@pytest.mark.usefixtures("plan")
def test_a_draft_is_thrown_away_after_a_week(visitor: Browser) -> None:
    visitor.get(DRAFT)
    path = kept_path(only_export())
    with clock.fixed_at(clock.now() + SIX_DAYS):
        assert clear_drafts() == 0
    assert path.exists()
    with clock.fixed_at(clock.now() + EIGHT_DAYS):
        assert clear_drafts() == 1
        assert clear_drafts() == 0
    assert not path.exists()
    assert only_export().content == ""


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("ending", ["", "/file"])
def test_whoever_comes_for_it_later_is_told_so(visitor: Browser, ending: str) -> None:
    visitor.get(DRAFT)
    with clock.fixed_at(clock.now() + EIGHT_DAYS):
        clear_drafts()
    page = visitor.get(f"/exports/{only_export().id}{ending}", status=410)
    assert "Berkas draf disimpan 7 hari" in page.text
    assert page.find("main a.button").get("href") == "/plans/RAN7/matrix"


@pytest.mark.usefixtures("plan")
def test_a_file_that_another_draft_needs_stays(visitor: Browser) -> None:
    visitor.get(DRAFT)
    visitor.get(DRAFT)
    early, late = db.session.scalars(sa.select(Export).order_by(Export.id))
    late.sha256 = early.sha256
    early.requested_at -= EIGHT_DAYS
    db.session.commit()
    assert clear_drafts() == 1
    assert kept_path(late).exists()


@pytest.mark.usefixtures("plan")
def test_the_file_of_a_frozen_version_stays_for_ever(visitor: Browser) -> None:
    visitor.get("/plans/RAN7/versions/1/download?format=xlsx")
    with clock.fixed_at(clock.now() + timedelta(days=3650)):
        assert clear_drafts() == 0
    assert kept_path(only_export()).exists()


def put_aside(name: str, *, days_ago: int) -> Path:
    """Something among the volumes that was used last so many days ago."""
    path = volumes_folder() / name
    path.write_bytes(b"%PDF")
    moment = (clock.now() - timedelta(days=days_ago)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_a_volume_is_thrown_away_when_it_was_not_used_for_thirty_days(app: Flask) -> None:
    with app.app_context():
        old, fresh = put_aside("old.pdf", days_ago=31), put_aside("fresh.pdf", days_ago=29)
        assert clear_volumes() == 1
    assert not old.exists()
    assert fresh.exists()


def test_what_a_broken_off_pdf_left_behind_goes_too(app: Flask) -> None:
    with app.app_context():
        folder = volumes_folder() / "unfinished-x"
        folder.mkdir()
        (folder / "front.pdf").write_bytes(b"%PDF")
        with clock.fixed_at(clock.now() + timedelta(days=31)):
            assert clear_volumes() == 1
    assert not folder.exists()


@pytest.mark.usefixtures("plan")
def test_the_worker_does_both_every_night(visitor: Browser) -> None:
    visitor.get(DRAFT)
    old = put_aside("old.pdf", days_ago=31)
    with clock.fixed_at(clock.now() + EIGHT_DAYS):
        tasks.clear_old_files.call_local()
    assert not old.exists()
    assert only_export().sha256 is None
