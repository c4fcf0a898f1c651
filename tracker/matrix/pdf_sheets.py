"""The PDF as HTML: one sheet for a plan of ordinary size, several that are bound later for a large one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cache, cached_property

import segno
from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from tracker.config import ROOT
from tracker.core.dates import format_datetime_wib
from tracker.core.digest import sha256_of
from tracker.matrix import achieved_wording, wording
from tracker.matrix.comparison import Comparison, change_of, compare
from tracker.matrix.page_changes import Change, changes_of, statistics_of
from tracker.matrix.pdf_rows import (
    PrintedDefinition,
    PrintedEntry,
    PrintedRow,
    Reader,
    parties_text,
    print_definition,
    print_entry,
    print_row,
)
from tracker.matrix.rows import CommitmentHeading, Matrix, MatrixRow, RowDifference, VersionStamp
from tracker.matrix.rules import Group, pages, unsourced
from tracker.matrix.states import Paper, RowChange
from tracker.targets.states import TalkStatus
from tracker.web.labels import meaning

# Beyond this many rows the history and the definitions are left to the attached workbook.
ROWS_WITH_APPENDICES = 60
ROWS_PER_VOLUME = 150

ARCHIVAL = "pdf/a-3a"
# Drawn over the pages of the volumes: without tags, as page furniture has no place in the reading order.
UNTAGGED = "pdf/a-3u"

_PAGE_SIZES = {Paper.A3: "A3 landscape", Paper.A4: "A4 landscape"}
_COLUMNS_BESIDE_YEARS = 6
# In percent of the table: what a year may take at most, and all years together.
_WIDEST_YEAR, _ALL_YEARS = 12.5, 34.0
# A sheet of running lines has no more pages than this, so that several processes can share the work.
_RUNNING_PAGES = 120
# The first page has the title itself.
_NO_FIRST_HEAD = "@page :first { @top-left { content: none } }"
_NOT_YET = (TalkStatus.PROPOSED, TalkStatus.CONTESTED, TalkStatus.NOT_SINGLE, TalkStatus.DROP_PROPOSED)


@dataclass(frozen=True)
class Sheet:
    """What is set in one go: a page of HTML of any length with its style."""

    html: str
    css: str
    variant: str = ARCHIVAL

    @property
    def digest(self) -> str:
        """The same for the same content."""
        return sha256_of("\0".join((self.html, self.css, self.variant)))


@dataclass(frozen=True)
class Edition:
    """Everything a PDF is made from."""

    matrix: Matrix
    stamp: VersionStamp
    reader: Reader
    paper: Paper
    before: Matrix | None = None
    excerpt: str = ""

    @cached_property
    def comparison(self) -> Comparison | None:
        """What changed since `before`; None when changes are not to be shown."""
        return compare(self.before, self.matrix) if self.before else None

    @cached_property
    def changes(self) -> dict[str, RowChange]:
        """What happened to each row, by key."""
        return {line.key: change_of(line) for line in self.comparison.differing} if self.comparison else {}

    @property
    def title(self) -> str:
        """What the document is called in a list of files."""
        return f"{self.plan_title} · {wording.document_title()} · {wording.version_text(self.stamp)}"

    @property
    def plan_title(self) -> str:
        """The plan's name in the language of the document."""
        return self.matrix.plan_title.in_language(self.reader.language)


@dataclass(frozen=True)
class PrintedGroup:
    """A commitment with rows of it; `is_continued` when its first rows stand in an earlier volume.

    `parties` are those of its rows; a row of which others take care says so itself.
    """

    title: str
    parties: str
    rows: tuple[PrintedRow, ...]
    is_continued: bool


def whole_sheet(edition: Edition) -> Sheet:
    """The whole document on one sheet, page numbers included."""
    groups = [group for page in pages(edition.matrix) for group in page]
    html = render_template(
        "pdf/whole.html",
        **_front(edition),
        **_table(edition, groups),
        changes=_printed_changes(edition, _differing(edition)),
        **_appendices(edition),
    )
    return Sheet(html, _style(edition) + _running_lines(edition) + _NO_FIRST_HEAD)


def front_sheet(edition: Edition, contents: Sequence[tuple[str, int]]) -> Sheet:
    """The title block for a plan of volumes, with titles and the pages they stand on."""
    html = render_template("pdf/bound_front.html", **_front(edition), contents=contents)
    return Sheet(html, _style(edition))


def content_titles(edition: Edition) -> list[str]:
    """What the volumes have bookmarks for, in that order."""
    first_rows = _first_rows(edition.matrix)
    headings = [heading for heading in edition.matrix.commitments if heading.code in first_rows]
    titles = [_group_title(edition, heading) for heading in headings]
    return [*titles, comparison_title()] if _differing(edition) else titles


