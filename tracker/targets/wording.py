"""How positions and warnings are put into words, in the language of the page. For pages only."""

from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.accounts.actors import Actor
from tracker.accounts.policy import can_see_person
from tracker.core.bilingual import bilingual
from tracker.core.dates import format_date
from tracker.core.quantities import PERCENT, Comparator, Qualifier, format_number, format_quantity
from tracker.minutes.models import Clause
from tracker.minutes.policy import can_read_minutes
from tracker.plans.models import Baseline, Indicator
from tracker.plans.rules import levels_of
from tracker.plans.states import IndicatorKind
from tracker.targets.admission import saying_of
from tracker.targets.labels import SENTENCES
from tracker.targets.models import Position, Target
from tracker.targets.states import Stance
from tracker.web.filters import language
from tracker.web.labels import label

_MINUS = "−"


@dataclass(frozen=True)
class SourceLink:
    """Where a statement stands; without an address for those who may not open it, or outside any minutes."""

    text: str
    href: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether this is "tanpa sumber" (D21)."""
        return not self.text

    @property
    def pair(self) -> tuple[str, str] | None:
        """Text and address, when there is an address."""
        return (self.text, self.href) if self.href else None


def unit_word(indicator: Indicator) -> str | None:
    """What stands behind the indicator's numbers: the percent sign, its own unit, or nothing."""
    if indicator.kind is IndicatorKind.PERCENTAGE:
        return PERCENT
    return bilingual(indicator, "unit").in_language(language()) or None


def unit_sign(indicator: Indicator) -> str:
    """The unit as it stands at the end of an input."""
    return "%" if indicator.kind is IndicatorKind.PERCENTAGE else unit_word(indicator) or ""


def amount(
    indicator: Indicator,
    *,
    value: Decimal | None,
    level: str | None,
    as_written: str = "",
    comparator: Comparator = Comparator.EQUAL,
    qualifier: Qualifier | None = None,
) -> str:
    """A value as the page shows it: "≥ 80%", "sekitar 19%", "Penetapan"; else as written (D1, D2)."""
    if value is not None:
        return format_quantity(
            value, unit=unit_word(indicator), comparator=comparator, qualifier=qualifier, locale=language()
        )
    return level_word(indicator.kind, level) if level else as_written


def level_word(kind: IndicatorKind, level: str) -> str:
    """The word for a level; a quality level is a word already."""
    return next((label(known) for known in levels_of(kind) if known == level), level)


def amount_of(position: Position) -> str:
    """The value of a position."""
    return amount(
        position.indicator,
        value=position.value,
        level=position.level,
        as_written=position.as_written,
        comparator=position.comparator,
        qualifier=position.qualifier,
    )


def denominator(position: Position) -> str:
    """What the percentage is meant to be of: "> 623" (D5)."""
    comparator = position.denominator_comparator or Comparator.EQUAL
    return format_quantity(position.denominator or Decimal(0), comparator=comparator, locale=language())


def baseline_of(indicator: Indicator, baseline: Baseline) -> str:
    """The value of a baseline."""
    return amount(
        indicator,
        value=baseline.value,
        level=baseline.level,
        as_written=baseline.as_written,
        comparator=baseline.comparator,
        qualifier=baseline.qualifier,
    )


def difference(indicator: Indicator, value: Decimal | None) -> str:
    """Counter minus initial with its sign, in points for percentages: "−35 poin"."""
    if value is None:
        return ""
    sign = _MINUS if value < 0 else "+" if value > 0 else ""
    signed = sign + format_number(abs(value), locale=language())
    return _("%(number)s poin", number=signed) if indicator.kind is IndicatorKind.PERCENTAGE else signed


def point(target: Target) -> str:
    """When a target is due: "akhir 2022", or the day (D1)."""
    if (target.due_on.month, target.due_on.day) == (12, 31):
        return str(_("akhir %(year)s", year=target.due_on.year))
    return format_date(target.due_on, locale=language())


def holder(position: Position) -> str:
    """Whose position it is: "Biro MKOK (KemenPAN-RB)" (D20)."""
    organisation = position.organisation.short_name
    return f"{position.unit.short_name} ({organisation})" if position.unit else organisation


def speaker(actor: Actor, position: Position) -> str:
    """Who spoke, for those who may know (D36)."""
    person = position.person
    return person.full_name if person and can_see_person(actor, person) else ""


def sentence(position: Position) -> str:
    """The entry in one sentence, as the time line tells it."""
    withdrawn = position.refers_to.kind if position.refers_to else None
    return str(SENTENCES[saying_of(position.kind, position.stance, withdrawn=withdrawn)]) % {
        "party": holder(position),
        "amount": amount_of(position) if position.value is not None else amount_of(position).lower(),
        "point": point(position.target) if position.target else "",
        "as_written": position.as_written,
        "drop_reason": label(position.drop_reason) if position.drop_reason else "",
    }


def consequence(position: Position) -> str:
    """What happens when a position is agreed."""
    if position.stance is Stance.VALUE and position.target:
        return str(
            _(
                "Angka yang disepakati untuk %(point)s menjadi %(amount)s.",
                point=point(position.target),
                amount=amount_of(position),
            )
        )
    return str(_CONSEQUENCES[position.stance])


_CONSEQUENCES = {
    Stance.RETAIN: _l("Indikator tetap dimasukkan; usulan penghapusan selesai dibahas."),
    Stance.REWORD: _l(
        "Redaksi ini menjadi rumusan yang berlaku. "
        "Target yang sudah tercatat tetap terikat pada rumusan lama."
    ),
    Stance.DROP: _l(
        "Indikator dihapus: barisnya tetap tampak dicoret, tidak dinilai, dan nomornya tidak dipakai lagi."
    ),
    Stance.REMARK: _l("Catatan tidak dapat disepakati."),
}


def source(actor: Actor, clause: Clause | None, source_text: str) -> SourceLink:
    """The clause, with its address for those who may read minutes, else the other source (D21)."""
    if clause is None:
        return SourceLink(source_text)
    text = _("%(minutes)s, butir %(clause)s", minutes=clause.meeting.code, clause=clause.label)
    if not can_read_minutes(actor):
        return SourceLink(text)
    return SourceLink(text, url_for("minutes.show", code=clause.meeting.code, _anchor=clause.anchor))
