"""How the paper of a period is put into words, in the language of the moment; for PDF and workbook alike."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from tracker.core.bilingual import Language
from tracker.core.dates import format_date, format_datetime_wib, format_short_date
from tracker.core.quantities import format_number
from tracker.evidence.states import Access
from tracker.matrix.states import Audience
from tracker.monitoring.paper_content import DutyLine, MilestoneSaid, PaperContent, Proof
from tracker.monitoring.paper_rules import Tally
from tracker.monitoring.paper_states import Arrival
from tracker.monitoring.progress_states import Look
from tracker.monitoring.progress_wording import amount, explanation, short_figure
from tracker.reports.achievement_rules import Known, Score, Worth
from tracker.reports.asked import AskedIndicator
from tracker.reports.figure_rules import Figure, Formula, Measured, measure
from tracker.reports.milestone_rules import MilestoneStatus
from tracker.reports.states import Completion, Uncounted, Voice
from tracker.reports.status_rules import ATTENTION_FROM, ON_TARGET_FROM, shown_percent
from tracker.web.filters import share
from tracker.web.labels import label, meaning

NONE = "–"
_TWO_DECIMALS = Decimal("0.01")
_OF_CALENDAR = re.compile(r"(?P<year>\d{4})-(?P<kind>TW|S|B)(?P<number>\d{1,2})")
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_KINDS = {
    "TW": _l("Triwulan %(number)s %(year)s"),
    "S": _l("Semester %(number)s %(year)s"),
    "B": _l("Periode B%(number)s %(year)s"),
}
# Where a map of cells is explained otherwise.
_MEANINGS = {
    Look.WITHOUT_TARGET: _l("belum ada target yang disepakati pada awal periode"),
    Look.UNSCORED: _l("tingkat, atau target yang bukan angka"),
    Look.NOT_DUE: _l("batas waktunya belum lewat"),
}


def period_name(code: str) -> str:
    """What a period is called: "Triwulan III 2026" for 2026-TW3; its code where no calendar named it."""
    found = _OF_CALENDAR.fullmatch(code)
    if found is None:
        return code
    number = found["number"]
    shown = number if found["kind"] == "B" else _ROMAN.get(number, number)
    return str(_KINDS[found["kind"]]) % {"number": shown, "year": found["year"]}


def heading(content: PaperContent) -> str:
    """The title of the paper."""
    return str(_("Laporan Pemantauan %(period)s", period=period_name(content.period.code)))


def as_of_text(content: PaperContent, language: Language) -> str:
    """The day up to which lateness counts, and the last thing that is told."""
    day = format_date(content.as_of, locale=language)
    if content.newest is None:
        return day
    moment = format_datetime_wib(content.newest, locale=language)
    return str(_("%(day)s; yang terakhir dimuat: %(moment)s", day=day, moment=moment))


def audience_text(content: PaperContent) -> str:
    """Whom the file is for, and so what is in it."""
    if content.audience is Audience.PUBLIC:
        return str(_("Untuk umum: hanya yang sudah diverifikasi."))
    return str(_("Memuat nama orang dan laporan yang belum diverifikasi. Jangan diteruskan ke luar."))


def identity_of(content: PaperContent, fingerprint: str, language: Language) -> list[tuple[str, str]]:
    """What the paper is of: its period, its day, whom it is for, and the SHA-256 of what it says (D18)."""
    period = content.period
    days = " – ".join(format_date(day, locale=language) for day in (period.start, period.end))
    return [
        (_("Rencana"), f"{content.plan_code} · {content.plan_title.in_language(language)}"),
        (_("Periode"), f"{period_name(period.code)} ({days})"),
        (_("Batas waktu melapor"), format_date(period.due_on, locale=language)),
        (_("Keadaan per"), as_of_text(content, language)),
        (_("Isi berkas"), audience_text(content)),
        (_("Sidik jari (SHA-256)"), fingerprint),
    ]


def tally_lines(found: Tally) -> list[tuple[str, int]]:
    """What is counted of owed reports, with its name."""
    return [
        (_("Wajib"), found.owed),
        (_("Tepat waktu"), found.on_time),
        (_("Terlambat"), found.late),
        (_("Belum masuk"), found.missing),
        (_("Ditunggu"), found.awaited),
        (_("Bebas"), found.exempt),
        (_("Diverifikasi"), found.verified),
        (_("Belum diverifikasi"), found.unverified),
        (_("Pernah dikembalikan"), found.returned),
    ]


def rule_text() -> str:
    """By what an indicator is judged, with the thresholds."""
    return str(
        _(
            "Keadaan indikator dinilai dari capaian terhadap target yang disepakati pada awal periode: "
            "sesuai target mulai %(on_target)s%%, perlu perhatian mulai %(attention)s%%, di bawahnya tidak "
            "tercapai. Tanpa target yang disepakati tidak ada penilaian, dan angka kosong bukan nol.",
            on_target=ON_TARGET_FROM,
            attention=ATTENTION_FROM,
        )
    )


def look_text(look: Look) -> str:
    """The mark and the word, so that it reads in black and white."""
    return f"{meaning(look).mark} {label(look)}"


def meaning_of(look: Look) -> str:
    """What stands behind a look."""
    return str(_MEANINGS[look]) if look in _MEANINGS else explanation(look)


def standing_of(voice: Voice, *, is_verified: bool) -> str:
    """What was done with what was reported; an account of civil society is judged for its form only (D27)."""
    if voice is Voice.SOCIETY:
        return str(_("laporan OMS") if is_verified else _("laporan OMS, belum diperiksa"))
    return str(_("dilaporkan dan diverifikasi") if is_verified else _("dilaporkan, belum diverifikasi"))


def value_text(asked: AskedIndicator, measured: Measured) -> str:
    """What was measured, with its unit or its level, and its aspects a line each."""
    aspects = [f"{one.name}: {one.level}" for one in measured.aspects]
    if measured.value is None and not measured.level:
        return "\n".join(aspects)
    return "\n".join((short_figure(asked, measured), *aspects))


def figure_text(asked: AskedIndicator, figure: Figure | None, language: Language) -> str:
    """What was said on an indicator, with its formula; that nothing moved is said in words (D5, D26)."""
    if figure is None or figure.statement is None:
        return NONE
    measured = measure(asked.kind, figure)
    if measured is None:
        return label(figure.statement)
    formula = f"\n= {formula_text(measured.formula, language)}" if measured.formula else ""
    return value_text(asked, measured) + formula


def formula_text(formula: Formula, language: Language) -> str:
    """46 ÷ 80; what is itself computed is shown to two decimals, though reckoned with in full."""
    numbers = (_short(part) for part in (formula.numerator, formula.denominator))
    return " ÷ ".join(format_number(one, locale=language) for one in numbers)


def _short(number: Decimal) -> Decimal:
    shown = number.quantize(_TWO_DECIMALS, ROUND_HALF_UP)
    return number if number == shown else shown


def aim_text(asked: AskedIndicator, target: Known) -> str:
    """A target, or why there is none."""
    if isinstance(target, Uncounted):
        return label(target)
    return amount(asked, target)


def score_text(score: Score, language: Language) -> str:
    """A percent with its formula, or why there is none."""
    if score.percent is None or score.formula is None:
        return label(score.why_not) if score.why_not else NONE
    return f"{share(shown_percent(score.percent))}\n= {formula_text(score.formula, language)}"


def worth_text(asked: AskedIndicator, worth: Worth, language: Language) -> str:
    """A target and the capaian against it."""
    aim = aim_text(asked, worth.target)
    if isinstance(worth.target, Uncounted):
        return aim
    return "\n".join((aim, _("capaian %(score)s", score=score_text(worth.capaian, language))))


def way_text(worth: Worth, language: Language) -> str:
    """Kemajuan dari data dasar, with its formula."""
    if isinstance(worth.target, Uncounted):
        return ""
    return str(_("kemajuan dari data dasar %(score)s", score=score_text(worth.kemajuan, language)))


def completion_text(completion: Completion | None) -> str:
    """A point of OGP's scale (D28)."""
    return label(completion) if completion else NONE


