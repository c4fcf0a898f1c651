"""What every form promises: plain words, and nothing typed is lost."""

import ast
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import flask_wtf
import pytest
import wtforms
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from wtforms.validators import EqualTo

from tracker.accounts.states import OrganisationKind, Role
from tracker.core.errors import RuleBroken, StaleEdit
from tracker.core.numbers import read_number
from tracker.core.quantities import NumberProblem, Reading
from tracker.web.errors import words_for
from tracker.web.fields import (
    DateField,
    EnumChoice,
    EnumChoices,
    IdChoice,
    IdChoices,
    LongText,
    NumberField,
    Secret,
    ShortText,
    TextChoice,
    Tick,
    YearField,
)
from tracker.web.forms import BaseForm, FilterForm, refusing


class EveryField(BaseForm):
    """One field of each kind, none required."""

    line = ShortText("Baris", required=False)
    text = LongText("Teks", required=False)
    role = EnumChoice("Peran", Role, required=False)
    kinds = EnumChoices("Jenis", OrganisationKind)
    lead = IdChoice("Penanggung jawab", required=False)
    parties = IdChoices("Pendukung")
    code = TextChoice("Kode", required=False)
    tick = Tick("Ya")
    share = NumberField("Angka", decimals_usual=True, required=False)
    count = NumberField("Jumlah", required=False)
    on = DateField("Tanggal", required=False)
    year = YearField("Tahun", required=False)


class Needed(BaseForm):
    """The kinds of field that can be required."""

    line = ShortText("Baris")
    role = EnumChoice("Peran", Role)
    lead = IdChoice("Penanggung jawab")
    share = NumberField("Angka")
    on = DateField("Tanggal")
    word = Secret("Kata sandi")


@pytest.fixture(autouse=True)
def request_context(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A POST whose token has been checked already."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    with app.test_request_context(method="POST"):
        yield


def sent(kind: type[BaseForm] = EveryField, /, **fields: Any) -> Any:
    form = kind(MultiDict(fields))
    for choice in (form._fields.get("lead"), form._fields.get("parties")):
        if choice is not None:
            choice.offer([(1, "KemenPAN-RB"), (2, "Pattiro")])
    if "code" in form._fields:
        form.code.offer([("a", "A"), ("b", "B")])
    return form


def shown(field: Any) -> str:
    return str(field())


def test_values_come_as_domain_types() -> None:
    choices = {"role": "cso", "kinds": ["cso", "ministry"], "lead": "2", "parties": ["1", "2"], "code": "b"}
    read = {"share": "minimal 80%", "count": "227.995", "on": "Senin, 21 September 2020", "year": "2022"}
    form = sent(line="  a\nb ", tick="y", **choices, **read)
    assert form.accepted(), form.errors
    values = form.values()
    assert values["line"] == "a b"
    assert values["role"] is Role.CSO
    assert values["kinds"] == ["cso", "ministry"]
    assert (values["lead"], values["parties"], values["code"], values["tick"]) == (2, [1, 2], "b", True)
    assert values["share"].value == 80
    assert values["share"].as_written == "minimal 80%"
    assert values["count"].value == 227995
    assert (values["on"], values["year"]) == (date(2020, 9, 21), 2022)


def test_blank_fields_that_may_be_blank_are_nothing() -> None:
    form = sent(line="", text=" ", role="", lead="", code="", share="", count=" ", on="", year="")
    assert form.accepted(), form.errors
    values = form.values()
    assert {name for name, value in values.items() if value} == set()
    assert (values["role"], values["lead"], values["share"], values["on"]) == (None, None, None, None)


@pytest.mark.parametrize("blank", ["", "   ", "\u200b\u202e", "\x00\x00", "\n\r\n"])
def test_nothing_visible_is_nothing_where_something_is_needed(blank: str) -> None:
    form = sent(Needed, line=blank, role="", lead="", share=blank, on=blank, word="")
    assert not form.accepted()
    assert form.errors == {
        name: ["Isian ini wajib diisi."] for name in ("line", "role", "lead", "share", "on", "word")
    }


def test_a_field_left_out_of_the_request_does_not_pass_for_an_answer() -> None:
    form = Needed(MultiDict({"line": "a"}), data={"role": Role.CSO, "share": "5"})
    form.lead.offer([(1, "a")])
    assert not form.accepted()
    assert set(form.errors) == {"role", "lead", "share", "on", "word"}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("share", "delapan puluhh"),
        ("share", "1.234"),
        ("count", "12.34.5"),
        ("count", "9" * 60),
        ("count", "1" * 3000),
        ("share", "45% (empat puluh persen)"),
        ("on", "kemarin"),
        ("on", "31/2/2020"),
        ("on", "21-9-20"),
        ("year", "20222"),
        ("year", "1800"),
        ("year", "²⁰²²"),
        ("count", "=cmd|'/C calc'!A0"),
        ("count", "😀"),
    ],
)
def test_what_cannot_be_read_comes_back_with_one_message_that_says_what_would_be_right(
    field: str, text: str
) -> None:
    form = sent(**{field: text})
    assert not form.accepted()
    assert list(form.errors) == [field]
    (message,) = form.errors[field]
    assert "%" not in message.replace("80%", "").replace("18,68%", "").replace("45%", "").replace("40%", "")
    assert form[field]._value() == text
    assert len(message) < 300


