"""What the secretariat does with minutes as a whole, and what the trail keeps of it (D21, D22)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import SECRETARY, SOME_DAY, make_clause, make_meeting, make_organisation
from tests.minutes.papers import REAL, SMALL
from tests.minutes.scene import trail
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import Role
from tracker.core.digest import sha256_of
from tracker.core.errors import NotAllowed, RuleBroken, StaleEdit
from tracker.minutes import clause_services, follow_up_services, participant_services, queries, services
from tracker.minutes.reading import read_header
from tracker.minutes.states import ConsistencyFlag, OpenItemKind

STRANGERS = [
    PUBLIC,
    Actor(name="K/L", role=Role.MINISTRY, organisation_id=1),
    Actor(name="OMS", role=Role.CSO, organisation_id=2),
]


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


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda actor: actor.name)
def test_only_the_secretariat_changes_minutes(session: Session, stranger: Actor) -> None:
    clause = make_clause()
    meeting = clause.meeting
    line = participant_services.add_participant(SECRETARY, meeting, number=1)
    duty = follow_up_services.add_follow_up(SECRETARY, meeting, text="Matriks.")
    item = follow_up_services.add_open_item(SECRETARY, meeting, kind=OpenItemKind.OFFER, text="Dana.")
    acts: list[Callable[[], object]] = [
        lambda: services.store_document(stranger, file_name="a.txt", media_type="", content=b"a"),
        lambda: services.record_meeting(stranger, code="N", title="Rapat", date_text=""),
        lambda: services.edit_meeting(stranger, meeting, seen_revision=1, title="Lain"),
        lambda: participant_services.add_participant(stranger, meeting, number=2),
        lambda: participant_services.edit_participant(
            stranger, line, seen_revision=1, as_written="X", organisation=None
        ),
        lambda: clause_services.add_clause(stranger, meeting, label="III", text="Isi."),
        lambda: clause_services.add_clauses_from_text(stranger, meeting, SMALL),
        lambda: clause_services.edit_clause(stranger, clause, seen_revision=1, text="Lain."),
        lambda: follow_up_services.add_follow_up(stranger, meeting, text="Lain."),
        lambda: follow_up_services.edit_follow_up(stranger, duty, seen_revision=1, text="Lain."),
        lambda: follow_up_services.finish_follow_up(stranger, duty, done_on=SOME_DAY),
        lambda: follow_up_services.reopen_follow_up(stranger, duty),
        lambda: follow_up_services.add_open_item(stranger, meeting, kind=OpenItemKind.OFFER, text="Lain."),
        lambda: follow_up_services.edit_open_item(
            stranger, item, seen_revision=1, kind=OpenItemKind.OFFER, text="Lain."
        ),
        lambda: follow_up_services.resolve_open_item(stranger, item, resolution="Ya.", resolved_on=SOME_DAY),
    ]
    before = len(trail(session))
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert len(trail(session)) == before
