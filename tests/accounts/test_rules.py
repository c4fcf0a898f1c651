"""What must hold for names, accounts and passwords."""

import itertools
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.accounts import rules
from tracker.accounts.rules import Validity
from tracker.accounts.states import OrganisationKind, Role
from tracker.core.errors import RuleBroken

SOME_DAY = date(2019, 10, 23)
days = st.dates(min_value=date(1945, 8, 17), max_value=date(2100, 1, 1))


def broken(check: object, *args: object, **options: object) -> tuple[str, str | None]:
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **options)  # type: ignore[operator]
    return refusal.value.code, refusal.value.field


def test_the_first_name_needs_no_first_day() -> None:
    rules.check_next_name([], None)


def test_the_next_name_needs_a_first_day() -> None:
    assert broken(rules.check_next_name, [Validity(None, None)], None) == (
        "name_needs_first_day",
        "valid_from",
    )


@pytest.mark.parametrize(
    ("known", "starts_on", "is_fine"),
    [
        (Validity(None, None), SOME_DAY, True),
        (Validity(SOME_DAY, None), SOME_DAY, False),
        (Validity(SOME_DAY, None), SOME_DAY - timedelta(days=1), False),
        (Validity(SOME_DAY, None), SOME_DAY + timedelta(days=1), True),
        (Validity(None, SOME_DAY), SOME_DAY, False),
        (Validity(None, SOME_DAY), SOME_DAY + timedelta(days=1), True),
    ],
)
def test_the_next_name_starts_after_all_days_taken(known: Validity, starts_on: date, is_fine: bool) -> None:
    if is_fine:
        rules.check_next_name([known], starts_on)
    else:
        assert broken(rules.check_next_name, [known], starts_on) == ("name_overlaps", "valid_from")


@given(st.lists(days, max_size=12))
def test_names_taken_one_after_the_other_never_overlap(starts: list[date]) -> None:
    names = [Validity(None, None)]
    for start in starts:
        with suppress(RuleBroken):
            rules.check_next_name(names, start)
            names[-1] = Validity(names[-1].first, start - timedelta(days=1))
            names.append(Validity(start, None))
    for earlier, later in itertools.pairwise(names):
        assert earlier.last is not None
        assert later.first is not None
        assert earlier.last < later.first
        assert earlier.first is None or earlier.first <= earlier.last


@pytest.mark.parametrize("code", ["KEMENPAN-RB", "A", "K/L", "SEKNAS.OGI_1", "1A"])
def test_codes_that_commands_and_files_can_carry(code: str) -> None:
    rules.check_code(code)


@pytest.mark.parametrize(
    "code", ["", "kemenpan", "A B", "-A", "A-", "KÉMEN", "=CMD", "../A", "A" * 41, "A\n"]
)
def test_codes_that_they_cannot(code: str) -> None:
    assert broken(rules.check_code, code) == ("organisation_code_shape", "code")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("a" * 11, "password_too_short"),
        ("abcdefghijk", "password_too_short"),
        ("aaaaaaaaaaaa", "password_monotonous"),
        ("abcdabcdabcd", "password_monotonous"),
        ("x" + "septiana" + "2020!", "password_names_person"),
        ("SEPTIANA-rahasia", "password_names_person"),
        ("ab" * 101, "password_too_long"),
    ],
)
def test_passwords_that_are_refused(password: str, code: str) -> None:
    assert broken(rules.check_password, password, email="septiana@menpan.go.id", name="Ibu Septiana") == (
        code,
        "password",
    )


@pytest.mark.parametrize(
    "password", ["abcdeabcdeab", "rencana aksi terbuka", "sandi-🔑-panjang", "x" * 196 + "abcd"]
)
def test_passwords_that_are_taken(password: str) -> None:
    rules.check_password(password, email="al@go.id", name="Al")


@pytest.mark.parametrize("kind", [None, *OrganisationKind])
@pytest.mark.parametrize("role", list(Role))
def test_a_user_speaks_for_an_organisation_of_the_right_kind(
    role: Role, kind: OrganisationKind | None
) -> None:
    government = {OrganisationKind.MINISTRY, OrganisationKind.SECRETARIAT, OrganisationKind.LOCAL_GOVERNMENT}
    fits = {Role.MINISTRY: kind in government, Role.CSO: kind is OrganisationKind.CSO}
    if fits.get(role, True):
        rules.check_home(role, kind)
    else:
        assert broken(rules.check_home, role, kind)[1] == "organisation_id"


def test_nobody_does_it_to_themselves() -> None:
    rules.check_not_oneself(1, 2)
    rules.check_not_oneself(None, 2)
    assert broken(rules.check_not_oneself, 2, 2) == ("own_account_kept", None)


def test_one_administrator_must_be_left() -> None:
    rules.check_administrator_left(1)
    assert broken(rules.check_administrator_left, 0) == ("last_administrator", None)
