"""What was noted by mistake is removed: with a reason, in the trail, not from under what rests on it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.factories import (
    SECRETARY,
    SOME_DAY,
    make_clause,
    make_indicator,
    make_meeting,
    make_organisation,
    make_person,
)
from tests.minutes.scene import N1, Stored, full_meeting, trail
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import Role
from tracker.core.errors import NotAllowed, RuleBroken
from tracker.matrix.services import freeze
from tracker.minutes.clause_services import add_clause, remove_clause
from tracker.minutes.follow_up_services import (
    add_follow_up,
    add_open_item,
    remove_follow_up,
    remove_open_item,
)
from tracker.minutes.models import Clause, Meeting
from tracker.minutes.participant_services import remove_participant
from tracker.minutes.states import OpenItemKind
from tracker.plans.baseline_services import set_baseline
from tracker.plans.states import IndicatorKind
from tracker.targets.services import remark

MISTAKE = "Salah catat."


Removal = Callable[[Actor, Meeting, str], None]

REMOVALS: dict[str, Removal] = {
    "clauses": lambda actor, meeting, why: remove_clause(actor, meeting.clauses[0], reason=why),
    "participants": lambda actor, meeting, why: remove_participant(
        actor, meeting.participants[0], reason=why
    ),
    "follow_ups": lambda actor, meeting, why: remove_follow_up(actor, meeting.follow_ups[0], reason=why),
    "open_items": lambda actor, meeting, why: remove_open_item(actor, meeting.open_items[0], reason=why),
}
SAID = {
    "clauses": ("clause:remove", "N-1 II.6.b"),
    "participants": ("participant:remove", "N-1 1"),
    "follow_ups": ("follow_up:remove", "N-1"),
    "open_items": ("open_item:remove", "N-1"),
}


@pytest.mark.parametrize("part", REMOVALS)
def test_what_is_removed_is_gone_and_the_trail_says_why(session: Session, part: str) -> None:
    meeting = full_meeting()
    REMOVALS[part](SECRETARY, meeting, MISTAKE)
    session.commit()
    assert getattr(meeting, part) == []
    entry = trail(session)[-1]
    assert ((entry.act, entry.subject_label), entry.reason) == (SAID[part], MISTAKE)


@pytest.mark.parametrize("part", REMOVALS)
def test_nothing_is_removed_without_a_reason(session: Session, part: str) -> None:
    meeting = full_meeting()
    with pytest.raises(RuleBroken) as caught:
        REMOVALS[part](SECRETARY, meeting, "")
    assert caught.value.field == "reason"
    assert len(getattr(meeting, part)) == 1


@pytest.mark.parametrize("stranger", [PUBLIC, Actor(name="K/L", role=Role.MINISTRY, organisation_id=1)])
@pytest.mark.parametrize("part", REMOVALS)
def test_only_the_secretariat_removes(session: Session, stranger: Actor, part: str) -> None:
    with pytest.raises(NotAllowed):
        REMOVALS[part](stranger, full_meeting(), MISTAKE)


def test_what_a_removed_clause_said_stays_readable_in_the_trail(session: Session) -> None:
    ministry = make_organisation("KEMENPAN-RB")
    speaker = make_person(ministry, "Septiana")
    clause = add_clause(
        SECRETARY, make_meeting(), label="II.1", text="45%", speaker=speaker, organisation=ministry
    )
    remove_clause(SECRETARY, clause, reason=MISTAKE)
    assert trail(session)[-1].changes == {
        "text": ["45%", None],
        "speaker": [speaker.full_name, None],
        "organisation": [ministry.short_name, None],
    }


def test_the_label_of_a_removed_clause_can_be_given_again(session: Session) -> None:
    clause = make_clause(make_meeting(), "II.1")
    meeting = clause.meeting
    remove_clause(SECRETARY, clause, reason=MISTAKE)
    assert add_clause(SECRETARY, meeting, label="II.1", text="Yang benar.").label == "II.1"


def _followed_up(clause: Clause) -> None:
    add_follow_up(SECRETARY, clause.meeting, text="Matriks.", clause=clause)


def _left_open(clause: Clause) -> None:
    add_open_item(SECRETARY, clause.meeting, kind=OpenItemKind.QUESTION, text="Siapa?", clause=clause)


def _source_of_a_position(clause: Clause) -> None:
    remark(
        SECRETARY,
        make_indicator(),
        as_written="ada rencana",
        organisation=make_organisation(),
        reason="Tahunnya belum pasti.",
        clause=clause,
        taken_on=SOME_DAY,
    )


def _source_of_a_baseline(clause: Clause) -> None:
    indicator = make_indicator(kind=IndicatorKind.YES_NO)
    set_baseline(SECRETARY, indicator, as_written="belum", level="no", clause=clause)


def _source_of_a_baseline_once_frozen(clause: Clause) -> None:
    indicator = make_indicator(kind=IndicatorKind.YES_NO)
    baseline = set_baseline(SECRETARY, indicator, as_written="belum", level="no", clause=clause)
    freeze(SECRETARY, indicator.commitment.plan, title="Sebelum diperbaiki")
    set_baseline(SECRETARY, indicator, as_written="sudah", level="yes", seen_revision=baseline.revision)


CITED: dict[str, Callable[[Clause], Any]] = {
    "a follow-up": _followed_up,
    "an open item": _left_open,
    "a position of the ledger": _source_of_a_position,
    "a baseline": _source_of_a_baseline,
    "a frozen version": _source_of_a_baseline_once_frozen,
}


@pytest.mark.parametrize("by", CITED)
def test_a_clause_that_something_rests_on_stays(session: Session, by: str) -> None:
    clause = make_clause(make_meeting())
    CITED[by](clause)
    with pytest.raises(RuleBroken, match="clause_cited"):
        remove_clause(SECRETARY, clause, reason=MISTAKE)
    assert clause.meeting.clauses == [clause]


def test_another_clause_of_the_same_minutes_may_go(session: Session) -> None:
    clause = make_clause(make_meeting(), "II.1")
    _followed_up(make_clause(clause.meeting, "II.2"))
    meeting = clause.meeting
    remove_clause(SECRETARY, clause, reason=MISTAKE)
    assert [kept.label for kept in meeting.clauses] == ["II.2"]


PAGES = {
    "butir": (f"{N1}/clauses/II.6.b/remove", ".clause", "Butir II.6.b telah dihapus."),
    "peserta": (f"{N1}/participants/1/remove", "#peserta + .table-frame", "Peserta nomor 1 telah dihapus."),
    "tindak-lanjut": (
        f"{N1}/follow-ups/1/remove",
        "#tindak-lanjut + .duties",
        "Tindak lanjut telah dihapus.",
    ),
    "hal-terbuka": (f"{N1}/open-items/1/remove", "#hal-terbuka ~ ul", "Hal terbuka telah dihapus."),
}


@pytest.mark.parametrize("part", PAGES)
def test_a_removal_is_confirmed_with_a_reason_and_leads_back(
    staff: Browser, stored: Stored, part: str
) -> None:
    address, trace, words = PAGES[part]
    stored(full_meeting)
    assert staff.get(N1).all(trace)
    asked = staff.submit(address, {"reason": " "})
    assert "wajib diisi" in asked.find("#reason-error").text_content()
    assert "tetap terbaca di jejak audit" in asked.text
    page = staff.submit(address, {"reason": MISTAKE})
    assert (page.response.request.path, page.all(trace)) == (N1, [])
    assert words in page.text


def test_a_clause_that_is_cited_is_not_asked_about_but_says_what_rests_on_it(
    staff: Browser, stored: Stored
) -> None:
    stored(lambda: _followed_up(make_clause(make_meeting("N-1"))))
    page = staff.get(f"{N1}/clauses/II.6.b/remove")
    assert "Butir II.6.b tidak dapat dihapus" in page.find(".notice-warning").text_content()
    assert page.find(".notice-warning a").get("href") == f"{N1}#tindak-lanjut"
    assert not page.all("main form")


@pytest.mark.parametrize(
    ("cite", "words"),
    [
        (_source_of_a_baseline, ": data dasar belum"),
        (_source_of_a_baseline_once_frozen, ": matriks versi 1"),
    ],
)
def test_plans_and_versions_that_rest_on_a_clause_are_named(
    staff: Browser, stored: Stored, cite: Callable[[Clause], Any], words: str
) -> None:
    stored(lambda: cite(make_clause(make_meeting("N-1"))))
    links = staff.get(f"{N1}/clauses/II.6.b/remove").all(".notice-warning a")
    assert [link.text_content().strip().endswith(words) for link in links] == [True]
    assert staff.get(links[0].get("href")).response.status_code == 200


def test_a_clause_cited_while_its_removal_was_being_confirmed_stays(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_clause(make_meeting("N-1")))
    form = dict(staff.get(f"{N1}/clauses/II.6.b/remove").find("main form").form_values())
    staff.submit(f"{N1}/follow-ups/add", {"text": "Matriks diperbaiki.", "clause_id": "1"})
    page = staff.post(f"{N1}/clauses/II.6.b/remove", {**form, "reason": MISTAKE})
    assert "Butir II.6.b tidak dapat dihapus" in page.text
    assert staff.get(N1).all("#butir-II-6-b")
