"""A report's workbook: made from its draft, kept when it comes back, and then saved into the draft (D42)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.bilingual import Language, bilingual
from tracker.core.digest import sha256_of_file
from tracker.core.errors import RuleBroken
from tracker.extensions import db
from tracker.matrix.book_reading import Problem, RawSheet
from tracker.matrix.states import Severity
from tracker.report_sheets import import_rules, uploads
from tracker.report_sheets.book import ReportBook
from tracker.report_sheets.import_rules import FieldLine
from tracker.report_sheets.models import ReportUpload
from tracker.report_sheets.reader import origin_of, read_sheets
from tracker.report_sheets.reading import CellAt, SheetReading
from tracker.report_sheets.sheet_tags import Origin, Seal
from tracker.report_sheets.slots import slots_of
from tracker.reports import (
    draft_rules,
    period_rules,
    policy,
    report_page,
    report_queries,
    report_rules,
    report_services,
)
from tracker.reports.asked import Asked
from tracker.reports.asked_queries import asked_of
from tracker.reports.breaches import Breach, breach, refuse
from tracker.reports.draft_rules import Fields
from tracker.reports.report_models import DraftSave, ReportVersion
from tracker.reviews.states import ImportClass
from tracker.reviews.uploads import secret_of_books

_SHEETS = TypeAdapter(list[RawSheet])
# More than a report can say, whatever it is about.
_MOST_TEXT = 2_000_000


@dataclass(frozen=True)
class Look:
    """What an uploaded workbook would do now. `revision` is the number of the newest save, 0 for none."""

    reading: SheetReading
    lines: Sequence[FieldLine]
    revision: int


def book_of(actor: Actor, version: ReportVersion, *, language: Language) -> ReportBook:
    """What the workbook of a draft is made from, while that can be written in."""
    report = version.report
    authorise(policy.can_write_report, actor, report)
    report_services.check_editable(version)
    asked, earlier = asked_of(report.commitment, report.period), report_queries.before(report)
    exceptions = report.period.exceptions_of(report.organisation_id)
    return ReportBook(
        origin=Origin(report.id, version.number, _newest_number(version)),
        label=report_services.label_of(report),
        title=bilingual(report.commitment, "title"),
        plan=bilingual(report.commitment.plan, "title"),
        due_on=period_rules.due_day(report.period.days, exceptions),
        voice=report.voice,
        asked=asked,
        draft=report_queries.draft_of(version),
        earlier={line.asked.key: line for line in report_page.figure_lines(earlier)} if earlier else {},
        made_at=version.saves[-1].saved_at if version.saves else version.begun_at,
        language=language,
    )


def _newest_number(version: ReportVersion) -> int:
    return version.saves[-1].number if version.saves else 0


def keep_upload(
    actor: Actor, version: ReportVersion, sheets: list[RawSheet], *, file: Path, file_name: str
) -> ReportUpload:
    """Keep a workbook that came back, with what stood in it; nothing of it is saved in the draft yet.

    RuleBroken when it is another report's, another version's, or none of ours at all.
    """
    authorise(policy.can_write_report, actor, version.report)
    report_services.check_editable(version)
    _check_size(sheets)
    upload = ReportUpload(
        version=version,
        file_name=Path(file_name).name[:200] or "berkas.xlsx",
        sha256=sha256_of_file(file),
        size=file.stat().st_size,
        sheets=_SHEETS.dump_python(sheets, mode="json"),
        uploaded_at=clock.now(),
        uploaded_by_id=actor.user_id,
    )
    look_at(upload)
    db.session.add(upload)
    file.replace(uploads.path_of(upload))
    db.session.flush()
    return upload


def _check_size(sheets: Sequence[RawSheet]) -> None:
    texts = (cell.text for sheet in sheets for row in sheet.rows for cell in row.cells.values())
    if sum(map(len, texts)) > _MOST_TEXT:
        raise RuleBroken("answer_book_too_heavy")


def look_at(upload: ReportUpload) -> Look:
    """What the workbook would do now; recomputed whenever it is asked."""
    version = upload.version
    report = version.report
    seal, sheets = Seal(secret_of_books()), _SHEETS.validate_python(upload.sheets or [])
    base = _base(version, origin_of(sheets, seal))
    asked = asked_of(report.commitment, report.period)
    reading = read_sheets(sheets, seal, slots=slots_of(asked, report.voice), base=base)
    judged = tuple(_judged(version, asked, reading, base))
    lines = import_rules.lines_of(base, report_queries.draft_of(version), reading.fields)
    return Look(replace(reading, problems=(*reading.problems, *judged)), lines, _newest_number(version))


def _base(version: ReportVersion, origin: Origin) -> Fields:
    """The draft that the workbook was made from."""
    if origin.report_id != version.report_id:
        raise RuleBroken("sheet_of_another_report")
    if origin.version != version.number:
        raise RuleBroken("sheet_of_another_version", params={"version": version.number})
    if not origin.save:
        return {}
    found = next((one.fields for one in version.saves if one.number == origin.save), None)
    if found is None:
        raise RuleBroken("sheet_base_gone")
    return found


def _judged(version: ReportVersion, asked: Asked, reading: SheetReading, base: Fields) -> Iterator[Problem]:
    """What in the workbook cannot be read, and what is wrong with what it says; gaps are no fault in a draft.

    What stood in the draft before is only pointed out.
    """
    said = draft_rules.compact({**base, **reading.fields})
    evidence = report_queries.evidence_of(version)
    voice = version.report.voice
    content, unread = draft_rules.read_draft(said, asked, voice=voice, evidence=evidence)
    for one in unread:
        is_new = said.get(one.field, "") != base.get(one.field, "")
        yield _problem(one, reading, said, Severity.ERROR if is_new else Severity.WARNING)
    gaps = (*unread, *report_rules.content_gaps(content))
    for one in report_services.problems_of(version.report, content, asked, unread):
        if one not in gaps:
            yield _problem(one, reading, said, Severity.WARNING)


def _problem(one: Breach, reading: SheetReading, said: Fields, severity: Severity) -> Problem:
    at = reading.cells.get(one.field, CellAt("", ""))
    return Problem(*at, said.get(one.field, ""), one.code, severity, dict(one.params))


def confirm(
    actor: Actor, upload: ReportUpload, *, choices: Mapping[str, str], are_readings_right: bool, seen: int
) -> DraftSave:
    """Save what the workbook says in the draft, all of it or nothing.

    `choices` say of each field in conflict whether the workbook's text is taken ("mine") or left ("theirs"),
    as they were shown beside save number `seen`. `are_readings_right` is the uploader's word on cells that
    can be read in two ways (D4).
    """
    version = upload.version
    authorise(policy.can_write_report, actor, version.report)
    if upload.confirmed_at or upload.is_gone:
        raise RuleBroken("import_not_waiting")
    look = look_at(upload)
    refuse(_open_points(look, choices, are_readings_right=are_readings_right))
    _check_shown(version, look.lines, seen)
    stored = report_queries.draft_of(version)
    fields = import_rules.settled(look.lines, stored, choices)
    save = report_services.save_draft(actor, version, fields, seen=look.revision)
    upload.confirmed_at, upload.save = clock.now(), save.number
    changed = sum(fields[name] != stored.get(name, "") for name in fields)
    _record(actor, upload, changed)
    return save


def _open_points(look: Look, choices: Mapping[str, str], *, are_readings_right: bool) -> Iterator[Breach]:
    """What must be mended, confirmed or chosen before anything is saved."""
    if look.reading.errors:
        yield breach("import_has_errors")
        return
    if look.reading.questions and not are_readings_right:
        yield breach("readings_not_confirmed", "are_readings_right")
    if import_rules.is_undecided(look.lines, choices):
        yield breach("field_conflict_not_chosen")


def _check_shown(version: ReportVersion, lines: Sequence[FieldLine], seen: int) -> None:
    """Refuse a choice about a text that somebody has changed once more since it was shown."""
    shown = next((one.fields for one in version.saves if one.number == seen), {})
    conflicts = (line for line in lines if line.kind is ImportClass.CONFLICT)
    if any(line.stored != shown.get(line.name, "") for line in conflicts):
        raise RuleBroken("draft_moved_on")


def _record(actor: Actor, upload: ReportUpload, changed: int) -> None:
    report = upload.version.report
    changes = {"file": (None, upload.file_name), "sha256": (None, upload.sha256), "fields": (None, changed)}
    record(actor, "report:fill-in", report, label=report_services.label_of(report), changes=changes,
           on_behalf_of=report.organisation)  # fmt: skip
