"""RAN OGI 2020–2022 as the minutes of 21 September 2020 tell it: every position with speaker, unit, clause, reason.

Nothing is added that the minutes do not say. Where they leave something open (a year, a denominator, who
"Biro MKOK" is), it stays open here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tracker.accounts import services as accounts
from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, Person, Unit
from tracker.core import clock
from tracker.core.numbers import read_number
from tracker.core.quantities import Comparator, Qualifier, Reading
from tracker.matrix import services as matrix
from tracker.minutes import services as minutes
from tracker.minutes.models import Clause, Meeting
from tracker.minutes.reading import split_clauses
from tracker.minutes.states import OpenItemKind
from tracker.plans import services as plans
from tracker.plans.models import Commitment, Indicator, Plan
from tracker.plans.states import IndicatorKind, Involvement, OgpValue, RegulationStage, YesNo
from tracker.targets import services as targets
from tracker.targets.states import DropReason

PLAN = "RAN-OGI-2020-2022"
MEETING = "NOTULA-2020-09-21"
SOURCE = Path(__file__).with_name("notula-2020-09-21.txt")

MEETING_DAY = date(2020, 9, 21)
PREPARED = datetime(2020, 9, 21, 4, 0, tzinfo=UTC)
PROPOSED = datetime(2020, 9, 21, 7, 0, tzinfo=UTC)
ANSWERED = datetime(2020, 9, 21, 8, 0, tzinfo=UTC)
AFTERWARDS = datetime(2020, 9, 22, 3, 0, tzinfo=UTC)

SPEAKERS = {
    "II.2": ("Bapak", "Bejo", "PATTIRO"),
    "II.3": ("Ibu", "Maya", "PATTIRO"),
    "II.4": ("Bapak", "Yanuar", "KEMENPAN-RB"),
    "II.5": ("Bapak", "Rosikin", "KEMENPAN-RB"),
    "II.6": ("Ibu", "Septiana", "KEMENPAN-RB"),
    "II.7": ("Bapak", "Imanudin", "KEMENPAN-RB"),
}
PARTICIPANTS = (
    ("Perwakilan Kementerian PAN RB", "KEMENPAN-RB"),
    ("Direktorat Aparatur Negara Bappenas", "BAPPENAS"),
    ("Tim Pattiro", "PATTIRO"),
    ("Tim Sekretariat Nasional OGI", "SEKNAS-OGI"),
    ("", None),
)
OPEN_ITEMS = (
    (OpenItemKind.REQUEST, "II.4.d", "SP4N-LAPOR! diminta diresmikan sebagai aplikasi umum SPBE; penetapannya tertunda (II.6.a)."),
    (OpenItemKind.DEPENDENCY, "II.4.b", "Penyelesaian pengaduan bergantung pula pada KSP, Ombudsman, dan pemerintah daerah."),
    (OpenItemKind.QUESTION, "II.5.c", "Apakah ada donor yang mendukung Pattiro? Pattiro menunggu hasil pengajuan dana ke UNDP (II.3.a)."),
    (OpenItemKind.REQUEST, "II.5.b", "CSO diharapkan menjangkau daerah yang pengaduannya relatif tidak baik; 9 daerah sudah baik."),
    (OpenItemKind.INFORMATION, "II.5.a", "Sosialisasi LAPOR! masuk kampus sudah dilakukan."),
)  # fmt: skip


@dataclass(frozen=True)
class _Room:
    """The people and clauses of the meeting, to quote from."""

    organisations: dict[str, Organisation]
    people: dict[str, Person]
    mkok: Unit
    clauses: dict[str, Clause]


def seed_minutes_plan(actor: Actor, organisations: dict[str, Organisation]) -> Plan:
    """The plan, its one commitment, the whole negotiation, and the matrix frozen before and after it."""
    with clock.fixed_at(PREPARED):
        plan = _plan(actor)
        meeting, room = _meeting(actor, organisations)
        plans.link_meeting(actor, plan, meeting)
        commitment = _commitment(actor, plan, room)
        indicators = _indicators(actor, commitment, room)
        _road_map(actor, commitment, indicators, room)
    with clock.fixed_at(PROPOSED):
        _proposals(actor, indicators, room)
        matrix.freeze(
            actor, plan, title="Usulan Pattiro", note="Matriks sebagaimana diusulkan dalam butir II.2.e."
        )
    with clock.fixed_at(ANSWERED):
        _answers(actor, indicators, room)
    with clock.fixed_at(AFTERWARDS):
        plans.publish_plan(actor, plan)
        matrix.freeze(
            actor,
            plan,
            title="Setelah rapat 21 September 2020",
            note="Dikembalikan ke K/L dan OMS untuk dibahas dalam rapat internal (butir III.1).",
        )
    return plan


def _plan(actor: Actor) -> Plan:
    return plans.create_plan(
        actor,
        code=PLAN,
        ordinal=6,
        title_ind="Rencana Aksi Nasional Open Government Indonesia 2020–2022",
        title_eng="Open Government Indonesia National Action Plan 2020–2022",
        period_start=2020,
        period_end=2022,
        first_year=2021,
        last_year=2022,
    )


def _meeting(actor: Actor, organisations: dict[str, Organisation]) -> tuple[Meeting, _Room]:
    text = SOURCE.read_text()
    document = minutes.store_document(
        actor, file_name=SOURCE.name, media_type="text/plain", content=SOURCE.read_bytes()
    )
    meeting = minutes.record_meeting(
        actor,
        code=MEETING,
        title="Penyampaian Usulan Perludem untuk RAN OGI 2020-2022",
        date_text="Selasa, 21 September 2020",
        time_text="13.30 – 15.30 WIB",
        place="Zoom Meeting",
        agenda="Penyampaian Narasi Usulan SP4N-LAPOR! untuk RAN OGI 2020-2022",
        moderator="Kepala Seknas OGI",
        document=document,
    )
    for number, (as_written, code) in enumerate(PARTICIPANTS, start=1):
        organisation = organisations[code] if code else None
        minutes.add_participant(
            actor, meeting, number=number, as_written=as_written, organisation=organisation
        )
    room = _clauses(actor, meeting, organisations, text)
    _afterwards(actor, meeting, room)
    return meeting, room


def _clauses(actor: Actor, meeting: Meeting, organisations: dict[str, Organisation], text: str) -> _Room:
    people = {
        name: accounts.add_person(actor, organisations[code], name=name, honorific=honorific)
        for honorific, name, code in SPEAKERS.values()
    }
    mkok = accounts.add_unit(actor, organisations["KEMENPAN-RB"], short_name="Biro MKOK")
    accounts.add_unit(
        actor,
        organisations["BAPPENAS"],
        short_name="Dit. Aparatur Negara",
        name_ind="Direktorat Aparatur Negara",
        name_eng="Directorate for State Apparatus",
    )
    clauses = {}
    for part in split_clauses(text):
        _honorific, name, code = SPEAKERS.get(".".join(part.label.split(".")[:2]), ("", "", ""))
        if part.label.startswith("II.1"):
            code = "SEKNAS-OGI"
        clauses[part.label] = minutes.add_clause(
            actor,
            meeting,
            label=part.label,
            text=part.text,
            speaker=people.get(name),
            organisation=organisations.get(code),
            unit=mkok if part.label == "II.6.b" else None,
        )
    return _Room(organisations, people, mkok, clauses)


def _afterwards(actor: Actor, meeting: Meeting, room: _Room) -> None:
    minutes.add_follow_up(
        actor,
        meeting,
        text="Matriks target capaian diperbaiki dan dikembalikan ke K/L dan CSO untuk didiskusikan dalam rapat internal.",
        clause=room.clauses["III.1"],
    )
    for kind, label, text in OPEN_ITEMS:
        minutes.add_open_item(actor, meeting, kind=kind, text=text, clause=room.clauses[label])


def _commitment(actor: Actor, plan: Plan, room: _Room) -> Commitment:
    commitment = plans.create_commitment(
        actor,
        plan,
        code="RAN6-01",
        lead=room.organisations["KEMENPAN-RB"],
        title_ind="Meningkatkan responsivitas instansi pengaduan pelayanan publik yang terhubung dengan SP4N-LAPOR!",
        title_eng="Raising the responsiveness of complaint-handling agencies connected to SP4N-LAPOR!",
        problem_ind=(
            "Dari seluruh instansi yang sudah terhubung dengan LAPOR!, baru sekitar 122 instansi (19%) yang dapat "
            "dikatakan baik, yaitu menindaklanjuti paling sedikit 50% pengaduan yang masuk. Antusiasme publik "
            "meningkat, tetapi belum diimbangi perbaikan kinerja instansi (II.2.a)."
        ),
        problem_eng=(
            "Of all agencies connected to LAPOR!, only about 122 (19%) perform well, that is, follow up at least "
            "half of the complaints they receive. Public enthusiasm grows, but the agencies' performance does not "
            "keep up (II.2.a)."
        ),
        solution_ind=(
            "Mendorong peningkatan persentase pengaduan yang ditindaklanjuti secara cepat, antara lain melalui "
            "Jabatan Fungsional Pengelola Pengaduan dan dukungan bagi daerah (II.2.b, II.2.c, II.3)."
        ),
        solution_eng=(
            "Raise the share of complaints that are followed up quickly, among other things through a functional "
            "position for complaint handlers and support for regions (II.2.b, II.2.c, II.3)."
        ),
        ogp_values=[OgpValue.PARTICIPATION, OgpValue.ACCOUNTABILITY],
    )
    for code, involvement in (
        ("BAPPENAS", Involvement.SUPPORTER),
        ("PATTIRO", Involvement.PROPOSER),
        ("PATTIRO", Involvement.COMPANION),
    ):
        plans.add_party(actor, commitment, organisation=room.organisations[code], involvement=involvement)
    plans.create_milestone(
        actor,
        commitment,
        text_ind="Penetapan Jabatan Fungsional Pegawai Pengelolaan Pengaduan (II.2.d)",
        text_eng="Functional position for complaint handlers enacted (II.2.d)",
        due_on=date(2021, 12, 31),
        due_text="tahun 2021",
        responsible=room.organisations["KEMENPAN-RB"],
    )
    return commitment


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


def _indicators(actor: Actor, commitment: Commitment, room: _Room) -> list[Indicator]:
    clause = room.clauses["II.2.e"]
    indicators = [
        plans.create_indicator(actor, commitment, clause=clause, **vars(wording)) for wording in WORDINGS
    ]
    plans.set_baseline(
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


ROAD_MAP = "Road map pengelolaan pengaduan"


def _road_map(actor: Actor, commitment: Commitment, indicators: list[Indicator], room: _Room) -> None:
    clause = room.clauses["II.2.d"]
    targets.publish_series(
        actor,
        commitment,
        name_ind=ROAD_MAP,
        name_eng="Complaint handling road map",
        unit_ind="pengaduan",
        unit_eng="complaints",
        points=_numbers((2020, "227.995"), (2021, "454.790"), (2022, "909.580")),
        clause=clause,
    )
    targets.publish_series(
        actor,
        commitment,
        indicator=indicators[0],
        name_ind=ROAD_MAP,
        name_eng="Complaint handling road map",
        unit_ind="persen",
        unit_eng="per cent",
        points=_numbers((2020, "60%"), (2021, "70%"), (2022, "80%")),
        clause=clause,
    )
    targets.publish_series(
        actor,
        commitment,
        indicator=indicators[4],
        name_ind=ROAD_MAP,
        name_eng="Complaint handling road map",
        unit_ind="peraturan",
        unit_eng="regulation",
        points=[(2021, RegulationStage.ENACTMENT.value, "penetapan pada tahun 2021")],
        clause=clause,
    )


def _numbers(*points: tuple[int, str]) -> list[tuple[int, Reading | str, str]]:
    return [(year, read_number(text), text) for year, text in points]


NO_YEAR = "Butir II.2.e tidak menyebut tahun; dicatat pada akhir masa rencana."
PROPOSALS = (
    ("target tingkat penyelesaian minimal 80% dari jumlah pengaduan pada tahun 2022", "minimal 80%", None,
     "Mengikuti road map pengelolaan pengaduan, yang menargetkan tingkat penyelesaian 80% pada 2022 (II.2.d)."),
    ("target 60% instansi yang terhubung berkinerja baik pada tahun 2022", "60%", None,
     "Baru sekitar 122 instansi (19%) yang berkinerja baik; jika dibiarkan, kepercayaan masyarakat menurun (II.2.a)."),
    ("target 100% instansi pemerintah yang terhubung pada tahun 2022", "100%", None,
     "Pengaduan nasional dan daerah hendaknya masuk melalui satu sistem (II.2.e)."),
    ("terbukanya rekapitulasi laporan data dan informasi", None, YesNo.YES.value,
     f"Rekapitulasi pengaduan perlu terbuka bagi publik. {NO_YEAR}"),
    ("terbitnya PermenPAN-RB", None, RegulationStage.ENACTMENT.value,
     f"Pengelola pengaduan perlu berkualifikasi dan termotivasi melalui merit system (II.2.c). {NO_YEAR}"),
    ("terbitnya PermenPAN-RB", None, RegulationStage.ENACTMENT.value,
     f"Road map 2020–2024 menjadi dasar pengelolaan pengaduan (II.2.d). {NO_YEAR}"),
)  # fmt: skip


def _proposals(actor: Actor, indicators: Iterable[Indicator], room: _Room) -> None:
    for indicator, (as_written, number, level, reason) in zip(indicators, PROPOSALS, strict=True):
        targets.propose_target(
            actor,
            indicator,
            year=2022,
            as_written=as_written,
            reading=read_number(number) if number else None,
            level=level,
            organisation=room.organisations["PATTIRO"],
            person=room.people["Bejo"],
            reason=reason,
            clause=room.clauses["II.2.e"],
            taken_on=MEETING_DAY,
        )


def _answers(actor: Actor, indicators: list[Indicator], room: _Room) -> None:
    ministry = room.organisations["KEMENPAN-RB"]
    gradual = (
        "Kenaikan menuju {goal} akan bertahap hingga tahun 2024, sehingga tidak bisa langsung pada 2022."
    )
    for indicator, value, goal in ((indicators[0], "45%", "80%"), (indicators[1], "30%", "60%")):
        targets.counter_target(
            actor,
            indicator,
            year=2022,
            as_written=f"{value} di akhir tahun 2022",
            reading=read_number(value),
            organisation=ministry,
            unit=room.mkok,
            person=room.people["Septiana"],
            reason=gradual.format(goal=goal),
            clause=room.clauses["II.6.b"],
            taken_on=MEETING_DAY,
        )
    _answers_on_connection(actor, indicators[2], room)
    targets.propose_rewording(
        actor,
        indicators[3],
        as_written="satu sub menu dalam website yang sudah ada",
        organisation=ministry,
        person=room.people["Septiana"],
        reason="Rekapitulasi bisa dibuat sebagai satu sub menu dalam website yang sudah ada.",
        clause=room.clauses["II.6.c"],
        taken_on=MEETING_DAY,
    )
    targets.remark(
        actor,
        indicators[4],
        as_written="memang ada rencana pembentukan Jabatan Fungsional",
        organisation=ministry,
        person=room.people["Yanuar"],
        reason="Rencana pembentukan Jabfung memang ada; tahunnya belum dipastikan.",
        clause=room.clauses["II.4.c"],
        taken_on=MEETING_DAY,
    )
    targets.propose_drop(
        actor,
        indicators[5],
        as_written="dapat dihapus",
        drop_reason=DropReason.ACHIEVED,
        organisation=ministry,
        person=room.people["Yanuar"],
        reason="Road map sudah selesai.",
        clause=room.clauses["II.4.a"],
        taken_on=MEETING_DAY,
    )


def _answers_on_connection(actor: Actor, indicator: Indicator, room: _Room) -> None:
    ministry = room.organisations["KEMENPAN-RB"]
    targets.counter_target(
        actor,
        indicator,
        year=2022,
        as_written="sudah 100%, terintegrasi dengan lebih dari 623 KL",
        reading=read_number("100%"),
        denominator=read_number("lebih dari 623"),
        organisation=ministry,
        person=room.people["Rosikin"],
        reason="KemenPAN-RB sudah terintegrasi dengan lebih dari 623 K/L, sehingga capaian sudah 100%.",
        clause=room.clauses["II.5.f"],
        taken_on=MEETING_DAY,
    )
    targets.propose_drop(
        actor,
        indicator,
        as_written="dapat dihapus agar tidak menjadi repetitif",
        drop_reason=DropReason.DUPLICATE,
        organisation=ministry,
        person=room.people["Septiana"],
        reason="Stranas PK sudah memberikan pengawasan yang cukup ketat.",
        clause=room.clauses["II.6.d"],
        taken_on=MEETING_DAY,
    )
    targets.propose_rewording(
        actor,
        indicator,
        as_written="dapat tetap dimasukkan, tapi melihat dari segi kualitas keterhubungan",
        organisation=ministry,
        person=room.people["Imanudin"],
        reason="Kualitas dinilai dari organisasi, pengelola, dan tindak lanjut pengaduan; SK dapat menjadi bukti.",
        clause=room.clauses["II.7.a"],
        taken_on=MEETING_DAY,
    )
    plans.suggest_definition(
        actor,
        indicator,
        name_ind="Keterhubungan SP4N-LAPOR! nasional dan daerah",
        name_eng="Connectedness of SP4N-LAPOR!, national and local",
        reason="Nama ini dipakai dalam rapat tanpa keputusan; terhubung dan terintegrasi bermakna berbeda (II.5.d).",
        clause=room.clauses["II.6.d"],
    )
