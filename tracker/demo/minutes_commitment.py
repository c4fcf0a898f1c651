"""The one commitment of the minutes: its texts, its parties, its six indicators, and the road map before it."""

from dataclasses import dataclass
from datetime import date

from tracker.accounts.actors import Actor
from tracker.core.numbers import read_number
from tracker.core.quantities import Comparator, Qualifier
from tracker.demo.minutes_meeting import Room
from tracker.plans.baseline_services import set_baseline
from tracker.plans.commitment_services import add_party, create_commitment
from tracker.plans.indicator_services import create_indicator
from tracker.plans.milestone_services import create_milestone
from tracker.plans.models import Commitment, Indicator, Plan
from tracker.plans.states import IndicatorKind, Involvement, OgpValue, RegulationStage
from tracker.targets.services import Level, publish_series

PROBLEM_IND = (
    "Dari seluruh instansi yang sudah terhubung dengan LAPOR!, baru sekitar 122 instansi (19%) yang dapat "
    "dikatakan baik, yaitu menindaklanjuti paling sedikit 50% pengaduan yang masuk. Antusiasme publik "
    "meningkat, tetapi belum diimbangi perbaikan kinerja instansi (II.2.a)."
)
PROBLEM_ENG = (
    "Of all agencies connected to LAPOR!, only about 122 (19%) perform well, that is, follow up at least "
    "half of the complaints they receive. Public enthusiasm grows, but the agencies' performance does not "
    "keep up (II.2.a)."
)
SOLUTION_IND = (
    "Mendorong peningkatan persentase pengaduan yang ditindaklanjuti secara cepat, antara lain melalui "
    "Jabatan Fungsional Pengelola Pengaduan dan dukungan bagi daerah (II.2.b, II.2.c, II.3)."
)
SOLUTION_ENG = (
    "Raise the share of complaints that are followed up quickly, among other things through a functional "
    "position for complaint handlers and support for regions (II.2.b, II.2.c, II.3)."
)
PARTIES = (
    ("BAPPENAS", Involvement.SUPPORTER),
    ("PATTIRO", Involvement.PROPOSER),
    ("PATTIRO", Involvement.COMPANION),
)


def make_commitment(actor: Actor, plan: Plan, room: Room) -> Commitment:
    """The commitment with its parties and its milestone."""
    commitment = create_commitment(
        actor,
        plan,
        code="RAN6-01",
        lead=room.organisations["KEMENPAN-RB"],
        title_ind="Meningkatkan responsivitas instansi pengaduan pelayanan publik yang terhubung dengan SP4N-LAPOR!",
        title_eng="Raising the responsiveness of complaint-handling agencies connected to SP4N-LAPOR!",
        problem_ind=PROBLEM_IND,
        problem_eng=PROBLEM_ENG,
        solution_ind=SOLUTION_IND,
        solution_eng=SOLUTION_ENG,
        ogp_values=[OgpValue.PARTICIPATION, OgpValue.ACCOUNTABILITY],
    )
    for code, involvement in PARTIES:
        add_party(actor, commitment, organisation=room.organisations[code], involvement=involvement)
    _add_milestone(actor, commitment, room)
    return commitment


def _add_milestone(actor: Actor, commitment: Commitment, room: Room) -> None:
    create_milestone(
        actor,
        commitment,
        text_ind="Penetapan Jabatan Fungsional Pegawai Pengelolaan Pengaduan (II.2.d)",
        text_eng="Functional position for complaint handlers enacted (II.2.d)",
        due_on=date(2021, 12, 31),
        due_text="tahun 2021",
        responsible=room.organisations["KEMENPAN-RB"],
    )


@dataclass(frozen=True)
class _Wording:
    kind: IndicatorKind
    name_ind: str
    name_eng: str
    unit_ind: str
    unit_eng: str
    definition_ind: str = ""
    definition_eng: str = ""
    numerator_ind: str = ""
    numerator_eng: str = ""
    denominator_ind: str = ""
    denominator_eng: str = ""
    outside_monitor: str = ""


