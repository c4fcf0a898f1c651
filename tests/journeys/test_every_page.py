"""Every page, in both languages, on phone and desk: readable by all, and never wider than the screen."""

import pytest
from playwright.sync_api import Page

from tests.journeys.axe import problems, too_wide
from tests.journeys.conftest import Site
from tests.journeys.report_places import places_of_reports

pytestmark = pytest.mark.browser

PLAN = "/plans/RAN-OGI-2020-2022"
PUBLIC_PAGES = (
    "/sign-in",
    "/plans",
    PLAN,
    f"{PLAN}/matrix",
    f"{PLAN}/versions",
    f"{PLAN}/versions/2",
    f"{PLAN}/versions/1/compare/2",
    f"{PLAN}/commitments/RAN6-01",
    "/indicators/1",
    "/indicators/3",
    "/plans/RAN-CONTOH-2025-2027",
    "/plans/RAN-CONTOH-2025-2027/matrix",
    "/plans/RAN-CONTOH-2025-2027/progress",
    "/plans/RAN-CONTOH-2025-2027/commitments/CTH-01/progress",
    "/plans/RAN-CONTOH-2025-2027/periods",
    "/organisations",
    "/organisations/1/duties",
    "/organisations/1/reports",
    "/check",
    "/nowhere",
)
STAFF_PAGES = (
    "/minutes",
    "/minutes/NOTULA-2020-09-21",
    "/minutes/new",
    "/indicators/1/positions/new",
    f"{PLAN}/versions/new",
    "/plans/RAN-CONTOH-2025-2027/versions/new",
    f"{PLAN}/matrix",
    "/plans/RAN-CONTOH-2025-2027/periods",
    "/plans/RAN-CONTOH-2025-2027/periods/new",
    "/plans/RAN-CONTOH-2025-2027/periods/add",
    "/periods/1/exceptions/new",
    "/plans/RAN-CONTOH-2025-2027/reminders",
    "/plans/RAN-CONTOH-2025-2027/reminders/2027-TW4/CTH-01/10/silence",
    "/plans/RAN-CONTOH-2025-2027/rounds",
    "/plans/RAN-CONTOH-2025-2027/rounds/new",
    "/rounds/1",
    "/rounds/1/answers",
    "/rounds/2",
    "/rounds/2/edit",
    "/rounds/2/recipients/add",
    "/rounds/2/recipients/5/rows",
    "/rounds/2/dispose",
    "/rounds/2/close",
    "/rounds/2/cancel",
    "/review/5",
    "/review/5/rows/CTH-01/2",
    "/review/5/upload",
    "/desk",
    "/desk/to-verify",
    "/desk/denied",
    "/desk/without-target",
    "/mail",
    "/mail/demo",
    "/audit",
    "/users",
    "/account",
)
# Of the demo's reports, by what is to be seen of each: their numbers depend on the day on which it is made.
PUBLIC_PAGES_OF_REPORTS = (
    "/plans/RAN-CONTOH-2025-2027/periods/{period}",
    "/organisations/{ministry}/duties",
    "/reports/{verified}",
    "/reports/{lowered}",
    "/reports/{corrected}",
    "/reports/{corrected}/versions/1",
    "/reports/{society}",
    "/evidence/{picture}",
    "/evidence/{restricted}",
)
MINISTRY_PAGES = (
    "/duties",
    "/reports/{returned}",
    "/reports/{returned}/edit",
    "/reports/{draft}/edit",
    "/reports/{draft}/evidence/add-file",
    "/reports/{draft}/evidence/add-link",
    "/reports/{verified}/correct",
    "/evidence/{own}/access",
)
PAGES_OF_VERIFICATION = (
    "/reports/{waiting}",
    "/reports/{waiting}/verify",
    "/reports/{waiting}/return",
    "/reports/{waiting}/begin-verification",
    "/reports/{on_behalf}",
    "/reports/verify-together",
    "/evidence/dead-links",
)
WIDTHS = (320, 360, 768, 1440)


def _check(site: Site, page: Page, path: str, language: str) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    site.open(page, f"{path}?lang={language}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("innerWidth") == width
        assert too_wide(page) <= 0, f"{path} is {too_wide(page)} px wider than {width}"
        if width in {360, 1440}:
            assert problems(page) == [], f"{path} at {width}"
    assert [error for error in errors if "404" not in error] == [], path


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_a_public_page_serves_everybody(site: Site, page: Page, path: str, language: str) -> None:
    _check(site, page, path, language)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", STAFF_PAGES)
def test_a_page_of_the_secretariat_serves_everybody(site: Site, page: Page, path: str, language: str) -> None:
    site.sign_in(page, "seknas@demo.example" if path != "/users" else "admin@demo.example")
    _check(site, page, path, language)


@pytest.fixture
def places(site: Site) -> dict[str, object]:
    """What stands for the names in the addresses of reports."""
    with site.app.app_context():
        return places_of_reports()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PUBLIC_PAGES_OF_REPORTS)
def test_a_public_page_of_a_report_serves_everybody(
    site: Site, page: Page, places: dict[str, object], path: str, language: str
) -> None:
    _check(site, page, path.format_map(places), language)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", MINISTRY_PAGES)
def test_a_page_of_a_ministry_serves_everybody(
    site: Site, page: Page, places: dict[str, object], path: str, language: str
) -> None:
    site.sign_in(page, "layanan@demo.example")
    _check(site, page, path.format_map(places), language)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PAGES_OF_VERIFICATION)
def test_a_page_of_verification_serves_everybody(
    site: Site, page: Page, places: dict[str, object], path: str, language: str
) -> None:
    site.sign_in(page, "seknas@demo.example")
    _check(site, page, path.format_map(places), language)


@pytest.mark.parametrize("path", ["/plans", f"{PLAN}/matrix"])
def test_a_first_visit_is_light(site: Site, page: Page, path: str) -> None:
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(site.address + path, wait_until="networkidle")
    assert len(sizes) <= 8
    assert sum(sizes) <= 120_000
