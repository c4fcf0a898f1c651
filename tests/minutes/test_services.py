"""What the secretariat does with minutes, and what the trail keeps of it (D20–D23)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
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
from tests.minutes.papers import REAL, SMALL
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.core.digest import sha256_of
from tracker.core.errors import NotAllowed, RuleBroken, StaleEdit
from tracker.minutes import queries, services
from tracker.minutes.reading import read_header
from tracker.minutes.states import ConsistencyFlag, OpenItemKind

STRANGERS = [
    PUBLIC,
    Actor(name="K/L", role=Role.MINISTRY, organisation_id=1),
    Actor(name="OMS", role=Role.CSO, organisation_id=2),
]


def trail(session: Session) -> list[AuditEntry]:
    """The audit trail in order."""
    return list(session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)))


def test_a_document_is_kept_byte_for_byte_under_its_hash(session: Session) -> None:
    content = REAL.read_bytes()
    document = services.store_document(SECRETARY, file_name="a/n.txt", media_type="", content=content)
    assert (document.file_name, document.media_type) == ("n.txt", "text/plain")
    assert (document.sha256, document.size, document.content) == (sha256_of(content), len(content), content)
    assert [entry.act for entry in trail(session)] == ["document:store"]


def test_the_same_bytes_are_the_same_document(session: Session) -> None:
    first = services.store_document(SECRETARY, file_name="a.txt", media_type="text/plain", content=b"Notula")
    second = services.store_document(SECRETARY, file_name="b.txt", media_type="text/plain", content=b"Notula")
    assert (second is first, second.file_name) == (True, "a.txt")
    assert len(trail(session)) == 1


def test_a_meeting_keeps_the_date_as_written_and_as_read(session: Session) -> None:
    meeting = services.record_meeting(
        SECRETARY, code="notula-1", title=" Rapat\u202e ", date_text="Selasa, 21 September 2020", place="Zoom"
    )
    assert (meeting.code, meeting.title) == ("NOTULA-1", "Rapat")
    assert (meeting.date_text, meeting.held_on) == ("Selasa, 21 September 2020", SOME_DAY)
    entry = trail(session)[-1]
    assert (entry.act, entry.subject_label) == ("minutes:record", "NOTULA-1")
    assert entry.changes["place"] == [None, "Zoom"]


@pytest.mark.parametrize("date_text", ["", "pekan depan", "31 Februari 2020", "x" * 250])
def test_an_unreadable_date_blocks_nothing(session: Session, date_text: str) -> None:
    meeting = services.record_meeting(SECRETARY, code="N-1", title="Rapat", date_text=date_text)
    assert (meeting.date_text, meeting.held_on) == (date_text, None)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"title": "  "}, "minutes_text_missing", "title"),
        ({"title": "x" * 301}, "text_too_long", "title"),
        ({"agenda": "x" * 10_001}, "text_too_long", "agenda"),
        ({"code": "a b"}, "meeting_code_not_understood", "code"),
        ({"code": "dipakai"}, "meeting_code_taken", "code"),
    ],
)
def test_a_header_that_cannot_be_kept_is_refused_at_its_field(
    session: Session, wrong: dict[str, str], code: str, field: str
) -> None:
    make_meeting("DIPAKAI")
    given: dict[str, Any] = {"code": "N-1", "title": "Rapat", "date_text": ""} | wrong
    with pytest.raises(RuleBroken) as caught:
        services.record_meeting(SECRETARY, **given)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_the_real_paper_recorded_whole_raises_exactly_its_four_flags(session: Session) -> None:
    for code in ("KemenPAN-RB", "Bappenas", "Pattiro", "Seknas OGI", "Perludem"):
        make_organisation(code)
    text = REAL.read_text()
    meeting = services.record_minutes(SECRETARY, code="N-1", header=read_header(text), text=text)
    flags = queries.flags_of(meeting, queries.known_organisations())
    assert [flag.code for flag in flags] == list(ConsistencyFlag)
    assert len(meeting.clauses) == 36
    acts = [entry.act for entry in trail(session)]
    assert acts == ["minutes:record", *["participant:add"] * 5, *["clause:add"] * 36]


def test_an_edit_of_the_header_reads_the_date_again_and_keeps_what_it_was(session: Session) -> None:
    meeting = make_meeting(date_text="Senin, 21 September 2020")
    services.edit_meeting(
        SECRETARY, meeting, seen_revision=1, date_text="22 September 2020", title="Rapat baru"
    )
    session.flush()
    assert (meeting.held_on, meeting.title, meeting.revision) == (date(2020, 9, 22), "Rapat baru", 2)
    assert trail(session)[-1].changes == {
        "title": ["Rapat", "Rapat baru"],
        "date_text": ["Senin, 21 September 2020", "22 September 2020"],
        "held_on": ["2020-09-21", "2020-09-22"],
    }


def test_an_edit_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    meeting = make_meeting(title="Rapat")
    services.edit_meeting(SECRETARY, meeting, seen_revision=1, title="Rapat ")
    assert trail(session) == []


def test_a_stale_edit_of_the_header_is_refused_with_what_is_stored(session: Session) -> None:
    meeting = make_meeting(title="Rapat")
    services.edit_meeting(SECRETARY, meeting, seen_revision=1, title="Rapat satu")
    session.flush()
    with pytest.raises(StaleEdit) as caught:
        services.edit_meeting(SECRETARY, meeting, seen_revision=1, title="Rapat dua")
    assert (caught.value.current["title"], caught.value.revision) == ("Rapat satu", 2)


def test_an_empty_line_of_the_participant_list_is_kept(session: Session) -> None:
    meeting = make_meeting()
    line = services.add_participant(SECRETARY, meeting, number=5)
    assert (line.number, line.as_written, line.organisation) == (5, "", None)
    with pytest.raises(RuleBroken, match="participant_number_taken"):
        services.add_participant(SECRETARY, meeting, number=5, as_written="Tim")


def test_a_participant_is_corrected_on_the_record(session: Session) -> None:
    organisation = make_organisation("PATTIRO")
    line = services.add_participant(SECRETARY, make_meeting("N-1"), number=3)
    services.edit_participant(
        SECRETARY, line, seen_revision=1, as_written="Tim Pattiro", organisation=organisation
    )
    entry = trail(session)[-1]
    assert (entry.act, entry.subject_label) == ("participant:edit", "N-1 3")
    assert entry.changes == {"as_written": ["", "Tim Pattiro"], "organisation": [None, "PATTIRO"]}


def test_a_clause_keeps_speaker_and_unit_apart(session: Session) -> None:
    ministry = make_organisation("KEMENPAN-RB")
    speaker, unit = make_person(ministry), make_unit(ministry, "Biro MKOK")
    clause = services.add_clause(
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
        services.add_clause(SECRETARY, meeting, label=label, text="Isi.")
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
        services.add_clause(SECRETARY, meeting, **given)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_unit_of_another_organisation_is_refused(session: Session) -> None:
    unit = make_unit(make_organisation("KEMENPAN-RB"))
    with pytest.raises(RuleBroken, match="clause_unit_of_other_organisation"):
        services.add_clause(
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
        services.add_clauses_from_text(SECRETARY, meeting, SMALL)


def test_a_text_without_headings_has_no_clauses_to_add(session: Session) -> None:
    with pytest.raises(RuleBroken, match="no_clauses_found"):
        services.add_clauses_from_text(SECRETARY, make_meeting(), "Catatan lepas.")


def test_a_corrected_clause_keeps_its_label_and_its_old_words_in_the_trail(session: Session) -> None:
    clause = make_clause(text="Peraturan Manteri")
    services.edit_clause(SECRETARY, clause, seen_revision=1, text="Peraturan Menteri")
    entry = trail(session)[-1]
    assert (entry.act, entry.changes) == ("clause:edit", {"text": ["Peraturan Manteri", "Peraturan Menteri"]})
    assert clause.label == "II.6.b"


def test_a_follow_up_may_lack_owner_and_date_and_is_finished_on_a_day(session: Session) -> None:
    meeting = make_meeting("N-1")
    follow_up = services.add_follow_up(SECRETARY, meeting, text="Matriks diperbaiki.")
    assert (follow_up.owner, follow_up.due_on, follow_up.done_on) == (None, None, None)
    services.finish_follow_up(SECRETARY, follow_up, done_on=SOME_DAY)
    with pytest.raises(RuleBroken, match="follow_up_already_done"):
        services.finish_follow_up(SECRETARY, follow_up, done_on=SOME_DAY)
    services.reopen_follow_up(SECRETARY, follow_up)
    assert follow_up.done_on is None
    acts = [entry.act for entry in trail(session)]
    assert acts == ["follow_up:add", "follow_up:finish", "follow_up:reopen"]


def test_a_follow_up_is_given_an_owner_and_a_date_later(session: Session) -> None:
    owner = make_organisation("SEKNAS-OGI")
    follow_up = services.add_follow_up(SECRETARY, make_meeting(), text="Matriks diperbaiki.")
    services.edit_follow_up(
        SECRETARY, follow_up, seen_revision=1, text=follow_up.text, owner=owner, due_on=date(2020, 10, 1)
    )
    assert trail(session)[-1].changes == {"owner": [None, "SEKNAS-OGI"], "due_on": [None, "2020-10-01"]}


def test_nothing_may_rest_on_a_clause_of_other_minutes(session: Session) -> None:
    clause = make_clause()
    with pytest.raises(RuleBroken, match="clause_of_other_minutes"):
        services.add_follow_up(SECRETARY, make_meeting(), text="Matriks diperbaiki.", clause=clause)
    with pytest.raises(RuleBroken, match="clause_of_other_minutes"):
        services.add_open_item(
            SECRETARY, make_meeting(), kind=OpenItemKind.QUESTION, text="Siapa donornya?", clause=clause
        )


def test_an_open_item_is_resolved_once_and_with_words(session: Session) -> None:
    item = services.add_open_item(
        SECRETARY, make_meeting(), kind=OpenItemKind.QUESTION, text="Siapa donor kegiatan ini?"
    )
    with pytest.raises(RuleBroken, match="minutes_text_missing"):
        services.resolve_open_item(SECRETARY, item, resolution=" ", resolved_on=SOME_DAY)
    services.resolve_open_item(SECRETARY, item, resolution="UNDP.", resolved_on=SOME_DAY)
    with pytest.raises(RuleBroken, match="open_item_already_resolved"):
        services.resolve_open_item(SECRETARY, item, resolution="Lain.", resolved_on=SOME_DAY)
    assert (item.resolution, item.resolved_on) == ("UNDP.", SOME_DAY)


def test_an_open_item_can_be_put_under_another_kind(session: Session) -> None:
    item = services.add_open_item(SECRETARY, make_meeting(), kind=OpenItemKind.QUESTION, text="SPBE")
    services.edit_open_item(SECRETARY, item, seen_revision=1, kind=OpenItemKind.REQUEST, text="SPBE")
    assert trail(session)[-1].changes == {"kind": ["question", "request"]}


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda actor: actor.name)
def test_only_the_secretariat_changes_minutes(session: Session, stranger: Actor) -> None:
    clause = make_clause()
    meeting = clause.meeting
    line = services.add_participant(SECRETARY, meeting, number=1)
    duty = services.add_follow_up(SECRETARY, meeting, text="Matriks.")
    item = services.add_open_item(SECRETARY, meeting, kind=OpenItemKind.OFFER, text="Dana.")
    acts: list[Callable[[], object]] = [
        lambda: services.store_document(stranger, file_name="a.txt", media_type="", content=b"a"),
        lambda: services.record_meeting(stranger, code="N", title="Rapat", date_text=""),
        lambda: services.edit_meeting(stranger, meeting, seen_revision=1, title="Lain"),
        lambda: services.add_participant(stranger, meeting, number=2),
        lambda: services.edit_participant(stranger, line, seen_revision=1, as_written="X", organisation=None),
        lambda: services.add_clause(stranger, meeting, label="III", text="Isi."),
        lambda: services.add_clauses_from_text(stranger, meeting, SMALL),
        lambda: services.edit_clause(stranger, clause, seen_revision=1, text="Lain."),
        lambda: services.add_follow_up(stranger, meeting, text="Lain."),
        lambda: services.edit_follow_up(stranger, duty, seen_revision=1, text="Lain."),
        lambda: services.finish_follow_up(stranger, duty, done_on=SOME_DAY),
        lambda: services.reopen_follow_up(stranger, duty),
        lambda: services.add_open_item(stranger, meeting, kind=OpenItemKind.OFFER, text="Lain."),
        lambda: services.edit_open_item(
            stranger, item, seen_revision=1, kind=OpenItemKind.OFFER, text="Lain."
        ),
        lambda: services.resolve_open_item(stranger, item, resolution="Ya.", resolved_on=SOME_DAY),
    ]
    before = len(trail(session))
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert len(trail(session)) == before