def volume_sheets(edition: Edition) -> Iterator[Sheet]:
    """The rows, then what changed, in sheets without version or page number, so that most stay the same."""
    plain = _plain(edition)
    for groups in _volumes(edition.matrix):
        yield Sheet(render_template("pdf/volume.html", **plain, **_table(edition, groups)), _style(edition))
    differing = _differing(edition)
    for start in range(0, len(differing), ROWS_PER_VOLUME):
        changes = _printed_changes(edition, differing[start : start + ROWS_PER_VOLUME])
        html = render_template("pdf/changes.html", **plain, changes=changes, is_continued=start > 0)
        yield Sheet(html, _style(edition))


def comparison_title() -> str:
    """The heading over what changed."""
    return str(_("Sandingan semula/menjadi"))


def running_sheets(edition: Edition, page_count: int) -> Iterator[Sheet]:
    """Empty pages with only what runs through the document: version, fingerprint, page number."""
    for start in range(0, page_count, _RUNNING_PAGES):
        pages_here = min(_RUNNING_PAGES, page_count - start)
        html = render_template("pdf/running.html", **_plain(edition), page_count=pages_here)
        counted = f"@page :first {{ counter-reset: page {start} }}" if start else _NO_FIRST_HEAD
        yield Sheet(html, _style(edition) + _running_lines(edition, page_count) + counted, UNTAGGED)


def _plain(edition: Edition) -> dict[str, object]:
    """What every sheet needs, and nothing that changes with each version."""
    return {
        "language_code": edition.reader.language,
        "paper": edition.paper.value,
        "title": f"{edition.plan_title} · {wording.document_title()}",
        "plan_title": edition.plan_title,
        "document_title": wording.document_title(),
        "comparison_title": comparison_title(),
    }


def _front(edition: Edition) -> dict[str, object]:
    stamp, matrix, language = edition.stamp, edition.matrix, edition.reader.language
    return {
        **_plain(edition),
        "title": edition.title,
        "dated": f"{stamp.frozen_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "period": wording.period_text(matrix),
        "version": wording.version_text(stamp),
        "moment": wording.moment_text(matrix, stamp, language),
        "fingerprint": wording.fingerprint_text(stamp),
        "stamp": stamp,
        "excerpt": edition.excerpt,
        "counts": _counts(matrix),
        "legend": wording.legend() + (wording.change_legend() if edition.comparison else ()),
        "thresholds": achieved_wording.thresholds_text() if matrix.shows_achieved else "",
        "document": edition.reader.document,
        "code": check_code(stamp.check_url),
        "statistics": _statistics(edition),
        "has_appendices": _has_appendices(matrix),
    }


def _counts(matrix: Matrix) -> list[tuple[str, str, int]]:
    """Mark, word and number: how far the talks are, and what is missing (D7, D21)."""
    found = Counter(row.status for row in matrix.rows)
    open_warnings = sum(len(row.open_warnings) for row in matrix.rows)
    lacking = sum(unsourced(row) for row in matrix.rows)
    return [
        ("", ngettext("indikator", "indikator", len(matrix.rows)), len(matrix.rows)),
        (meaning(TalkStatus.AGREED).mark, _("disepakati"), found[TalkStatus.AGREED]),
        (meaning(TalkStatus.CONTESTED).mark, wording.not_agreed_text(), sum(found[one] for one in _NOT_YET)),
        (meaning(TalkStatus.DROPPED).mark, _("dihapus"), found[TalkStatus.DROPPED]),
        (meaning(TalkStatus.EMPTY).mark, _("tanpa target"), found[TalkStatus.EMPTY]),
        ("", ngettext("pernyataan tanpa sumber", "pernyataan tanpa sumber", lacking), lacking),
        (
            wording.WARNING_MARK,
            ngettext("peringatan terbuka", "peringatan terbuka", open_warnings),
            open_warnings,
        ),
    ]


def check_code(url: str) -> Markup:
    """The address as a QR code, for the page itself."""
    title = _("Kode QR untuk alamat %(url)s", url=url)
    code = segno.make(url, micro=False, error="m")
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass="code", lineclass="", title=title))


def _statistics(edition: Edition) -> dict[str, object] | None:
    if edition.comparison is None:
        return None
    moment = format_datetime_wib(edition.comparison.before_as_of, locale=edition.reader.language)
    counts = statistics_of(edition.comparison)
    return {"moment": moment, "is_empty": edition.comparison.is_empty, "counts": counts}


def _table(edition: Edition, groups: Sequence[Group]) -> dict[str, object]:
    return {
        "columns": wording.columns(),
        "years": _year_headings(edition.matrix),
        "column_count": _COLUMNS_BESIDE_YEARS + len(edition.matrix.years) + edition.matrix.shows_achieved,
        "shows_achieved": edition.matrix.shows_achieved,
        "groups": list(_printed_groups(edition, groups)),
    }


