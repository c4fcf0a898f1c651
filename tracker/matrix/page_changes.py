"""Two versions side by side as pages and PDF show them: semula / menjadi, and the statistics (D19)."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import ngettext

from tracker.core.bilingual import Language
from tracker.matrix import wording
from tracker.matrix.comparison import Comparison, change_of
from tracker.matrix.field_words import field_heading, field_text
from tracker.matrix.rows import RowDifference
from tracker.matrix.states import Audience, RowChange


@dataclass(frozen=True)
class FieldChange:
    """One field: what it was and what it has become. `is_new`: nothing stood there before."""

    heading: str
    before: str
    after: str
    is_new: bool


@dataclass(frozen=True)
class Change:
    """A row in both versions. `name` is the one it has now, or had when it was last there.

    `words` say with their mark what happened to it.
    """

    key: str
    name: str
    change: RowChange
    words: str
    fields: tuple[FieldChange, ...]


def changes_of(
    differences: Iterable[RowDifference], language: str, audience: Audience = Audience.INTERNAL
) -> tuple[Change, ...]:
    """The rows in the reader's language. A page's matrices hold no name that its reader may not see."""
    spoken: Language = "en" if language == "en" else "id"
    return tuple(_change(difference, spoken, audience) for difference in differences)


def _change(difference: RowDifference, language: Language, audience: Audience) -> Change:
    row = difference.after or difference.before
    assert row is not None
    change = change_of(difference)
    return Change(
        key=difference.key,
        name=row.name.in_language(language),
        change=change,
        words=wording.change_text(change),
        fields=tuple(_field(difference, name, language, audience) for name in difference.fields),
    )


def _field(difference: RowDifference, name: str, language: Language, audience: Audience) -> FieldChange:
    before, after = (
        field_text(row, name, language, audience) for row in (difference.before, difference.after)
    )
    return FieldChange(field_heading(name), before, after, is_new=before in ("", wording.missing_text()))


def statistics_of(comparison: Comparison) -> tuple[tuple[int, str], ...]:
    """How the revision moved, as figures with their words; what did not happen is left out."""
    counts = comparison.statistics
    figures = (
        (counts.added, ngettext("baris ditambahkan", "baris ditambahkan", counts.added)),
        (counts.removed, ngettext("baris tidak ada lagi", "baris tidak ada lagi", counts.removed)),
        (counts.changed, ngettext("baris berubah", "baris berubah", counts.changed)),
        (counts.dropped, ngettext("indikator dihapus", "indikator dihapus", counts.dropped)),
        (counts.restored, ngettext("indikator kembali", "indikator kembali", counts.restored)),
        (counts.redefined, ngettext("definisi diubah", "definisi diubah", counts.redefined)),
        (counts.countered, ngettext("usulan balik baru", "usulan balik baru", counts.countered)),
        (counts.agreed, ngettext("target disepakati", "target disepakati", counts.agreed)),
        (counts.reopened, ngettext("target dibuka lagi", "target dibuka lagi", counts.reopened)),
        (counts.raised, ngettext("angka terakhir naik", "angka terakhir naik", counts.raised)),
        (counts.lowered, ngettext("angka terakhir turun", "angka terakhir turun", counts.lowered)),
        (counts.same, ngettext("baris sama", "baris sama", counts.same)),
    )
    return tuple((number, str(words)) for number, words in figures if number)
