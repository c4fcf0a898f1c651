"""Accounts: opening, closing, roles, one's own."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.factories import make_organisation, make_user
from tracker.accounts import queries, services
from tracker.accounts.actors import command_line_actor
from tracker.accounts.models import User
from tracker.accounts.states import OrganisationKind, Role
from tracker.audit.models import AuditEntry
from tracker.core.errors import NotAllowed, NotFound, RuleBroken
from tracker.extensions import db

PASSWORD = "rencana-aksi-terbuka"


@pytest.fixture
def chief(session: Session) -> User:
    """The only administrator."""
    user = make_user(Role.ADMINISTRATOR, password=PASSWORD)
    session.commit()
    return user


@pytest.fixture
def clerk(session: Session) -> User:
    """A member of the secretariat."""
    user = make_user(Role.SECRETARIAT, password=PASSWORD)
    session.commit()
    return user


@pytest.fixture
def desk(app: Flask, chief: User) -> Browser:
    """The administrator's visitor."""
    return Browser(app).sign_in(chief)


def new_user(**changes: str) -> dict[str, str]:
    form = {"email": "baru@menpan.go.id", "name": "Pengguna Baru", "role": "secretariat", "language": "id"}
    return {**form, "organisation_id": "", "password": PASSWORD, **changes}


def test_an_administrator_opens_an_account_that_can_sign_in(app: Flask, desk: Browser) -> None:
    page = desk.post("/users/add", new_user(email="Baru@Menpan.GO.ID"))
    assert "Pengguna Baru" in page.text
    stranger = Browser(app)
    stranger.post("/sign-in", {"email": "baru@menpan.go.id", "password": PASSWORD}, status=302, follow=False)
    assert "Pengguna Baru" in stranger.get("/account").text


def test_the_trail_holds_no_password(desk: Browser, session: Session) -> None:
    desk.post("/users/add", new_user())
    session.rollback()
    entry = session.scalars(db.select(AuditEntry).where(AuditEntry.act == "user:add")).one()
    assert PASSWORD not in str(entry.changes)
    assert entry.changes["role"] == [None, "secretariat"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("password", {"password": "pendek"}),
        ("password", {"password": "aaaaaaaaaaaaaaa"}),
        ("password", {"password": "pengguna baru 2020"}),
        ("email", {"email": "bukan alamat"}),
        ("email", {"email": "x@" + "y" * 300 + ".id"}),
        ("name", {"name": "\x00\u202e "}),
        ("role", {"role": "king"}),
        ("organisation_id", {"role": "ministry"}),
        ("organisation_id", {"organisation_id": "999"}),
        ("organisation_id", {"organisation_id": "satu"}),
        ("language", {"language": "xx"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Browser, field: str, changes: dict[str, str]) -> None:
    page = desk.post("/users/add", new_user(**changes))
    assert page.find(f"#{field}-error").text_content()
    assert queries.count_users(command_line_actor()) == 1


def test_an_address_has_one_account(desk: Browser, clerk: User) -> None:
    page = desk.post("/users/add", new_user(email=clerk.email.upper()))
    assert "sudah punya akun" in page.find("#email-error").text_content()


def test_a_ministry_user_belongs_to_a_ministry(desk: Browser, session: Session) -> None:
    cso = make_organisation(kind=OrganisationKind.CSO)
    session.commit()
    page = desk.post("/users/add", new_user(role="ministry", organisation_id=str(cso.id)))
    assert "organisasi pemerintah" in page.find("#organisation_id-error").text_content()


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(
    app: Flask, desk: Browser, clerk: User
) -> None:
    visitor = Browser(app)
    visitor.post("/sign-in", {"email": clerk.email, "password": PASSWORD}, status=302, follow=False)
    visitor.get("/account")
    asked = desk.get(f"/users/{clerk.id}/deactivate")
    assert "langsung keluar" in asked.text
    desk.submit(f"/users/{clerk.id}/deactivate")
    visitor.get("/account", status=302, follow=False)
    desk.submit(f"/users/{clerk.id}/activate")
    visitor.get("/account", status=302, follow=False)
    visitor.post("/sign-in", {"email": clerk.email, "password": PASSWORD}, status=302, follow=False)
    visitor.get("/account")


def test_nobody_closes_their_own_account(desk: Browser, chief: User) -> None:
    page = desk.submit(f"/users/{chief.id}/deactivate")
    assert "akun Anda sendiri" in page.find(".error-summary").text_content()


def test_nobody_changes_their_own_role(desk: Browser, chief: User) -> None:
    page = desk.submit(f"/users/{chief.id}/role", {"role": "secretariat"})
    assert "akun Anda sendiri" in page.find(".error-summary").text_content()


def test_the_last_administrator_stays(chief: User, session: Session) -> None:
    operator = command_line_actor()
    with pytest.raises(RuleBroken, match="last_administrator"):
        services.deactivate_user(operator, chief)
    with pytest.raises(RuleBroken, match="last_administrator"):
        services.change_role(operator, chief, role=Role.SECRETARIAT, organisation=None)
    services.change_role(operator, chief, role=Role.ADMINISTRATOR, organisation=make_organisation())
    second = make_user(Role.ADMINISTRATOR)
    services.deactivate_user(operator, chief)
    with pytest.raises(RuleBroken, match="last_administrator"):
        services.deactivate_user(operator, second)


def test_a_closed_administrator_does_not_count_as_one_left(chief: User, session: Session) -> None:
    make_user(Role.ADMINISTRATOR).active = False
    session.flush()
    with pytest.raises(RuleBroken, match="last_administrator"):
        services.deactivate_user(command_line_actor(), chief)


def test_a_role_is_changed_with_the_organisation(desk: Browser, clerk: User, session: Session) -> None:
    ministry = make_organisation("KEMENPAN-RB")
    session.commit()
    desk.submit(f"/users/{clerk.id}/role", {"role": "ministry", "organisation_id": str(ministry.id)})
    session.rollback()
    assert clerk.role is Role.MINISTRY
    assert clerk.organisation is ministry


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.MINISTRY, Role.CSO])
def test_accounts_are_the_administrators_business(app: Flask, session: Session, role: Role) -> None:
    user = make_user(role)
    session.commit()
    visitor = Browser(app).sign_in(user)
    for path in ("/users", "/users/add", f"/users/{user.id}/role", f"/users/{user.id}/deactivate"):
        visitor.get(path, status=403)


