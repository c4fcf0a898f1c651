"""The files of a period: found from its page, small ones made at once, large ones by the worker."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.browser import Browser, Page
from tests.factories import make_organisation, make_user
from tests.monitoring.paper_scene import reported, told, verify
from tests.monitoring.progress_scene import Watch
from tests.reviews.desk import work
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue
from tracker.matrix.file_making import kept_path
from tracker.matrix.states import ExportState
from tracker.monitoring import paper_files, paper_tasks
from tracker.monitoring.paper_models import PeriodFile
from tracker.reports import services

FILES = ("report.pdf", "report.xlsx")


@pytest.fixture
def watch(app: Flask) -> Iterator[Watch]:
    """The first quarter, verified, with civil society's account beside it."""
    with told(app) as watch:
        yield watch


def page_of(watch: Watch) -> str:
    return f"/plans/{watch.commitment.plan.code}/periods/2022-TW1"


def signed_in(watch: Watch, role: Role) -> Browser:
    return Browser(queue.app).sign_in(watch.user(role))


def file_of(browser: Browser, address: str) -> bytes:
    content: bytes = browser.get(address).response.data
    return content


def waiting(browser: Browser, address: str) -> Page:
    """Ask for a large file; the page one is sent to."""
    page = browser.get(address)
    assert page.response.request.path.startswith("/period-files/")
    assert "menunggu dibuat" in page.text
    return page


def test_the_page_of_a_period_leads_there(watch: Watch, visitor: Browser) -> None:
    links = {link.get("href") for link in visitor.get(page_of(watch)).all("main p a")}
    assert {f"{page_of(watch)}/{name}" for name in FILES} <= links


@pytest.mark.parametrize("name", FILES)
def test_the_same_content_is_the_same_file_also_when_it_is_made_anew(
    watch: Watch, visitor: Browser, name: str
) -> None:
    first = file_of(visitor, f"{page_of(watch)}/{name}")
    db.session.rollback()
    with unit_of_work():
        file = db.session.scalars(sa.select(PeriodFile)).one()
        kept_path(file).unlink()
    assert file_of(visitor, f"{page_of(watch)}/{name}") == first
    assert first[:4] in {b"%PDF", b"PK\x03\x04"}


def test_what_was_verified_since_is_in_a_file_of_its_own(app: Flask, visitor: Browser) -> None:
    with reported(app) as (watch, submission):
        before = file_of(visitor, f"{page_of(watch)}/report.xlsx")
        db.session.rollback()
        with unit_of_work():
            verify(watch.quarter, submission)
        assert file_of(visitor, f"{page_of(watch)}/report.xlsx") != before


def test_a_name_says_what_the_file_is(watch: Watch, visitor: Browser) -> None:
    header = visitor.get(f"{page_of(watch)}/report.xlsx?language=en").response.headers["Content-Disposition"]
    assert f"laporan-pemantauan-{watch.commitment.plan.code}-2022-TW1-en.xlsx" in header


def test_there_is_no_paper_of_what_one_may_not_read(watch: Watch, visitor: Browser) -> None:
    visitor.get(f"{page_of(watch)[:-1]}9/report.pdf", status=404)
    visitor.get(f"{page_of(watch)}/report.pdf?language=fr", status=404)
    with unit_of_work():
        watch.commitment.plan.published_at = None
    visitor.get(f"{page_of(watch)}/report.pdf", status=404)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("name", FILES)
def test_a_large_one_is_made_by_the_worker_of_what_it_was_asked_to_say(
    app: Flask, visitor: Browser, name: str
) -> None:
    with reported(app) as (watch, submission):
        page = waiting(visitor, f"{page_of(watch)}/{name}").response.request.path
        db.session.rollback()
        with unit_of_work():
            verify(watch.quarter, submission)
        work()
        ready = visitor.get(page)
        assert "Berkas siap diunduh." in ready.text
        early = file_of(visitor, ready.find("main a.button").get("href"))
        later = waiting(visitor, f"{page_of(watch)}/{name}").response.request.path
        work()
        assert file_of(visitor, f"{later}/file") != early


