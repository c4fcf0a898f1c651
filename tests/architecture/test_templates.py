"""Templates: small, quiet, used."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, read_house

TEMPLATES = ROOT.parent / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if path.parts[-2] != "pdf")
LONGEST_PAGE = 80

FORBIDDEN = {
    "an inline style": re.compile(r"""<[^>{]*\sstyle\s*=|<style\b""", re.IGNORECASE),
    "an inline script": re.compile(r"""<script(?![^>]*\ssrc=)|javascript:""", re.IGNORECASE),
    "an event attribute": re.compile(r"""<[^>]*\son[a-z]+\s*=""", re.IGNORECASE),
    "another host": re.compile(r"""(?:src|href|action|srcset)\s*=\s*["']?\s*(?:https?:)?//""", re.IGNORECASE),
    "a raw text": re.compile(r"\|\s*safe\b|autoescape false", re.IGNORECASE),
}


# Mail programs read no style sheet.
ALLOWED = {"mail": {"an inline style"}}


def breaches(text: str) -> list[str]:
    """What a page's template holds that it must not."""
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_holds_nothing_inline_and_nothing_foreign(path: Path) -> None:
    assert set(breaches(path.read_text())) <= ALLOWED.get(path.parent.name, set())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_page_reads_like_a_table_of_contents(path: Path) -> None:
    if path.parent.name != "components":
        assert len(path.read_text().splitlines()) < LONGEST_PAGE


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color: red">x</p>',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">x</a>',
        '<button type="button" onclick="x()">x</button>',
        '<img src="https://cdn.example/x.png">',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        "{{ text|safe }}",
    ],
)
def test_a_planted_breach_is_found(planted: str) -> None:
    assert breaches(planted) != []


def test_what_is_allowed_is_no_breach() -> None:
    fine = '<script src="{{ url_for("static", filename="js/app.js") }}" defer></script>'
    assert (
        breaches(fine + '<p class="on-style" data-once="1">{{ _("Gaya") }}</p><a href="/plans">x</a>') == []
    )


_NAMED = re.compile(r"[a-z_/-]+\.(?:html|svg|css)")


def _names_in_code() -> set[str]:
    nodes = [node for source in read_house().values() for node in ast.walk(ast.parse(source))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {name for text in texts for name in _NAMED.findall(text)}


def _made_up_in_code() -> list[str]:
    """Names put together from parts, such as f"minutes/{thing}_form.html", with a * for each part."""
    trees = (ast.parse(source) for source in read_house().values())
    made_up = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    return [name for name in map(_pattern, made_up) if name.endswith(".html")]


def _pattern(made_up: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in made_up.values)


def _names_in_templates() -> set[str]:
    return {name for path in TEMPLATES.rglob("*.html") for name in _NAMED.findall(path.read_text())}


def test_every_template_is_rendered_or_used_by_another() -> None:
    there = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.*")
        if path.suffix in {".html", ".svg"}
    }
    patterns = _made_up_in_code()
    unnamed = there - _names_in_code() - _names_in_templates()
    assert {name for name in unnamed if not any(fnmatch(name, pattern) for pattern in patterns)} == set()


def test_every_template_that_is_named_is_there() -> None:
    named = {
        name for name in _names_in_code() | _names_in_templates() if name.endswith(".html") and "/" in name
    }
    assert {name for name in named if not (TEMPLATES / name).exists()} == set()
