"""The words that page, workbook and PDF share (D1, D2, D7, D20, D21, D36)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.matrix.samples import (
    MKOK,
    clause,
    matrix_before_meeting,
    minutes_matrix,
    percent,
    position,
    year_cell,
)
from tracker.core.quantities import Comparator, Qualifier
from tracker.matrix import wording
from tracker.matrix.comparison import compare
from tracker.matrix.field_words import field_heading, field_text
from tracker.matrix.rows import BaselineCell, Party, Quantity, Source
from tracker.matrix.states import Audience
from tracker.plans.states import IndicatorKind
from tracker.targets.states import PositionKind, Stance, TalkStatus

PERCENTAGE, COUNT = IndicatorKind.PERCENTAGE, IndicatorKind.COUNT


@pytest.fixture(autouse=True)
def indonesian(app: Flask) -> Iterator[None]:
    """Inside the app, in Indonesian."""
    with app.app_context(), force_locale("id"):
        yield


@pytest.mark.parametrize(
    ("quantity", "kind", "text"),
    [
        (percent("80", "minimal 80%", Comparator.AT_LEAST), PERCENTAGE, "≥ 80%"),
        (Quantity("", Decimal(19), qualifier=Qualifier.ABOUT), PERCENTAGE, "sekitar 19%"),
        (Quantity("", Decimal(227995)), COUNT, "227.995"),
        (Quantity("baik", level="baik"), IndicatorKind.QUALITY, "baik"),
        (Quantity("ada rencana"), IndicatorKind.REGULATION, "ada rencana"),
    ],
)
def test_a_quantity_in_words(quantity: Quantity, kind: IndicatorKind, text: str) -> None:
    assert wording.quantity_text(quantity, kind, "id") == text


@pytest.mark.parametrize(
    ("difference", "kind", "text"),
    [
        ("-35", PERCENTAGE, "−35 poin"),
        ("2.5", PERCENTAGE, "+2,5 poin"),
        ("0", PERCENTAGE, "0 poin"),
        ("-1200", COUNT, "−1.200"),
    ],
)
def test_a_difference_in_words(difference: str, kind: IndicatorKind, text: str) -> None:
    assert wording.difference_text(Decimal(difference), kind, "id") == text


def test_speakers_are_named_inside_or_when_released() -> None:
    released = replace(MKOK, is_person_public=True)
    assert wording.party_text(MKOK, Audience.PUBLIC) == "Biro MKOK (KemenPAN-RB)"
    assert wording.party_text(MKOK, Audience.INTERNAL) == "Biro MKOK (KemenPAN-RB), disampaikan Septiana"
    assert wording.party_text(released, Audience.PUBLIC).endswith("disampaikan Septiana")
    assert wording.party_text(Party("Pattiro"), Audience.INTERNAL) == "Pattiro"
    assert wording.party_text(None, Audience.PUBLIC) == "belum diisi"


def test_a_source_is_document_and_clause_or_named_missing() -> None:
    assert wording.source_text(clause("II.6.b")) == "Notula 2020-09-21, butir II.6.b"
    assert wording.source_text(Source(text="Surat Menteri")) == "Surat Menteri"
    assert wording.source_text(Source()) == "tanpa sumber"


def test_a_baseline_says_what_is_not_known_about_it() -> None:
    baseline = BaselineCell(percent("19"), None, Source(), numerator=Decimal(122))
    note = wording.baseline_note(baseline, PERCENTAGE, "id")
    assert note == "pembilang 122, penyebut belum diisi\ntahun belum diisi\ntanpa sumber"
    assert wording.baseline_text(None, PERCENTAGE, "id") == "belum diisi"


def test_a_day_that_is_not_the_end_of_its_year_is_written_out() -> None:
    cell = year_cell(2022, initial=position(percent("80"), MKOK, clause("II.6.b")))
    assert wording.due_text(cell, "id") == "2022"
    assert wording.due_text(replace(cell, due_on=date(2022, 6, 30)), "id") == "30 Juni 2022"


def test_every_status_has_a_mark_and_a_word_in_the_legend() -> None:
    legend = dict.fromkeys(f"{mark} {meaning}" for mark, meaning in wording.mark_legend())
    assert [status for status in TalkStatus if wording.status_text(status) not in legend] == []


def test_every_field_that_can_differ_has_a_heading_and_a_text() -> None:
    comparison = compare(matrix_before_meeting(), minutes_matrix())
    fields = {(field, row) for row in comparison.differing for field in row.fields}
    assert fields
    for field, row in fields:
        assert field_heading(field) != field
        assert isinstance(field_text(row.after, field, "id", Audience.INTERNAL), str)


def test_a_state_and_a_kind_that_are_spelled_alike_keep_their_own_words() -> None:
    assert wording.stance_text(Stance.VALUE, PositionKind.AGREED) == "kesepakatan"
    assert wording.status_text(TalkStatus.AGREED) == "✓ disepakati"


@pytest.mark.parametrize(
    ("written", "shown", "own"),
    [("45", "45%", ""), ("45 %", "45%", ""), ("minimal 80%", "≥ 80%", "minimal 80%"), ("45", "45", "")],
)
def test_what_was_written_is_repeated_only_where_it_says_more(written: str, shown: str, own: str) -> None:
    assert wording.own_wording(written, shown) == own
