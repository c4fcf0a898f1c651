"""Every refusal has words, in both languages."""

import ast
from collections import defaultdict

import pytest
from flask import Flask
from flask_babel import force_locale

from tracker.config import ROOT
from tracker.web.errors import _WORDS

RAISED = {"RuleBroken", "NumberProblem", "DateProblem", "DomainError", "breach"}


def _codes_raised() -> set[str]:
    codes = set()
    for path in (ROOT / "tracker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
                codes |= {str(code.value) for code in node.args[:1] if isinstance(code, ast.Constant)}
    return codes


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_words_of_every_refusal_can_be_said(app: Flask, language: str) -> None:
    with app.app_context(), force_locale(language):
        said = {code: str(words) % defaultdict(lambda: "…") for code, words in _WORDS.items()}
    assert {code for code, words in said.items() if not words or "%%" in words} == set()


def test_no_refusal_is_without_words(app: Flask) -> None:
    assert _codes_raised() - set(_WORDS) == set()
