"""Participants, clauses, follow-ups and open items, and what the trail keeps of them (D20–D23)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    SECRETARY,
    SOME_DAY,
    make_clause,
    make_meeting,
    make_organisation,
    make_person,
    make_unit,
)
from tests.minutes.papers import SMALL
from tests.minutes.scene import trail
from tracker.core.errors import RuleBroken
from tracker.minutes import clause_services, follow_up_services, participant_services
from tracker.minutes.states import OpenItemKind


def test_an_empty_line_of_the_participant_list_is_kept(session: Session) -> None:
    meeting = make_meeting()
    line = participant_services.add_participant(SECRETARY, meeting, number=5)
    assert (line.number, line.as_written, line.organisation) == (5, "", None)
    with pytest.raises(RuleBroken, match="participant_number_taken"):
        participant_services.add_participant(SECRETARY, meeting, number=5, as_written="Tim")


def test_a_participant_is_corrected_on_the_record(session: Session) -> None:
    organisation = make_organisation("PATTIRO")
    line = participant_services.add_participant(SECRETARY, make_meeting("N-1"), number=3)
    participant_services.edit_participant(
        SECRETARY, line, seen_revision=1, as_written="Tim Pattiro", organisation=organisation
    )
    entry = trail(session)[-1]
    assert (entry.act, entry.subject_label) == ("participant:edit", "N-1 3")
    assert entry.changes == {"as_written": ["", "Tim Pattiro"], "organisation": [None, "PATTIRO"]}


def test_a_clause_keeps_speaker_and_unit_apart(session: Session) -> None:
    ministry = make_organisation("KEMENPAN-RB")
    speaker, unit = make_person(ministry), make_unit(ministry, "Biro MKOK")
    clause = clause_services.add_clause(
        SECRETARY,
        make_meeting("N-1"),
        label="ii.6.B",
        text="45%",
        speaker=speaker,
        organisation=ministry,
        unit=unit,
    )
    assert (clause.label, clause.anchor, clause.depth) == ("II.6.b", "butir-II-6-b", 3)
    assert (clause.speaker, clause.organisation, clause.unit) == (speaker, ministry, unit)
    assert trail(session)[-1].subject_label == "N-1 II.6.b"


def test_clauses_are_read_in_the_order_of_the_paper_whatever_order_they_came_in(session: Session) -> None:
    meeting = make_meeting()
    for label in ("II.6.b", "III", "II.10", "II", "II.6", "II.6.a"):
        clause_services.add_clause(SECRETARY, meeting, label=label, text="Isi.")
    session.flush()
    session.expire_all()
    assert [clause.label for clause in meeting.clauses] == ["II", "II.6", "II.6.a", "II.6.b", "II.10", "III"]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"label": "II.6.b"}, "clause_label_taken", "label"),
        ({"label": "butir dua"}, "clause_label_not_understood", "label"),
        ({"text": " \u200b "}, "minutes_text_missing", "text"),
        ({"text": "x" * 10_001}, "text_too_long", "text"),
    ],
)
def test_a_clause_that_cannot_be_placed_is_refused_at_its_field(
    session: Session, wrong: dict[str, str], code: str, field: str
) -> None:
    meeting = make_clause(label="II.6.b").meeting
    given: dict[str, Any] = {"label": "II.7", "text": "Isi."} | wrong
    with pytest.raises(RuleBroken) as caught:
        clause_services.add_clause(SECRETARY, meeting, **given)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_unit_of_another_organisation_is_refused(session: Session) -> None:
    unit = make_unit(make_organisation("KEMENPAN-RB"))
    with pytest.raises(RuleBroken, match="clause_unit_of_other_organisation"):
        clause_services.add_clause(
            SECRETARY,
            make_meeting(),
            label="II",
            text="Isi.",
            organisation=make_organisation("PATTIRO"),
            unit=unit,
        )


def test_clauses_from_a_text_do_not_overwrite_those_that_are_there(session: Session) -> None:
    meeting = make_clause(label="II.1.a", text="Sudah ada.").meeting
    with pytest.raises(RuleBroken, match="clause_label_taken"):
        clause_services.add_clauses_from_text(SECRETARY, meeting, SMALL)


def test_a_text_without_headings_has_no_clauses_to_add(session: Session) -> None:
    with pytest.raises(RuleBroken, match="no_clauses_found"):
        clause_services.add_clauses_from_text(SECRETARY, make_meeting(), "Catatan lepas.")


def test_a_corrected_clause_keeps_its_label_and_its_old_words_in_the_trail(session: Session) -> None:
    clause = make_clause(text="Peraturan Manteri")
    clause_services.edit_clause(SECRETARY, clause, seen_revision=1, text="Peraturan Menteri")
    entry = trail(session)[-1]
    assert (entry.act, entry.changes) == ("clause:edit", {"text": ["Peraturan Manteri", "Peraturan Menteri"]})
    assert clause.label == "II.6.b"


def test_a_follow_up_may_lack_owner_and_date_and_is_finished_on_a_day(session: Session) -> None:
    meeting = make_meeting("N-1")
    follow_up = follow_up_services.add_follow_up(SECRETARY, meeting, text="Matriks diperbaiki.")
    assert (follow_up.owner, follow_up.due_on, follow_up.done_on) == (None, None, None)
    follow_up_services.finish_follow_up(SECRETARY, follow_up, done_on=SOME_DAY)
    with pytest.raises(RuleBroken, match="follow_up_already_done"):
        follow_up_services.finish_follow_up(SECRETARY, follow_up, done_on=SOME_DAY)
    follow_up_services.reopen_follow_up(SECRETARY, follow_up)
    assert follow_up.done_on is None
    acts = [entry.act for entry in trail(session)]
    assert acts == ["follow_up:add", "follow_up:finish", "follow_up:reopen"]


def test_a_follow_up_is_given_an_owner_and_a_date_later(session: Session) -> None:
    owner = make_organisation("SEKNAS-OGI")
    follow_up = follow_up_services.add_follow_up(SECRETARY, make_meeting(), text="Matriks diperbaiki.")
    follow_up_services.edit_follow_up(
        SECRETARY, follow_up, seen_revision=1, text=follow_up.text, owner=owner, due_on=date(2020, 10, 1)
    )
    assert trail(session)[-1].changes == {"owner": [None, "SEKNAS-OGI"], "due_on": [None, "2020-10-01"]}


def test_nothing_may_rest_on_a_clause_of_other_minutes(session: Session) -> None:
    clause = make_clause()
    with pytest.raises(RuleBroken, match="clause_of_other_minutes"):
        follow_up_services.add_follow_up(SECRETARY, make_meeting(), text="Matriks diperbaiki.", clause=clause)
    with pytest.raises(RuleBroken, match="clause_of_other_minutes"):
        follow_up_services.add_open_item(
            SECRETARY, make_meeting(), kind=OpenItemKind.QUESTION, text="Siapa donornya?", clause=clause
        )


def test_an_open_item_is_resolved_once_and_with_words(session: Session) -> None:
    item = follow_up_services.add_open_item(
        SECRETARY, make_meeting(), kind=OpenItemKind.QUESTION, text="Siapa donor kegiatan ini?"
    )
    with pytest.raises(RuleBroken, match="minutes_text_missing"):
        follow_up_services.resolve_open_item(SECRETARY, item, resolution=" ", resolved_on=SOME_DAY)
    follow_up_services.resolve_open_item(SECRETARY, item, resolution="UNDP.", resolved_on=SOME_DAY)
    with pytest.raises(RuleBroken, match="open_item_already_resolved"):
        follow_up_services.resolve_open_item(SECRETARY, item, resolution="Lain.", resolved_on=SOME_DAY)
    assert (item.resolution, item.resolved_on) == ("UNDP.", SOME_DAY)


def test_an_open_item_can_be_put_under_another_kind(session: Session) -> None:
    item = follow_up_services.add_open_item(
        SECRETARY, make_meeting(), kind=OpenItemKind.QUESTION, text="SPBE"
    )
    follow_up_services.edit_open_item(
        SECRETARY, item, seen_revision=1, kind=OpenItemKind.REQUEST, text="SPBE"
    )
    assert trail(session)[-1].changes == {"kind": ["question", "request"]}