def test_queries_hide_accounts_from_others(chief: User, clerk: User) -> None:
    actor = clerk.as_actor("test")
    assert queries.list_users(actor, limit=10, offset=0) == []
    assert queries.count_users(actor) == 0
    assert queries.get_user(actor, clerk.id) is clerk
    with pytest.raises(NotFound):
        queries.get_user(actor, chief.id)


def test_one_changes_ones_own_name_and_language(app: Flask, clerk: User, session: Session) -> None:
    page = Browser(app).sign_in(clerk).submit("/account", {"name": "Nama Baru", "language": "en"})
    assert page.find("html").get("lang") == "en"
    session.rollback()
    assert (clerk.name, clerk.language) == ("Nama Baru", "en")


def test_nobody_edits_somebody_else(chief: User, clerk: User) -> None:
    with pytest.raises(NotAllowed):
        services.edit_user(chief.as_actor("test"), clerk, name="X", language="id")
    with pytest.raises(NotAllowed):
        services.change_password(chief.as_actor("test"), clerk, present=PASSWORD, password="lain-lagi-sekali")


def test_a_new_password_needs_the_present_one(app: Flask, clerk: User) -> None:
    visitor = Browser(app).sign_in(clerk)
    page = visitor.post("/account/password", {"present": "salah", "password": "negosiasi-terbuka"})
    assert "bukan kata sandi Anda" in page.find("#present-error").text_content()
    assert not page.find("input[name=password]").get("value")


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(app: Flask, clerk: User) -> None:
    here, there = Browser(app), Browser(app)
    for visitor in (here, there):
        visitor.post("/sign-in", {"email": clerk.email, "password": PASSWORD}, status=302, follow=False)
    here.post("/account/password", {"present": PASSWORD, "password": "negosiasi-terbuka"})
    here.get("/account")
    there.get("/account", status=302, follow=False)
    there.post("/sign-in", {"email": clerk.email, "password": PASSWORD})
    there.post("/sign-in", {"email": clerk.email, "password": "negosiasi-terbuka"}, status=302, follow=False)


def test_roles_are_made_once(session: Session) -> None:
    first = services.ensure_roles()
    session.flush()
    assert services.ensure_roles() == first
    assert set(first) == set(Role)
