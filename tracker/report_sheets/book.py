"""What a report's workbook is made from, and what every sheet of it says at its foot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from tracker.core.bilingual import Bilingual, Language
from tracker.report_sheets.sheet_tags import Origin
from tracker.report_sheets.slots import Slot, slots_of
from tracker.reports.asked import Asked
from tracker.reports.report_page import FigureLine
from tracker.reports.states import Voice


@dataclass(frozen=True)
class ReportBook:
    """The draft of one report as it was saved at `made_at`, for one language.

    `label` names the report, `title` its commitment, `plan` the plan. `earlier` is what was last reported,
    by indicator.
    """

    origin: Origin
    label: str
    title: Bilingual
    plan: Bilingual
    due_on: date
    voice: Voice
    asked: Asked
    draft: Mapping[str, str]
    earlier: Mapping[str, FigureLine]
    made_at: datetime
    language: Language

    @property
    def slots(self) -> dict[str, Slot]:
        """Every field by its name."""
        return slots_of(self.asked, self.voice)

    @property
    def footer(self) -> tuple[str, str, str]:
        """Left, centre and right of each page's foot, in the codes of a spreadsheet's footer."""
        draft = _("Isian draf %(number)s", number=self.origin.save)
        pages = _("Halaman %(page)s dari %(pages)s", page="&P", pages="&N")
        return self.label.replace("&", "&&"), draft, pages
