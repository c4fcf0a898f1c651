"""The meeting of 21 September 2020: its header, who took part, its clauses, what it left to be done."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.accounts import services as accounts
from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, Person
from tracker.minutes import services
from tracker.minutes.clause_services import add_clause
from tracker.minutes.follow_up_services import add_follow_up, add_open_item
from tracker.minutes.models import Clause, Meeting
from tracker.minutes.participant_services import add_participant
from tracker.minutes.reading import split_clauses
from tracker.minutes.states import OpenItemKind

MEETING = "NOTULA-2020-09-21"
MEETING_DAY = date(2020, 9, 21)
SOURCE = Path(__file__).with_name("notula-2020-09-21.txt")
MATRIX_RETURNED = "Matriks target capaian diperbaiki dan dikembalikan ke K/L dan CSO untuk didiskusikan dalam rapat internal."

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
class Room:
    """The meeting to quote from: its organisations by code and its clauses by label."""

    meeting: Meeting
    organisations: dict[str, Organisation]
    clauses: dict[str, Clause]


def hold_meeting(actor: Actor, organisations: dict[str, Organisation]) -> Room:
    """Record the minutes, from their source file to what they leave open."""
    meeting = _recorded(actor)
    for number, (as_written, code) in enumerate(PARTICIPANTS, start=1):
        present = organisations[code] if code else None
        add_participant(actor, meeting, number=number, as_written=as_written, organisation=present)
    room = Room(meeting, organisations, _clauses(actor, meeting, organisations))
    _leave_open(actor, room)
    return room


def _recorded(actor: Actor) -> Meeting:
    document = services.store_document(
        actor, file_name=SOURCE.name, media_type="text/plain", content=SOURCE.read_bytes()
    )
    return services.record_meeting(
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


def _clauses(actor: Actor, meeting: Meeting, organisations: dict[str, Organisation]) -> dict[str, Clause]:
    people = _people(actor, organisations)
    mkok = accounts.add_unit(actor, organisations["KEMENPAN-RB"], short_name="Biro MKOK")
    accounts.add_unit(
        actor,
        organisations["BAPPENAS"],
        short_name="Dit. Aparatur Negara",
        name_ind="Direktorat Aparatur Negara",
        name_eng="Directorate for State Apparatus",
    )
    clauses = {}
    for part in split_clauses(SOURCE.read_text()):
        name, code = _voice_of(part.label)
        clauses[part.label] = add_clause(
            actor,
            meeting,
            label=part.label,
            text=part.text,
            speaker=people.get(name),
            organisation=organisations.get(code),
            unit=mkok if part.label == "II.6.b" else None,
        )
    return clauses


def _people(actor: Actor, organisations: dict[str, Organisation]) -> dict[str, Person]:
    return {
        name: accounts.add_person(actor, organisations[code], name=name, honorific=honorific)
        for honorific, name, code in SPEAKERS.values()
    }


def _voice_of(label: str) -> tuple[str, str]:
    """Who speaks in a clause, and for which organisation; blank where the minutes do not say."""
    if label.startswith("II.1"):
        return "", "SEKNAS-OGI"
    _honorific, name, code = SPEAKERS.get(".".join(label.split(".")[:2]), ("", "", ""))
    return name, code


def _leave_open(actor: Actor, room: Room) -> None:
    add_follow_up(actor, room.meeting, text=MATRIX_RETURNED, clause=room.clauses["III.1"])
    for kind, label, text in OPEN_ITEMS:
        add_open_item(actor, room.meeting, kind=kind, text=text, clause=room.clauses[label])
