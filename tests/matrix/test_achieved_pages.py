"""The columns for what was achieved: on the page, in frozen versions, and between two of them."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.browser import Browser, Page
from tests.factories import make_plan
from tests.matrix.counting import counted
from tests.matrix.ledger import make_rows
from tests.matrix.reported import AFTER_DUE, AFTER_NEXT_DUE, Reported, reported
from tests.reports.duty_scene import everywhere_at
from tracker.accounts.states import Role
from tracker.extensions import db, unit_of_work
from tracker.matrix.content import from_content
from tracker.matrix.models import FrozenVersion

NEW = "/plans/{code}/versions/new"


@pytest.fixture
def quarter(app: Flask) -> Iterator[Reported]:
    """A published plan; the first quarter of 2022 is handed in, and it is some days later."""
    with app.app_context():
        with unit_of_work(), reported() as made:
            pass
        with everywhere_at(AFTER_DUE):
            yield made


@pytest.fixture
def verified(quarter: Reported) -> Reported:
    """The same once the report is verified."""
    with unit_of_work():
        quarter.verify()
    return quarter


def address(made: Reported) -> str:
    """The draft of the plan."""
    return f"/plans/{made.plan.code}/matrix"


def staff(app: Flask, made: Reported) -> Browser:
    """Somebody of the secretariat."""
    return Browser(app).sign_in(made.quarter.talks.users[Role.SECRETARIAT])


def achieved_on(page: Page) -> str:
    """What stands in the two columns of the first row."""
    cells = (*page.all(".matrix-achieved"), *page.all(".matrix-achieved-status"))
    return " ".join(" ".join(cell.text_content() for cell in cells).split())


def test_everybody_reads_the_verified_figure_its_worth_and_its_status(
    verified: Reported, visitor: Browser
) -> None:
    page = visitor.get(address(verified))
    text = achieved_on(page)
    for words in (
        "KemenPAN-RB · 2022-TW1",
        "Dilaporkan 46% · Diverifikasi 46%",
        "102,2% dari target 45%",
        "57,5% dari usulan awal 80%",
        "Penyelesaian: terbatas",
        "✓sesuai target",
    ):
        assert words in text
    assert "sesuai target mulai 100%, perlu perhatian mulai 75%" in page.text
    assert page.find(".matrix-achieved a").get("href").startswith("/reports/")


def test_the_account_of_civil_society_stands_below_that_of_the_ministry(
    verified: Reported, visitor: Browser
) -> None:
    with unit_of_work():
        verified.account()
    text = achieved_on(visitor.get(address(verified)))
    assert "Pattiro · 2022-TW1 OMS tanpa angka" in text
    assert "Penyelesaian: belum dimulai" in text
    assert text.index("KemenPAN-RB") < text.index("Pattiro")


def test_nobody_reads_a_figure_before_it_is_verified(app: Flask, quarter: Reported, visitor: Browser) -> None:
    for browser in (visitor, staff(app, quarter)):
        text = achieved_on(browser.get(address(quarter)))
        assert "belum diverifikasi" in text
        assert "diajukan" in text
        assert "46%" not in text


def test_a_verification_and_the_next_due_day_each_make_the_page_anew(
    quarter: Reported, visitor: Browser
) -> None:
    known = {"If-None-Match": visitor.get(address(quarter)).response.headers["ETag"]}
    visitor.get(address(quarter), headers=known, status=304)
    with unit_of_work():
        quarter.verify()
    assert "46%" in achieved_on(visitor.get(address(quarter), headers=known))
    with everywhere_at(AFTER_NEXT_DUE):
        text = achieved_on(visitor.get(address(quarter), headers=known))
    assert "46%" in text
    assert "KemenPAN-RB · 2022-TW2 belum dilaporkan" in text


def test_a_plan_without_periods_has_no_such_columns(verified: Reported, visitor: Browser) -> None:
    with unit_of_work():
        make_rows(make_plan("QUIET", published=True), 2)
    page = visitor.get("/plans/QUIET/matrix")
    assert not page.all(".matrix-achieved")
    assert "Status capaian" not in page.text


def test_the_page_costs_three_more_statements_once_there_are_periods(
    verified: Reported, visitor: Browser
) -> None:
    asked, page = [], address(verified)
    for count in (1, 60):
        with unit_of_work():
            make_rows(verified.plan, count)
        with counted() as statements:
            visitor.get(page)
        asked.append(len([one for one in statements if one.startswith("SELECT")]))
    assert asked[0] == asked[1] <= 11


def test_a_version_is_frozen_with_it_only_when_that_is_asked_for(app: Flask, verified: Reported) -> None:
    secretary, code = staff(app, verified), verified.plan.code
    form = secretary.get(NEW.format(code=code))
    assert form.find("input[name=with_achieved]").get("checked") is None
    without = secretary.submit(NEW.format(code=code), {"title": "Tanpa capaian"})
    assert not without.all(".matrix-achieved")
    with_it = secretary.submit(NEW.format(code=code), {"title": "Dengan capaian", "with_achieved": "y"})
    assert "102,2% dari target 45%" in achieved_on(with_it)
    db.session.rollback()
    versions = db.session.scalars(db.select(FrozenVersion).order_by(FrozenVersion.number))
    contents = [one.content for one in versions]
    assert ["achieved" in content for content in contents] == [False, True]
    assert [from_content(content).format_version for content in contents] == [1, 2]
    assert from_content(contents[1]).rows[0].achieved


def test_a_frozen_version_keeps_what_it_held(app: Flask, verified: Reported, visitor: Browser) -> None:
    code = verified.plan.code
    staff(app, verified).submit(NEW.format(code=code), {"title": "Versi", "with_achieved": "y"})
    with everywhere_at(AFTER_NEXT_DUE):
        frozen = achieved_on(visitor.get(f"/plans/{code}/versions/1"))
        draft = achieved_on(visitor.get(address(verified)))
    assert "belum dilaporkan" not in frozen
    assert "belum dilaporkan" in draft


def test_freezing_offers_it_only_when_something_is_verified(app: Flask, quarter: Reported) -> None:
    secretary, form = staff(app, quarter), NEW.format(code=quarter.plan.code)
    assert not secretary.get(form).all("input[name=with_achieved]")
    page = secretary.submit(form, {"title": "Versi", "with_achieved": "y"})
    assert "Versi 1 dibekukan." in page.text
    assert not page.all(".matrix-achieved")


def test_versions_of_which_one_has_the_columns_do_not_differ_in_them(
    app: Flask, verified: Reported, visitor: Browser
) -> None:
    secretary, code = staff(app, verified), verified.plan.code
    for title, more in (("Tanpa", {}), ("Dengan", {"with_achieved": "y"})):
        secretary.submit(NEW.format(code=code), {"title": title, **more})
    assert "Tidak ada baris yang berubah" in visitor.get(f"/plans/{code}/versions/1/compare/2").text
    with everywhere_at(AFTER_NEXT_DUE):
        secretary.submit(NEW.format(code=code), {"title": "Lagi", "with_achieved": "y"})
        page = visitor.get(f"/plans/{code}/versions/2/compare/3")
    assert "Capaian (lapor / verifikasi / OMS)" in page.text
    assert "belum dilaporkan" in " ".join(one.text_content() for one in page.all(".becomes"))
