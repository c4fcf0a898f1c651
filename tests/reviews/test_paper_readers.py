"""Who gets the papers of a round, and what is in them for whom."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.browser import Browser
from tests.factories import SECRETARY, make_organisation, make_user
from tests.reviews.papers import answer_and_decide, close_and_sign, download, sheet_of, text_of
from tests.reviews.scene import answered, counter, make_round
from tracker.accounts.states import Role
from tracker.extensions import db, unit_of_work
from tracker.reviews import (
    answer_queries,
    disposition_services,
    invitation_services,
    round_services,
)
from tracker.reviews.models import ReviewRound
from tracker.reviews.states import Decision

PAPERS = ("record.pdf", "dispositions.xlsx", "dispositions.pdf")


@pytest.mark.parametrize("paper", ["record.pdf", "dispositions.pdf", "dispositions.xlsx"])
def test_strangers_get_no_papers(app: Flask, visitor: Browser, final_round: int, paper: str) -> None:
    visitor.get(f"/rounds/{final_round}/{paper}", status=404)
    with app.app_context(), unit_of_work():
        stranger = Browser(app).sign_in(make_user(role=Role.MINISTRY, organisation=make_organisation("LAIN")))
    stranger.get(f"/rounds/{final_round}/{paper}", status=404)


def test_those_who_are_asked_get_the_record_and_once_all_is_decided_the_table(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        scene = answer_and_decide()
        answered(scene.planner, counter("55"))
        round_services.close_round(SECRETARY, scene.review)
        round_id, pattiro = scene.review.id, scene.pattiro.id
        colleague = Browser(app).sign_in(make_user(role=Role.MINISTRY, organisation=scene.story.ministry))
        asked = Browser(app)
        link = f"/r/{invitation_services.link_of(scene.pattiro)}"
    asked.get(link)
    for browser in (colleague, asked):
        assert download(browser, f"/rounds/{round_id}/record.pdf").startswith(b"%PDF")
        early = browser.get(f"/rounds/{round_id}/dispositions.xlsx", status=422)
        assert "setelah semua jawaban ditanggapi" in early.text
    assert not asked.get(f"/review/{pattiro}").all("a[href*=dispositions]")
    with app.app_context(), unit_of_work():
        review = db.session.get_one(ReviewRound, round_id)
        (open_one,) = answer_queries.undisposed(answer_queries.answers_of(review))
        disposition_services.dispose(
            SECRETARY, open_one, decision=Decision.REJECTED, reason="Sudah disepakati."
        )
    for browser in (colleague, asked):
        assert download(browser, f"/rounds/{round_id}/dispositions.xlsx").startswith(b"PK")
        assert "Sudah disepakati." in text_of(download(browser, f"/rounds/{round_id}/dispositions.pdf"))
    papers = {link.get("href") for link in asked.get(f"/review/{pattiro}").all("a[href^='/rounds/']")}
    assert papers == {f"/rounds/{round_id}/{paper}" for paper in PAPERS}


def test_the_names_of_those_who_signed_are_only_for_people_who_are_signed_in(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        scene = answer_and_decide()
        close_and_sign(scene)
        colleague = Browser(app).sign_in(make_user(role=Role.MINISTRY, organisation=scene.story.ministry))
        asked, round_id = Browser(app), scene.review.id
        link = f"/r/{invitation_services.link_of(scene.pattiro)}"
    asked.get(link)
    named, nameless = (
        text_of(download(browser, f"/rounds/{round_id}/record.pdf")) for browser in (colleague, asked)
    )
    assert "Septiana Kepala Biro RAN7-PANRB" in named
    assert "Septiana" not in nameless
    assert "Kepala Biro RAN7-PANRB" in nameless


@pytest.mark.parametrize("paper", ["record.pdf", "dispositions.pdf", "dispositions.xlsx"])
def test_no_internal_note_is_in_a_paper(app: Flask, staff: Browser, paper: str) -> None:
    with app.app_context(), unit_of_work():
        scene = make_round()
        answered(scene.bureau, replace(counter("50"), note="Rahasia dapur."))
        round_services.close_round(SECRETARY, scene.review)
        round_id = scene.review.id
    content = download(staff, f"/rounds/{round_id}/{paper}")
    words = (
        text_of(content)
        if paper.endswith("pdf")
        else " ".join(str(cell.value) for row in sheet_of(content) for cell in row)
    )
    assert "Bertahap sampai 2024." in words
    assert "Rahasia" not in words
