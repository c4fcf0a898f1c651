"""The search in the header: what is found, by whom, and what a reader may not find."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.factories import make_clause, make_commitment, make_indicator, make_plan, make_user
from tracker.accounts.models import User


@pytest.fixture
def searched(session: Session) -> None:
    """Two plans, of which one is open to everybody, and one clause of minutes."""
    public = make_commitment(make_plan("TERBUKA", published=True))
    public.title_ind = "Keterbukaan data pengaduan"
    make_indicator(public).definition.name_ind = "Persentase pengaduan yang ditindaklanjuti"
    make_commitment(make_plan("TERTUTUP")).title_ind = "Pengaduan yang masih dirundingkan"
    make_clause(text="Ibu Septiana menyampaikan angka pengaduan.")
    session.commit()


@pytest.fixture
def reader(session: Session) -> User:
    """Somebody who is signed in."""
    user = make_user()
    session.commit()
    return user


def _titles(visitor: Browser, words: str) -> list[str]:
    page = visitor.get(f"/search?q={words}")
    return [" ".join(link.text_content().split()) for link in page.all(".results li a")]


def test_commitments_and_indicators_that_say_all_words_are_found(searched: None, visitor: Browser) -> None:
    titles = _titles(visitor, "PENGADUAN")
    assert any("Keterbukaan data pengaduan" in title for title in titles)
    assert any("Persentase pengaduan" in title for title in titles)
    assert not any("dirundingkan" in title for title in titles)
    assert len(_titles(visitor, "pengaduan+ditindaklanjuti")) == 1


def test_signed_in_people_also_find_what_is_not_yet_public(
    searched: None, visitor: Browser, reader: User
) -> None:
    visitor.sign_in(reader)
    assert any("dirundingkan" in title for title in _titles(visitor, "pengaduan"))


@pytest.mark.parametrize("words", ["tidak-ada-di-mana-pun", "%25", "_", "a%00b", "a" * 3000, "', --"])
def test_words_that_nothing_says_are_answered_in_words(searched: None, visitor: Browser, words: str) -> None:
    assert "Tidak ada yang memuat semua kata itu" in visitor.get(f"/search?q={words}").text


def test_an_empty_search_says_what_can_be_looked_for(visitor: Browser) -> None:
    for address in ("/search", "/search?q=++", "/search?q=%00"):
        assert "kode, judul, masalah" in visitor.get(address).text


def test_clauses_of_minutes_are_found_by_those_who_may_read_them(
    searched: None, visitor: Browser, reader: User
) -> None:
    assert _titles(visitor, "septiana") == []
    visitor.sign_in(reader)
    assert len(_titles(visitor, "septiana")) == 1


def test_the_header_says_in_which_plan_one_is_and_leads_to_the_others(demo: Flask) -> None:
    page = Browser(demo).get("/plans/RAN-OGI-2020-2022/matrix")
    addresses = [link.get("href") for link in page.all(".plan-switch a")]
    assert addresses == ["/plans/RAN-OGI-2020-2022", "/plans"]