@pytest.mark.parametrize("choice", ["99", "satu", "1e0", "-1", "9" * 5000, "1; DROP TABLE", "\x00", "None"])
def test_an_id_that_was_not_offered_is_no_choice(choice: str) -> None:
    form = sent(lead=choice, parties=["1", choice])
    assert not form.accepted()
    assert set(form.errors) == {"lead", "parties"}


@pytest.mark.parametrize("choice", ["king", "CSO", "administrator ", "\x00"])
def test_a_word_that_is_no_member_is_no_choice(choice: str) -> None:
    form = sent(role=choice, kinds=[choice], code=choice)
    assert not form.accepted()
    assert set(form.errors) == {"role", "kinds", "code"}


def test_a_member_that_is_not_offered_is_no_choice() -> None:
    class Narrow(BaseForm):
        role = EnumChoice("Peran", Role, only=[Role.CSO])

    assert not Narrow(MultiDict({"role": "administrator"})).accepted()
    assert Narrow(MultiDict({"role": "cso"})).accepted()
    assert 'value="administrator"' not in shown(Narrow().role)


def test_choices_show_what_is_stored_and_a_blank_one_first() -> None:
    form = EveryField(data={"role": Role.CSO, "lead": 2, "parties": [1], "kinds": ["cso"]})
    form.lead.offer([(1, "KemenPAN-RB"), (2, "Pattiro <b>")])
    form.parties.offer([(1, "KemenPAN-RB"), (2, "Pattiro")])
    assert '<option value="">Tidak ada</option>' in shown(form.role)
    assert '<option selected value="cso">' in shown(form.role)
    assert '<option selected value="2">Pattiro &lt;b&gt;</option>' in shown(form.lead)
    assert shown(form.parties).count("checked") == 1
    assert shown(form.kinds).count("checked") == 1


def test_of_a_field_sent_twice_the_first_counts() -> None:
    form = sent(line=["satu", "dua"], count=["1", "2"], lead=["1", "2"])
    assert form.accepted()
    assert (form.line.data, form.count.data.value, form.lead.data) == ("satu", 1, 1)


def test_hostile_text_is_kept_as_text_without_what_cannot_be_seen() -> None:
    form = sent(line="=cmd|' /C calc'!A0 \x00\u202e😀<script>", text="-1\u2066+1\r\n@SUM")
    assert form.accepted()
    assert form.line.data == "=cmd|' /C calc'!A0 😀<script>"
    assert form.text.data == "-1+1\n@SUM"
    assert "<script>" not in shown(form.line)


def test_a_megabyte_is_refused_in_words_and_comes_back() -> None:
    form = sent(line="a" * 1_000_000, text="b" * 1_000_000)
    assert not form.accepted()
    assert form.errors["line"] == ["Teks ini 1000000 karakter; paling panjang 300."]
    assert "b" * 1_000_000 in shown(form.text)
    assert "maxlength" not in shown(sent(line="a").line)


def test_passwords_do_not_come_back() -> None:
    assert "rahasia" not in shown(sent(Needed, word="rahasia").word)


def test_units_of_ones_own_are_known_to_the_numbers_of_that_form() -> None:
    form = EveryField(MultiDict({"count": "5 kerbau"}), own_units=["kerbau"])
    assert form.values()["count"].unit == "kerbau"


def test_stored_values_are_shown_for_editing() -> None:
    reading = Reading("sekitar 19%", Decimal(19))
    form = EveryField(
        data={"share": reading, "count": Decimal("227995.50"), "on": date(2020, 9, 21), "year": 2022}
    )
    assert [form[name]._value() for name in ("share", "count", "on", "year")] == [
        "sekitar 19%",
        "227.995,5",
        "21 September 2020",
        "2022",
    ]


@pytest.mark.parametrize("value", ["1.234", "minimal 1,234%", "12.345", "-1.234", "100,000"])
def test_a_number_that_reads_two_ways_is_asked_about_with_answers_that_read_one_way(value: str) -> None:
    with pytest.raises(NumberProblem, match="number_ambiguous") as problem:
        read_number(value, decimals_usual=True)
    candidates: Any = problem.value.params["candidates"]
    words = words_for(problem.value)
    answers = words.partition("Tulis ")[2].rstrip(".").split(" atau ")
    read = [read_number(answer, decimals_usual=True).value for answer in answers]
    assert read == [candidate.value for candidate in candidates]


