"""Forms about stored things, and fields that choose among stored things."""

from collections.abc import Iterable
from typing import Any, Self

from flask_babel import lazy_gettext as _l

from tracker.accounts.models import Organisation, Unit
from tracker.core.errors import DomainError, StaleEdit
from tracker.core.quantities import Reading
from tracker.minutes.models import Clause, Meeting
from tracker.minutes.queries import first_words
from tracker.web.fields import IdChoice, IdChoices
from tracker.web.forms import BaseForm


class ThingChoice(IdChoice):
    """One of the things offered; `chosen` is that thing, or None."""

    def offer_things(self, named: Iterable[tuple[str, Any]]) -> None:
        """Offer things, each with the name it goes by."""
        pairs = list(named)
        self._things = {thing.id: thing for _name, thing in pairs}
        self.offer([(thing.id, name) for name, thing in pairs])

    @property
    def chosen(self) -> Any:
        """The thing that was chosen."""
        return self._things.get(self.data)


class ThingChoices(IdChoices):
    """Several of the things offered; `chosen` lists them in the order offered."""

    def offer_things(self, named: Iterable[tuple[str, Any]]) -> None:
        """Offer things, each with the name it goes by."""
        pairs = list(named)
        self._things = [thing for _name, thing in pairs]
        self.offer([(thing.id, name) for name, thing in pairs])

    @property
    def chosen(self) -> list[Any]:
        """The things that were chosen."""
        return [thing for thing in self._things if thing.id in set(self.data or [])]


class ThingsForm(BaseForm):
    """A form about a stored thing whose attributes bear the names of the form's fields."""

    @classmethod
    def about(cls, thing: object, **options: Any) -> Self:
        """The form filled with what is stored, in the shape in which it is entered."""
        fields = [
            name for name in dir(cls) if hasattr(getattr(cls, name), "_formfield") and hasattr(thing, name)
        ]
        return cls(data={name: _as_entered(getattr(thing, name)) for name in fields}, **options)

    def values(self) -> dict[str, Any]:
        """What was entered, things themselves in the place of their ids."""
        choices = {
            name: field
            for name, field in self._fields.items()
            if isinstance(field, ThingChoice | ThingChoices)
        }
        return super().values() | {name: field.chosen for name, field in choices.items()}

    def refuse(self, error: DomainError) -> None:
        """As every form, but with what others saved in the shape in which it is entered."""
        super().refuse(self._comparable(error) if isinstance(error, StaleEdit) else error)

    def _comparable(self, error: StaleEdit) -> StaleEdit:
        newest = {name: _as_entered(value) for name, value in error.current.items()}
        differing = {name: value for name, value in newest.items() if self._differs(name, value)}
        return StaleEdit(differing, error.revision)

    def _differs(self, name: str, value: object) -> bool:
        entered = self._fields[name].data if name in self._fields else value
        if isinstance(entered, list) and isinstance(value, list):
            return set(entered) != set(value)
        if isinstance(entered, Reading):
            return value not in {entered.as_written, entered.value}
        return (entered or None) != (value or None)


def _as_entered(value: object) -> Any:
    if isinstance(value, Organisation | Unit | Clause | Meeting):
        return value.id
    return [_as_entered(part) for part in value] if isinstance(value, list) else value


def organisations_named(organisations: Iterable[Organisation]) -> list[tuple[str, Organisation]]:
    """Organisations by their short names."""
    return [(organisation.short_name, organisation) for organisation in organisations]


def units_named(organisations: Iterable[Organisation]) -> list[tuple[str, Unit]]:
    """The units of these organisations, each with its organisation's name before it."""
    return [(f"{home.short_name} · {unit.short_name}", unit) for home in organisations for unit in home.units]


def clauses_named(clauses: Iterable[Clause]) -> list[tuple[str, Clause]]:
    """Clauses by minutes, label and first words."""
    return [
        (f"{clause.meeting.code} · {clause.label} · {first_words(clause.text)}", clause) for clause in clauses
    ]


def meetings_named(meetings: Iterable[Meeting]) -> list[tuple[str, Meeting]]:
    """Minutes by code and title."""
    return [(f"{meeting.code} · {meeting.title}", meeting) for meeting in meetings]


class SourcedForm(ThingsForm):
    """A form about something that may rest on a clause of minutes (D21)."""

    clause = ThingChoice(
        _l("Sumber: butir notula"),
        required=False,
        description=_l("Butir dari notula yang ditautkan ke rencana aksi ini."),
    )

    def offer(self, clauses: Iterable[Clause]) -> None:
        """Offer the clauses that can be named as its source."""
        self.clause.offer_things(clauses_named(clauses))
