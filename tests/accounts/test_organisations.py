"""Organisations, units and people on their pages."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.factories import SECRETARY, make_organisation, make_person, make_unit, make_user
from tracker.accounts import queries, services
from tracker.accounts.models import Organisation
from tracker.accounts.states import OrganisationKind, Role
from tracker.audit.models import AuditEntry
from tracker.core.errors import NotAllowed, RuleBroken
from tracker.extensions import db


@pytest.fixture
def ministry(session: Session) -> Organisation:
    """A ministry with a unit known by its acronym, and two people."""
    ministry = make_organisation("KEMENPAN-RB", name="Kementerian PANRB")
    make_unit(ministry, "Biro MKOK")
    make_person(ministry, "Septiana")
    make_person(ministry, "Rosikin").is_name_released = True
    session.commit()
    return ministry


@pytest.fixture
def staff(app: Flask, session: Session) -> Browser:
    """The secretariat's visitor."""
    user = make_user(Role.SECRETARIAT)
    session.commit()
    return Browser(app).sign_in(user)


def address(organisation: Organisation, act: str = "") -> str:
    return f"/organisations/{organisation.id}{act}"


def last_entry() -> AuditEntry:
    db.session.rollback()  # what a page has written is not in a snapshot from before it
    entry: AuditEntry | None = db.session.scalars(
        db.select(AuditEntry).order_by(AuditEntry.id.desc())
    ).first()
    assert entry
    return entry


def test_strangers_see_organisations_and_units_but_no_officials(
    visitor: Browser, ministry: Organisation
) -> None:
    assert "KEMENPAN-RB" in visitor.get("/organisations").text
    page = visitor.get(address(ministry))
    assert "Biro MKOK" in page.text
    assert "Septiana" not in page.text
    assert "Rosikin" in page.text


def test_signed_in_people_see_officials(app: Flask, ministry: Organisation, session: Session) -> None:
    user = make_user(Role.CSO, organisation=make_organisation(kind=OrganisationKind.CSO))
    session.commit()
    page = Browser(app).sign_in(user).get(address(ministry))
    assert "Septiana" in page.text
    assert not page.all("a[href$='/edit']")


def test_only_staff_are_offered_and_allowed_to_edit(
    app: Flask, visitor: Browser, ministry: Organisation, session: Session
) -> None:
    user = make_user(Role.MINISTRY, organisation=ministry)
    session.commit()
    Browser(app).sign_in(user).get(address(ministry, "/edit"), status=403)
    visitor.get(address(ministry, "/edit"), status=302, follow=False)


def test_staff_add_an_organisation_with_its_name(staff: Browser, session: Session) -> None:
    form = {
        "code": "PATTIRO",
        "kind": "cso",
        "short_name": "Pattiro",
        "name_ind": "Pusat Telaah",
        "name_eng": "",
    }
    page = staff.post("/organisations/add", {**form, "valid_from": "17 April 1999"})
    assert page.find("h1").text_content() == "Pusat Telaah"
    assert "17 April 1999" in page.text
    assert last_entry().act == "organisation:create"


def test_a_refused_form_brings_everything_back_and_saves_nothing(
    staff: Browser, ministry: Organisation
) -> None:
    form = {"code": "KEMENPAN-RB", "kind": "ministry", "short_name": "😀 =cmd|' /C calc'!A0", "name_ind": "N"}
    page = staff.post("/organisations/add", {**form, "name_eng": "", "valid_from": "kemarin dulu"})
    assert page.find("input[name=short_name]").get("value") == form["short_name"]
    assert page.find("input[name=valid_from]").get("value") == "kemarin dulu"
    assert "tidak terbaca sebagai tanggal" in page.find("#valid_from-error").text_content()
    page = staff.post("/organisations/add", {**form, "name_eng": "", "valid_from": ""})
    assert "sudah dipakai" in page.find("#code-error").text_content()
    assert queries.count_organisations(SECRETARY, queries.OrganisationFilter()) == 1


def test_a_stale_edit_shows_both_and_is_saved_the_second_time(staff: Browser, ministry: Organisation) -> None:
    opened = staff.get(address(ministry, "/edit"))
    seen = opened.find("main input[name=revision]").get("value")
    staff.submit(address(ministry, "/edit"), {"name_ind": "Nama dari orang lain"})
    late = staff.submit(address(ministry, "/edit"), {"name_ind": "Nama saya", "revision": seen})
    assert "Orang lain menyimpan perubahan" in late.find(".error-summary").text_content()
    assert late.find("input[name=name_ind]").get("value") == "Nama saya"
    assert "Nama dari orang lain" in late.find("#name_ind-newest").text_content()
    newest = late.find("main input[name=revision]").get("value")
    saved = staff.submit(address(ministry, "/edit"), {"name_ind": "Nama saya", "revision": newest})
    assert saved.find("h1").text_content() == "Nama saya"


def test_a_new_name_ends_the_one_before_on_the_eve(ministry: Organisation, session: Session) -> None:
    services.rename_organisation(
        SECRETARY, ministry, short_name="PANRB", name_ind="Kementerian Baru", valid_from=date(2024, 10, 21)
    )
    session.commit()
    assert ministry.names[0].valid_until == date(2024, 10, 20)
    assert ministry.short_name == "PANRB"
    assert ministry.name_on(date(2020, 9, 21)).short_name == "KEMENPAN-RB"
    assert ministry.name_on(date(2025, 1, 1)).short_name == "PANRB"
    assert last_entry().changes["short_name"] == ["KEMENPAN-RB", "PANRB"]