WORDINGS = (
    _Wording(
        IndicatorKind.PERCENTAGE,
        "Laporan pengaduan melalui SP4N-LAPOR! ditindaklanjuti",
        "Complaints submitted through SP4N-LAPOR! are followed up",
        "persen",
        "per cent",
        denominator_ind="jumlah pengaduan pada tahun 2022",
        denominator_eng="number of complaints in 2022",
    ),
    _Wording(
        IndicatorKind.PERCENTAGE,
        "Peningkatan kinerja pengelolaan SP4N-LAPOR! oleh lembaga pemerintah",
        "Better handling of SP4N-LAPOR! by government agencies",
        "persen",
        "per cent",
        "Instansi berkinerja baik: menindaklanjuti paling sedikit 50% dari seluruh pengaduan yang masuk (II.2.a).",
        "An agency performs well when it follows up at least 50% of all complaints received (II.2.a).",
        "instansi terhubung yang berkinerja baik",
        "connected agencies that perform well",
        "instansi yang terhubung",
        "connected agencies",
    ),
    _Wording(
        IndicatorKind.PERCENTAGE,
        "Integrasi SP4N-LAPOR! nasional dan daerah",
        "Integration of SP4N-LAPOR!, national and local",
        "persen",
        "per cent",
        "",
        "",
        "instansi pemerintah yang terhubung",
        "government agencies that are connected",
        outside_monitor="Stranas PK (II.6.d)",
    ),
    _Wording(
        IndicatorKind.YES_NO,
        "Terbukanya rekapitulasi laporan data dan informasi terkait pengaduan publik",
        "Recapitulation of complaint data and information is open",
        "ya/tidak",
        "yes/no",
    ),
    _Wording(
        IndicatorKind.REGULATION,
        "Terbitnya PermenPAN-RB tentang Penetapan Jabatan Fungsional Pengelola Pengaduan",
        "Ministerial regulation on the functional position for complaint handlers is issued",
        "peraturan",
        "regulation",
    ),
    _Wording(
        IndicatorKind.REGULATION,
        "Terbitnya PermenPAN-RB tentang Road Map Sistem Pengelolaan Pengaduan Pelayanan Publik Nasional "
        "Tahun 2020–2024",
        "Ministerial regulation on the 2020–2024 road map of the national complaint handling system is issued",
        "peraturan",
        "regulation",
    ),
)


def make_indicators(actor: Actor, commitment: Commitment, room: Room) -> list[Indicator]:
    """The six indicators in the words of clause II.2.e, and the only baseline that the minutes state."""
    clause = room.clauses["II.2.e"]
    indicators = [create_indicator(actor, commitment, clause=clause, **vars(wording)) for wording in WORDINGS]
    set_baseline(
        actor,
        indicators[1],
        as_written="sekitar 122 instansi (19%)",
        value=read_number("19%").value,
        comparator=Comparator.EQUAL,
        qualifier=Qualifier.ABOUT,
        numerator=read_number("122").value,
        clause=room.clauses["II.2.a"],
    )
    return indicators


COMPLAINTS = ("pengaduan", "complaints")
PER_CENT = ("persen", "per cent")
REGULATION = ("peraturan", "regulation")


def publish_road_map(actor: Actor, commitment: Commitment, indicators: list[Indicator], room: Room) -> None:
    """What had been published before the meeting, of the commitment as a whole and of two indicators."""
    received = _numbers((2020, "227.995"), (2021, "454.790"), (2022, "909.580"))
    resolved = _numbers((2020, "60%"), (2021, "70%"), (2022, "80%"))
    enacted: list[Level] = [(2021, RegulationStage.ENACTMENT.value, "penetapan pada tahun 2021")]
    for measured, (unit_ind, unit_eng), points in (
        (None, COMPLAINTS, received),
        (indicators[0], PER_CENT, resolved),
        (indicators[4], REGULATION, enacted),
    ):
        publish_series(
            actor,
            commitment,
            indicator=measured,
            name_ind="Road map pengelolaan pengaduan",
            name_eng="Complaint handling road map",
            unit_ind=unit_ind,
            unit_eng=unit_eng,
            points=points,
            clause=room.clauses["II.2.d"],
        )


def _numbers(*points: tuple[int, str]) -> list[Level]:
    return [(year, read_number(text), text) for year, text in points]
