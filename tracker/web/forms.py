"""What every form has: plain words, hints, units, and a way to lose nothing.

A form checks the shape of its input (type, length, presence). What the domain refuses comes back through
`refusing` and appears beside the field it concerns, with everything the person typed still there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import Choice
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.core import dates, numbers
from tracker.core.quantities import NumberProblem
from tracker.core.errors import DomainError, RuleBroken, StaleEdit
from tracker.core.text import LONG_TEXT, SHORT_TEXT, clean_text
from tracker.web.errors import words_for
from tracker.web.labels import label


class BaseForm(FlaskForm):  # type: ignore[misc]
    """The parent of every form. `revision` is the one the person saw; a stale one is never saved over.

    After a stale edit `newest` maps field names to what somebody else has saved meanwhile.
    """

    revision = HiddenField()
    newest: Mapping[str, object] = {}
    general_errors: Sequence[str] = ()

    def accepted(self) -> bool:
        """Whether this was sent and has the right shape."""
        return bool(self.validate_on_submit())

    @property
    def seen_revision(self) -> int:
        """The revision of the thing as it was when the form was opened; 0 when it says nothing readable."""
        text = self.revision.data or ""
        return int(text) if text.isascii() and text.isdigit() else 0

    def values(self) -> dict[str, Any]:
        """What was entered, by field name, without the form's own fields."""
        return {name: value for name, value in self.data.items() if name not in {"csrf_token", "revision"}}

    def refuse(self, error: DomainError) -> None:
        """Put what the domain refused beside its field, or on top when it has none."""
        if isinstance(error, StaleEdit):
            self.newest = error.current
            self.revision.process_data(str(error.revision))
            self.revision.raw_data = None
            self._show_newest()
        words = words_for(error)
        field = self._fields.get(error.field) if error.field else None
        if field is None:
            self.general_errors = [*self.general_errors, words]
        else:
            field.errors = [*field.errors, words]

    def _show_newest(self) -> None:
        for name, value in self.newest.items():
            if name in self._fields and self._fields[name].data != value:
                self._fields[name].newest = value


@contextmanager
def refusing(form: BaseForm) -> Iterator[None]:
    """Let what the domain refuses inside become the form's errors; the view then shows the form again."""
    try:
        yield
    except (RuleBroken, StaleEdit) as error:
        form.refuse(error)


def _cleaned(text: str | None) -> str:
    return clean_text(text or "")


def _presence(required: bool) -> list[Any]:
    return [InputRequired(_l("Isian ini wajib diisi."))] if required else [Optional()]


class ShortText(StringField):  # type: ignore[misc]
    """One line of at most `limit` characters."""

    def __init__(self, text: Any, *, required: bool = True, limit: int = SHORT_TEXT, **options: Any) -> None:
        checks = [*_presence(required), Length(max=limit, message=_l("Paling panjang %(max)d karakter."))]
        super().__init__(text, checks, filters=[_cleaned], **options)


class LongText(TextAreaField):  # type: ignore[misc]
    """Several paragraphs of at most `limit` characters."""

    def __init__(self, text: Any, *, required: bool = True, limit: int = LONG_TEXT, **options: Any) -> None:
        checks = [*_presence(required), Length(max=limit, message=_l("Paling panjang %(max)d karakter."))]
        super().__init__(text, checks, filters=[_cleaned], **options)


