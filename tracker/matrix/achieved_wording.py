"""The words of what was achieved: one spelling for page, workbook and PDF, in the language of the moment."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.core.bilingual import Language
from tracker.core.quantities import format_percent
from tracker.matrix import wording
from tracker.matrix.rows import AchievedCell, HeldAgainst, MatrixRow, Quantity, StatedFigure
from tracker.matrix.wording import _
from tracker.plans.states import IndicatorKind
from tracker.reports.states import AchievementStatus, ReportState, Voice
from tracker.reports.status_rules import ATTENTION_FROM, ON_TARGET_FROM
from tracker.web.labels import label, meaning


@dataclass(frozen=True)
class Account:
    """One account of a row in words: whose and of which period, its figures by name, what they are worth.

    `status` is how the row stands by it; of a report that is not verified yet, how far the report is.
    """

    who: str
    figures: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    status: AchievementStatus | ReportState | None

    @property
    def status_text(self) -> str:
        """The mark and the word of the status, so that it survives black and white."""
        return f"{meaning(self.status).mark} {label(self.status)}" if self.status else ""

    @property
    def said(self) -> str:
        """The figures in one line."""
        return " · ".join(f"{name}: {figure}" for name, figure in self.figures)


def accounts(row: MatrixRow, language: Language) -> tuple[Account, ...]:
    """The accounts of a row side by side; nothing is averaged (D27)."""
    return tuple(account(cell, row.kind, language) for cell in row.achieved or ())


def account(cell: AchievedCell, kind: IndicatorKind, language: Language) -> Account:
    """One account in words."""
    return Account(
        who=f"{cell.organisation} · {cell.period}",
        figures=tuple(_figures(cell, kind, language)),
        notes=tuple(_notes(cell, kind, language)),
        status=cell.status or (None if cell.is_published else cell.state),
    )


def achieved_text(row: MatrixRow, language: Language) -> str:
    """All accounts of a row, one below the other."""
    found = accounts(row, language)
    lines = (line for one in found for line in (one.who, one.said, *one.notes, one.status_text) if line)
    return "\n".join(lines) or no_account_text()


def no_account_text() -> str:
    """What stands where nothing is published and nothing is awaited."""
    return _("belum ada laporan")


def thresholds_text() -> str:
    """What the statuses mean."""
    return _(
        "Status capaian menurut hasil verifikasi terhadap target yang disepakati ketika periode dimulai: "
        "sesuai target mulai %(on_target)s%%, perlu perhatian mulai %(attention)s%%, "
        "tidak tercapai di bawahnya. Laporan OMS dinilai menurut angkanya sendiri.",
        on_target=ON_TARGET_FROM,
        attention=ATTENTION_FROM,
    )


def _figures(cell: AchievedCell, kind: IndicatorKind, language: Language) -> Iterator[tuple[str, str]]:
    """Each figure with its name. That an agency stated none is told by its status; OMS owe none."""
    if cell.voice is Voice.SOCIETY:
        yield _("OMS"), stated_text(cell.reported, kind, language) if cell.reported else _("tanpa angka")
        return
    for name, stated in ((_("Dilaporkan"), cell.reported), (_("Diverifikasi"), cell.verified)):
        if stated:
            yield name, stated_text(stated, kind, language)


def stated_text(stated: StatedFigure, kind: IndicatorKind, language: Language) -> str:
    """The figure, or that nothing moved (D26)."""
    quantity = stated.quantity
    return wording.quantity_text(quantity, kind, language) if quantity else label(stated.statement)


def _notes(cell: AchievedCell, kind: IndicatorKind, language: Language) -> Iterator[str]:
    """What the figure is worth against its targets (D29), and how far the commitment is (D28)."""
    if cell.state and not cell.is_published:
        yield _("belum diverifikasi")
    if cell.agreed:
        yield _("%(percent)s dari target %(target)s", **_held(cell.agreed, kind, language))
    if cell.original:
        yield _("%(percent)s dari usulan awal %(target)s", **_held(cell.original, kind, language))
    if cell.completion:
        yield _("Penyelesaian: %(completion)s", completion=label(cell.completion))


def _held(against: HeldAgainst, kind: IndicatorKind, language: Language) -> dict[str, str]:
    return {
        "percent": format_percent(against.percent, locale=language),
        "target": wording.quantity_text(Quantity("", against.target), kind, language),
    }
