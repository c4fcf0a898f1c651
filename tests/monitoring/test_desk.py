"""The staff's desk: what stands on it, that its numbers are its lists, and that each line leads on."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.browser import Browser, Page
from tests.factories import make_plan, make_user
from tests.monitoring.desk_scene import LATE, QUARTER, DeskScene, make_desk
from tests.plans.acts import counted_reads
from tests.reports.duty_scene import everywhere_at
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.monitoring.desk_states import DeskList
from tracker.plans.states import PlanState

# Commitments whose lead never reported on 2022-TW1; everybody owes the four quarters before it.
NEVER = {"K01", "V4", "V5", "T1"}
EVERYBODY = NEVER | {"V1", "V2", "V3", "R1", "R2", "R3", "D1", "D2", "D3", "D4", "D5", "E1"}
EXPECTED = {
    DeskList.TO_VERIFY: {f"{code} {QUARTER}" for code in ("V1", "V2", "R3", "D2", "D4")},
    DeskList.RETURNED: {f"{code} {QUARTER}" for code in ("R1", "R2", "D5")},
    DeskList.OVERDUE: {f"{code} 2021-TW{n}" for code in EVERYBODY for n in (1, 2, 3, 4)}
    | {f"{code} {QUARTER}" for code in NEVER},
    DeskList.DENIED: {f"{code} {QUARTER}" for code in ("D1", "D2")},
    DeskList.WITHOUT_EVIDENCE: {f"E1 {QUARTER}"},
    DeskList.CONTESTED: {"T1/1", "T1/6"},
    DeskList.WITHOUT_TARGET: {f"{code}/1" for code in EVERYBODY - {"K01", "T1"} | {"X1"}}
    | {f"T1/{number}" for number in (1, 2, 3, 4)},
    DeskList.WITHOUT_SOURCE: {"K01/1"},
}


@pytest.fixture
def scene(app: Flask) -> Iterator[DeskScene]:
    """A week after the due day of the quarter."""
    with app.app_context(), everywhere_at(LATE):
        with unit_of_work():
            made = make_desk()
        yield made


@pytest.fixture
def staff(scene: DeskScene, app: Flask) -> Browser:
    """Somebody of the secretariat."""
    return Browser(app).sign_in(scene.talks.users[Role.SECRETARIAT])


def pages_of(staff: Browser, address: str) -> Iterator[Page]:
    """Every page of a list."""
    while address:
        page = staff.get(address)
        yield page
        address = next((link.get("href") for link in page.all("nav.pages a[rel=next]")), "")


def listed(staff: Browser, address: str) -> list[str]:
    """The first words of each line, over all pages of a list: a report's commitment and period, or a key."""
    links = [link for page in pages_of(staff, address) for link in page.all("tbody th a")]
    words = [link.text_content().split() for link in links]
    return [" ".join(said[: 1 if "/" in said[0] else 2]) for said in words]


def numbers(page: Page) -> dict[str, int]:
    """The counts on the desk, by the address they lead to."""
    links = page.all(".desk a")
    texts = {link.get("href"): link.text_content().replace("\xa0", " ") for link in links}
    return {href: int("".join(filter(str.isdigit, _figure(text)))) for href, text in texts.items()}


def _figure(text: str) -> str:
    """In all, the number comes first; in a plan, after its code."""
    return text.rpartition(":")[2] if ":" in text else text.split()[0]


@pytest.mark.parametrize("which", DeskList)
def test_a_list_holds_what_belongs_there_and_nothing_else(
    scene: DeskScene, staff: Browser, which: DeskList
) -> None:
    found = listed(staff, f"/desk/{which}")
    assert set(found) == EXPECTED[which]
    assert len(found) == len(EXPECTED[which])


def test_each_number_on_the_desk_is_the_length_of_the_list_it_opens(scene: DeskScene, staff: Browser) -> None:
    counts = numbers(staff.get("/desk"))
    assert set(counts) == {f"/desk/{which}" for which in DeskList} | {
        f"/desk/{which}?plan={scene.plan.code}" for which in DeskList
    }
    assert {href: len(listed(staff, href)) for href in counts} == counts
    assert min(counts.values()) > 0


def test_the_number_in_the_navigation_is_that_of_reports_to_verify(scene: DeskScene, staff: Browser) -> None:
    link = staff.get("/plans").find("header a[href='/desk']")
    assert " ".join(link.text_content().split()) == "Meja kerja 5 menunggu"


def test_a_page_kept_for_its_reader_shows_the_new_number(scene: DeskScene, staff: Browser) -> None:
    address = f"/plans/{scene.plan.code}/matrix"
    staff.get(address)
    with unit_of_work():
        scene.verify(scene.reports["V1"].newest)
    assert "4" in staff.get(address).find("header a[href='/desk']").text_content()


