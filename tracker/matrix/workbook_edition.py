"""What one workbook is made from, and what every sheet of it says at its foot."""

from dataclasses import dataclass

from flask_babel import gettext as _

from tracker.core.bilingual import Language
from tracker.matrix import wording
from tracker.matrix.comparison import Comparison
from tracker.matrix.rows import Matrix, VersionStamp
from tracker.matrix.states import Audience


@dataclass(frozen=True)
class Edition:
    """A matrix with its stamp, for one language and one audience; compared with an earlier one or not."""

    matrix: Matrix
    stamp: VersionStamp
    language: Language
    audience: Audience
    comparison: Comparison | None = None

    @property
    def footer(self) -> tuple[str, str, str]:
        """Left, centre and right of each page's foot, in the codes of a spreadsheet's footer."""
        plan = f"{self.matrix.plan_code} · {wording.version_short(self.stamp)}"
        mark = wording.fingerprint_text(self.stamp)
        pages = _("Halaman %(page)s dari %(pages)s", page="&P", pages="&N")
        return plan.replace("&", "&&"), mark, pages