def status_text(status: MilestoneStatus, language: Language) -> str:
    """How far a milestone is, and its day."""
    state = label(status.state) if status.state else NONE
    return f"{state}, {day_text(status.on, language)}" if status.on else state


def milestone_reason(said: MilestoneSaid, language: Language) -> str:
    """What was reported otherwise, and why it was verified so (D27); "" where nothing differs."""
    if said.reported is None:
        return ""
    return str(
        _(
            "%(organisation)s melaporkan %(status)s. Alasan berbeda: %(reason)s",
            organisation=said.organisation,
            status=status_text(said.reported, language),
            reason=said.reason,
        )
    )


def arrival_text(duty: DutyLine) -> str:
    """Whether a report came, with the days by which it is late."""
    if duty.arrival not in {Arrival.LATE, Arrival.MISSING}:
        return label(duty.arrival)
    days = ngettext("%(num)s hari", "%(num)s hari", duty.days_late)
    return f"{label(duty.arrival)}, {days}"


def state_text(duty: DutyLine) -> str:
    """Where the report is in its life; a dash while nobody has begun it."""
    return label(duty.state) if duty.state else NONE


def day_text(on: date | None, language: Language) -> str:
    """A day in short; "" for none."""
    return format_short_date(on, locale=language) if on else ""


def proof_text(proof: Proof, language: Language) -> str:
    """A piece of evidence: what it is and where it is; of a restricted one only the reason (D32)."""
    if proof.access is Access.RESTRICTED:
        return str(_("Terbatas: %(reason)s", reason=proof.restriction_reason))
    parts = [proof.title, proof.issued_by, proof.number]
    if proof.dated:
        parts.append(day_text(proof.dated, language))
    return ", ".join(part for part in parts if part)


def proof_identity(proof: Proof) -> str:
    """Its address, or the fingerprint of its file."""
    return proof.url or (f"SHA-256 {proof.sha256}" if proof.sha256 else "")
