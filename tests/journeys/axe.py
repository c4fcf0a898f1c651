"""What keeps people from reading a page: what axe finds, and what is wider than the screen."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def problems(page: Page) -> list[str]:
    """Each thing on the page that breaks a rule."""
    found: Any = AXE.run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the window; its frames scroll by themselves."""
    measure = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(measure))