@pytest.mark.usefixtures("later")
def test_an_internal_one_is_for_those_for_whom_it_was_made(watch: Watch, visitor: Browser) -> None:
    roles = (Role.SECRETARIAT, Role.MINISTRY, Role.CSO)
    staff, ministry, pattiro = (signed_in(watch, role) for role in roles)
    db.session.rollback()
    with unit_of_work():
        other = make_user(role=Role.MINISTRY, organisation=make_organisation("LAIN"))
    stranger, address = Browser(queue.app).sign_in(other), f"{page_of(watch)}/report.xlsx"
    own, theirs, public = (
        waiting(browser, address).response.request.path for browser in (staff, ministry, visitor)
    )
    assert len({own, theirs, public}) == 3
    for browser in (ministry, pattiro, stranger, visitor):
        browser.get(own, status=404)
        browser.get(f"{own}/file", status=404)
    for browser in (pattiro, stranger, visitor):
        browser.get(theirs, status=404)
    staff.get(theirs)
    stranger.get(public)


@pytest.mark.usefixtures("later")
def test_a_job_that_was_lost_is_taken_up_by_the_sweep(watch: Watch, visitor: Browser) -> None:
    page = waiting(visitor, f"{page_of(watch)}/report.xlsx").response.request.path
    queue.flush()
    db.session.rollback()
    with unit_of_work():
        # As a worker leaves it that was killed in the middle.
        long_ago = clock.now() - timedelta(minutes=31)
        db.session.execute(sa.update(PeriodFile).values(state=ExportState.WORKING, started_at=long_ago))
    paper_tasks.enqueue_waiting()
    work()
    assert "Berkas siap diunduh." in visitor.get(page).text


@pytest.mark.usefixtures("later")
def test_a_failure_is_told_and_asking_again_makes_the_file(
    watch: Watch, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = waiting(visitor, f"{page_of(watch)}/report.xlsx").response.request.path
    db.session.rollback()
    with monkeypatch.context() as broken:
        broken.setattr(paper_files, "paper_from_json", lambda _text: 1 / 0)
        (file_id,) = paper_files.waiting_files()
        db.session.rollback()
        with pytest.raises(ZeroDivisionError):
            paper_files.make_file(file_id)
    failed = visitor.get(page)
    assert "gagal dibuat" in failed.text
    assert failed.find("main a.button").get("href") == page_of(watch)
    waiting(visitor, f"{page_of(watch)}/report.xlsx")
    work()
    assert "Berkas siap diunduh." in visitor.get(page).text


def test_files_that_nobody_asks_for_are_thrown_away_and_made_again(watch: Watch, visitor: Browser) -> None:
    first = file_of(visitor, f"{page_of(watch)}/report.xlsx")
    db.session.rollback()
    file = db.session.scalars(sa.select(PeriodFile)).one()
    path, page, now = kept_path(file), f"/period-files/{file.id}", clock.now()
    assert paper_files.clear_files() == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: now + timedelta(days=8))
        assert paper_files.clear_files() == 1
    assert not path.exists()
    db.session.expire_all()
    assert file.content == ""
    assert "Berkas disimpan 7 hari" in visitor.get(f"{page}/file", status=410).text
    assert file_of(visitor, f"{page_of(watch)}/report.xlsx") == first


def test_the_files_of_a_period_go_with_it(watch: Watch, visitor: Browser) -> None:
    address = page_of(watch).replace("TW1", "TW3")
    visitor.get(f"{address}/report.xlsx")
    db.session.rollback()
    file = db.session.scalars(sa.select(PeriodFile)).one()
    path, page, now = kept_path(file), f"/period-files/{file.id}", clock.now()
    db.session.rollback()
    with unit_of_work():
        services.remove_period(watch.quarter.staff, watch.quarter.periods["2022-TW3"])
    visitor.get(page, status=404)
    assert path.exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: max(now, datetime.now(UTC)) + timedelta(days=8))
        assert paper_files.clear_files() == 1
    assert not path.exists()
