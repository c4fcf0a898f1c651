"""The progress of a commitment and of a plan: what each reader sees, and that no mark needs a colour."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.browser import Browser, Page
from tests.factories import SECRETARY, make_commitment, make_indicator, make_plan
from tests.monitoring.progress_scene import Watch, selects, watched
from tests.reports.scene import WHOLE
from tracker.accounts.states import Role
from tracker.extensions import unit_of_work
from tracker.monitoring.labels import LABELS
from tracker.monitoring.progress_states import Look
from tracker.plans.states import IndicatorKind
from tracker.reports import verification_services
from tracker.reports.draft_rules import REASON
from tracker.targets.services import propose_drop
from tracker.targets.states import DropReason
from tracker.web.labels import meaning


@pytest.fixture
def watch(app: Flask) -> Iterator[Watch]:
    """July 2022, and nothing reported."""
    with watched(app) as watch:
        yield watch


@pytest.fixture
def staff(app: Flask, watch: Watch) -> Browser:
    """Somebody of the secretariat."""
    return Browser(app).sign_in(watch.user(Role.SECRETARIAT))


@pytest.fixture
def ministry(app: Flask, watch: Watch) -> Browser:
    """Somebody who reports."""
    return Browser(app).sign_in(watch.user(Role.MINISTRY))


def text_of(element: Any) -> str:
    """Its text with runs of blanks made one."""
    return " ".join(element.text_content().split())


def heat(page: Page, period: str = "2022-TW1") -> str:
    """What the cell of the only indicator says to those who do not see its mark."""
    return text_of(page.find(f"td[data-label='{period}'] .visually-hidden"))


def accounts(page: Page, matter: str = "K01/1") -> list[str]:
    """What stands in the three columns of the newest period on a matter."""
    rows = page.all("table.accounts")[0].cssselect("tbody tr")
    found = next(row for row in rows if text_of(row.cssselect("th")[0]).startswith(matter))
    return [text_of(cell) for cell in found.cssselect("td")]


def who(page: Page, period: str = "2022-TW1") -> list[str]:
    """How the reports of a period stand."""
    section = next(one for one in page.all("section.period") if one.cssselect(f"#period-{period}"))
    return [text_of(line) for line in section.cssselect(".period-who li")]


def test_before_anybody_reports_the_pages_say_who_is_late_and_by_how_much(
    watch: Watch, visitor: Browser
) -> None:
    page = visitor.get(watch.commitment_page)
    assert who(page) == [
        "KemenPAN-RB, penanggung jawab · –belum dilaporkan · terlambat 81 hari",
        "Bappenas, pendukung · –belum dilaporkan · terlambat 81 hari",
    ]
    assert "10 hari lagi" in who(page, "2022-TW2")[0]
    assert "2022-TW3 (mulai 1 Okt 2022)" in page.text
    assert not page.all("table.accounts, figure.chart")
    assert heat(visitor.get(watch.plan_page)) == "belum dilaporkan"


def test_the_public_does_not_see_what_is_not_verified(
    watch: Watch, visitor: Browser, staff: Browser, ministry: Browser
) -> None:
    watch.reported()
    page = visitor.get(watch.commitment_page)
    assert "→diajukan · tepat waktu · isinya terbuka sesudah diverifikasi" in who(page)[0]
    assert not page.all("table.accounts, figure.chart, a[href^='/reports/']")
    for hidden in ("46%", "102,2%", "terbatas"):
        assert hidden not in page.text
    heat_map = visitor.get(watch.plan_page)
    assert heat(heat_map) == "menunggu verifikasi"
    assert heat_map.find("td[data-label='2022-TW1'] a").get("href").endswith("#period-2022-TW1")
    for browser in (staff, ministry):
        reported, verified, society = accounts(browser.get(watch.commitment_page))
        assert "46% = 46 ÷ 100" in reported
        assert (verified, society) == ("belum ada", "belum ada")
        assert heat(browser.get(watch.plan_page)) == "sesuai target, 102,2%, belum diverifikasi"


def test_46_percent_is_held_against_the_original_and_the_agreed_target(
    watch: Watch, visitor: Browser
) -> None:
    watch.verified()
    _reported, verified, _society = accounts(visitor.get(watch.commitment_page))
    assert "usulan awal: 80%, capaian 57,5% = 46 ÷ 80" in verified
    assert "disepakati, awal periode dan terbaru: 45%, capaian 102,2% = 46 ÷ 45" in verified
    cell = visitor.get(watch.plan_page).find("td[data-label='2022-TW1'] a")
    assert text_of(cell) == "✓ 102,2%sesuai target, 102,2%"
    assert cell.get("href") == "/reports/1"


def test_lowering_a_target_afterwards_changes_no_verified_period(watch: Watch, visitor: Browser) -> None:
    watch.verified()
    with unit_of_work():
        watch.quarter.talks.agreement(watch.quarter.talks.counter("23%"))
    assert heat(visitor.get(watch.plan_page)) == "sesuai target, 102,2%"
    assert "102,2%" in accounts(visitor.get(watch.commitment_page))[1]


def test_reported_and_verified_values_and_civil_society_stand_side_by_side(
    watch: Watch, visitor: Browser
) -> None:
    submission = watch.reported()
    other = WHOLE | {"K01/1.numerator": "36", f"K01/1{REASON}": "Sepuluh ganda."}
    with unit_of_work():
        verification_services.verify_as_typed(watch.quarter.staff, submission.version, other)
        account = watch.quarter.account()
    page = visitor.get(watch.commitment_page)
    assert accounts(page, "Tingkat") == ["KemenPAN-RB terbatas", "KemenPAN-RB terbatas", "belum ada"]
    with unit_of_work():
        verification_services.verify_as_reported(watch.quarter.staff, account.newest)
    page = visitor.get(watch.commitment_page)
    assert accounts(page, "Tingkat")[2] == "Pattiro belum dimulai"
    reported, verified, _society = accounts(page)
    assert ("46%" in reported, "36%" in verified, "46%" in verified) == (True, True, False)
    assert heat(visitor.get(watch.plan_page)) == "perlu perhatian, 80%"


def test_an_account_of_civil_society_that_is_not_public_says_so_to_its_writers(
    watch: Watch, app: Flask
) -> None:
    with unit_of_work():
        watch.quarter.account()
    page = Browser(app).sign_in(watch.user(Role.CSO)).get(watch.commitment_page)
    assert accounts(page, "Tingkat")[2] == "Pattiro, belum diverifikasi belum dimulai"


def test_no_progress_is_a_statement_and_no_missing_report(watch: Watch, visitor: Browser) -> None:
    watch.verified("", more={"K01/1.statement": "no_progress", "K01/1.denominator": ""})
    assert "=tidak ada kemajuan" in accounts(visitor.get(watch.commitment_page))[1]
    page = visitor.get(watch.plan_page)
    assert heat(page) == "tidak ada kemajuan"
    assert text_of(page.find(".heat-counts")) == "=tidak ada kemajuan 1"


def test_a_returned_figure_does_not_count(watch: Watch, visitor: Browser, staff: Browser) -> None:
    submission = watch.reported()
    with unit_of_work():
        verification_services.return_report(
            watch.quarter.staff, submission.version, note="Periksa.", notes={}, fields=[]
        )
    for browser in (visitor, staff):
        assert heat(browser.get(watch.plan_page)) == "dikembalikan"


def test_the_earlier_verified_version_stays_linked(watch: Watch, visitor: Browser, staff: Browser) -> None:
    correction = watch.corrected(watch.verified(), "40")
    assert "koreksi, belum diverifikasi" in who(staff.get(watch.commitment_page))[0]
    assert "koreksi" not in who(visitor.get(watch.commitment_page))[0]
    with unit_of_work():
        verification_services.verify_as_reported(watch.quarter.staff, correction.version)
    page = visitor.get(watch.commitment_page)
    visitor.get(page.find(".period-who a[href$='/versions/1']").get("href"))
    assert "40%" in accounts(page)[1]


def drop_indicator(watch: Watch) -> None:
    """It is agreed that the only indicator goes."""
    talks = watch.quarter.talks
    with unit_of_work():
        proposed = propose_drop(
            SECRETARY, talks.indicator, drop_reason=DropReason.ACHIEVED, as_written="hapus", **talks.grounds()
        )
        talks.agreement(proposed)


def test_a_report_that_was_not_asked_about_a_dropped_indicator_does_not_lack_it(
    watch: Watch, visitor: Browser
) -> None:
    drop_indicator(watch)
    watch.verified()
    assert heat(visitor.get(watch.plan_page)) == "dihapus"


def test_a_dropped_indicator_stays_struck_through_and_unscored(watch: Watch, visitor: Browser) -> None:
    watch.verified()
    drop_indicator(watch)
    page = visitor.get(watch.plan_page)
    assert page.all("tr.dropped")
    assert heat(page) == "sesuai target, 102,2%"
    assert heat(page, "2022-TW4") == "dihapus"


def test_a_year_can_be_looked_at_alone(watch: Watch, visitor: Browser) -> None:
    page = visitor.get(f"{watch.plan_page}?year=2021")
    heads = [text_of(head) for head in page.all(".heat-map thead th")]
    assert heads[2:] == [f"2021-TW{number}" for number in range(1, 5)]
    for nonsense in ("1999", "x"):
        assert len(visitor.get(f"{watch.plan_page}?year={nonsense}").all(".heat-map thead th")) == 10


def test_the_pages_lead_to_each_other(watch: Watch, visitor: Browser) -> None:
    plan, commitment = (
        watch.plan_page.removesuffix("/progress"),
        watch.commitment_page.removesuffix("/progress"),
    )
    assert visitor.get(plan).all(f"main a[href='{watch.plan_page}']")
    assert visitor.get(f"{plan}/periods").all(f"main a[href='{watch.plan_page}']")
    assert visitor.get(commitment).all(f"main a[href='{watch.commitment_page}']")
    assert visitor.get(watch.plan_page).all(f"main a[href='{watch.commitment_page}']")
    assert visitor.get(watch.commitment_page).all(f"main a[href='{watch.plan_page}']")


def test_the_page_of_a_commitment_says_what_was_last_verified(watch: Watch, visitor: Browser) -> None:
    page = watch.commitment_page.removesuffix("/progress")
    watch.reported()
    assert "Terakhir diverifikasi" not in visitor.get(page).text
    watch.verified("50", "2022-TW2")
    sentence = "Terakhir diverifikasi: periode 2022-TW2, tingkat penyelesaian terbatas."
    assert sentence in visitor.get(page).text


def test_an_unpublished_plan_is_for_those_who_sign_in(
    watch: Watch, visitor: Browser, ministry: Browser
) -> None:
    with unit_of_work():
        watch.commitment.plan.published_at = None
    for address in (watch.plan_page, watch.commitment_page):
        visitor.get(address, status=404)
        ministry.get(address)


def test_a_plan_without_periods_says_what_will_be_here(app: Flask, visitor: Browser) -> None:
    with app.app_context():
        with unit_of_work():
            code = make_commitment(make_plan(published=True), code="K01").plan.code
        assert visitor.get(f"/plans/{code}/progress").all(".empty-state")
        assert visitor.get(f"/plans/{code}/commitments/K01/progress").all(".empty-state")


def test_every_look_has_a_word_and_a_mark_of_its_own() -> None:
    (words,) = (table for table in LABELS if Look.DROPPED in table)
    assert len({str(words[look]) for look in Look}) == len(Look)
    assert len({meaning(look).mark for look in Look}) == len(Look)
    assert [look for look in Look if not meaning(look).mark.strip()] == [Look.NOT_DUE]


def test_the_legend_says_every_mark_and_the_thresholds(watch: Watch, visitor: Browser) -> None:
    legend = [text_of(line) for line in visitor.get(watch.plan_page).all(".heat-legend li")]
    assert len(legend) == len(Look)
    assert legend[:3] == [
        "✓sesuai target capaian 100% atau lebih",
        "⚠perlu perhatian capaian dari 75% sampai di bawah 100%",
        "✗tidak tercapai capaian di bawah 75%",
    ]


def test_the_table_behind_a_chart_says_what_the_chart_shows(watch: Watch, visitor: Browser) -> None:
    watch.verified()
    watch.verified("50", "2022-TW2")
    figure = visitor.get(watch.commitment_page).find("figure.chart")
    heads = [text_of(head) for head in figure.cssselect("thead th")]
    assert heads == [
        "Periode",
        "Data dasar",
        "Usulan awal",
        "Disepakati pada awal periode",
        "Dilaporkan",
        "Diverifikasi",
    ]
    rows = [[text_of(cell) for cell in row] for row in figure.cssselect("tbody tr")]
    assert rows[3] == ["2021-TW4", "19%", "–", "–", "–", "–"]
    assert rows[4:6] == [
        ["2022-TW1", "19%", "80%", "45%", "46%", "46%"],
        ["2022-TW2", "19%", "80%", "45%", "50%", "50%"],
    ]
    drawn = text_of(figure.cssselect("svg")[0])
    for value in ("19%", "80%", "45%", "46%", "50%"):
        assert value in drawn


def test_each_organisation_that_gives_numbers_has_a_chart_of_its_own(watch: Watch, staff: Browser) -> None:
    watch.verified()
    watch.supported("30")
    titles = [text_of(title) for title in staff.get(watch.commitment_page).all("figcaption")]
    assert titles == [
        "K01/1 Laporan pengaduan · KemenPAN-RB",
        "K01/1 Laporan pengaduan · Bappenas",
    ]
    reported, verified, _society = accounts(staff.get(watch.commitment_page))
    assert ("Bappenas 30%" in reported, "Bappenas" in verified) == (True, False)
    assert heat(staff.get(watch.plan_page)) == "sesuai target, 102,2%"


def test_a_level_stands_in_the_accounts_and_in_no_chart(watch: Watch, visitor: Browser) -> None:
    with unit_of_work():
        make_indicator(watch.commitment, kind=IndicatorKind.REGULATION, name="Permen")
    stage = {"K01/2.statement": "figure", "K01/2.level": "enactment"}
    watch.verified(more=stage)
    page = visitor.get(watch.commitment_page)
    assert accounts(page, "K01/2")[1] == "KemenPAN-RB Penetapan ○tanpa target"
    assert len(page.all("figure.chart")) == 1


def test_the_pages_ask_the_database_the_same_at_any_size(watch: Watch, app: Flask) -> None:
    pages = (watch.plan_page, watch.commitment_page)
    watch.verified()
    before = [_asked(app, page) for page in pages]
    watch.reported(code="2022-TW2")
    with unit_of_work():
        for _number in range(5):
            more = make_commitment(watch.commitment.plan, lead=watch.quarter.talks.ministry)
            make_indicator(more)
            make_indicator(watch.commitment)
    assert [_asked(app, page) for page in pages] == before


def _asked(app: Flask, page: str) -> int:
    visitor = Browser(app)
    app.extensions.pop("tracker_kept", None)
    with selects() as found:
        visitor.get(page)
    return len(found)