def test_a_name_that_would_overlap_is_refused_on_its_page(staff: Browser, ministry: Organisation) -> None:
    form = {"short_name": "PANRB", "name_ind": "Kementerian Baru", "name_eng": ""}
    staff.post(address(ministry, "/rename"), {**form, "valid_from": "21 Oktober 2024"})
    page = staff.post(address(ministry, "/rename"), {**form, "valid_from": "1/1/2020"})
    assert "21 Oktober 2024" in page.find("#valid_from-error").text_content()


def test_renaming_counts_as_an_edit(ministry: Organisation, session: Session) -> None:
    before = ministry.revision
    services.rename_organisation(
        SECRETARY, ministry, short_name="X", name_ind="Y", valid_from=date(2024, 1, 1)
    )
    session.commit()
    assert ministry.revision > before


def test_an_acronym_is_listed_until_somebody_explains_it(staff: Browser, ministry: Organisation) -> None:
    unit = ministry.units[0]
    assert "Biro MKOK" in staff.get("/units/unexplained").text
    staff.submit(f"/units/{unit.id}/edit", {"name_ind": "Biro Manajemen Kinerja"})
    assert "Semua akronim sudah jelas" in staff.get("/units/unexplained").text
    assert last_entry().changes == {"name_ind": ["", "Biro Manajemen Kinerja"]}


def test_a_unit_is_taken_down_once(staff: Browser, ministry: Organisation) -> None:
    form = {"short_name": "Biro MKOK", "name_ind": "", "name_eng": ""}
    page = staff.post(address(ministry, "/units/add"), form)
    assert "sudah ada" in page.find("#short_name-error").text_content()
    added = staff.post(address(ministry, "/units/add"), {**form, "short_name": "Deputi"})
    assert "Deputi" in added.text


def test_a_person_is_added_and_released(
    visitor: Browser, staff: Browser, ministry: Organisation, session: Session
) -> None:
    staff.post(address(ministry, "/people/add"), {"name": "Imanudin", "honorific": "Bapak", "position": ""})
    session.rollback()
    person = next(p for p in queries.list_people(SECRETARY, ministry) if p.name == "Imanudin")
    assert "Imanudin" not in visitor.get(address(ministry)).text
    staff.submit(f"/people/{person.id}/edit", {"is_name_released": "y"})
    assert "Bapak Imanudin" in visitor.get(address(ministry)).text


def test_the_list_is_narrowed_by_kind_and_by_any_name_ever_borne(
    staff: Browser, ministry: Organisation, session: Session
) -> None:
    make_organisation("PATTIRO", kind=OrganisationKind.CSO, name="Pusat Telaah")
    services.rename_organisation(
        SECRETARY, ministry, short_name="X", name_ind="Baru", valid_from=date(2024, 1, 1)
    )
    session.commit()
    assert len(staff.get("/organisations?kind=cso").all("tbody tr")) == 1
    assert len(staff.get("/organisations?text=panrb").all("tbody tr")) == 1
    assert len(staff.get("/organisations?text=%25").all("tbody tr")) == 0
    assert len(staff.get("/organisations?kind=unknown&text=%00").all("tbody tr")) == 2


def test_a_long_list_comes_in_pages(visitor: Browser, session: Session) -> None:
    for number in range(55):
        make_organisation(f"ORG-{number:03}")
    session.commit()
    assert len(visitor.get("/organisations").all("tbody tr")) == 50
    assert len(visitor.get("/organisations?page=2").all("tbody tr")) == 5


@pytest.mark.parametrize("number", ["0", "999", "2147483648", "99999999999999999999", "-1", "x", "1e3"])
def test_an_unknown_organisation_is_not_found(visitor: Browser, number: str) -> None:
    visitor.get(f"/organisations/{number}", status=404)


def test_services_refuse_whoever_may_not(ministry: Organisation, session: Session) -> None:
    stranger = make_user(Role.MINISTRY, organisation=ministry).as_actor("test")
    with pytest.raises(NotAllowed):
        services.add_unit(stranger, ministry, short_name="Biro B")
    with pytest.raises(NotAllowed):
        services.create_organisation(
            stranger, code="A", kind=OrganisationKind.CSO, short_name="A", name_ind="A"
        )


def test_the_last_known_name_stands_where_it_has_no_first_day(session: Session) -> None:
    organisation = services.create_organisation(
        SECRETARY, code="A", kind=OrganisationKind.CSO, short_name="Lama", name_ind="Lama"
    )
    services.rename_organisation(
        SECRETARY, organisation, short_name="Baru", name_ind="Baru", valid_from=date(2024, 1, 1)
    )
    session.commit()
    session.expire_all()
    assert [name.short_name for name in organisation.names] == ["Lama", "Baru"]
    assert queries.organisation_choices(SECRETARY) == [(organisation.id, "Baru")]


def test_codes_are_looked_up_as_commands_do(ministry: Organisation) -> None:
    assert queries.get_organisation_by_code(SECRETARY, "KEMENPAN-RB") is ministry
    with pytest.raises(RuleBroken):
        services.create_organisation(
            SECRETARY, code="KEMENPAN-RB", kind=OrganisationKind.CSO, short_name="A", name_ind="A"
        )
