"""What every form has: plain words, hints, units, and a way to lose nothing.

A form checks the shape of its input (type, length, presence). What the domain refuses comes back through
`refusing` and appears beside the field it concerns, with everything the person typed still there.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import starmap
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.core import dates, numbers
from tracker.core.errors import DomainError, RuleBroken, StaleEdit
from tracker.core.quantities import Reading, format_number
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length, clean_text
from tracker.web.errors import words_for
from tracker.web.filters import language
from tracker.web.labels import label

_NOT_A_CHOICE = _l("Pilihan ini tidak ada. Pilih salah satu dari daftar.")
_NOT_CHOICES = _l("Ada pilihan yang tidak dikenal. Pilih dari daftar.")
_MISSING = _l("Isian ini wajib diisi.")
_EXPIRED = _l("Formulir ini kedaluwarsa. Kirim sekali lagi.")

# The messages WTForms makes by itself that a field of ours can still let through.
_BUILT_IN: dict[str, Any] = {
    "This field is required.": _MISSING,
    "Not a valid choice.": _NOT_A_CHOICE,
    "Invalid Choice: could not coerce.": _NOT_A_CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _NOT_CHOICES,
    "'%(value)s' is not a valid choice for this field.": _NOT_CHOICES,
    "'%(value)s' are not valid choices for this field.": _NOT_CHOICES,
    "Field must be equal to %(other_name)s.": _l("Kedua isian ini harus sama."),
    "Invalid input.": _l("Isian ini tidak dikenal bentuknya."),
    "Invalid email address.": _l("Tulis alamat surel yang lengkap, misalnya nama@instansi.go.id."),
    "Invalid URL.": _l("Tulis alamat yang lengkap, misalnya https://www.opengovindonesia.org."),
    "File does not have an approved extension.": _l("Jenis berkas ini tidak diterima."),
    "File does not have an approved extension: {extensions}": _l("Jenis berkas ini tidak diterima."),
    "Invalid CSRF Token.": _EXPIRED,
    "CSRF token missing.": _EXPIRED,
    "CSRF failed.": _EXPIRED,
    "CSRF token expired.": _EXPIRED,
}


class _HouseWords:
    """WTForms' own messages in the words of our catalogues."""

    def gettext(self, message: str) -> str:
        """The message in the language of the request."""
        return str(_BUILT_IN.get(message, message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The same for one or several."""
        return self.gettext(singular if number == 1 else plural)


class BaseForm(FlaskForm):  # type: ignore[misc]
    """The parent of every form. `revision` is the one the person saw; a stale one is never saved over.

    After a stale edit `newest` maps field names to what somebody else has saved meanwhile, and each field
    that would overwrite something different carries that as its own `newest`.
    `own_units` are unit words that the form's number fields know besides the usual ones.
    """

    class Meta:
        """How WTForms speaks."""

        def get_translations(self, _form: object) -> _HouseWords:
            """Our words for its built-in messages."""
            return _HouseWords()

    revision = HiddenField()
    newest: Mapping[str, object] = {}
    general_errors: Sequence[str] = ()

    def __init__(self, *args: Any, own_units: Collection[str] = (), **options: Any) -> None:
        self.own_units = own_units
        super().__init__(*args, **options)

    def accepted(self) -> bool:
        """Whether this was sent and has the right shape."""
        return bool(self.validate_on_submit())

    @property
    def seen_revision(self) -> int:
        """The revision of the thing as it was when the form was opened; 0 when it says nothing readable."""
        text = str(self.revision.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def values(self) -> dict[str, Any]:
        """What was entered, by field name, without the form's own fields."""
        return {name: value for name, value in self.data.items() if name not in {"csrf_token", "revision"}}

    def refuse(self, error: DomainError) -> None:
        """Put what the domain refused beside its field, or on top when it has none."""
        if isinstance(error, StaleEdit):
            self._show_newest(error)
        words = words_for(error)
        field = self._fields.get(error.field) if error.field else None
        if field is None:
            self.general_errors = [*self.general_errors, words]
        else:
            field.errors = [*field.errors, words]

    def _show_newest(self, error: StaleEdit) -> None:
        self.newest = error.current
        self.revision.data = str(error.revision)
        for name, value in error.current.items():
            if name in self._fields and self._fields[name].data != value:
                self._fields[name].newest = value


class FilterForm(BaseForm):
    """A GET form that narrows a list; what it cannot read narrows nothing."""

    class Meta:
        """Reads the address and changes nothing, so it needs no token."""

        csrf = False

    def __init__(self, **options: Any) -> None:
        super().__init__(request.args, **options)

    def values(self) -> dict[str, Any]:
        """What the list is narrowed by: None for a field that is blank or not understood."""
        self.validate()
        unread = set(self.errors)
        return {name: None if name in unread else value for name, value in super().values().items()}


@contextmanager
def refusing(form: BaseForm) -> Iterator[None]:
    """Let what the domain refuses inside become the form's errors; the view then shows the form again."""
    try:
        yield
    except (RuleBroken, StaleEdit) as error:
        form.refuse(error)
    except StaleDataError:
        # Two people saved in the same instant. The kept revision is old now, so the next try shows both.
        form.refuse(StaleEdit({}, form.seen_revision))
    except IntegrityError as error:
        if not _is_duplicate(error):
            raise
        form.refuse(RuleBroken("stored_meanwhile"))


def _is_duplicate(error: IntegrityError) -> bool:
    return getattr(error.orig, "sqlstate", "") == "23505" or "UNIQUE constraint failed" in str(error.orig)


class _Present:
    """Something was sent, and cleaning left something of it. A reading problem keeps its own words."""

    field_flags = {"required": True}  # noqa: RUF012 - the shape WTForms wants

    def __call__(self, _form: object, field: Any) -> None:
        if field.process_errors:
            raise StopValidation
        if not field.raw_data or field.data in (None, "", []):
            raise StopValidation(str(_MISSING))


class _AtMost:
    """A limit that is said and not enforced by the browser, which would cut a pasted text without a word."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, _form: object, field: Any) -> None:
        try:
            check_length(field.data or "", field=field.name, limit=self.limit)
        except RuleBroken as error:
            raise ValidationError(words_for(error)) from None


def _cleaned(text: str | None) -> str:
    return clean_text(text or "")


def _presence(*, required: bool) -> list[Any]:
    return [_Present()] if required else [Optional()]


class ShortText(StringField):  # type: ignore[misc]
    """One line of at most `limit` characters."""

    def __init__(self, text: Any, *, required: bool = True, limit: int = SHORT_TEXT, **options: Any) -> None:
        checks = [*_presence(required=required), _AtMost(limit)]
        super().__init__(text, checks, filters=[_cleaned, _on_one_line], **options)


def _on_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


class LongText(TextAreaField):  # type: ignore[misc]
    """Several paragraphs of at most `limit` characters."""

    def __init__(self, text: Any, *, required: bool = True, limit: int = LONG_TEXT, **options: Any) -> None:
        checks = [*_presence(required=required), _AtMost(limit)]
        super().__init__(text, checks, filters=[_cleaned], **options)


class Secret(PasswordField):  # type: ignore[misc]
    """A password, taken as typed and never shown again."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, _presence(required=True), **options)


class EnumChoice(SelectField):  # type: ignore[misc]
    """One member of an enum, shown by its label; `data` is the member or None.

    `only` narrows the members offered and accepted; `blank` is the text of the empty choice.
    """

    def __init__(
        self,
        text: Any,
        enum: type[StrEnum],
        *,
        required: bool = True,
        only: Sequence[StrEnum] | None = None,
        blank: Any = None,
        **options: Any,
    ) -> None:
        members = list(only if only is not None else enum)
        super().__init__(
            text,
            _presence(required=required),
            choices=lambda: [_blank(blank, required=required), *map(_member_choice, members)],
            coerce=lambda given: enum(given) if given else None,
            invalid_value_message=_NOT_A_CHOICE,
            invalid_choice_message=_NOT_A_CHOICE,
            **options,
        )


def _member_choice(member: StrEnum) -> SelectChoice:
    return SelectChoice(member.value, label(member))


def _blank(text: Any, *, required: bool) -> SelectChoice:
    return SelectChoice("", str(text or (_l("Pilih…") if required else _l("Tidak ada"))))


class IdChoice(SelectField):  # type: ignore[misc]
    """One stored thing by its id; the view offers (id, name) pairs. `data` is an int or None."""

    def __init__(self, text: Any, *, required: bool = True, blank: Any = None, **options: Any) -> None:
        self.is_required, self.blank = required, blank
        super().__init__(
            text,
            _presence(required=required),
            coerce=_id_or_none,
            choices=[],
            invalid_value_message=_NOT_A_CHOICE,
            invalid_choice_message=_NOT_A_CHOICE,
            **options,
        )

    def offer(self, pairs: Sequence[tuple[int, str]]) -> None:
        """Fill the choices, after a blank one; only what is offered is accepted."""
        self.choices = [_blank(self.blank, required=self.is_required), *map(_id_choice, pairs)]


def _id_choice(pair: tuple[int, str]) -> SelectChoice:
    return SelectChoice(str(pair[0]), str(pair[1]))


class TextChoice(SelectField):  # type: ignore[misc]
    """One of the texts the view offers as (text, name) pairs. `data` is the text, "" when none is chosen."""

    def __init__(self, text: Any, *, required: bool = True, blank: Any = None, **options: Any) -> None:
        self.is_required, self.blank = required, blank
        super().__init__(
            text,
            _presence(required=required),
            choices=[],
            invalid_choice_message=_NOT_A_CHOICE,
            default="",
            **options,
        )

    def offer(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Fill the choices, after a blank one; only what is offered is accepted."""
        self.choices = [_blank(self.blank, required=self.is_required), *starmap(SelectChoice, pairs)]


class IdChoices(SelectMultipleField):  # type: ignore[misc]
    """Several stored things by id, as check boxes. `data` is a list of ints."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, coerce=int, choices=[], **_refusals(), **options)

    def offer(self, pairs: Sequence[tuple[int, str]]) -> None:
        """Fill the choices; only what is offered is accepted."""
        self.choices = list(map(_id_choice, pairs))


class EnumChoices(SelectMultipleField):  # type: ignore[misc]
    """Several members of an enum, as check boxes. `data` is a list of their values."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, text: Any, enum: type[StrEnum], **options: Any) -> None:
        super().__init__(text, choices=lambda: list(map(_member_choice, enum)), **_refusals(), **options)


def _refusals() -> dict[str, Any]:
    return {"invalid_value_message": _NOT_CHOICES, "invalid_choice_message": _NOT_CHOICES}


class Tick(BooleanField):  # type: ignore[misc]
    """Yes or no."""


class ReadField(StringField):  # type: ignore[misc]
    """A text that is read into a value; `data` is the value, and what was typed always comes back.

    `read` raises RuleBroken for what it cannot read; `write` shows a stored value for editing.
    """

    def __init__(
        self,
        text: Any,
        read: Callable[[str], Any],
        write: Callable[[Any], str],
        *,
        required: bool = True,
        **options: Any,
    ) -> None:
        self.read, self.write = read, write
        self.typed: str | None = None
        super().__init__(text, _presence(required=required), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a reader's problem becomes this field's error."""
        if not valuelist:
            return
        self.typed = clean_text(valuelist[0])
        self.data = None
        if not self.typed:
            return
        try:
            self.data = self.read(self.typed)
        except RuleBroken as problem:
            raise ValueError(words_for(problem)) from None

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else self.write(self.data)


class NumberField(ReadField):
    """A number as Indonesians write it (D4); `data` is a `numbers.Reading`, which keeps the wording.

    `decimals_usual`: in this field "1.234" reads two ways and is asked about instead of guessed.
    A stored value to be edited is best given as the text it was written as; a Decimal shows as well.
    """

    def __init__(self, text: Any, *, decimals_usual: bool = False, **options: Any) -> None:
        self.decimals_usual = decimals_usual
        self.reads_number = "decimal" if decimals_usual else "count"
        super().__init__(text, self._read, _number_text, **options)

    def _read(self, typed: str) -> Reading:
        units = getattr(self._form, "own_units", ())
        return numbers.read_number(typed, decimals_usual=self.decimals_usual, own_units=units)


def _number_text(value: Any) -> str:
    # In Indonesian whatever the language of the page: the field is read that way.
    if isinstance(value, Decimal | int):
        return format_number(Decimal(value))
    return str(getattr(value, "as_written", value))


class DateField(ReadField):
    """A date in words or digits; `data` is a `datetime.date`."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, lambda typed: dates.read_date(typed).on, _date_text, **options)


class YearField(ReadField):
    """A year in four digits; `data` is an int."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, _read_year, str, **options)


def _date_text(on: date) -> str:
    return dates.format_date(on, locale=language())


def _read_year(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        raise RuleBroken("year_not_understood", params={"part": typed})
    year = int(typed)
    if not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        raise RuleBroken("year_not_understood", params={"part": typed})
    return year


def _id_or_none(given: Any) -> int | None:
    return None if given in (None, "") else int(given)