def _year_headings(matrix: Matrix) -> list[tuple[int, str]]:
    beyond = _("arah jangka menengah, tidak dinilai")
    return [(year, beyond if year > matrix.last_year else "") for year in matrix.years]


def _printed_groups(edition: Edition, groups: Iterable[Group]) -> Iterator[PrintedGroup]:
    first_rows = _first_rows(edition.matrix)
    for group in groups:
        if group.rows:
            parties = parties_text(group.rows[0], edition.reader)
            yield PrintedGroup(
                title=_group_title(edition, group.heading),
                parties=parties,
                rows=tuple(_printed_row(edition, row, parties) for row in group.rows),
                is_continued=group.rows[0].key != first_rows[group.heading.code],
            )


def _group_title(edition: Edition, heading: CommitmentHeading) -> str:
    code = f"{heading.code} ({heading.ogp_id})" if heading.ogp_id else heading.code
    return f"{wording.columns()['commitment']} {code}: {heading.title.in_language(edition.reader.language)}"


def _first_rows(matrix: Matrix) -> dict[str, str]:
    return {row.commitment: row.key for row in reversed(matrix.rows)}


def _printed_row(edition: Edition, row: MatrixRow, parties: str) -> PrintedRow:
    printed = print_row(
        row, edition.matrix.years, edition.reader, edition.changes.get(row.key, RowChange.SAME)
    )
    own = parties_text(row, edition.reader)
    return printed if own == parties else replace(printed, notes=(*printed.notes, own))


def _volumes(matrix: Matrix) -> Iterator[tuple[Group, ...]]:
    for page in pages(matrix, limit=ROWS_PER_VOLUME):
        if sum(len(group.rows) for group in page) <= ROWS_PER_VOLUME:
            yield page
        else:
            yield from ((part,) for group in page for part in _parts(group))


def _parts(group: Group) -> Iterator[Group]:
    for start in range(0, len(group.rows), ROWS_PER_VOLUME):
        yield replace(group, rows=group.rows[start : start + ROWS_PER_VOLUME])


def _differing(edition: Edition) -> tuple[RowDifference, ...]:
    return edition.comparison.differing if edition.comparison else ()


def _printed_changes(edition: Edition, differing: Iterable[RowDifference]) -> tuple[Change, ...]:
    return changes_of(differing, edition.reader.language, edition.reader.audience)


def _has_appendices(matrix: Matrix) -> bool:
    return len(matrix.rows) <= ROWS_WITH_APPENDICES


def _appendices(edition: Edition) -> dict[str, list[PrintedEntry] | list[PrintedDefinition]]:
    if not _has_appendices(edition.matrix):
        return {"history": [], "definitions": []}
    kinds = {row.key: row.kind for row in edition.matrix.rows}
    return {
        "history": [
            print_entry(line, kinds[line.row_key], edition.reader) for line in edition.matrix.history
        ],
        "definitions": [print_definition(line, edition.reader) for line in edition.matrix.definitions],
    }


@cache
def _matrix_css() -> str:
    return (ROOT / "templates/pdf/matrix.css").read_text(encoding="utf-8")


def _style(edition: Edition) -> str:
    width = min(_WIDEST_YEAR, _ALL_YEARS / max(len(edition.matrix.years), 1))
    size = _PAGE_SIZES[edition.paper]
    # A version without the column is set with the same style as ever, so that its kept volumes are found.
    achieved = "col.achieved { width: 13% }\n" if edition.matrix.shows_achieved else ""
    return f"{_matrix_css()}\n@page {{ size: {size} }}\ncol.year {{ width: {width:.2f}% }}\n{achieved}"


def _running_lines(edition: Edition, page_count: int | None = None) -> str:
    """Style rules that print version, fingerprint and page number at the foot, and what it is at the head.

    With None the pages are counted, for which WeasyPrint lays each of them out twice.
    """
    stamp = edition.stamp
    moment = wording.moment_text(edition.matrix, stamp, edition.reader.language)
    foot = (wording.version_short(stamp), wording.fingerprint_text(stamp), moment)
    head = f"{edition.plan_title} · {wording.document_title()}"
    draft = _("DRAF · belum dibekukan, dapat berubah") if stamp.is_draft else ""
    return f"""
        @page {{
            @top-left {{ content: {quoted(head)} }}
            @top-right {{ content: {quoted(draft)} }}
            @bottom-left {{ content: {quoted(" · ".join(foot))} }}
            @bottom-right {{ content: {page_number(page_count)} }}
        }}
    """


def page_number(page_count: int | None) -> str:
    """The value of `content` for "Halaman 2 dari 9", in the word order of the language."""
    words = _("Halaman %(page)s dari %(pages)s", page="\0page\0", pages=page_count or "\0pages\0")
    parts = enumerate(words.split("\0"))
    return " ".join(f"counter({part})" if place % 2 else quoted(part) for place, part in parts)


def quoted(text: str) -> str:
    """The text as a string of a style sheet."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
