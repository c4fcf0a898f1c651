"""The trail: what is written, that it stays, and how it is read."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.factories import SECRETARY, make_clause, make_meeting, make_organisation, make_person, make_user
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.models import Organisation
from tracker.accounts.states import OrganisationKind, Role
from tracker.audit import queries
from tracker.audit.models import AuditEntry
from tracker.audit.queries import TrailFilter
from tracker.audit.services import differences, from_nothing, record, record_change, to_nothing
from tracker.core import clock

NOON = datetime(2020, 9, 21, 5, 0, tzinfo=UTC)


@pytest.fixture
def ministry(session: Session) -> Organisation:
    """Something that acts are about."""
    ministry = make_organisation("KEMENPAN-RB")
    session.commit()
    return ministry


def written(
    subject: Organisation, act: str = "organisation:edit", *, at: datetime = NOON, by: Actor = SECRETARY
) -> int:
    with clock.fixed_at(at):
        entry = record(by, act, subject, label="KemenPAN-RB")
    sa.orm.object_session(entry).flush()  # type: ignore[union-attr]
    return entry.id


def test_an_entry_says_who_did_what_for_whom_when_from_where_and_why(session: Session) -> None:
    ministry, user = make_organisation(), make_user(Role.SECRETARIAT)
    with clock.fixed_at(NOON):
        entry = record(
            user.as_actor("web 10.0.0.1"),
            "target:agree",
            ministry,
            label="RAN7-01/3",
            changes={"value": (Decimal("45.0"), Decimal(80))},
            reason="Disepakati dalam rapat",
            on_behalf_of=ministry,
        )
    session.commit()
    assert (entry.actor_id, entry.actor_name, entry.origin) == (user.id, user.name, "web 10.0.0.1")
    assert (entry.act, entry.subject_type, entry.subject_id) == ("target:agree", "organisation", ministry.id)
    assert (entry.recorded_at, entry.on_behalf_of_id) == (NOON, ministry.id)
    assert (entry.changes, entry.reason) == ({"value": ["45.0", "80"]}, "Disepakati dalam rapat")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (OrganisationKind.CSO, "cso"),
        (date(2020, 9, 21), "2020-09-21"),
        (NOON, "2020-09-21T05:00:00+00:00"),
        (Decimal("0.10"), "0.10"),
        ([Role.CSO, Decimal(1)], ["cso", "1"]),
        (None, None),
        (True, True),
        ("=cmd|'\u202e😀", "=cmd|'\u202e😀"),
    ],
)
def test_values_are_kept_as_plain_json(
    session: Session, ministry: Organisation, value: object, kept: object
) -> None:
    entry = record(SECRETARY, "organisation:edit", ministry, changes={"field": (None, value)})
    session.commit()
    session.expire(entry)
    assert entry.changes == {"field": [None, kept]}


def test_things_are_kept_by_the_names_people_call_them_or_else_by_their_ids(
    session: Session, ministry: Organisation
) -> None:
    speaker, clause = make_person(ministry, "Septiana"), make_clause(make_meeting("N-1"), "II.6.b")
    things = {"lead": ministry, "speaker": speaker, "clause": clause, "meeting": clause.meeting}
    entry = record(SECRETARY, "commitment:edit", ministry, changes=from_nothing(things))
    assert entry.changes == {
        "lead": [None, ministry.short_name],
        "speaker": [None, speaker.full_name],
        "clause": [None, "N-1 II.6.b"],
        "meeting": [None, str(clause.meeting.id)],
    }


def test_a_change_is_made_and_written_down_at_once(session: Session, ministry: Organisation) -> None:
    record_change(
        SECRETARY, "organisation:edit", ministry, {"code": "PANRB", "kind": ministry.kind}, label="x"
    )
    (entry,) = session.scalars(sa.select(AuditEntry))
    assert (ministry.code, entry.changes) == ("PANRB", {"code": ["KEMENPAN-RB", "PANRB"]})


def test_what_changes_nothing_leaves_no_trace(session: Session, ministry: Organisation) -> None:
    record_change(SECRETARY, "organisation:edit", ministry, {"code": ministry.code}, label="x")
    assert list(session.scalars(sa.select(AuditEntry))) == []


def test_a_removed_thing_leaves_what_it_said() -> None:
    assert to_nothing({"text": "Isi", "speaker": None, "clause": ""}) == {"text": ("Isi", None)}


def test_a_label_too_long_for_the_trail_is_cut_and_not_refused(
    session: Session, ministry: Organisation
) -> None:
    entry = record(SECRETARY, "organisation:edit", ministry, label="panjang " * 100)
    session.commit()
    assert len(entry.subject_label) == 300


def test_only_what_changes_is_a_difference(ministry: Organisation) -> None:
    values = {"code": "KEMENPAN-RB", "kind": OrganisationKind.CSO}
    assert differences(ministry, values) == {"kind": (OrganisationKind.MINISTRY, OrganisationKind.CSO)}


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET reason = 'lain'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_the_trail(
    session: Session, ministry: Organisation, statement: str
) -> None:
    written(ministry)
    session.commit()
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(sa.text(statement))
    session.rollback()
    assert session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 1


def test_the_trail_is_read_newest_first(session: Session, ministry: Organisation) -> None:
    first, second, third = (written(ministry) for _time in range(3))
    page = queries.list_entries(SECRETARY, TrailFilter(), limit=2)
    assert [entry.id for entry in page] == [third, second]
    rest = queries.list_entries(SECRETARY, TrailFilter(), limit=2, before=second)
    assert [entry.id for entry in rest] == [first]


def test_the_trail_is_narrowed_by_act_person_subject_and_jakarta_days(
    session: Session, ministry: Organisation
) -> None:
    other = make_organisation()
    night_before = written(ministry, at=datetime(2020, 9, 20, 16, 59, tzinfo=UTC))
    morning = written(ministry, "unit:add", at=datetime(2020, 9, 20, 17, 0, tzinfo=UTC))
    evening = written(
        other, at=datetime(2020, 9, 21, 16, 59, tzinfo=UTC), by=Actor("Ani 100%", Role.SECRETARIAT)
    )
    next_day = written(ministry, at=datetime(2020, 9, 21, 17, 0, tzinfo=UTC))

    def found(**wanted: object) -> set[int]:
        entries = queries.list_entries(SECRETARY, TrailFilter(**wanted), limit=10)  # type: ignore[arg-type]
        return {entry.id for entry in entries}

    day = date(2020, 9, 21)
    assert found(first_day=day, last_day=day) == {morning, evening}
    assert found(first_day=day) == {morning, evening, next_day}
    assert found(last_day=date(2020, 9, 20)) == {night_before}
    assert found(act="unit:add") == {morning}
    assert found(actor_name="ani 100%") == {evening}
    assert found(actor_name="%") == {evening}
    assert found(subject_type="organisation", subject_id=other.id) == {evening}


def test_the_trail_is_for_staff_and_a_history_for_the_signed_in(
    session: Session, ministry: Organisation
) -> None:
    written(ministry)
    reporter = make_user(Role.MINISTRY, organisation=ministry).as_actor("test")
    assert queries.list_entries(reporter, TrailFilter(), limit=10) == []
    assert queries.list_acts(reporter) == []
    assert len(queries.history_of(reporter, "organisation", ministry.id)) == 1
    assert queries.history_of(PUBLIC, "organisation", ministry.id) == []


def test_the_page_tells_each_act_in_a_sentence_with_before_and_after(
    app: Flask, session: Session, ministry: Organisation
) -> None:
    staff = Browser(app).sign_in(make_user(Role.SECRETARIAT))
    changes = {"kind": ("ministry", "cso"), "valid_from": (None, "2024-10-21")}
    record(
        SECRETARY, "organisation:edit", ministry, label="KemenPAN-RB", changes=changes, reason="Salah catat"
    )
    session.commit()
    page = staff.get("/audit")
    assert page.find(".entry-sentence").text_content() == "Sekretaris mengubah organisasi KemenPAN-RB"
    assert "Salah catat" in page.text
    facts = [" ".join(fact.text_content().split()) for fact in page.all(".entry dl > div")]
    assert facts == [
        "jenisKementerian/Lembaga → menjadi Organisasi masyarakat sipil (OMS)",
        "berlaku mulai21 Oktober 2024",
    ]


def test_the_page_goes_on_to_older_entries_with_its_filter_kept(
    app: Flask, session: Session, ministry: Organisation
) -> None:
    staff = Browser(app).sign_in(make_user(Role.SECRETARIAT))
    for number in range(120):
        written(ministry, "unit:add" if number % 2 else "organisation:edit")
    session.commit()
    page = staff.get("/audit?act=unit:add")
    assert len(page.all(".entry")) == 50
    older = staff.get(page.find("main a.button").get("href"))
    assert len(older.all(".entry")) == 10
    assert not older.all("main a.button")


@pytest.mark.parametrize(
    "query",
    [
        "act=none:such",
        "first_day=besok",
        "before=99999999999999999999",
        "before=x",
        "subject_id=-1",
        "actor_name=%00",
    ],
)
def test_a_filter_that_cannot_be_read_narrows_nothing(
    app: Flask, session: Session, ministry: Organisation, query: str
) -> None:
    staff = Browser(app).sign_in(make_user(Role.SECRETARIAT))
    written(ministry)
    session.commit()
    assert len(staff.get(f"/audit?{query}").all(".entry")) == 1
