"""Signing in and out: what Flask-Security is told, how attempts are slowed down, how sessions are renewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask, Request, request, session
from flask_babel import lazy_gettext as _l
from flask_login import UserMixin, user_logged_in, user_logged_out
from flask_security import LoginForm, SQLAlchemyUserDatastore
from flask_security.forms import EmailValidation
from limits import RateLimitItemPerMinute
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

from tracker.accounts.actors import Actor
from tracker.accounts.models import RoleRecord, User
from tracker.accounts.rules import SHORTEST_PASSWORD
from tracker.accounts.states import Role
from tracker.extensions import db, first_row, security
from tracker.web.addresses import own_address
from tracker.web.attempts import count_attempt

_REFUSED = _l("Alamat surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.")

_FROM_ONE_ADDRESS = RateLimitItemPerMinute(30, 5, "sign-in from")
_FOR_ONE_ACCOUNT = RateLimitItemPerMinute(10, 15, "sign-in as")

SETTINGS: Mapping[str, Any] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    # argon2 salts by itself; a second salt from our settings would void all passwords with a new secret key.
    "SECURITY_PASSWORD_SINGLE_HASH": True,
    "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    # The same words whether the address is unknown, the password wrong or the account closed.
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (_REFUSED, "error"),
    "SECURITY_MSG_DISABLED_ACCOUNT": (_REFUSED, "error"),
    # Sessions only: no tokens, no page to confirm one's password again.
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_FRESHNESS": timedelta(seconds=-1),
}


@dataclass(frozen=True, eq=False)
class SignedIn(UserMixin):  # type: ignore[misc]
    """Who is signed in, as far as every request needs to know."""

    id: int
    name: str
    language: str
    organisation_id: int | None
    role: Role | None
    fs_uniquifier: str

    def get_id(self) -> str:
        """What the session knows this person by; it changes when all sessions are to end."""
        return self.fs_uniquifier

    def as_actor(self, origin: str) -> Actor:
        """The plain values that policies judge by."""
        return Actor(self.name, self.role, self.id, self.organisation_id, origin)


# Made once: every request of a signed-in person asks this, and making it costs more than answering it.
_SIGNED_IN = (
    sa.select(User.id, User.name, User.language, User.organisation_id, RoleRecord.name, User.fs_uniquifier)
    .outerjoin(User.roles)
    .where(User.fs_uniquifier == sa.bindparam("identity"), User.active)
)


def _load_signed_in(identity: str) -> SignedIn | None:
    row = first_row(_SIGNED_IN, identity=identity)
    return SignedIn(*row) if row else None


def _load_from_request(_request: Request) -> None:
    # Sessions only: a token in a header or an address signs nobody in.
    return None


class SignInForm(LoginForm):
    """Address and password; `next` is the page somebody was sent here from."""

    email = EmailField(
        _l("Alamat surel"),
        [InputRequired(_REFUSED), EmailValidation(verify=False)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Kata sandi"), [InputRequired(_REFUSED)], render_kw={"autocomplete": "current-password"}
    )
    remember = None
    submit = None

    @property
    def general_errors(self) -> list[str]:
        """What is wrong, once, on top and without naming a field."""
        return list(dict.fromkeys(map(str, self.form_errors)))

    def validate_next(self, field: Any) -> None:
        """Another site is not gone to; that is no reason to refuse the sign-in."""
        field.data = own_address(field.data, otherwise="")


def init_app(app: Flask) -> None:
    """Bind Flask-Security, with our form, and guard it."""
    security.init_app(app, SQLAlchemyUserDatastore(db, User, RoleRecord), login_form=SignInForm)
    security.want_json(_never)
    app.login_manager.user_loader(_load_signed_in)  # type: ignore[attr-defined]
    app.login_manager.request_loader(_load_from_request)  # type: ignore[attr-defined]
    app.before_request(slow_down_guessing)


def _never(_request: Request) -> bool:
    # Asked for JSON, Flask-Security would hand out tokens; this house has pages and sessions.
    return False


def slow_down_guessing() -> None:
    """Before each request: only so many sign-ins from one address, and for one account from anywhere."""
    if request.endpoint == "security.login" and request.method == "POST":
        count_attempt(_FROM_ONE_ADDRESS, str(request.remote_addr))
        count_attempt(_FOR_ONE_ACCOUNT, request.form.get("email", "").strip().lower()[:254])


@user_logged_in.connect  # type: ignore[untyped-decorator]
@user_logged_out.connect  # type: ignore[untyped-decorator]
def renew_session(app: Flask, **_about: object) -> None:
    """A session id from before signing in or out is worth nothing afterwards."""
    app.session_interface.regenerate(session)  # type: ignore[attr-defined]
