"""What is found, what is not, and at what cost."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.factories import SECRETARY, SOME_DAY, make_clause, make_meeting, make_organisation, make_person
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import Role
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.minutes import follow_up_services, outcomes, participant_services, queries, services
from tracker.minutes.models import Meeting
from tracker.minutes.outcomes import Outcome, add_outcome_source, outcomes_of

READER = Actor(name="K/L", role=Role.MINISTRY)


def test_minutes_are_listed_newest_first_and_those_without_a_readable_date_last(session: Session) -> None:
    make_meeting("LAMA", date_text="1 Januari 2019")
    make_meeting("TANPA", date_text="pekan depan")
    make_meeting("BARU", date_text="21 September 2020")
    assert [row.code for row in queries.list_meetings(READER)] == ["BARU", "LAMA", "TANPA"]


def test_a_row_counts_clauses_flags_and_open_follow_ups(session: Session) -> None:
    meeting = make_clause().meeting
    services.edit_meeting(SECRETARY, meeting, seen_revision=1, date_text="Selasa, 21 September 2020")
    follow_up_services.add_follow_up(SECRETARY, meeting, text="Matriks diperbaiki.")
    done = follow_up_services.add_follow_up(SECRETARY, meeting, text="Undangan dikirim.")
    follow_up_services.finish_follow_up(SECRETARY, done, done_on=SOME_DAY)
    [row] = queries.list_meetings(READER)
    assert (row.clauses, row.flags, row.open_follow_ups) == (1, 1, 1)


@pytest.mark.parametrize(
    ("search", "found"),
    [("matriks", ["A"]), ("RAPAT", ["B", "A"]), ("100%", []), ("_", []), ("tidak ada", [])],
)
def test_minutes_are_found_by_header_and_by_clause(session: Session, search: str, found: list[str]) -> None:
    make_clause(make_meeting("A"), text="Matriks diperbaiki.")
    make_meeting("B")
    assert [row.code for row in queries.list_meetings(READER, search=search)] == found
    assert queries.count_meetings(READER, search=search) == len(found)


def test_strangers_find_nothing(session: Session) -> None:
    clause = make_clause(make_meeting("N-1"))
    line = participant_services.add_participant(SECRETARY, clause.meeting, number=1)
    duty = follow_up_services.add_follow_up(SECRETARY, clause.meeting, text="Matriks.")
    document = services.store_document(SECRETARY, file_name="a.txt", media_type="", content=b"a")
    services.edit_meeting(SECRETARY, clause.meeting, seen_revision=1, document=document)
    session.flush()
    looks: list[Callable[[], object]] = [
        lambda: queries.get_meeting(PUBLIC, clause.meeting_id),
        lambda: queries.get_meeting_by_code(PUBLIC, "N-1"),
        lambda: queries.get_clause(PUBLIC, "N-1", "II.6.b"),
        lambda: queries.get_participant(PUBLIC, "N-1", line.number),
        lambda: queries.get_follow_up(PUBLIC, "N-1", duty.id),
        lambda: queries.get_source(PUBLIC, "N-1"),
        lambda: queries.get_document(READER, document.id),
    ]
    for look in looks:
        with pytest.raises(NotFound):
            look()
    assert (queries.list_meetings(PUBLIC), queries.count_meetings(PUBLIC)) == ([], 0)
    assert queries.clauses_for_choice(PUBLIC) == []


def test_a_follow_up_is_not_found_under_other_minutes(session: Session) -> None:
    duty = follow_up_services.add_follow_up(SECRETARY, make_meeting("N-1"), text="Matriks.")
    make_meeting("N-2")
    assert queries.get_follow_up(READER, "n-1", duty.id) is duty
    with pytest.raises(NotFound):
        queries.get_follow_up(READER, "N-2", duty.id)


def test_clauses_are_offered_with_their_minutes_and_first_words(session: Session) -> None:
    meeting = make_meeting("N-1")
    short = make_clause(meeting, "II.6.c", text="Pendek.")
    long = make_clause(meeting, "II.6.b", text="Target capaian indikator " * 20)
    assert queries.clauses_for_choice(READER) == [
        (long.id, "N-1 · II.6.b · Target capaian indikator Target capaian indikator Target …"),
        (short.id, "N-1 · II.6.c · Pendek."),
    ]


def test_a_page_of_minutes_costs_the_same_however_long_they_are(session: Session) -> None:
    counts = [_statements(session, _meeting_of(size)) for size in (1, 12)]
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def _meeting_of(size: int) -> Meeting:
    meeting = make_meeting()
    for number in range(1, size + 1):
        organisation = make_organisation()
        clause = make_clause(meeting, f"II.{number}", speaker=make_person(organisation))
        clause.organisation = organisation
        participant_services.add_participant(SECRETARY, meeting, number=number, organisation=organisation)
        follow_up_services.add_follow_up(
            SECRETARY, meeting, text="Matriks.", clause=clause, owner=organisation
        )
    return meeting


def _statements(session: Session, meeting: Meeting) -> int:
    session.flush()
    meeting_id = meeting.id
    session.expunge_all()
    seen: list[str] = []

    def count(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", count)
    found = queries.get_meeting(READER, meeting_id)
    queries.flags_of(found, queries.known_organisations())
    for clause in found.clauses:
        assert clause.organisation is not None
        assert clause.organisation.short_name
        assert clause.speaker is not None
        assert clause.speaker.full_name
    assert all(duty.owner and duty.owner.short_name and duty.clause for duty in found.follow_ups)
    assert all(line.organisation and line.organisation.short_name for line in found.participants)
    sa.event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)


def test_what_a_clause_led_to_is_asked_of_every_source_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "_sources", [])
    clause = make_clause()

    def counter(actor: Actor, meeting: Meeting) -> dict[int, list[Outcome]]:
        return {clause.id: [Outcome(f"{actor.name}: 45%")]} if meeting is clause.meeting else {}

    add_outcome_source(counter)
    add_outcome_source(counter)
    assert outcomes_of(READER, clause.meeting)[clause.id] == [Outcome("K/L: 45%")]
    assert clause.id not in outcomes_of(READER, make_meeting())
