"""The fields that forms are made of: each takes what people write, and never loses what they typed."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import starmap
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.core import dates, numbers
from tracker.core.errors import RuleBroken
from tracker.core.quantities import Reading, format_number
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length, clean_text
from tracker.web.errors import words_for
from tracker.web.filters import language
from tracker.web.form_words import MISSING, NOT_A_CHOICE, NOT_CHOICES
from tracker.web.labels import label


class _Present:
    """Something was sent, and cleaning left something of it. A reading problem keeps its own words."""

    field_flags = {"required": True}  # noqa: RUF012 - the shape WTForms wants

    def __call__(self, _form: object, field: Any) -> None:
        if field.process_errors:
            raise StopValidation
        if not field.raw_data or field.data in (None, "", []):
            raise StopValidation(str(MISSING))


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
            invalid_value_message=NOT_A_CHOICE,
            invalid_choice_message=NOT_A_CHOICE,
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
            invalid_value_message=NOT_A_CHOICE,
            invalid_choice_message=NOT_A_CHOICE,
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
            invalid_choice_message=NOT_A_CHOICE,
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


class TextChoices(SelectMultipleField):  # type: ignore[misc]
    """Several of the texts the view offers, as check boxes. `data` is a list of the texts."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, choices=[], **_refusals(), **options)

    def offer(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Fill the choices; only what is offered is accepted."""
        self.choices = list(starmap(SelectChoice, pairs))


class EnumChoices(SelectMultipleField):  # type: ignore[misc]
    """Several members of an enum, as check boxes. `data` is a list of their values."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, text: Any, enum: type[StrEnum], **options: Any) -> None:
        super().__init__(text, choices=lambda: list(map(_member_choice, enum)), **_refusals(), **options)


def _refusals() -> dict[str, Any]:
    return {"invalid_value_message": NOT_CHOICES, "invalid_choice_message": NOT_CHOICES}


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


class DaysField(ReadField):
    """A number of days; `data` is an int."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, _read_days, str, **options)


def _read_days(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
        raise RuleBroken("days_not_understood", params={"part": typed})
    return int(typed)


def _read_year(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        raise RuleBroken("year_not_understood", params={"part": typed})
    year = int(typed)
    if not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        raise RuleBroken("year_not_understood", params={"part": typed})
    return year


def _id_or_none(given: Any) -> int | None:
    return None if given in (None, "") else int(given)