class EnumChoice(SelectField):  # type: ignore[misc]
    """One member of an enum, shown by its label; `data` is the member or None."""

    def __init__(
        self, text: Any, enum: type[StrEnum], *, required: bool = True, only: Sequence[StrEnum] | None = None, **options: Any
    ) -> None:
        self.enum = enum
        members = list(only if only is not None else enum)
        super().__init__(
            text,
            _presence(required),
            choices=lambda: _blank_first(required, [(member.value, label(member)) for member in members]),
            coerce=lambda text: enum(text) if text else None,
            **options,
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the member; anything else is not a choice."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
            raise ValueError(self.gettext("Not a valid choice.")) from None

    def pre_validate(self, form: Any) -> None:
        """Nothing to add: `coerce` accepts members only."""


class IdChoice(SelectField):  # type: ignore[misc]
    """One stored thing by its id; the view fills `choices` with (id, name) pairs. `data` is an int or None."""

    def __init__(self, text: Any, *, required: bool = True, **options: Any) -> None:
        self.is_required = required
        super().__init__(text, _presence(required), coerce=_id_or_none, choices=[], **options)

    def offer(self, pairs: Sequence[tuple[int, str]]) -> None:
        """Fill the choices: a blank one first, unless one must be chosen and has been."""
        self.choices = _blank_first(self.is_required, [(str(number), name) for number, name in pairs])

    def iter_choices(self) -> Iterator[Any]:
        """Choices are compared as text because the blank one has no number."""
        chosen = "" if self.data is None else str(self.data)
        for value, name in self.choices or []:
            yield Choice(value, str(name), value == chosen, {})

    def pre_validate(self, form: Any) -> None:
        """Only what was offered can be chosen."""
        offered = {value for value, _name in self.choices or []}
        if ("" if self.data is None else str(self.data)) not in offered | {""}:
            raise ValidationError(_l("Pilihan ini tidak ada."))


class IdChoices(SelectMultipleField):  # type: ignore[misc]
    """Several stored things by id, as check boxes. `data` is a list of ints."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, coerce=int, choices=[], **options)

    def offer(self, pairs: Sequence[tuple[int, str]]) -> None:
        """Fill the choices."""
        self.choices = list(pairs)


class EnumChoices(SelectMultipleField):  # type: ignore[misc]
    """Several members of an enum, as check boxes. `data` is a list of their values."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, text: Any, enum: type[StrEnum], **options: Any) -> None:
        super().__init__(text, choices=lambda: [(member.value, label(member)) for member in enum], **options)


class Tick(BooleanField):  # type: ignore[misc]
    """Yes or no."""


class ReadField(StringField):  # type: ignore[misc]
    """A text that is read into a value; `data` is the value, and what was typed always comes back."""

    def __init__(
        self, text: Any, read: Callable[[str], Any], write: Callable[[Any], str], *, required: bool = True, **options: Any
    ) -> None:
        self.read, self.write = read, write
        self.typed: str | None = None
        super().__init__(text, _presence(required), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a reader's problem becomes this field's error."""
        self.typed = valuelist[0] if valuelist else ""
        self.data = None
        if not self.typed.strip():
            return
        try:
            self.data = self.read(self.typed)
        except (NumberProblem, dates.DateProblem) as problem:
            raise ValueError(words_for(DomainError(problem.code, params=problem.params))) from None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """A text that could not be read keeps its own error and gets no second one."""
        if self.typed and self.typed.strip() and self.data is None and not self.errors:
            raise StopValidation

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else self.write(self.data)


class NumberField(ReadField):
    """A number as Indonesians write it (D4); `data` is a `numbers.Reading`, which keeps the wording.

    `decimals_usual`: in this field "1.234" reads two ways and is asked about instead of guessed.
    """

    def __init__(self, text: Any, *, decimals_usual: bool = False, **options: Any) -> None:
        super().__init__(
            text,
            lambda typed: numbers.read_number(typed, decimals_usual=decimals_usual),
            lambda reading: str(getattr(reading, "as_written", reading)),
            **options,
        )
        self.reads_number = "decimals" if decimals_usual else "whole"


class DateField(ReadField):
    """A date in words or digits; `data` is a `datetime.date`."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, lambda typed: dates.read_date(typed).on, _date_text, **options)


class YearField(ReadField):
    """A year in four digits; `data` is an int."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, _read_year, str, **options)


def _date_text(on: date) -> str:
    return dates.format_date(on, locale="id")


def _read_year(typed: str) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and 1990 <= int(text) <= 2100):
        raise dates.DateProblem("year_not_understood", {"text": text[:40]})
    return int(text)


def _id_or_none(text: Any) -> int | None:
    if text in (None, "", "None"):
        return None
    return int(text)


def _blank_first(required: bool, pairs: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", _l("Pilih…") if required else _l("Tidak ada")), *pairs]
