"""What every form has: plain words, a way to lose nothing, and a way to be saved.

A form checks the shape of its input (type, length, presence). What the domain refuses comes back through
`refusing` and appears beside the field it concerns, with everything the person typed still there.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from wtforms import HiddenField

from tracker.core.errors import DomainError, RuleBroken, StaleEdit
from tracker.extensions import unit_of_work
from tracker.web.errors import words_for
from tracker.web.fields import LongText
from tracker.web.form_words import HouseWords

Made = TypeVar("Made")


class BaseForm(FlaskForm):  # type: ignore[misc]
    """The parent of every form. `revision` is the one the person saw; a stale one is never saved over.

    After a stale edit `newest` maps field names to what somebody else has saved meanwhile, and each field
    that would overwrite something different carries that as its own `newest`.
    `own_units` are unit words that the form's number fields know besides the usual ones.
    """

    class Meta:
        """How WTForms speaks."""

        def get_translations(self, _form: object) -> HouseWords:
            """Our words for its built-in messages."""
            return HouseWords()

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
    def shown(self) -> Sequence[str]:
        """The names of the fields that people see, in the order of the page."""
        return [name for name, field in self._fields.items() if not isinstance(field, HiddenField)]

    @property
    def seen_revision(self) -> int:
        """The revision of the thing as it was when the form was opened; 0 when it says nothing readable."""
        text = str(self.revision.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def values(self) -> dict[str, Any]:
        """What was entered, by field name, without the form's own fields; what a service takes."""
        return {name: value for name, value in self.data.items() if name not in {"csrf_token", "revision"}}

    def edits(self) -> dict[str, Any]:
        """The same with the revision that the person saw; what a service takes that edits."""
        return {**self.values(), "seen_revision": self.seen_revision}

    def refuse(self, error: DomainError) -> None:
        """Put all that the domain refused beside its fields, or on top what has none."""
        if isinstance(error, StaleEdit):
            self._show_newest(error)
        for one in error.each:
            self._say(one)

    def _say(self, error: DomainError) -> None:
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


class ReasonForm(BaseForm):
    """Why something is done, for the trail."""

    reason = LongText(_l("Alasan"), description=_l("Masuk ke jejak audit."))


class ConfirmForm(BaseForm):
    """Nothing but the word to go ahead."""


def saved(form: BaseForm, act: Callable[[], object]) -> bool:
    """Whether the form was sent in the right shape, and `act` was done and committed.

    What the domain refuses becomes the form's errors and nothing is kept; the view then shows the form again.
    """

    def done() -> bool:
        act()
        return True

    return bool(made(form, done))


def made(form: BaseForm, make: Callable[[], Made]) -> Made | None:
    """As `saved`, for an act that brings something forth: what it made, or None when nothing was kept."""
    if form.accepted():
        with refusing(form), unit_of_work():
            return make()
    return None


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
