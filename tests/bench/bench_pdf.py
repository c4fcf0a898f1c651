"""The PDF against its floor: a bare WeasyPrint call on the same HTML, style and variant.

Medians and their ratio at 150 rows, with what a row costs beside the same words in a plain table; then a plan
of volumes against the same plan as one document, and what one changed target costs.
"""

import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median

import click
from flask_babel import force_locale
from markupsafe import escape
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from tests.bench.bench_workbook import settings_in
from tests.matrix.samples import large_matrix, make_stamp
from tracker import create_app
from tracker.matrix.pdf import write_pdf
from tracker.matrix.pdf_press import Job, dismiss, set_one
from tracker.matrix.pdf_rows import Reader
from tracker.matrix.pdf_sheets import Edition, Sheet, whole_sheet
from tracker.matrix.pdf_typesetting import face_rules, settable
from tracker.matrix.rows import Matrix, MatrixRow
from tracker.matrix.rules import most_cited
from tracker.matrix.states import Audience, Paper

RUNS = 5
ROWS = 150
ROWS_IN_VOLUMES = 900
# This process and the ones it waited for.
BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def run() -> None:
    """Measure and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "workbook.xlsx").write_bytes(b"PK stands for a workbook")
        with create_app(settings_in(place)).test_request_context(), force_locale("id"):
            measure_floor(place)
            measure_volumes(place)


def measure_floor(folder: Path) -> None:
    """Print the medians at 150 rows."""
    matrix = large_matrix(ROWS)
    sheet, plain = whole_sheet(edition_of(matrix)), plain_sheet(matrix.rows)
    passes: dict[str, Callable[[], object]] = {
        "ours": lambda: write(matrix, folder),
        "bare": lambda: write_bare(sheet, folder / "bare.pdf"),
        "html": lambda: whole_sheet(edition_of(matrix)),
        "plain": lambda: write_bare(plain, folder / "plain.pdf"),
    }
    times: dict[str, list[float]] = {name: [] for name in passes}
    work: dict[str, list[float]] = {name: [] for name in passes}
    for _run in range(RUNS):
        for name, act in passes.items():
            start = time.process_time()
            times[name].append(seconds(act))
            work[name].append(time.process_time() - start)
    own, bare = median(times["ours"]), median(times["bare"])
    click.echo(f"pdf, {ROWS} rows: {own:.2f} s, bare WeasyPrint {bare:.2f} s, ratio {own / bare:.2f}")
    bare, words, html = (median(work[name]) / ROWS * 1000 for name in ("bare", "plain", "html"))
    click.echo(
        f"pdf, processor time a row: {bare:.0f} ms, in a plain table {words:.0f} ms, "
        f"ratio {bare / words:.2f}; its HTML {html:.1f} ms"
    )


def measure_volumes(folder: Path) -> None:
    """Print what volumes save, what one changed target costs, and the most memory of a process."""
    matrix, keep = large_matrix(ROWS_IN_VOLUMES), folder / "volumes"
    keep.mkdir()
    spent = processor_seconds()
    volumes = seconds(lambda: write(matrix, folder, keep=keep))
    spent_on_volumes = processor_seconds() - spent
    most = max(resource.getrusage(who).ru_maxrss for who in BOTH)
    before = set(keep.iterdir())
    again = seconds(lambda: write(with_one_change(matrix), folder, keep=keep))
    fresh = len(set(keep.iterdir()) - before)
    spent = processor_seconds()
    one = seconds(lambda: set_one(Job(whole_sheet(edition_of(matrix)), folder / "one.pdf", "one")))
    spent_on_one = processor_seconds() - spent
    click.echo(
        f"pdf, {ROWS_IN_VOLUMES} rows: {volumes:.1f} s in {len(before)} volumes, one document {one:.1f} s, "
        f"{one / volumes:.2f} times faster, at most {most / 1000:.0f} MB a process"
    )
    click.echo(
        f"pdf, processor time: {spent_on_volumes:.0f} s in volumes, {spent_on_one:.0f} s in one document"
    )
    click.echo(f"pdf, one changed target: {again:.1f} s, {fresh} of {len(before)} volumes set")


def edition_of(matrix: Matrix) -> Edition:
    """What the public gets on A3."""
    return Edition(matrix, make_stamp(), Reader("id", Audience.PUBLIC, most_cited(matrix)), Paper.A3)


def write(matrix: Matrix, folder: Path, *, keep: Path | None = None) -> None:
    """The PDF as a reader gets it."""
    write_pdf(
        matrix,
        make_stamp(),
        language="id",
        audience=Audience.PUBLIC,
        paper=Paper.A3,
        workbook=folder / "workbook.xlsx",
        target=folder / "ours.pdf",
        keep=keep,
    )


def write_bare(sheet: Sheet, target: Path) -> None:
    """WeasyPrint and nothing else."""
    fonts = FontConfiguration()
    style = CSS(string=face_rules() + settable(sheet.css), font_config=fonts)
    HTML(string=settable(sheet.html)).write_pdf(
        target, font_config=fonts, stylesheets=[style], pdf_variant=sheet.variant
    )


def plain_sheet(rows: Iterable[MatrixRow]) -> Sheet:
    """The longest words of each row in ten plain columns on A4."""
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in plain_cells(row))}</tr>" for row in rows
    )
    html = f"<html lang='id'><title>Plain</title><body><table><tbody>{body}</tbody></table></body></html>"
    css = (
        "@page { size: A4 landscape; margin: 12mm }"
        "body { font: 400 7pt/1.3 'Source Sans 3' }"
        "table { width: 100%; table-layout: fixed; border-collapse: collapse }"
        "td { padding: 1mm; border: .2mm solid #d9d5cc; vertical-align: top }"
        "td:nth-child(n+8) { width: 20% }"
    )
    return Sheet(html, css)


def plain_cells(row: MatrixRow) -> list[str]:
    """Number, unit, figures and lead; then name, definition and the reasons."""
    figures = [
        place.quantity.as_written for cell in row.years for place in (cell.initial, cell.counter) if place
    ]
    lead = row.lead.organisation if row.lead else ""
    short = [str(row.number), row.unit.ind, *figures[:4], lead][:7]
    reasons = " ".join(line.text for line in row.reasons)
    return [*short, *[""] * (7 - len(short)), row.name.ind, row.definition.ind, reasons]


def with_one_change(matrix: Matrix) -> Matrix:
    """The same plan after one counter-position was taken back."""
    first = next(row for row in matrix.rows if row.years)
    cell = replace(first.years[0], counter=None, difference=None)
    changed = replace(first, years=(cell, *first.years[1:]))
    return replace(matrix, rows=tuple(changed if row is first else row for row in matrix.rows))


def processor_seconds() -> float:
    """What this process and those it waited for have used so far, whoever else kept the machine busy."""
    # Only of a process that has ended is it known what it used.
    dismiss()
    used = [resource.getrusage(who) for who in BOTH]
    return sum(one.ru_utime + one.ru_stime for one in used)


def seconds(act: Callable[[], object]) -> float:
    """How long `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    run()