def test_a_list_is_narrowed_to_an_organisation_or_a_period(scene: DeskScene, staff: Browser) -> None:
    assert listed(staff, "/desk/overdue?organisation=K/L+V1&period=2021-TW2") == ["V1 2021-TW2"]
    assert set(listed(staff, f"/desk/overdue?period={QUARTER}")) == {f"{code} {QUARTER}" for code in NEVER}
    assert set(listed(staff, "/desk/denied?organisation=Pattiro")) == EXPECTED[DeskList.DENIED]
    assert set(listed(staff, "/desk/to-verify?organisation=Pattiro")) == {f"D2 {QUARTER}", f"D4 {QUARTER}"}


def test_a_plan_without_a_line_opens_an_empty_list_and_not_the_whole_one(
    scene: DeskScene, staff: Browser
) -> None:
    with unit_of_work():
        other = make_plan("RAN-LAIN").code
    assert "Tidak ada baris yang sesuai" in staff.get(f"/desk/to-verify?plan={other}").text


def test_what_waits_longest_stands_on_top(scene: DeskScene, staff: Browser) -> None:
    page = staff.get("/desk/overdue")
    assert "2021-TW1" in page.find("tbody tr th").text_content()
    assert page.find("tbody tr td:last-child").text_content() == "372"


def test_each_line_leads_to_where_it_is_mended(scene: DeskScene, staff: Browser) -> None:
    report = f"/reports/{scene.reports['D2'].id}"
    denied = staff.get("/desk/denied")
    assert denied.all(f"tbody th a[href='{report}']")
    assert "capaian lain untuk D2/1" in denied.text
    assert "tingkat penyelesaian belum dimulai" in denied.text
    overdue = staff.get(f"/desk/overdue?period={QUARTER}").all("tbody th a")
    periods = f"/plans/{scene.plan.code}/periods/{QUARTER}"
    assert {link.get("href") for link in overdue} == {periods}
    contested = staff.get("/desk/contested").find("tbody th a").get("href")
    assert contested.startswith("/indicators/")
    for address in (report, periods, contested):
        staff.get(address)


def test_a_closed_plan_asks_for_nothing_but_verification(scene: DeskScene, staff: Browser) -> None:
    with unit_of_work():
        scene.plan.state = PlanState.CLOSED
    assert numbers(staff.get("/desk")) == {
        **{f"/desk/{which}": 0 for which in DeskList},
        "/desk/to-verify": 5,
        f"/desk/to-verify?plan={scene.plan.code}": 5,
    }


def test_an_empty_list_says_what_would_be_here(app: Flask) -> None:
    with app.app_context():
        with unit_of_work():
            staff = Browser(app).sign_in(make_user(Role.SECRETARIAT))
        for which in DeskList:
            assert "Tidak ada yang menunggu" in staff.get(f"/desk/{which}").text
        assert not staff.get("/desk").all(".desk-plans")


def test_the_desk_is_read_in_as_many_statements_whatever_is_reported(
    scene: DeskScene, staff: Browser
) -> None:
    with counted_reads() as few:
        staff.get("/desk")
    with unit_of_work(), clock.fixed_at(LATE):
        for number in range(5):
            commitment = scene.commitment(f"M{number}")
            scene.hand_in(commitment)
            scene.account(commitment, completion="complete")
    db.session.remove()
    with counted_reads() as many:
        staff.get("/desk")
    assert len(many) == len(few) <= 30


def test_reports_to_verify_can_be_taken_together(scene: DeskScene, staff: Browser) -> None:
    together = staff.get("/desk/to-verify").find("main a[href='/reports/verify-together']").get("href")
    assert staff.get(together).all("input[name=reports]")
    assert not staff.get("/desk/returned").all("main a[href='/reports/verify-together']")


def test_the_old_address_of_reports_to_verify_leads_to_their_list(scene: DeskScene, staff: Browser) -> None:
    assert staff.get("/reports").response.request.path == "/desk/to-verify"


@pytest.mark.parametrize("role", [Role.MINISTRY, Role.CSO])
def test_the_desk_is_for_the_secretariat(scene: DeskScene, app: Flask, role: Role) -> None:
    other = Browser(app).sign_in(scene.talks.users[role])
    other.get("/desk", status=403)
    other.get("/desk/to-verify", status=403)
    assert not other.get("/plans").all("header a[href='/desk']")


def test_there_are_no_other_lists(scene: DeskScene, staff: Browser) -> None:
    staff.get("/desk/everything", status=404)
