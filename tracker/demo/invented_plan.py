"""A second, larger plan that exists nowhere, so that lists, filters, pages and printing are seen at work."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from tracker.accounts import services as accounts
from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.accounts.states import OrganisationKind
from tracker.core import clock
from tracker.core.dates import WIB
from tracker.core.numbers import read_number
from tracker.core.quantities import Reading, format_number
from tracker.demo import people, reporting, reports, rounds
from tracker.demo.prose import paragraph
from tracker.extensions import db
from tracker.matrix import services as matrix
from tracker.plans import baseline_services, commitment_services, indicator_services, milestone_services
from tracker.plans import services as plans
from tracker.plans.models import Commitment, Indicator, Plan
from tracker.plans.states import Direction, IndicatorKind, Involvement, OgpValue, RegulationStage
from tracker.targets import services as targets
from tracker.targets.models import Position
from tracker.targets.states import DropReason

PLAN = "RAN-CONTOH-2025-2027"
COMMITMENTS = 20
INDICATORS_EACH = 6
YEARS = (2025, 2026, 2027)
BEGIN = datetime(2024, 10, 1, 2, 0, tzinfo=UTC)

MINISTRIES = (
    "Kementerian Contoh Layanan",
    "Kementerian Contoh Data",
    "Badan Contoh Anggaran",
    "Badan Contoh Wilayah",
)
CSOS = ("Lembaga Contoh Warga", "Jaringan Contoh Transparansi", "Forum Contoh Desa")
TOPICS = (
    ("Pengaduan warga di daerah", "Citizen complaints in the regions"),
    ("Keterbukaan anggaran desa", "Open village budgets"),
    ("Data pengadaan terbuka", "Open procurement data"),
    ("Partisipasi penyusunan peraturan", "Participation in rule-making"),
    ("Layanan informasi penyandang disabilitas", "Information services for people with disabilities"),
    ("Pemantauan bantuan sosial", "Monitoring of social assistance"),
    ("Data lingkungan hidup terbuka", "Open environmental data"),
    ("Layanan kesehatan dasar", "Basic health services"),
    ("Transparansi pemilik manfaat", "Beneficial ownership transparency"),
    ("Akses bantuan hukum", "Access to legal aid"),
)
KINDS = (
    (IndicatorKind.PERCENTAGE, "persen", "per cent", "Persentase", "Share of"),
    (IndicatorKind.COUNT, "layanan", "services", "Jumlah", "Number of"),
    (IndicatorKind.REGULATION, "peraturan", "regulation", "Peraturan tentang", "Regulation on"),
)


def seed_invented_plan(actor: Actor, secretariat: Organisation, *, progress: Callable[[int], None]) -> Plan:
    """Twenty commitments with six indicators each, in every state that talks and reports can be in."""
    today = clock.today()
    with clock.fixed_at(BEGIN):
        plan = _plan(actor)
        ministries = _organisations(actor, "CONTOH-KL", OrganisationKind.MINISTRY, MINISTRIES)
        csos = _organisations(actor, "CONTOH-OMS", OrganisationKind.CSO, CSOS)
        people.seed_users(actor, {one.code: one for one in (*ministries, *csos)}, people.REPORTERS)
    for number in range(COMMITMENTS):
        with clock.fixed_at(BEGIN + timedelta(days=number)):
            _commitment(actor, plan, number, ministries, csos, secretariat)
        progress(number + 1)
    with clock.fixed_at(BEGIN + timedelta(days=60)):
        plans.publish_plan(actor, plan)
        matrix.freeze(actor, plan, title="Matriks awal", note="Sebelum pembahasan dengan K/L.")
        db.session.flush()
    with clock.fixed_at(BEGIN + timedelta(days=75)):
        rounds.seed_rounds(actor, plan)
        periods = reporting.seed_periods(actor, plan, today=today)
    reporting.seed_exceptions(actor, periods, extended=ministries[0], exempt=ministries[-1], today=today)
    reports.seed_reports(people.desk(actor), plan, periods)
    # From the first minute of today on, so that the demo is the same whenever on a day it is made.
    with clock.fixed_at(datetime.combine(today, time.min, WIB)):
        rounds.seed_open_round(actor, plan)
    progress(COMMITMENTS + 1)
    return plan


def _plan(actor: Actor) -> Plan:
    return plans.create_plan(
        actor,
        code=PLAN,
        ordinal=90,
        title_ind="Rencana aksi contoh 2025–2027 (data rekaan)",
        title_eng="Sample action plan 2025–2027 (invented data)",
        period_start=YEARS[0],
        period_end=YEARS[-1],
        first_year=YEARS[0],
        last_year=YEARS[-1],
    )


def _organisations(
    actor: Actor, prefix: str, kind: OrganisationKind, names: tuple[str, ...]
) -> list[Organisation]:
    return [
        accounts.create_organisation(
            actor, code=f"{prefix}-{number}", kind=kind, short_name=name, name_ind=name
        )
        for number, name in enumerate(names, start=1)
    ]


def _commitment(
    actor: Actor,
    plan: Plan,
    number: int,
    ministries: list[Organisation],
    csos: list[Organisation],
    secretariat: Organisation,
) -> None:
    topic_ind, topic_eng = TOPICS[number % len(TOPICS)]
    lead, cso = ministries[number % len(ministries)], csos[number % len(csos)]
    # Every seventh commitment has a text as long as a ministry's worst.
    length = 5000 if number % 7 == 3 else 400
    commitment = commitment_services.create_commitment(
        actor,
        plan,
        code=f"CTH-{number + 1:02}",
        lead=lead,
        title_ind=f"{topic_ind} {'tahap kedua' if number >= len(TOPICS) else ''}".strip(),
        title_eng=f"{topic_eng} {'(second stage)' if number >= len(TOPICS) else ''}".strip(),
        problem_ind=paragraph(number, length),
        solution_ind=paragraph(number + 5, length),
        ogp_values=[list(OgpValue)[number % len(OgpValue)]],
        sdg_links=["16"],
    )
    supporter = ministries[(number + 1) % len(ministries)]
    commitment_services.add_party(
        actor, commitment, organisation=supporter, involvement=Involvement.SUPPORTER
    )
    commitment_services.add_party(actor, commitment, organisation=cso, involvement=Involvement.PROPOSER)
    for step, year in enumerate(YEARS, start=1):
        milestone_services.create_milestone(
            actor,
            commitment,
            text_ind=f"Tahap {step}: {paragraph(number + step, 120)}",
            due_on=date(year, 6 + step, 30),
            due_text=f"akhir bulan keenam ditambah {step} tahun {year}",
            responsible=lead,
        )
    for position in range(INDICATORS_EACH):
        _indicator(actor, commitment, number, position, cso, secretariat)


def _indicator(
    actor: Actor,
    commitment: Commitment,
    number: int,
    position: int,
    cso: Organisation,
    secretariat: Organisation,
) -> None:
    kind, unit_ind, unit_eng, start_ind, start_eng = KINDS[position % len(KINDS)]
    topic_ind, topic_eng = TOPICS[(number + position) % len(TOPICS)]
    indicator = indicator_services.create_indicator(
        actor,
        commitment,
        kind=kind,
        direction=Direction.RISE,
        name_ind=f"{start_ind} {topic_ind.lower()}",
        name_eng=f"{start_eng} {topic_eng.lower()}",
        definition_ind=paragraph(number + position, 5000 if (number, position) == (3, 1) else 140),
        unit_ind=unit_ind,
        unit_eng=unit_eng,
        denominator_ind="seluruh layanan" if kind is IndicatorKind.PERCENTAGE else "",
        denominator_eng="all services" if kind is IndicatorKind.PERCENTAGE else "",
    )
    talks = _Talks(
        actor, indicator, cso, commitment.lead, secretariat, seed=number * INDICATORS_EACH + position
    )
    if kind is IndicatorKind.REGULATION:
        talks.about_regulation()
    else:
        talks.about_numbers(share=kind is IndicatorKind.PERCENTAGE)


class _Talks:
    """The talks about one invented indicator; how they end depends on its seed."""

    def __init__(
        self,
        actor: Actor,
        indicator: Indicator,
        cso: Organisation,
        ministry: Organisation,
        secretariat: Organisation,
        *,
        seed: int,
    ) -> None:
        self.actor, self.indicator, self.seed = actor, indicator, seed
        self.cso, self.ministry, self.secretariat = cso, ministry, secretariat

    def about_numbers(self, *, share: bool) -> None:
        """A proposal for each year; then silence, a counter, an agreement or a deletion proposal."""
        start, step = (20, 15) if share else (1000, 750)
        self._baseline(start + self.seed % 9, share=share)
        for order, year in enumerate(YEARS, start=1):
            proposed = start + 10 + self.seed % 9 + order * step
            proposal = self._propose(year, _reading(proposed, share=share))
            self._react(year, proposal, _reading(proposed - step // 2, share=share))
        if self.seed % 11 == 5:
            self._propose_drop()

    def about_regulation(self) -> None:
        """One proposal, agreed for every other indicator."""
        proposal = self._propose(YEARS[1], None, level=RegulationStage.ENACTMENT.value)
        if self.seed % 2:
            self._agree(proposal)

    def _baseline(self, value: int, *, share: bool) -> None:
        reading = _reading(value, share=share)
        baseline_services.set_baseline(
            self.actor,
            self.indicator,
            as_written=reading.as_written,
            value=reading.value,
            numerator=Decimal(value * 10) if share else None,
            denominator=Decimal(1000) if share else None,
            year=YEARS[0] - 1,
            source_text="Laporan tahunan contoh 2024",
        )

    def _propose(self, year: int, reading: Reading | None, *, level: str | None = None) -> Position:
        return targets.propose_target(
            self.actor,
            self.indicator,
            year=year,
            as_written=reading.as_written if reading else "ditetapkan",
            reading=reading,
            level=level,
            organisation=self.cso,
            reason=paragraph(self.seed + year, 5000 if self.seed == 20 and year == YEARS[0] else 160),
            source_text="Kertas posisi contoh",
            taken_on=clock.today(),
        )

    def _react(self, year: int, proposal: Position, answer: Reading) -> None:
        if self.seed % 4 == 0:
            return
        if self.seed % 4 == 1:
            self._agree(proposal)
            return
        counter = targets.counter_target(
            self.actor,
            self.indicator,
            year=year,
            as_written=answer.as_written,
            reading=answer,
            organisation=self.ministry,
            reason=paragraph(self.seed + 3, 160),
            source_text="Surat jawaban contoh",
            taken_on=clock.today(),
        )
        if self.seed % 4 == 3:
            self._agree(counter)

    def _agree(self, position: Position) -> None:
        targets.agree_position(
            self.actor,
            position,
            reason="Disepakati dalam rapat contoh.",
            source_text="Berita acara contoh",
            taken_on=clock.today(),
        )

    def _propose_drop(self) -> None:
        targets.propose_drop(
            self.actor,
            self.indicator,
            as_written="dapat dihapus",
            drop_reason=DropReason.DUPLICATE,
            organisation=self.secretariat,
            reason="Sudah dipantau melalui sistem lain.",
            source_text="Catatan penelaahan contoh",
            taken_on=clock.today(),
        )


def _reading(value: int, *, share: bool) -> Reading:
    text = format_number(Decimal(value))
    return read_number(f"{text}%" if share else text)
