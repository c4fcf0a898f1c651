"""The form of a report: each field is a text as typed, so that nothing is lost; `draft_rules` reads it."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.reports.asked import Asked, AskedIndicator
from tracker.reports.draft_rules import (
    MOST_IN_A_LIST,
    PARTS_OF_LISTS,
    REASON,
    compact,
    length_of,
    names_of,
)
from tracker.reports.field_rules import choices_of
from tracker.reports.field_wording import HINTS, WORDS, group_words
from tracker.reports.states import Voice
from tracker.web.fields import LongText, ShortText, TextChoice
from tracker.web.filters import in_language
from tracker.web.forms import BaseForm
from tracker.web.labels import label

_TEXTS = {"narrative", "text", "aspects", "reason"}


class ReportForm(BaseForm):
    """A draft; `revision` is the number of the save it was typed over."""

    asked: Asked

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, field in self._fields.items():
            place, _dot, part = name.rpartition(".")
            if place:
                field.place = group_words(place)
            if isinstance(field, TextChoice):
                choices = _choices(part, self.asked.indicator(place))
                field.offer([(one.value, label(one)) for one in choices])

    def draft(self) -> dict[str, str]:
        """Every field of the form as typed, blank entries of lists closed up, what is blank as ""."""
        values = self.typed()
        return dict.fromkeys(values, "") | compact(values)

    def typed(self) -> dict[str, str]:
        """Every field of the form as typed, where it was typed."""
        return {name: str(value or "") for name, value in self.values().items()}


def report_form(asked: Asked, voice: Voice, draft: Mapping[str, str], *, more: str = "") -> type[ReportForm]:
    """The form for what is asked, with room for one more entry in the list called `more`."""
    names = [*names_of(asked, voice)]
    if voice is Voice.GOVERNMENT:
        names += _names_of_lists(draft, more)
    fields = {name: _field(name, asked) for name in names}
    return type("FilledReportForm", (ReportForm,), {"asked": asked, **fields})


def verification_form(asked: Asked, voice: Voice) -> type[ReportForm]:
    """The form of the values that can be verified otherwise than reported, each group with its reason."""
    groups = groupby((name for name in names_of(asked, voice) if name != "narrative"), key=_group)
    names = [name for place, group in groups for name in (*group, f"{place}{REASON}")]
    fields = {name: _field(name, asked) for name in names}
    note = LongText(_l("Catatan verifikasi"), required=False, description=_l("Terbuka untuk umum."))
    return type("VerificationForm", (ReportForm,), {"asked": asked, **fields, "note": note})


def _group(name: str) -> str:
    """What a field is about: "RAN7-01/1.numerator" is about the indicator, "completion" about itself."""
    return name.rpartition(".")[0] or name


def _names_of_lists(draft: Mapping[str, str], more: str) -> Iterable[str]:
    for name, parts in PARTS_OF_LISTS.items():
        entries = length_of(draft, name)
        room = max(1, entries + (more == name))
        for place in range(min(MOST_IN_A_LIST, room)):
            yield from (f"{name}.{place}.{part}" for part in parts)


def _field(name: str, asked: Asked) -> Any:
    place, _dot, part = name.rpartition(".")
    indicator = asked.indicator(place)
    if _choices(part, indicator):
        return TextChoice(WORDS[part], required=False, blank=_l("belum diisi"))
    if part in _TEXTS:
        return LongText(WORDS[part], required=False, description=HINTS.get(part, ""))
    return ShortText(WORDS[part], required=False, description=_hint(part, indicator))


def _choices(part: str, indicator: AskedIndicator | None) -> Sequence[StrEnum]:
    return choices_of(part, indicator.kind if indicator else None)


def _hint(part: str, indicator: AskedIndicator | None) -> str:
    if indicator and part == "numerator":
        return in_language(indicator, "numerator")
    if indicator and part == "denominator":
        return in_language(indicator, "denominator")
    if indicator and part == "value":
        return str(_("Dalam %(unit)s.", unit=in_language(indicator, "unit")))
    return str(HINTS.get(part, ""))