def test_the_question_names_both_readings() -> None:
    form = sent(share="1.234")
    form.accepted()
    assert form.share.errors == ["Dapat dibaca 1.234 atau 1,234. Tulis 1234 atau 1,2340."]


@given(st.text(max_size=60))
def test_no_text_breaks_a_form(text: str) -> None:
    form = sent(
        share=text, count=text, on=text, year=text, line=text, text=text, role=text, lead=text, kinds=[text]
    )
    form.accepted()
    assert all(str(message) for messages in form.errors.values() for message in messages)


def test_what_the_domain_refuses_appears_at_its_field() -> None:
    form = sent(line="abc")
    form.accepted()
    with refusing(form):
        raise RuleBroken("text_too_long", field="line", params={"length": 3, "limit": 2})
    with refusing(form):
        raise RuleBroken("number_blank")
    assert form.line.errors == ["Teks ini 3 karakter; paling panjang 2."]
    assert form.general_errors == ["Tulis sebuah angka."]


def test_a_stale_edit_keeps_what_was_typed_beside_what_is_stored() -> None:
    form = sent(line="saya", text="sama", revision="1")
    form.accepted()
    with refusing(form):
        raise StaleEdit({"line": "orang lain", "text": "sama"}, 4)
    assert form.line.newest == "orang lain"
    assert not hasattr(form.text, "newest")
    assert form.line.data == "saya"
    assert form.seen_revision == 4
    assert 'value="4"' in shown(form.revision)


def test_two_who_save_in_the_same_instant_get_a_stale_edit_and_no_crash() -> None:
    form = sent(line="saya", revision="3")
    form.accepted()
    with refusing(form):
        raise StaleDataError("UPDATE statement expected to update 1 row(s); 0 were matched.")
    assert "Orang lain menyimpan perubahan" in form.general_errors[0]
    assert form.seen_revision == 3


def test_two_who_store_the_same_code_in_the_same_instant_are_told() -> None:
    form = sent(line="saya")
    with refusing(form):
        raise IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed: organisation.code"))
    assert "baru saja menyimpan" in form.general_errors[0]


def test_other_faults_of_the_database_are_not_hidden() -> None:
    with pytest.raises(IntegrityError), refusing(sent()):
        raise IntegrityError("INSERT", {}, Exception("NOT NULL constraint failed: organisation.code"))


@pytest.mark.parametrize(("text", "seen"), [("7", 7), ("", 0), ("x", 0), ("²", 0), ("9" * 40, 0), ("-1", 0)])
def test_a_revision_that_is_no_number_was_never_seen(text: str, seen: int) -> None:
    assert sent(revision=text).seen_revision == seen


def test_the_built_in_messages_speak_our_language() -> None:
    class Twice(BaseForm):
        line = ShortText("Baris")
        again = wtforms.StringField("Lagi", [EqualTo("line")])
        number = wtforms.SelectField("Nomor", choices=[], coerce=int)

    form = Twice(MultiDict({"line": "a", "again": "b", "number": "x"}))
    assert not form.accepted()
    assert form.errors == {
        "again": ["Kedua isian ini harus sama."],
        "number": ["Pilihan ini tidak ada. Pilih salah satu dari daftar."],
    }


def _calls(function: str, *packages: Any) -> Iterator[ast.Call]:
    for package in packages:
        for path in Path(package.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == function:
                    yield node


def test_each_built_in_message_we_translate_still_exists() -> None:
    from tracker.web.form_words import BUILT_IN

    calls = [*_calls("gettext", wtforms, flask_wtf), *_calls("ngettext", wtforms, flask_wtf)]
    known = {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)}
    assert set(BUILT_IN) <= known


def test_a_filter_ignores_what_it_cannot_read(app: Flask) -> None:
    class Narrowed(FilterForm):
        text = ShortText("Cari", required=False)
        role = EnumChoice("Peran", Role, required=False, blank="Semua peran")
        on = DateField("Tanggal", required=False)

    with app.test_request_context("/?text=a%00b&role=king&on=besok&on=21/9/2020"):
        assert Narrowed().values() == {"text": "ab", "role": None, "on": None}
        assert "Semua peran" in shown(Narrowed().role)
    with app.test_request_context("/?role=cso"):
        assert Narrowed().values() == {"text": "", "role": Role.CSO, "on": None}


def test_enums_are_offered_with_their_words() -> None:
    class Unworded(StrEnum):
        ODD = "odd"

    class Odd(BaseForm):
        odd = EnumChoice("Ganjil", Unworded)

    with pytest.raises(KeyError):
        shown(Odd().odd)
    assert "Organisasi masyarakat sipil (OMS)" in shown(EveryField().role)
