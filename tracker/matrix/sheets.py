"""The matrix as a page shows it, kept in memory: a draft until something happens, a version for good."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import render_template, request
from markupsafe import Markup

from tracker.accounts.actors import Actor
from tracker.core.bilingual import Language
from tracker.matrix import achieved_wording, policy, queries, rules, wording
from tracker.matrix.assembly import RowLinks
from tracker.matrix.content import open_content
from tracker.matrix.content_queries import content_pieces
from tracker.matrix.models import FrozenVersion
from tracker.matrix.page_rows import Reader, show_sections
from tracker.matrix.queries import PlanNow
from tracker.matrix.rows import Matrix
from tracker.matrix.rules import Overview, Selection, most_cited
from tracker.web.filters import language
from tracker.web.keeping import Kept, kept
from tracker.web.pagination import Pagination, page_of

_MOST_ROWS = 30_000
_MOST_BODIES = 64
_OTHER_COLUMNS, _ACHIEVED_COLUMNS = 11, 2


@dataclass(frozen=True)
class Sheet:
    """A matrix for one kind of reader, and how it stands. `identity` changes whenever the content does.

    `opens_plan` says whether the reader can also open the plan's own pages.
    """

    identity: str
    matrix: Matrix
    links: Mapping[str, RowLinks]
    overview: Overview
    opens_plan: bool = True


@dataclass(frozen=True)
class SheetPages(Pagination):
    """Pages of whole commitments; `starts` says how many rows come before each."""

    starts: tuple[int, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.starts)

    @property
    def first(self) -> int:
        """The number of this page's first row."""
        return min(self.starts[self.page - 1] + 1, self.total)

    @property
    def last(self) -> int:
        """The number of this page's last row."""
        return (*self.starts, self.total)[self.page]


@dataclass(frozen=True)
class Body:
    """The table of one page, ready to be sent."""

    html: Markup
    pagination: SheetPages


def draft_sheet(actor: Actor, now: PlanNow) -> Sheet:
    """The matrix as it stands. Officials' names are only in it for people who are signed in (D36)."""
    key = ("draft", now.freshness, actor.is_signed_in)
    return _sheets().get(key, lambda: _make_draft(actor, now))


def version_sheet(actor: Actor, version: FrozenVersion) -> Sheet:
    """The matrix that was frozen."""
    key = (version.sha256, actor.is_signed_in)
    return _sheets().get(key, lambda: _sheet(version.sha256, frozen_matrix(actor, version), {}))


def frozen_matrix(actor: Actor, version: FrozenVersion) -> Matrix:
    """The content of a version, for this reader."""
    matrix = open_content(content_pieces(version))
    # Neither pages nor comparisons show ledger and definitions.
    return _for_reader(actor, replace(matrix, rows=tuple(matrix.rows), history=(), definitions=()))


def body_of(actor: Actor, sheet: Sheet, selection: Selection) -> Body:
    """The rows a reader asked for, page by page."""
    reader = (policy.can_act(actor), actor.is_signed_in, language())
    key = (sheet.identity, sheet.opens_plan, *reader, request.full_path)
    bodies: Kept[Body] = kept("bodies", limit=_MOST_BODIES, weigh=lambda _body: 1)
    return bodies.get(key, lambda: _make_body(actor, sheet, selection))


def _sheets() -> Kept[Sheet]:
    return kept("sheets", limit=_MOST_ROWS, weigh=lambda sheet: len(sheet.matrix.rows) + 1)


def _make_draft(actor: Actor, now: PlanNow) -> Sheet:
    draft = queries.build_draft(actor, now.plan, with_reports=now.has_periods)
    return _sheet(now.freshness, _for_reader(actor, draft.matrix), draft.links)


def _sheet(identity: str, matrix: Matrix, links: Mapping[str, RowLinks]) -> Sheet:
    # The page shows neither ledger nor definitions, and they are half of the memory.
    shown = replace(matrix, history=(), definitions=())
    return Sheet(identity, shown, links, rules.overview(matrix))


def _for_reader(actor: Actor, matrix: Matrix) -> Matrix:
    return matrix if actor.is_signed_in else rules.without_names(matrix)


def _make_body(actor: Actor, sheet: Sheet, selection: Selection) -> Body:
    matrix = rules.select(sheet.matrix, selection)
    pages = rules.pages(matrix)
    pagination = _pagination(pages)
    sections = show_sections(pages[pagination.page - 1], matrix, _reader(actor, sheet))
    headings = [wording.year_heading(year, matrix) for year in matrix.years]
    html = render_template(
        "matrix/table.html",
        sections=sections,
        matrix=matrix,
        columns=wording.columns(),
        opens_plan=sheet.opens_plan,
        thresholds=achieved_wording.thresholds_text(),
        year_headings=headings,
        width=len(headings) + _OTHER_COLUMNS + (_ACHIEVED_COLUMNS if matrix.shows_achieved else 0),
    )
    return Body(Markup(html), pagination)


def _pagination(pages: list[tuple[rules.Group, ...]]) -> SheetPages:
    counts = [sum(len(group.rows) for group in page) for page in pages]
    starts = tuple(sum(counts[:place]) for place in range(len(counts)))
    return SheetPages(page_of(len(pages), per_page=1).page, rules.ROWS_PER_PAGE, sum(counts), starts)


def _reader(actor: Actor, sheet: Sheet) -> Reader:
    spoken: Language = "en" if language() == "en" else "id"
    may_act = policy.can_act(actor) and bool(sheet.links)
    return Reader(
        language=spoken,
        opens_clauses=actor.is_signed_in,
        may_act=may_act,
        links=sheet.links,
        here=request.full_path.rstrip("?"),
        document=most_cited(sheet.matrix),
    )
